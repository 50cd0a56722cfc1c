#include "cli/options.hpp"
namespace nutgraf::cli {
std::string completions(const std::string&) {
  return {};
}
}  // namespace nutgraf::cli
