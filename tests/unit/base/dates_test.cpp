#include "base/dates.hpp"

#include "catch.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

namespace {
const Rules& rules() {
  static const auto loaded = load_rules("");
  return *loaded.value();
}
std::string iso(const char* text, DayOrder order = DayOrder::unknown) {
  auto date = parse_date(text, rules(), order);
  return date ? date->iso() : "";
}
struct Case {
  const char *text, *iso;
};
}  // namespace

TEST_CASE("a date is read in every form", "[dates]") {
  const Case cases[] = {
      {"2026-03-04", "2026-03-04"},
      {"2026-03-04T20:15Z", "2026-03-04T20:15Z"},
      {"2026-03-04T20:15:00.000Z", "2026-03-04T20:15:00Z"},
      {"2026-03-04T20:15:07+01:00", "2026-03-04T20:15:07+01:00"},
      {"2026-03-04 20:15:07 -0500", "2026-03-04T20:15:07-05:00"},
      {"2026/3/4", "2026-03-04"},
      {"2026.03.04", "2026-03-04"},
      {"20260304", "2026-03-04"},
      {"20260304T201500Z", "2026-03-04"},
      {"Wed, 04 Mar 2026 15:04:05 +0000", "2026-03-04T15:04:05Z"},
      {"Wed Mar 04 15:04:05 GMT 2026", "2026-03-04T15:04:05Z"},
      {"March 4, 2026", "2026-03-04"},
      {"MARCH 4, 2026 4 AM PT", "2026-03-04T04:00"},
      {"March 4, 2026 at 8:59 pm EST", "2026-03-04T20:59-05:00"},
      {"Published: March 4, 2026 at 8:59 p.m.", "2026-03-04T20:59"},
      {"4 March 2026, 20:15 GMT", "2026-03-04T20:15Z"},
      {"4th of March, 2026", "2026-03-04"},
      {"Mar. 4, 2026", "2026-03-04"},
      {"Mar 4th 2026", "2026-03-04"},
      {"04-Mar-2026", "2026-03-04"},
      {"4 Mar '26", "2026-03-04"},
      {"Last modified on Wed 4 Mar 2026 15.04 EST", "2026-03-04T15:04-05:00"},
      {"12:30 PM ET, Thu March 5, 2026", "2026-03-05T12:30"},
      {"8:05 a.m. on Wednesday, March 4, 2026", "2026-03-04T08:05"},
      {"17 March 2026 | 12:15am", "2026-03-17T00:15"},
      {"25/03/2026", "2026-03-25"},
      {"03/25/2026", "2026-03-25"},
      {"03/03/2026", "2026-03-03"},
      {"4.3.2026, 20:15 Uhr", "2026-03-04T20:15"},
      {"04.03.26", "2026-03-04"},
      {"4. März 2026", "2026-03-04"},
      {"4 mars 2026 à 20h15", "2026-03-04T20:15"},
      {"1er mars 2026", "2026-03-01"},
      {"4 de marzo de 2026", "2026-03-04"},
      {"4 marzo 2026 alle 20:15", "2026-03-04T20:15"},
      {"4 de março de 2026 às 20h15", "2026-03-04T20:15"},
      {"4 maart 2026", "2026-03-04"},
      {"4 mars 2026 kl. 20.15", "2026-03-04T20:15"},
      {"4. maaliskuuta 2026", "2026-03-04"},
      {"4 marca 2026", "2026-03-04"},
      {"4 марта 2026 г.", "2026-03-04"},
      {"2026. március 4.", "2026-03-04"},
      {"4 Μαρτίου 2026", "2026-03-04"},
      {"2026年3月4日", "2026-03-04"},
      {"2026年03月04日 20:15", "2026-03-04T20:15"},
      {"2026년 3월 4일", "2026-03-04"},
      {"PUBLISHED WED, MAR 4 20267:00 AM EST", "2026-03-04T07:00-05:00"},
      {"March 4, 202612:45 PM UTCUpdated ago", "2026-03-04T12:45Z"},
      {"by Ana RuizMarch 4, 202620 Mins Read", "2026-03-04"},
      {"1772654100", "2026-03-04T19:55:00Z"},
      {"1772654100000", "2026-03-04T19:55:00Z"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(iso(c.text) == c.iso);
  }
}

TEST_CASE("what does not state a day is no date", "[dates]") {
  for (const char* text : {"04/03/2026", "3 hours ago", "5 min read", "March 2026", "Mar. 4",
                           "version 10.4.3.2026", "2026-13-04", "31 February 2026", "may 4 people",
                           "555-12-2026", "", "2026", "1-800-2026-03", "12:30", "13.45.20"}) {
    INFO(text);
    CHECK(iso(text) == "");
  }
}

TEST_CASE("the order of day and month comes from the language", "[dates]") {
  CHECK(iso("04/03/2026", day_order("en-GB")) == "2026-03-04");
  CHECK(iso("04/03/2026", day_order("de")) == "2026-03-04");
  CHECK(iso("04/03/2026", day_order("en-US")) == "2026-04-03");
  CHECK(iso("04/03/2026", day_order("en")) == "");
}

TEST_CASE("find_dates tells where each date stands", "[dates]") {
  std::vector<DateMatch> found;
  std::string text = "Published: Wed 4 March 2026, 20:15 | Updated: Mar. 5 | copyright March 2026";
  find_dates(text, rules(), DayOrder::unknown, found);
  REQUIRE(found.size() == 3);
  CHECK(text.substr(found[0].start, found[0].end - found[0].start) == "Wed 4 March 2026, 20:15");
  CHECK(text.substr(found[1].start, found[1].end - found[1].start) == "Mar. 5");
  CHECK(found[1].value.year == 0);
  CHECK(found[1].value.day == 5);
  CHECK(found[2].value.iso() == "2026-03");
}

TEST_CASE("an address states a day only in full", "[dates]") {
  const Case cases[] = {
      {"https://courier.example/2026/03/04/floods", "2026-03-04"},
      {"https://courier.example/news/2026-03-04-floods", "2026-03-04"},
      {"https://courier.example/world/2026/mar/04/floods", "2026-03-04"},
      {"https://courier.example/2026/03/floods", ""},
      {"https://2026-03-04.example/floods", ""},
      {"https://courier.example/floods-10-03-20261", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    auto date = date_in_url(c.text, rules());
    CHECK((date ? date->iso() : "") == c.iso);
  }
}
