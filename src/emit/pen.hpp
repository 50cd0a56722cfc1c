// emit/: writing of what needs no escapes, by a pointer. Private.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace nutgraf {

/// Writes on where it stands. Whoever takes a pen has made sure of the room: see JsonWriter::pen(). A value
/// of its own, so that the pointer stays in a register: a store of chars might change a member, for all that
/// the compiler knows.
struct Pen {
  char* at;

  template <std::size_t N>
  Pen& raw(const char (&text)[N]) {
    std::memcpy(at, text, N - 1);
    at += N - 1;
    return *this;
  }
  /// Most names that are written have from 4 to 16 bytes: two halves that may overlap, without a call.
  Pen& plain(std::string_view text) {
    const char* const end = text.data() + text.size();
    if (text.size() - 8 <= 8) {
      std::memcpy(at, text.data(), 8);
      std::memcpy(at + text.size() - 8, end - 8, 8);
    } else if (text.size() - 4 < 4) {
      std::memcpy(at, text.data(), 4);
      std::memcpy(at + text.size() - 4, end - 4, 4);
    } else {
      std::memcpy(at, text.data(), text.size());
    }
    at += text.size();
    return *this;
  }
  Pen& number(std::uint64_t value) {
    if (value >= 10'000)
      at = long_number(at, value);
    else
      small_number(static_cast<std::uint32_t>(value));
    return *this;
  }
  Pen& index(std::optional<std::uint32_t> value) { return value ? number(*value) : raw("null"); }
  /// A share from 0 to 1 with two decimals at most.
  Pen& fraction(float value) {
    const float share = value > 0 ? std::min(value, 1.0f) : 0.0f;  // what is no number is 0
    const auto hundredths = static_cast<std::uint32_t>(share * 100 + 0.5f);
    if (hundredths == 0 || hundredths == 100) return number(hundredths / 100);
    raw("0.");
    std::memcpy(at, &pairs[hundredths * 2], 2);
    at += hundredths % 10 == 0 ? 1 : 2;
    return *this;
  }

 private:
  static constexpr std::array<char, 200> pairs = [] {
    std::array<char, 200> out{};
    for (std::size_t i = 0; i < 100; ++i) {
      out[i * 2] = static_cast<char>('0' + i / 10);
      out[i * 2 + 1] = static_cast<char>('0' + i % 10);
    }
    return out;
  }();
  /// Below 10,000: four digits without a branch, the leading noughts left out.
  void small_number(std::uint32_t value) {
    constexpr bool little = std::endian::native == std::endian::little;
    std::uint16_t high, low;
    std::memcpy(&high, &pairs[value / 100 * 2], 2);
    std::memcpy(&low, &pairs[value % 100 * 2], 2);
    const unsigned noughts = (value < 10) + (value < 100) + (value < 1000);
    std::uint32_t digits = little ? high | std::uint32_t{low} << 16 : std::uint32_t{high} << 16 | low;
    digits = little ? digits >> noughts * 8 : digits << noughts * 8;
    std::memcpy(at, &digits, 4);
    at += 4 - noughts;
  }
  static char* long_number(char* at, std::uint64_t value);
};

}  // namespace nutgraf
