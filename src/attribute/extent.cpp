// Where a content begins and ends.
#include <array>
#include <cmath>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

constexpr int max_boundaries = 160;

constexpr std::uint32_t furthest = 1500;  // tokens of a content outside quotation marks

template <class E, class Values>
FeatureValue name_of(const Values& values, E value) {
  return values[static_cast<std::size_t>(value)];
}

constexpr auto follow_values = feature_values(follow_names);
constexpr auto kind_values = feature_values(cue_kind_names);
constexpr auto type_values = feature_values(cue_type_names);
constexpr auto chunk_values = feature_values(chunk_names);

FeatureValue bucket(std::uint32_t n) {
  if (n < 1) return "0";
  if (n < 2) return "1";
  if (n < 3) return "2";
  if (n < 4) return "3";
  if (n < 6) return "4";
  if (n < 10) return "6";
  if (n < 16) return "10";
  if (n < 25) return "16";
  if (n < 40) return "25";
  return "40";
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
FeatureValue Finder::reports_next(std::uint32_t c) const {
  if (c >= chunks()) return "end";
  const Chunk& at = chunk(c);
  if (at.kind == ChunkKind::subordinator && word(at.first) == "that") return "that";
  if (at.kind == ChunkKind::quote) return "quote";
  if ((at.kind == ChunkKind::comma || at.kind == ChunkKind::dash) && kind(c + 1, ChunkKind::quote))
    return "quote";
  if (at.kind == ChunkKind::noun_group) return clause_at(c) ? FeatureValue("clause") : FeatureValue("np");
  if (at.kind == ChunkKind::verb_group) return at.infinitive ? FeatureValue("to") : FeatureValue("verb");
  return "other";
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

/// What a boundary sees: the word of a closed class, or the kind of the chunk.
FeatureValue Finder::label(std::uint32_t c, std::uint32_t limit) const {
  if (c >= chunks() || chunk(c).first >= limit) return "$";
  const Chunk& at = chunk(c);
  const TokenKind mark = token(at.first).kind;
  switch (at.kind) {
    case ChunkKind::preposition:
    case ChunkKind::subordinator:
    case ChunkKind::wh:
    case ChunkKind::conjunction: {
      const std::string_view w = word(at.first);
      return w.empty() ? name_of(chunk_values, at.kind) : FeatureValue(w);
    }
    case ChunkKind::verb_group:
      if (at.infinitive) return "vg-to";
      if (at.finite) return "vg-fin";
      return syntax.tags[at.head] == Tag::gerund ? FeatureValue("vg-ing") : FeatureValue("vg-en");
    case ChunkKind::noun_group:
      if (temporal(c)) return "np-time";
      return syntax.tags[at.head] == Tag::pronoun ? FeatureValue("pron") : FeatureValue("np");
    case ChunkKind::comma:
      return mark == TokenKind::semicolon ? FeatureValue(";") : FeatureValue(",");
    case ChunkKind::dash:
      if (mark == TokenKind::colon) return ":";
      if (mark == TokenKind::dash) return "--";
      if (mark == TokenKind::paren_open) return "(";
      return mark == TokenKind::paren_close ? FeatureValue(")") : FeatureValue("...");
    case ChunkKind::quote:
      return mark == TokenKind::quote_open ? FeatureValue("open") : FeatureValue("close");
    default:
      return name_of(chunk_values, at.kind);
  }
}

/// Where a clause or an item of a list may begin: what it is and whether it reports something itself.
void Finder::add_joint(FeatureSum& add, const Walk& w, std::uint32_t c, FeatureValue b1,
                       FeatureValue b2) const {
  add("end.next3", b2, label(c + 2, w.limit));
  add(w.finite ? FeatureValue("end.comma_verb") : FeatureValue("end.comma"), b2, w.follow);
  add(clause_at(c + 1) ? FeatureValue("end.clause") : FeatureValue("end.noclause"), b1, b2);
  auto cue_kind = [&](std::uint32_t verb) {
    const CueEntry e = model_.cue_of(token(chunk(verb).head).lex);
    return e.cue != 0 ? name_of(kind_values, model_.cues[e.cue].kind) : FeatureValue();
  };
  if (const std::uint32_t verb = clause_verb(c + 1); verb != 0)
    if (const FeatureValue kind = cue_kind(verb); kind.hash != 0)
      add("end.clause_report", reports_next(verb + 1), kind);
  if (kind_is_verb(c + 1))
    if (const FeatureValue kind = cue_kind(c + 1); kind.hash != 0) {
      add("end.report", reports_next(c + 2), kind);
      add("end.cue", kind, b2);
    }
  if (!w.finite && kind_is_verb(c + 1) && chunk(c + 1).finite) add("end.shared_subject", w.lemma, w.follow);
  if (chunk(c).kind == ChunkKind::comma && w.comma) add("end.comma_again", w.follow, b2);
}

/// All that speaks for or against a content's end before the chunk `c`.
void Finder::add_boundary(FeatureSum& add, const Walk& w, std::uint32_t c) const {
  const Chunk& here = chunk(c);
  const FeatureValue b1 = label(c, w.limit), b2 = label(c + 1, w.limit), p1 = label(c - 1, w.limit);
  const FeatureValue length = bucket(here.first - w.start);
  add("end.bias", w.follow);
  add("end.next", b1);
  add("end.follow", w.follow, b1);
  add("end.next2", b1, b2);
  add("end.prev", p1, b1);
  add("end.kind", w.kind, b1);
  add("end.lemma", w.lemma);
  add("end.len", length, w.follow);
  add("end.len_next", length, b1);
  add("end.opening", w.opening, b1);
  add(w.finite ? FeatureValue("end.verb") : FeatureValue("end.noverb"), w.follow, b1);
  if (here.kind == ChunkKind::comma || here.kind == ChunkKind::dash || here.kind == ChunkKind::conjunction)
    add_joint(add, w, c, b1, b2);
  if (here.kind == ChunkKind::preposition || here.kind == ChunkKind::subordinator) {
    if (c + 1 < chunks() && kind_noun(c + 1) && temporal(c + 1)) add("end.prep_time", b1, w.follow);
    add(w.finite ? FeatureValue("end.prep_verb") : FeatureValue("end.prep"), b1, w.follow);
  }
  if (token(here.first - 1).is(TokenKind::quote_close)) add("end.after_quote", b1, w.opening);
  add("end.rest", bucket(w.limit - here.first), b1);
  add("end.form", w.form, b1);
}

/// say-takes-clause: what is said holds a verb: "said the mayor and agreed to" goes on.
/// relative-stays, absolute-stays: ", which …" and ", one aimed at …" go on with a reported clause.
bool Finder::stays(const Walk& w, std::uint32_t comma) const {
  if (kind(comma, ChunkKind::conjunction)) {
    const bool verb_next = kind_is_verb(comma + 1) && chunk(comma + 1).finite;
    return verb_next && !w.finite && w.lemma.hash == FeatureValue("say").hash &&
           w.frame.follow == Follow::noun;
  }
  if (w.frame.follow != Follow::that && w.frame.follow != Follow::clause) return false;
  if (kind(comma + 1, ChunkKind::wh)) return word(chunk(comma + 1).first) == "which";
  return kind_noun(comma + 1) && kind_is_verb(comma + 2) && !chunk(comma + 2).finite &&
         !chunk(comma + 2).infinitive && word(chunk(comma + 1).head) == "one";
}

bool Finder::is_boundary(const Walk& w, std::uint32_t c) const {
  const Chunk& here = chunk(c);
  if (here.first <= w.start || here.kind == ChunkKind::stop || here.kind == ChunkKind::quote) return false;
  if (chunk(c - 1).kind == ChunkKind::comma) return false;
  if ((here.kind == ChunkKind::comma || here.kind == ChunkKind::conjunction) && stays(w, c)) return false;
  const std::int32_t q = quote_of_[here.first];
  if (q < 0) return true;
  const std::uint32_t open = tokens_.quotes[static_cast<std::size_t>(q)].open;
  return open < w.start || open >= here.first;
}

Finder::Walk Finder::walk_from(const Frame& f, std::uint32_t start) const {
  std::uint32_t limit = limit_of(start, f.sentence_last);
  for (std::uint32_t i = start; i < limit; ++i)
    if (claimed_[i] != 0) limit = i;
  const Cue& cue = model_.cues[f.cue_id];
  return {f,
          start,
          limit,
          name_of(follow_values, f.follow),
          name_of(kind_values, f.kind),
          f.cue_id != 0 ? FeatureValue(cue.hash, cue.lemma) : name_of(type_values, f.type),
          FeatureValue(tag_letters.substr(static_cast<std::size_t>(f.tag), 1)),
          token(start).is(TokenKind::quote_open) ? FeatureValue("quote")
                                                 : name_of(chunk_values, chunk(syntax.chunk_of[start]).kind)};
}

/// content-end: walks over the chunk boundaries and weighs at each whether the content stops there.
std::uint32_t Finder::content_end(const Frame& f, std::uint32_t start) const {
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
      if (stop > 0.002f) ends.add(here.first, alive * stop);
      alive *= 1.0f - stop;
    }
    w.finite |= here.kind == ChunkKind::verb_group && here.finite;
    w.comma |= here.kind == ChunkKind::comma;
  }
  ends.add(w.limit, alive);
  return ends.likeliest(start);
}

/// Writes "end 0|1 features" for the boundaries up to the true end.
void Finder::train_end(const Frame& f, TokenRange truth) {
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
      dump->append(stop ? "end 1 " : "end 0 ");
      FeatureSum add(model_, dump);
      add_boundary(add, w, c);
      dump->append("\n");
      if (stop) return;
    }
    w.finite |= here.kind == ChunkKind::verb_group && here.finite;
    w.comma |= here.kind == ChunkKind::comma;
  }
}

std::uint32_t Finder::content_start(const Frame& f) const {
  return f.start;
}

}  // namespace nutgraf
