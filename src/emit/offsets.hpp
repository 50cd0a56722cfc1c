// emit/: byte offsets of Article::text → the unit that the user asked for. Private.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"
#include "nutgraf/emit.hpp"

namespace nutgraf {

/// Views the article's text; one linear pass at creation, then constant time an offset (logarithmic for input
/// bytes).
class Offsets {
 public:
  Offsets(const Article& article, OffsetUnit unit);
  std::uint64_t operator()(std::uint32_t byte) const {
    if (byte > text_.size()) byte = static_cast<std::uint32_t>(text_.size());
    if (parts_.empty()) return mapped_ ? input(byte) : byte;
    const Part& part = parts_[byte / 64];
    const std::uint64_t before = (std::uint64_t{1} << byte % 64) - 1;
    return part.units + count(part.begins & before) +
           (twice_.empty() ? 0 : count(twice_[byte / 64] & before));
  }

 private:
  /// 64 bytes of the text.
  struct Part {
    std::uint64_t begins;  ///< the bytes that begin a code point, as bits
    std::uint32_t units;   ///< before the part
  };
  /// The bits that are set. The oldest processors have no instruction for it, and a call would cost more.
  static std::uint32_t count(std::uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555ull;
    bits = (bits & 0x3333333333333333ull) + (bits >> 2 & 0x3333333333333333ull);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Full;
    return static_cast<std::uint32_t>(bits * 0x0101010101010101ull >> 56);
  }
  std::uint64_t input(std::uint32_t byte) const;

  std::string_view text_;
  const ByteMap& map_;
  bool mapped_ = false;
  std::vector<Part> parts_;           ///< empty if units are bytes
  std::vector<std::uint64_t> twice_;  ///< by part: the bytes that begin a code point of two units, as bits
};

}  // namespace nutgraf
