// base/: which of 64 bytes are what is looked for, as bits.
#pragma once
#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {

#if defined(__SSE2__)
/// `test` gives the sign bits of 16 bytes at a time.
template <class Test>
std::uint64_t bits_of_64(const void* bytes, Test test) {
  auto bits_of_16 = [&](int number) {
    const __m128i some = _mm_loadu_si128(static_cast<const __m128i*>(bytes) + number);
    return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(test(some)))} << number * 16;
  };
  return bits_of_16(0) | bits_of_16(1) | bits_of_16(2) | bits_of_16(3);
}

/// Those that are `value`.
inline std::uint64_t equal_bits(const void* bytes, std::uint8_t value) {
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(value));
  return bits_of_64(bytes, [=](__m128i some) { return _mm_cmpeq_epi8(some, wanted); });
}

/// Those that have any bit of `mask`.
inline std::uint64_t masked_bits(const std::uint8_t* bytes, std::uint8_t mask) {
  const __m128i wanted = _mm_set1_epi8(static_cast<char>(mask)), zero = _mm_setzero_si128();
  return ~bits_of_64(bytes, [=](__m128i some) { return _mm_cmpeq_epi8(_mm_and_si128(some, wanted), zero); });
}

/// The same of 64 numbers of two bytes.
inline std::uint64_t masked_bits(const std::uint16_t* numbers, std::uint16_t mask) {
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(mask)), zero = _mm_setzero_si128();
  auto none = [=](const std::uint16_t* from) {
    const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    return _mm_cmpeq_epi16(_mm_and_si128(some, wanted), zero);
  };
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; at += 16) {
    const __m128i both = _mm_packs_epi16(none(numbers + at), none(numbers + at + 8));
    bits |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(both))} << at;
  }
  return ~bits;
}
#else
inline std::uint64_t masked_bits(const std::uint16_t* numbers, std::uint16_t mask) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at) bits |= std::uint64_t{(numbers[at] & mask) != 0} << at;
  return bits;
}

inline std::uint64_t masked_bits(const std::uint8_t* bytes, std::uint8_t mask) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at) bits |= std::uint64_t{(bytes[at] & mask) != 0} << at;
  return bits;
}

inline std::uint64_t equal_bits(const void* bytes, std::uint8_t value) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at)
    bits |= std::uint64_t{static_cast<const std::uint8_t*>(bytes)[at] == value} << at;
  return bits;
}
#endif

}  // namespace nutgraf
