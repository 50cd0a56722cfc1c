// attribute/: what the chunks and tokens of a part are, as sets. Private.
//
//     [np She] [vg said] [np rivers] [vg had risen] [. .]
//     noun   1 0 1 0 0        next(2, &ChunkBits::finite) = 3
//     finite 0 1 0 1 0        previous(3, &ChunkBits::finite) = 1
#pragma once
#include <array>
#include <cstdint>

#include "attribute/bit_rows.hpp"
#include "attribute/chunk.hpp"

namespace nutgraf {

struct ChunkBits {
  std::array<std::uint64_t, chunk_cell::count> cell;
  // as ChunkKind has them
  std::uint64_t noun, verb, comma, dash, quote;
  std::uint64_t finite;      ///< verb groups with a finite verb
  std::uint64_t joined;      ///< verb groups right after a conjunction
  std::uint64_t breaks;      ///< marks and words that no clause goes past: see clause_at()
  std::uint64_t boundaries;  ///< a content may end before them, by what they are and what stands before

  std::uint64_t operator[](Label label) const { return cell[static_cast<std::size_t>(label)]; }
};
using ChunkSets = BitRows<ChunkBits>;

/// Makes the other sets of those of the cells.
void complete(ChunkSets& sets);

struct TokenBits {
  std::uint64_t sentence_ends = 0;
  std::uint64_t quotes = 0;  ///< quotation marks
};
using TokenSets = BitRows<TokenBits>;

}  // namespace nutgraf
