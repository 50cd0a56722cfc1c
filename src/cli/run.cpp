// The one place where options become a command, and mistakes become exit codes.
#include "cli/run.hpp"

#include <unistd.h>

#include <cerrno>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {
namespace {

int print(std::string_view text) {
  Output out(STDOUT_FILENO, "standard output");
  if (out.write(text) && out.flush()) return exit_ok;
  if (out.failure() == EPIPE) return exit_pipe_closed;
  complain(out.error().message);
  return exit_all_failed;
}

int stop(const Stop& stop) {
  if (stop.error.empty()) return print(stop.out);
  complain(stop.error);
  return stop.code;
}

int print_completions(const Options& options) {
  std::string script = completions(options.inputs[0]);
  if (!script.empty()) return print(script);
  complain(options.inputs[0] + ": no such shell; it is bash, zsh or fish");
  return exit_usage;
}

/// Nobody types an article: a terminal as input means that the user wants to know what to do.
bool wants_help(const Options& options) {
  bool reads = options.command == Command::parse || options.command == Command::explain ||
               options.command == Command::sources || options.command == Command::filter;
  return reads && options.inputs.empty() && is_terminal(STDIN_FILENO);
}

int dispatch(const Parser& parser, const Options& options) {
  switch (options.command) {
    case Command::batch:
      return batch_command(parser, options);
    case Command::filter:
      return filter_command(parser, options);
    case Command::check:
      return check_command(parser, options);
    case Command::explain:
      return explain_command(parser, options);
    case Command::sources:
      return sources_command(parser, options);
    case Command::rules:
      return rules_command(parser, options);
    default:
      return parse_command(parser, options);
  }
}

}  // namespace

int run(int argc, char** argv) {
  reserve_standard_streams();
  install_signals();
  auto read = read_options(argc, argv);
  if (const Stop* early = std::get_if<Stop>(&read)) return stop(*early);
  const Options& options = std::get<Options>(read);
  if (options.command == Command::schema) return print(json_schema());
  if (options.command == Command::completions) return print_completions(options);
  if (wants_help(options)) {
    write_all(STDERR_FILENO, main_help());
    return exit_usage;
  }
  auto parser = Parser::create(options.rules_dir);
  if (!parser) {
    complain(parser.error().message);
    return exit_usage;
  }
  return dispatch(parser.value(), options);
}

}  // namespace nutgraf::cli
