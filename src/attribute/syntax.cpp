#include "attribute/syntax.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

// natural logarithms, in thousandths
constexpr std::int16_t name_score = 3000;      // a capital inside a sentence
constexpr std::int16_t other_capital = -4000;  // a known word with such a capital, as itself
constexpr std::int16_t name_at_start = -2500;  // a known word at a sentence's start, as a name

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

/// The last bytes of words that marked_class() may know: "’s", "'S" (bit 0), "s'", "s’", "A." (bit 1).
constexpr std::array<std::uint8_t, 256> mark_ends = [] {
  std::array<std::uint8_t, 256> out{};
  out['s'] = out['S'] = 1;
  out['\''] = out[0x99] = out['.'] = 2;
  return out;
}();
/// The bytes before them.
constexpr std::array<std::uint8_t, 256> mark_before = [] {
  std::array<std::uint8_t, 256> out{};
  out.fill(2);
  out['\''] = out[0x99] = 3;
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
  if (t.is(TokenKind::apostrophe))  // "the Harbour Workers' Union"
    return t.start > 0 && page_.text[t.start - 1] == 's' ? Tag::possessive : Tag::count;
  const char* end = page_.text.data() + t.end();
  if (end[-1] == '.') return t.length == 2 && t.has(token_flag::capital) ? Tag::name : Tag::count;
  const bool letter = end[-1] == 's' || end[-1] == 'S';
  if (letter && (t.length < 2 || (end[-2] != '\'' && end[-2] != '\x99'))) return Tag::count;
  if (!is_possessive(text(token))) return Tag::count;
  const std::uint16_t choice = model_.tags[t.lex].choice;
  const bool function_word = choice != 0 && is(model_.choices[choice].tag[0], "OWRDHMAU");
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
    named_.score[i] = static_cast<std::int16_t>(own.score[i] + (expected ? 0 : other_capital));
    name |= own.tag[i] == Tag::name;
  }
  if (name) return named_;
  named_.tag[named_.size] = Tag::name;
  named_.score[named_.size++] = expected ? name_at_start : name_score;
  return named_;
}

/// The classes of a word that has several; null if it has one, which is then in `tags`.
[[gnu::always_inline]] inline const AttributionModel::Choices* Syntax::choices_of(std::uint32_t token,
                                                                                  bool title_case) {
  const Token& t = tokens_.tokens[token];
  const std::uint16_t known = model_.tags[t.lex].choice;
  const AttributionModel::Choices* choices = &model_.choices[known];
  const bool start = t.has(token_flag::sentence_start);
  if (known == 0) {
    choices = &model_.by_suffix(text(token));
  } else if (t.has(token_flag::capital)) {
    if (start && opens_inverted(token)) {
      tags[token] = Tag::past;
      return nullptr;
    }
    if (!is(choices->tag[0], closed_classes)) choices = &with_name(*choices, start || title_case);
  }
  if (choices->size > 1) return choices;
  tags[token] = choices->tag[0];
  return nullptr;
}

/// Puts a word of several classes to the undecided ones, with the best way to each from the classes of the
/// one before, or from `before` if it is the first. Returns Tag::count, or the word's class if it has one
/// only or too many are undecided.
Tag Syntax::leave_open(std::uint32_t token, bool title_case, Tag before) {
  const AttributionModel::Choices* choices = choices_of(token, title_case);
  if (choices == nullptr) return tags[token];
  if (open_ == most_open) return choices->tag[0];
  Column& left = columns_[open_];
  if (open_ == 0) left.tag[0] = before;
  Column& now = columns_[++open_];
  now.token = token;
  now.size = choices->size;
  for (std::size_t k = 0; k < choices->size; ++k) {
    const auto& after = model_.after[index(choices->tag[k])];
    std::int32_t top = left.best[0] + after[index(left.tag[0])];
    std::size_t pick = 0;
    for (std::size_t j = 1; j < left.size; ++j) {
      const std::int32_t score = left.best[j] + after[index(left.tag[j])];
      pick = score > top ? j : pick;
      top = score > top ? score : top;
    }
    now.tag[k] = choices->tag[k];
    now.back[k] = static_cast<std::uint8_t>(pick);
    now.best[k] = top + choices->score[k];
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
  std::int32_t top = end.best[0] + after[index(end.tag[0])];
  for (std::size_t i = 1; i < end.size; ++i) {
    const std::int32_t score = end.best[i] + after[index(end.tag[i])];
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

/// The classes of the words that have one only, Tag::count for the others, which are listed in `unsure_`; and
/// which words marked_class() may know, in `marked_`. Without a branch: what kind a word is cannot be
/// foreseen.
void Syntax::tag_sure_words(std::uint32_t first, std::uint32_t last) {
  if (unsure_.size() <= last - first) unsure_.resize(last - first + 1);
  if (marked_.size() <= last - first) marked_.resize(last - first + 1);
  const Token* const tokens = tokens_.tokens.data();
  const WordTags* const words = model_.tags.data();
  const char* const page = page_.text.data();
  Tag* const out = tags.data();
  std::uint32_t* unsure = unsure_.data();
  std::uint32_t* marked = marked_.data();
  std::uint32_t quote = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& t = tokens[i];
    static_assert(token_flag::capital == 1 << 2);
    const Tag by_word = words[t.lex].only[t.flags >> 2 & 1];
    const Tag by_kind = punctuation_tags[static_cast<std::size_t>(t.kind)];
    const Tag one = t.is(TokenKind::word) ? by_word : by_kind;
    const std::uint32_t end = t.end();
    const auto last_byte = static_cast<unsigned char>(page[end - 1]);
    const auto byte_before = static_cast<unsigned char>(page[std::max(end, 2u) - 2]);
    out[i] = one;
    *unsure = i;
    unsure += one == Tag::count;
    *marked = i;
    const std::uint32_t ends = mark_ends[last_byte] & mark_before[byte_before];
    marked += (t.is(TokenKind::word) ? ends : t.is(TokenKind::apostrophe) ? 1u : 0u) != 0;
    quote |= one == Tag::quote;
  }
  quotes = quote != 0;
  unsure_count_ = static_cast<std::size_t>(unsure - unsure_.data());
  const std::uint32_t* const end = marked;
  for (marked = marked_.data(); marked != end; ++marked)
    if (const Tag one = marked_class(*marked); one != Tag::count) out[*marked] = one;
}

/// The class of the word before the token, Tag::stop at a sentence's start; quotation marks are seen through.
inline Tag Syntax::class_before(std::uint32_t token, std::uint32_t first) const {
  if (tokens_.tokens[token].has(token_flag::sentence_start)) return Tag::stop;
  while (token > first && tags[token - 1] == Tag::quote) --token;
  return token > first ? tags[token - 1] : Tag::stop;
}

/// A word of several classes between two that are settled; Tag::count if that is not so.
inline Tag Syntax::settle_alone(std::uint32_t token, const Run& run) {
  constexpr std::size_t few = 4;
  std::uint32_t next = token + 1;
  while (next < run.last && tags[next] == Tag::quote) ++next;
  if (next >= run.last || tags[next] == Tag::count || token == run.opening) return Tag::count;
  if (tokens_.tokens[next].has(token_flag::sentence_start)) return Tag::count;
  const AttributionModel::Choices* choices = choices_of(token, run.title_case);
  if (choices == nullptr || choices->size > few) return Tag::count;
  const std::size_t before = index(class_before(token, run.first));
  const auto& after = model_.after[index(tags[next])];
  std::int32_t top = -(1 << 30);
  Tag pick = Tag::count;
  for (std::size_t k = 0; k < few; ++k) {  // places past its size weigh too little to be picked
    const Tag tag = choices->tag[k];
    const std::int32_t score = choices->score[k] + model_.after[index(tag)][before] + after[index(tag)];
    pick = score > top ? tag : pick;
    top = std::max(top, score);
  }
  return pick;
}

/// Settles the words of several classes from `token` to the next that is sure; returns one past the last.
std::uint32_t Syntax::settle_run(std::uint32_t token, const Run& run) {
  Tag before = class_before(token, run.first);
  open_ = 0;
  for (std::uint32_t i = token; i < run.last; ++i) {
    if (tags[i] == Tag::quote) continue;
    if (i > token && tokens_.tokens[i].has(token_flag::sentence_start)) {
      settle(0);
      return i;
    }
    Tag one = tags[i];
    if (one == Tag::count) one = leave_open(i, run.title_case, before);
    if (one == Tag::count) continue;
    // a capital at the block's start says less than what follows would have it: it is settled alone
    if (open_ > 0) settle(open_ == 1 && columns_[1].token == run.opening ? best_end() : best_end(one));
    tags[i] = one;
    return i + 1;
  }
  if (open_ > 0) settle(best_end());
  return run.last;
}

void Syntax::tag(std::uint32_t first, std::uint32_t last) {
  tag_sure_words(first, last);
  Run run{first, last, first, mostly_capitals(first, last)};
  while (run.opening < last && tags[run.opening] == Tag::quote) ++run.opening;
  std::uint32_t done = first;
  for (std::size_t k = 0; k < unsure_count_; ++k) {
    const std::uint32_t token = unsure_[k];
    if (token < done || tags[token] != Tag::count) continue;
    const Tag one = settle_alone(token, run);
    if (one != Tag::count)
      tags[token] = one;
    else
      done = settle_run(token, run);
  }
}

/// noun_group: determiners, adjectives, participles before a noun, nouns, names; or one pronoun.
inline std::uint32_t Syntax::noun_group(std::uint32_t at, Chunk& out) const {
  out.kind = ChunkKind::noun_group;
  bool noun = false;
  std::uint32_t i = at;
  for (const std::uint32_t end = at + 40; i < end; ++i) {
    const Tag tag = tags[i];
    if (is(tag, "NPC")) {
      if (noun && tag == Tag::name && says(i, word_bit::weekday)) break;  // "a statement | Thursday night"
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
      if (noun && (!is(next, "NPJ") || says(i + 1, word_bit::time))) break;
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
      out.negated |= says(i, word_bit::negation);
      have = says(i, word_bit::have);
      be = !have && (says(i, word_bit::be) || tag == Tag::contraction);
      out.finite |= !says(i, word_bit::unmarked) && !out.infinitive;
      out.head = i;
      auxiliary = true;
    } else if (tag == Tag::adverb) {
      out.negated |= says(i, word_bit::negative);
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
  return c.kind == ChunkKind::verb_group && says(c.first, word_bit::according);
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
                       (c.kind == ChunkKind::preposition && says(i, word_bit::according));
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
