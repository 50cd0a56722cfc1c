// Where code points begin is noted once, 64 bytes at a time; an offset is then a sum and a count of bits.
#include "emit/offsets.hpp"

#include "base/utf8.hpp"
#include "decode/text.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {
namespace {

constexpr std::size_t block = 64;

/// The bytes of `part`, at most 64, for which `holds`, as bits.
template <class Holds>
std::uint64_t bits_where(std::string_view part, Holds holds) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < part.size(); ++i)
    bits |= static_cast<std::uint64_t>(holds(static_cast<unsigned char>(part[i]))) << i;
  return bits;
}

/// Of at most 64 bytes: those that begin a code point.
std::uint64_t begin_bits(std::string_view part) {
#if defined(__SSE2__)
  if (part.size() == block) {
    const __m128i last_continuation = _mm_set1_epi8(static_cast<char>(0xBF));
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < block; at += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(part.data() + at));
      const __m128i begins = _mm_cmpgt_epi8(bytes, last_continuation);  // signed: 0x80–0xBF are the least
      bits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(begins))) << at;
    }
    return bits;
  }
#endif
  return bits_where(part, [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

}  // namespace

Offsets::Offsets(const Article& article, OffsetUnit unit) : text_(article.text), map_(article.bytes) {
  if (unit == OffsetUnit::bytes) {
    mapped_ = !map_.entries.empty();
    return;
  }
  if (ascii_prefix(text_) == text_.size()) return;
  parts_.reserve(text_.size() / block + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at <= text_.size(); at += block) {
    const std::string_view part = text_.substr(at, block);
    parts_.push_back({begin_bits(part), units});
    units += count(parts_.back().begins);
    if (unit != OffsetUnit::utf16) continue;
    twice_.push_back(bits_where(part, [](unsigned char c) { return c >= 0xF0; }));
    units += count(twice_.back());
  }
}

std::uint64_t Offsets::input(std::uint32_t byte) const {
  return input_byte(map_, text_, byte);
}

}  // namespace nutgraf
