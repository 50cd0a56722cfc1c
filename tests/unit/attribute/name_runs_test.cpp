#include "attribute/name_runs.hpp"

#include <string>

#include "attribute/syntax.hpp"
#include "catch.hpp"
#include "read/page.hpp"

using namespace nutgraf;

namespace {

std::string names_in(const std::string& text) {
  static const auto rules = load_rules("");
  auto decoded = decode(text, {});
  const Page page = read_text(std::move(decoded).value());
  const Tokens tokens = tokenize(page, *rules.value());
  Memory memory;
  Syntax syntax(page, tokens, *rules.value(), memory);
  for (std::uint32_t b = 0; b + 1 < tokens.first.size(); ++b)
    syntax.parts.push_back({{tokens.first[b], tokens.first[b + 1]}, b});
  syntax.read(0);
  for (const Syntax::Part& part : syntax.parts) syntax.enter(part);
  std::string out;
  const NameRuns runs(tokens, syntax.tags, rules.value()->attribution->source_words.data(), memory);
  for (std::uint32_t i = 0, before = 0; i <= tokens.tokens.size(); ++i) {
    CHECK(runs.before(i) == before);
    before += before < runs.all().size() && runs.all()[before].first == i;
  }
  for (const TokenRange& r : runs.all())
    out += std::string(page.slice({tokens.tokens[r.first].start, tokens.tokens[r.last - 1].end()})) + " | ";
  return out;
}

}  // namespace

TEST_CASE("names stand in runs, wherever rows of 64 tokens end", "[attribute]") {
  struct Case {
    const char *text, *names;
  };
  const Case cases[] = {
      {"They met Ana Ruiz and Tom O'Dell.", "Ana Ruiz | Tom O'Dell | "},
      {"They met Ana de Ruiz.", "Ana de Ruiz | "},
      {"They met Ana and Ruiz.", "Ana | Ruiz | "},
      {"They saw Ana Ruiz's Lowmark house.", "Ana Ruiz's | Lowmark | "},
      {"They saw the pier's end.", ""},
      {"They left Lowmark", "Lowmark | "},
      {"They met Ana\n\nRuiz left", "Ana | Ruiz | "},
      {"They met Ana\n\nde Ruiz left", "Ana | Ruiz | "},
  };
  for (const Case& c : cases)
    for (std::size_t before = 0; before < 70; ++before) {
      std::string text;
      for (std::size_t k = 0; k < before; ++k) text += "and ";
      text += c.text;
      INFO(before << ' ' << c.text);
      CHECK(names_in(text) == c.names);
    }
}
