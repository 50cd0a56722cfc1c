// Datelines: forms, parts, and what only looks like one.
#include "segment/fields.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

TEST_CASE("a story may run on behind a dateline's bracket", "[fields]") {
  DatelineMatch match;
  const std::string tale = "The river rose above the pass on Tuesday and closed the road.";
  REQUIRE(match_dateline("LOWMARK (LW) " + tale, parser().rules(), match));
  CHECK(match.dateline.place == "LOWMARK");
  CHECK(match.end == 13);
  REQUIRE(match_dateline("Lowmark (Reuters)" + tale, parser().rules(), match));
  CHECK(match.dateline.span == Span{0, 17});
  CHECK(match.dateline.date.empty());
  CHECK(!match_dateline("Mayor Tom O'Dell (L) speaks to drivers at the pass.", parser().rules(), match));
  CHECK(!match_dateline("Sen. Ana Ruiz (R-Lowmark) won the vote on the bridge.", parser().rules(), match));
  CHECK(!match_dateline("Sen. Ana Ruiz (R-Lowmark) won the vote on March 4, 2026", parser().rules(), match));
  CHECK(!match_dateline("Daily Active Boats (DAB) and Monthly Active Boats (MAB)", parser().rules(), match));
}

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
      {"CASSELTON, N.D. —", "CASSELTON, N.D.", "", ""},
      {"SACRAMENTO, Calif. --", "SACRAMENTO, Calif.", "", ""},
      {"LOWMARK, OR (LW) —", "LOWMARK, OR", "LW", ""},
      {"NEW LOWMARK (LW) _", "NEW LOWMARK", "LW", ""},
      {"LOWMARK, Ore.--(LOWMARK WIRE)--", "LOWMARK, Ore.", "LOWMARK WIRE", ""},
      {"LOWMARK / EASTPORT:", "LOWMARK / EASTPORT", "", ""},
      {"ISLE OF GULLS —", "ISLE OF GULLS", "", ""},
      {"EL GATO, N.M. —", "EL GATO, N.M.", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    DatelineMatch match;
    REQUIRE(match_dateline(c.text + rest, parser().rules(), match));
    CHECK(match.dateline.place == c.place);
    CHECK(match.dateline.agency == c.agency);
    CHECK(match.dateline.date == c.date);
    const Article article = parse(headline + c.text + rest + "\n\n" + story + story);
    REQUIRE(article.dateline);
    CHECK(article.dateline->place == c.place);
  }
}

TEST_CASE("what is no dateline", "[fields]") {
  for (const char* text :
       {"BREAKING — Rivers rose above the pass on Tuesday and closed the road.",
        "UPDATE 2 — Rivers rose above the pass on Tuesday and closed the road.",
        "WATCH: Rivers rose above the pass on Tuesday and closed the road.",
        "EXCLUSIVE - Rivers rose above the pass on Tuesday and closed the road.",
        "Published: March 4, 2026 at 8:59 pm, and changed on the next day at noon",
        "Opinion: the pass should have been closed long before the river rose.",
        "It was late — the river had risen and the pass was closed to everybody.",
        "Mia Stone: We waited for three hours and nobody came to open the gate.",
        "THE RIVER ROSE BY NIGHT — Rivers rose above the pass on Tuesday and closed the road.",
        "WHAT WE KNOW — Rivers rose above the pass on Tuesday and closed the road.",
        "THE BIG READ — Rivers rose above the pass on Tuesday and closed the road.",
        "TOP STORY — Rivers rose above the pass on Tuesday and closed the road.",
        "FACT CHECK: Rivers rose above the pass on Tuesday and closed the road.",
        "GALLERY - Rivers rose above the pass on Tuesday and closed the road.",
        "RIVERS ROSE ABOVE THE PASS AND CLOSED THE ROAD ON TUESDAY", ""}) {
    INFO(text);
    DatelineMatch match;
    CHECK_FALSE(match_dateline(text, parser().rules(), match));
  }
}
