// read/: the classes of hint words, as bits of Layout::hints and Layout::own_hints. Private.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace nutgraf {

enum class Hint : std::uint8_t {
#define HINT(name) name,
#include "read/hints.def"
#undef HINT
  count
};
static_assert(static_cast<int>(Hint::count) <= 64);

constexpr std::uint64_t hint_bit(Hint h) {
  return std::uint64_t{1} << static_cast<unsigned>(h);
}
template <class... H>
constexpr std::uint64_t hint_bits(H... h) {
  return (hint_bit(h) | ...);
}

inline constexpr std::array<std::string_view, static_cast<std::size_t>(Hint::count)> hint_names = {
#define HINT(name) #name,
#include "read/hints.def"
#undef HINT
};

}  // namespace nutgraf
