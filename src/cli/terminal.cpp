#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "cli/files.hpp"

namespace nutgraf::cli {

bool is_terminal(int fd) {
  return ::isatty(fd) == 1;
}

bool wants_colour(int fd) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return is_terminal(fd) && !(no_colour && *no_colour) && !(term && std::strcmp(term, "dumb") == 0);
}

unsigned columns(int fd) {
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* set = std::getenv("COLUMNS");
  int value = set ? std::atoi(set) : 0;
  return value > 0 && value < 1000 ? static_cast<unsigned>(value) : 80;
}

void complain(std::string_view message) {
  std::string line = "nutgraf: ";
  for (char c : message) line += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? '?' : c;
  line += '\n';
  write_all(STDERR_FILENO, line);
}

std::string describe(const Error& error, std::string_view name) {
  std::string text(name);
  if (error.byte) text += (text.empty() ? "byte " : ", byte ") + std::to_string(*error.byte);
  return text.empty() ? error.message : text + ": " + error.message;
}

}  // namespace nutgraf::cli
