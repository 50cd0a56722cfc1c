// The scanner's main loop, and everything that is neither word nor number.
#include "tokenize/scan.hpp"

#include <array>

namespace nutgraf {
namespace {

enum class Lead : std::uint8_t { mark, letter, digit, blank, wide };

constexpr std::array<Lead, 256> make_leads() {
  std::array<Lead, 256> leads{};
  for (int c = 0; c < 256; ++c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    leads[static_cast<std::size_t>(c)] = letter                            ? Lead::letter
                                         : c >= '0' && c <= '9'            ? Lead::digit
                                         : c == ' ' || (c >= 9 && c <= 13) ? Lead::blank
                                         : c >= 0x80                       ? Lead::wide
                                                                           : Lead::mark;
  }
  return leads;
}
constexpr auto leads = make_leads();

TokenKind ascii_kind(unsigned char c) {
  switch (c) {
    case ',':
      return TokenKind::comma;
    case '?':
      return TokenKind::question;
    case '!':
      return TokenKind::exclamation;
    case ':':
      return TokenKind::colon;
    case ';':
      return TokenKind::semicolon;
    case '/':
      return TokenKind::slash;
    case '|':
      return TokenKind::bar;
    case '(':
    case '[':
    case '{':
      return TokenKind::paren_open;
    case ')':
    case ']':
    case '}':
      return TokenKind::paren_close;
    default:
      return TokenKind::symbol;
  }
}

/// Marks outside ASCII that need no look at their neighbours; `symbol` for all others.
TokenKind wide_kind(char32_t c) {
  switch (c) {
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2012:
    case 0x2212:
    case 0x2E3A:
    case 0x2E3B:
    case 0xFF0D:
      return TokenKind::dash;
    case 0x2026:
    case 0x22EF:
      return TokenKind::ellipsis;
    case 0x2022:
    case 0x2023:
    case 0x25AA:
    case 0x25AB:
    case 0x25CF:
    case 0x25E6:
    case 0x25A0:
    case 0x25B6:
    case 0x25BA:
    case 0x2043:
    case 0xB7:
    case 0x30FB:
    case 0x2219:
    case 0x27A4:
    case 0x2794:
      return TokenKind::bullet;
    case 0x3002:
    case 0xFF0E:
    case 0xFF61:
      return TokenKind::period;
    case 0xFF0C:
    case 0x3001:
    case 0x060C:
    case 0xFF64:
      return TokenKind::comma;
    case 0xFF1F:
    case 0x061F:
      return TokenKind::question;
    case 0xFF01:
      return TokenKind::exclamation;
    case 0xFF1A:
      return TokenKind::colon;
    case 0xFF1B:
    case 0x061B:
      return TokenKind::semicolon;
    case 0xFF08:
    case 0x3010:
    case 0x300A:
    case 0x3008:
    case 0x3014:
    case 0xFF3B:
      return TokenKind::paren_open;
    case 0xFF09:
    case 0x3011:
    case 0x300B:
    case 0x3009:
    case 0x3015:
    case 0xFF3D:
      return TokenKind::paren_close;
    case 0xFF0F:
      return TokenKind::slash;
    case 0xFF5C:
    case 0xA6:
      return TokenKind::bar;
    default:
      return TokenKind::symbol;
  }
}

}  // namespace

Scanner::Scanner(std::string_view text, const Rules& rules, Tokens& out)
    : text_(text), rules_(rules), out_(out) {}

void Scanner::block(Span span) {
  marks.clear();
  at_ = span.start;
  end_ = span.end;
  before_ = token_flag::space_before | token_flag::line_start;
  while (at_ < end_) {
    start_ = at_;
    const Byte c = static_cast<Byte>(text_[at_]);
    switch (leads[c]) {
      case Lead::letter:
        if (!short_word()) long_word();
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
}

CharClass Scanner::class_at(std::uint32_t at, std::uint32_t& length) const {
  length = 0;
  if (at >= end_) return CharClass::other;
  std::size_t bytes = 0;
  CharClass found = char_class(code_point(text_, at, bytes));
  length = static_cast<std::uint32_t>(bytes);
  return found;
}

bool Scanner::word_follows(std::uint32_t at) const {
  std::uint32_t length = 0;
  CharClass c = class_at(at, length);
  return is_letter(c) || c == CharClass::digit;
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
  constexpr std::uint32_t longest = 65000;
  while (end - start_ > longest) {
    std::uint32_t cut = start_ + longest;
    while (is_continuation(text_[cut])) --cut;
    out_.tokens.push_back({start_, static_cast<std::uint16_t>(cut - start_), 0, kind, before_, 0});
    before_ = 0;
    start_ = cut;
  }
  out_.tokens.push_back({start_, static_cast<std::uint16_t>(end - start_), lex, kind,
                         static_cast<std::uint8_t>(before_ | flags), 0});
  before_ = 0;
  at_ = end;
}

void Scanner::emit_mark(TokenKind kind, std::uint32_t end) {
  marks.push_back(static_cast<std::uint32_t>(out_.tokens.size()));
  emit(kind, end);
}

/// One token for a run of the same ASCII mark: "!!!", "-----".
void Scanner::run(TokenKind kind) {
  std::uint32_t end = at_ + 1;
  while (end < end_ && text_[end] == text_[at_]) ++end;
  emit(kind, end);
}

void Scanner::ascii_mark(Byte c) {
  switch (c) {
    case '"':
      return emit_mark(TokenKind::quote_plain, at_ + 1);
    case '\'':
      if (byte(at_ + 1) == '\'') return emit_mark(TokenKind::quote_plain, at_ + 2);
      return apostrophe(1, false);
    case '`':
      if (byte(at_ + 1) == '`') return emit_mark(TokenKind::quote_plain, at_ + 2);
      return apostrophe(1, true);
    case '.':
      return period();
    case '-':
      return hyphen();
    case '@':
      return at_sign();
    case '_':
      return long_word();
    case '*':
      return run(before_ & token_flag::line_start ? TokenKind::bullet : TokenKind::symbol);
    default:
      return run(ascii_kind(c));
  }
}

/// ".", "...", ". . .", and numbers that begin with a point.
void Scanner::period() {
  std::uint32_t end = at_ + 1;
  while (byte(end) == '.') ++end;
  while (byte(end) == ' ' && byte(end + 1) == '.' && (byte(end + 2) == ' ' || end + 2 >= end_)) end += 2;
  if (end > at_ + 1) return emit(TokenKind::ellipsis, end);
  Byte next = byte(end);
  if (next >= '0' && next <= '9' && before_ != 0) return number();
  emit(TokenKind::period, end);
}

/// "--" and a hyphen with a blank beside it are dashes, unless it is a minus: "-5".
void Scanner::hyphen() {
  std::uint32_t end = at_ + 1;
  while (byte(end) == '-') ++end;
  bool digit = byte(end) >= '0' && byte(end) <= '9';
  bool dash = end > at_ + 1 || blank_at(end) || (before_ != 0 && !digit);
  emit(dash ? TokenKind::dash : TokenKind::symbol, end);
}

/// @name, where no word stands before it.
void Scanner::at_sign() {
  std::uint32_t end = at_ + 1;
  auto in_name = [&](Byte c) { return leads[c] == Lead::letter || leads[c] == Lead::digit || c == '_'; };
  while (end < end_ && (in_name(byte(end)) || (byte(end) == '.' && in_name(byte(end + 1))))) ++end;
  emit(end > at_ + 1 ? TokenKind::handle : TokenKind::symbol, end);
}

/// An apostrophe that begins a word with letters left out ('em, ’90s, 'n'), or a mark of its own.
void Scanner::apostrophe(std::uint32_t length, bool opens) {
  if (!elision(length, opens)) emit_mark(TokenKind::apostrophe, at_ + length);
}

bool Scanner::elision(std::uint32_t length, bool opens) {
  std::uint32_t from = at_ + length, end = from;
  if (before_ == 0 && !out_.tokens.empty()) {
    const Token& last = out_.tokens.back();
    if (last.is(TokenKind::word) || last.is(TokenKind::number)) return false;
  }
  lower_.clear();
  while (end < end_ && end - from < 8 && leads[byte(end)] == Lead::letter)
    lower_.push_back(static_cast<char>(text_[end++] | 32));
  if (end == from) {  // ’90s
    while (byte(end) >= '0' && byte(end) <= '9') ++end;
    bool plural = byte(end) == 's' && !word_follows(end + 1);
    if (end - from != 2 || (opens && !plural) || (!plural && word_follows(end))) return false;
    emit(TokenKind::number, end + (plural ? 1 : 0));
    return true;
  }
  std::uint16_t lex = rules_.lexicon.find(lower_);
  if (!rules_.lexicon.is(lex, WordClass::elision) || word_follows(end)) return false;
  if (lower_ == "n") {  // rock 'n' roll
    if (byte(end) == '\'')
      end += 1;
    else if (text_.substr(end, 3) == "’")
      end += 3;
  }
  const bool capital = text_[from] < 'a';
  emit(TokenKind::word, end, lex, capital ? std::uint8_t{token_flag::capital} : std::uint8_t{0});
  return true;
}

void Scanner::wide() {
  std::size_t length = 0;
  char32_t c = code_point(text_, at_, length);
  auto bytes = static_cast<std::uint32_t>(length);
  switch (char_class(c)) {
    case CharClass::blank:
      before_ |= token_flag::space_before;
      if (c == 0x85 || c == 0x2028 || c == 0x2029) before_ |= token_flag::line_start;
      at_ += bytes;
      return;
    case CharClass::zero_width:
      at_ += bytes;
      return;
    case CharClass::lower:
    case CharClass::upper:
    case CharClass::mark:
      return long_word();
    case CharClass::ideograph:
      return emit(TokenKind::word, at_ + bytes);
    case CharClass::digit:
      return number();
    default:
      return wide_mark(c, bytes);
  }
}

void Scanner::wide_mark(char32_t c, std::uint32_t length) {
  switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
    case 0x2033:
    case 0x2036:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x2039:
    case 0x203A:
    case 0x2E42:
    case 0xFF62:
    case 0xFF63:
      return emit_mark(TokenKind::quote_plain, at_ + length);
    case 0x2018:
    case 0x201A:
    case 0x201B:
      return apostrophe(length, true);
    case 0x2019:
    case 0xB4:
    case 0x2032:
    case 0x02BC:
    case 0xFF07:
      return apostrophe(length, false);
    case 0x2010:
    case 0x2011:
      return emit(blank_at(at_ + length) || before_ != 0 ? TokenKind::dash : TokenKind::symbol, at_ + length);
    default:
      return emit(wide_kind(c), at_ + length);
  }
}

}  // namespace nutgraf
