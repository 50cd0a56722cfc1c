#include "cli/suggest.hpp"

#include <algorithm>
#include <numeric>

namespace nutgraf::cli {
namespace {

/// Letters to insert, drop or replace.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t replaced = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string closest(std::string_view typed, const std::vector<std::string>& names) {
  if (typed.size() > 40) return {};
  std::string best;
  std::size_t least = std::max<std::size_t>(2, typed.size() / 3) + 1;
  for (const std::string& name : names) {
    std::size_t changes = distance(typed, name);
    if (changes < least) least = changes, best = name;
  }
  return best;
}

}  // namespace nutgraf::cli
