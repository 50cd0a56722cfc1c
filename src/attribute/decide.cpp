// Whether a cue reports something, and on which side its content stands: a sum of named weights for each way
// to read it.
#include <algorithm>
#include <array>
#include <bit>

#include "attribute/finder.hpp"
#include "base/enum_set.hpp"

namespace nutgraf {
namespace {

constexpr std::int32_t split_bonus = 100;  // for both halves of a split quotation

/// A feature of its own for each mode, in the order of Mode.
using ByMode = Feature[4];
constexpr ByMode lemma_in = {Feature::lemma_after, Feature::lemma_before, Feature::lemma_both,
                             Feature::lemma_subject};
constexpr ByMode before_in = {Feature::count, Feature::before_before, Feature::both_before,
                              Feature::subject_before};
constexpr ByMode follow_in = {Feature::count, Feature::before_follow, Feature::both_follow,
                              Feature::subject_follow};
constexpr ByMode follow2_in = {Feature::count, Feature::before_follow2, Feature::both_follow2,
                               Feature::subject_follow2};
constexpr ByMode subject_in = {Feature::subject_after, Feature::subject_of_before, Feature::subject_both,
                               Feature::subject_subject};

/// Content after the cue: what follows, with the lemma and without; `preposition` follows a cue that has one.
template <class Sum>
void add_after(Sum& add, const Frame& f, FeatureValue lemma, FeatureValue preposition) {
  add(Feature::lemma_follow, lemma, f.follow);
  add(Feature::kind_follow, f.kind, f.follow);
  add(Feature::type_follow, f.type, f.follow);
  const bool prep = f.follow == Follow::preposition;
  add.when(prep, Feature::lemma_prep, lemma, preposition);
  add.when(prep, Feature::kind_prep, f.kind, preposition);
  add(Feature::follow_subject, f.follow, f.subject.kind);
  add(Feature::after_before, f.before, f.type);
  add(Feature::follow_before, f.follow, f.before);
  add.when(f.hearer, Feature::after_hearer, f.follow);
  add.when(f.adjunct, Feature::after_adjunct, f.follow);
}

/// Content before the cue, around it, or its subject: what the cue clause leans on; `opening` is the class of
/// the sentence's first word, `word` the word itself.
template <class Sum>
void add_before(Sum& add, const Frame& f, Mode mode, Tag opening, FeatureValue word) {
  const auto m = static_cast<std::size_t>(mode);
  add(Feature::kind_mode, f.kind, mode);
  add(before_in[m], f.before, f.kind);
  add(follow_in[m], f.follow, f.kind);
  add(follow2_in[m], f.follow, f.before);
  add(Feature::opening, opening, f.before);
  add.when(is_tag(opening, "UWI"), Feature::opening_word, word, mode);
  add.when(f.hearer, Feature::hearer, mode);
  add.when(f.adjunct, Feature::adjunct, mode);
}

/// Forms of the verb group.
template <class Sum>
void add_verb(Sum& add, const Frame& f, const Chunk& c, Mode mode, FeatureValue lemma) {
  add(Feature::tag_lemma, lemma, f.tag);
  add.when(c.passive, Feature::passive, mode, f.kind);
  add.when(c.passive, Feature::passive_lemma, lemma);
  add.when(c.passive & !f.agent.empty(), Feature::agent, mode, f.kind);
  add.when(c.modal, Feature::modal, mode, f.kind);
  add.when(c.negated, Feature::negated, mode, f.kind);
  add.when(c.infinitive, Feature::infinitive, mode, f.kind);
  add.when(c.infinitive | (f.chain_lemma != 0), Feature::chain, mode, lemma_of(f.chain_lemma));
  add.when(c.perfect, Feature::perfect, mode, f.kind);
  add.when(c.finite, Feature::finite, mode, f.before);
}

/// What may be, or end, a content before the cue.
constexpr EnumSet leaning{Before::quote, Before::question, Before::clause, Before::fragment, Before::wh};
/// Behind the cue a content goes on that began before it; after a fragment wherever words follow.
constexpr EnumSet going_on{Follow::comma, Follow::comma_that, Follow::quote, Follow::verb};
constexpr EnumSet no_words{Follow::next_block, Follow::end, Follow::next_quote};

FeatureValue position_of(std::uint32_t position) {
  static constexpr auto steps = [] {
    std::array<std::uint8_t, 31> out{};
    for (const std::size_t low : {3u, 8u, 16u, 30u})
      for (std::size_t i = low; i < out.size(); ++i) ++out[i];
    return out;
  }();
  return FeatureValue(std::size_t{steps[std::min(position, 30u)]});
}

}  // namespace

/// light verbs: "gave a speech calling for", "made no secret of": verb and object noun look at one another.
template <class Sum>
void Finder::add_light_verb(Sum& add, Mode mode, FeatureValue lemma, std::uint32_t object) const {
  const CueEntry e = cue_at(object);
  if ((e.forms >> static_cast<unsigned>(CueForm::noun) & 1) == 0) return;
  add(Feature::object_cue, mode, lemma_of(e.cue));
  add(Feature::object_next, lemma, reports_next(object + 1));
  add.when(chunk(object + 1).kind == ChunkKind::preposition, Feature::object_prep, lemma);
}

/// What is done to what, and what stands right after the object.
template <class Sum>
void Finder::add_object(Sum& add, const Frame& f, Mode mode, FeatureValue lemma) const {
  if ((f.follow == Follow::noun) & (f.start < block_last_)) {
    const std::uint32_t n = syntax.chunk_of[f.start];
    if (mode == Mode::after) {
      add(Feature::object_lemma, lemma, kind_of({chunk(n).first, chunk(n).last}, chunk(n).head));
      add(Feature::object_word, f.kind, word_label(token(chunk(n).first).lex));
      add(Feature::object_after, f.kind, label(n + 1, f.sentence_last));
    }
    if (f.type == CueType::verb) add_light_verb(add, mode, lemma, n);
  }
  if ((f.type == CueType::noun) & (f.subject.rule == SubjectRule::object_of)) {
    add(Feature::light, mode, lemma_of(cue_at(f.chunk - 1).cue));
    add(Feature::light_follow, lemma, f.follow);
  }
}

/// The first quotation of the sentence that the content may hold, past its beginning.
Shape Finder::held_shape(const Frame& f) const {
  constexpr std::uint32_t furthest = 60;
  const std::uint32_t first = f.start + 1, last = std::min(f.sentence_last, f.start + furthest);
  const std::uint64_t within = (std::uint64_t{1} << (std::max(first, last) - first)) - 1;
  std::uint64_t quotes = syntax.token_sets.from(syntax.place(first), &TokenBits::quotes) & within;
  for (; quotes != 0; quotes &= quotes - 1) {
    const std::uint32_t i = first + static_cast<std::uint32_t>(std::countr_zero(quotes));
    if (token(i).is(TokenKind::quote_open)) return quote_shape(i);
  }
  return Shape::none;
}

/// As the words of a title have: small ones may go without, but not the first.
bool Finder::all_capital(TokenRange r) const {
  bool out = true, more = false;
  for (std::uint32_t i = r.first; i < r.last; ++i) {
    const Token& t = token(i);
    const bool word = t.is(TokenKind::word);
    const bool small = more & ((t.length < 4) | is_tag(syntax.tags[i], "IDKF"));
    out &= !word | small | t.has(token_flag::capital);
    more |= word;
  }
  return out;
}

/// Its words are counted without a branch, up to a dozen.
Shape Finder::quote_shape(std::uint32_t open) const {
  constexpr std::uint32_t many = 12;
  if (open >= block_last_ || quote_of_[open] == 0) return Shape::none;
  const QuotePair& pair = *outer_pair(open);
  std::uint32_t words = 0;
  const std::uint32_t first = pair.open + 1, last = std::min({pair.close, block_last_, pair.open + 64});
  for (std::uint32_t i = first; i < last && words < many; ++i) words += token(i).is(TokenKind::word);
  const bool short_one = (words > 0) & (words < many) & token(first).has(token_flag::capital);
  if (short_one && all_capital({first, last})) return Shape::title;
  return static_cast<Shape>(static_cast<unsigned>(Shape::few) + (words >= 4) + (words >= many));
}

/// All that speaks for or against a reading. `mode` is a constant where it is called for speed.
template <class Sum>
[[gnu::always_inline]] inline void Finder::add_reading(Sum& add, const Frame& f, Mode mode) const {
  const FeatureValue lemma = lemma_of(f);
  add(Feature::cue, mode, f.type);
  add(Feature::lemma_type, lemma, f.type);
  add(lemma_in[static_cast<std::size_t>(mode)], lemma, f.type);
  add(subject_in[static_cast<std::size_t>(mode)], f.subject.kind, f.kind);
  add(Feature::rule, mode, f.subject.rule);
  add(Feature::rule_kind, f.subject.rule, f.kind);
  add(Feature::tag, mode, f.tag);
  add(Feature::tag_kind, f.kind, f.tag);
  if (mode == Mode::after) {
    add_after(add, f, lemma, word_label(f.follow_word));
    add(Feature::subject_lemma, lemma, f.subject.kind);
    add.when(chunk(f.chunk + 1).kind == ChunkKind::adverb, Feature::after_adverb, lemma);
    add_quoted(add, f, lemma);
  } else {
    add_before(add, f, mode, syntax.tags[f.sentence_first], word_label(token(f.sentence_first).lex));
  }
  add_object(add, f, mode, lemma);
  add.when(token(f.sentence_last - 1).is(TokenKind::question), Feature::question, mode, f.kind);
  if (f.type == CueType::verb) add_verb(add, f, chunk(f.chunk), mode, lemma);
  add.when(segments_.decisions[block_].role == Role::headline, Feature::headline, mode, f.kind);
  add.when(f.sentence_first == block_first_, Feature::first_sentence, mode);
  add(Feature::position, mode, position_of(f.head - f.sentence_first));
}

/// The quotation that the content is, or holds.
template <class Sum>
void Finder::add_quoted(Sum& add, const Frame& f, FeatureValue lemma) const {
  if (f.follow == Follow::quote) {
    const Shape shape = quote_shape(f.start);
    add(Feature::quote_shape, shape, f.kind);
    add(Feature::quote_lemma, shape, lemma);
  } else if (const Shape held = held_shape(f); held != Shape::none) {
    add(Feature::held_quote, f.kind, held);
    add(Feature::held_follow, f.follow, held);
  }
}

/// In hundredths.
template <Mode mode>
std::int32_t Finder::score(const Frame& f) const {
  FeatureSum add(model_);
  add_reading(add, f, mode);
  return add.hundredths();
}

/// What a reading weighs.
void Finder::note_reading(const Frame& f, Mode mode, Reasons& notes) const {
  FeatureNotes add(model_, notes);
  add_reading(add, f, mode);
}

/// A verb of speech with a quotation that is all of its content: no other content runs into it.
[[gnu::always_inline]] inline bool Finder::states(const Candidate& c) const {
  const Frame& f = c.frame;
  const bool speech = (f.type == CueType::verb) & (f.kind == CueKind::speech) & !f.subject.range.empty();
  const bool likely = has_quotes() & speech & (c.mode == Mode::after) & (c.score > 0);
  if (!likely || statement_end(f.start) == 0) return false;
  const Tag before = syntax.tags[f.start - 1];
  return token(f.start + 1).has(token_flag::capital) || f.start == f.cue.last || before == Tag::comma ||
         before == Tag::dash;
}

/// Readings are accepted outermost first: those whose content stands before them, then statements, then the
/// rest.
[[gnu::always_inline]] inline std::uint8_t Finder::turn_of(const Candidate& c) const {
  const bool before = (c.mode == Mode::before) | (c.mode == Mode::both);
  return static_cast<std::uint8_t>(!before + (!before & !states(c)));
}

[[gnu::always_inline]] inline Finder::Readings Finder::readings(const Frame& f) const {
  bool split = false, work = false;
  if ((f.follow == Follow::quote) | (f.follow == Follow::far_quote)) {
    // split-quotation: "A," she said, "B.": never the first half alone
    const bool title = quote_shape(f.start) == Shape::title;
    split = (f.before == Before::quote) & (f.follow == Follow::quote) & !title &
            token(f.start - 1).is(TokenKind::comma);
    // title-of-work: read "The Long Winter"
    const bool read_work = (f.start == f.cue.last) & ((uses(f.head) & word_use::work) != 0);
    work = (read_work & title) || names_work(f.start);
  }
  const Chunk& at = chunk(f.chunk);
  // "which she said cost more", "moves that he said helped": the content begins before the cue
  const bool gap = ((f.before == Before::wh) | (f.before == Before::that)) & (f.follow == Follow::verb);
  const bool leans = leaning.holds(f.before) | (f.type == CueType::according) | gap;
  const bool fragment = (f.before == Before::fragment) & !no_words.holds(f.follow);
  Readings out;
  const bool follows = (f.follow != Follow::end) & (f.start < block_last_);
  out.after = (follows | (f.follow == Follow::next_block)) & !work;
  out.before = leans & !split;
  out.both = leans & !work & (gap | (f.before != Before::wh)) & (going_on.holds(f.follow) | fragment);
  out.subject = (f.type == CueType::verb) & !f.subject.range.empty() &
                (at.passive | (f.kind == CueKind::seem) | (f.follow == Follow::by)) &
                (f.subject.rule != SubjectRule::inverted);
  out.split = split;
  return out;
}

/// Weighs the ways to read a cue; the best is a candidate if it is accepted. For fitting, all are. One past
/// the last candidate.
Finder::Candidate* Finder::weigh(Candidate* out) {
  const Frame& f = out->frame;
  const Readings can = readings(f);
  if (gold != nullptr) return list(can, out);
  Mode best = Mode::count;
  std::int32_t best_score = accept_score - 1;
  auto take = [&](Mode mode, std::int32_t s) {
    const bool better = s > best_score;
    best = static_cast<Mode>(choose(better, static_cast<unsigned>(mode), static_cast<unsigned>(best)));
    best_score = std::max(s, best_score);
  };
  if (can.after) take(Mode::after, score<Mode::after>(f));
  if (can.before) take(Mode::before, score<Mode::before>(f));
  if (can.both) take(Mode::both, score<Mode::both>(f) + (can.split ? split_bonus : 0));
  if (can.subject) take(Mode::subject, score<Mode::subject>(f));
  out->mode = best;
  out->score = static_cast<float>(best_score) * 0.01f;
  out->turn = turn_of(*out);
  const bool accepted = best != Mode::count;
  turns_ |= unsigned{accepted} << out->turn;
  return out + accepted;
}

/// For fitting: all of them.
Finder::Candidate* Finder::list(const Readings& can, Candidate* out) const {
  const Frame f = out->frame;
  const bool so[] = {can.after, can.before, can.both, can.subject};
  for (std::size_t mode = 0; mode < std::size(so); ++mode)
    if (so[mode]) *out++ = {f, static_cast<Mode>(mode), 0};
  return out;
}

}  // namespace nutgraf
