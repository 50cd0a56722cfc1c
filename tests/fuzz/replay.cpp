// Runs a fuzz target over files, each as it is and in a fixed number of damaged forms, without libFuzzer: the
// same inputs on every run and with any compiler. usage: replay_TARGET DAMAGED-FORMS FILE|DIR...
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"

namespace {

namespace fs = std::filesystem;

// What is being run, for the handler below.
const std::string* current = nullptr;

// Leaves the input that broke a promise in a file, and dies as it would have.
void keep_input(int signal) {
  if (std::FILE* file = current ? std::fopen("broken-input", "wb") : nullptr) {
    std::fwrite(current->data(), 1, current->size(), file);
    std::fclose(file);
    std::fputs("the input is in ./broken-input\n", stderr);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// An exactly sized heap copy lets AddressSanitizer see a read past the end.
void run(const std::string& bytes) {
  current = &bytes;
  auto copy = std::make_unique<std::uint8_t[]>(bytes.size());
  if (!bytes.empty()) std::memcpy(copy.get(), bytes.data(), bytes.size());
  LLVMFuzzerTestOneInput(copy.get(), bytes.size());
}

class Random {  // xorshift: the same numbers everywhere
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2654435761u + 88172645463325252u) {}
  std::size_t below(std::size_t limit) {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return limit == 0 ? 0 : static_cast<std::size_t>(state_ % limit);
  }

 private:
  std::uint64_t state_;
};

const std::vector<std::string> fragments = {"\"",
                                            "“",
                                            "”",
                                            "‘",
                                            "’",
                                            "«",
                                            "\n\n",
                                            "\n“",
                                            "\r",
                                            "\r\n",
                                            "\f",
                                            "\xC2\xA0",
                                            "\xE2\x80\x8B",
                                            "\xFF",
                                            "\xE2\x80",
                                            std::string(1, '\0'),
                                            "By ",
                                            "BY ANA RUIZ AND\n",
                                            "LOWMARK (LW) — ",
                                            "said",
                                            " — ",
                                            "<p>",
                                            "</div>",
                                            "<!--",
                                            "<script>",
                                            "&#x110000;",
                                            "Mr. ",
                                            "U.S. ",
                                            "...",
                                            "(",
                                            ")",
                                            "'",
                                            "\xEF\xBB\xBF",
                                            "…",
                                            "Updated: March 4, 2026 ",
                                            "- ",
                                            "1. ",
                                            "https://"};

std::string damage(std::string bytes, Random& random) {
  for (std::size_t times = 1 + random.below(6); times > 0 && !bytes.empty(); --times) {
    std::size_t at = random.below(bytes.size());
    std::size_t length = 1 + random.below(std::min<std::size_t>(200, bytes.size() - at));
    switch (random.below(5)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes[at] = static_cast<char>(random.below(256));
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, length));
        break;
      default:
        bytes.insert(at, fragments[random.below(fragments.size())]);
        break;
    }
  }
  return bytes;
}

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file() && entry.path().extension() != ".sh" && entry.path().extension() != ".json")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t forms = 0, count = 0;
  if (argc < 3 || std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), forms).ec != std::errc()) {
    std::fprintf(stderr, "usage: %s DAMAGED-FORMS FILE|DIR...\n", argv[0]);
    return 2;
  }
  for (int signal : {SIGABRT, SIGSEGV}) std::signal(signal, keep_input);
  run({});
  for (int i = 2; i < argc; ++i)
    for (const fs::path& file : files_of(argv[i])) {
      std::ifstream in(file, std::ios::binary);
      std::string bytes{std::istreambuf_iterator<char>(in), {}};
      run(bytes);
      Random random(++count);
      for (std::size_t form = 0; form < forms; ++form) run(damage(bytes, random));
    }
  std::printf("%zu files, each in %zu forms\n", count, forms + 1);
  return count == 0;
}
