// segment/: the words of the story, and how many of a line's words are among them. Private.
#pragma once
#include <array>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "segment/context.hpp"

namespace nutgraf {

/// Pairs of neighbours, in an open table.
class WordPairs {
 public:
  explicit WordPairs(std::pmr::memory_resource* memory) : slots_(usual_slots, memory) {}
  void add(std::uint32_t before, std::uint32_t word);
  bool has(std::uint32_t before, std::uint32_t word) const {
    const std::uint32_t pair = number(before, word), first = slots_[place(pair)];
    // the product is 0 only if one of the two is; it is another pair's place hardly ever
    if (std::uint64_t{first} * (first ^ pair) != 0) return slots_[find(pair)] != 0;
    return first == pair;
  }

 private:
  static constexpr std::size_t usual_slots = 256;  // a power of two, as all sizes
  static std::uint32_t number(std::uint32_t before, std::uint32_t word) {
    return (before << 16 | word) + 1;  // 0 is a free slot
  }
  std::size_t place(std::uint32_t pair) const {
    return static_cast<std::size_t>(pair * 0x9E3779B97F4A7C15ull >> 32) & (slots_.size() - 1);
  }
  std::size_t find(std::uint32_t pair) const;  ///< its slot, or the free one for it
  void grow();
  std::pmr::vector<std::uint32_t> slots_;
  std::size_t size_ = 0;
};

/// How often the words of some lines come in the story. First ask() for the words of every line, then add()
/// the story; what else it says is passed over.
class WordCounts {
 public:
  explicit WordCounts(std::pmr::memory_resource* memory) : pairs_(memory) { counts_[nobodys] = 0; }
  void ask(std::span<const std::uint16_t> words);
  /// Adds blocks that follow one another, in order. `lead`: where in ctx.telling the story's first blocks
  /// end.
  void add(const Context& ctx, BlockRange blocks, std::uint32_t lead);
  struct Shares {
    float once = 0, often = 0;  ///< shares of a line's telling words that come at least once, three times
    float lead = 0;             ///< … that come in the first blocks
    int words = 0;
    int hits = 0;   ///< words that come at least once
    int pairs = 0;  ///< neighbours that stand beside each other in the story too
  };
  Shares shares(std::span<const std::uint16_t> words) const;

 private:
  static constexpr std::uint8_t often = 3, in_lead = 4;  ///< the count stays at 3; a bit beside it
  static constexpr unsigned bits = 14;                   ///< of the hashes
  static constexpr std::uint32_t told_apart = 1u << bits;
  static std::uint32_t word_of(std::uint16_t hash) { return hash >> (16 - bits); }
  std::uint32_t asked(std::uint32_t word) const { return asked_[word >> 6] >> (word & 63) & 1; }
  static constexpr unsigned likely_bits =
      11;  ///< the highest of a hash, by which words are told at first sight
  static std::size_t likely_of(std::uint16_t hash) { return hash >> (16 - likely_bits); }
  std::array<std::uint8_t, 1u << likely_bits> likely_{};  ///< 1 where a word asked for falls
  std::array<std::uint64_t, told_apart / 64> asked_{};
  static constexpr std::uint32_t nobodys = told_apart;  ///< where words are counted that nobody asked for
  std::array<std::uint8_t, told_apart + 1> counts_;     ///< of the words asked for; the rest is never set
  WordPairs pairs_;                                     ///< neighbours in the story, both of them asked for
};

}  // namespace nutgraf
