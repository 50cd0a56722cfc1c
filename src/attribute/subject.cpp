// Who does the cue verb: the noun group that is its subject, with what belongs to it.
#include <array>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

/// By word_use::Pronoun.
constexpr SubjectKind pronoun_kinds[] = {
    SubjectKind::demonstrative, SubjectKind::he,  SubjectKind::they, SubjectKind::it,
    SubjectKind::first,         SubjectKind::you, SubjectKind::it};

/// Of a word that is no pronoun, by the bits of word_use for persons, documents and organizations.
constexpr SubjectKind kind_by_use(unsigned use, SubjectKind without) {
  if ((use & word_use::person) != 0) return SubjectKind::unnamed;
  if ((use & word_use::document) != 0) return SubjectKind::document;
  return (use & word_use::organization) != 0 ? SubjectKind::org : without;
}

/// What tells the kind of a subject by the class of its head.
enum class HeadClass : std::uint8_t { common, name, pronoun, wh, count };
constexpr auto head_classes = [] {
  std::array<HeadClass, tag_count> out{};
  for (std::size_t tag = 0; tag < tag_count; ++tag) {
    const Tag t = static_cast<Tag>(tag);
    out[tag] = is_tag(t, "WU")    ? HeadClass::wh
               : is_tag(t, "OHD") ? HeadClass::pronoun
               : is_tag(t, "PS")  ? HeadClass::name
                                  : HeadClass::common;
  }
  return out;
}();

/// By HeadClass and all bits of word_use.
constexpr auto subject_kinds = [] {
  std::array<std::array<SubjectKind, 256>, static_cast<std::size_t>(HeadClass::count)> out{};
  for (unsigned use = 0; use < 256; ++use) {
    const auto pronoun = static_cast<std::size_t>(word_use::pronoun_of(use));
    out[static_cast<std::size_t>(HeadClass::common)][use] = kind_by_use(use, SubjectKind::common);
    out[static_cast<std::size_t>(HeadClass::name)][use] = kind_by_use(use, SubjectKind::name);
    out[static_cast<std::size_t>(HeadClass::pronoun)][use] =
        pronoun < std::size(pronoun_kinds) ? pronoun_kinds[pronoun] : SubjectKind::demonstrative;
    out[static_cast<std::size_t>(HeadClass::wh)][use] = SubjectKind::which;
  }
  return out;
}();

constexpr std::uint32_t relative_reach = 12;  // chunks: see relative_head()

/// By the cell of a chunk: those of the chunk before it from which it may lead on to a noun group.
constexpr auto left_of_link = [] {
  std::array<std::uint64_t, chunk_cell::count> out{};
  auto bit = [](Label label) { return std::uint64_t{1} << static_cast<unsigned>(label); };
  const std::uint64_t nouns = bit(Label::noun) | bit(Label::time) | bit(Label::pronoun);
  const std::uint64_t commas = bit(Label::comma) | bit(Label::semicolon);
  for (const Label label : {Label::comma, Label::semicolon, Label::conjunction})
    out[static_cast<std::size_t>(label)] = nouns;
  out[static_cast<std::size_t>(Label::preposition)] = nouns | commas | bit(Label::adjective);
  return out;
}();

/// Whether extend_left() may go on past the chunk: it mostly does not.
bool may_extend_left(const Chunk* at) {
  return (left_of_link[at[-1].cell] >> at[-2].cell & 1) != 0;
}

}  // namespace

/// Without a branch: no order of subjects could be foreseen.
SubjectKind Finder::kind_of(TokenRange range, std::uint32_t head) const {
  const HeadClass of = head_classes[static_cast<std::size_t>(syntax.tags[head])];
  const auto kind = static_cast<unsigned>(subject_kinds[static_cast<std::size_t>(of)][uses(head)]);
  static_assert(static_cast<unsigned>(SubjectKind::who) + 1 == static_cast<unsigned>(SubjectKind::which));
  static_assert(static_cast<unsigned>(SubjectKind::none) == 0);
  const unsigned who = (of == HeadClass::wh) & is_word(head, model_.known.who);
  return static_cast<SubjectKind>((kind - who) * unsigned{!range.empty()});
}

/// extend-left: "a spokesman for the campaign", "Cruz and Rubio": the first chunk of the whole noun group.
std::uint32_t Finder::extend_left(std::uint32_t c) const {
  std::uint32_t at = c;
  for (int steps = 0; may_extend_left(&chunk(at)) && steps < 8; ++steps) {
    const Chunk& link = chunk(at - 1);
    const bool links = (link.kind == ChunkKind::comma) | (link.kind == ChunkKind::preposition) |
                       (link.kind == ChunkKind::conjunction);
    const bool pronoun = syntax.tags[chunk(at).head] == Tag::pronoun;
    const bool of = is_word(link.first, model_.known.of);
    if (!(links & (!pronoun | of))) break;  // "one of them"
    // "Ana Ruiz, 30, of Eastport, Mass."
    if (link.kind == ChunkKind::comma && at >= 3) {
      const std::string_view p =
          at >= 3 && kind(at - 3, ChunkKind::preposition) ? word(chunk(at - 3).first) : std::string_view();
      const bool place = (p == "of" || p == "from" || p == "in") && kind(at + 1, ChunkKind::comma) &&
                         chunk(at).last - chunk(at).first == 1 && syntax.tags[chunk(at).head] == Tag::name &&
                         kind(at - 2, ChunkKind::noun_group) && kind(at - 3, ChunkKind::preposition) &&
                         syntax.tags[chunk(at - 2).head] == Tag::name;
      const bool age = token(chunk(at).head).is(TokenKind::number) && kind(at - 2, ChunkKind::noun_group) &&
                       syntax.tags[chunk(at - 2).head] == Tag::name;
      if (place || age) {
        at -= 2;
        continue;
      }
      break;
    }
    if (link.kind == ChunkKind::preposition && at >= 4 && kind(at - 2, ChunkKind::comma) &&
        kind(at - 3, ChunkKind::noun_group) && token(chunk(at - 3).head).is(TokenKind::number)) {
      at -= 3;
      continue;
    }
    // "people familiar with the plan"
    if (link.kind == ChunkKind::preposition && at >= 3 && kind(at - 2, ChunkKind::adjective) &&
        kind_noun(at - 3) && (uses(chunk(at - 3).head) & word_use::person) != 0 &&
        !(at >= 4 && kind_is_verb(at - 4))) {
      at -= 3;
      continue;
    }
    const bool noun = kind(at - 2, ChunkKind::noun_group) && syntax.tags[chunk(at - 2).head] != Tag::pronoun;
    if (!noun || token(chunk(at - 2).first).has(token_flag::sentence_end)) break;
    if (link.kind == ChunkKind::preposition) {
      at -= 2;
      continue;
    }
    if (link.kind == ChunkKind::conjunction && word(link.first) != "but") {
      const bool clause_start =
          at < 3 || !(kind(at - 3, ChunkKind::verb_group) || kind(at - 3, ChunkKind::preposition));
      if (!clause_start) break;
      at -= 2;
      while (at >= 2 && kind(at - 1, ChunkKind::comma) && kind(at - 2, ChunkKind::noun_group) && steps++ < 12)
        at -= 2;
      break;
    }
    break;
  }
  return at;
}

/// extend-right: "Ana Ruiz, the mayor of Lowmark,": one past the last chunk of the noun group that starts at
/// c.
std::uint32_t Finder::extend_right(std::uint32_t c, bool commas) const {
  std::uint32_t at = c + 1;
  for (int steps = 0; steps < 12; ++steps) {
    if (kind(at, ChunkKind::preposition) && kind(at + 1, ChunkKind::noun_group) && !temporal(at + 1)) {
      const std::string_view p = word(chunk(at).first);
      if (p == "of" || p == "for" || p == "at" || p == "from" || p == "with" || p == "to" ||
          (p == "in" && steps > 0) || p == "on") {
        at += 2;
        continue;
      }
    }
    if (kind(at, ChunkKind::conjunction) && kind(at + 1, ChunkKind::noun_group) &&
        word(chunk(at).first) == "and" && !clause_at(at + 1)) {
      at += 2;
      continue;
    }
    if (commas && kind(at, ChunkKind::comma) && kind(at + 1, ChunkKind::noun_group) && !temporal(at + 1) &&
        !clause_at(at + 1) && syntax.tags[chunk(at + 1).head] != Tag::pronoun) {
      at += 2;
      continue;
    }
    if (kind(at, ChunkKind::dash) && token(chunk(at).first).is(TokenKind::paren_open)) {
      std::uint32_t close = at + 1;
      while (close < at + 8 && close < chunks() && !token(chunk(close).first).is(TokenKind::paren_close))
        ++close;
      if (close < chunks() && token(chunk(close).first).is(TokenKind::paren_close)) {
        at = close + 1;
        continue;
      }
    }
    break;
  }
  return at;
}

Subject Finder::noun_subject(std::uint32_t c, SubjectRule rule) const {
  return noun_subject(extend_left(c), c, rule);
}

/// The whole noun group that begins with the chunk `left` and ends with `c`.
Subject Finder::noun_subject(std::uint32_t left, std::uint32_t c, SubjectRule rule) const {
  Subject out;
  out.range = {chunk(left).first, chunk(c).last};
  out.head = chunk(left).head;
  out.edge = out.range.first;
  out.kind = kind_of(out.range, out.head);
  out.rule = rule;
  return out;
}

/// The chunk that a verb group leans on to its left: adverbs, closing marks and time words are passed. `c` if
/// none.
std::uint32_t Finder::left_of(std::uint32_t c) const {
  std::uint32_t j = c;
  for (int steps = 0; j > 0 && steps < 4; ++steps, --j)
    if (chunk(j, -1).kind != ChunkKind::adverb && !(steps > 0 && chunk(j, -1).kind == ChunkKind::quote))
      break;
  if (j == 0 || token(chunk(j - 1).last - 1).has(token_flag::sentence_end)) return c;
  --j;
  while (j > 1 && temporal(j)) {
    const std::uint32_t back = kind(j - 1, ChunkKind::preposition) ? 2 : 1;
    if (token(chunk(j - back).last - 1).has(token_flag::sentence_end)) break;
    const ChunkKind k = chunk(j - back).kind;
    const bool mark = back == 1 && (k == ChunkKind::comma || k == ChunkKind::dash) && chunk(c).finite;
    if (k != ChunkKind::noun_group && k != ChunkKind::conjunction && k != ChunkKind::adverb && !mark) break;
    j -= back;
  }
  return j;
}

/// The verb group `c` stands right after the noun group `noun`.
Subject Finder::beside_noun(std::uint32_t c, std::uint32_t noun, int depth) const {
  const std::uint32_t first = may_extend_left(&chunk(noun)) ? extend_left(noun) : noun;
  const bool object = chunk(first, -1).kind == ChunkKind::verb_group;
  const bool gerund = !chunk(c).finite && syntax.tags[chunk(c).head] == Tag::gerund;
  if (gerund && object && chunk(first - 1).finite && (uses(chunk(noun).head) & word_use::document) != 0) {
    // document-participle: "issued a statement saying": the person before the document
    Subject s = find_subject(first - 1, depth + 1);
    s.rule = SubjectRule::object_of;
    if (!s.range.empty()) return s;
  }
  if (chunk(c).infinitive) {
    // purpose: "used the speech to call for": the subject of the verb before, not its object
    const bool controls = object && is(chunk(first - 1).head, WordClass::object_control);
    const bool for_noun = first > 0 && kind(first - 1, ChunkKind::preposition) &&
                          is_word(chunk(first - 1).first, model_.known.for_);
    if (!controls && !for_noun)
      if (Subject s = governing_subject(c, depth); !s.range.empty()) return s;
  }
  if ((cue_at(noun).forms & CueEntry::reflexive) != 0) {
    // "Ruiz herself said", but "cut herself, saying"
    const bool beside = noun > 0 && kind_noun(noun - 1) && syntax.tags[chunk(noun - 1).head] != Tag::pronoun;
    return beside ? noun_subject(noun - 1, SubjectRule::adjacent) : governing_subject(c, depth);
  }
  if (chunk(c).finite && wh_before(first))
    if (Subject s = relative_head(noun, first); !s.range.empty()) return s;
  return noun_subject(first, noun, SubjectRule::adjacent);
}

/// Whether relative_head() may find one: rarely.
bool Finder::wh_before(std::uint32_t first) const {
  const std::uint32_t from = first - std::min(first, relative_reach);
  const std::uint64_t wh = syntax.sets.from(from, [](const ChunkBits& b) { return b[Label::wh]; });
  return (first >= 4) & ((wh & ((1u << (first - from)) - 1)) != 0);
}

/// relative-head: "a pilot who kept them alive on a frozen lake said": the noun group before the verb, whose
/// first chunk is `first`, closes a relative clause; what that says more of is the subject, all of it.
Subject Finder::relative_head(std::uint32_t noun, std::uint32_t first) const {
  Subject out;
  bool verb = false;
  for (std::uint32_t i = first, steps = 0; i > 1 && steps < relative_reach; ++steps) {
    const Chunk& at = chunk(--i);
    if (token(at.last - 1).has(token_flag::sentence_end)) return out;
    if (at.kind == ChunkKind::wh) {
      const std::string_view w = word(at.first);
      if (!verb || !kind_noun(i - 1) || (w != "who" && w != "whose")) return out;
      const std::uint32_t head = extend_left(i - 1);
      out.range = {chunk(head).first, chunk(noun).last};
      out.head = chunk(head).head;
      out.edge = out.range.first;
      out.kind = kind_of(out.range, out.head);
      out.rule = SubjectRule::adjacent;
      return out;
    }
    if (at.kind == ChunkKind::verb_group) {
      // "a man who said the mayor lied"
      const std::uint16_t cue = cue_at(i).cue;
      const CueKind kind = cue == 0 ? CueKind::other : model_.cues[cue].kind;
      const bool takes_clause =
          kind == CueKind::speech || kind == CueKind::ask || kind == CueKind::belief || kind == CueKind::find;
      if (at.finite && (verb || (steps == 0 && takes_clause))) return out;
      verb |= at.finite;
    } else if (at.kind != ChunkKind::noun_group && at.kind != ChunkKind::preposition &&
               at.kind != ChunkKind::adverb && at.kind != ChunkKind::adjective) {
      return out;
    }
  }
  return out;
}

/// relative: "the mayor, who said"
Subject Finder::relative_subject(std::uint32_t wh) const {
  Subject out;
  out.range = {chunk(wh).first, chunk(wh).last};
  out.head = out.edge = chunk(wh).first;
  out.kind = kind_of(out.range, out.head);
  out.rule = SubjectRule::relative;
  const std::uint32_t back = wh > 1 && kind(wh - 1, ChunkKind::comma) ? 2 : 1;
  if (wh >= back && kind_noun(wh - back))
    out.antecedent = {chunk(extend_left(wh - back)).first, chunk(wh - back).last};
  return out;
}

/// "that she had risen": the clause of this subject depends on another, whose subject goes on past a comma.
bool Finder::opens_clause(const Subject& s) const {
  if (s.range.empty() || s.range.first <= block_first_) return false;
  return syntax.tags[s.range.first - 1] == Tag::subordinator;
}

/// shared: "Ruiz praised the plan and said"
Subject Finder::shared_subject(std::uint32_t c, std::uint32_t conjunction, int depth) const {
  Subject out;
  out.edge = chunk(c).first;
  const bool comma = conjunction > 0 && kind(conjunction - 1, ChunkKind::comma);
  for (std::uint32_t m = conjunction, steps = 0; m > 0 && steps < 40; ++steps) {
    --m;
    if (token(chunk(m).last - 1).has(token_flag::sentence_end)) break;
    if (!kind_is_verb(m) || (!chunk(m).finite && chunk(c).finite)) continue;
    out = find_subject(m, depth + 1);
    if (comma && depth == 0 && opens_clause(out)) continue;
    out.rule = SubjectRule::shared;
    out.edge = chunk(c).first;
    // "looked up, shook his head and said": the verb before has no subject of its own either
    if (!out.range.empty() || depth > 0 || !kind(m - 1, ChunkKind::comma)) break;
  }
  return out;
}

/// relative-object: "the union, which speaks for clerks, said": the noun group that begins at `first` belongs
/// to the verb of a relative clause.
bool Finder::relative_object(std::uint32_t first) const {
  bool verb = false;
  for (std::uint32_t i = first, steps = 0; i > 0 && steps < 12; ++steps) {
    const Chunk& at = chunk(--i);
    if (token(at.last - 1).has(token_flag::sentence_end)) return false;
    if (at.kind == ChunkKind::wh) return verb;
    const bool joins = at.kind == ChunkKind::noun_group || at.kind == ChunkKind::preposition ||
                       at.kind == ChunkKind::adverb || at.kind == ChunkKind::adjective ||
                       (verb && kind_is_verb(i));
    if (!joins && !kind_is_verb(i)) return false;
    if (steps == 0 && at.kind == ChunkKind::noun_group)
      return kind(i - 1, ChunkKind::wh);  // "whose fine | began"
    verb |= kind_is_verb(i);
  }
  return false;
}

/// apposition: "Ana Ruiz, the mayor, said" · "Ana Ruiz, who ran in May, said" · "Ana Ruiz (R-Lowmark) said";
/// `mark` is the comma, dash or bracket before the verb.
Subject Finder::appositive_subject(std::uint32_t mark) const {
  const Chunk& left = chunk(mark);
  const bool paren = token(left.first).is(TokenKind::paren_close);
  auto in_relative = [&](std::uint32_t m) {
    for (std::uint32_t r = m; r > 0 && r + 8 > m; --r)
      if (kind(r - 1, ChunkKind::wh)) return true;
    return false;
  };
  bool verb = false;
  Subject inner;
  for (std::uint32_t m = mark, steps = 0; m > 0 && steps < 24; ++steps) {
    --m;
    const Chunk& at = chunk(m);
    if (token(at.last - 1).has(token_flag::sentence_end)) break;
    const bool opens = paren ? token(at.first).is(TokenKind::paren_open)
                             : at.kind == left.kind && token(at.first).kind == token(left.first).kind;
    if (!opens && !paren && at.kind == ChunkKind::verb_group && at.finite && !in_relative(m)) {
      // "its users – the bus runs on Fridays – say"
      if (left.kind != ChunkKind::dash) break;
      verb = true;
    }
    if (!opens) continue;
    if (m == 0 || !kind_noun(m - 1)) {
      // "The clerk I spoke to, Ana Ruiz, said"
      if (m + 2 == mark && kind_noun(m + 1)) return noun_subject(m + 1, SubjectRule::apposition);
      break;
    }
    if (kind(m + 1, ChunkKind::conjunction)) break;  // "the village, and since then, says Ana Ruiz,"
    if (!paren && relative_object(extend_left(m - 1))) {
      const bool named = m + 2 == mark && kind_noun(m + 1) && syntax.tags[chunk(m + 1).head] == Tag::name;
      if (named && inner.range.empty()) inner = noun_subject(m + 1, SubjectRule::apposition);
      continue;
    }
    // "Silver, of Mill Lane, Lowmark, said": the place is no speaker
    const std::uint32_t left_end = extend_left(m - 1);
    if (left_end > 2 && kind(left_end - 1, ChunkKind::preposition) && kind(left_end - 2, ChunkKind::comma))
      continue;
    if (!inner.range.empty() && !kind(m + 1, ChunkKind::wh)) break;
    Subject s = noun_subject(m - 1, SubjectRule::apposition);
    if (!kind(m + 1, ChunkKind::wh) && !kind_is_verb(m + 1) && !verb) s.range.last = left.last;
    return s;
  }
  return inner;
}

/// inside: "he's said".
Subject Finder::subject_inside(std::uint32_t c) const {
  Subject out = no_subject(c);
  out.range = {out.edge, out.edge + 1};
  out.head = out.edge;
  out.kind = kind_of(out.range, out.head);
  out.rule = SubjectRule::inside;
  return out;
}

Subject Finder::no_subject(std::uint32_t c) const {
  Subject out;
  out.edge = chunk(c).first;
  return out;
}

/// The subject of the verb group `c`, to its left.
Subject Finder::find_subject(std::uint32_t c, int depth) const {
  if (chunk(c).subject_inside) return subject_inside(c);
  const std::uint32_t j = left_of(c);
  const bool finite = chunk(c).finite;
  // "Citing the cost, she said"; but "Asked about it, she said" has another do the asking
  if (j == c && syntax.tags[chunk(c).head] == Tag::gerund) return governing_subject(c, depth);
  if (depth > 6 || j == c) return no_subject(c);
  const Chunk& left = chunk(j);
  // chain: "declined to say", "was eager to say"
  const bool over_adjective = left.kind == ChunkKind::adjective && j > 0 && kind_is_verb(j - 1);
  if (chunk(c).infinitive && (left.kind == ChunkKind::verb_group || over_adjective)) {
    Subject s = find_subject(over_adjective ? j - 1 : j, depth + 1);
    s.rule = SubjectRule::chain;
    return s;
  }
  if (left.kind == ChunkKind::noun_group) return beside_noun(c, j, depth);
  if (left.kind == ChunkKind::wh) {
    // "he said when asked about it", "when asking for it": no word that stands for somebody
    const bool stands = word_use::pronoun_of(uses(left.first)) != word_use::Pronoun::nobody;
    if (stands) return relative_subject(j);
    return syntax.tags[chunk(c).head] == Tag::gerund ? governing_subject(c, depth) : no_subject(c);
  }
  if (left.kind == ChunkKind::conjunction) return shared_subject(c, j, depth);
  const bool mark = left.kind == ChunkKind::comma || left.kind == ChunkKind::dash;
  if (mark && (finite || token(left.first).is(TokenKind::paren_close)))
    if (Subject s = appositive_subject(j); !s.range.empty()) return s;
  return finite ? no_subject(c) : governing_subject(c, depth);
}

/// participle: "…, she said, adding that", "by criticizing", "After hinting at it, she said": the subject of
/// the clause that the -ing form or infinitive leans on.
Subject Finder::governing_subject(std::uint32_t c, int depth) const {
  Subject out;
  out.edge = chunk(c).first;
  if (depth > 6) return out;
  const bool comma_left = c > 0 && kind(c - 1, ChunkKind::comma);
  auto take = [&](std::uint32_t m) {
    Subject s = find_subject(m, depth + 1);
    const bool quote_left = m > 0 && token(chunk(m).first - 1).is(TokenKind::quote_close);
    if (s.range.empty() && quote_left) s = subject_after(m);
    if (s.range.empty() || (comma_left && m < c && opens_clause(s))) return false;
    // "Ruiz insisted it was late while adding that": what cannot speak is taken if nobody else can
    const bool mute = s.kind == SubjectKind::it && syntax.tags[chunk(c).head] == Tag::gerund;
    if (mute && !out.range.empty()) return false;
    out = s;
    out.rule = SubjectRule::participle;
    out.edge = chunk(c).first;
    return !mute;
  };
  for (std::uint32_t m = c, steps = 0; m > 0 && steps < 60; ++steps) {
    --m;
    if (token(chunk(m).last - 1).has(token_flag::sentence_end)) break;
    if (!kind(m, ChunkKind::verb_group) || !chunk(m).finite ||
        quote_of_[chunk(m).head] != quote_of_[chunk(c).head])
      continue;
    if (m > 0 && kind(m - 1, ChunkKind::wh)) continue;
    if (take(m)) return out;
  }
  if (!out.range.empty()) return out;
  bool comma = false;
  for (std::uint32_t m = c + 1, steps = 0; m < chunks() && steps < 40; ++m, ++steps) {
    if (token(chunk(m).first).has(token_flag::sentence_start)) break;
    comma |= kind(m, ChunkKind::comma);
    if (comma && kind(m, ChunkKind::verb_group) && chunk(m).finite &&
        quote_of_[chunk(m).head] == quote_of_[chunk(c).head] && take(m))
      return out;
  }
  return out;
}

/// inverted: the subject to the right of the verb group `c` ("…," said Ana Ruiz, the mayor).
Subject Finder::subject_after(std::uint32_t c) const {
  Subject out;
  out.edge = chunk(c).first;
  std::uint32_t at = c + 1;
  while (at < c + 3 && kind(at, ChunkKind::adverb)) ++at;
  if (!kind(at, ChunkKind::noun_group) || temporal(at)) return out;
  if (quote_of_[chunk(at).first] != quote_of_[chunk(c).head]) return out;
  if (!is_tag(syntax.tags[chunk(c).head], "TZEA")) return out;
  const std::uint32_t end = extend_right(at, true);
  out.range = {chunk(at).first, chunk(end - 1).last};
  out.head = chunk(at).head;
  out.kind = kind_of(out.range, out.head);
  out.rule = SubjectRule::inverted;
  return out;
}

}  // namespace nutgraf
