#include "nutgraf/parser.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "nutgraf/emit.hpp"

using namespace nutgraf;

namespace {

const Parser& parser() {
  static const Parser made = Parser::create().value();
  return made;
}

std::string json_of(const Result<Article>& article) {
  return article ? to_json(article.value(), {}) : article.error().code;
}

}  // namespace

TEST_CASE("articles parsed together are those parsed one by one, in their order", "[parser]") {
  const std::string long_text = [] {
    std::string out = "Council votes for the pier\n\n";
    for (int i = 0; i < 3000; ++i)
      out += "“The pier is safe,” Ana Ruiz said on day " + std::to_string(i) + ".\n\n";
    return out;
  }();
  const std::vector<std::string> texts = {
      "Floods close the pass\n\nBy Ana Ruiz\n\nLOWMARK — Rivers rose on Monday, the mayor said.\n",
      "",
      long_text,
      std::string("\x7F"
                  "ELF\0\0\1\2",
                  8),
      "<html><body><h1>Pier shut</h1><p>“We waited,” said Tom O’Dell.</p></body></html>",
      "one"};
  std::vector<Parser::Input> inputs;
  for (const std::string& text : texts) {
    inputs.push_back({text, {}});
    inputs.back().options.name = "article " + std::to_string(inputs.size());
  }
  const auto together = parser().parse_all(inputs);
  REQUIRE(together.size() == inputs.size());
  CHECK(json_of(together[1]) == "empty-input");
  CHECK(json_of(together[3]) == "binary-input");
  for (std::size_t i = 0; i < inputs.size(); ++i)
    CHECK(json_of(together[i]) == json_of(parser().parse(inputs[i].bytes, inputs[i].options)));
  CHECK(parser().parse_all({}).empty());
}

TEST_CASE("bytes that nobody needs are let go only if they are many", "[parser]") {
  std::string few = "Floods close the pass\n\nRivers rose on Monday, the mayor said.\n", many;
  while (many.size() < 3'000'000) many += few + "\n";
  const std::string copy = many;
  CHECK(json_of(parser().parse_freeing(many, {})) == json_of(parser().parse(copy, {})));
  CHECK(many.empty());
  CHECK(parser().parse_freeing(few, {}).ok());
  CHECK(!few.empty());
}
