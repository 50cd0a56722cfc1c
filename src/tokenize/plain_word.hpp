// tokenize/: a word of up to fifteen ASCII letters, read sixteen bytes at once. Private.
#pragma once
#include <array>
#include <bit>
#include <cstdint>

#include "base/utf8.hpp"
#include "rules/rules.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {

inline std::uint32_t case_flags(bool capital, bool all_caps, std::uint32_t length) {
  return (capital ? std::uint32_t{token_flag::capital} : 0) |
         (all_caps && length > 1 ? std::uint32_t{token_flag::all_caps} : 0);
}

#if defined(__SSE2__)

/// The letters at the start of sixteen bytes: their key in lower case, how many they are, and their case.
struct PlainWord {
  __m128i letters;
  std::uint32_t length;  ///< 16: there are sixteen, and perhaps more
  std::uint32_t flags;   ///< of its token: capital, all_caps
  bool capital() const { return (flags & token_flag::capital) != 0; }
  WordKey key() const {
    return {static_cast<std::uint64_t>(_mm_cvtsi128_si64(letters)),
            static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(letters, letters)))};
  }
};

/// Sixteen bytes from `16 - n` on keep the first n bytes of a word.
inline constexpr auto first_bytes = [] {
  std::array<unsigned char, 32> mask{};
  for (std::size_t i = 0; i < 16; ++i) mask[i] = 0xFF;
  return mask;
}();

/// `p` has sixteen bytes to read.
inline PlainWord plain_word(const char* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
  // 'a' to 'z' are moved to the lowest of the signed numbers
  const __m128i moved = _mm_sub_epi8(lower, _mm_set1_epi8(static_cast<char>('a' + 128)));
  const __m128i letters = _mm_cmplt_epi8(moved, _mm_set1_epi8(26 - 128));
  const auto others = ~static_cast<unsigned>(_mm_movemask_epi8(letters));
  const auto length = static_cast<std::uint32_t>(std::countr_zero(others));
  const __m128i mask = _mm_loadu_si128(reinterpret_cast<const __m128i*>(first_bytes.data() + 16 - length));
  const auto small = static_cast<unsigned>(_mm_movemask_epi8(_mm_slli_epi16(bytes, 2)));  // the bit 0x20
  const unsigned before = (others & (0 - others)) - 1;                                    // one bit a letter
  return {_mm_and_si128(lower, mask), length, case_flags((small & 1) == 0, (small & before) == 0, length)};
}

#else

struct PlainWord {
  WordKey letters;
  std::uint32_t length, flags;
  bool capital() const { return (flags & token_flag::capital) != 0; }
  WordKey key() const { return letters; }
};

constexpr std::uint64_t each_byte(std::uint64_t byte) {
  return byte * 0x0101010101010101ull;
}

/// The high bit of every byte that is no ASCII letter.
inline std::uint64_t non_letters(std::uint64_t bytes) {
  const std::uint64_t low = (bytes | each_byte(0x20)) & each_byte(0x7F);
  const std::uint64_t from_a = low + each_byte(0x80 - 'a'), past_z = low + each_byte(0x80 - 'z' - 1);
  return ~(from_a & ~past_z & ~bytes) & each_byte(0x80);
}

/// All bytes before the lowest one whose high bit is set in `marked`; all if there is none.
inline std::uint64_t bytes_before(std::uint64_t marked) {
  return ((marked & (0 - marked)) >> 7) - 1;
}

/// `p` has sixteen bytes to read.
inline PlainWord plain_word(const char* p) {
  const std::uint64_t first = load64(p), second = load64(p + 8);
  const std::uint64_t marked = non_letters(first), more = non_letters(second);
  const std::uint64_t low = marked == 0 ? ~std::uint64_t{0} : bytes_before(marked);
  const std::uint64_t high = marked == 0 ? (more == 0 ? ~std::uint64_t{0} : bytes_before(more)) : 0;
  const auto length =
      static_cast<std::uint32_t>(marked == 0 ? 8 + std::countr_zero(more) / 8 : std::countr_zero(marked) / 8);
  const bool shouted = (((first & low) | (second & high)) & each_byte(0x20)) == 0;
  return {{(first | each_byte(0x20)) & low, (second | each_byte(0x20)) & high},
          length,
          case_flags((first & 0x20) == 0, shouted, length)};
}

#endif

}  // namespace nutgraf
