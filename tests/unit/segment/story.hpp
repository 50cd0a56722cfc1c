// Shared by the tests of the segmenter: a story, and the roles that the program gives to a line put into it.
#pragma once
#include "catch.hpp"
#include "nutgraf/parser.hpp"
#include "rules/rules.hpp"

namespace nutgraf::test {

inline const Parser& parser() {
  static const auto made = Parser::create();
  return made.value();
}

inline Article parse_as(InputFormat format, const std::string& bytes) {
  ParseOptions options;
  options.from = format;
  auto article = parser().parse(bytes, options);
  REQUIRE(article);
  return std::move(article).value();
}
inline Article parse(const std::string& text) {
  return parse_as(InputFormat::text, text);
}
inline Article parse_page(const std::string& html) {
  return parse_as(InputFormat::html, html);
}

inline const std::string story =
    "The river rose by three metres on Tuesday and closed the pass above Lowmark, and the council said that "
    "the "
    "road would stay shut until the water had gone down.\n\n"
    "Engineers worked through the night to clear the culverts, and by morning two of the three lanes could "
    "be "
    "used again, according to the county.\n\n"
    "“We have never seen so much water here,” said Mia Stone, who has run the ferry for eleven years.\n\n";

inline std::string shown(const Article& a, const std::optional<Span>& span) {
  return span ? std::string(a.slice(*span)) : "";
}

/// The role of the block that holds `words`; for boilerplate its kind.
inline std::string role_of(const Article& a, std::string_view words) {
  for (const Block& block : a.blocks)
    if (a.slice(block.span).find(words) != std::string_view::npos)
      return std::string(block.role == Role::boilerplate ? to_string(block.boilerplate)
                                                         : to_string(block.role));
  return "none";
}

inline const std::string headline = "Floods close the pass above Lowmark\n\nBy Ana Ruiz\n\n";

/// The line under the byline, between two paragraphs, and under the story.
inline Article at_the_top(const std::string& line) {
  return parse(headline + line + "\n\n" + story + story);
}
inline Article in_the_middle(const std::string& line) {
  return parse(headline + story + line + "\n\n" + story);
}
inline Article at_the_end(const std::string& line) {
  return parse(headline + story + story + line + "\n");
}

}  // namespace nutgraf::test
