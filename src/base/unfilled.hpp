// base/: lists whose new items are left as they are in memory. Private.
#pragma once
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace nutgraf {

template <class T>
struct UnfilledAllocator : std::allocator<T> {
  static_assert(std::is_trivial_v<T>);
  template <class Other>
  struct rebind {
    using other = UnfilledAllocator<Other>;
  };
  template <class Item>
  void construct(Item*) {}
  template <class Item, class... From>
  void construct(Item* to, From&&... from) {
    ::new (static_cast<void*>(to)) Item(std::forward<From>(from)...);
  }
};

/// resize() makes room and writes nothing: who makes a list longer writes the items, or cuts them off again.
template <class T>
using Unfilled = std::vector<T, UnfilledAllocator<T>>;

}  // namespace nutgraf
