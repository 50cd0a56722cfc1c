// Who a source is: names, kinds, titles and the antecedents of pronouns, as tables.
#include "catch.hpp"
#include "nutgraf/parser.hpp"

using namespace nutgraf;

namespace {

/// "name (kind, title)" of the source of the statement that holds `words`.
std::string source_of(const std::string& text, std::string_view words) {
  static const auto parser = Parser::create();
  const Article article = parser.value().parse(text + "\n", {}).value();
  for (const Attribution& a : article.attributions) {
    for (const Span& part : article.spans_of(a.content)) {
      if (article.slice(part).find(words) == std::string_view::npos) continue;
      if (!a.source) return "nobody";
      const Source& s = article.sources[*a.source];
      const std::string title = s.title.empty() ? "" : ", " + std::string(article.slice(s.title));
      return std::string(article.slice(s.name)) + " (" + std::string(to_string(s.kind)) + title + ")";
    }
  }
  return "no statement";
}

struct Case {
  const char *text, *words, *expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(source_of(c.text, c.words) == c.expected);
  }
}

}  // namespace

TEST_CASE("the kind of a source", "[attribute]") {
  check({
      {"Lowmark News said that the bridge was safe.", "safe", "Lowmark News (organization)"},
      {"China said that the bridge was safe.", "safe", "China (organization)"},
      {"Bill Ruiz said that the bridge was safe.", "safe", "Bill Ruiz (person)"},
      {"The lawsuit says that the bridge was unsafe.", "unsafe", "The lawsuit (document)"},
      {"The evidence suggests that the bridge was unsafe.", "unsafe", "The evidence (document)"},
      {"A retiree from Lowmark said that the bridge was safe.", "safe", "A retiree from Lowmark (unnamed)"},
      {"A surgeon said that the bridge was safe.", "safe", "A surgeon (unnamed)"},
      {"The jury said that the bridge was safe.", "safe", "The jury (organization)"},
      {"The audience said that the bridge was safe.", "safe", "The audience (group)"},
      {"A majority said that the bridge was safe.", "safe", "A majority (group)"},
      {"A Republican said that the bridge was safe.", "safe", "A Republican (unnamed)"},
      {"People familiar with the plan said that the bridge was safe.", "safe",
       "People familiar with the plan (unnamed)"},
  });
}

TEST_CASE("names without the words around them", "[attribute]") {
  check({
      {"Democrat Ana Ruiz said that the bridge was safe.", "safe", "Ana Ruiz (person, Democrat)"},
      {"Assemblywoman Ana Ruiz said that the bridge was safe.", "safe", "Ana Ruiz (person, Assemblywoman)"},
      {"Lowmark-born Ana Ruiz said that the bridge was safe.", "safe", "Ana Ruiz (person)"},
      {"Maybe Ana Ruiz said that the bridge was safe.", "safe", "Ana Ruiz (person)"},
      {"The Ana Ruiz Foundation said that the bridge was safe.", "safe",
       "Ana Ruiz Foundation (organization)"},
  });
}

TEST_CASE("the office after a name", "[attribute]") {
  check({
      {"\"It is safe,\" said Ana Ruiz, the port's chief executive.", "safe",
       "Ana Ruiz (person, port's chief executive)"},
      {"\"It is safe,\" said Ana Ruiz, a professor of engineering at Lowmark, on Monday.", "safe",
       "Ana Ruiz (person, professor of engineering at Lowmark)"},
      {"\"It is safe,\" said Ana Ruiz, Tom O'Dell and the mayor.", "safe", "Ana Ruiz (person)"},
      {"\"It is safe,\" said Ana Ruiz, Tom O'Dell's sister.", "safe",
       "Ana Ruiz (person, Tom O'Dell's sister)"},
      {"\"It is safe,\" said Ana Ruiz, residents knew and the mayor did.", "safe", "Ana Ruiz (person)"},
      {"\"It is safe,\" said Ana Ruiz, 34.", "safe", "Ana Ruiz (person)"},
      {"\"It is safe,\" said Ana Ruiz, of Lowmark.", "safe", "Ana Ruiz (person)"},
      {"\"It is safe,\" said Ana Ruiz, adding that the manager knew.", "safe", "Ana Ruiz (person)"},
  });
}

TEST_CASE("a pronoun stands for a person of its gender", "[attribute]") {
  check({
      {"Ana Ruiz met the transport committee. The committee said that the bridge was safe. \"We waited,\" "
       "she "
       "said.",
       "We waited", "Ana Ruiz (person)"},
      {"Ana Ruiz gave the picture to Harbor Images. \"We waited,\" she said.", "We waited",
       "Ana Ruiz (person)"},
      {"The storm crossed New Hampshire. \"We waited,\" she said.", "We waited", "nobody"},
      // a woman by her office, not a man
      {"Tom O'Dell met Congresswoman Jo Pike on Monday. \"We waited,\" she said.", "We waited",
       "Jo Pike (person, Congresswoman)"},
      {"Tom Ruiz met Congresswoman Jo Pike on Monday. \"We waited,\" he said.", "We waited",
       "Tom Ruiz (person)"},
      {"Tom O'Dell was there. A spokeswoman said that the bridge was safe. \"We waited,\" she said.",
       "We waited", "A spokeswoman (unnamed)"},
      {"Tom O'Dell was there. A spokeswoman said that the bridge was safe. \"We waited,\" he said.",
       "We waited", "Tom O'Dell (person)"},
      {"The sentence said that the bridge was unsafe. \"We waited,\" he said.", "We waited", "nobody"},
  });
}

TEST_CASE("a surname alone is the bearer who is named most, of the title's gender", "[attribute]") {
  const std::string couple =
      "Tom Ruiz opened the bridge with his wife, Ana Ruiz. Tom Ruiz cut the ribbon. Ana Ruiz stood beside "
      "him. ";
  CHECK(source_of(couple + "Tom Ruiz had waited. \"It is open,\" Ruiz said.", "It is open") ==
        "Tom Ruiz (person)");
  CHECK(source_of(couple + "\"It is open,\" Mrs. Ruiz said.", "It is open") == "Ana Ruiz (person)");
  CHECK(source_of(couple + "\"It is open,\" Mr. Ruiz said.", "It is open") == "Tom Ruiz (person)");
}

TEST_CASE("the fullest name is found however often the surname stands alone after it", "[attribute]") {
  std::string text = "Ana Ruiz opened the pier.";
  for (int i = 0; i < 80; ++i) text += "\n\nThe town listened to Ruiz on that day.";
  CHECK(source_of(text + "\n\nRuiz said that the bridge was safe.", "safe") == "Ana Ruiz (person)");
  CHECK(source_of(text + "\n\nPetrakis said that the bridge was safe.", "safe") == "Petrakis (person)");
}

TEST_CASE("names anywhere in a long paragraph", "[attribute]") {
  // wherever the 64 tokens that are looked at together end
  for (int words = 40; words < 80; ++words) {
    std::string text;
    for (int i = 0; i < words; ++i) text += "and so ";
    text += "it went for Ana Maria de Ruiz of Lowmark. Then Ruiz said that the bridge was safe.";
    INFO(words);
    CHECK(source_of(text, "safe") == "Ana Maria de Ruiz (person)");
  }
}
