// segment/: what speaks for or against a line as the headline. Private.
//
// Each rule looks at one property (its length, its end, how many of its words come back in the story, what
// stands around it …) and has one weight in headline_rules.def. The weights were fitted to pages with known
// headlines.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "segment/context.hpp"

namespace nutgraf {

enum class HeadlineRule : std::uint16_t {
#define HEADLINE_RULE(name, weight) name,
#include "segment/headline_rules.def"
#undef HEADLINE_RULE
  count
};
std::string_view name(HeadlineRule rule);
float weight(HeadlineRule rule);

/// The block's text without what goes before the headline in it: "Home » News » Floods close the pass".
Span headline_span(const Context& ctx, std::uint32_t block);

/// A byline, a date or their label: never a headline.
bool is_field(const Context& ctx, std::size_t block);

/// How often each telling word comes in the story.
class WordCounts {
 public:
  /// `lead`: the block is one of the story's first.
  void add(std::span<const TellingWord> words, bool lead);
  struct Shares {
    float once = 0, often = 0;  ///< shares of a line's telling words that come at least once, three times
    float lead = 0;             ///< … that come in the first blocks
    int words = 0;
  };
  Shares shares(std::span<const TellingWord> words) const;

 private:
  static constexpr std::uint8_t often = 3, in_lead = 4;  ///< the count stays at 3; a bit beside it
  std::vector<std::uint8_t> counts_ = std::vector<std::uint8_t>(TellingWord::no_line + 1, 0);
};

/// The candidates of one page with what the rules need. Linear to build.
class HeadlineView {
 public:
  HeadlineView(const Context& ctx, std::uint32_t start);
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  /// Appends the rules that hold for `block`; false if it cannot be a headline.
  bool rules(std::uint32_t block, std::vector<HeadlineRule>& out) const;

 private:
  using Out = std::vector<HeadlineRule>;
  void form(std::uint32_t block, Out& out) const;
  void words(std::uint32_t block, Out& out) const;
  void place(std::uint32_t block, Out& out) const;
  void around(std::uint32_t block, Out& out) const;
  void layout(std::uint32_t block, Out& out) const;
  void titles(std::uint32_t block, Out& out) const;
  bool candidate(std::uint32_t block) const;

  const Context& ctx_;
  std::uint32_t start_ = 0, first_ = 0, last_ = 0;
  WordCounts story_;
  std::vector<WordCounts::Shares> shares_;                   ///< by block - first_
  std::vector<std::uint32_t> good_before_;                   ///< candidates above, by block - first_
  std::vector<std::uint32_t> anchor_after_, anchor_before_;  ///< distance to the next byline or date
  std::vector<std::uint32_t> story_before_;                  ///< words of story above
  std::vector<std::uint32_t> crumbs_;                        ///< blocks with "»"
  std::uint32_t good_ = 0;
  std::uint32_t top_headings_ = 0;
};

}  // namespace nutgraf
