// cli/: what differs between two JSON texts, by JSON pointer.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/result.hpp"

namespace nutgraf::cli {

struct Difference {
  std::string pointer;   ///< "/blocks/3/role"
  std::string expected;  ///< JSON on one line, shortened around the place that differs; empty: not there
  std::string actual;
};

/// All differences in the order of `expected`. With `partial`, members that the expected object does not have
/// are not compared. "/nutgraf/version" never is. Error: `expected` is not JSON (with the byte).
Result<std::vector<Difference>> differences(std::string_view expected, std::string_view actual, bool partial);

}  // namespace nutgraf::cli
