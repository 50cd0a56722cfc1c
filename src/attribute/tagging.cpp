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

/// What a token is by its kind.
struct alignas(8) ByKind {
  Reading word = 0;  ///< all bits for words: what they are is not told by their kind
  Reading mark = 0;
};
constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr std::array<ByKind, kind_count> by_kind = [] {
  std::array<ByKind, kind_count> out{};
  for (std::size_t i = 0; i < kind_count; ++i) {
    const Tag tag = punctuation_tag(static_cast<TokenKind>(i));
    const unsigned quote = tag == Tag::quote ? unsigned{word_bit::quote} : 0;
    out[i] = {reading::bits, reading::of_tag(tag) | reading::of_bits(quote)};
  }
  auto mark = [&](TokenKind kind, unsigned bits) {
    out[static_cast<std::size_t>(kind)].mark |= reading::of_bits(bits);
  };
  out[static_cast<std::size_t>(TokenKind::word)] = {~Reading{0}, 0};
  mark(TokenKind::semicolon, word_bit::semicolon);
  mark(TokenKind::colon, word_bit::cue);
  mark(TokenKind::dash, word_bit::dash);
  mark(TokenKind::paren_open, word_bit::paren_open);
  mark(TokenKind::paren_close, word_bit::paren_close);
  mark(TokenKind::quote_open, word_bit::opening);
  mark(TokenKind::quote_close, word_bit::closing);
  return out;
}();

/// What a token is by its flags.
struct alignas(8) ByFlags {
  Reading sentence = 0;       ///< what they say of its sentence
  std::uint32_t writing = 0;  ///< which of a word's readings is meant: see WordClasses::Choices
};
/// A capital says more inside a sentence than at its start, unless all words of a headline have one.
constexpr std::array<ByFlags, 256> by_flags_of(bool title_case) {
  std::array<ByFlags, 256> out{};
  for (unsigned flags = 0; flags < out.size(); ++flags) {
    const bool starts = (flags & token_flag::sentence_start) != 0;
    if (starts) out[flags].sentence |= reading::starts;
    if ((flags & token_flag::sentence_end) != 0) out[flags].sentence |= reading::ends;
    if ((flags & token_flag::capital) != 0) out[flags].writing = title_case || starts ? 2 : 1;
  }
  return out;
}

/// What a word counts for: itself, and whether it has a capital. No bits of reading::bits, as marks keep
/// those.
constexpr std::array<std::uint32_t, 256> counts = [] {
  std::array<std::uint32_t, 256> out{};
  for (unsigned flags = 0; flags < out.size(); ++flags)
    out[flags] = 1 | (flags & token_flag::capital ? 1u << 16 : 0u);
  return out;
}();

/// The last two bytes of words that marked_class() may know have a bit in common here: "’s" and "'S" the
/// first one, "s'", "s’", "A." the others.
struct Marks {
  std::array<std::uint8_t, 256> ends{}, before{};
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
  return out;
}();

void set_choice(Reading& r, WordClasses::Choice choice) {
  r = (r & ~reading::choice) | reading::of_choice(choice);
}

bool ends_with_apostrophe_s(std::string_view word) {
  return (word.size() > 2 && (word.ends_with("'s") || word.ends_with("'S"))) ||
         (word.size() > 4 && (word.ends_with("\xE2\x80\x99s") || word.ends_with("\xE2\x80\x99S")));
}

}  // namespace

bool is_possessive(std::string_view word) {
  if (word.size() < 2) return false;
  // which letter a word ends in cannot be foreseen; that no apostrophe is near mostly can
  auto apostrophe = [&](std::size_t from_end) {
    const char c = word[word.size() - from_end];
    return (c == '\'') | (c == '\x99');
  };
  if (!(apostrophe(1) | (((word.back() | 0x20) == 's') & apostrophe(2)))) [[likely]]
    return false;
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
  const bool function_word =
      is_tag(model_.classes.first_class(reading::choice_of(model_.reading_of(t.lex))), "OWRDHMAU");
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

/// What look_up() takes from a token's kind and flags.
struct Syntax::LookUp {
  std::array<ByKind, kind_count> kinds = by_kind;
  std::array<ByFlags, 256> flags;
  std::array<std::uint32_t, 256> count = counts;
  static const LookUp in_sentences, in_title_case;
};
constexpr Syntax::LookUp Syntax::LookUp::in_sentences{by_kind, by_flags_of(false)};
constexpr Syntax::LookUp Syntax::LookUp::in_title_case{by_kind, by_flags_of(true)};

/// Only shorter parts are taken for headlines.
constexpr std::size_t longest_headline = 40;

/// What each word of a part may be, by its form alone; without a branch: what kind a word is cannot be
/// foreseen. A part ends as if with a full stop. True if most words have capitals.
bool Syntax::look_up(const Part& part, const LookUp& tables) {
  const Reading* const words = model_.readings.data();
  const Token* t = tokens_.tokens.data() + part.tokens.first;
  const std::size_t size = part.tokens.size();
  Reading* const readings = readings_ + part.place;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < size; ++i, ++t) {
    const ByKind& kind = tables.kinds[static_cast<std::size_t>(t->kind)];
    const ByFlags& flags = tables.flags[t->flags];
    readings[i] = (words[t->lex * 3u + flags.writing] & kind.word) | kind.mark | flags.sentence;
    count += tables.count[t->flags] & kind.word;
  }
  readings[size] = between_parts;
  const std::uint32_t all = count & 0xFF, capitals = count >> 16;
  return size < longest_headline && all > 3 && capitals * 10 > all * 7;
}

/// The same once more if it is a headline in capitals: they say nothing of names then.
void Syntax::look_up(const Part& part) {
  if (look_up(part, LookUp::in_sentences)) look_up(part, LookUp::in_title_case);
}

/// Words of several classes, and those that are not in the lexicon.
void Syntax::list_unsure() {
  for (std::uint32_t first = 0; first < places_; first += 64) {
    const std::uint64_t inside = ~std::uint64_t{0} >> (64 - std::min(places_ - first, 64u));
    constexpr Reading last_sure = reading::of_choice(WordClasses::unknown) - 1;
    unsure_[first / 64] = above_bits(readings_ + first, reading::choice, last_sure) & inside;
  }
}

/// Those of Tokens::special that may be possessive forms, contractions or initials, and numbers that are
/// years.
void Syntax::look_at_special() {
  const char* const page = page_.text.data();
  const auto& special = tokens_.special;
  const std::uint32_t last = read_.back().tokens.last;
  auto at = std::lower_bound(special.begin(), special.end(), read_.front().tokens.first);
  const Part* part = read_.data();
  std::uint32_t* end = list_;
  for (; at != special.end() && *at < last; ++at) {
    const Token& t = tokens_.tokens[*at];
    const auto last_byte = static_cast<unsigned char>(page[t.end() - 1]);
    const auto byte_before = static_cast<unsigned char>(page[std::max(t.end(), 2u) - 2]);
    const bool by_bytes = (marks.ends[last_byte] & marks.before[byte_before]) != 0;
    const unsigned word = unsigned{t.is(TokenKind::word)} & unsigned{by_bytes};
    const unsigned year = unsigned{t.is(TokenKind::number)} & unsigned{t.length == 4};
    *end = *at;
    end += word | year | unsigned{t.is(TokenKind::apostrophe)};
  }
  for (const std::uint32_t* token = list_; token != end; ++token) {
    while (*token >= part->tokens.last) ++part;
    if (*token < part->tokens.first) continue;
    const std::uint32_t place = part->place + (*token - part->tokens.first);
    if (tokens_.tokens[*token].is(TokenKind::number)) readings_[place] |= reading::of_bits(word_bit::year);
    const Tag one = marked_class(*token);
    if (one == Tag::count) continue;
    set_choice(readings_[place], static_cast<WordClasses::Choice>(one));
  }
}

/// Words that are not in the lexicon may be what others are that end like them.
void Syntax::look_at_ends() {
  const Part* part = read_.data();
  for (std::uint32_t first = 0; first < places_; first += 64) {
    std::uint64_t unknown =
        equal_bits(readings_ + first, reading::choice, reading::of_choice(WordClasses::unknown));
    for (unknown &= unsure_[first / 64]; unknown != 0; unknown &= unknown - 1) {
      const std::uint32_t place = first + static_cast<std::uint32_t>(std::countr_zero(unknown));
      while (place >= part->place + part->tokens.size()) ++part;
      set_choice(readings_[place], model_.classes.by_end(text(part->tokens.first + (place - part->place))));
    }
  }
}

bool Syntax::is_quote(std::uint32_t place) const {
  return (readings_[place] & reading::choice) == reading::of_tag(Tag::quote);
}

/// The first word of a part begins a sentence. A capital there says less than what follows would have it.
void Syntax::settle_opening(const Part& part) {
  std::uint32_t place = part.place;
  while (is_quote(place)) ++place;
  Reading& first = readings_[place];
  first |= reading::starts;
  std::uint32_t next = place + 1;
  while (is_quote(next)) ++next;
  constexpr auto stop = static_cast<WordClasses::Choice>(Tag::stop);
  const Tag alone = model_.classes.decide(reading::choice_of(first), Tag::stop, stop);
  if (reading::choice_of(readings_[next]) < tag_count)
    set_choice(first, static_cast<WordClasses::Choice>(alone));
}

/// Settles a word of several classes by the class before it and what the word after it may be. Quotation
/// marks are seen through.
[[gnu::always_inline]] inline void Syntax::settle(std::uint32_t place) {
  Reading* const at = readings_ + place;
  const Reading *before = at - 1, *next = at + 1;
  while (reading::tag_of(*before) == Tag::quote) --before;
  while ((*next & reading::choice) == reading::of_tag(Tag::quote)) ++next;
  const Reading own = *at;
  const bool starts = (own & reading::starts) != 0;
  const Tag after = starts ? Tag::stop : reading::tag_of(*before);
  Tag tag = model_.classes.decide(reading::choice_of(own), after, reading::choice_of(*next));
  if (starts && (own & reading::of_bits(word_bit::cue)) != 0 && opens_inverted(token_at(place)))
    tag = Tag::past;
  *at = (own & ~reading::choice) | reading::of_tag(tag);
}

void Syntax::settle() {
  for (const Part& part : read_) settle_opening(part);
  for (std::uint32_t first = 0; first < places_; first += 64)
    for (std::uint64_t unsure = unsure_[first / 64]; unsure != 0; unsure &= unsure - 1)
      settle(first + static_cast<std::uint32_t>(std::countr_zero(unsure)));
}

/// The token at a place.
std::uint32_t Syntax::token_at(std::uint32_t place) const {
  const auto past = std::upper_bound(read_.begin(), read_.end(), place,
                                     [](std::uint32_t p, const Part& part) { return p < part.place; });
  return past[-1].tokens.first + (place - past[-1].place);
}

/// The classes of the part's tokens; those of what stands past it are stops, as far as it is looked at.
void Syntax::tell_tags(const Part& part) {
  static_assert(reading::choice >> 16 << 16 == reading::choice);
  Tag* const out = tags.data() + part.tokens.first;
  const std::uint32_t size = part.tokens.size();
  for (std::uint32_t i = 0; i < size; i += 64) third_bytes(readings_ + part.place + i, out + i);
  std::fill_n(out + size, tags_past, Tag::stop);
}

}  // namespace nutgraf
