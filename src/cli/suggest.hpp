// cli/: what may have been meant by a mistyped name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::cli {

/// The name with the fewest letters to change, if they are few; else empty.
std::string closest(std::string_view typed, const std::vector<std::string>& names);

}  // namespace nutgraf::cli
