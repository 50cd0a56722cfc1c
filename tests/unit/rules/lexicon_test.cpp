#include <string>
#include <vector>

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

TEST_CASE("words made for one bucket of the table are refused in the end", "[rules]") {
  // short words are their hash, divided by an odd number
  const std::uint64_t odd = Lexicon::Finder::hash({1, 0});
  std::uint64_t inverse = odd;
  for (int step = 0; step < 6; ++step) inverse *= 2 - odd * inverse;
  Lexicon lexicon;
  const std::uint16_t before = lexicon.add("before");
  std::string refused;
  std::size_t tried = 0;
  for (std::uint64_t i = 1; i < 60'000 && refused.empty(); ++i) {
    const std::uint64_t low = ((i * 0x9E3779B97F4A7C15ull) >> Lexicon::Finder::bucket_bits) * inverse;
    std::string word(8, ' ');
    for (std::size_t at = 0; at < 8; ++at) word[at] = static_cast<char>(low >> 8 * at);
    if (Lexicon::Finder::bucket(Lexicon::Finder::hash({low, 0})) != 0) continue;
    if (word.find_first_of(std::string("\0\xE2'.", 4)) != std::string::npos) continue;
    ++tried;
    if (lexicon.add(word) == 0) refused = word;
  }
  INFO(tried);
  CHECK(lexicon.find("before") == before);
  const std::uint16_t after = lexicon.add("after");
  CHECK(lexicon.find("after") == after);
  CHECK(lexicon.word(after) == "after");
  REQUIRE(!refused.empty());
  CHECK(lexicon.find(refused) == 0);
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
