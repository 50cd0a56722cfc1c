// First form of the commands parse and batch.
#include "cli/run.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "nutgraf/emit.hpp"
#include "nutgraf/parser.hpp"

namespace nutgraf::cli {
namespace {

namespace fs = std::filesystem;

bool read_file(const std::string& path, std::string& bytes) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file) return false;
  char buffer[1 << 16];
  bytes.clear();
  while (std::size_t got = std::fread(buffer, 1, sizeof buffer, file)) bytes.append(buffer, got);
  bool ok = !std::ferror(file);
  if (file != stdin) std::fclose(file);
  return ok;
}

std::vector<std::string> walk(const std::string& path) {
  std::vector<std::string> out;
  if (!fs::is_directory(path)) return {path};
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

struct Input {
  const Parser& parser;
  ParseOptions parse;
  EmitOptions emit;
  std::string bytes;
  bool failed = false;

  void record(std::string& out, const std::string& path) {
    parse.name = path == "-" ? "" : path;
    failed = false;
    if (!read_file(path, bytes)) {
      failed = true;
      out += to_json(Error{"unreadable", "open", path + ": cannot be read", {}}, parse.name, {});
      return;
    }
    auto article = parser.parse(bytes, parse);
    failed = !article;
    article ? append_json(out, article.value(), emit) : void(out += to_json(article.error(), parse.name, {}));
  }
};

int batch(Input& input, const std::vector<std::string>& files, const std::string& target) {
  bool lines = target.ends_with(".jsonl");
  std::FILE* out = lines ? std::fopen(target.c_str(), "wb") : nullptr;
  std::size_t failed = 0, done = 0;
  std::string record;
  for (const auto& file : files)
    for (const auto& path : walk(file)) {
      record.clear();
      input.record(record, path);
      record += '\n';
      ++done;
      failed += input.failed;
      std::FILE* to = out;
      if (!lines) {
        fs::path at = fs::path(target) / (fs::relative(path, file).string() + ".json");
        fs::create_directories(at.parent_path());
        to = std::fopen(at.c_str(), "wb");
      }
      if (!to || std::fwrite(record.data(), 1, record.size(), to) != record.size()) return 4;
      if (!lines) std::fclose(to);
    }
  if (out) std::fclose(out);
  return failed == 0 ? 0 : failed == done ? 4 : 3;
}

}  // namespace

int run(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc), files;
  auto parser = Parser::create();
  if (!parser) return std::fprintf(stderr, "nutgraf: %s\n", parser.error().message.c_str()), 2;
  Input input{parser.value(), {}, {}, {}};
  std::string command = "parse", target;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == 0 && (words[i] == "batch" || words[i] == "parse"))
      command = words[i];
    else if (words[i] == "-o" && i + 1 < words.size())
      target = words[++i];
    else if (words[i] == "--to" && i + 1 < words.size())
      ++i;
    else if (words[i] == "--from" && i + 1 < words.size())
      input.parse.from = words[++i] == "html" ? InputFormat::html : InputFormat::text;
    else if (words[i] == "--pretty")
      input.emit.pretty = true;
    else if (words[i] == "--with-text")
      input.emit.with_text = true;
    else
      files.push_back(words[i]);
  }
  if (command == "batch") return batch(input, files, target);
  if (files.empty()) files.push_back("-");
  std::string out;
  bool failed = false;
  input.emit.pretty |= files.size() == 1;
  for (const auto& file : files) {
    out.clear();
    input.record(out, file);
    failed |= input.failed;
    out += '\n';
    std::fwrite(out.data(), 1, out.size(), stdout);
  }
  return failed ? 4 : 0;
}

}  // namespace nutgraf::cli
