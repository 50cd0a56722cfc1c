// tokenize/: which bytes of a text are ASCII letters, a bit each. Private.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "tokenize/plain_word.hpp"

namespace nutgraf {

/// Tells where words end in a few instructions and without a branch. Takes an eighth of the text's memory.
class LetterMap {
 public:
  explicit LetterMap(std::string_view text) : others_(text.size() / 8 + 16, 0xFF) {
    constexpr std::size_t many = 64;
    std::size_t at = 0;
    for (; at + many <= text.size(); at += many) store(at, other_bits_of_64(text.data() + at));
    std::array<char, many> rest{};
    text.substr(at).copy(rest.data(), many);
    store(at, other_bits_of_64(rest.data()));
  }

  /// For a hot loop; lives as long as the map.
  struct View {
    const std::uint8_t* others;
    /// How many letters stand from `at` on; 25 and more are a number above 24.
    std::uint32_t length(std::size_t at) const {
      std::uint32_t bits;
      std::memcpy(&bits, others + at / 8, 4);
      if constexpr (std::endian::native == std::endian::big) bits = __builtin_bswap32(bits);
      return static_cast<std::uint32_t>(std::countr_zero(bits >> at % 8 | 1u << 31));
    }
  };
  View view() const { return {others_.data()}; }

 private:
  void store(std::size_t at, std::uint64_t bits) {
    if constexpr (std::endian::native == std::endian::big) bits = __builtin_bswap64(bits);
    std::memcpy(others_.data() + at / 8, &bits, 8);
  }
  std::vector<std::uint8_t> others_;  ///< the first byte of each eight is the lowest bit
};

}  // namespace nutgraf
