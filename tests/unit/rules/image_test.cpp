#include "rules/image.hpp"

#include "attribute/model.hpp"
#include "catch.hpp"
#include "rules/rules.hpp"
#include "segment/body_model.hpp"

using namespace nutgraf;

TEST_CASE("the built-in image is what the rule files give") {
  const auto loaded = load_rule_files("");
  REQUIRE(loaded);
  REQUIRE(builtin_rules_image.size() > 100'000);
  CHECK((image_of(*loaded.value()) == builtin_rules_image));
}

TEST_CASE("an image read and written again is the same") {
  const auto rules = read_image(builtin_rules_image);
  CHECK((image_of(*rules) == builtin_rules_image));
  CHECK(rules->lexicon.find("said") != 0);
  CHECK(rules->lexicon.is(rules->lexicon.find("said"), WordClass::said));
  CHECK(rules->file("hints.txt").size() > 1000);
  CHECK(rules->body_model->rows.size() > 100);
  CHECK(rules->attribution->cues.size() > 100);
}

TEST_CASE("words can be added to rules that were read from an image") {
  auto rules = *read_image(builtin_rules_image);
  const std::size_t before = rules.lexicon.size();
  const std::uint16_t id = rules.lexicon.add("lowmarkian");
  CHECK(id == before);
  CHECK(rules.lexicon.find("lowmarkian") == id);
  CHECK(rules.lexicon.find("said") != 0);
}
