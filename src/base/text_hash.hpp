// A hash to find equal texts by. Private. Not for input made to clash: a clash only blurs a hint.
#pragma once
#include <bit>
#include <cstdint>
#include <string_view>

#include "base/utf8.hpp"

namespace nutgraf {

/// Two lanes of eight bytes a step, so that their multiplications overlap.
inline std::uint64_t text_hash(std::string_view text) {
  constexpr std::uint64_t first = 0x9E3779B97F4A7C15ull, second = 0xD6E8FEB86659FD93ull;
  std::uint64_t a = text.size() * first, b = second;
  for (; text.size() >= 16; text.remove_prefix(16)) {
    a = std::rotl((a ^ load64(text.data())) * first, 29);
    b = std::rotl((b ^ load64(text.data() + 8)) * second, 31);
  }
  if (text.size() >= 8) {
    a = std::rotl((a ^ load64(text.data())) * first, 29);
    text.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  for (char c : text) rest = rest << 8 | static_cast<unsigned char>(c);
  b = (b ^ rest) * second;
  const std::uint64_t mixed = (a ^ std::rotl(b, 32)) * first;
  return mixed ^ mixed >> 29;
}

}  // namespace nutgraf
