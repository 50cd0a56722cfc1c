// UTF-8 helpers. Private. All take valid UTF-8.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf {

/// The code point at `at`, which must be the start of one; `length` gets its bytes.
inline char32_t code_point(std::string_view s, std::size_t at, std::size_t& length) {
  auto b = [&](std::size_t i) { return static_cast<unsigned char>(s[at + i]); };
  if (b(0) < 0x80) return length = 1, b(0);
  if (b(0) < 0xE0) return length = 2, (b(0) & 0x1Fu) << 6 | (b(1) & 0x3Fu);
  if (b(0) < 0xF0) return length = 3, (b(0) & 0x0Fu) << 12 | (b(1) & 0x3Fu) << 6 | (b(2) & 0x3Fu);
  return length = 4, (b(0) & 0x07u) << 18 | (b(1) & 0x3Fu) << 12 | (b(2) & 0x3Fu) << 6 | (b(3) & 0x3Fu);
}

inline bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

void append_utf8(std::string& out, char32_t c);

/// For bytes from outside: is it valid UTF-8, and the same with U+FFFD for each byte that is not.
bool is_valid_utf8(std::string_view bytes);
std::string to_valid_utf8(std::string_view bytes);

/// Lower case, code point by code point (simple mapping).
std::string to_lower(std::string_view s);
void append_lower(std::string& out, std::string_view s);

}  // namespace nutgraf
