// attribute/: a value for each token of the part of a text that is read. Private.
#pragma once
#include <cstdint>
#include <vector>

namespace nutgraf {

/// Found by the token's number in the whole text. Holds the tokens of the last reset() and the one past them:
/// with a value, or with whatever stood there.
template <class T>
class PartValues {
 public:
  void reset(std::uint32_t first, std::uint32_t last, T value) {
    first_ = first;
    values_.assign(last - first + 1u, value);
  }
  void reset(std::uint32_t first, std::uint32_t last) {
    first_ = first;
    if (values_.size() <= last - first) values_.resize(last - first + 1u);
  }
  T& operator[](std::uint32_t token) { return values_[token - first_]; }
  const T& operator[](std::uint32_t token) const { return values_[token - first_]; }

 private:
  std::uint32_t first_ = 0;
  std::vector<T> values_;
};

}  // namespace nutgraf
