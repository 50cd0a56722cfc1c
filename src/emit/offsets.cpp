// Code points are counted once, 64 bytes at a time; an offset is then a sample and at most 63 bytes more.
#include "emit/offsets.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "decode/text.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {
namespace {

constexpr std::size_t block = 64;
constexpr std::uint64_t lanes = 0x0101010101010101ull;

std::uint64_t word_at(const char* p) {
  std::uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

/// One bit in each byte's lane for the bytes 0x80–0xBF, which continue a code point.
std::uint64_t continuations(std::uint64_t word) {
  return (word >> 7) & (~word >> 6) & lanes;
}

/// … for the bytes from 0xF0, which open a code point of two UTF-16 units.
std::uint64_t astral(std::uint64_t word) {
  return (word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & lanes;
}

/// Units in `size` bytes of a text, of which `before` bytes stand ahead of p: those too may be read.
template <bool Utf16>
std::uint32_t units_in(const char* p, std::size_t size, std::size_t before) {
  std::uint64_t less = 0, more = 0;
  std::size_t at = 0;
  auto count = [&](std::uint64_t word) {
    less += continuations(word);
    if (Utf16) more += astral(word);
  };
  for (; at + 8 <= size; at += 8) count(word_at(p + at));
  std::size_t rest = size - at;
  auto sum = [](std::uint64_t bytes) { return static_cast<std::uint32_t>(bytes * lanes >> 56); };
  if (rest == 0) return static_cast<std::uint32_t>(size) - sum(less) + sum(more);
  if (std::endian::native == std::endian::little && before + size >= 8) {
    count(word_at(p + size - 8) >> (8 - rest) * 8);
    return static_cast<std::uint32_t>(size) - sum(less) + sum(more);
  }
  std::uint32_t units = static_cast<std::uint32_t>(at) - sum(less) + sum(more);
  for (; at < size; ++at) {
    auto c = static_cast<unsigned char>(p[at]);
    units += (c & 0xC0) != 0x80;
    units += Utf16 && c >= 0xF0;
  }
  return units;
}

/// Code points in 64 bytes, the usual case.
std::uint32_t code_points_in_block(const char* p) {
#if defined(__SSE2__)
  const __m128i last_continuation = _mm_set1_epi8(static_cast<char>(0xBF));
  __m128i starts = _mm_setzero_si128();
  for (std::size_t at = 0; at < block; at += 16) {
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
    starts =
        _mm_sub_epi8(starts, _mm_cmpgt_epi8(bytes, last_continuation));  // signed: 0x80–0xBF are the least
  }
  __m128i sums = _mm_sad_epu8(starts, _mm_setzero_si128());
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(sums) + _mm_cvtsi128_si32(_mm_srli_si128(sums, 8)));
#else
  return units_in<false>(p, block, 0);
#endif
}

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + block <= text.size(); at += block) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < block; i += 8) all |= word_at(text.data() + at + i);
    if ((all & lanes << 7) != 0) return false;
  }
  for (; at < text.size(); ++at)
    if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
  return true;
}

}  // namespace

Offsets::Offsets(const Article& article, OffsetUnit unit)
    : text_(article.text), map_(article.bytes), unit_(unit) {
  if (unit == OffsetUnit::bytes) {
    mapped_ = !map_.entries.empty();
    return;
  }
  if (is_ascii(text_)) return;
  counts_.reserve(text_.size() / block + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at <= text_.size(); at += block) {
    counts_.push_back(units);
    units += units_from(at, std::min(block, text_.size() - at));
  }
}

/// Units in the `size` bytes from `at` on.
std::uint32_t Offsets::units_from(std::size_t at, std::size_t size) const {
  if (size == block && unit_ == OffsetUnit::code_points) return code_points_in_block(text_.data() + at);
  return unit_ == OffsetUnit::utf16 ? units_in<true>(text_.data() + at, size, at)
                                    : units_in<false>(text_.data() + at, size, at);
}

std::uint64_t Offsets::counted(std::uint32_t byte) const {
  std::size_t sample = byte / block;
  return counts_[sample] + units_from(sample * block, byte % block);
}

std::uint64_t Offsets::input(std::uint32_t byte) const {
  return input_byte(map_, text_, byte);
}

}  // namespace nutgraf
