// nutgraf check DIR|FILE...: fixtures against their expected JSON.
//
// NAME.txt (or .html …) is held against NAME.txt.json where that exists, else against NAME.json. An expected
// file may be an error record: then the input must fail in that way.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/commands.hpp"
#include "cli/difference.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "cli/source.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {
namespace {

constexpr std::size_t most_differences = 12;

bool exists(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

std::string expected_path(const std::string& path) {
  std::string own = path + ".json";
  if (exists(own)) return own;
  return path.substr(0, path.size() - extension_of(path).size()) + ".json";
}

bool is_fixture_name(std::string_view name) {
  return is_article_name(name) || name.ends_with(".json");
}

/// Is there an input that NAME.json is the expected result of?
bool has_input(const std::string& expected) {
  std::string stem = expected.substr(0, expected.size() - std::string_view(".json").size());
  auto extensions = article_extensions();
  return exists(stem) || std::any_of(extensions.begin(), extensions.end(),
                                     [&](auto e) { return exists(stem + std::string(e)); });
}

struct Paint {
  bool on;
  std::string operator()(const char* code, std::string_view text) const {
    return on ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m" : std::string(text);
  }
};

class Check {
 public:
  Check(const Parser& parser, const Options& options)
      : options_(options),
        renderer_(parser, options, true),
        out_(STDOUT_FILENO, "standard output"),
        paint_{wants_colour(STDOUT_FILENO)} {}
  int run();

 private:
  void one(const Item& item);
  void failed(const std::string& name, const std::string& what);
  void compare(const std::string& name, const std::string& path, const std::string& actual);
  void show(const std::vector<Difference>& differences);
  void update(const std::string& name, const std::string& path, const std::string& actual, const char* what);
  int finish();

  const Options& options_;
  Renderer renderer_;
  Output out_;
  Paint paint_;
  std::string bytes_, expected_;
  std::size_t fixtures_ = 0, bad_ = 0, updated_ = 0;
};

void Check::failed(const std::string& name, const std::string& what) {
  ++bad_;
  out_.write(paint_("1;31", "FAIL") + " " + paint_("1", name) + ": " + what + "\n");
}

void Check::show(const std::vector<Difference>& differences) {
  auto side = [&](const char* code, const char* label, const std::string& value) {
    out_.write(std::string("    ") + label + (value.empty() ? "(not there)" : paint_(code, value)) + "\n");
  };
  for (std::size_t i = 0; i < differences.size() && i < most_differences; ++i) {
    const Difference& d = differences[i];
    out_.write("  " + paint_("36", d.pointer) + "\n");
    side("32", "expected  ", d.expected);
    side("31", "actual    ", d.actual);
  }
  if (differences.size() > most_differences)
    out_.write("  … and " + grouped(differences.size() - most_differences) + " more\n");
}

void Check::update(const std::string& name, const std::string& path, const std::string& actual,
                   const char* what) {
  if (auto error = write_file(path, actual)) return failed(name, error->message);
  ++updated_;
  out_.write(paint_("1;33", what) + " " + paint_("1", path) + "\n");
}

void Check::compare(const std::string& name, const std::string& path, const std::string& actual) {
  auto found = differences(expected_, actual, options_.partial);
  if (!found) {
    if (options_.update) return update(name, path, actual, "replaced");
    return failed(name, describe(found.error(), path));
  }
  const auto& list = found.value();
  if (list.empty()) return;
  if (options_.update) {
    update(name, path, actual, "updated");
  } else {
    failed(name, counted(list.size(), "difference") + " from " + path);
  }
  show(list);
}

void Check::one(const Item& item) {
  if (item.path.ends_with(".json")) {
    if (!has_input(item.path))
      failed(item.path, "there is no input for it; remove it, or bring the input back");
    return;
  }
  ++fixtures_;
  auto error = item.error ? item.error : read_file(item.path, bytes_);
  if (error) return failed(item.path, error->message);
  ParseOptions parse = renderer_.parse_options();
  parse.name = item.target.substr(item.target.rfind('/') + 1);
  std::string actual;
  renderer_.append(actual, bytes_, parse, true);
  std::string path = expected_path(item.path);
  if (exists(path)) {
    if (auto unread = read_file(path, expected_)) return failed(item.path, describe(*unread, path));
    return compare(item.path, path, actual);
  }
  if (options_.update) return update(item.path, path, actual, "wrote");
  failed(item.path, "there is no " + path + "; write it, or let --update write it");
}

int Check::finish() {
  if (fixtures_ == 0) {
    complain("no fixtures were found: a fixture is NAME.txt or NAME.html with NAME.json beside it");
    return exit_difference;
  }
  std::string text = counted(fixtures_, "fixture");
  text += bad_ == 0 ? ": all as expected" : ": " + grouped(bad_) + " failed";
  if (options_.update)
    text = counted(fixtures_, "fixture") + ": " + grouped(updated_) + " written" +
           (bad_ > 0 ? ", " + grouped(bad_) + " failed" : "");
  out_.write(text + "\n");
  if (!out_.flush()) return out_.failure() == EPIPE ? exit_pipe_closed : exit_all_failed;
  return bad_ > 0 ? exit_difference : exit_ok;
}

int Check::run() {
  for (const std::string& input : options_.inputs) {
    if (exists(input)) continue;
    complain(input + ": " + std::strerror(errno) + "; check the name");
    return exit_usage;
  }
  TreeSource source(options_.inputs, std::nullopt, is_fixture_name);
  Item item;
  while (!interrupted() && source.next(item)) one(item);
  return interrupted() ? exit_interrupted : finish();
}

}  // namespace

int check_command(const Parser& parser, const Options& options) {
  return Check(parser, options).run();
}

}  // namespace nutgraf::cli
