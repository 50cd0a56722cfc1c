// cli/: interrupts. The first SIGINT or SIGTERM asks the command to stop at the next article and to tidy up;
// a second one ends the program at once. SIGPIPE is ignored: writes fail with EPIPE instead.
#pragma once

namespace nutgraf::cli {

void install_signals();
bool interrupted();

}  // namespace nutgraf::cli
