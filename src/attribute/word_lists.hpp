// attribute/: lists of numbers by the key of a word, newest first. Private.
#pragma once
#include <bit>
#include <cstdint>
#include <vector>

#include "base/memory.hpp"

namespace nutgraf {

/// One flat array, whatever the number of words: the heads of the lists, then their items. Keys that share a
/// head are passed, but not without end.
class WordLists {
 public:
  static constexpr std::uint32_t none = ~0u;

  explicit WordLists(Memory& memory) : items_(&memory) {}

  /// Room for about so many items; the lists are empty.
  void reset(std::size_t count) {
    const std::size_t heads = std::bit_ceil(count + 1);
    items_.reserve(heads + count);
    items_.assign(heads, {});
    mask_ = heads - 1;
  }
  /// The newest item of the word's list, `none` if there is none.
  std::uint32_t newest(std::uint32_t key) const { return find(items_[head(key)].older, key); }
  /// The one before it.
  std::uint32_t older(std::uint32_t at) const { return find(items_[at].older, items_[at].key); }
  std::uint32_t value(std::uint32_t at) const { return items_[at].value; }
  void add(std::uint32_t key, std::uint32_t value) {
    const std::uint32_t older = items_[head(key)].older;
    items_[head(key)].older = static_cast<std::uint32_t>(items_.size());
    items_.push_back({key, value, older});
  }

 private:
  struct Item {
    std::uint32_t key = 0, value = 0;
    std::uint32_t older = none;  ///< index into items; of a head: the newest
  };
  std::size_t head(std::uint32_t key) const { return (key * 0x9E3779B97F4A7C15ull) >> 32 & mask_; }
  std::uint32_t find(std::uint32_t at, std::uint32_t key) const {
    for (int others = 0; at != none && items_[at].key != key; at = items_[at].older)
      if (++others > 1000) return none;
    return at;
  }
  std::pmr::vector<Item> items_;
  std::size_t mask_ = 0;
};

}  // namespace nutgraf
