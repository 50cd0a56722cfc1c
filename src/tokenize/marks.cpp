// Everything that is neither word nor number: marks, elisions, handles.
#include "tokenize/scan.hpp"

namespace nutgraf {

/// One token for a run of the same ASCII mark: "!!!", "-----".
void Scanner::run(TokenKind kind) {
  std::uint32_t end = at_ + 1;
  while (end < end_ && text_[end] == text_[at_]) ++end;
  emit(kind, end);
}

/// Of the last three marks in ''She said, 'Wait.''' the first: it closes the inner quotation.
bool Scanner::closes_inner() const {
  return before_ == 0 && byte(at_ + 1) == '\'' && byte(at_ + 2) == '\'' && byte(at_ + 3) != '\'';
}

void Scanner::ascii_mark(Byte c) {
  switch (c) {
    case '"':  // four and more in a row quote nothing
      if (byte(at_ + 1) == '"' && byte(at_ + 2) == '"' && byte(at_ + 3) == '"') return run(TokenKind::symbol);
      return emit_mark(TokenKind::quote_plain, at_ + 1);
    case '\'':
      if (closes_inner()) return emit_mark(TokenKind::apostrophe, at_ + 1);
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
    default: {
      const TokenKind kind = ascii_kind(c);
      stops.put(count_, final_marks.has(kind));
      return run(kind);
    }
  }
}

/// ".", "...", ". . .", and numbers that begin with a point.
void Scanner::period() {
  std::uint32_t end = at_ + 1;
  while (byte(end) == '.') ++end;
  while (byte(end) == ' ' && byte(end + 1) == '.' && (byte(end + 2) == ' ' || end + 2 >= end_)) end += 2;
  if (end > at_ + 1) return emit_stop(TokenKind::ellipsis, end);
  Byte next = byte(end);
  if (next >= '0' && next <= '9' && before_ != 0) return number();
  emit_stop(TokenKind::period, end);
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
  auto in_name = [](Byte c) { return is_alpha(c) || is_digit(c) || c == '_'; };
  while (end < end_ && (in_name(byte(end)) || (byte(end) == '.' && in_name(byte(end + 1))))) ++end;
  emit(end > at_ + 1 ? TokenKind::handle : TokenKind::symbol, end);
}

/// An apostrophe that begins a word with letters left out ('em, ’90s, 'n'), or a mark of its own.
void Scanner::apostrophe(std::uint32_t length, bool opens) {
  if (!elision(length, opens)) emit_mark(TokenKind::apostrophe, at_ + length);
}

bool Scanner::elision(std::uint32_t length, bool opens) {
  std::uint32_t from = at_ + length, end = from;
  const Token* last = before_ == 0 ? last_token() : nullptr;
  if (last && (last->is(TokenKind::word) || last->is(TokenKind::number))) return false;
  lower_.clear();
  while (end < end_ && end - from < 8 && leads[byte(end)] == Lead::letter)
    lower_.put(static_cast<char>(text_[end++] | 32));
  if (end == from) return decade(from, opens);
  std::uint16_t lex = rules_.lexicon.find(lower_.view(), hash_);
  if (!rules_.lexicon.is(lex, WordClass::elision) || word_follows(end)) return hash_ = 0, false;
  if (lower_.view() == "n") {  // rock 'n' roll
    if (byte(end) == '\'')
      end += 1;
    else if (text_.substr(end, 3) == "’")
      end += 3;
  }
  const bool capital = text_[from] < 'a';
  emit(TokenKind::word, end, lex, capital ? std::uint8_t{token_flag::capital} : std::uint8_t{0});
  return true;
}

/// ’90s, '68: two digits after an apostrophe; after a mark that opens only with the plural.
bool Scanner::decade(std::uint32_t from, bool opens) {
  std::uint32_t end = from;
  while (is_digit(byte(end))) ++end;
  const bool plural = byte(end) == 's' && !word_follows(end + 1);
  if (end - from != 2 || (opens && !plural) || (!plural && word_follows(end))) return false;
  emit(TokenKind::number, end + (plural ? 1 : 0));
  return true;
}

void Scanner::wide() {
  std::size_t length = 0;
  char32_t c = code_point(text_, at_, length);
  auto bytes = static_cast<std::uint32_t>(length);
  if (c >= 0x2010 && c <= 0x2027) return wide_character(c, bytes);  // the commonest
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
      return wide_character(c, bytes);
  }
}

void Scanner::wide_character(char32_t c, std::uint32_t length) {
  const WideMark mark = wide_mark(c);
  const std::uint32_t end = at_ + length;
  switch (mark.kind) {
    case TokenKind::quote_plain:
      return emit_mark(mark.kind, end);
    case TokenKind::apostrophe:
      return apostrophe(length, mark.shape == MarkShape::single_left || mark.shape == MarkShape::single_low);
    case TokenKind::period:
    case TokenKind::question:
    case TokenKind::exclamation:
    case TokenKind::ellipsis:
      return emit_stop(mark.kind, end);
    default: {
      const bool hyphen = (c == 0x2010 || c == 0x2011) && (blank_at(end) || before_ != 0);
      return emit(hyphen ? TokenKind::dash : mark.kind, end);
    }
  }
}

}  // namespace nutgraf
