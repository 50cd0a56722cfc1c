// cli/: what stands behind a file descriptor, and messages to the user.
#pragma once
#include <string>
#include <string_view>

#include "nutgraf/result.hpp"

namespace nutgraf::cli {

bool is_terminal(int fd);
/// On a terminal, unless NO_COLOR is set or TERM is "dumb".
bool wants_colour(int fd);
/// Columns of the terminal, or of $COLUMNS, else 80.
unsigned columns(int fd);

/// Writes "nutgraf: message" and a line break to stderr; control characters in it are shown as '?'.
void complain(std::string_view message);
/// "name: message", with the byte where there is one.
std::string describe(const Error& error, std::string_view name);

}  // namespace nutgraf::cli
