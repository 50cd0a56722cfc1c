#include "attribute/features.hpp"

#include "attribute/source_words.hpp"
#include "attribute/token_ranges.hpp"
#include "attribute/word_lists.hpp"
#include "catch.hpp"
#include "nutgraf/parser.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

namespace {

const Rules& built_in() {
  static const auto rules = load_rules("");
  return *rules.value();
}

std::string error_of(const char* weights) {
  Rules rules;
  rules.files["en/cues.txt"] = "say v:speech said\n";
  rules.files["en/attribution.weights"] = weights;
  const auto error = load_attribution_model(rules);
  return error ? error->message : "";
}

}  // namespace

TEST_CASE("features are found by name and print the same name", "[attribute]") {
  const AttributionModel& model = *built_in().attribution;
  FeatureNames names(model);
  struct Case {
    const char *name, *a, *b, *printed;
  };
  const Case cases[] = {
      {"cue", "after", "verb", "cue~after~verb"},
      {"lemma.follow", "say", "that", "lemma.follow~say~that"},
      {"chain", "after", "unknown", "chain~after~unknown"},
      {"lemma.prep", "call", "for", "lemma.prep~call~for"},
      {"end.next2", ",", "and", "end.next2~,~and"},
      {"end.opening", "quote", "np", "end.opening~quote~np"},
      {"position", "before", "16", "position~before~16"},
      {"end.lemma", "according", "", "end.lemma~according"},
  };
  for (const Case& c : cases) {
    INFO(c.printed);
    const auto feature = names.feature(c.name);
    REQUIRE(feature.has_value());
    const FeatureAxes& axes = feature_axes[static_cast<std::size_t>(*feature)];
    const auto a = names.value(axes.a, c.a), b = names.value(axes.b, c.b);
    REQUIRE((a && b));
    CHECK(feature_name(model, *feature, *a, *b) == c.printed);
    CHECK(feature_cell(*feature, *a, *b) < model.weights.size());
  }
  CHECK_FALSE(names.feature("lemma").has_value());
  CHECK_FALSE(names.value(Axis::lemma, "bridge").has_value());
}

TEST_CASE("explain names the features that decided a statement", "[attribute]") {
  const auto parser = Parser::create();
  const std::string text = "Ana Ruiz said that the bridge was safe. The bridge opened on Monday.\n";
  const Explanation explained = parser.value().explain(text, {}).value();
  REQUIRE(explained.article.attributions.size() == 1);
  float said_that = 0;
  for (const Reason& reason : explained.reasons) {
    CHECK(reason.attribution == 0);
    if (reason.feature == "lemma.follow~say~that") said_that = reason.weight;
  }
  CHECK(said_that > 0);
}

TEST_CASE("weights are for features that there are", "[attribute]") {
  CHECK(error_of("lemma.follow~say~that 120\n") == "");
  CHECK(error_of("lemma.follow~bridge~that 120\n") == "");  // no cue any more
  CHECK(error_of("cue~after~verb 5\nlemma.folow~say~that 120\n") ==
        "en/attribution.weights:2: no feature is named lemma.folow");
  CHECK(error_of("cue~after~verb\n") ==
        "en/attribution.weights:1: a feature is followed by its weight times 100");
}

TEST_CASE("lists by word give the newest first", "[attribute]") {
  Memory memory;
  WordLists lists(memory);
  lists.reset(20);  // more are added than there is room for
  CHECK(lists.newest(7) == WordLists::none);
  for (std::uint32_t i = 0; i < 1000; ++i) lists.add(i % 100 + 1, i);
  std::vector<std::uint32_t> seen;
  for (std::uint32_t n = lists.newest(7); n != WordLists::none; n = lists.older(n))
    seen.push_back(lists.value(n));
  CHECK(seen == std::vector<std::uint32_t>{906, 806, 706, 606, 506, 406, 306, 206, 106, 6});
  CHECK(lists.newest(101) == WordLists::none);
}

TEST_CASE("what a word is to the rules about sources", "[attribute]") {
  Lexicon lexicon;
  auto add = [&](std::string_view word) { return lexicon.add(word); };
  const auto the = add("the"), her = add("her"), women = add("clerkwoman"), man = add("human"),
             aides = add("aides"), mayor = add("mayor"), other = add("over");
  std::vector<SourceRule> rules;
  auto rule = [&](const char* word, std::initializer_list<const char*> bits) {
    rules.push_back({word});
    for (const char* bit : bits) CHECK(rules.back().add(bit));
  };
  rule("*s", {"plural"});
  rule("*man", {"man"});
  rule("*woman", {"woman", "-man"});
  rule("aide*", {"staff"});
  rule("the", {"the", "definite"});
  rule("her", {"owner", "she"});
  CHECK_FALSE(SourceRule{}.add("mayor"));
  Rules wrong;
  wrong.files["en/sources.txt"] = "# a title\nmayor sir boss\n";
  CHECK(load_attribution_model(wrong)->message == "en/sources.txt:2: no use of a source word is named boss");
  lexicon.classify(mayor, WordClass::title_noun);
  lexicon.classify(mayor, WordClass::job);
  const std::vector<std::uint32_t> bits = source_words(lexicon, rules);
  CHECK(bits[0] == 0);
  CHECK(bits[other] == 0);
  CHECK(bits[the] == (source_word::the | source_word::definite));
  CHECK(bits[her] == (source_word::owner | source_word::she));
  CHECK(bits[women] == source_word::woman);
  CHECK(bits[man] == source_word::man);
  CHECK(bits[aides] == (source_word::plural | source_word::staff));
  CHECK(bits[mayor] == (source_word::title_noun | source_word::job));
}

TEST_CASE("a list of token ranges keeps its order, few or many", "[attribute]") {
  TokenRanges list;
  CHECK(list.empty());
  for (std::uint32_t n = 0; n < 5; ++n) {
    list.push_back({n, n + 1});
    CHECK(list.size() == n + 1);
    CHECK(list.front().first == 0);
    CHECK(list.back().first == n);
  }
  for (std::uint32_t n = 5; n-- > 1;) {
    list.pop_back();
    CHECK(list.back().first == n - 1);
    list.push_back({n, n + 9});
    CHECK(list.back().last == n + 9);
    std::uint32_t next = 0;
    for (const TokenRange& range : list) CHECK(range.first == next++);
    list.pop_back();
  }
  CHECK(list.size() == 1);
}
