// The recognisers of an article's parts, each with what it must and must not take.
#include "segment/fields.hpp"

#include "catch.hpp"
#include "nutgraf/parser.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

namespace {

const Parser& parser() {
  static const auto made = Parser::create();
  return made.value();
}

Article parse(const std::string& text) {
  ParseOptions options;
  options.from = InputFormat::text;
  auto article = parser().parse(text, options);
  REQUIRE(article);
  return std::move(article).value();
}

const std::string story =
    "The river rose by three metres on Tuesday and closed the pass above Lowmark, and the council said that "
    "the "
    "road would stay shut until the water had gone down.\n\n"
    "Engineers worked through the night to clear the culverts, and by morning two of the three lanes could "
    "be "
    "used again, according to the county.\n\n"
    "“We have never seen so much water here,” said Mia Stone, who has run the ferry for eleven years.\n\n";

std::string shown(const Article& a, const std::optional<Span>& span) {
  return span ? std::string(a.slice(*span)) : "";
}

/// The role of the block that holds `words`.
std::string role_of(const Article& a, std::string_view words) {
  for (const Block& block : a.blocks)
    if (a.slice(block.span).find(words) != std::string_view::npos) return std::string(to_string(block.role));
  return "none";
}

}  // namespace

TEST_CASE("a dateline is read with place, agency and date", "[fields]") {
  struct Case {
    const char *text, *place, *agency, *date;
  };
  const std::string rest = " Rivers rose above the pass on Tuesday and closed the road.";
  const Case cases[] = {
      {"LOWMARK, Ore. (LW) —", "LOWMARK, Ore.", "LW", ""},
      {"LOWMARK (LW) –", "LOWMARK", "LW", ""},
      {"LOWMARK (LW) --", "LOWMARK", "LW", ""},
      {"LOWMARK, March 4 (Lowmark Wire) -", "LOWMARK", "Lowmark Wire", "March 4"},
      {"LOWMARK, Oregon, March 4, 2026 /Wire/ --", "LOWMARK, Oregon", "Wire", "March 4, 2026"},
      {"EASTPORT and LOWMARK (March 4) —", "EASTPORT and LOWMARK", "", "March 4"},
      {"LOWMARK/EASTPORT —", "LOWMARK/EASTPORT", "", ""},
      {"ABOARD THE TEAL QUEEN —", "ABOARD THE TEAL QUEEN", "", ""},
      {"Lowmark:", "Lowmark", "", ""},
      {"LOWMARK |", "LOWMARK", "", ""},
      {"Lowmark, 4 March (LW) —", "Lowmark", "LW", "4 March"},
      {"(Lowmark) –", "Lowmark", "", ""},
      {"GULL POINT, N.D. —", "GULL POINT, N.D.", "", ""},
      {"NEW LOWMARK (LW) —", "NEW LOWMARK", "LW", ""},
      {"THE DELTA, Ore. ―", "THE DELTA, Ore.", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    DatelineMatch match;
    REQUIRE(match_dateline(c.text + rest, parser().rules(), match));
    CHECK(match.dateline.place == c.place);
    CHECK(match.dateline.agency == c.agency);
    CHECK(match.dateline.date == c.date);
  }
}

TEST_CASE("what is no dateline", "[fields]") {
  for (const char* text : {"BREAKING — Rivers rose above the pass on Tuesday and closed the road.",
                           "UPDATE 2 — Rivers rose above the pass on Tuesday and closed the road.",
                           "WATCH: Rivers rose above the pass on Tuesday and closed the road.",
                           "EXCLUSIVE - Rivers rose above the pass on Tuesday and closed the road.",
                           "Published: March 4, 2026 at 8:59 pm, and changed on the next day at noon",
                           "Opinion: the pass should have been closed long before the river rose.",
                           "It was late — the river had risen and the pass was closed to everybody.",
                           "Mia Stone: We waited for three hours and nobody came to open the gate.",
                           "RIVERS ROSE ABOVE THE PASS AND CLOSED THE ROAD ON TUESDAY", ""}) {
    INFO(text);
    DatelineMatch match;
    CHECK_FALSE(match_dateline(text, parser().rules(), match));
  }
}

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

TEST_CASE("captions and credits", "[fields]") {
  struct Case {
    const char *text, *role;
  };
  const Case cases[] = {
      {"Photo: Mia Stone/Lowmark Pictures", "credit"},
      {"Photograph by Mia Stone", "credit"},
      {"Credit: Mia Stone", "credit"},
      {"Image: Lowmark Pictures", "credit"},
      {"Illustration by Mia Stone", "credit"},
      {"Courtesy of the Lowmark Museum", "credit"},
      {"Handout via Reuters", "credit"},
      {"File photo", "credit"},
      {"Mia Stone / AP", "credit"},
      {"(Mia Stone/LP via AP)", "credit"},
      {"Water stands on the road above Lowmark. (Mia Stone/LP via AP)", "caption"},
      {"Water stands on the road above Lowmark. [Mia Stone/Courier]", "caption"},
      {"Water stands on the road above Lowmark. Photo: Mia Stone", "caption"},
      {"FILE - Water stands on the road above Lowmark, March 4, 2026.", "caption"},
      {"Ana Ruiz (L) and Tom O'Dell stand on the bridge.", "caption"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    Article a =
        parse("Floods close the pass above Lowmark\n\nBy Ana Ruiz\n\n" + story + c.text + "\n\n" + story);
    CHECK(role_of(a, c.text) == c.role);
  }
  Article a = parse("Floods close the pass above Lowmark\n\n" + story +
                    "Water stands on the road above the town\n\nMia Stone / AP\n\n" + story);
  REQUIRE(a.captions.size() == 1);
  CHECK(a.slice(a.captions[0].span) == "Water stands on the road above the town");
  CHECK(shown(a, a.captions[0].credit) == "Mia Stone / AP");
  CHECK(role_of(a, "said Mia Stone") == "body");
  CHECK_FALSE(a.byline);
}

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
  CHECK(names("Courier writers Ana Ruiz and Jo Pike contributed to this report.") ==
        "Ana Ruiz (contributing) Jo Pike (contributing) ");
  CHECK(
      names("The council said that everybody in the town had contributed what they could to the new bridge.")
          .empty());
}

TEST_CASE("corrections and notes", "[fields]") {
  struct Case {
    const char *text, *role;
  };
  const Case cases[] = {
      {"Correction: The river rose by three metres, not four.", "correction"},
      {"CORRECTION (March 4, 2026): The river rose by three metres, not four.", "correction"},
      {"Clarification: The pass is closed for lorries only.", "correction"},
      {"An earlier version of this article misstated the name of the river.", "correction"},
      {"This story has been corrected to show that the river rose by three metres.", "correction"},
      {"(Corrects paragraph 3 to say that the river rose by three metres)", "correction"},
      {"Editor's note: The names of the drivers have been changed.", "note"},
      {"This story has been updated to include a statement of the council.", "note"},
      {"This article first appeared in the Lowmark Courier.", "note"},
      {"Correction officers at the county prison said that the water had reached the yard by noon on "
       "Wednesday.",
       "body"},
      {"Update after update came from the council through the night, and nobody in the town slept until "
       "morning.",
       "body"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    Article a =
        parse("Floods close the pass above Lowmark\n\nBy Ana Ruiz\n\n" + story + c.text + "\n\n" + story);
    CHECK(role_of(a, c.text) == c.role);
  }
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
