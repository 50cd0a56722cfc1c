// segment/: Page, Tokens → Segments. Private. The role of every block, and the article's parts inside the
// blocks.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/dates.hpp"
#include "nutgraf/article.hpp"
#include "nutgraf/parser.hpp"
#include "read/page.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

struct Decision {
  Role role = Role::body;
  BoilerplateKind boilerplate = BoilerplateKind::none;
  std::string_view rule;
  float confidence = 0;
};

/// What the blocks show, before declared metadata is weighed against it (assemble/).
struct Segments {
  std::vector<Decision> decisions;  ///< one a block
  std::vector<Vote> votes;          ///< only if asked for
  std::optional<Span> headline, kicker, deck;
  std::optional<Byline> byline;
  bool byline_led = false;      ///< "By", "Author:" or such stands before the names
  float byline_confidence = 0;  ///< 0 to 1: how much likelier it is than none
  std::optional<Dateline> dateline;
  std::optional<Timestamp> published, modified;  ///< from visible date lines
  float published_score = 0;  ///< how surely the line of `published` dates the story; 3 = beside the headline
  DayOrder day_order = DayOrder::unknown;  ///< how the page writes 04/03/2026
  std::vector<Caption> captions;
  std::vector<Contributor> contributors;
  std::vector<Span> corrections, notes;
  std::string language;  ///< "en", "de", …; empty if not known
};

struct Rules;
Segments segment(const Page& page, const Tokens& tokens, const Rules& rules, bool keep_votes);

}  // namespace nutgraf
