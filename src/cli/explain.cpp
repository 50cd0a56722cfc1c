#include "cli/commands.hpp"
namespace nutgraf::cli {
int explain_command(const Parser&, const Options&) {
  return 0;
}
}  // namespace nutgraf::cli
