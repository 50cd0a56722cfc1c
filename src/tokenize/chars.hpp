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
/// Any mark by its first character and the bytes of its token.
MarkShape shape_of(char32_t c, std::uint16_t length);
/// The kind of an ASCII mark that stands for itself: comma, colon, bracket …; `symbol` for all others.
TokenKind ascii_kind(unsigned char c);

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
