// nutgraf [parse] [FILE|-]...: articles to standard output.
#include <unistd.h>

#include <cerrno>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/ordered.hpp"
#include "cli/process.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {
namespace {

/// From so many files on, threads pay for themselves.
constexpr std::size_t worth_threads = 32;

int output_exit(const Output& out) {
  if (out.failure() == EPIPE) return exit_pipe_closed;
  complain(out.error().message);
  return exit_all_failed;
}

bool is_usage(const Error& error) {
  return error.code == "not-found" || error.code == "is-a-folder";
}

}  // namespace

int parse_command(const Parser& parser, const Options& options) {
  std::vector<std::string> names = options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  bool many = names.size() > 1;
  bool lines = options.to == OutputFormat::jsonl;
  Renderer renderer(parser, options,
                    options.pretty.value_or(!lines && (!many || is_terminal(STDOUT_FILENO))));
  Output out(STDOUT_FILENO, "standard output");
  Tally tally;
  int alone = exit_ok;
  auto sink = [&](Record& record) {
    if (record.error) {
      complain(describe(*record.error, record.item.name.empty() ? "standard input" : record.item.name));
      if (!many && is_usage(*record.error)) alone = exit_usage;
    }
    ++(record.error ? tally.failed : tally.done);
    tally.empty += record.empty;
    if (many && !renderer.is_lines() && tally.done > 1 && !record.error) out.write("\n");
    return out.write(record.out);
  };
  out.write(renderer.header());
  ListSource source(names);
  unsigned jobs = names.size() < worth_threads && options.jobs == 0 ? 1 : thread_count(options.jobs);
  auto stream = [&](std::string_view part) { out.write(part); };
  process(source, {renderer, jobs, many || lines, {}, stream, sink});
  bool written = out.flush();
  if (interrupted()) return exit_interrupted;
  if (!written) return output_exit(out);
  return alone != exit_ok ? alone : tally.exit(options.fail_if_empty);
}

}  // namespace nutgraf::cli
