// segment/: the rules that decide between story and the rest, and their names. Private.
//
// A rule is one level of a family in body_rules.def ("words-8": seven or eight words). For each block
// body_rules() lists the rules that hold; what they weigh stands in src/rules/weights/body.weights (see
// body_model.hpp).
#pragma once
#include <array>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/hints.hpp"
#include "segment/body_model.hpp"
#include "segment/context.hpp"

namespace nutgraf {

#define BODY_PHRASES                                                                                  \
  "promotion newsletter related share navigation advertisement copyright cookie comments author_bio " \
  "contents "                                                                                         \
  "section_head player references"
#define BODY_ROLES "headline kicker deck byline date caption credit contributor correction note boilerplate"
#define BODY_SHAPES "X S M Q P N L B"

#define BODY_REGIONS                                                                                      \
  "nav header footer aside main article figure form hidden blockquote table list dialog address details " \
  "time "                                                                                                 \
  "author_rel itemprop_body itemprop_headline itemprop_author itemprop_date noscript template"

/// The names of all hints, parted by blanks.
inline constexpr auto body_hints = [] {
  constexpr std::size_t size = [] {
    std::size_t total = 0;
    for (std::string_view name : hint_names) total += name.size() + 1;
    return total;
  }();
  std::array<char, size> text{};
  std::size_t at = 0;
  for (std::string_view name : hint_names) {
    if (at > 0) text[at++] = ' ';
    for (char c : name) text[at++] = c;
  }
  return text;
}();
#define BODY_HINTS std::string_view(body_hints.data(), body_hints.size() - 1)

enum class BodyFamily : std::uint8_t {
#define BODY_FAMILY(name, levels, power) name,
#include "segment/body_rules.def"
#undef BODY_FAMILY
  count
};

struct BodyFamilyInfo {
  std::string_view name, levels;
  int power;
};
inline constexpr BodyFamilyInfo body_families[] = {
#define BODY_FAMILY(name, levels, power) {#name, levels, power},
#include "segment/body_rules.def"
#undef BODY_FAMILY
};
inline constexpr std::size_t body_family_count = static_cast<std::size_t>(BodyFamily::count);

/// Number of blank-separated levels; an empty list is one level without a name.
constexpr std::uint16_t level_count(std::string_view levels) {
  std::uint16_t count = 1;
  for (char c : levels) count = static_cast<std::uint16_t>(count + (c == ' ' ? 1 : 0));
  return count;
}

/// First rule id of each family; the last entry is the number of rules.
inline constexpr auto body_bases = [] {
  std::array<std::uint16_t, body_family_count + 1> bases{};
  for (std::size_t i = 0; i < body_family_count; ++i) {
    std::uint16_t size = 1;
    for (int p = 0; p < body_families[i].power; ++p)
      size = static_cast<std::uint16_t>(size * level_count(body_families[i].levels));
    bases[i + 1] = static_cast<std::uint16_t>(bases[i] + size);
  }
  return bases;
}();
inline constexpr std::uint16_t body_rule_count = body_bases[body_family_count];
/// Weighs nothing: its row stands after those of all rules.
inline constexpr std::uint16_t no_body_rule = body_rule_count;

constexpr std::uint16_t body_rule(BodyFamily family, std::size_t level) {
  return static_cast<std::uint16_t>(body_bases[static_cast<std::size_t>(family)] + level);
}

/// "words-8", by rule id; it lives as long as the program.
std::string_view body_rule_name(std::size_t rule);

/// The rules that hold for one block; cleared and reused from block to block.
struct BodyRules {
  static constexpr std::size_t room = 512;  ///< more than can hold at once
  std::array<std::uint16_t, room> ids;
  std::size_t count = 0;
  void add(std::uint16_t rule) { add_if(true, rule); }
  void add_if(bool holds, std::uint16_t rule) {
    ids[count] = rule;
    count += holds ? 1 : 0;
  }
};

/// What a block looks like from afar, in the order of BODY_SHAPES.
enum BlockShape : std::uint8_t { wordless, tiny, plain, asking, sentence, open_line, prose, item };
static_assert(level_count(BODY_SHAPES) == item + 1);

inline std::uint32_t percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<std::uint32_t>(part * 100 / whole);
}

/// The level of a value among ascending limits: how many are below it. Without a branch, since no block's
/// level tells the next one's.
template <std::size_t N>
constexpr std::size_t level_of(std::uint32_t value, const std::uint32_t (&limits)[N]) {
  std::size_t level = 0;
  for (std::uint32_t limit : limits) level += value > limit ? 1 : 0;
  return level;
}

/// Per cent of a whole, of which nothing is 0: one division for several parts.
class Percent {
 public:
  explicit Percent(std::uint32_t whole)
      : factor_((whole == 0 ? 0.0 : 100.0) / (whole + (whole == 0 ? 1 : 0))) {}
  std::uint32_t of(std::uint32_t part) const {
    constexpr double slack = 1e-6;  // what falls short of a whole number is less
    return static_cast<std::uint32_t>(part * factor_ + slack);
  }

 private:
  double factor_;
};

/// The page as the rules about neighbours see it: one small record a block, and sums over the page.
struct Neighbourhood {
  struct Cell {
    std::uint8_t shape;    ///< index into BODY_SHAPES
    std::uint8_t repeats;  ///< how often the same text occurs in the page, capped
    bool prose, short_line, dated;
    bool place_dash;                        ///< opens like a dateline: "LOWMARK (LW) —"
    std::uint8_t place_dashes;              ///< prose blocks above that open so, capped
    bool tweet_signature;                   ///< "— Mia Stone (@miastone) March 4, 2026"
    std::uint8_t since_byline, since_date;  ///< blocks since the last one voted for, capped; 0 = none
    bool prose_since_byline, prose_since_date;
    bool credit;  ///< closes with a credit in brackets: "(Mia Stone/LP)"
    std::uint8_t shared,
        topic;             ///< share_levels: how much of its telling words other prose has, or much of it
    std::uint16_t lead;    ///< BODY_PHRASES classes that begin the block, as bits
    std::uint16_t inside;  ///< … that it contains
    std::uint16_t seen;    ///< … that began a short block after the first hundred words of prose
    std::uint16_t votes;   ///< BODY_ROLES voted for
    std::uint16_t strong_votes;
    std::uint16_t stretch;  ///< blocks without prose that it stands among, capped; 0 for prose
    std::uint16_t run;      ///< length of the run of short lines it stands in, capped
    std::uint16_t under;    ///< phrase classes of the last short header, none across prose
    std::uint16_t under_distance;
    std::uint32_t since_prose, until_prose;  ///< blocks to the nearest prose block, 0 = none
    std::uint32_t prose_before;              ///< words of prose in the blocks before it
    /// What the blocks beside it take note of, which few blocks have.
    unsigned marks() const { return unsigned{dated} | place_dash | tweet_signature | credit; }
  };
  /// What stands above a block.
  struct Sums {
    std::uint32_t prose, words;  ///< blocks of prose; words of all
  };
  static constexpr std::uint32_t share_levels[] = {0, 15, 35, 60};  ///< per cent
  static constexpr std::size_t margin = 4, reach = 21;
  explicit Neighbourhood(std::pmr::memory_resource* memory) : cells(memory), sums(memory) {}
  std::vector<std::uint32_t> container_prose, section_prose;  ///< words of prose by id (HTML only)
  std::uint32_t main_container = 0;                           ///< the one with most prose (HTML only)
  BlockRange main_blocks;                                     ///< from its first prose to its last
  std::uint32_t usual_depth = 0;                              ///< of the prose
  std::uint32_t regions = 0;                                  ///< all regions of the page's prose
  std::pmr::vector<Cell> cells;  ///< one a block, with `margin` empty ones before and after them
  std::pmr::vector<Sums> sums;   ///< one a block, with `reach` before and `reach` + 1 after them
  std::uint32_t words = 0, prose_words = 0;
  std::size_t page_prose = 0, page_blocks = 0;  ///< levels of these families, the same for all blocks
  Percent percent_of_usual{0};                  ///< words of a prose block: the mean, weighted by words

  Cell& cell(std::size_t block) { return cells[block + margin]; }
  const Cell& cell(std::size_t block) const { return cells[block + margin]; }
  std::span<Cell> blocks() { return std::span(cells).subspan(margin, cells.size() - 2 * margin); }
};

Neighbourhood look_around(const Context& ctx);
void body_rules(const Context& ctx, const Neighbourhood& around, std::size_t block, BodyRules& out);

/// What the rules that hold for a block weigh together.
struct BodyScore {
  BodyModel::Row sums;
  std::uint16_t towards, against;  ///< the rules that pull most to story and away from it
};
BodyScore score_rules(const Context& ctx, const Neighbourhood& around, std::size_t block);

}  // namespace nutgraf
