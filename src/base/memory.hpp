// base/: where the buffers of one article lie. Private.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <type_traits>

namespace nutgraf {

/// What is taken of it is given back at once, after the article: allocations one by one, and freeing them,
/// cost more than much of what is done in them.
using Memory = std::pmr::monotonic_buffer_resource;

/// Places for so many values, which are not set.
template <class T>
T* take(Memory& memory, std::size_t count) {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  return static_cast<T*>(memory.allocate(count * sizeof(T), alignof(T)));
}

/// A buffer of what is written before it is read.
template <class T>
class Room {
 public:
  explicit Room(Memory& memory) : memory_(&memory) {}
  /// Has places for so many at least. True if they are new: nothing in them is set.
  bool make(std::size_t size) {
    if (size <= size_) [[likely]]
      return false;
    size_ = std::max(size, size_ * 2);
    data_ = take<T>(*memory_, size_);
    return true;
  }
  std::size_t size() const { return size_; }
  T* data() { return data_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }

 private:
  Memory* memory_;
  T* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace nutgraf
