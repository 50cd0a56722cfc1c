// tokenize/: the form of a word that is looked up. Private.
#pragma once
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "tokenize/plain_word.hpp"

namespace nutgraf {

/// Lower case, straight apostrophes and hyphens. What follows the first `most` bytes is left out: no word is
/// known by so many.
class CanonicalWord {
 public:
  static constexpr std::size_t most = 64;
  void clear() { size_ = 0; }
  void put(char c) {
    if (size_ < most) bytes_[size_++] = c;
  }
  /// The first `length` letters, at most sixteen, at `p`, which has sixteen bytes to read.
  void put(const char* p, std::size_t length) {
    if (size_ >= most) return;
    plain_word(p, length).store(bytes_.data() + size_);
    size_ = size_ + length < most ? size_ + length : most;
  }
  /// Up to sixteen bytes as they are.
  void put(std::string_view s) {
    if (size_ < most) size_ += s.copy(bytes_.data() + size_, 16);
  }
  /// Up to sixteen bytes in lower case, of any script.
  void put_lower(std::string_view s) {
    if (size_ >= most) return;
    std::string lower;
    append_lower(lower, s);
    std::memcpy(bytes_.data() + size_, lower.data(), lower.size());
    size_ += lower.size();
  }
  std::string_view view() const { return {bytes_.data(), size_}; }
  /// The key of its first `size` bytes, at most sixteen.
  WordKey key(std::size_t size) const {
    const unsigned char* const mask = first_bytes.data() + 16 - size;
    return {load64(bytes_.data()) & load64(mask), load64(bytes_.data() + 8) & load64(mask + 8)};
  }

 private:
  std::array<char, most + 64> bytes_;  // (sixteen characters have at most 64 bytes)
  std::size_t size_ = 0;
};

}  // namespace nutgraf
