// attribute/: lists of numbers by the hash of a word, newest first. Private.
#pragma once
#include <cstdint>
#include <vector>

namespace nutgraf {

/// Two flat arrays, whatever the number of words: open addressing to the head of a list, and the lists'
/// links.
class WordLists {
 public:
  static constexpr std::uint32_t none = ~0u;
  struct Item {
    std::uint32_t value = 0;
    std::uint32_t older = none;  ///< index into items
  };

  /// The newest item of the word's list, `none` if there is no such word. `hash` is not 0.
  std::uint32_t newest(std::uint32_t hash) const {
    return slots_.empty() ? none : slots_[place(hash)].newest;
  }
  const Item& item(std::uint32_t at) const { return items_[at]; }
  void add(std::uint32_t hash, std::uint32_t value) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[place(hash)];
    used_ += slot.hash == 0;
    slot.hash = hash;
    items_.push_back({value, slot.newest});
    slot.newest = static_cast<std::uint32_t>(items_.size() - 1);
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;  ///< 0 = free
    std::uint32_t newest = none;
  };
  std::size_t place(std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash * 0x9E3779B97F4A7C15ull) >> 32 & mask;
    while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    if (slots_.empty()) items_.reserve(16);
    std::vector<Slot> old(slots_.empty() ? 32 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.hash != 0) slots_[place(slot.hash)] = slot;
  }
  std::vector<Slot> slots_;
  std::vector<Item> items_;
  std::size_t used_ = 0;
};

}  // namespace nutgraf
