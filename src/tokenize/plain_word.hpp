// tokenize/: ASCII letters, sixteen at once. Private.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/utf8.hpp"
#include "rules/rules.hpp"
#include "tokenize/chars.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {

/// Sixteen bytes from `16 - n` on keep the first n bytes of a word.
inline constexpr auto first_bytes = [] {
  std::array<unsigned char, 32> mask{};
  for (std::size_t i = 0; i < 16; ++i) mask[i] = 0xFF;
  return mask;
}();

#if defined(__SSE2__)

/// Up to sixteen ASCII letters in lower case, then zeros.
struct PlainWord {
  __m128i letters;
  void store(char* to) const {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), letters);
  }  ///< sixteen bytes
  WordKey key() const {
    return {static_cast<std::uint64_t>(_mm_cvtsi128_si64(letters)),
            static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(letters, letters)))};
  }
};

/// Which of the sixteen bytes at `p` are no ASCII letters: a bit each, the first one the lowest.
inline std::uint32_t other_bits(const char* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  // 'a' to 'z' are moved to 0 to 25, then so that what is above them has the highest bit
  const __m128i moved = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_adds_epu8(moved, _mm_set1_epi8(128 - 26))));
}

/// The first `length` letters, at most sixteen, at `p`, which has sixteen bytes to read.
inline PlainWord plain_word(const char* p, std::size_t length) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i mask = _mm_loadu_si128(reinterpret_cast<const __m128i*>(first_bytes.data() + 16 - length));
  return {_mm_and_si128(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), mask)};
}

/// The `length` letters, at most sixteen, at `p` are all in upper case.
inline bool all_capitals(const char* p, std::size_t length) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const auto small = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_slli_epi16(bytes, 2)));  // the bit 0x20
  return (small & ((1u << length) - 1)) == 0;
}

#else

struct PlainWord {
  WordKey letters;
  void store(char* to) const {
    for (std::size_t i = 0; i < 16; ++i)
      to[i] = static_cast<char>((i < 8 ? letters.low : letters.high) >> i % 8 * 8);
  }
  WordKey key() const { return letters; }
};

inline std::uint32_t other_bits(const char* p) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 16; ++i) bits |= (is_alpha(static_cast<unsigned char>(p[i])) ? 0u : 1u) << i;
  return bits;
}

inline PlainWord plain_word(const char* p, std::size_t length) {
  PlainWord word{};
  for (std::size_t i = 0; i < length; ++i)
    (i < 8 ? word.letters.low : word.letters.high) |= static_cast<std::uint64_t>(p[i] | 0x20) << i % 8 * 8;
  return word;
}

inline bool all_capitals(const char* p, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i)
    if ((p[i] & 0x20) != 0) return false;
  return true;
}

#endif

/// The same of 64 bytes.
inline std::uint64_t other_bits_of_64(const char* p) {
  auto part = [&](int i) { return static_cast<std::uint64_t>(other_bits(p + 16 * i)) << 16 * i; };
  return part(0) | part(1) | part(2) | part(3);
}

/// How many letters stand at `p`, which has sixteen bytes to read; 16 if there are more.
inline std::size_t plain_length(const char* p) {
  return static_cast<std::size_t>(std::countr_zero(other_bits(p) | 1u << 16));
}

}  // namespace nutgraf
