// base/: which of 64 bytes or numbers are what is looked for, as bits.
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

/// Of 64 numbers: `of_8` gives 8 of them as numbers of two bytes, all bits of which are set or none.
template <class Of8>
std::uint64_t bits_of_64_in_8s(Of8 of_8) {
  auto bits_of_16 = [&](unsigned at) {
    const __m128i both = _mm_packs_epi16(of_8(at), of_8(at + 8));
    return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(both))} << at;
  };
  return bits_of_16(0) | bits_of_16(16) | bits_of_16(32) | bits_of_16(48);
}

/// Which of 64 numbers have any bit of `mask`.
inline std::uint64_t masked_bits(const std::uint16_t* numbers, std::uint16_t mask) {
  const __m128i wanted = _mm_set1_epi16(static_cast<short>(mask)), zero = _mm_setzero_si128();
  return ~bits_of_64_in_8s([=](unsigned at) {
    const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers + at));
    return _mm_cmpeq_epi16(_mm_and_si128(some, wanted), zero);
  });
}

/// `test` gives those that are meant, of 4 at a time, by their bits of `mask`.
template <class Test>
std::uint64_t bits_of_64(const std::uint32_t* numbers, std::uint32_t mask, Test test) {
  const __m128i wanted = _mm_set1_epi32(static_cast<int>(mask));
  auto of_4 = [=](unsigned at) {
    const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers + at));
    return test(_mm_and_si128(some, wanted));
  };
  return bits_of_64_in_8s([=](unsigned at) { return _mm_packs_epi32(of_4(at), of_4(at + 4)); });
}

/// Those whose bits of `mask` are `value`.
inline std::uint64_t equal_bits(const std::uint32_t* numbers, std::uint32_t mask, std::uint32_t value) {
  const __m128i equal = _mm_set1_epi32(static_cast<int>(value));
  return bits_of_64(numbers, mask, [=](__m128i some) { return _mm_cmpeq_epi32(some, equal); });
}

/// Those whose bits of `mask`, without the highest one, are more than `value`.
inline std::uint64_t above_bits(const std::uint32_t* numbers, std::uint32_t mask, std::uint32_t value) {
  const __m128i most = _mm_set1_epi32(static_cast<int>(value));
  return bits_of_64(numbers, mask & 0x7FFFFFFF, [=](__m128i some) { return _mm_cmpgt_epi32(some, most); });
}

/// Writes the third byte of 64 numbers.
inline void third_bytes(const std::uint32_t* numbers, void* out) {
  const __m128i low = _mm_set1_epi32(0xFF);
  auto of_4 = [=](unsigned at) {
    const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(numbers + at));
    return _mm_and_si128(_mm_srli_epi32(some, 16), low);
  };
  auto of_8 = [=](unsigned at) { return _mm_packs_epi32(of_4(at), of_4(at + 4)); };
  auto put = [=](unsigned at) {
    _mm_storeu_si128(static_cast<__m128i*>(out) + at / 16, _mm_packus_epi16(of_8(at), of_8(at + 8)));
  };
  put(0), put(16), put(32), put(48);
}
#else
inline std::uint64_t equal_bits(const void* bytes, std::uint8_t value) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at)
    bits |= std::uint64_t{static_cast<const std::uint8_t*>(bytes)[at] == value} << at;
  return bits;
}

inline std::uint64_t masked_bits(const std::uint16_t* numbers, std::uint16_t mask) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at) bits |= std::uint64_t{(numbers[at] & mask) != 0} << at;
  return bits;
}

inline std::uint64_t equal_bits(const std::uint32_t* numbers, std::uint32_t mask, std::uint32_t value) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at) bits |= std::uint64_t{(numbers[at] & mask) == value} << at;
  return bits;
}

inline std::uint64_t above_bits(const std::uint32_t* numbers, std::uint32_t mask, std::uint32_t value) {
  std::uint64_t bits = 0;
  for (unsigned at = 0; at < 64; ++at) bits |= std::uint64_t{(numbers[at] & mask & 0x7FFFFFFF) > value} << at;
  return bits;
}

inline void third_bytes(const std::uint32_t* numbers, void* out) {
  for (unsigned at = 0; at < 64; ++at)
    static_cast<std::uint8_t*>(out)[at] = static_cast<std::uint8_t>(numbers[at] >> 16);
}
#endif

inline std::uint64_t masked_bits(const std::uint32_t* numbers, std::uint32_t mask) {
  return ~equal_bits(numbers, mask, 0);
}

}  // namespace nutgraf
