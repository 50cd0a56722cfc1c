// read/html: dates in the data that a page's scripts start from. Private.
#pragma once
#include <string_view>
#include <vector>

#include "read/page.hpp"

namespace nutgraf {

/// Appends the day of publication that values such as "publishedAt": "2026-03-04T…" state anywhere in the
/// source, if all values of the name agree: a list of stories states several. For pages that declare none
/// otherwise. Linear.
void read_state_dates(std::string_view html, std::vector<MetaCandidate>& out);

}  // namespace nutgraf
