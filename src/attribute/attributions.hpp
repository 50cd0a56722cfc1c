// attribute/: Page, Tokens, Segments → Attributions. Private. Who said what.
#pragma once
#include <vector>

#include "nutgraf/article.hpp"
#include "nutgraf/parser.hpp"
#include "read/page.hpp"
#include "segment/segments.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

struct Attributions {
  std::vector<Quote> quotes;
  std::vector<Attribution> attributions;
  std::vector<Source> sources;
  std::vector<Span> spans;                ///< see Article::spans
  std::vector<std::uint32_t> statements;  ///< see Article::statements
  std::vector<Reason> reasons;            ///< only if asked for
};

struct Rules;
Attributions attribute(const Page& page, const Tokens& tokens, const Segments& segments, const Rules& rules,
                       bool keep_reasons = false);

}  // namespace nutgraf
