// UTF-8 helpers. Private. All take valid UTF-8.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
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

/// Lower case, code point by code point (simple mapping).
std::string to_lower(std::string_view s);
void append_lower(std::string& out, std::string_view s);
char32_t to_lower(char32_t c);

/// What one pass over bytes from outside tells of those, from the first, that are valid UTF-8.
struct Utf8Survey {
  std::size_t valid = 0;  ///< how many they are
  bool controls = false;  ///< there are ASCII controls other than tab, \n and \r
  bool line_ends = false;  ///< lines may end with something else than \n: \r, U+0085, U+2028 …; or `controls`
  bool latin = false;      ///< there are characters from U+00C0 to U+00FF
};
Utf8Survey survey_utf8(std::string_view bytes);
std::size_t valid_utf8_prefix(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);
/// The same with U+FFFD for each byte that is not valid.
std::string to_valid_utf8(std::string_view bytes);
/// How many bytes, from the first, are ASCII.
std::size_t ascii_prefix(std::string_view bytes);

/// What a code point is to the reader and the tokenizer.
enum class CharClass : std::uint8_t {
  other,       // punctuation, symbols
  blank,       // spaces of every width, NBSP, tabs, line ends
  zero_width,  // soft hyphen, joiners, BOM, direction marks: part of whatever they stand in
  control,
  lower,  // a letter that is not upper case (scripts without case too)
  upper,
  digit,
  mark,      // combining
  ideograph  // scripts without blanks between words, taken one by one: Han, kana
};
CharClass char_class(char32_t c);
inline bool is_letter(CharClass c) {
  return c == CharClass::lower || c == CharClass::upper || c == CharClass::ideograph;
}

/// Eight bytes as a little-endian number, whatever the machine.
inline std::uint64_t load64(const void* bytes) {
  std::uint64_t value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

}  // namespace nutgraf
