// segment/: what speaks for or against a line as the headline. Private.
//
// Each rule looks at one property (its length, its end, how many of its words come back in the story, what
// stands around it …) and has one weight in headline_rules.def. The weights were fitted to pages with known
// headlines.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "segment/context.hpp"
#include "segment/headline_echo.hpp"
#include "segment/headline_words.hpp"

namespace nutgraf {

enum class HeadlineRule : std::uint16_t {
#define HEADLINE_RULE(name, weight) name,
#include "segment/headline_rules.def"
#undef HEADLINE_RULE
  count
};
std::string_view name(HeadlineRule rule);

/// The block's text without what goes before and after the headline in it: "Home » News » Floods close the
/// pass", "Floods close the pass | Courier". See headline_span.cpp.
Span headline_span(const Context& ctx, std::uint32_t block);
/// The same of a span that has no trail before it.
Span without_site(const Context& ctx, Span span);
/// Past the last breadcrumb separator, or 0.
std::size_t crumb_end(std::string_view text);
/// False only if the block has none.
bool may_hold_crumb(const Context& ctx, const BlockFacts& facts);
/// The kinds of tokens that such a separator is, or that may hold one.
constexpr std::uint32_t crumb_kinds =
    kind_bits(TokenKind::quote_open, TokenKind::quote_close, TokenKind::quote_plain, TokenKind::symbol,
              TokenKind::bullet, TokenKind::url, TokenKind::email, TokenKind::handle);
std::string_view without_blanks_around(std::string_view s);

/// A byline, a date or their label: never a headline.
bool is_field(const Context& ctx, std::size_t block);

/// Neither empty nor too long.
inline bool may_be_headline(const BlockFacts& facts) {
  return (facts.words > 0) & (facts.words <= 45) & (facts.bytes <= 400);
}

/// A paragraph of the story, which an article without a headline begins with.
inline bool is_paragraph(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  const float story = ctx.story[block];
  return (f.words >= 20) & (f.closes == TokenKind::period) & (story > 0);
}

/// All others are told from the headline at first sight.
inline bool is_candidate(const Context& ctx, std::size_t block) {
  const bool fits = may_be_headline(ctx.facts[block]), paragraph = is_paragraph(ctx, block);
  return fits & !paragraph;
}

enum class LineShape : std::uint8_t { none, few_words, line, prose, field };

/// What the rules need to know of one block, gathered in passes over all.
struct Spot {
  LineShape shape = LineShape::none;
  bool sure_field = false;    ///< a field, and not a bare name of few words: "Vibe Coding" may be a headline
  bool few = false;           ///< a line of few words, no sentence and no field
  bool reading_time = false;  ///< "12 min read"
  bool good = false;          ///< looks like a headline by its length and words
  bool share_below = false;   ///< the words of share buttons stand in one of the lines below
  std::uint8_t short_above = 0, short_below = 0;  ///< lines of few words in a row beside it
  std::uint32_t good_before = 0;                  ///< good ones above
  static constexpr std::uint32_t far = 1000;
  std::uint32_t anchor_before = far,
                anchor_after = far;  ///< distance to a byline or date, `far` if there is none
  std::uint32_t story_before = 0;    ///< words of story above
  WordCounts::Shares shares;
  Echo echo;
};

/// The candidates of one page with what the rules need. Linear to build.
class HeadlineView {
 public:
  HeadlineView(const Context& ctx, std::uint32_t start);
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  /// Appends the rules that hold for `block`; false if it cannot be a headline.
  bool rules(std::uint32_t block, std::vector<HeadlineRule>& out) const;
  /// The sum of their weights, or nothing.
  std::optional<float> score(std::uint32_t block) const;

 private:
  // Each family of rules; Out takes them.
  template <class Out>
  bool read(std::uint32_t block, Out& out) const;
  template <class Out>
  void form(std::uint32_t block, Out& out) const;
  template <class Out>
  void called(std::uint32_t block, Out& out) const;
  template <class Out>
  void words(std::uint32_t block, Out& out) const;
  template <class Out>
  void place(std::uint32_t block, Out& out) const;
  template <class Out>
  void around(std::uint32_t block, Out& out) const;
  template <class Out>
  void layout(std::uint32_t block, Out& out) const;
  template <class Out>
  void titles(std::uint32_t block, Out& out) const;
  template <class Out>
  void echoes(std::uint32_t block, Out& out) const;
  template <class Out>
  void near(std::uint32_t block, Out& out) const;
  bool has_colon(const BlockFacts& f) const;
  /// An article on its own, without a page around it.
  bool is_bare() const { return !ctx_.is_html() && start_ <= 6; }
  void gather_shapes();  // headline_view.cpp
  void gather_words();
  void count_story(std::uint32_t from, WordCounts& counts) const;
  void gather_anchors();
  const Spot& spot(std::uint32_t block) const { return spots_[block - base_]; }
  Spot& spot(std::uint32_t block) { return spots_[block - base_]; }

  const Context& ctx_;
  std::uint32_t start_ = 0, first_ = 0, last_ = 0;
  std::uint32_t base_ = 0, end_ = 0;  ///< spots are gathered of [base_, end_): a few more than the candidates
  std::pmr::vector<Spot> spots_;      ///< by block - base_
  std::vector<std::uint32_t> crumbs_;  ///< blocks with "»"
  std::uint32_t good_ = 0;
  bool reading_time_ = false;  ///< a spot has one
  std::uint32_t top_headings_ = 0;
};

}  // namespace nutgraf
