#include "cli/signals.hpp"

#include <csignal>

namespace nutgraf::cli {
namespace {

volatile std::sig_atomic_t stopped = 0;

extern "C" void stop(int) {
  stopped = 1;
}

}  // namespace

void install_signals() {
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = SA_RESETHAND;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool interrupted() {
  return stopped != 0;
}

}  // namespace nutgraf::cli
