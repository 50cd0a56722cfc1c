// The scanner's main loop and its short way for most words: up to sixteen ASCII letters, without a loop over
// them.
#include "tokenize/scan.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "tokenize/plain_word.hpp"

namespace nutgraf {
namespace {

/// Bytes after which a run of letters may go on as one word or address, or with its period.
constexpr std::array<bool, 256> make_joints() {
  std::array<bool, 256> joints{};
  for (unsigned char c : {'\'', '-', '&', '_', '@', ':', '`', '.'}) joints[c] = true;
  for (std::size_t c = '0'; c <= '9'; ++c) joints[c] = true;
  for (std::size_t c = 0x80; c < 256; ++c) joints[c] = true;
  return joints;
}
constexpr auto joints = make_joints();

}  // namespace

Scanner::Scanner(std::string_view text, const Rules& rules, Tokens& out)
    : text_(text),
      rules_(rules),
      out_(out),
      safe_(text.size() > 24 ? static_cast<std::uint32_t>(text.size() - 24) : 0) {}

void Scanner::block(Span span) {
  marks.clear();
  stops.clear();
  at_ = span.start;
  end_ = span.end;
  before_ = token_flag::space_before | token_flag::line_start;
  while (at_ < end_) {
    start_ = at_;
    const Byte c = static_cast<Byte>(text_[at_]);
    switch (leads[c]) {
      case Lead::letter:
        if (!short_words()) long_word();
        break;
      case Lead::digit:
        number();
        break;
      case Lead::blank:
        skip_blanks();
        break;
      case Lead::wide:
        wide();
        break;
      case Lead::mark:
        ascii_mark(c);
        break;
    }
  }
  flush();
}

void Scanner::flush() {
  const std::size_t wanted = out_.tokens.size() + count_;
  // room for twice as many, but not for more than there are bytes left
  if (wanted > out_.tokens.capacity())
    out_.tokens.reserve(std::min(2 * out_.tokens.capacity() + count_, wanted + (text_.size() - at_)));
  out_.tokens.insert(out_.tokens.end(), batch_.begin(), batch_.begin() + static_cast<std::ptrdiff_t>(count_));
  count_ = 0;
}

const Token* Scanner::last_token() const {
  if (count_ > 0) return &batch_[count_ - 1];
  return out_.tokens.empty() ? nullptr : &out_.tokens.back();
}

namespace {

/// Stores a token as two numbers, since a store for each member takes longer.
void put_short(Token* to, std::uint32_t start, std::uint32_t length, TokenKind kind, std::uint32_t flags,
               std::uint16_t lex = 0, std::uint16_t hash = 0) {
  if constexpr (std::endian::native == std::endian::little) {
    const std::uint64_t where =
        start | static_cast<std::uint64_t>(length) << 32 | static_cast<std::uint64_t>(lex) << 48;
    const std::uint32_t what =
        static_cast<std::uint32_t>(kind) | flags << 8 | static_cast<std::uint32_t>(hash) << 16;
    std::memcpy(static_cast<void*>(to), &where, 8);
    std::memcpy(static_cast<void*>(&to->kind), &what, 4);
  } else {
    *to = {start, static_cast<std::uint16_t>(length), lex, kind, static_cast<std::uint8_t>(flags), hash};
  }
}
static_assert(offsetof(Token, length) == 4 && offsetof(Token, lex) == 6 && offsetof(Token, kind) == 8 &&
              offsetof(Token, flags) == 9 && offsetof(Token, hash) == 10);

}  // namespace

/// The words from here on, as long as they are plain, with one blank, or a comma or a period and a blank,
/// between them. False if the first of them already needs the long way. Everything the loop touches is local:
/// stores to tokens may alias members.
bool Scanner::short_words() {
  if (count_ + 2 > batch_.size()) flush();
  Token *const first = batch_.data() + count_, *const full = batch_.data() + batch_.size() - 1;
  const char* const text = text_.data();
  const std::uint32_t limit = std::min(safe_, end_), block_end = end_;
  const Lexicon::Finder lexicon = rules_.lexicon.finder();
  std::uint32_t at = at_;
  std::uint8_t before = before_;  // for the token after the loop
  Token* token = first;
  while (at < limit && token < full) {
    const PlainWord word = plain_word(text + at);
    std::uint32_t end = at + word.length;
    if (word.length - 1 >= 15 || end > block_end) break;  // no letter, or sixteen
    const Lexicon::Finder::Hash hash = Lexicon::Finder::hash(word.key());
    const std::uint16_t lex = lexicon.find(hash);
    Byte next = static_cast<Byte>(text[end]);
    if (next != ' ') {
      if (joints[next] && end < block_end) {
        if ((end = short_joint(at, end)) == 0) break;
        next = static_cast<Byte>(text[end]);
      }
      if (next == '.' && lex != 0 && takes_period(at, end, lex, word.capital())) break;
    }
    put_short(token++, at, end - at, TokenKind::word, word.flags | token_flag::space_before, lex,
              hash.token());
    at = end;
    before = 0;
    if (end >= block_end) break;
    if (next != ' ') {
      if ((next != ',' && next != '.') || text[end + 1] != ' ' || end + 1 >= block_end) break;
      if (next == '.') {
        if (text[end + 2] == '.') break;  // ". . ."
        stops.push_back(static_cast<std::uint32_t>(out_.tokens.size()) +
                        static_cast<std::uint32_t>(token - batch_.data()));
      }
      put_short(token++, end, 1, next == ',' ? TokenKind::comma : TokenKind::period, 0);
      ++at;
    }
    before = token_flag::space_before;
    ++at;
  }
  if (token == first) return false;
  first->flags = static_cast<std::uint8_t>((first->flags & ~token_flag::space_before) | before_);
  count_ = static_cast<std::uint32_t>(token - batch_.data());
  at_ = at;
  before_ = before;
  return true;
}

/// Where the word that begins at `start` ends, with a mark after its letters at `end`: there, or past a
/// possessive ’s. 0 if it may go on.
std::uint32_t Scanner::short_joint(std::uint32_t start, std::uint32_t end) const {
  const Byte c = static_cast<Byte>(text_[end]), next = byte(end + 1);
  switch (c) {
    case '.':
      return end - start > 1 && !is_alpha(next) && !is_digit(next) ? end : 0;
    case ':':
      return next != '/' ? end : 0;
    case '-':
      return next == ' ' || next == '-' ? end : 0;
    case '\'':
    case 0xE2:
      break;
    default:
      return 0;
  }
  if (const std::uint32_t to = possessive(end)) return to;
  if (c == '\'') return 0;
  const Byte last = byte(end + 2);  // “ ” – — … • end a word, ‘ ’ ‐ ‑ may not
  const bool ends = next == 0x80 && (last == 0x9C || last == 0x9D || last == 0x93 || last == 0x94 ||
                                     last == 0xA6 || last == 0xA2);
  return ends ? end : 0;
}

/// The end of ’s or 's at `end` with nothing more of a word after it, or 0.
std::uint32_t Scanner::possessive(std::uint32_t end) const {
  const bool curly = text_.substr(end, 3) == "’";
  const std::uint32_t at = end + (curly ? 3 : 1);
  if ((!curly && text_[end] != '\'') || (byte(at) | 32) != 's') return 0;
  const Byte after = byte(at + 1);
  return joints[after] || is_alpha(after) ? 0 : at + 1;
}

CharClass Scanner::class_at(std::uint32_t at, std::uint32_t& length) const {
  length = 0;
  if (at >= end_) return CharClass::other;
  std::size_t bytes = 0;
  const CharClass found = char_class(code_point(text_, at, bytes));
  length = static_cast<std::uint32_t>(bytes);
  return found;
}

bool Scanner::word_follows(std::uint32_t at) const {
  const Byte c = byte(at);
  if (c < 0x80) return is_alpha(c) || is_digit(c);
  std::uint32_t length = 0;
  const CharClass kind = class_at(at, length);
  return is_letter(kind) || kind == CharClass::digit;
}

bool Scanner::blank_at(std::uint32_t at) const {
  std::uint32_t length = 0;
  return at >= end_ || class_at(at, length) == CharClass::blank;
}

void Scanner::skip_blanks() {
  before_ |= token_flag::space_before;
  for (; at_ < end_ && leads[static_cast<Byte>(text_[at_])] == Lead::blank; ++at_)
    if (text_[at_] != ' ' && text_[at_] != '\t') before_ |= token_flag::line_start;
}

void Scanner::emit(TokenKind kind, std::uint32_t end, std::uint16_t lex, std::uint8_t flags) {
  if (end - start_ > 65000) cut_long(kind, end);
  put({start_, static_cast<std::uint16_t>(end - start_), lex, kind,
       static_cast<std::uint8_t>(before_ | flags), hash_});
  hash_ = 0;
  before_ = 0;
  at_ = end;
}

/// Lengths have 16 bits: emits all but the last piece of a longer run.
void Scanner::cut_long(TokenKind kind, std::uint32_t end) {
  constexpr std::uint32_t longest = 65000;
  while (end - start_ > longest) {
    std::uint32_t cut = start_ + longest;
    while (is_continuation(text_[cut])) --cut;
    put({start_, static_cast<std::uint16_t>(cut - start_), 0, kind, before_, 0});
    before_ = 0;
    start_ = cut;
  }
}

void Scanner::emit_mark(TokenKind kind, std::uint32_t end) {
  marks.push_back(next_index());
  emit(kind, end);
}

void Scanner::emit_stop(TokenKind kind, std::uint32_t end, std::uint16_t lex, std::uint8_t flags) {
  stops.push_back(next_index());
  emit(kind, end, lex, flags);
}

}  // namespace nutgraf
