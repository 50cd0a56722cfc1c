// cli/: exit codes, in one place.
#pragma once
#include <cstddef>

namespace nutgraf::cli {

enum Exit : int {
  exit_ok = 0,
  exit_difference = 1,  ///< check: fixtures differ; parse, batch: nothing found, under --fail-if-empty
  exit_usage = 2,
  exit_some_failed = 3,
  exit_all_failed = 4,
  exit_interrupted = 130,
  exit_pipe_closed = 141  ///< the reader of the output went away: no message
};

/// What became of the inputs.
struct Tally {
  std::size_t done = 0;  ///< read and written
  std::size_t failed = 0;
  std::size_t empty = 0;  ///< of `done`: neither headline nor story found
  Exit exit(bool fail_if_empty) const {
    if (failed > 0) return done > 0 ? exit_some_failed : exit_all_failed;
    return fail_if_empty && empty > 0 ? exit_difference : exit_ok;
  }
};

}  // namespace nutgraf::cli
