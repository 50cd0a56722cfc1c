// The class of every word: Syntax reads what each may be, then settles those that may be several things.
#include <algorithm>
#include <bit>

#include "attribute/syntax.hpp"
#include "base/byte_bits.hpp"

namespace nutgraf {
namespace {

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

constexpr auto quote_choice = static_cast<WordClasses::Choice>(Tag::quote);
constexpr auto stop_choice = static_cast<WordClasses::Choice>(Tag::stop);

/// What a token is by its kind.
struct alignas(8) ByKind {
  WordClasses::Choice word = 0;  ///< all bits for words: what they are is not told by their kind
  WordClasses::Choice mark = 0;
  std::uint8_t bits = 0;  ///< of word_bit
};
constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr std::array<ByKind, kind_count> by_kind = [] {
  std::array<ByKind, kind_count> out{};
  for (std::size_t i = 0; i < kind_count; ++i) {
    const Tag tag = punctuation_tag(static_cast<TokenKind>(i));
    out[i].mark = static_cast<WordClasses::Choice>(tag);
    if (tag == Tag::quote) out[i].bits = word_bit::quote;
  }
  auto mark = [&](TokenKind kind, unsigned bits) {
    out[static_cast<std::size_t>(kind)].bits |= static_cast<std::uint8_t>(bits);
  };
  out[static_cast<std::size_t>(TokenKind::word)] = {0xFFFF, 0, 0};
  mark(TokenKind::semicolon, word_bit::semicolon);
  mark(TokenKind::colon, word_bit::cue);
  mark(TokenKind::dash, word_bit::dash);
  mark(TokenKind::paren_open, word_bit::paren_open);
  mark(TokenKind::paren_close, word_bit::paren_close);
  mark(TokenKind::quote_open, word_bit::opening);
  mark(TokenKind::quote_close, word_bit::closing);
  return out;
}();

/// What marked_class() may know: words whose last two bytes have a bit in common, "’s" and "'S" the first
/// one, "s'", "s’", "A." the others; and some kinds of tokens.
struct Marks {
  std::array<std::uint8_t, 256> ends{}, before{};
  std::array<std::uint8_t, kind_count> kinds{};
};
constexpr auto marks = [] {
  Marks out;
  out.ends['s'] = out.ends['S'] = 1;
  out.ends['\''] = 2;
  out.ends[0x99] = 4;
  out.ends['.'] = 8;
  out.before['\''] = out.before[0x99] = 1;
  out.before['s'] = 2;
  out.before[0x80] = 4;
  for (std::size_t capital = 'A'; capital <= 'Z'; ++capital) out.before[capital] = 8;
  out.kinds[static_cast<std::size_t>(TokenKind::apostrophe)] = 1;
  out.kinds[static_cast<std::size_t>(TokenKind::number)] = 1;  // a year
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
  const bool function_word = is_tag(model_.classes.first_class(model_.tags[t.lex].choices[0]), "OWRDHMAU");
  return function_word && ends_with_apostrophe_s(text(token)) ? Tag::contraction : Tag::possessive;
}

/// "Said Ana Ruiz, “We waited.”": a past form of a speech verb and a name at a sentence's start.
bool Syntax::opens_inverted(std::uint32_t token) const {
  const Token& t = tokens_.tokens[token];
  const CueEntry e = model_.cue_of(t.lex);
  const bool past = t.has(token_flag::capital) && (e.forms >> static_cast<unsigned>(CueForm::past) & 1) != 0;
  if (!past || model_.cues[e.cue].kind != CueKind::speech || token + 2 >= tokens_.tokens.size()) return false;
  const Token& next = tokens_.tokens[token + 1];
  return next.is(TokenKind::word) && next.has(token_flag::capital) && !next.has(token_flag::sentence_end);
}

/// A headline in capitals: they say nothing of names then.
bool Syntax::mostly_capitals(const Part& part) const {
  if (part.tokens.size() >= 40) return false;
  static_assert(static_cast<unsigned>(TokenKind::word) == 0);
  const std::uint64_t here = (std::uint64_t{1} << part.tokens.size()) - 1;
  const std::uint64_t words = ~masked_bits(looks_ + part.place, look_kind) & here;
  const std::uint64_t capitals = masked_bits(looks_ + part.place, look(token_flag::capital)) & words;
  return std::popcount(words) > 3 && std::popcount(capitals) * 10 > std::popcount(words) * 7;
}

/// How the tokens of a part look. Those that look_at_marks() may know are listed.
void Syntax::look_at(const Part& part) {
  const char* const page = page_.text.data();
  Look* const looks = looks_;
  Listed* const marked = marked_;
  std::size_t count = marked_count_;
  Listed at = {part.tokens.first, part.place};
  auto take = [&](const Token& t, char last, char before) {
    const auto kind = static_cast<std::size_t>(t.kind);
    looks[at.place()] = static_cast<Look>(kind | look(t.flags));
    marked[count] = at;
    at.step();
    const unsigned by_bytes =
        marks.ends[static_cast<unsigned char>(last)] & marks.before[static_cast<unsigned char>(before)];
    count += (by_bytes | marks.kinds[kind]) != 0;
  };
  const Token* t = tokens_.tokens.data() + part.tokens.first;
  const Token* const end = tokens_.tokens.data() + part.tokens.last;
  if (t->end() < 2) take(*t, page[0], 0), ++t;  // there is nothing before the text
  for (; t < end; ++t) take(*t, page[t->end() - 1], page[t->end() - 2]);
  marked_count_ = static_cast<std::uint32_t>(count);
}

/// What each word of a part may be, by its form alone. Those of several classes are listed. Without a branch:
/// what kind a word is cannot be foreseen. A part ends as if with a full stop.
void Syntax::look_up(const Part& part) {
  const auto& writings = WordClasses::writings(mostly_capitals(part));
  const WordTags* const words = model_.tags.data();
  WordClasses::Choice* const choices = choices_;
  std::uint8_t* const bits = bits_;
  Tag* const out = tags.data() + part.tokens.first;
  Listed* const unsure = unsure_;
  std::size_t count = unsure_count_;
  const Token* const tokens = tokens_.tokens.data() + part.tokens.first;
  const std::uint32_t size = part.tokens.size();
  Listed at = {part.tokens.first, part.place};
  for (std::uint32_t i = 0; i < size; ++i) {
    const Token& t = tokens[i];
    const WordTags& word = words[t.lex];
    const ByKind& kind = by_kind[static_cast<std::size_t>(t.kind)];
    const unsigned choice = (word.choices[writings[t.flags]] & kind.word) | kind.mark;
    choices[at.place()] = static_cast<WordClasses::Choice>(choice);
    out[i] = static_cast<Tag>(choice);
    bits[at.place()] = word.bits | kind.bits;
    unsure[count] = at;
    count += choice >= tag_count;
    at.step();
  }
  unsure_count_ = static_cast<std::uint32_t>(count);
  choices[at.place()] = stop_choice;
  bits[at.place()] = 0;
}

/// The words of `marked_` that are possessive forms, contractions or initials, and its numbers that are
/// years.
void Syntax::look_at_marks() {
  Listed* end = marked_;
  for (std::uint32_t k = 0; k < marked_count_; ++k) {
    const Listed at = marked_[k];
    const Token& t = tokens_.tokens[at.token()];
    const unsigned year = unsigned{t.is(TokenKind::number)} & unsigned{t.length == 4};
    bits_[at.place()] |= static_cast<std::uint8_t>(year * word_bit::year);
    *end = at;
    end += unsigned{t.is(TokenKind::word)} | unsigned{t.is(TokenKind::apostrophe)};
  }
  for (const Listed* at = marked_; at != end; ++at) {
    const Tag one = marked_class(at->token());
    if (one == Tag::count) continue;
    tags[at->token()] = one;
    choices_[at->place()] = static_cast<WordClasses::Choice>(one);
  }
}

/// Words that are not in the lexicon may be what others are that end like them.
void Syntax::look_at_ends() {
  Listed* end = marked_;
  for (std::uint32_t k = 0; k < unsure_count_; ++k) {
    *end = unsure_[k];
    end += choices_[unsure_[k].place()] == WordClasses::unknown;
  }
  for (const Listed* at = marked_; at != end; ++at)
    choices_[at->place()] = model_.classes.by_end(text(at->token()));
}

/// The first word of a part begins a sentence. A capital there says less than what follows would have it.
void Syntax::settle_opening(const Part& part) {
  std::uint32_t place = part.place;
  while (choices_[place] == quote_choice) ++place;
  looks_[place] |= look(token_flag::sentence_start);
  std::uint32_t next = place + 1;
  while (choices_[next] == quote_choice) ++next;
  const Tag alone = model_.classes.decide(choices_[place], Tag::stop, stop_choice);
  if (choices_[next] < tag_count) choices_[place] = static_cast<WordClasses::Choice>(alone);
}

/// Settles the words of several classes, each by the class before it and what the word after it may be.
/// Quotation marks are seen through.
void Syntax::settle() {
  for (const Part& part : parts) settle_opening(part);
  for (std::uint32_t k = 0; k < unsure_count_; ++k) {
    const std::uint32_t place = unsure_[k].place(), token = unsure_[k].token();
    std::uint32_t before = place - 1, next = place + 1;
    while (choices_[before] == quote_choice) --before;
    while (choices_[next] == quote_choice) ++next;
    const bool starts = (looks_[place] & look(token_flag::sentence_start)) != 0;
    const Tag after = starts ? Tag::stop : static_cast<Tag>(choices_[before]);
    Tag tag = model_.classes.decide(choices_[place], after, choices_[next]);
    if (starts && (bits_[place] & word_bit::cue) != 0 && opens_inverted(token)) tag = Tag::past;
    choices_[place] = static_cast<WordClasses::Choice>(tag);
    tags[token] = tag;
  }
}

}  // namespace nutgraf
