#include "attribute/syntax.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

constexpr float name_score = 3.0f;      // a capital inside a sentence
constexpr float other_capital = -4.0f;  // a known word with such a capital, as itself
constexpr float name_at_start = -2.5f;  // a known word at a sentence's start, as a name

std::size_t index(Tag tag) {
  return static_cast<std::size_t>(tag);
}

constexpr bool is(Tag tag, TagSet set) {
  return is_tag(tag, set);
}

constexpr Tag punctuation_tag(TokenKind kind) {
  switch (kind) {
    case TokenKind::comma:
    case TokenKind::semicolon:
      return Tag::comma;
    case TokenKind::period:
    case TokenKind::question:
    case TokenKind::exclamation:
      return Tag::stop;
    case TokenKind::quote_open:
    case TokenKind::quote_close:
    case TokenKind::quote_plain:
      return Tag::quote;
    case TokenKind::handle:
      return Tag::name;
    case TokenKind::url:
    case TokenKind::email:
      return Tag::name;
    case TokenKind::number:
      return Tag::number;
    case TokenKind::colon:
    case TokenKind::dash:
    case TokenKind::ellipsis:
    case TokenKind::slash:
    case TokenKind::bar:
    case TokenKind::paren_open:
    case TokenKind::paren_close:
      return Tag::dash;
    default:
      return Tag::other;
  }
}

constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr std::array<Tag, kind_count> punctuation_tags = [] {
  std::array<Tag, kind_count> out{};
  for (std::size_t i = 0; i < kind_count; ++i) out[i] = punctuation_tag(static_cast<TokenKind>(i));
  return out;
}();

/// The last bytes of words that marked_class() may know: "’s", "'S", "s'", "s’", "A.".
constexpr std::array<bool, 256> may_be_marked = [] {
  std::array<bool, 256> out{};
  for (unsigned char c : {'s', 'S', '\'', '\x99', '.'}) out[c] = true;
  return out;
}();

constexpr ChunkKind single_kind(Tag tag) {
  switch (tag) {
    case Tag::preposition:
    case Tag::to:
      return ChunkKind::preposition;
    case Tag::subordinator:
      return ChunkKind::subordinator;
    case Tag::wh:
      return ChunkKind::wh;
    case Tag::conjunction:
      return ChunkKind::conjunction;
    case Tag::adverb:
    case Tag::particle:
      return ChunkKind::adverb;
    case Tag::comma:
      return ChunkKind::comma;
    case Tag::dash:
      return ChunkKind::dash;
    case Tag::stop:
      return ChunkKind::stop;
    case Tag::quote:
      return ChunkKind::quote;
    default:
      return ChunkKind::other;
  }
}

constexpr std::array<ChunkKind, tag_count> single_kinds = [] {
  std::array<ChunkKind, tag_count> out{};
  for (std::size_t i = 0; i < tag_count; ++i) out[i] = single_kind(static_cast<Tag>(i));
  return out;
}();

bool ends_with_apostrophe_s(std::string_view word) {
  return (word.size() > 2 && (word.ends_with("'s") || word.ends_with("'S"))) ||
         (word.size() > 4 && (word.ends_with("\xE2\x80\x99s") || word.ends_with("\xE2\x80\x99S")));
}

}  // namespace

bool is_possessive(std::string_view word) {
  const char end = word.empty() ? ' ' : word.back();
  if (end != 's' && end != 'S' && end != '\'' && end != '\x99') return false;
  return ends_with_apostrophe_s(word) || (word.size() > 2 && word.ends_with("s'")) ||
         (word.size() > 4 && word.ends_with("s\xE2\x80\x99"));
}

/// The class of a possessive form or contraction, and of an initial ("James A. Baker"); Tag::count for
/// others.
[[gnu::noinline]] Tag Syntax::marked_class(std::uint32_t token) const {
  const Token& t = tokens_.tokens[token];
  const char* end = page_.text.data() + t.end();
  if (end[-1] == '.') return t.length == 2 && t.has(token_flag::capital) ? Tag::name : Tag::count;
  const bool letter = end[-1] == 's' || end[-1] == 'S';
  if (letter && (t.length < 2 || (end[-2] != '\'' && end[-2] != '\x99'))) return Tag::count;
  if (!is_possessive(text(token))) return Tag::count;
  const std::uint16_t choice = model_.words[t.lex].choice;
  const bool function_word = choice != 0 && is(model_.choices[choice].at[0].tag, "OWRDHMAU");
  return function_word && ends_with_apostrophe_s(text(token)) ? Tag::contraction : Tag::possessive;
}

/// "Said Ana Ruiz, “We waited.”": a past form of a speech verb and a name at a sentence's start.
bool Syntax::opens_inverted(std::uint32_t token) const {
  const CueEntry e = model_.cue_of(tokens_.tokens[token].lex);
  const bool past = (e.forms >> static_cast<unsigned>(CueForm::past) & 1) != 0;
  if (!past || model_.cues[e.cue].kind != CueKind::speech || token + 2 >= tokens_.tokens.size()) return false;
  const Token& next = tokens_.tokens[token + 1];
  return next.is(TokenKind::word) && next.has(token_flag::capital) && !next.has(token_flag::sentence_end);
}

/// The classes of a word with a capital that is in the lexicon: as itself and as a name.
[[gnu::noinline]] const AttributionModel::Choices& Syntax::with_name(const AttributionModel::Choices& own,
                                                                     bool expected) {
  named_ = own;
  bool name = false;
  for (std::size_t i = 0; i < own.size; ++i) {
    named_.at[i].score += expected ? 0.0f : other_capital;
    name |= own.at[i].tag == Tag::name;
  }
  if (!name) named_.at[named_.size++] = {Tag::name, expected ? name_at_start : name_score};
  return named_;
}

/// Puts a word of several classes to the undecided ones, with the best way to each from the classes of the
/// one before, or from `before` if it is the first. Returns Tag::count, or the word's class if it has one
/// only or too many are undecided.
[[gnu::always_inline]] inline Tag Syntax::leave_open(std::uint32_t token, bool title_case, Tag before) {
  const Token& t = tokens_.tokens[token];
  const std::uint16_t known = model_.words[t.lex].choice;
  const AttributionModel::Choices* choices = &model_.choices[known];
  const bool start = t.has(token_flag::sentence_start);
  if (known == 0) {
    choices = &model_.by_suffix(text(token));
  } else if (t.has(token_flag::capital)) {
    if (start && opens_inverted(token)) return Tag::past;
    if (!is(choices->at[0].tag, closed_classes)) choices = &with_name(*choices, start || title_case);
  }
  if (choices->size < 2 || open_ == most_open) return choices->at[0].tag;
  Column& left = columns_[open_];
  if (open_ == 0) left.tag[0] = before;
  Column& now = columns_[++open_];
  now.token = token;
  now.size = choices->size;
  for (std::size_t k = 0; k < choices->size; ++k) {
    const auto& after = model_.after[index(choices->at[k].tag)];
    float top = left.best[0] + after[index(left.tag[0])];
    std::size_t pick = 0;
    for (std::size_t j = 1; j < left.size; ++j) {
      const float score = left.best[j] + after[index(left.tag[j])];
      pick = score > top ? j : pick;
      top = score > top ? score : top;
    }
    now.tag[k] = choices->at[k].tag;
    now.back[k] = static_cast<std::uint8_t>(pick);
    now.best[k] = top + choices->at[k].score;
  }
  return Tag::count;
}

/// Settles the undecided words: the best path back from class `pick` of the last of them.
inline void Syntax::settle(std::size_t pick) {
  const Column* column = &columns_[open_];
  for (; open_ > 0; --open_, --column) {
    tags[column->token] = column->tag[pick];
    pick = column->back[pick];
  }
}

/// The class of the last undecided word that fits best, with `next` after it.
inline std::size_t Syntax::best_end(Tag next) const {
  const Column& end = columns_[open_];
  const auto& after = model_.after[index(next)];
  std::size_t pick = 0;
  float top = end.best[0] + after[index(end.tag[0])];
  for (std::size_t i = 1; i < end.size; ++i) {
    const float score = end.best[i] + after[index(end.tag[i])];
    pick = score > top ? i : pick;
    top = score > top ? score : top;
  }
  return pick;
}

/// The same, whatever comes after it.
std::size_t Syntax::best_end() const {
  const Column& end = columns_[open_];
  return static_cast<std::size_t>(std::max_element(end.best.begin(), end.best.begin() + end.size) -
                                  end.best.begin());
}

/// A headline in capitals: they say nothing of names then.
bool Syntax::mostly_capitals(std::uint32_t first, std::uint32_t last) const {
  if (last - first >= 40) return false;
  std::uint32_t capitals = 0, words = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    if (!tokens_.tokens[i].is(TokenKind::word)) continue;
    ++words;
    capitals += tokens_.tokens[i].has(token_flag::capital);
  }
  return words > 3 && capitals * 10 > words * 7;
}

void Syntax::tag(std::uint32_t first, std::uint32_t last) {
  const bool title_case = mostly_capitals(first, last);
  std::uint32_t opening = first;  // the first word, past quotation marks
  while (opening < last &&
         punctuation_tags[static_cast<std::size_t>(tokens_.tokens[opening].kind)] == Tag::quote)
    ++opening;
  open_ = 0;
  quotes = false;
  Tag before = Tag::stop;
  const Token* const tokens = tokens_.tokens.data();
  const AttributionWord* const words = model_.words.data();
  const char* const page = page_.text.data();
  Tag* const out = tags.data();
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& t = tokens[i];
    Tag one = punctuation_tags[static_cast<std::size_t>(t.kind)];
    if (t.is(TokenKind::word)) {
      one = words[t.lex].only[t.flags >> 2 & 1];
      static_assert(token_flag::capital == 1 << 2);
      if (may_be_marked[static_cast<unsigned char>(page[t.end() - 1u])]) [[unlikely]]
        if (const Tag marked = marked_class(i); marked != Tag::count) one = marked;
    } else if (one == Tag::quote) {
      out[i] = Tag::quote;
      quotes = true;
      continue;
    } else if (t.is(TokenKind::apostrophe) && i > first && page[t.start - 1u] == 's') {
      one = Tag::possessive;  // "the Harbour Workers' Union"
    }
    if (t.has(token_flag::sentence_start)) {
      settle(0);
      before = Tag::stop;
    }
    if (one == Tag::count) one = leave_open(i, title_case, before);
    if (one == Tag::count) continue;
    // a capital at the block's start says less than what follows would have it: it is settled alone
    if (open_ > 0) settle(open_ == 1 && columns_[1].token == opening ? best_end() : best_end(one));
    out[i] = before = one;
  }
  if (open_ > 0) settle(best_end());
}

/// noun_group: determiners, adjectives, participles before a noun, nouns, names; or one pronoun.
inline std::uint32_t Syntax::noun_group(std::uint32_t at, Chunk& out) const {
  out.kind = ChunkKind::noun_group;
  bool noun = false;
  std::uint32_t i = at;
  for (const std::uint32_t end = at + 40; i < end; ++i) {
    const Tag tag = tags[i];
    if (is(tag, "NPC")) {
      if (noun && tag == Tag::name && rules_.is(tokens_.tokens[i], WordClass::weekday))
        break;  // "a statement | Thursday night"
      out.head = i;
      noun = true;
      continue;
    }
    if (!is(tag, "SDJEGRK")) break;
    const Tag next = tags[i + 1];
    if (tag == Tag::possessive) {
      out.head = i;
    } else if (tag == Tag::determiner) {
      if (noun) break;
    } else if (tag == Tag::adjective) {
      if (noun && (!is(next, "NPJ") || rules_.is(tokens_.tokens[i + 1], WordClass::time_noun))) break;
      if (!noun) out.head = i;
    } else if (is(tag, "EG")) {
      if (!is(next, "NPJS") || (i == at && tag == Tag::gerund) || noun) break;
    } else if (tag == Tag::adverb) {
      if (!is(next, "JCE") || noun) break;
    } else {
      const bool joined = i > at && tags[i - 1] == Tag::adjective && next == Tag::adjective;
      const bool ampersand = i > at && tokens_.tokens[i].length == 1;
      if (!joined && !ampersand) break;
    }
  }
  while (i > at + 1 && is(tags[i - 1], "RK")) --i;
  if (!noun && tags[out.head] == Tag::adjective && !is(tags[at], "DS")) out.kind = ChunkKind::adjective;
  return i;
}

/// verb_group: adverbs, modal and auxiliaries, negation, head verb; "to" and a base verb.
[[gnu::always_inline]] inline std::uint32_t Syntax::verb_group(std::uint32_t at, Chunk& out) const {
  out.kind = ChunkKind::verb_group;
  std::uint32_t i = at;
  bool auxiliary = false, be = false, have = false;
  auto says = [&](std::uint32_t k, unsigned bit) {
    return (model_.words[tokens_.tokens[k].lex].verb & bit) != 0;
  };
  for (;; ++i) {
    const Tag tag = tags[i];
    if (tag == Tag::to) {
      if (i != at) break;
      out.infinitive = true;
    } else if (tag == Tag::modal) {
      out.modal = true;
      out.finite = true;
      out.head = i;
    } else if (tag == Tag::auxiliary || tag == Tag::contraction) {
      if (tag == Tag::contraction && i != at) break;
      out.subject_inside |= tag == Tag::contraction;
      out.negated |= says(i, verb_word::negation);
      have = says(i, verb_word::have);
      be = !have && (says(i, verb_word::be) || tag == Tag::contraction);
      out.finite |= !says(i, verb_word::unmarked) && !out.infinitive;
      out.head = i;
      auxiliary = true;
    } else if (tag == Tag::adverb) {
      out.negated |= says(i, verb_word::negative);
      std::uint32_t next = i + 1;
      while (next < i + 4 && tags[next] == Tag::adverb) ++next;
      if (!is(tags[next], "BZTGEA")) break;
    } else if (is(tag, "BZTGE")) {
      out.head = i;
      out.passive = tag == Tag::participle && be;
      out.perfect = tag == Tag::participle && have;
      const bool bare = !auxiliary && !out.modal && !out.infinitive;
      out.finite |= bare && is(tag, "BZT");
      ++i;
      break;
    } else {
      break;
    }
  }
  return i;
}

/// "His lawyer, Tom O'Dell, objected to it, and": the participle at `number` is the verb if a noun group and
/// one more between commas stand before it and no verb takes the clause up after the next comma.
bool Syntax::past_apposition(std::uint32_t number, std::uint32_t last) const {
  if (number < 4) return false;
  const bool apposition = chunks[number - 2].kind == ChunkKind::noun_group &&
                          chunks[number - 3].kind == ChunkKind::comma &&
                          chunks[number - 4].kind == ChunkKind::noun_group;
  if (!apposition || tags[chunks[number - 2].head] != Tag::name) return false;
  for (std::uint32_t i = chunks[number].head + 1; i < last && i < chunks[number].head + 14; ++i) {
    if (tags[i] == Tag::comma) return tags[i + 1] == Tag::conjunction;
    if (is(tags[i], "MAZT")) return false;
    if (tags[i] == Tag::stop) return true;
  }
  return false;
}

/// A participle without an auxiliary is the verb of its clause after a pronoun or "who", or where no other
/// verb follows.
bool Syntax::main_verb(std::uint32_t number, std::uint32_t last) const {
  const Chunk& c = chunks[number];
  if (c.finite || c.infinitive || c.modal || number == 0) return false;
  for (std::uint32_t i = c.first; i < c.head; ++i)
    if (tags[i] == Tag::auxiliary) return false;
  const Chunk& before = chunks[number - 1];
  if (before.last != c.first) return false;
  // "…, then asked, “Why?”"
  const bool reports = c.head + 2 < last && tags[c.head + 1] == Tag::comma &&
                       tokens_.tokens[c.head + 2].is(TokenKind::quote_open);
  if (before.kind == ChunkKind::comma && reports && model_.words[c.lex].cue.cue != 0) return true;
  if (before.kind == ChunkKind::comma) return past_apposition(number, last);
  if (before.kind == ChunkKind::wh) return true;
  const bool after_quote =
      before.kind == ChunkKind::quote && tokens_.tokens[before.first].is(TokenKind::quote_close);
  if (after_quote) return true;
  if (before.kind != ChunkKind::noun_group) return false;
  if (tags[before.head] == Tag::pronoun) return true;
  const std::string_view w = rules_.lexicon.word(tokens_.tokens[before.head].lex);
  if (w == "one" || w == "some" || w == "many" || w == "most" || w == "both" || w == "each") return false;
  if (number >= 2) {
    const ChunkKind k = chunks[number - 2].kind;
    if (k == ChunkKind::preposition || k == ChunkKind::verb_group) return false;
  }
  if (c.head + 1 < last && rules_.lexicon.word(tokens_.tokens[c.head + 1].lex) == "by") return false;
  for (std::uint32_t i = c.head + 1; i < last && i < c.head + 14; ++i) {
    if (is(tags[i], ".,:UW")) return true;
    if (is(tags[i], "MAZT")) return false;
  }
  return true;
}

/// The class of the first word from `at` on that is no adverb, four words at most.
Tag Syntax::after_adverbs(std::uint32_t at) const {
  std::uint32_t k = at;
  while (k < at + 4 && tags[k] == Tag::adverb) ++k;
  return tags[k];
}

/// “Why?” asked Ana Ruiz: a speech verb between a quotation and a name.
bool Syntax::inverted(std::uint32_t i, bool opens) const {
  if (opens || tags[i + 1] != Tag::name || !tokens_.tokens[i - 1].is(TokenKind::quote_close)) return false;
  const CueEntry e = model_.cue_of(tokens_.tokens[i].lex);
  return e.cue != 0 &&
         (model_.cues[e.cue].kind == CueKind::speech || model_.cues[e.cue].kind == CueKind::ask);
}

/// Reads the group of words that starts at `i`; returns its end, `i` if the word stands alone. `opens`: it is
/// the block's first chunk.
[[gnu::always_inline]] inline std::uint32_t Syntax::group(std::uint32_t i, bool opens, Chunk& c) const {
  const Tag tag = tags[i];
  if (tag == Tag::pronoun) {
    c.kind = ChunkKind::noun_group;
    return i + 1;
  }
  if (is(tag, "DJCNPS")) return noun_group(i, c);
  if (tag == Tag::adverb) {
    if (is(after_adverbs(i), "MAZTEBG")) return verb_group(i, c);
    return is(tags[i + 1], "CD") ? noun_group(i, c) : i;
  }
  if (tag == Tag::to) return is(after_adverbs(i + 1), "BA") ? verb_group(i, c) : i;
  const bool attributive = tag == Tag::participle && is(tags[i + 1], "NP") &&
                           (opens || !is(tags[i - 1], "NPO")) && !inverted(i, opens);
  return attributive ? noun_group(i, c) : verb_group(i, c);
}

/// Whether a group may report something, by its word alone: few may.
inline bool Syntax::group_reports(const Chunk& c) const {
  if (model_.words[c.lex].cue.cue != 0) return true;
  return c.kind == ChunkKind::verb_group && says_according(c.first);
}

inline bool Syntax::says_according(std::uint32_t token) const {
  return (model_.words[tokens_.tokens[token].lex].verb & verb_word::according) != 0;
}

void Syntax::chunk(std::uint32_t first, std::uint32_t last) {
  constexpr TagSet groups("DJCNPSOMAZTEBGHRF");
  cues.clear();
  chunk_of.reset(first, last, 0);
  chunks.resize(last - first);
  std::uint32_t number = 0;
  for (std::uint32_t i = first; i < last; ++number) {
    Chunk& c = chunks[number];
    const Tag tag = tags[i];
    c = Chunk{i, i, i, 0, ChunkKind::other};
    if (is(tag, groups)) c.last = group(i, number == 0, c);
    c.lex = tokens_.tokens[c.head].lex;
    if (c.last == i) {
      c = Chunk{i, i + 1, i, c.lex, single_kinds[index(tag)]};
      const bool may = (tag == Tag::dash && tokens_.tokens[i].is(TokenKind::colon)) ||
                       (c.kind == ChunkKind::preposition && says_according(i));
      if (may) cues.push_back(number);
      chunk_of[i++] = number;
      continue;
    }
    if (c.kind == ChunkKind::verb_group && tags[c.head] == Tag::participle && main_verb(number, last)) {
      tags[c.head] = Tag::past;
      c.finite = true;
    }
    if (group_reports(c)) cues.push_back(number);
    do chunk_of[i] = number;
    while (++i < c.last);
  }
  chunks.resize(number);
}

void Syntax::read(std::uint32_t first, std::uint32_t last) {
  tag(first, last);
  tags[last] = Tag::stop;  // no group goes past it, so that none looks for the block's end
  chunk(first, last);
}

std::string Syntax::print_tags(std::uint32_t first, std::uint32_t last) const {
  std::string out;
  for (std::uint32_t i = first; i < last; ++i) {
    if (i > first) out += ' ';
    out.append(text(i)).append(1, '/').append(1, tag_letters[index(tags[i])]);
  }
  return out;
}

std::string Syntax::print_chunks() const {
  std::string out;
  for (const Chunk& c : chunks) {
    if (!out.empty()) out += ' ';
    out.append("[").append(chunk_names[static_cast<std::size_t>(c.kind)]);
    for (std::uint32_t i = c.first; i < c.last; ++i) out.append(1, ' ').append(text(i));
    out += ']';
  }
  return out;
}

}  // namespace nutgraf
