// gate: which cue words are worth a frame. Most words that can report something do not, and the chunks beside
// them and what stands in their sentence tell that for much less than subject and content cost to find.
#include <algorithm>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t usual_cues = 64;  // most parts have fewer

FeatureValue distance_of(std::uint32_t tokens, bool found) {
  constexpr std::uint32_t beside = 2, near = 6;
  const std::size_t step = std::size_t{tokens > beside} + (tokens > near);
  return FeatureValue(found ? step : static_cast<std::size_t>(Distance::none));
}

}  // namespace

/// The label of the chunk so many further on, `beyond` outside of the part.
[[gnu::always_inline]] inline FeatureValue Finder::label_beside(std::uint32_t c, std::int32_t step) const {
  const Chunk& at = syntax.chunks.data()[std::min(c + static_cast<std::uint32_t>(step), chunks())];
  return label_of(at, model_.tags[token(at.head).lex]);
}

[[gnu::always_inline]] inline CueKind Finder::kind_of_cue(std::uint32_t c) const {
  const Cue& cue = model_.cues[cue_at(c).cue];
  const bool noun = chunk(c).kind == ChunkKind::noun_group;
  return static_cast<CueKind>(
      choose(noun, static_cast<unsigned>(cue.noun_kind), static_cast<unsigned>(cue.kind)));
}

/// The first quotation mark after the token, if it stands before `last`.
FeatureValue Finder::quote_ahead(std::uint32_t i, std::uint32_t last) const {
  const std::uint32_t mark = block_first_ + syntax.token_sets.next(i + 1 - block_first_, &TokenBits::quotes);
  return distance_of(mark - i, mark < last);
}

/// The last quotation mark before the token, if it stands at `first` or later.
FeatureValue Finder::quote_before(std::uint32_t i, std::uint32_t first) const {
  const std::uint32_t mark =
      block_first_ + syntax.token_sets.previous(i - block_first_, &TokenBits::quotes) + 1;
  return distance_of(i + 1 - mark, mark > first);
}

/// Goes on from a cue word to the one at the chunk `c`: without a branch, as nothing tells whether it begins
/// a sentence.
[[gnu::always_inline]] inline Finder::CuePlace Finder::step(std::uint32_t c, const CuePlace& place) const {
  const TokenSets& sets = syntax.token_sets;
  const std::uint32_t head = chunk(c).head, at = head - block_first_;
  const bool same = head < place.last;
  CuePlace to;
  to.chunk = c;
  to.first = block_first_ + sets.past_previous(at, &TokenBits::sentence_ends);
  to.last = std::min(block_first_ + sets.next(at, &TokenBits::sentence_ends) + 1, block_last_);
  to.kind = kind_of_cue(c);
  to.next = label_beside(c, 1);
  to.nth = choose(same, place.nth + 1, 0);
  to.before = static_cast<CueKind>(
      choose(same, static_cast<unsigned>(place.kind), static_cast<unsigned>(CueKind::other)));
  to.after_before =
      FeatureValue(std::size_t{choose(same, place.next.id, static_cast<unsigned>(Label::beyond))});
  return to;
}

template <class Sum>
void Finder::add_gate(Sum& add, const CuePlace& place) const {
  constexpr std::uint32_t last_nth = std::size(nth_names) - 1;
  const std::uint32_t c = place.chunk, head = chunk(c).head;
  const FeatureValue lemma = lemma_of(cue_at(c).cue);
  const Tag form = syntax.tags[head];
  FeatureValue ahead = Distance::none, before = Distance::none;
  if (syntax.quotes)
    ahead = quote_ahead(head, place.last), before = quote_before(chunk(c).first, place.first);
  add(Feature::gate_form, lemma, form);
  add(Feature::gate_next, lemma, place.next);
  add(Feature::gate_form_next, form, place.next);
  add(Feature::gate_prev, label_beside(c, -1), form);
  add(Feature::gate_next2, place.next, label_beside(c, 2));
  add(Feature::gate_prev2, label_beside(c, -2), form);
  add(Feature::gate_quote_ahead, lemma, ahead);
  add(Feature::gate_quote_before, lemma, before);
  add(Feature::gate_after, place.before, place.after_before);
  add(Feature::gate_nth, place.kind, FeatureValue(std::min(place.nth, last_nth)));
}

/// Lists the cue words that are looked at more closely; what has no weights, "according to" and a colon,
/// always is. For fitting, all are.
void Finder::pass_gate() {
  places_.make(std::max(syntax.cues.size() + 1, usual_cues));
  CuePlace* out = places_.data();
  CuePlace place;
  place.last = block_first_;
  for (const std::uint32_t c : syntax.cues) {
    if (quote_of_[chunk(c).head] != 0) continue;
    place = step(c, place);
    FeatureSum add(model_);
    add_gate(add, place);
    *out = place;
    const bool worth = add.sum() >= gate_score, always = cue_at(c).cue == 0, fits = gold != nullptr;
    out += worth | always | fits;
  }
  passed_ = {places_.data(), out};
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
