#include "emit/plain_runs.hpp"

#include <array>

#include "base/byte_bits.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t step = 64;

std::uint64_t special_bits(const char* p) {
#if defined(__SSE2__)
  const __m128i mark = _mm_set1_epi8('\\'), flip = _mm_set1_epi8(2), last = _mm_set1_epi8(0x20);
  // '"' ^ 2 is 0x20, ' ' ^ 2 is 0x22, and control characters stay below 0x20
  return bits_of_64(p, [=](__m128i bytes) {
    const __m128i flipped = _mm_xor_si128(bytes, flip);
    return _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(flipped, last), flipped), _mm_cmpeq_epi8(bytes, mark));
  });
#else
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < step; ++i) {
    const auto c = static_cast<unsigned char>(p[i]);
    bits |= std::uint64_t{c < 0x20 || c == '"' || c == '\\'} << i;
  }
  return bits;
#endif
}

}  // namespace

PlainRuns::PlainRuns(std::string_view text) {
  parts_.resize(text.size() / step + 1);
  std::array<char, step> rest{};
  const std::size_t whole = text.size() / step * step;
  rest.fill(' ');
  text.substr(whole).copy(rest.data(), step);
  std::size_t next = text.size();
  for (std::size_t i = parts_.size(); i-- > 0;) {
    const std::size_t at = i * step;
    const std::uint64_t bits = special_bits(at == whole ? rest.data() : text.data() + at);
    parts_[i] = {bits, next};
    next = first(at, bits, next);
  }
}

}  // namespace nutgraf
