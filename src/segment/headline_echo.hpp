// segment/: where the words of a line come again in other lines. Private.
//
// A page names its headline more than once: in the trail of links to it ("Home News Floods close the pass"),
// in its title ("Floods close the pass | Courier"), in a list of contents. What a line shares with its likes
// tells headline, crumbs and subheads apart. Words are compared in lower case.
#pragma once
#include <cstdint>
#include <vector>

#include "segment/context.hpp"

namespace nutgraf {

/// What other lines of the range have of one line.
struct Echo {
  bool ends_longer = false;    ///< a longer line ends with it
  bool begins_longer = false;  ///< a longer line begins with it
  bool has_end = false;        ///< it ends with a shorter line
  bool has_start = false;      ///< it begins with a shorter line
  bool more_capitals = false;  ///< another line has the same words with fewer capitals
  bool less_capitals = false;  ///< … with more
  bool in_story = false;       ///< the line comes again below the start of the story
};

/// Of the blocks [first, last), or empty if there is nothing to say: of which each line of 2 to 60 words is
/// compared. Time is linear: of many lines with the same two words at an end the first few are looked at.
std::vector<Echo> find_echoes(const Context& ctx, std::uint32_t first, std::uint32_t last,
                              std::uint32_t start);

}  // namespace nutgraf
