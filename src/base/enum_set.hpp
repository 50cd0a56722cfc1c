// base/: a set of values of an enumeration. Private.
#pragma once
#include <cstdint>
#include <initializer_list>

namespace nutgraf {

/// Of values below 64, as bits: asked without a branch.
template <class E>
class EnumSet {
 public:
  constexpr EnumSet(std::initializer_list<E> values) {
    for (const E value : values) bits_ |= std::uint64_t{1} << static_cast<unsigned>(value);
  }
  constexpr bool holds(E value) const { return (bits_ >> static_cast<unsigned>(value) & 1) != 0; }

 private:
  std::uint64_t bits_ = 0;
};

}  // namespace nutgraf
