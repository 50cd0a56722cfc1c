#include "rules/rules.hpp"

#include "catch.hpp"

using namespace nutgraf;

TEST_CASE("the built-in rules load", "[rules]") {
  auto rules = load_rules("");
  if (!rules) FAIL(rules.error().message);
  std::uint16_t march = rules.value()->lexicon.find("march");
  REQUIRE(march != 0);
  CHECK(rules.value()->lexicon.is(march, WordClass::month));
  CHECK(rules.value()->lexicon.info(march).value == 3);
}

TEST_CASE("a mistake in a rule file names file and line", "[rules]") {
  struct Case {
    const char *name, *text, *message;
  };
  const Case cases[] = {
      {"x/month.words", "may\t5\njune\tsix\n",
       "x/month.words:2: the value after the tab is not a number from 0 to 65535"},
      {"x/month.words", "may\t5\nj\xFCni\n", "x/month.words:2: the line is not UTF-8"},
      {"x/month.words", "may day\n",
       "x/month.words:1: one word a line is wanted; put several words into a .phrases file"},
      {"x/moons.words", "io\n", "x/moons.words:1: no word class is named moons"},
      {"x/a.phrases", "^sign up\n", "x/a.phrases:1: a [class] line must come before the first phrase"},
      {"x/a.phrases", "[nonsense]\n", "x/a.phrases:1: unknown phrase class [nonsense]"},
      {"x/a.phrases", "[share]\nshare this\n", "x/a.phrases:2: a phrase starts with ^, =, ~ or $"},
  };
  for (const Case& c : cases) {
    Rules rules;
    auto error = add_user_rule_file(rules, c.name, c.text);
    REQUIRE(error);
    CHECK(error->message == c.message);
  }
}
