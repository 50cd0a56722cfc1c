// segment/: what a pass over all tokens counts. Private.
#pragma once
#include <cstdint>

#include "rules/rules.hpp"
#include "segment/context.hpp"

namespace nutgraf {

/// What is counted of the tokens of a block, run by run, and where the lists of its words go.
struct TokenRun {
  static constexpr std::uint32_t longest = 255;  ///< tokens
  std::uint32_t traits = 0;                      ///< word_trait bits of all tokens so far
  std::uint64_t kinds = 0;                       ///< their kinds as bits, the lowest 32
  std::uint64_t counts = 0, words = 0;           ///< of the last run: see counts.cpp
  std::uint32_t* listed;   ///< indices of words with which a phrase may begin, and of verbs of speech
  std::uint16_t* telling;  ///< Token::hash of words that tell what the block is about
};
/// Counts the tokens [from, to), `longest` at most. The lists must have room for all of them.
void count_run(const Token* tokens, std::uint32_t from, std::uint32_t to, const std::uint16_t* traits,
               TokenRun& run);

/// The counts of a block from those of its runs.
class CountSums {
 public:
  void add(const TokenRun& run);
  void write(BlockCounts& counts) const;

 private:
  /// Eight counters at once.
  using Counters = std::uint16_t __attribute__((vector_size(16)));
  static void add(Counters& sums, std::uint64_t lanes);
  Counters token_{}, word_{};
};

}  // namespace nutgraf
