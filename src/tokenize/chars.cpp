// Tables of bytes and marks.
#include "tokenize/chars.hpp"

#include <algorithm>

namespace nutgraf {
namespace {

constexpr WideMark wide_marks[] = {
#define WIDE_MARK(code, kind, shape) {code, TokenKind::kind, MarkShape::shape},
#include "tokenize/wide_marks.def"
#undef WIDE_MARK
};

constexpr bool before(const WideMark& a, const WideMark& b) {
  return a.code < b.code;
}
static_assert(std::is_sorted(std::begin(wide_marks), std::end(wide_marks), before));

constexpr std::array<Lead, 256> make_leads() {
  std::array<Lead, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool blank = c == ' ' || (c >= 9 && c <= 13);
    table[c] = letter ? Lead::letter : blank ? Lead::blank : c >= 0x80 ? Lead::wide : Lead::mark;
  }
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = Lead::digit;
  return table;
}

}  // namespace

const std::array<Lead, 256> leads = make_leads();

WideMark wide_mark(char32_t c) {
  const auto* found = std::lower_bound(std::begin(wide_marks), std::end(wide_marks),
                                       WideMark{c, TokenKind::symbol, MarkShape::apostrophe}, before);
  if (found == std::end(wide_marks) || found->code != c) return {c, TokenKind::symbol, MarkShape::apostrophe};
  return *found;
}

MarkShape shape_of(char32_t c, std::uint16_t length) {
  if (c == '"') return MarkShape::straight;
  if (c == '\'') return length == 2 ? MarkShape::tick_close : MarkShape::single_straight;
  if (c == '`') return length == 2 ? MarkShape::tick_open : MarkShape::single_tick;
  return wide_mark(c).shape;
}

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

}  // namespace nutgraf
