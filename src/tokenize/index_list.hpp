// tokenize/: indexes of the tokens that later steps look at. Private.
#pragma once
#include <cstdint>
#include <span>
#include <utility>

#include "base/unfilled.hpp"

namespace nutgraf {

/// Written without a branch: whether a token belongs to it cannot be foreseen.
class IndexList {
 public:
  /// Makes room for `more` indexes.
  void reserve(std::size_t more) {
    if (items_.size() - size_ <= more) items_.resize((size_ + more) * 2);
  }
  /// Needs room, for one that does not belong too.
  void put(std::uint32_t index, bool belongs) {
    items_[size_] = index;
    size_ += belongs;
  }
  void clear() { size_ = 0; }
  bool empty() const { return size_ == 0; }
  std::span<const std::uint32_t> view() const { return {items_.data(), size_}; }
  Unfilled<std::uint32_t> take() {
    items_.resize(std::exchange(size_, 0));
    return std::move(items_);
  }

 private:
  Unfilled<std::uint32_t> items_;
  std::size_t size_ = 0;
};

}  // namespace nutgraf
