// segment/: the words of the story, and how many of a line's words are among them. Private.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "segment/context.hpp"

namespace nutgraf {

/// How often the words of some lines come in the story. First ask() for the words of every line, then add()
/// the blocks of the story, then count() once; what else the story says is passed over.
class WordCounts {
 public:
  WordCounts() { pairs_.reserve(usual_pairs); }
  void ask(std::span<const std::uint16_t> words);
  /// `lead`: the block is one of the story's first.
  void add(std::span<const std::uint16_t> words, bool lead);
  void count();
  struct Shares {
    float once = 0, often = 0;  ///< shares of a line's telling words that come at least once, three times
    float lead = 0;             ///< … that come in the first blocks
    int words = 0;
    int hits = 0;   ///< words that come at least once
    int pairs = 0;  ///< neighbours that stand beside each other in the story too
  };
  Shares shares(std::span<const std::uint16_t> words) const;

 private:
  static constexpr std::size_t usual_pairs = 64;
  static constexpr std::uint8_t often = 3, in_lead = 4;  ///< the count stays at 3; a bit beside it
  bool asked(std::uint32_t word) const { return (asked_[word >> 6] >> (word & 63)) & 1; }
  std::array<std::uint64_t, TellingWords::lines / 64> asked_{};
  /// Of the words asked for; the rest is never set.
  std::unique_ptr<std::uint8_t[]> counts_ =
      std::make_unique_for_overwrite<std::uint8_t[]>(TellingWords::lines);
  std::vector<std::uint32_t> pairs_;  ///< neighbours in the story, both of them asked for
};

}  // namespace nutgraf
