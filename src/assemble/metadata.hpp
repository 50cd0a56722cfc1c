// assemble/: what the page shows, weighed against what it declares. Private.
//
// Each value is chosen in one place by named sources with weights: equal values from several sources add up,
// and what stays below a threshold is left unknown. Nothing is guessed: no clock, no file dates.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/parser.hpp"
#include "read/page.hpp"
#include "read/titles.hpp"
#include "segment/segments.hpp"

namespace nutgraf {

struct Rules;

/// What the weighing looks at, made once a page.
struct Evidence {
  Evidence(const Page& page, const Segments& segments, const Rules& rules);
  const Page& page;
  const Segments& segments;
  const Rules& rules;
  std::vector<DeclaredTitle> titles;
  std::vector<std::string> sites;
  std::optional<std::uint32_t> headline;  ///< the block that shows the headline or a declared title
  std::optional<std::uint32_t> body;      ///< the first story block after it

  /// How near to the headline a marked-up value stands in the source: 1 = beside it, 0 = elsewhere in the
  /// page.
  float nearness(const MetaCandidate& m) const;
};

/// Sets url, language, title, publisher, section, keywords, authors, date, published, modified of `article`.
void weigh_metadata(const Page& page, const Segments& segments, const ParseOptions& options,
                    const Rules& rules, Article& article);

struct WeighedDates {
  std::optional<Timestamp> published, modified;
};
/// The day of publication and of the last change, as written in their own zone.
WeighedDates weigh_dates(const Evidence& evidence, std::string_view url, std::string_view language);

/// Plain names of persons, in order. Never the site, a section, a role, an address.
std::vector<std::string> weigh_authors(const Evidence& evidence);

}  // namespace nutgraf
