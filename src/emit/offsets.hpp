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
    if (counts_.empty()) return mapped_ ? input(byte) : byte;
    return counted(byte);
  }

 private:
  std::uint32_t units_from(std::size_t at, std::size_t size) const;
  std::uint64_t counted(std::uint32_t byte) const;
  std::uint64_t input(std::uint32_t byte) const;

  std::string_view text_;
  const ByteMap& map_;
  OffsetUnit unit_;
  bool mapped_ = false;
  std::vector<std::uint32_t> counts_;  ///< units before every 64th byte; empty if units are bytes
};

}  // namespace nutgraf
