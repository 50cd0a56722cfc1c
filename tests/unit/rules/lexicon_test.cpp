#include "catch.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

TEST_CASE("many words: each has its own id, and no other word has one", "[rules]") {
  Lexicon lexicon;
  auto word = [](int i) { return "w" + std::to_string(i * 7919); };
  constexpr int count = 64'999;  // with id 0, the most there may be
  for (int i = 0; i < count; ++i) REQUIRE(lexicon.add(word(i)) == i + 1);
  CHECK(lexicon.add("one-too-many") == 0);
  CHECK(lexicon.add(word(5)) == 6);
  int wrong = 0, strange = 0;
  for (int i = 0; i < count; ++i) {
    wrong += lexicon.find(word(i)) != i + 1 || lexicon.word(static_cast<std::uint16_t>(i + 1)) != word(i);
    strange += lexicon.find("x" + std::to_string(i)) != 0;
  }
  CHECK(wrong == 0);
  CHECK(strange == 0);
}

TEST_CASE("words have one canonical form", "[rules]") {
  Lexicon lexicon;
  const std::uint16_t known[] = {lexicon.add("mr."), lexicon.add("editor"), lexicon.add("’em"),
                                 lexicon.add("well-kept"), lexicon.add("counterrevolutionaries")};
  struct Case {
    const char* word;
    std::uint16_t id;
  };
  const Case cases[] = {{"mr", known[0]}, {"editor’s", known[1]},
                        {"em", known[2]}, {"well‐kept", known[3]},
                        {"editors", 0},   {"counterrevolutionaries", known[4]},
                        {"wellkept", 0},  {"counterrevolutionarier", 0},
                        {"", 0}};
  for (const Case& c : cases) {
    INFO(c.word);
    CHECK(lexicon.find(c.word) == c.id);
  }
}
