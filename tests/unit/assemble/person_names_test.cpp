#include "assemble/person_names.hpp"

#include "catch.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

TEST_CASE("persons' names in declared values", "[assemble][authors]") {
  auto loaded = load_rules("");
  REQUIRE(loaded);
  const Rules& rules = *loaded.value();
  struct Case {
    const char *value, *names;
  };
  const Case cases[] = {
      {"Ana Ruiz", "Ana Ruiz"},
      {"By Ana Ruiz and Tom O'Dell", "Ana Ruiz|Tom O'Dell"},
      {"Written by: Ana Ruiz", "Ana Ruiz"},
      {"Ana Ruiz, Tom O'Dell & Jo Pike", "Ana Ruiz|Tom O'Dell|Jo Pike"},
      {"Ana Ruiz; Tom O'Dell / Jo Pike", "Ana Ruiz|Tom O'Dell|Jo Pike"},
      {"von Ana Ruiz und Jürgen Weiß", "Ana Ruiz|Jürgen Weiß"},
      {"Ana Ruiz y Luis Pardo", "Ana Ruiz|Luis Pardo"},
      {"José Pardo e Silva", "José Pardo e Silva"},
      {"Ruiz, Ana", "Ana Ruiz"},
      {"Kaufmann, Jeff T.", "Jeff T. Kaufmann"},
      {"Ana Ruiz, MD, PhD", "Ana Ruiz"},
      {"Dr. Ana Ruiz", "Ana Ruiz"},
      {"Ana Ruiz, Senior Editor, Lowmark Courier", "Ana Ruiz"},
      {"Ana Ruiz (Lowmark Wire)", "Ana Ruiz"},
      {"Ana Ruiz for The Courier", "Ana Ruiz"},
      {"Ana Ruiz - Lowmark Wire", "Ana Ruiz"},
      {"Ana Ruiz | The Lowmark Newsroom", "Ana Ruiz"},
      {"Vincent van der Meer", "Vincent van der Meer"},
      {"ana ruiz", "ana ruiz"},
      {"Maximiliano Fernandéz Pardo", "Maximiliano Fernandéz Pardo"},
      {"rivergirl", "rivergirl"},
      // no person
      {"", ""},
      {"admin", ""},
      {"Written By", ""},
      {"Posted by", ""},
      {"Courier Staff", ""},
      {"The Lowmark Courier", ""},
      {"Redaktion", ""},
      {"Lowmark Media GmbH", ""},
      {"https://social.example/anaruiz", ""},
      {"www.social.example/anaruiz", ""},
      {"ana@courier.example", ""},
      {"Human in the Loop", ""},
      {"A guide to the best boats of the year", ""},
      {"262588213843476", ""},
      {"Lowmark, Oregon, USA, Earth", ""},
      {"content: Rivermill, code: Steve", ""},
  };
  for (const Case& c : cases) {
    std::string got;
    for (const std::string& name : person_names(c.value, rules)) got += (got.empty() ? "" : "|") + name;
    INFO(c.value);
    CHECK(got == c.names);
  }
}
