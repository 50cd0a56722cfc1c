// attribute/: where names stand in an article. Private.
#pragma once
#include <bit>
#include <cstdint>
#include <span>

#include "attribute/tag.hpp"
#include "attribute/token_ranges.hpp"
#include "base/memory.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Words in a row that are one name by their classes, titles included: "Mayor Ana Ruiz", "Ana de Ruiz",
/// "Ruiz's"; in order, none over the border of a block.
class NameRuns {
 public:
  NameRuns() = default;
  /// There are 64 more tags than tokens, all stops. `words`: see source_words().
  NameRuns(const Tokens& tokens, std::span<const Tag> tags, const std::uint32_t* words, Memory& memory);

  std::span<const TokenRange> all() const { return runs_; }
  /// How many begin before the token, which may be the one past the last.
  std::uint32_t before(std::uint32_t token) const {
    const Row& row = rows_[token / 64];
    const std::uint64_t bits = row.first & ((std::uint64_t{1} << token % 64) - 1);
    return row.before + static_cast<std::uint32_t>(std::popcount(bits));
  }

 private:
  /// Of 64 tokens in a row.
  struct Row {
    std::uint64_t first;   ///< those that runs begin with, as bits
    std::uint32_t before;  ///< runs that begin before the row
  };
  std::span<const TokenRange> runs_;
  Row* rows_ = nullptr;
};

}  // namespace nutgraf
