// Where the time goes: the whole pipeline over files or folders, timed a stage at a time, best of N rounds.
//
//     bench_stages [-n ROUNDS] [--repeat BYTES] FILE|DIR...
//
// Prints MB/s of input for each stage, and for all. `--repeat` joins the files' bytes again and again into
// one input of that size, to see how large inputs behave.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "assemble/assemble.hpp"
#include "attribute/attributions.hpp"
#include "decode/text.hpp"
#include "nutgraf/emit.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "segment/segments.hpp"
#include "tokenize/tokens.hpp"

using namespace nutgraf;
/// Processor time: other programs on the machine do not count.
struct Clock {
  using time_point = std::chrono::duration<double>;
  static time_point now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return time_point(static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9);
  }
};

namespace {

constexpr std::array<const char*, 7> names = {"decode",    "read",     "tokenize", "segment",
                                              "attribute", "assemble", "json"};

struct Times {
  std::array<double, names.size()> seconds{};
  Clock::time_point last;
  void start() { last = Clock::now(); }
  void stop(std::size_t stage) {
    const auto now = Clock::now();
    seconds[stage] += std::chrono::duration<double>(now - last).count();
    last = now;
  }
};

void run(const std::string& bytes, const Rules& rules, Times& times, std::size_t& out_bytes) {
  const ParseOptions options;
  times.start();
  auto text = decode(bytes, options);
  times.stop(0);
  if (!text) return;
  const bool html = text.value().format == Format::html;
  Page page = html ? read_html(std::move(text).value(), rules) : read_text(std::move(text).value());
  times.stop(1);
  Tokens tokens = tokenize(page, rules);
  times.stop(2);
  Segments segments = segment(page, tokens, rules, false);
  times.stop(3);
  Attributions attributions = attribute(page, tokens, segments, rules);
  times.stop(4);
  Article article = assemble(std::move(page), std::move(segments), std::move(attributions), options, rules);
  times.stop(5);
  out_bytes += to_json(article, {}).size();
  times.stop(6);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void collect(const char* argument, std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(argument)) {
    inputs.push_back(read_file(argument));
    return;
  }
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(argument))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) inputs.push_back(read_file(path));
}

std::string repeated(const std::vector<std::string>& inputs, std::size_t bytes) {
  std::string out;
  out.reserve(bytes);
  for (std::size_t i = 0; out.size() < bytes; i = (i + 1) % inputs.size()) out += inputs[i] + "\n\n";
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 5;
  std::size_t repeat = 0, total = 0, out_bytes = 0;
  std::vector<std::string> inputs;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "-n" && i + 1 < argc)
      rounds = std::atoi(argv[++i]);
    else if (argument == "--repeat" && i + 1 < argc)
      repeat = static_cast<std::size_t>(std::atoll(argv[++i]));
    else
      collect(argv[i], inputs);
  }
  if (inputs.empty()) {
    std::fprintf(stderr, "usage: bench_stages [-n ROUNDS] [--repeat BYTES] FILE|DIR...\n");
    return 2;
  }
  if (repeat > 0) inputs = {repeated(inputs, repeat)};
  for (const auto& input : inputs) total += input.size();
  const auto start = Clock::now();
  const auto rules = load_rules("");
  std::printf("rules %.2f ms\n", std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  Times best;
  best.seconds.fill(1e9);
  for (int round = 0; round < rounds; ++round) {
    Times times;
    for (const auto& input : inputs) run(input, *rules.value(), times, out_bytes);
    for (std::size_t i = 0; i < names.size(); ++i)
      best.seconds[i] = std::min(best.seconds[i], times.seconds[i]);
  }
  double all = 0;
  const double megabytes = static_cast<double>(total) / 1e6;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::printf("%-10s %9.1f MB/s %9.3f ms\n", names[i], megabytes / best.seconds[i], best.seconds[i] * 1e3);
    all += best.seconds[i];
  }
  std::printf("%-10s %9.1f MB/s %9.3f ms  (%zu inputs, %.1f MB in, %.1f MB out a round)\n", "all",
              megabytes / all, all * 1e3, inputs.size(), megabytes,
              static_cast<double>(out_bytes) / 1e6 / rounds);
  return 0;
}
