// The forms of bylines and date lines in which a story's head is met, and those that must not be taken for
// it.
#include "segment/fields.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

namespace {

const std::string topic = "Floods close the pass above Lowmark\n\n";

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return out;
}

std::string paragraphs() {
  std::string out;
  for (std::size_t at = 0; at < story.size();) {
    std::size_t end = story.find("\n\n", at);
    out += "<p>" + story.substr(at, end - at) + "</p>";
    at = end + 2;
  }
  return out;
}

/// The line under the headline, in a page.
Article under_h1(const std::string& markup) {
  return parse_page(
      "<html><head><title>Floods close the pass above Lowmark</title></head><body><main><h1>Floods close "
      "the pass above Lowmark</h1>" +
      markup + paragraphs() + "</main></body></html>");
}

struct Row {
  const char *line, *authors, *date;
};

}  // namespace

TEST_CASE("the line under the headline of a text", "[fields][byline]") {
  const Row rows[] = {
      {"By Ana Ruiz", "Ana Ruiz", ""},
      {"Story and photos by Ana Ruiz for the Courier.", "Ana Ruiz", ""},
      {"Many farms were saved by Ana Ruiz and her crew.", "", ""},
      {"BY ANA RUIZ", "ANA RUIZ", ""},
      {"By: Ana Ruiz", "Ana Ruiz", ""},
      {"Written by Ana Ruiz", "Ana Ruiz", ""},
      {"Words by Ana Ruiz Photographs by Mia Stone", "Ana Ruiz", ""},
      {"Story by Ana Ruiz", "Ana Ruiz", ""},
      {"Ana Ruiz", "Ana Ruiz", ""},
      {"By Ana Ruiz and Tom O'Dell", "Ana Ruiz; Tom O'Dell", ""},
      {"By Ana Ruiz, Jo Pike & Mia Stone", "Ana Ruiz; Jo Pike; Mia Stone", ""},
      {"By Ana Ruiz with Jo Pike", "Ana Ruiz; Jo Pike", ""},
      {"By Ana Ruiz in Lowmark and Jo Pike in Eastport", "Ana Ruiz; Jo Pike", ""},
      {"By Ana Ruiz, Staff Writer", "Ana Ruiz", ""},
      {"By Ana Ruiz, Lowmark Wire", "Ana Ruiz", ""},
      {"By Ana Ruiz for The Courier", "Ana Ruiz", ""},
      {"By Staff", "", ""},
      {"Courier Editorial Board", "", ""},
      {"The Lowmark Wire", "", ""},
      {"Courier Staff and Agencies", "", ""},
      {"Special to the Courier", "", ""},
      {"Guest column by Ana Ruiz", "Ana Ruiz", ""},
      {"Opinion by Ana Ruiz", "Ana Ruiz", ""},
      {"Reviewed by Jo Pike", "", ""},
      {"Translated by Jo Pike", "", ""},
      {"By Ana Ruiz ana@courier.example", "Ana Ruiz", ""},
      {"By Ana Ruiz 5 min read", "Ana Ruiz", ""},
      {"By Ana Ruiz 3 hours ago", "Ana Ruiz", ""},
      {"By Ana Ruiz Follow", "Ana Ruiz", ""},
      {"By Robert Hale Jr.", "Robert Hale Jr.", ""},
      {"By Omar al-Masri", "Omar al-Masri", ""},
      {"By Fiona McNair-O'Hara", "Fiona McNair-O'Hara", ""},
      {"By Ana Ruiz Published: March 4, 2026 at 8:59 pm | Updated: March 5, 2026", "Ana Ruiz", "2026-03-04"},
      {"March 4, 2026 by Ana Ruiz", "Ana Ruiz", "2026-03-04"},
      {"March 4, 2026 · 5 min · 1,200 words · Ana Ruiz", "Ana Ruiz", "2026-03-04"},
      {"12 Comments | Ana Ruiz | Last Updated: March 4, 2026", "Ana Ruiz", "2026-03-04"},
      {"March 4, 2026 · 5 min · Bridges and rivers", "", "2026-03-04"},
      {"Posted by Ana Ruiz at March 4, 2026 11:15 AM", "Ana Ruiz", "2026-03-04"},
      {"Published: March 4, 2026 at 8:59 pm", "", "2026-03-04"},
      {"4 March 2026, 20:15 GMT", "", "2026-03-04"},
      {"2026-03-04T20:15Z", "", "2026-03-04"},
      {"Wed 4 Mar 2026 15.04 EST", "", "2026-03-04"},
      {"Last modified on Wed 4 Mar 2026 15.04 EST", "", "2026-03-04"},
      {"3 hours ago", "", ""},
      {"Mar. 4", "", ""},
      {"03/04/2026", "", ""},
      {"13/04/2026", "", "2026-04-13"},
  };
  for (const Row& row : rows) {
    INFO(row.line);
    Article a = parse(topic + row.line + "\n\n" + story);
    CHECK(joined(a.authors) == row.authors);
    CHECK(a.date == row.date);
  }
}

TEST_CASE("the line under the headline of a page", "[fields][byline]") {
  const Row rows[] = {
      {"<p class='byline'>By Ana Ruiz and Tom O'Dell</p>", "Ana Ruiz; Tom O'Dell", ""},
      {"<div><span>By</span></div><div><a href='/a'>Edzel Tabing</a></div><div>March 4, 2026</div>",
       "Edzel Tabing", "2026-03-04"},
      {"<p>Ana Ruiz and Xhevdet Qemali | Guest Columnists</p>", "Ana Ruiz; Xhevdet Qemali", ""},
      {"<p>On March 4, 2026 By Ana Ruiz In Travel, Hiking Guides</p>", "Ana Ruiz", "2026-03-04"},
      {"<p>Reviewed by Jo Pike</p>", "", ""},
      {"<p>By Courier Staff</p>", "", ""},
      {"<p>3 hours ago</p>", "", ""},
      {"<p>Weather MARCH 4, 2026 Updated: MARCH 9, 2026</p>", "", "2026-03-04"},
  };
  for (const Row& row : rows) {
    INFO(row.line);
    Article a = under_h1(row.line);
    CHECK(joined(a.authors) == row.authors);
    CHECK(a.date == row.date);
  }
}

TEST_CASE("dates of other stories below are not the story's", "[fields][dates]") {
  Article a = under_h1("<p>Weather</p>");
  CHECK(a.date.empty());
  a = parse(topic + story + story +
            "More stories\n\nFerry returns\n\nMarch 1, 2026\n\nBridge opens\n\nMarch 2, 2026\n");
  CHECK(a.date.empty());
}

TEST_CASE("the order of day and month is that of the page's other dates", "[fields][dates]") {
  CHECK(parse(topic + "03/04/2026\n\n" + story + "The next fair is on 25/12/2026 in Lowmark.\n").date ==
        "2026-04-03");
  CHECK(parse(topic + "03/04/2026\n\n" + story + "The next fair is on 12/25/2026 in Lowmark.\n").date ==
        "2026-03-04");
}

TEST_CASE("a note about the author tells who a bare name is", "[fields][byline]") {
  Article a = parse(topic + "Tuhin Bhattar\n\n" + story + story +
                    "Tuhin Bhattar is a freelance writer who lives in Eastport with two dogs.\n");
  CHECK(joined(a.authors) == "Tuhin Bhattar");
}

TEST_CASE("a day in the data of scripts counts where nothing else states one", "[fields][dates]") {
  auto page = [](const std::string& data) {
    return parse_page("<title>Floods close the pass</title><script>" + data +
                      "</script><h1>Floods close the pass</h1>" + paragraphs());
  };
  CHECK(page("{\"publishedAt\":\"2026-03-04T08:00:00Z\"}").date == "2026-03-04");
  CHECK(page("{\\\"published_at\\\":\\\"2026-03-04\\\"}").date == "2026-03-04");
  CHECK(page("[{\"publishedAt\":\"2026-03-04\"},{\"publishedAt\":\"2026-03-05\"}]").date.empty());
  CHECK(page("{\"publishedAt\":\"soon\"}").date.empty());
}

TEST_CASE("the day with which a story opens", "[fields][dates]") {
  const std::pair<const char*, const char*> rows[] = {
      {"4 March 2026 – ", "2026-03-04"},
      {"Lowmark, (04.03.2026). ", "2026-03-04"},
      {"Lowmark, (04/03/2026). ", ""},  // March or April
      {"Lowmark, (14.03.2026). ", "2026-03-14"},
      {"14.03.2026 “It rained for days.” ", "2026-03-14"},
      {"March 4, 2026 was a dark day. ", ""},
      {"March 2026 – ", ""},
      {"The report of the council (14.03.2026) is out. ", ""},
  };
  for (auto [opening, day] : rows) {
    INFO(opening);
    CHECK(parse(topic + opening + story + story).date == day);
  }
}
