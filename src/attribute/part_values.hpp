// attribute/: a value for each token of the part of a text that is read. Private.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "attribute/token_ranges.hpp"
#include "base/memory.hpp"

namespace nutgraf {

/// Found by the token's number in the whole text. Holds the tokens of the last reset() and the one past them,
/// with whatever stood in their places: T() at first.
template <class T>
class PartValues {
 public:
  /// For parts of so many tokens at most.
  PartValues(std::size_t most, Memory& memory) : values_(take<T>(memory, most + 2 * at_once)) {
    static_assert(std::is_integral_v<T>);
    std::memset(values_, 0, (most + 2 * at_once) * sizeof(T));
  }
  void reset(std::uint32_t first) { first_ = first; }
  /// Many at a time, as no length could be foreseen; what was overwritten past the range is put back.
  void fill(TokenRange r, T value) {
    T* const last = &values_[r.last - first_];
    std::array<T, at_once> past;
    std::copy_n(last, at_once, past.begin());
    for (T* at = &values_[r.first - first_]; at < last; at += at_once) std::fill_n(at, at_once, value);
    std::copy_n(past.begin(), at_once, last);
  }
  T& operator[](std::uint32_t token) { return values_[token - first_]; }
  const T& operator[](std::uint32_t token) const { return values_[token - first_]; }

 private:
  static constexpr std::size_t at_once = 16;
  std::uint32_t first_ = 0;
  T* values_;
};

}  // namespace nutgraf
