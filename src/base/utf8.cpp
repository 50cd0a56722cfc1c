#include "base/utf8.hpp"

#include <utf8proc.h>

namespace nutgraf {

void append_utf8(std::string& out, char32_t c) {
  utf8proc_uint8_t bytes[4];
  auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

void append_lower(std::string& out, std::string_view s) {
  while (!s.empty()) {
    const std::size_t ascii = ascii_prefix(s), from = out.size();
    out.append(s.substr(0, ascii));
    for (std::size_t i = from; i < out.size(); ++i)
      out[i] = static_cast<char>(out[i] >= 'A' && out[i] <= 'Z' ? out[i] + 32 : out[i]);
    s.remove_prefix(ascii);
    if (s.empty()) break;
    std::size_t length = 0;
    append_utf8(out, to_lower(code_point(s, 0, length)));
    s.remove_prefix(length);
  }
}

std::string to_lower(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  append_lower(out, s);
  return out;
}

namespace {

bool is_zero_width(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF || c == 0x180E;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

CharClass class_of_category(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return CharClass::upper;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return CharClass::lower;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharClass::mark;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
      return CharClass::digit;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return CharClass::blank;
    case UTF8PROC_CATEGORY_CC:
      return CharClass::control;
    default:
      return CharClass::other;
  }
}

}  // namespace

CharClass char_class(char32_t c) {
  if ((c >= 9 && c <= 13) || c == ' ' || c == 0x85) return CharClass::blank;
  if (is_zero_width(c)) return CharClass::zero_width;
  CharClass found = class_of_category(utf8proc_category(static_cast<utf8proc_int32_t>(c)));
  return found == CharClass::lower && is_ideograph(c) ? CharClass::ideograph : found;
}

}  // namespace nutgraf
