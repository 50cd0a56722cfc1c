// cli/: the commands. Each takes validated options and returns an exit code.
#pragma once
#include "cli/exit.hpp"
#include "cli/options.hpp"

namespace nutgraf::cli {

int parse_command(const Parser& parser, const Options& options);
int batch_command(const Parser& parser, const Options& options);
int filter_command(const Parser& parser, const Options& options);
int check_command(const Parser& parser, const Options& options);
int explain_command(const Parser& parser, const Options& options);
int sources_command(const Parser& parser, const Options& options);
int rules_command(const Parser& parser, const Options& options);

}  // namespace nutgraf::cli
