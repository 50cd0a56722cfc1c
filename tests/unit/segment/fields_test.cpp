// The recognisers of an article's parts, each with what it must and must not take.
#include "segment/fields.hpp"

#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

TEST_CASE("the head of a story", "[fields]") {
  Article a = parse(
      "NEWS\n\nFloods close the pass above Lowmark\n\nCouncil says that the road stays shut for days\n\n"
      "By Ana Ruiz and Tom O'Dell\nCourier Staff Writers\n\nPublished: March 4, 2026 at 8:59 pm | Updated: "
      "March 5, 2026\n\n"
      "LOWMARK, Ore. (LW) — " +
      story);
  CHECK(shown(a, a.kicker) == "NEWS");
  CHECK(shown(a, a.headline) == "Floods close the pass above Lowmark");
  CHECK(shown(a, a.deck) == "Council says that the road stays shut for days");
  CHECK(a.authors == std::vector<std::string>{"Ana Ruiz", "Tom O'Dell"});
  REQUIRE(a.byline);
  CHECK(a.byline->authors[0].role == "Courier Staff Writers");
  CHECK(a.date == "2026-03-04");
  REQUIRE(a.modified);
  CHECK(a.modified->iso == "2026-03-05");
  REQUIRE(a.dateline);
  CHECK(a.slice(a.dateline->span) == "LOWMARK, Ore. (LW)");
  CHECK(a.language == "en");
}

TEST_CASE("bullet points under the headline are the deck", "[fields]") {
  const std::string title = "Floods close the pass above Lowmark\n\n", byline = "By Ana Ruiz\n\n";
  const std::string points = "* Council expects the road to stay shut\n* Ferry runs again from Monday";
  const Article a = parse(title + points + "\n\n" + byline + story + story);
  CHECK(shown(a, a.deck) == points);
  CHECK(role_of(a, "Ferry runs") == "deck");
  CHECK(shown(a, a.headline) == "Floods close the pass above Lowmark");
  // one point, and points inside the story, are none
  const Article one = parse(title + "* Ferry runs again from Monday\n\n" + byline + story + story);
  CHECK(role_of(one, "Ferry runs") != "deck");
  CHECK(role_of(parse(title + byline + story + points + "\n\n" + story), "Ferry runs") != "deck");
}

TEST_CASE("a story without a head has none", "[fields]") {
  Article a = parse(story);
  CHECK_FALSE(a.headline);
  CHECK_FALSE(a.byline);
  CHECK_FALSE(a.dateline);
  CHECK_FALSE(a.published);
  CHECK(a.authors.empty());
}

TEST_CASE("the byline and date of another story are not this one's", "[fields]") {
  Article a = parse("Floods close the pass above Lowmark\n\nBy Ana Ruiz\nMarch 4, 2026\n\n" + story + story +
                    "More stories\n\nFerry returns to Eastport\nBy Jo Pike\nMarch 1, 2026\n\nCopyright 2025 "
                    "Lowmark Courier\n");
  CHECK(a.authors == std::vector<std::string>{"Ana Ruiz"});
  CHECK(a.date == "2026-03-04");
}

TEST_CASE("questions and answers", "[fields]") {
  Article a = parse(
      "‘I wait for the water’\n\nBy Ana Ruiz\n\nMia Stone runs the ferry above Lowmark and has done so for "
      "eleven years, in every weather.\n\n"
      "Q: When did you start?\n\nA: I started in the year of the long drought, when there was hardly any "
      "river at all to cross.\n\n"
      "Q: What do you fear?\n\nA: I fear the spring, because the snow comes down all at once and takes the "
      "posts away.\n\n");
  CHECK(role_of(a, "When did you start?") == "question");
  CHECK(role_of(a, "long drought") == "answer");
  CHECK(role_of(a, "eleven years") == "body");
}

TEST_CASE("the language of a story", "[fields]") {
  CHECK(parse("Der Fluss stieg am Dienstag um drei Meter und die Straße über den Pass ist gesperrt, wie der "
              "Rat mitteilte. Sie wird "
              "erst wieder geöffnet, wenn das Wasser nicht mehr steigt.")
            .language == "de");
  CHECK(parse("La rivière est montée de trois mètres mardi et la route du col est fermée, selon le conseil. "
              "Elle ne sera "
              "rouverte que lorsque le niveau de l'eau aura baissé.")
            .language == "fr");
  CHECK(parse("El río subió tres metros el martes y la carretera del paso está cerrada, según el consejo. No "
              "se abrirá "
              "hasta que el agua haya bajado.")
            .language == "es");
}

TEST_CASE("role, place and date in a byline", "[fields]") {
  struct Case {
    const char *line, *name, *role, *affiliation, *location, *date;
  };
  const Case cases[] = {
      {"By Ana Ruiz | March 4, 2026", "Ana Ruiz", "", "", "", "2026-03-04"},
      {"By Ana Ruiz, Senior reporter", "Ana Ruiz", "Senior reporter", "", "", ""},
      {"By Ana Ruiz Senior reporter", "Ana Ruiz", "Senior reporter", "", "", ""},
      {"By Ana Ruiz\nSenior reporter", "Ana Ruiz", "Senior reporter", "", "", ""},
      {"By Ana Ruiz, Senior reporter, at Quay Lane", "Ana Ruiz", "Senior reporter", "", "Quay Lane", ""},
      {"By Ana Ruiz in Eastport", "Ana Ruiz", "", "", "Eastport", ""},
      {"By Ana Ruiz, Lowmark Wire", "Ana Ruiz", "", "Lowmark Wire", "", ""},
      {"By Ana Ruiz for The Courier", "Ana Ruiz", "", "The Courier", "", ""},
      {"By Ana Ruiz. Last updated March 4, 2026", "Ana Ruiz", "", "", "", "2026-03-04"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    Article a =
        parse("Floods close the pass above Lowmark\n\n" + std::string(c.line) + "\n\n" + story + story);
    REQUIRE(a.byline);
    REQUIRE(a.byline->authors.size() == 1);
    CHECK(a.byline->authors[0].name == c.name);
    CHECK(a.byline->authors[0].role == c.role);
    CHECK(a.byline->authors[0].affiliation == c.affiliation);
    CHECK(a.byline->authors[0].location == c.location);
    CHECK(a.date == c.date);
  }
}

TEST_CASE("lines that are no byline", "[fields]") {
  for (const char* line :
       {"BY THE NUMBERS", "By the Numbers", "By the time the water fell, the road had gone.",
        "Edited by Jo Pike", "Reviewed by Jo Pike", "Translated by Jo Pike", "Interview: page 4",
        "3 hours ago", "15:04"}) {
    INFO(line);
    Article a = parse("Floods close the pass above Lowmark\n\n" + std::string(line) + "\n\n" + story + story);
    CHECK(a.authors.empty());
    CHECK_FALSE(a.byline);
    CHECK_FALSE(a.published);
  }
}

TEST_CASE("whom to ask is not who wrote", "[fields]") {
  for (const char* label :
       {"Contact:", "Media Contact", "Press contacts:", "For more information, contact:"}) {
    INFO(label);
    Article a = parse("Lowmark opens a new bridge over the river\n\n" + story + story + label +
                      "\nJo Pike\nLowmark Council\n555-0134\n");
    CHECK(a.authors.empty());
  }
  Article a =
      parse("Floods close the pass above Lowmark\n\nBy Ana Ruiz\n\n" + story + story + "Contact:\nJo Pike\n");
  CHECK(a.authors == std::vector<std::string>{"Ana Ruiz"});
}

TEST_CASE("a subhead inside the story is no headline", "[fields]") {
  for (const char* subhead :
       {"What comes next", "The road above the pass", "How the river closed the pass"}) {
    INFO(subhead);
    Article a = parse(story + story + subhead + "\n\n" + story + story);
    CHECK_FALSE(a.headline);
  }
}
