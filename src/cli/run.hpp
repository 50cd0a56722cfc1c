// cli/: the command line, from main's arguments to an exit code.
#pragma once

namespace nutgraf::cli {

int run(int argc, char** argv);

}  // namespace nutgraf::cli
