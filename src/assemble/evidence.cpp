// Where the headline stands, and how near to it a marked-up value is.
#include <algorithm>

#include "assemble/metadata.hpp"

namespace nutgraf {
namespace {

std::optional<std::uint32_t> block_of(const Page& page, Span span) {
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i)
    if (page.blocks[i].span.contains(span)) return i;
  return std::nullopt;
}

}  // namespace

Evidence::Evidence(const Page& p, const Segments& s, const Rules& r)
    : page(p), segments(s), rules(r), titles(declared_titles(p)), sites(site_names(p)) {
  if (s.headline) headline = block_of(p, *s.headline);
  if (!headline && p.format == Format::html)
    if (auto shown = shown_title(p, titles, sites)) headline = shown->block;
  for (std::uint32_t i = headline.value_or(0); i < s.decisions.size() && !body; ++i)
    if (s.decisions[i].role == Role::body && i != headline) body = i;
}

float Evidence::nearness(const MetaCandidate& m) const {
  if (!headline || m.html.start == 0) return 0.5f;
  auto distance = static_cast<std::int64_t>(m.html.start) - page.blocks[*headline].html.start;
  if (distance < 0) return distance >= -1000 ? 1.0f : distance >= -5000 ? 0.5f : 0.2f;
  return distance < 1000    ? 1.0f
         : distance < 3000  ? 0.8f
         : distance < 8000  ? 0.5f
         : distance < 20000 ? 0.2f
                            : 0.0f;
}

}  // namespace nutgraf
