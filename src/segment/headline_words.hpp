// segment/: the words of the story, and how many of a line's words are among them. Private.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "segment/context.hpp"

namespace nutgraf {

/// How often each telling word comes in the story.
class WordCounts {
 public:
  /// `lead`: the block is one of the story's first.
  void add(std::span<const TellingWord> words, bool lead);
  struct Shares {
    float once = 0, often = 0;  ///< shares of a line's telling words that come at least once, three times
    float lead = 0;             ///< … that come in the first blocks
    int words = 0;
    int hits = 0;   ///< words that come at least once
    int pairs = 0;  ///< neighbours that stand beside each other in the story too
  };
  Shares shares(std::span<const TellingWord> words) const;

 private:
  static constexpr std::uint8_t often = 3, in_lead = 4;  ///< the count stays at 3; a bit beside it
  std::vector<std::uint8_t> counts_ = std::vector<std::uint8_t>(TellingWord::no_line + 1, 0);
  std::vector<std::uint64_t> pairs_ =
      std::vector<std::uint64_t>(1u << 10, 0);  ///< a bit by hash of two words
};

}  // namespace nutgraf
