// attribute/: sets of the tokens or chunks of a part, as bits, so that the next one is found without a walk.
// Private.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/memory.hpp"

namespace nutgraf {

/// A Row holds some sets of 64 things in a row, as members that are std::uint64_t. What is asked for is one
/// of them, or made of them: `next(from, &ChunkBits::noun)`, `next(from, [](const ChunkBits& b) { return
/// b.noun | b.verb; })`.
template <class Row>
class BitRows {
 public:
  static constexpr std::uint32_t none = ~0u;
  static constexpr std::uint32_t past = 16;  ///< so far past the last one may be looked for another

  explicit BitRows(Memory& memory) : room_(memory) {}
  /// For so many things; all sets are empty.
  void reset(std::uint32_t size) {
    size_ = size;
    rows_ = (size + past) / 64 + 1;
    room_.make(std::max(rows_, least) + 2);
    for (std::uint32_t row = 0; row < rows_; ++row) room_[row + 1] = Row{};
  }
  /// What stands before the first of them, for before(): to be set after reset().
  Row& opening() { return room_[0]; }
  std::uint32_t size() const { return size_; }
  std::uint32_t rows() const { return rows_; }
  Row& row(std::uint32_t number) { return room_[number + 1]; }
  const Row& row(std::uint32_t number) const { return room_[number + 1]; }
  static std::uint64_t bit(std::uint32_t i) { return std::uint64_t{1} << i % 64; }

  template <class Of>
  bool has(std::uint32_t i, Of of) const {
    return (std::invoke(of, row(i / 64)) >> i % 64 & 1) != 0;
  }
  /// Whether one of [first, last) is in the set.
  template <class Of>
  bool any(std::uint32_t first, std::uint32_t last, Of of) const {
    for (std::uint32_t i = first; i < last; i += 64)
      if ((from(i, of) & ~std::uint64_t{0} >> (64 - std::min(last - i, 64u))) != 0) return true;
    return false;
  }
  /// The lowest bit is that of `i`; past the last row stands anything.
  template <class Of>
  std::uint64_t from(std::uint32_t i, Of of) const {
    const Row* const here = &row(i / 64);
    return std::invoke(of, here[0]) >> i % 64 | std::invoke(of, here[1]) << 1 << (63 - i % 64);
  }
  /// The highest bit is that of the one before `i`.
  template <class Of>
  std::uint64_t before(std::uint32_t i, Of of) const {
    const Row* const here = &room_[i / 64];
    return std::invoke(of, here[0]) >> i % 64 | std::invoke(of, here[1]) << 1 << (63 - i % 64);
  }
  /// The first of the set from `from` on; size() if there is none.
  template <class Of>
  std::uint32_t next(std::uint32_t from, Of of) const {
    std::uint32_t at = from / 64;
    const std::uint64_t here = std::invoke(of, row(at)) >> from % 64;
    if (here != 0) return from + static_cast<std::uint32_t>(std::countr_zero(here));
    while (++at < rows_)
      if (const std::uint64_t bits = std::invoke(of, row(at)); bits != 0)
        return at * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
    return size_;
  }
  /// The last of the set before `before`; `none` if there is none.
  template <class Of>
  std::uint32_t previous(std::uint32_t before, Of of) const {
    std::uint32_t at = before / 64;
    const std::uint64_t here = std::invoke(of, row(at)) & (bit(before) - 1);
    if (here != 0) return at * 64 + highest(here);
    while (at-- > 0)
      if (const std::uint64_t bits = std::invoke(of, row(at)); bits != 0) return at * 64 + highest(bits);
    return none;
  }

  /// One past that, 0 if there is none; no branch where it is in the same row or `before` in the first.
  template <class Of>
  std::uint32_t past_previous(std::uint32_t before, Of of) const {
    const std::uint32_t at = before / 64;
    const std::uint64_t here = std::invoke(of, row(at)) & (bit(before) - 1);
    if ((here == 0) & (at != 0)) return previous(at * 64, of) + 1;
    return at * 64 + highest(here << 1 | 1);
  }

 private:
  static std::uint32_t highest(std::uint64_t bits) {
    return 63 - static_cast<std::uint32_t>(std::countl_zero(bits));
  }
  static constexpr std::uint32_t least = 8;  // most parts take fewer
  Room<Row> room_;                           ///< the rows from the second on
  std::uint32_t size_ = 0, rows_ = 0;
};

}  // namespace nutgraf
