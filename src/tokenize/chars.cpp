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

namespace {

constexpr char32_t first_general = 0x2000, last_general = 0x203F;  // the commonest

constexpr auto general_marks = [] {
  std::array<WideMark, last_general - first_general + 1> table{};
  for (char32_t c = first_general; c <= last_general; ++c)
    table[c - first_general] = {c, TokenKind::symbol, MarkShape::apostrophe};
  for (const WideMark& mark : wide_marks)
    if (mark.code >= first_general && mark.code <= last_general) table[mark.code - first_general] = mark;
  return table;
}();

}  // namespace

WideMark wide_mark(char32_t c) {
  if (c >= first_general && c <= last_general) return general_marks[c - first_general];
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

namespace {

constexpr auto ascii_kinds = [] {
  std::array<TokenKind, 128> table{};
  table.fill(TokenKind::symbol);
  table[','] = TokenKind::comma;
  table['?'] = TokenKind::question;
  table['!'] = TokenKind::exclamation;
  table[':'] = TokenKind::colon;
  table[';'] = TokenKind::semicolon;
  table['/'] = TokenKind::slash;
  table['|'] = TokenKind::bar;
  for (unsigned char c : {'(', '[', '{'}) table[c] = TokenKind::paren_open;
  for (unsigned char c : {')', ']', '}'}) table[c] = TokenKind::paren_close;
  return table;
}();

constexpr std::array<TokenKind, 128> make_plain_ascii() {
  std::array<TokenKind, 128> table{};
  table.fill(no_mark);
  for (unsigned char c : {',', '?', '!', ':', ';', '/', '|', '(', '[', '{', ')',
                          ']', '}', '#', '$', '%', '&', '+', '<', '=', '>'})
    table[c] = ascii_kinds[c];
  table['.'] = TokenKind::period;
  table['"'] = TokenKind::quote_plain;
  return table;
}

constexpr std::array<TokenKind, 64> make_plain_wide() {
  std::array<TokenKind, 64> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const TokenKind kind = general_marks[i].kind;
    const bool plain =
        kind == TokenKind::quote_plain || kind == TokenKind::dash || kind == TokenKind::ellipsis;
    table[i] = plain ? kind : no_mark;
  }
  return table;
}

}  // namespace

const std::array<TokenKind, 128> plain_ascii = make_plain_ascii();
const std::array<TokenKind, 64> plain_wide = make_plain_wide();

TokenKind ascii_kind(unsigned char c) {
  return ascii_kinds[c & 127];
}

const std::array<MarkShape, 64> general_shapes = [] {
  std::array<MarkShape, 64> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = general_marks[i].shape;
  return table;
}();

}  // namespace nutgraf
