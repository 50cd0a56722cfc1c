// attribute/: a short list of token ranges. Private.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace nutgraf {

/// Token indices [first, last).
struct TokenRange {
  std::uint32_t first = 0, last = 0;
  bool empty() const { return first >= last; }
  bool holds(std::uint32_t token) const { return first <= token && token < last; }
  std::uint32_t size() const { return last - std::min(first, last); }
};

/// As a vector of them, but the first few, nearly always all, are kept without memory of their own.
class TokenRanges {
 public:
  void push_back(TokenRange range) {
    if (size_ == few) more_.assign(first_.begin(), first_.end());
    if (size_ < few)
      first_[size_] = range;
    else
      more_.push_back(range);
    ++size_;
  }
  void pop_back() {
    if (size_ > few) {
      more_.pop_back();
      std::copy_n(more_.begin(), few, first_.begin());
    }
    --size_;
  }
  const TokenRange* begin() const { return size_ > few ? more_.data() : first_.data(); }
  const TokenRange* end() const { return begin() + size_; }
  const TokenRange& front() const { return *begin(); }
  const TokenRange& back() const { return end()[-1]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  static constexpr std::uint32_t few = 2;
  std::array<TokenRange, few> first_;
  std::uint32_t size_ = 0;
  std::vector<TokenRange> more_;  ///< all of them, if they are more than a few
};

}  // namespace nutgraf
