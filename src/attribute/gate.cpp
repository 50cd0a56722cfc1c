// gate: which cue words are worth a frame. Most words that can report something do not, and the chunks beside
// them and what stands in their sentence tell that for much less than subject and content cost to find.
#include <algorithm>
#include <bit>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t usual_cues = 64;  // most parts have fewer

/// How far the nearest of some tokens stands: the two next to a place, and the six next to it.
Distance distance_of(std::uint64_t some, std::uint64_t beside, std::uint64_t near) {
  return static_cast<Distance>(unsigned{(some & beside) == 0} + unsigned{(some & near) == 0} +
                               unsigned{some == 0});
}

}  // namespace

[[gnu::always_inline]] inline CueKind Finder::kind_of_cue(std::uint32_t c) const {
  const Cue& cue = model_.cues[cue_at(c).cue];
  const bool noun = chunk(c).kind == ChunkKind::noun_group;
  return static_cast<CueKind>(
      choose(noun, static_cast<unsigned>(cue.noun_kind), static_cast<unsigned>(cue.kind)));
}

/// The sentence of a cue word, and the quotation marks in it, if the part holds any. Without a branch, but
/// for a sentence that goes on for more than 64 tokens to a side.
template <bool quotes>
[[gnu::always_inline]] inline void Finder::look_around(CuePlace& place) const {
  constexpr std::uint64_t all = ~std::uint64_t{0};
  const TokenSets& sets = syntax.token_sets;
  const Chunk& cue = chunk(place.chunk);
  const std::uint32_t at = syntax.place(cue.head);
  const std::uint64_t ends = sets.from(at, &TokenBits::sentence_ends);
  const std::uint64_t ends_before = sets.before(at, &TokenBits::sentence_ends);
  if (ends == 0 || ends_before == 0) return look_further(place);
  const auto left = static_cast<std::uint32_t>(std::countl_zero(ends_before));
  place.first = cue.head - left;
  place.last = std::min(cue.head + 1 + static_cast<std::uint32_t>(std::countr_zero(ends)), block_last_);
  place.quote_ahead = place.quote_before = Distance::none;
  if constexpr (quotes) {
    const std::uint64_t ahead = sets.from(at, &TokenBits::quotes) & (ends ^ (ends - 1));
    const std::uint64_t before = sets.before(at, &TokenBits::quotes) & ~(all >> left);
    place.quote_ahead = distance_of(ahead, 0b110, 0b1111110);
    place.quote_before = distance_of(before << (cue.head - cue.first), all << 62, all << 58);
  }
}

/// The same of a long sentence.
[[gnu::noinline]] void Finder::look_further(CuePlace& place) const {
  const TokenSets& sets = syntax.token_sets;
  const Chunk& cue = chunk(place.chunk);
  const std::uint32_t at = syntax.place(cue.head), first = syntax.place(cue.first);
  const std::uint32_t start = sets.past_previous(at, &TokenBits::sentence_ends);
  const std::uint32_t end = sets.next(at, &TokenBits::sentence_ends) + 1;
  auto distance = [](std::uint32_t tokens, bool found) {
    return found ? static_cast<Distance>(unsigned{tokens > 2} + unsigned{tokens > 6}) : Distance::none;
  };
  place.first = cue.head - (at - start);
  place.last = std::min(cue.head + (end - at), block_last_);
  const std::uint32_t ahead = sets.next(at + 1, &TokenBits::quotes);
  const std::uint32_t past = sets.past_previous(first, &TokenBits::quotes);
  place.quote_ahead = distance(ahead - at, ahead < end);
  place.quote_before = distance(first + 1 - past, past > start);
}

/// Goes on to the cue word at the chunk `c`: without a branch, as nothing tells whether it begins a sentence.
template <bool quotes>
[[gnu::always_inline]] inline void Finder::step(std::uint32_t c, CueBefore& before, CuePlace& to) const {
  const bool same = chunk(c).head < before.last;
  to.chunk = c;
  look_around<quotes>(to);
  to.kind = kind_of_cue(c);
  to.nth = choose(same, before.nth, 0);
  to.before = static_cast<CueKind>(
      choose(same, static_cast<unsigned>(before.kind), static_cast<unsigned>(CueKind::other)));
  to.after_before = static_cast<Label>(
      choose(same, static_cast<unsigned>(before.next), static_cast<unsigned>(Label::beyond)));
  before = {to.last, to.nth + 1, to.kind, chunk(c + 1).label};
}

template <class Sum>
[[gnu::always_inline]] inline void Finder::add_gate(Sum& add, const CuePlace& place) const {
  constexpr std::uint32_t last_nth = std::size(nth_names) - 1;
  const Chunk* const at = &chunk(place.chunk);
  const FeatureValue lemma = lemma_of(cue_at(place.chunk).cue);
  const Tag form = syntax.tags[at->head];
  add(Feature::gate_form, lemma, form);
  add(Feature::gate_next, lemma, at[1].label);
  add(Feature::gate_form_next, form, at[1].label);
  add(Feature::gate_prev, at[-1].label, form);
  add(Feature::gate_next2, at[1].label, at[2].label);
  add(Feature::gate_prev2, at[-2].label, form);
  add(Feature::gate_quote_ahead, lemma, place.quote_ahead);
  add(Feature::gate_quote_before, lemma, place.quote_before);
  add(Feature::gate_after, place.before, place.after_before);
  add(Feature::gate_nth, place.kind, FeatureValue(std::min(place.nth, last_nth)));
}

/// Lists the cue words that are looked at more closely; what has no weights, "according to" and a colon,
/// always is. For fitting, all are.
template <bool quotes>
void Finder::pass_gate() {
  places_.make(std::max(syntax.chunks.size() + 1, usual_cues));
  CuePlace* out = places_.data();
  CueBefore before;
  const bool all = gold != nullptr;
  for (std::uint32_t c = 0; syntax.next_cue(c);) {
    if (quotes && quote_of_[chunk(c).head] != 0) continue;
    step<quotes>(c, before, *out);
    FeatureSum add(model_);
    add_gate(add, *out);
    out += unsigned{add.hundredths() >= gate_score} | unsigned{cue_at(c).cue == 0} | unsigned{all};
  }
  passed_ = {places_.data(), out};
}

/// Of a block in parts, one may lie in a quotation and hold no mark of it.
void Finder::pass_gate() {
  if (syntax.quotes || has_quotes())
    pass_gate<true>();
  else
    pass_gate<false>();
}

/// What spoke for looking at the cue word.
void Finder::note_gate(const Frame& f, Reasons& notes) const {
  if (f.cue_id == 0) return;
  FeatureNotes add(model_, notes);
  const auto place = std::lower_bound(passed_.begin(), passed_.end(), f.chunk,
                                      [](const CuePlace& p, std::uint32_t chunk) { return p.chunk < chunk; });
  if (place != passed_.end() && place->chunk == f.chunk) add_gate(add, *place);
}

/// Writes "gate 0|1 features" for every cue word; `reporting` are the chunks of those that report something.
/// Left out are verbs of speech within a content: the gold has none that is nested.
void Finder::train_gate(const std::vector<std::uint32_t>& reporting) {
  for (const CuePlace& place : passed_) {
    if (cue_at(place.chunk).cue == 0) continue;
    const bool reports = std::find(reporting.begin(), reporting.end(), place.chunk) != reporting.end();
    const Chunk& c = chunk(place.chunk);
    if (!reports && c.finite && kind_of_cue(place.chunk) == CueKind::speech && gold->reported(c.head))
      continue;
    Reasons features;
    FeatureNotes add(model_, features);
    add_gate(add, place);
    dump->append(reports ? "gate 1 " : "gate 0 ").append(names_of(features)).append(1, '\n');
  }
}

}  // namespace nutgraf
