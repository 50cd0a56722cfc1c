// Validation of UTF-8, eight bytes a step over ASCII.
#include "base/utf8.hpp"

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

}  // namespace

std::size_t ascii_prefix(std::string_view bytes) {
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  return static_cast<std::size_t>(skip_ascii(begin, begin + bytes.size()) - begin);
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = begin + bytes.size();
  for (const auto* p = begin;;) {
    p = skip_ascii(p, end);
    while (p < end && *p >= 0x80) {
      const std::size_t length = sequence(p, end);
      if (length == 0) return static_cast<std::size_t>(p - begin);
      p += length;
    }
    if (p == end) return bytes.size();
  }
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
