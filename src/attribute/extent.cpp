// Where a content begins and ends.
#include <cmath>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

constexpr int max_boundaries = 160;

template <class E, class Names>
FeatureValue name_of(const Names& names, E value) {
  return FeatureValue(names[static_cast<std::size_t>(value)]);
}

std::string_view bucket(std::uint32_t n) {
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

}  // namespace

/// The furthest a content that starts at `start` can reach: its sentence, or the quotation that opens in it.
std::uint32_t Finder::limit_of(std::uint32_t start, std::uint32_t sentence_last) const {
  std::uint32_t limit = std::max(sentence_last, start);
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
std::string_view Finder::reports_next(std::uint32_t c) const {
  if (c >= chunks()) return "end";
  const Chunk& at = chunk(c);
  if (at.kind == ChunkKind::subordinator && word(at.first) == "that") return "that";
  if (at.kind == ChunkKind::quote) return "quote";
  if ((at.kind == ChunkKind::comma || at.kind == ChunkKind::dash) && kind(c + 1, ChunkKind::quote))
    return "quote";
  if (at.kind == ChunkKind::noun_group) return clause_at(c) ? "clause" : "np";
  if (at.kind == ChunkKind::verb_group) return at.infinitive ? "to" : "verb";
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

/// content-end: walks over the chunk boundaries and weighs at each whether the content stops there.
std::uint32_t Finder::content_end(const Frame& f, std::uint32_t start, std::string* out,
                                  const TokenRange* truth) const {
  std::uint32_t limit = limit_of(start, f.sentence_last);
  for (std::uint32_t i = start; i < limit; ++i)
    if (claimed_[i] != 0) {
      limit = i;
      break;
    }
  if (limit <= start) return start;
  const FeatureValue follow = name_of(follow_names, f.follow);
  const FeatureValue kind = name_of(cue_kind_names, f.kind);
  const FeatureValue lemma(f.cue_id != 0 ? std::string_view(model_.cues[f.cue_id].lemma)
                                         : cue_type_names[static_cast<std::size_t>(f.type)]);
  const FeatureValue opening(token(start).is(TokenKind::quote_open)
                                 ? std::string_view("quote")
                                 : chunk_names[static_cast<std::size_t>(chunk(syntax.chunk_of[start]).kind)]);
  auto label = [&](std::uint32_t c) -> FeatureValue {
    if (c >= chunks() || chunk(c).first >= limit) return "$";
    const Chunk& at = chunk(c);
    switch (at.kind) {
      case ChunkKind::preposition:
      case ChunkKind::subordinator:
      case ChunkKind::wh:
      case ChunkKind::conjunction: {
        const std::string_view w = word(at.first);
        return w.empty() ? chunk_names[static_cast<std::size_t>(at.kind)] : w;
      }
      case ChunkKind::verb_group:
        if (at.infinitive) return "vg-to";
        if (at.finite) return "vg-fin";
        return syntax.tags[at.head] == Tag::gerund ? "vg-ing" : "vg-en";
      case ChunkKind::noun_group:
        if (temporal(c)) return "np-time";
        return syntax.tags[at.head] == Tag::pronoun ? "pron" : "np";
      case ChunkKind::comma:
        return token(at.first).is(TokenKind::semicolon) ? ";" : ",";
      case ChunkKind::dash:
        switch (token(at.first).kind) {
          case TokenKind::colon:
            return ":";
          case TokenKind::dash:
            return "--";
          case TokenKind::paren_open:
            return "(";
          case TokenKind::paren_close:
            return ")";
          default:
            return "...";
        }
      case ChunkKind::quote:
        return token(at.first).is(TokenKind::quote_open) ? "open" : "close";
      default:
        return chunk_names[static_cast<std::size_t>(at.kind)];
    }
  };
  float best_log = -1e30f, alive = 0;
  std::uint32_t best = limit;
  bool finite = false, comma = false;
  int boundaries = 0;
  std::uint32_t first_chunk = syntax.chunk_of[start] + (chunk(syntax.chunk_of[start]).first < start ? 1 : 0);
  for (std::uint32_t c = first_chunk; c < chunks() && chunk(c).first < limit; ++c) {
    const Chunk& here = chunk(c);
    const std::uint32_t t = here.first;
    const bool inside = quote_of_[t] >= 0 &&
                        tokens_.quotes[static_cast<std::size_t>(quote_of_[t])].open >= start &&
                        tokens_.quotes[static_cast<std::size_t>(quote_of_[t])].open < t;
    const bool joint = here.kind == ChunkKind::stop || (t > start && chunk(c - 1).kind == ChunkKind::comma);
    if (t > start && !inside && !joint && here.kind != ChunkKind::quote) {
      if (++boundaries > max_boundaries) break;
      FeatureSum add(model_, nullptr);
      std::string line;
      if (out != nullptr) {
        add = FeatureSum(model_, &line);
      }
      const FeatureValue b1 = label(c), b2 = label(c + 1), b3 = label(c + 2), p1 = label(c - 1);
      add("end.bias", follow);
      add("end.next", b1);
      add("end.follow", follow, b1);
      add("end.next2", b1, b2);
      add("end.prev", p1, b1);
      add("end.kind", kind, b1);
      add("end.lemma", lemma);
      add("end.len", bucket(t - start), follow);
      add("end.len_next", bucket(t - start), b1);
      add("end.opening", opening, b1);
      add(finite ? "end.verb" : "end.noverb", follow, b1);
      if (here.kind == ChunkKind::comma || here.kind == ChunkKind::dash ||
          here.kind == ChunkKind::conjunction) {
        add("end.next3", b2, b3);
        add(finite ? "end.comma_verb" : "end.comma", b2, follow);
        add(clause_at(c + 1) ? "end.clause" : "end.noclause", b1, b2);
        const CueEntry e = kind_is_verb(c + 1) ? model_.cue_of(token(chunk(c + 1).head).lex) : CueEntry{};
        if (e.cue != 0)
          add("end.report", reports_next(c + 2), name_of(cue_kind_names, model_.cues[e.cue].kind));
        if (e.cue != 0) add("end.cue", name_of(cue_kind_names, model_.cues[e.cue].kind), b2);
        if (here.kind == ChunkKind::comma && comma) add("end.comma_again", follow, b2);
      }
      if (here.kind == ChunkKind::preposition || here.kind == ChunkKind::subordinator) {
        if (c + 1 < chunks() && kind_noun(c + 1) && temporal(c + 1)) add("end.prep_time", b1, follow);
        add(finite ? "end.prep_verb" : "end.prep", b1, follow);
      }
      if (t > start && token(t - 1).is(TokenKind::quote_close)) add("end.after_quote", b1, opening);
      add("end.rest", bucket(limit - t), b1);
      add("end.form", FeatureValue(tag_letters.substr(static_cast<std::size_t>(f.tag), 1)), b1);
      if (out != nullptr && truth != nullptr) {
        auto words_between = [&](std::uint32_t a, std::uint32_t b) {
          int n = 0;
          for (std::uint32_t i = std::min(a, b); i < std::max(a, b); ++i)
            n += token(i).is(TokenKind::word) || token(i).is(TokenKind::number);
          return n;
        };
        const bool stop = words_between(truth->last, t) == 0;
        if (truth->last < t && !stop) break;
        out->append(stop ? "end 1 " : "end 0 ").append(line).append("\n");
        if (stop) break;
      } else {
        const float s = add.sum();
        const float log_stop = -std::log1p(std::exp(-s)), log_go = -std::log1p(std::exp(s));
        if (alive + log_stop > best_log) best_log = alive + log_stop, best = t;
        alive += log_go;
        if (alive < best_log) break;
      }
    }
    if (here.kind == ChunkKind::verb_group && here.finite) finite = true;
    if (here.kind == ChunkKind::comma) comma = true;
  }
  if (alive > best_log) best = limit;
  return best;
}

std::uint32_t Finder::content_start(const Frame& f) const {
  return f.start;
}

}  // namespace nutgraf
