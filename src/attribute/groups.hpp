// attribute/: which words stand in one group: rules, and the tables that are made of them. Private.
//
// Whether a word goes on with the group before it depends on what follows it and on what the group holds. So
// words are read twice, each time with one look into a table and without a branch, as none could be foreseen:
// from the right, which gives each word its view (its class, with what it is followed by, as far as that
// matters to groups), and from the left, which gives the group that its view makes of the one before.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "attribute/chunk.hpp"
#include "attribute/model.hpp"

namespace nutgraf {

class GroupTables {
 public:
  /// The tables, made at the first call.
  static const GroupTables& get();

  static constexpr std::size_t row = 64;  ///< at least as many as there are views

  static constexpr std::size_t most_states = 256;

  /// The view of a word, by that of the word after it; view_of_end for the last.
  std::uint8_t view(Tag tag, std::uint8_t bits, std::uint8_t next) const {
    return views_[words_[static_cast<std::size_t>(tag)][bits] * row + next];
  }
  static constexpr std::uint8_t view_of_end = 0;
  /// The state after a word with that view; `start` before the first.
  std::size_t next(std::size_t state, std::uint8_t view) const { return next_[state + view]; }
  static constexpr std::size_t start = 0;
  /// What the group is if the word read last is its last.
  const ChunkShape& shape(std::size_t state) const { return shapes_[state / row]; }

 private:
  friend struct GroupTablesMaker;
  std::array<std::array<std::uint8_t, 256>, tag_count> words_{};  ///< [class][bits]: words that differ
  std::array<std::uint8_t, row * row> views_{};                   ///< [word][view after it]
  std::array<std::uint16_t, most_states * row> next_{};           ///< [state][view]; states count in rows
  std::array<ChunkShape, most_states> shapes_{};
};

}  // namespace nutgraf
