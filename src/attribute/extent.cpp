// Where a content begins and ends.
#include <array>
#include <cmath>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

constexpr int max_boundaries = 160;

/// More than five sixths: whatever lies beside such an end, no other one weighs more in Ends::likeliest().
constexpr float sure = 0.834f;

constexpr std::uint32_t furthest = 1500;  // tokens of a content outside quotation marks

/// A number of tokens on Axis::length.
FeatureValue length_of(std::uint32_t n) {
  static constexpr auto steps = [] {
    std::array<std::uint8_t, 41> out{};
    constexpr std::size_t lows[] = {0, 1, 2, 3, 4, 6, 10, 16, 25, 40};
    static_assert(std::size(lows) == std::size(length_names));
    for (std::size_t step = 0; step < std::size(lows); ++step)
      for (std::size_t i = lows[step]; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(step);
    return out;
  }();
  return FeatureValue(std::size_t{steps[std::min(n, 40u)]});
}

/// whole-phrase: no content ends before a noun group (unless it is one of time), a pronoun, an adjective or
/// an infinitive: a mark, a conjunction or a preposition would stand there; nor before a full stop, which it
/// holds.
constexpr bool goes_on(Label label) {
  constexpr std::uint32_t always = [] {
    std::uint32_t bits = 0;
    for (Label l : {Label::pronoun, Label::infinitive, Label::adjective, Label::stop})
      bits |= 1u << static_cast<unsigned>(l);
    return bits;
  }();
  return (always >> static_cast<unsigned>(label) & 1) != 0;
}

/// Boundaries with the probability that the content ends there.
struct Ends {
  std::array<std::uint32_t, max_boundaries + 1> at;
  std::array<float, max_boundaries + 1> p;
  int size = 0;
  void add(std::uint32_t end, float probability) {
    if (size <= max_boundaries) at[size] = end, p[size++] = probability;
  }
  /// The end with the most probability near it: ends that differ by less than a fifth of the length count
  /// together.
  std::uint32_t likeliest(std::uint32_t start) const {
    int best = 0;
    float top = -1;
    for (int i = 0; i < size; ++i) {
      float mass = p[i] * 0.25f;
      for (int k = i; k >= 0 && (at[k] - start) * 5 >= (at[i] - start) * 4; --k) mass += p[k];
      for (int k = i + 1; k < size && (at[i] - start) * 5 >= (at[k] - start) * 4; ++k) mass += p[k];
      if (mass > top) top = mass, best = i;
    }
    return at[best];
  }
};

}  // namespace

/// The furthest a content that starts at `start` can reach: its sentence, or the quotation that opens in it.
std::uint32_t Finder::limit_of(std::uint32_t start, std::uint32_t sentence_last) const {
  std::uint32_t limit = std::max(std::min(sentence_last, start + furthest), start);
  for (int steps = 0; steps < 50 && limit < block_last_ && limit > start; ++steps) {
    const std::int32_t q = quote_of_[limit - 1];
    if (q < 0) break;
    const QuotePair& pair = tokens_.quotes[static_cast<std::size_t>(q)];
    if (pair.open < start) return std::min(limit, std::max(pair.close, start));
    const std::uint32_t close = std::min(pair.close + 1, block_last_);
    if (close <= limit) break;
    limit = close;
    while (limit < block_last_ && !token(limit - 1).has(token_flag::sentence_end)) ++limit;
  }
  const std::int32_t q = start < block_last_ ? quote_of_[start] : -1;
  if (q >= 0) {
    const QuotePair& pair = tokens_.quotes[static_cast<std::size_t>(q)];
    if (pair.open < start) limit = std::min(limit, std::max(pair.close, start));
  }
  return limit;
}

/// What follows a cue verb inside a content: the opening of another content or not.
Next Finder::reports_next(std::uint32_t c) const {
  if (c >= chunks()) return Next::end;
  const Chunk& at = chunk(c);
  if (at.kind == ChunkKind::subordinator && word(at.first) == "that") return Next::that;
  const bool mark = at.kind == ChunkKind::comma || at.kind == ChunkKind::dash;
  if (const std::uint32_t quote = mark ? c + 1 : c; kind(quote, ChunkKind::quote))
    return statement_end(chunk(quote).first) != 0 ? Next::statement : Next::quote;
  if (at.kind == ChunkKind::noun_group) return clause_at(c) ? Next::clause : Next::noun;
  if (at.kind == ChunkKind::verb_group) return at.infinitive ? Next::to : Next::verb;
  return Next::other;
}

/// The finite verb group of the clause whose noun group is at `c`; 0 if there is none near.
std::uint32_t Finder::clause_verb(std::uint32_t c) const {
  if (!kind(c, ChunkKind::noun_group)) return 0;
  for (std::uint32_t i = c + 1; i < chunks() && i < c + 6; ++i) {
    if (kind(i, ChunkKind::verb_group)) return chunk(i).finite ? i : 0;
    if (!kind(i, ChunkKind::preposition) && !kind(i, ChunkKind::noun_group) && !kind(i, ChunkKind::adverb))
      return 0;
  }
  return 0;
}

/// Where a clause or an item of a list may begin, between `b1` and `b2`: what it is and whether it reports
/// something itself.
template <class Sum>
void Finder::add_joint(Sum& add, const Walk& w, std::uint32_t c, FeatureValue b1, FeatureValue b2) const {
  add(Feature::end_next3, b2, label(c + 2, w.limit));
  add(w.finite ? Feature::end_comma_verb : Feature::end_comma, b2, w.frame.follow);
  add(clause_at(c + 1) ? Feature::end_clause : Feature::end_noclause, b1, b2);
  auto cue_of = [&](std::uint32_t verb) { return cue_at(verb).cue; };
  const std::uint32_t verb = clause_verb(c + 1);
  if (verb != 0) {
    add(Feature::end_before_clause, w.frame.before, w.frame.kind);
    if (token(chunk(c).first - 1).is(TokenKind::quote_close))
      add(Feature::end_quote_clause, b1, w.frame.follow);
  }
  add(Feature::end_before, w.frame.before, b2);
  if (verb != 0)
    if (const std::uint16_t cue = cue_of(verb); cue != 0)
      add(Feature::end_clause_report, reports_next(verb + 1), model_.cues[cue].kind);
  if (kind_is_verb(c + 1))
    if (const std::uint16_t cue = cue_of(c + 1); cue != 0) {
      add(Feature::end_report, reports_next(c + 2), model_.cues[cue].kind);
      add(Feature::end_cue, model_.cues[cue].kind, b2);
    }
  if (!w.finite && kind_is_verb(c + 1) && chunk(c + 1).finite)
    add(Feature::end_shared_subject, w.lemma, w.frame.follow);
  add.when(chunk(c).kind == ChunkKind::comma && w.comma, Feature::end_comma_again, w.frame.follow, b2);
}

/// All that speaks for or against a content's end before the chunk `c`.
template <class Sum>
inline void Finder::add_boundary(Sum& add, const Walk& w, std::uint32_t c) const {
  const Chunk& here = chunk(c);
  const Follow follow = w.frame.follow;
  const FeatureValue b1 = label(c), b2 = label(c + 1, w.limit);
  const FeatureValue length = length_of(here.first - w.start);
  add(Feature::end_bias, follow);
  add(Feature::end_next, b1);
  add(Feature::end_follow, follow, b1);
  add(Feature::end_next2, b1, b2);
  add(Feature::end_prev, label(c - 1), b1);
  add(Feature::end_kind, w.frame.kind, b1);
  add(Feature::end_lemma, w.lemma);
  add(Feature::end_len, length, follow);
  add(Feature::end_len_next, length, b1);
  add(Feature::end_opening, w.opening, b1);
  add(w.finite ? Feature::end_verb : Feature::end_noverb, follow, b1);
  if (here.kind == ChunkKind::comma || here.kind == ChunkKind::dash || here.kind == ChunkKind::conjunction)
    add_joint(add, w, c, b1, b2);
  if (here.kind == ChunkKind::preposition || here.kind == ChunkKind::subordinator) {
    if (c + 1 < chunks() && kind_noun(c + 1) && temporal(c + 1)) add(Feature::end_prep_time, b1, follow);
    add(w.finite ? Feature::end_prep_verb : Feature::end_prep, b1, follow);
  }
  add.when(token(here.first - 1).is(TokenKind::quote_close), Feature::end_after_quote, b1, w.opening);
  add.when(here.first < w.last_quote, Feature::end_quote_ahead, follow, b1);
  add(Feature::end_rest, length_of(w.limit - here.first), b1);
  add(Feature::end_form, w.frame.tag, b1);
}

/// quote-hangs: no verb of speech stands between a comma and the quotation further on.
bool Finder::quote_hangs(std::uint32_t comma, std::uint32_t open) const {
  for (std::uint32_t c = comma + 1; c < chunks() && chunk(c).first < open && c < comma + 24; ++c)
    if (const std::uint16_t cue = kind_is_verb(c) ? cue_at(c).cue : 0; cue != 0)
      if (model_.cues[cue].kind == CueKind::speech || model_.cues[cue].kind == CueKind::judge) return false;
  return true;
}

/// say-takes-clause: what is said holds a verb: "said the mayor and agreed to" goes on.
/// protasis-stays: "that when he called, the clerk hung up": what hangs on the first clause.
/// quote-stays: "on Monday, when he took it up for “one last coat”": a quotation that would be nobody's.
/// relative-stays, absolute-stays: ", which …" and ", one aimed at …" go on with a reported clause.
bool Finder::stays(const Walk& w, std::uint32_t comma) const {
  if (kind(comma, ChunkKind::conjunction)) {
    const bool verb_next = kind_is_verb(comma + 1) && chunk(comma + 1).finite;
    return verb_next && !w.finite && model_.cues[w.frame.cue_id].lemma == "say" &&
           w.frame.follow == Follow::noun;
  }
  if (w.frame.follow != Follow::that && w.frame.follow != Follow::clause) return false;
  if (w.protasis && !w.comma && kind_noun(comma + 1)) return true;
  if (w.last_quote > chunk(comma).first && kind(comma + 1, ChunkKind::wh) && quote_hangs(comma, w.last_quote))
    return true;
  if (kind(comma + 1, ChunkKind::wh)) return word(chunk(comma + 1).first) == "which";
  return kind_noun(comma + 1) && kind_is_verb(comma + 2) && !chunk(comma + 2).finite &&
         !chunk(comma + 2).infinitive && word(chunk(comma + 1).head) == "one";
}

/// Whether a content may end before the chunk `c`.
/// no-loose-preposition: not between a preposition and its group: "a danger to Lowmark on | Monday".
[[gnu::always_inline]] inline bool Finder::is_boundary(const Walk& w, std::uint32_t c) const {
  const Chunk& here = chunk(c);
  if (here.first <= w.start) return false;
  const ChunkKind before = chunk(c - 1).kind;
  const bool group = (here.kind == ChunkKind::noun_group) | (here.kind == ChunkKind::verb_group);
  const bool loose = (before == ChunkKind::preposition) & group;
  if (goes_on(here.label) | loose | (before == ChunkKind::comma) | (here.kind == ChunkKind::quote))
    return false;
  if (here.label == Label::noun && !temporal(c)) return false;
  if (w.brackets > 0 && chunk(c - 1).first >= w.start) return false;
  if ((here.kind == ChunkKind::comma || here.kind == ChunkKind::conjunction) && stays(w, c)) return false;
  const std::int32_t q = syntax.quotes ? quote_of_[here.first] : -1;
  if (q < 0) return true;
  const std::uint32_t open = tokens_.quotes[static_cast<std::size_t>(q)].open;
  return open < w.start || open >= here.first;
}

/// How far a content may go: to what another holds; a noun group to a semicolon; any to a bracket that opened
/// before it. `last_quote` gets the last mark that opens a quotation in it.
std::uint32_t Finder::reach(const Frame& f, std::uint32_t start, std::uint32_t limit,
                            std::uint32_t& last_quote) const {
  const bool clause = f.follow == Follow::that || f.follow == Follow::clause || f.follow == Follow::quote ||
                      f.follow == Follow::comma;
  limit = free_to(start, limit);
  std::uint32_t brackets = 0;
  for (std::uint32_t c = syntax.chunk_of[start]; c < chunks() && chunk(c).first < limit; ++c) {
    if (!is_mark(chunk(c))) continue;
    const std::uint32_t i = chunk(c).first;
    switch (token(i).kind) {
      case TokenKind::semicolon:
        if (!clause && brackets == 0) return i;
        break;
      case TokenKind::paren_open:
        ++brackets;
        break;
      case TokenKind::paren_close:
        if (brackets-- == 0) return i;  // "(who said the bridge was safe) and left"
        break;
      case TokenKind::quote_open:
        if (i > start) last_quote = i;
        break;
      default:
        break;
    }
  }
  return limit;
}

/// The end of what a content that starts at `start` may hold: see blocked().
std::uint32_t Finder::free_to(std::uint32_t start, std::uint32_t limit) const {
  if (!inside_.empty()) return inside_.holds(start) ? std::min(limit, inside_.last) : start;
  return claims_.first_in({start, limit});
}

Finder::Walk Finder::walk_from(const Frame& f, std::uint32_t start) const {
  std::uint32_t limit = limit_of(start, f.sentence_last);
  std::uint32_t last_quote = 0;
  limit = reach(f, start, limit, last_quote);
  const bool quote = token(start).is(TokenKind::quote_open);
  const std::uint32_t c = syntax.chunk_of[start];
  Walk out{f, start, limit, lemma_of(f), quote ? opening_quote : FeatureValue(chunk(c).kind)};
  out.last_quote = last_quote;
  const std::uint32_t opening =
      kind(c, ChunkKind::subordinator) && word(chunk(c).first) == "that" ? c + 1 : c;
  out.protasis = kind(opening, ChunkKind::subordinator) ||
                 (opening > c && kind(opening, ChunkKind::wh) && word(chunk(opening).first) == "when");
  return out;
}

/// Goes past the chunk `c`.
inline void Finder::step(Walk& w, std::uint32_t c) const {
  const Chunk& here = chunk(c);
  w.finite |= here.label == Label::finite;
  w.comma |= here.kind == ChunkKind::comma;
  if (!is_mark(here)) return;
  w.brackets += token(here.first).is(TokenKind::paren_open);
  w.brackets -= token(here.first).is(TokenKind::paren_close) && w.brackets > 0;
}

/// content-end: walks over the chunk boundaries and weighs at each whether the content stops there.
std::uint32_t Finder::content_end(const Frame& f, std::uint32_t start) const {
  if (blocked(start)) return start;
  if (const std::uint32_t end = statement_end(start); end != 0) return end;
  Walk w = walk_from(f, start);
  if (w.limit <= start) return start;
  Ends ends;
  float alive = 1;
  for (std::uint32_t c = syntax.chunk_of[start]; c < chunks() && chunk(c).first < w.limit; ++c) {
    const Chunk& here = chunk(c);
    if (is_boundary(w, c)) {
      if (ends.size >= max_boundaries || alive < 0.002f) return ends.likeliest(start);
      FeatureSum add(model_);
      add_boundary(add, w, c);
      const float stop = 1.0f / (1.0f + std::exp(-add.sum()));
      if (alive * stop > sure) return here.first;
      if (stop > 0.002f) ends.add(here.first, alive * stop);
      alive *= 1.0f - stop;
    }
    step(w, c);
  }
  if (alive > sure) return w.limit;
  ends.add(w.limit, alive);
  return ends.likeliest(start);
}

/// What the boundary weighs at which the content was cut; nothing if it ends where it must.
void Finder::note_end(const Frame& f, Reasons& notes) const {
  const std::uint32_t end = content_end(f, f.start);
  Walk w = walk_from(f, f.start);
  for (std::uint32_t c = syntax.chunk_of[f.start];
       w.limit > w.start && c < chunks() && chunk(c).first < w.limit && chunk(c).first <= end; ++c) {
    if (chunk(c).first == end && is_boundary(w, c)) {
      FeatureNotes add(model_, notes);
      add_boundary(add, w, c);
    }
    step(w, c);
  }
}

/// Writes "end 0|1 features" for the boundaries up to the true end.
void Finder::train_end(const Frame& f, TokenRange truth) {
  if (statement_end(f.start) != 0) return;
  Walk w = walk_from(f, f.start);
  auto words = [&](std::uint32_t a, std::uint32_t b) {
    int n = 0;
    for (std::uint32_t i = a; i < b; ++i) n += token(i).is(TokenKind::word) || token(i).is(TokenKind::number);
    return n;
  };
  for (std::uint32_t c = syntax.chunk_of[w.start];
       w.limit > w.start && c < chunks() && chunk(c).first < w.limit; ++c) {
    const Chunk& here = chunk(c);
    if (is_boundary(w, c)) {
      const bool stop = words(std::min(truth.last, here.first), std::max(truth.last, here.first)) == 0;
      if (truth.last < here.first && !stop) return;
      Reasons features;
      FeatureNotes add(model_, features);
      add_boundary(add, w, c);
      dump->append(stop ? "end 1 " : "end 0 ").append(names_of(features)).append(1, '\n');
      if (stop) return;
    }
    step(w, c);
  }
}

}  // namespace nutgraf
