// gate: which cue words are worth a frame. Most words that can report something do not, and the chunks beside
// them and what stands in their sentence tell that for much less than subject and content cost to find.
#include <algorithm>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

FeatureValue distance_of(std::uint32_t tokens, bool found) {
  constexpr std::uint32_t beside = 2, near = 6;
  const std::size_t step = std::size_t{tokens > beside} + (tokens > near);
  return FeatureValue(found ? step : static_cast<std::size_t>(Distance::none));
}

}  // namespace

/// The label of the chunk so many further on, `beyond` past the part.
FeatureValue Finder::label_beside(std::uint32_t c, std::int32_t step) const {
  const auto at = c + static_cast<std::uint32_t>(step);
  return at < chunks() ? label(at) : FeatureValue(Label::beyond);
}

CueKind Finder::kind_of_cue(std::uint32_t c) const {
  const Cue& cue = model_.cues[cue_at(c).cue];
  return chunk(c).kind == ChunkKind::noun_group ? cue.noun_kind : cue.kind;
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

/// Goes on from a cue word to the one at the chunk `c`.
void Finder::step(std::uint32_t c, CuePlace& place) const {
  const TokenSets& sets = syntax.token_sets;
  const std::uint32_t head = chunk(c).head;
  if (head < place.last) {
    place.before = kind_of_cue(place.chunk);
    place.after_before = label_beside(place.chunk, 1);
    ++place.nth;
  } else {
    const std::uint32_t first =
        block_first_ + sets.previous(head - block_first_, &TokenBits::sentence_ends) + 1;
    const std::uint32_t end = block_first_ + sets.next(head - block_first_, &TokenBits::sentence_ends);
    place = {0, first, std::min(end + 1, block_last_)};
  }
  place.chunk = c;
}

template <class Sum>
void Finder::add_gate(Sum& add, const CuePlace& place) const {
  constexpr std::uint32_t last_nth = std::size(nth_names) - 1;
  const std::uint32_t c = place.chunk, head = chunk(c).head;
  const FeatureValue lemma = lemma_of(cue_at(c).cue);
  const Tag form = syntax.tags[head];
  const CueKind kind = kind_of_cue(c);
  const FeatureValue next = label_beside(c, 1);
  add(Feature::gate_form, lemma, form);
  add(Feature::gate_next, lemma, next);
  add(Feature::gate_form_next, form, next);
  add(Feature::gate_prev, label_beside(c, -1), form);
  add(Feature::gate_next2, next, label_beside(c, 2));
  add(Feature::gate_prev2, label_beside(c, -2), form);
  add(Feature::gate_quote_ahead, lemma, quote_ahead(head, place.last));
  add(Feature::gate_quote_before, lemma, quote_before(chunk(c).first, place.first));
  add(Feature::gate_after, place.before, place.after_before);
  add(Feature::gate_nth, kind, FeatureValue(std::min(place.nth, last_nth)));
}

/// Lists the cue words that are looked at more closely; what has no weights, "according to" and a colon,
/// always is. For fitting, all are.
void Finder::pass_gate() {
  places_.clear();
  CuePlace place;
  place.last = block_first_;
  for (const std::uint32_t c : syntax.cues) {
    if (quote_of_[chunk(c).head] != 0) continue;
    step(c, place);
    FeatureSum add(model_);
    add_gate(add, place);
    if (gold != nullptr || cue_at(c).cue == 0 || add.sum() >= gate_score) places_.push_back(place);
  }
}

/// What spoke for looking at the cue word.
void Finder::note_gate(const Frame& f, Reasons& notes) const {
  if (f.cue_id == 0) return;
  FeatureNotes add(model_, notes);
  for (const CuePlace& place : places_)
    if (place.chunk == f.chunk) return add_gate(add, place);
}

/// Writes "gate 0|1 features" for every cue word; `reporting` are the chunks of those that report something.
/// Left out are verbs of speech within a content: the gold has none that is nested.
void Finder::train_gate(const std::vector<std::uint32_t>& reporting) {
  for (const CuePlace& place : places_) {
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
