// Writes training lines for the attribution weights: dump GOLD.jsonl, see tests/train/fit.py.
// GOLD: one JSON object a line with "id", "text_path" and "attributions" whose roles are lists of [start,
// end] in code points.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "attribute/finder.hpp"
#include "base/utf8.hpp"
#include "decode/text.hpp"
#include "rules/rules.hpp"
#include "segment/segments.hpp"

using namespace nutgraf;

namespace {

std::vector<std::uint32_t> offsets_of(const std::string& text) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (!is_continuation(text[i])) out.push_back(i);
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

TokenRange tokens_in(const Tokens& tokens, std::uint32_t start, std::uint32_t end) {
  TokenRange r;
  auto at = std::partition_point(tokens.tokens.begin(), tokens.tokens.end(),
                                 [&](const Token& t) { return t.end() <= start; });
  r.first = static_cast<std::uint32_t>(at - tokens.tokens.begin());
  r.last = r.first;
  while (r.last < tokens.tokens.size() && tokens.tokens[r.last].start < end) ++r.last;
  return r;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::cerr << "usage: dump GOLD.jsonl\n", 2;
  auto rules = load_rules("");
  if (!rules) return std::cerr << rules.error().message << "\n", 1;
  std::string path = argv[1], line;
  const std::string base = path.substr(0, path.rfind('/') + 1);
  std::ifstream in(path);
  while (std::getline(in, line)) {
    auto record = nlohmann::json::parse(line);
    std::ifstream file(base + record["text_path"].get<std::string>(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    auto text = decode(bytes.str(), {});
    if (!text) continue;
    Page page = read_text(std::move(text).value());
    Tokens tokens = tokenize(page, *rules.value());
    Segments segments = segment(page, tokens, *rules.value(), false);
    const auto offsets = offsets_of(page.text);
    auto ranges = [&](const nlohmann::json& spans) {
      std::vector<TokenRange> out;
      for (const auto& s : spans) out.push_back(tokens_in(tokens, offsets.at(s[0]), offsets.at(s[1])));
      return out;
    };
    Gold gold;
    for (const auto& a : record["attributions"]) {
      Gold::Item item;
      auto cue = ranges(a["cue"]), source = ranges(a["source"]);
      if (!cue.empty()) item.cue = cue[0];
      if (!source.empty()) item.source = source[0];
      item.content = ranges(a["content"]);
      gold.items.push_back(std::move(item));
    }
    std::string out = "article " + record["id"].get<std::string>() + "\n";
    Memory memory;
    Finder finder(page, tokens, segments, *rules.value(), memory);
    finder.dump = &out;
    finder.gold = &gold;
    finder.run();
    std::cout << out;
  }
}
