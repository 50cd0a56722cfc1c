// nutgraf batch DIR|FILE... -o OUT: one file of JSON an input, in a tree like the inputs', or one file of
// JSON Lines.
//
// Outputs that are there already are replaced, each when its successor is whole; nothing else in OUT is
// touched. An input that fails becomes an error record in its place. Two inputs that would get the same
// output (files of one name from two folders named) are told apart by nothing, so the second one fails with a
// message and the first stays.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unordered_set>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/ordered.hpp"
#include "cli/process.hpp"
#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {
namespace {

constexpr std::size_t most_messages = 20;

enum class Target { folder, lines, stream };

struct Destination {
  Target kind = Target::folder;
  std::string path;
  std::string mistake;  ///< not empty: what is wrong with -o
};

/// Decides from the name, from what is there and from --to what -o means.
Destination destination(const Options& options) {
  const std::string& path = options.output;
  bool csv = options.to == OutputFormat::csv, json = is_json(options.to);
  bool lines =
      path.ends_with(".jsonl") || options.to == OutputFormat::jsonl || (csv && path.ends_with(".csv"));
  if (path.empty())
    return {
        {}, path, "-o is missing: name a folder, or a file that ends in .jsonl, or - for standard output"};
  if ((csv ? path.ends_with(".jsonl") : (lines || path == "-") && !json))
    return {{}, path, "one file of JSON Lines holds JSON only; name a folder for " + path};
  if (path == "-") return {Target::stream, path, {}};
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (lines) return {Target::lines, path, {}};
    if (path.ends_with(".json"))
      return {{}, path, path + ": name a folder, or a file that ends in .jsonl for all articles in one"};
    return {Target::folder, path, {}};
  }
  if (S_ISDIR(info.st_mode))
    return options.to == OutputFormat::jsonl
               ? Destination{{}, path, path + ": is a folder; name a file for JSON Lines"}
               : Destination{Target::folder, path, {}};
  if (!S_ISREG(info.st_mode)) return {Target::stream, path, {}};
  if (lines) return {Target::lines, path, {}};
  return {{}, path, path + ": is a file; name a folder, or a file that ends in .jsonl"};
}

class Batch {
 public:
  Batch(const Renderer& renderer, const Options& options, Destination to)
      : renderer_(renderer),
        options_(options),
        to_(std::move(to)),
        source_(options.inputs, to_.kind == Target::folder ? folder_id(to_.path) : std::nullopt) {}
  int run();

 private:
  std::optional<Error> open();
  void write_one(Record& record) const;
  bool take(Record& record);
  void report(const Record& record);
  std::optional<Error> close();
  void summary() const;

  const Renderer& renderer_;
  const Options& options_;
  Destination to_;
  TreeSource source_;
  AtomicFile file_;
  std::optional<Output> out_;
  Tally tally_;
  std::uint64_t bytes_ = 0;
  Progress progress_;
};

/// Passes the inputs on; one whose output another one has already fails.
class NoClash : public InputSource {
 public:
  explicit NoClash(InputSource& inner) : inner_(inner) {}
  bool next(Item& item) override {
    if (!inner_.next(item)) return false;
    if (!item.error && !seen_.insert(item.target).second)
      item.error = Error{"name-clash",
                         "write",
                         "another input has the same output, " + item.target +
                             "; run the folders one by one, or write to one .jsonl",
                         {}};
    return true;
  }

 private:
  InputSource& inner_;
  std::unordered_set<std::string> seen_;
};

std::optional<Error> Batch::open() {
  if (to_.kind == Target::folder) {
    std::error_code code;
    std::filesystem::create_directories(to_.path, code);
    if (!code) return std::nullopt;
    return Error{"not-written", "write", to_.path + ": the folder cannot be made: " + code.message(), {}};
  }
  if (to_.kind == Target::lines) {
    if (auto error = file_.open(to_.path)) return error;
    out_.emplace(file_.fd(), to_.path);
    return std::nullopt;
  }
  int fd = to_.path == "-" ? STDOUT_FILENO : ::open(to_.path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0)
    return Error{"not-written", "write", to_.path + ": cannot be opened: " + std::strerror(errno), {}};
  out_.emplace(fd, to_.path == "-" ? "standard output" : to_.path);
  return std::nullopt;
}

/// One file an input, on the thread that parsed it.
void Batch::write_one(Record& record) const {
  if ((record.out.empty() && record.error) || (record.error && record.error->code == "name-clash")) return;
  std::string path = to_.path + "/" + record.item.target + std::string(renderer_.extension());
  if (!renderer_.header().empty()) record.out.insert(0, renderer_.header());
  if (auto error = write_file(path, record.out)) record.error = error;
  record.out.clear();
}

void Batch::report(const Record& record) {
  progress_.clear();
  if (tally_.failed <= most_messages)
    complain(describe(*record.error, record.item.name.empty() ? "standard input" : record.item.name));
  if (tally_.failed == most_messages) complain("more failures are not shown; each is an error record");
}

bool Batch::take(Record& record) {
  ++(record.error ? tally_.failed : tally_.done);
  tally_.empty += record.empty;
  bytes_ += record.bytes;
  if (record.error) report(record);
  progress_.show(tally_.done, tally_.failed, bytes_, record.item.name);
  return !out_ || out_->write(record.out);
}

std::optional<Error> Batch::close() {
  if (!out_) return std::nullopt;
  if (!out_->flush()) return out_->error();
  return to_.kind == Target::lines ? file_.commit(true) : std::nullopt;
}

void Batch::summary() const {
  std::string text = counted(tally_.done, "article");
  text += to_.kind == Target::folder ? " in " + to_.path : to_.kind == Target::lines ? " in " + to_.path : "";
  if (tally_.failed > 0) text += "; " + grouped(tally_.failed) + " failed";
  if (tally_.empty > 0) text += "; " + grouped(tally_.empty) + " without headline and story";
  std::size_t others = 0;
  std::string kinds;
  for (const auto& [kind, count] : source_.skipped()) {
    others += count;
    kinds += (kinds.empty() ? "" : ", ") + kind + " " + grouped(count);
  }
  if (others > 0) text += "; " + counted(others, "other file") + " left out (" + kinds + ")";
  complain(text);
}

int Batch::run() {
  if (auto error = open()) {
    complain(error->message);
    return exit_usage;
  }
  Process plan{renderer_, thread_count(options_.jobs),           true, {},
               {},        [this](Record& r) { return take(r); }, true};
  if (out_) plan.stream = [this](std::string_view part) { out_->write(part); };
  if (to_.kind == Target::folder) plan.finish = [this](Record& r) { write_one(r); };
  if (out_) out_->write(renderer_.header());
  NoClash distinct(source_);
  bool mixed = to_.kind == Target::folder && options_.inputs.size() > 1;
  process(mixed ? static_cast<InputSource&>(distinct) : source_, plan);
  progress_.clear();
  if (interrupted()) {
    complain(to_.kind == Target::lines ? "interrupted; " + to_.path + " was not changed"
                                       : "interrupted; every file that was written is whole");
    return exit_interrupted;
  }
  auto error = close();
  if (out_ && out_->failure() == EPIPE) return exit_pipe_closed;
  if (error) {
    complain(error->message);
    return exit_all_failed;
  }
  summary();
  if (tally_.done + tally_.failed == 0) return exit_usage;
  return tally_.exit(options_.fail_if_empty);
}

}  // namespace

int batch_command(const Parser& parser, const Options& options) {
  Destination to = destination(options);
  if (!to.mistake.empty()) {
    complain(to.mistake);
    return exit_usage;
  }
  struct stat info {};
  if (options.inputs.size() == 1 && options.inputs[0] != "-" &&
      ::stat(options.inputs[0].c_str(), &info) != 0) {
    complain(options.inputs[0] + ": " + std::strerror(errno) + "; check the name");
    return exit_usage;
  }
  Renderer renderer(parser, options, options.pretty.value_or(false) && to.kind == Target::folder);
  return Batch(renderer, options, std::move(to)).run();
}

}  // namespace nutgraf::cli
