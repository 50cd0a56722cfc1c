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
#include "attribute/tag.hpp"

namespace nutgraf {

class GroupTables {
 public:
  /// Fills the tables; the rules hold them.
  static GroupTables made();
  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.words_, self.views_, self.next_, self.shapes_, self.by_word_, self.one_word_, self.start_);
  }

  static constexpr std::size_t most_views = 128, most_states = 256;

  /// The view of a word, by that of the word after it; view_of_end for the last.
  std::uint8_t view(unsigned tag_and_bits, std::uint8_t next) const {
    return views_[words_[tag_and_bits] * most_views + next];
  }
  static constexpr std::uint8_t view_of_end = 0;
  /// The state after a word with that view; start() before the first.
  std::uint8_t next(std::uint8_t state, std::uint8_t view) const { return next_[view * most_states + state]; }
  std::uint8_t start() const { return start_; }
  /// Whether the word read last begins a group.
  bool begins(std::uint8_t state) const { return state < one_word_; }
  ChunkKind kind(std::uint8_t state) const { return shapes_[state].kind; }
  /// What the group is if the word read last is its last; with the label of that word, 0 if it has none.
  void set_shape(ChunkShape& out, std::uint8_t state, std::uint8_t label) const {
    out = shapes_[state];
    out.label = static_cast<Label>(static_cast<unsigned>(out.label) | (label & by_word_[state]));
  }

 private:
  friend struct GroupTablesMaker;
  std::array<std::uint8_t, 256 * tag_count> words_{};          ///< [class][bits]: words that differ
  std::array<std::uint8_t, most_views * most_views> views_{};  ///< [word][view after it]
  std::array<std::uint8_t, most_views * most_states> next_{};  ///< [view][state]
  std::array<ChunkShape, most_states> shapes_{};     ///< without label, if that is told by the word:
  std::array<std::uint8_t, most_states> by_word_{};  ///< all bits then, else none
  std::uint8_t one_word_ = 0;  ///< the first states are those of groups of one word, so many
  std::uint8_t start_ = 0;
};

}  // namespace nutgraf
