// Validation of UTF-8, sixteen bytes a step over ASCII.
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

/// Bytes that ask for a closer look: controls other than tab and newline, and what is not ASCII.
bool is_special(unsigned char c) {
  return c >= 0x7F || (c < 0x20 && c != '\t' && c != '\n');
}

#if defined(__SSE2__)
/// The special ones of the sixteen bytes at `p`, a bit each.
unsigned special_bits(const unsigned char* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  // one more, as signed numbers: 0x7F and all above it are below zero
  const __m128i special = _mm_cmplt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(1)), _mm_set1_epi8(0x21));
  const __m128i from_tab = _mm_sub_epi8(bytes, _mm_set1_epi8('\t'));
  const __m128i plain = _mm_cmpeq_epi8(_mm_min_epu8(from_tab, _mm_set1_epi8('\n' - '\t')), from_tab);
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_andnot_si128(plain, special)));
}
#endif

const unsigned char* skip_plain(const unsigned char* p, const unsigned char* end) {
#if defined(__SSE2__)
  constexpr int step = 16;
  for (; end - p >= 2 * step; p += 2 * step)
    if (const unsigned bits = special_bits(p) | special_bits(p + step) << step; bits != 0)
      return p + std::countr_zero(bits);
#endif
  return std::find_if(p, end, is_special);
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
  auto skip = &skip_plain;
  const auto* p = skip(begin, end);
  while (p < end) {
    if (*p < 0x80) {
      found.line_ends = true;
      if (*p != '\r') {  // more of them tell nothing
        found.controls = true;
        skip = &skip_ascii;
      }
      p = skip(p + 1, end);
      continue;
    }
    const std::size_t length = sequence(p, end);
    if (length == 0) break;
    found.line_ends = found.line_ends || (p[0] == 0xC2 && p[1] == 0x85) ||
                      (p[0] == 0xE2 && p[1] == 0x80 && (p[2] & 0xFE) == 0xA8);
    found.latin = found.latin || p[0] == 0xC3;
    p += length;
    if (p < end && *p < 0x80) p = skip(p, end);
  }
  found.valid = static_cast<std::size_t>(p - begin);
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
