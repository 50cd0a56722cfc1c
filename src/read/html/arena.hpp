// read/html: memory for one parse, given back all at once. Private.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <vector>

namespace nutgraf {

/// A bump allocator with a budget. Not thread-safe. Never frees single blocks.
class Arena {
 public:
  explicit Arena(std::size_t budget) : budget_(budget) {}
  ~Arena() {
    for (char* block : blocks_) std::free(block);
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// nullptr if the budget or the memory is exhausted; 16-byte aligned.
  void* allocate(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > left_ && !grow(size)) return nullptr;
    char* out = next_;
    next_ += size;
    left_ -= size;
    return out;
  }

 private:
  bool grow(std::size_t size) {
    std::size_t block = block_ > size ? block_ : size;
    if (block > budget_) return false;
    char* fresh = static_cast<char*>(std::malloc(block));
    if (!fresh) return false;
    budget_ -= block;
    blocks_.push_back(fresh);
    next_ = fresh;
    left_ = block;
    if (block_ < (std::size_t{1} << 20)) block_ *= 2;
    return true;
  }
  std::vector<char*> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0, block_ = std::size_t{64} << 10, budget_;
};

}  // namespace nutgraf
