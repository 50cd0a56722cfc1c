#include "cli/progress.hpp"

#include <unistd.h>

#include "cli/files.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view thing) {
  return grouped(number) + " " + std::string(thing) + (number == 1 ? "" : "s");
}

Progress::Progress() : on_(is_terminal(STDERR_FILENO)), began_(Clock::now()), last_(began_) {}

void Progress::show(std::uint64_t done, std::uint64_t failed, std::uint64_t bytes, std::string_view name) {
  if (!on_) return;
  auto now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  double seconds = std::chrono::duration<double>(now - began_).count();
  std::string line = counted(done, "article") + " · " + grouped(bytes >> 20) + " MB · " +
                     grouped(static_cast<std::uint64_t>(static_cast<double>(done) / seconds)) + "/s";
  if (failed > 0) line += " · " + grouped(failed) + " failed";
  std::size_t width = columns(STDERR_FILENO);
  if (line.size() + 3 + name.size() < width) line += " · " + std::string(name);
  write_all(STDERR_FILENO, "\r\x1b[K" + line);
  shown_ = true;
}

void Progress::clear() {
  if (shown_) write_all(STDERR_FILENO, "\r\x1b[K");
  shown_ = false;
}

}  // namespace nutgraf::cli
