// Validation of UTF-8, 64 bytes a step over ASCII.
#include <algorithm>

#include "base/utf8.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ull;

/// Bytes of the valid sequence that begins with the non-ASCII byte at `p`; 0 if there is none before `end`.
/// Ranges: Unicode standard, table 3-7 (no overlong forms, no surrogates, nothing above U+10FFFF).
std::size_t sequence(const unsigned char* p, const unsigned char* end) {
  auto next = [&](int i, unsigned low = 0x80, unsigned high = 0xBF) { return p[i] >= low && p[i] <= high; };
  const auto left = end - p;
  if (p[0] == 0xE2 && left >= 3 && p[1] == 0x80 && next(2)) return 3;  // quotation marks, dashes …
  if (p[0] >= 0xC2 && p[0] <= 0xDF) return left >= 2 && next(1) ? 2 : 0;
  if (p[0] >= 0xE0 && p[0] <= 0xEF) {
    const unsigned low = p[0] == 0xE0 ? 0xA0 : 0x80, high = p[0] == 0xED ? 0x9F : 0xBF;
    return left >= 3 && next(1, low, high) && next(2) ? 3 : 0;
  }
  if (p[0] >= 0xF0 && p[0] <= 0xF4) {
    const unsigned low = p[0] == 0xF0 ? 0x90 : 0x80, high = p[0] == 0xF4 ? 0x8F : 0xBF;
    return left >= 4 && next(1, low, high) && next(2) && next(3) ? 4 : 0;
  }
  return 0;
}

const unsigned char* skip_ascii(const unsigned char* p, const unsigned char* end) {
  while (end - p >= 32) {
    if (((load64(p) | load64(p + 8) | load64(p + 16) | load64(p + 24)) & high_bits) != 0) break;
    p += 32;
  }
  while (end - p >= 8) {
    const std::uint64_t high = load64(p) & high_bits;
    if (high != 0) return p + std::countr_zero(high) / 8;
    p += 8;
  }
  while (p < end && *p < 0x80) ++p;
  return p;
}

/// Which of the first `size` bytes at `p`, at most 64, ask for a closer look, a bit each: controls other than
/// newline, and what is not ASCII.
std::uint64_t special_bits_of(const unsigned char* p, std::size_t size) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const bool special = (p[i] >= 0x7F) | ((p[i] < 0x20) & (p[i] != '\n'));
    bits |= std::uint64_t{special} << i;
  }
  return bits;
}

#if defined(__SSE2__)

std::uint64_t special_bits_of_16(const unsigned char* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  // one more, as signed numbers: 0x7F and all above it are below zero
  const __m128i special = _mm_cmplt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(1)), _mm_set1_epi8(0x21));
  const __m128i plain = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_andnot_si128(plain, special)));
}

std::uint64_t special_bits_of_64(const unsigned char* p) {
  return (special_bits_of_16(p) | special_bits_of_16(p + 16) << 16) |
         (special_bits_of_16(p + 32) << 32 | special_bits_of_16(p + 48) << 48);
}

#else

std::uint64_t special_bits_of_64(const unsigned char* p) {
  return special_bits_of(p, 64);
}

#endif

/// The bits from `bit`, at most 67, on.
std::uint64_t from_bit(std::uint64_t bits, std::size_t bit) {
  return bit < 64 ? bits & ~std::uint64_t{0} << bit : 0;
}

/// Notes what a character that is a control or not ASCII tells.
void note(const unsigned char* p, Utf8Survey& found) {
  const bool control = (*p < 0x80) & (*p != '\t');
  found.controls |= control & (*p != '\r');
  found.line_ends |=
      control | (p[0] == 0xC2 && p[1] == 0x85) | (p[0] == 0xE2 && p[1] == 0x80 && (p[2] & 0xFE) == 0xA8);
  found.latin |= p[0] == 0xC3;
}

/// A quotation mark, a dash …, as most of what asks for a closer look is: there is nothing to note.
bool is_plain_mark(const unsigned char* p, const unsigned char* end) {
  if (end - p < 3) return false;
  const bool general = (p[0] == 0xE2) & (p[1] == 0x80) & ((p[2] & 0xC0) == 0x80);
  return general & ((p[2] & 0xFE) != 0xA8);  // not the separators of lines and paragraphs
}

}  // namespace

std::size_t ascii_prefix(std::string_view bytes) {
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  return static_cast<std::size_t>(skip_ascii(begin, begin + bytes.size()) - begin);
}

Utf8Survey survey_utf8(std::string_view bytes) {
  Utf8Survey found;
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = begin + bytes.size();
  std::size_t next = 0;  // what comes before it was looked at
  for (std::size_t at = 0; at < bytes.size(); at += 64) {
    const std::size_t size = std::min<std::size_t>(bytes.size() - at, 64);
    std::uint64_t bits = size == 64 ? special_bits_of_64(begin + at) : special_bits_of(begin + at, size);
    bits = from_bit(bits, std::max(next, at) - at);
    while (bits != 0) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
      const auto* const p = begin + at + bit;
      if (is_plain_mark(p, end)) {
        next = at + bit + 3;
        bits = from_bit(bits, bit + 3);
        continue;
      }
      const std::size_t length = *p < 0x80 ? 1 : sequence(p, end);
      if (length == 0) return found.valid = at + bit, found;
      note(p, found);
      next = at + bit + length;
      bits = from_bit(bits, bit + length);
    }
  }
  found.valid = bytes.size();
  return found;
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
  return survey_utf8(bytes).valid;
}

bool is_valid_utf8(std::string_view bytes) {
  return valid_utf8_prefix(bytes) == bytes.size();
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t good = valid_utf8_prefix(bytes);
    out.append(bytes.substr(0, good));
    if (good == bytes.size()) break;
    out.append("\uFFFD");
    bytes.remove_prefix(good + 1);
  }
  return out;
}

}  // namespace nutgraf
