// Who wrote it: the names that the byline shows and the page declares, cleaned and weighed.
#include <algorithm>
#include <array>

#include "assemble/metadata.hpp"
#include "base/utf8.hpp"
#include "read/titles.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
std::vector<std::string> weigh_authors(const Page&, const Segments& segments, const Rules&) {
  std::vector<std::string> out;
  if (segments.byline)
    for (const Person& person : segments.byline->authors) out.push_back(person.name);
  return out;
}
}  // namespace nutgraf
