// nutgraf filter: JSON Lines in, JSON Lines out, one for one and in order.
//
// Whole lines are answered as soon as they are read, so a program may write one line, wait for its answer and
// write the next; lines that come in bulk are cut into jobs for the threads.
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/ordered.hpp"
#include "cli/render.hpp"
#include "cli/request.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {
namespace {

constexpr std::size_t job_bytes = 1 << 16;
constexpr std::size_t most_messages = 20;

struct Job {
  std::string lines;  ///< whole lines
  std::string out;
  Request request;
  std::vector<std::string> errors;  ///< for stderr
  Tally tally;
};

/// Standard input, cut into jobs of whole lines.
class Lines {
 public:
  Next next(Job& job, bool may_wait);
  std::optional<Error> error;

 private:
  bool cut(Job& job);
  bool fill();

  std::string buffer_;
  std::size_t at_ = 0;        ///< before it all is given away
  std::size_t searched_ = 0;  ///< no line break between at_ and here
  bool ended_ = false;
};

/// Gives away the whole lines that are there, job_bytes of them or one longer line.
bool Lines::cut(Job& job) {
  std::size_t want = std::min(at_ + job_bytes, buffer_.size());
  std::size_t end = want > searched_ ? buffer_.rfind('\n', want - 1) : std::string::npos;
  if (end == std::string::npos || end < at_) {
    end = buffer_.find('\n', std::max(searched_, at_));
    if (end == std::string::npos) {
      searched_ = buffer_.size();
      if (!ended_ || at_ == buffer_.size()) return false;
      end = buffer_.size() - 1;
    }
  }
  job.lines.assign(buffer_, at_, end + 1 - at_);
  at_ = searched_ = end + 1;
  return true;
}

/// Reads what is there, waiting for it.
bool Lines::fill() {
  buffer_.erase(0, at_);
  searched_ -= at_;
  at_ = 0;
  std::size_t used = buffer_.size();
  buffer_.resize(used + std::max(used, std::size_t{1} << 20));
  ssize_t got;
  do {
    got = ::read(STDIN_FILENO, buffer_.data() + used, buffer_.size() - used);
  } while (got < 0 && errno == EINTR && !interrupted());
  if (got < 0 && !interrupted())
    error = Error{
        "unreadable", "read", std::string("standard input: reading failed: ") + std::strerror(errno), {}};
  buffer_.resize(used + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  ended_ = got <= 0;
  return !ended_;
}

Next Lines::next(Job& job, bool may_wait) {
  while (!interrupted()) {
    if (cut(job)) return Next::job;
    if (ended_) return Next::end;
    pollfd ready{STDIN_FILENO, POLLIN, 0};
    if (!may_wait && ::poll(&ready, 1, 0) == 0) return Next::later;
    fill();
  }
  return Next::end;
}

void answer(Job& job, std::string_view line, const Renderer& renderer) {
  auto error = read_request(line, renderer.parse_options(), job.request);
  Rendered done;
  if (error) {
    renderer.append_error(job.out, *error, job.request.parse);
  } else {
    done = renderer.append(job.out, job.request.content, job.request.parse, true);
    error = std::move(done.error);
  }
  ++(error ? job.tally.failed : job.tally.done);
  job.tally.empty += done.empty;
  job.errors.push_back(error ? describe(*error, "")
                             : std::string());  // numbered where jobs come together again
}

void answer_all(Job& job, const Renderer& renderer) {
  job.out.clear();
  job.errors.clear();
  job.tally = {};
  std::string_view rest = job.lines;
  while (!rest.empty() && !interrupted()) {
    std::size_t end = std::min(rest.find('\n'), rest.size());
    answer(job, rest.substr(0, end), renderer);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

int filter_command(const Parser& parser, const Options& options) {
  if (was_closed(STDIN_FILENO)) {
    complain("standard input is closed; pipe JSON Lines in");
    return exit_all_failed;
  }
  Renderer renderer(parser, options, false);
  Lines lines;
  Output out(STDOUT_FILENO, "standard output");
  Tally tally;
  std::size_t line = 0;
  auto sink = [&](Job& job) {
    for (const std::string& error : job.errors) {
      ++line;
      if (error.empty() || ++tally.failed > most_messages) continue;
      complain("standard input, line " + std::to_string(line) + ": " + error);
    }
    tally.done += job.tally.done;
    tally.empty += job.tally.empty;
    return !interrupted() && out.write(job.out) && out.flush();
  };
  run_ordered<Job>(
      thread_count(options.jobs), [&](Job& job, bool may_wait) { return lines.next(job, may_wait); },
      [&](Job& job) { answer_all(job, renderer); }, sink);
  if (interrupted()) return exit_interrupted;
  if (out.failure() == EPIPE) return exit_pipe_closed;
  if (lines.error || out.failure() != 0) {
    complain(lines.error ? lines.error->message : out.error().message);
    return exit_all_failed;
  }
  return tally.exit(options.fail_if_empty);
}

}  // namespace nutgraf::cli
