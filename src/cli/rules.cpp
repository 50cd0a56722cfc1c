#include "cli/commands.hpp"
namespace nutgraf::cli {
int rules_command(const Parser&, const Options&) {
  return 0;
}
}  // namespace nutgraf::cli
