// Which line above the story is its headline, and which part of the line.
#include "segment/headline_rules.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

namespace {

/// A page with this title and this heading above the story.
Article page(const std::string& title, const std::string& heading) {
  return parse_page("<html><head><title>" + title + "</title></head><body><main>" + heading + "<p>" + story +
                    "</p><p>" + story + "</p></main></body></html>");
}

}  // namespace

TEST_CASE("the headline among the lines above a story", "[fields][headline]") {
  const std::string shown_line = "Floods close the pass above Lowmark";
  const char* const heads[] = {
      "Floods close the pass above Lowmark\n\n",
      "Home\nNews\nSport\nContact\n\nFloods close the pass above Lowmark\n\nBy Ana Ruiz\n\n",
      // the trail of links ends with it, its first word glued on
      "Home News Floods close the pass above Lowmark\n\nFloods close the pass above Lowmark\n\nBy Ana "
      "Ruiz\n\n",
      "StartNewsFloods close the pass above Lowmark\n\nFloods close the pass above Lowmark\n\nMarch 4, "
      "2026\n\n",
      // in capitals in the trail
      "FLOODS CLOSE THE PASS ABOVE LOWMARK\n\nWeather\n\nFloods close the pass above Lowmark\n\nBy Ana "
      "Ruiz\n\n",
      // the time that reading takes dates it like a byline
      "News\n\nFloods close the pass above Lowmark\n\n4 min read\n\nThe council met\n\n",
      "Blog: Floods close the pass above Lowmark\n\nBy Ana Ruiz\n\n",
      "4 March 2026 Floods close the pass above Lowmark\n\n",
      "Home » News » Floods close the pass above Lowmark\n\nBy Ana Ruiz\n\n",
      "Floods close the pass above Lowmark | Opinion\n\nBy Ana Ruiz\n\n",
  };
  for (const char* head : heads) {
    INFO(head);
    Article a = parse(head + story + story);
    CHECK(shown(a, a.headline) == shown_line);
  }
}

TEST_CASE("what of a line is the headline", "[fields][headline]") {
  const std::pair<const char*, const char*> rows[] = {
      {"Floods close the pass above Lowmark – Courier", "Floods close the pass above Lowmark"},
      {"Floods close the pass above Lowmark – road shut", "Floods close the pass above Lowmark – road shut"},
      {"Floods close the pass | what the council of Lowmark knew",
       "Floods close the pass | what the council of Lowmark knew"},
      {"Weather | Floods close the pass", "Weather | Floods close the pass"},
      {"Floods close the pass above Lowmark 3/4/2026", "Floods close the pass above Lowmark 3/4/2026"},
  };
  for (auto [line, want] : rows) {
    INFO(line);
    Article a = parse(std::string(line) + "\n\nBy Ana Ruiz\n\n" + story + story + "© 2026 Courier\n");
    CHECK(shown(a, a.headline) == want);
  }
}

TEST_CASE("a short capitalised line above a date may be the headline", "[fields][headline]") {
  Article a = parse("River Watching\n\nDecember 16, 2025\n\nThe river watching begins in spring.\n\n" +
                    story + story);
  CHECK(shown(a, a.headline) == "River Watching");
  a = parse("Floods close the pass above Lowmark\n\nAna Ruiz\n\nDecember 16, 2025\n\n" + story + story);
  CHECK(shown(a, a.headline) == "Floods close the pass above Lowmark");
  CHECK(a.authors == std::vector<std::string>{"Ana Ruiz"});
}

TEST_CASE("the headline in the heading of a page", "[fields][headline]") {
  const char* const title = "Floods close the pass above Lowmark";
  CHECK(shown(page(title, "<h1>Floods close the pass above Lowmark</h1>"),
              page(title, "<h1>Floods close the pass above Lowmark</h1>").headline) == title);
  struct Row {
    const char *title, *heading, *headline;
  } rows[] = {
      {"Floods close the pass | Opinion", "<h1>Floods close the pass | Opinion</h1>",
       "Floods close the pass"},
      {"Who watches the river? | The road and the council",
       "<h1>Who watches the river? | The road and the council</h1>",
       "Who watches the river? | The road and the council"},
  };
  for (const Row& row : rows) {
    INFO(row.heading);
    Article a = page(row.title, row.heading);
    CHECK(shown(a, a.headline) == row.headline);
  }
}

TEST_CASE("a declared title begins a heading that holds the deck too", "[fields][headline]") {
  const std::string head =
      "<html><head><title>Floods close the pass</title><meta property='og:title' content='Floods close the "
      "pass'></head>";
  Article a =
      parse_page(head + "<body><main><h1>Floods close the pass <small>Two roads are cut off</small></h1><p>" +
                 story + "</p><p>" + story + "</p></main></body></html>");
  CHECK(shown(a, a.headline) == "Floods close the pass");
  a = parse_page(head + "<body><main><h1>Floods close the passage to Eastport</h1><p>" + story + "</p><p>" +
                 story + "</p></main></body></html>");
  CHECK(shown(a, a.headline) == "Floods close the passage to Eastport");
}

TEST_CASE("a page of equal lines stays linear", "[fields][headline]") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "Floods close the pass\n\n";
  Article a = parse(text + story + story);
  CHECK(a.blocks.size() > 3000);
}
