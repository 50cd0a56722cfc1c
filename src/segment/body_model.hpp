// segment/: how much each body rule weighs, and the chain that reads a page from top to bottom. Private.
//
// A block is in one of four states: before the story, story, a gap in it (a promotion between two
// paragraphs), or after it. The states follow each other only so:
//
//        ┌──┐ start  ┌──┐ stop   ┌──┐
//     ──►│ B ├──────►│ S ├──────►│ A │          A page may begin in B or S and end in any state.
//        └──┘        └┬─▲┘       └──┘
//                pause▼ │resume
//                    ┌──┴┐
//                    │ G │
//                    └───┘
//
// Each rule has seven weights: what it says for `before`, `gap` and `after` against story, and what it says,
// at the first block of the new state, for a start, pause, resume and stop against going on. A path's score
// is the sum of the weights of the rules that hold along it; the chance of a block to be story is the sum
// over all paths.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "nutgraf/result.hpp"

namespace nutgraf {

struct BodyModel {
  enum Weight : std::uint8_t {
    before,
    gap,
    after,
    start,
    pause,
    resume,
    stop,
    weight_count,
    rank = weight_count
  };
  /// The sums of weights at a block, by Weight.
  using Row = std::array<float, 8>;
  /// By Weight, in hundredths, so that eight are added at once; `rank`: the rule's place among all by what it
  /// pulls towards story, 1 or more, or away from it, -1 or less; 0 for none.
  using Weights = std::array<std::int16_t, 8>;
  static constexpr float unit = 0.01f, most = 5;  ///< 65 rules of the greatest weight can be added
  std::vector<Weights> rows;                      ///< one a rule, by rule id, and one of no rule
  std::vector<std::uint16_t> towards,
      against;  ///< rules by their rank, from the weakest on; the first is no rank's

  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.rows, self.towards, self.against);
  }
  /// What a rule pulls towards story, for the names shown.
  static float pull(const Weights& of) {
    return -static_cast<float>(of[before] + of[gap] + of[after]) * unit / 3;
  }
};

/// Reads `name<TAB>before<TAB>gap<TAB>after<TAB>start<TAB>pause<TAB>resume<TAB>stop` lines. A rule without a
/// line weighs nothing; a line for a rule that does not exist, or with anything but seven numbers from -5 to
/// 5, of which two decimals count, is an Error.
Result<std::shared_ptr<const BodyModel>> read_body_model(std::string_view file, std::string_view text);

/// What a line of a long run of short lines tells of where in the page it stands, before, in a gap or after,
/// is scaled down to `share` (0 to 1); what it tells of story or not stays. Else a menu of a hundred lines,
/// each a little more like "after" than "before", would outvote the paragraphs that follow it.
template <class Row>
void tie_states(Row& row, float share) {
  const auto mean = (row[BodyModel::before] + row[BodyModel::gap] + row[BodyModel::after]) / 3;
  for (std::size_t state : {BodyModel::before, BodyModel::gap, BodyModel::after})
    row[state] = mean + share * (row[state] - mean);
}

/// The share for a line in a run of `run` short lines.
inline float tied_share(std::uint32_t run) {
  constexpr float whole = 3;  // runs up to this length count in full
  return whole / std::max(whole, static_cast<float>(run));
}

/// A block on its way through the chain.
struct ChainBlock {
  BodyModel::Row potentials;     ///< summed weights; spent by story_odds()
  std::array<float, 4> forward;  ///< the states' shares of all paths that lead to it
  float odds;                    ///< the chance of story, as log-odds
};
/// Works out the odds of all blocks of a page from their potentials. Linear.
void story_odds(std::span<ChainBlock> blocks);

}  // namespace nutgraf
