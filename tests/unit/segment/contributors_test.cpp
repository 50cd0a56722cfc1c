// Contributors and sign-offs: forms, names in them, and traps.
#include "segment/fields.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

TEST_CASE("contributors and sign-offs", "[fields]") {
  auto names = [](const std::string& line) {
    Article a = parse("Floods close the pass above Lowmark\n\n" + story + story + line + "\n");
    std::string out;
    for (const Contributor& c : a.contributors) out += c.name + " (" + c.role + ") ";
    return out;
  };
  CHECK(names("(Reporting by Ana Ruiz; additional reporting by Jo Pike; writing by Tom O'Dell; editing by "
              "Mia Stone and Leon Marsh)") ==
        "Ana Ruiz (reporting) Jo Pike (additional reporting) Tom O'Dell (writing) Mia Stone (editing) Leon "
        "Marsh (editing) ");
  CHECK(names("Ana Ruiz, Jo Pike and Leon Marsh contributed to this report.") ==
        "Ana Ruiz (contributing) Jo Pike (contributing) Leon Marsh (contributing) ");
  CHECK(names("Additional reporting by Ana Ruiz.") == "Ana Ruiz (additional reporting) ");
  CHECK(names("-- With assistance from Ana Ruiz.") == "Ana Ruiz (assistance) ");
  CHECK(names("The Courier’s Jo Pike contributed to this story.") == "Jo Pike (contributing) ");
  CHECK(names("Lowmark News' Jo Pike and Leon Marsh contributed to this report.") ==
        "Jo Pike (contributing) Leon Marsh (contributing) ");
  CHECK(names("Courier researcher Jo Pike contributed to this report.") == "Jo Pike (contributing) ");
  CHECK(names("Courier writers Ana Ruiz and Jo Pike contributed to this report.") ==
        "Ana Ruiz (contributing) Jo Pike (contributing) ");
  CHECK(
      names("The council said that everybody in the town had contributed what they could to the new bridge.")
          .empty());
}

TEST_CASE("a contributors' line is one wherever it stands", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"(Reporting by Ana Ruiz; additional reporting by Jo Pike; writing by Tom O'Dell; editing by Mia Stone "
       "and Leon Marsh)",
       "contributor"},
      {"Additional reporting by Jo Pike", "contributor"},
      {"Jo Pike reported from Lowmark and Tom O'Dell from Eastport.", "contributor"},
      {"Jo Pike, Tom O'Dell and Leon Marsh contributed to this report.", "contributor"},
      {"LW writers Jo Pike and Tom O'Dell contributed.", "contributor"},
      {"Lowmark Wire writers Jo Pike and Tom O'Dell contributed to this report.", "contributor"},
      {"Compiled by Jo Pike", "contributor"},
      {"Research by Jo Pike", "contributor"},
      {"Graphics by Jo Pike", "contributor"},
      {"Video by Jo Pike", "contributor"},
      {"With agencies", "contributor"},
      {"-- With assistance from Jo Pike.", "contributor"},
      {"— Jo Pike, Courier", "contributor"},
      {"(Editing by Jo Pike)", "contributor"},
      {"Edited by Jo Pike", "contributor"},
      {"Jo Pike in Eastport contributed reporting.", "contributor"},
      {"The Courier’s Jo Pike contributed to this story.", "contributor"},
      {"Translated by Jo Pike", "contributor"},
      {"Produced by Jo Pike", "contributor"},
      {"Reporting by Ana Ruiz", "contributor"},
      {"With reporting by Jo Pike", "contributor"},
      {"Associated Press writer Jo Pike in Eastport contributed to this report.", "contributor"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("a sentence of the story names no contributor", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Research by the college shows that the river rises by a centimetre each year.", "body"},
      {"He reported from Lowmark for eleven years before he bought the boat.", "body"},
      {"Two reporters from the Courier contributed money to the fund for the ferry.", "body"},
      {"Editors of the town's two papers said they would not print on Thursday.", "body"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) != "contributor");  // there it may be the deck
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}
