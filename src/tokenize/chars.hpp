// tokenize/: what single bytes and marks are. Private.
#pragma once
#include <array>
#include <cstdint>

#include "tokenize/tokens.hpp"

namespace nutgraf {

/// How a quotation mark pairs.
enum class MarkShape : std::uint8_t {
  straight,  // "  ″  ＂
  left,
  right,  // “ ‟  and ”
  low,    // „
  tick_open,
  tick_close,  // `` and ''
  angle_left,
  angle_right,  // « »
  corner_open,
  corner_close,
  // single marks
  single_straight,  // '
  single_left,
  single_right,
  single_low,
  single_tick,  // ‘ ’ ‚ `
  single_angle_left,
  single_angle_right,  // ‹ ›
  apostrophe           // what never pairs
};
inline bool is_single(MarkShape shape) {
  return shape >= MarkShape::single_straight;
}

struct WideMark {
  char32_t code;
  TokenKind kind;
  MarkShape shape;
};
/// A mark outside ASCII; kind `symbol` for all that are not in wide_marks.def.
WideMark wide_mark(char32_t c);
extern const std::array<MarkShape, 64> general_shapes;  ///< U+2000 to U+203F
/// Any mark by its first character and the bytes of its token.
MarkShape shape_of(char32_t c, std::uint16_t length);
/// The kind of an ASCII mark that stands for itself: comma, colon, bracket …; `symbol` for all others.
TokenKind ascii_kind(unsigned char c);

struct PlainMark {
  TokenKind kind;
  std::uint32_t length;  ///< 0: none
};
constexpr auto no_mark = static_cast<TokenKind>(0xFF);
extern const std::array<TokenKind, 128> plain_ascii;
extern const std::array<TokenKind, 64> plain_wide;  ///< U+2000 to U+203F

/// The mark at `p`, if the three bytes that it has to read tell all about it: a comma, period, bracket …, not
/// one of a run, and “ ” – — … of the marks outside ASCII.
inline PlainMark plain_mark(const char* p) {
  auto byte = [&](int i) { return static_cast<unsigned char>(p[i]); };
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    const TokenKind kind = plain_wide[byte(2) & 63];
    return {kind, kind == no_mark ? 0u : 3u};
  }
  if (byte(0) == '\'' && byte(1) == '\'' && byte(2) != '\'') return {TokenKind::quote_plain, 2};
  if (byte(0) == '-' && byte(1) == ' ') return {TokenKind::dash, 1};
  if (byte(0) >= 0x80 || byte(0) == byte(1)) return {no_mark, 0};
  const bool begins_more =  // an ellipsis with blanks, or a number
      byte(0) == '.' && ((byte(1) == ' ' && byte(2) == '.') || (byte(1) >= '0' && byte(1) <= '9'));
  const TokenKind kind = plain_ascii[byte(0)];
  return {kind, kind == no_mark || begins_more ? 0u : 1u};
}

/// What kind of token begins with a byte.
enum class Lead : std::uint8_t { mark, letter, digit, blank, wide };
extern const std::array<Lead, 256> leads;

inline bool is_alpha(unsigned char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}
inline bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

}  // namespace nutgraf
