// Captions and credits: forms, and sentences of a story that only begin like one.
#include "segment/fields.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

TEST_CASE("a credit is one wherever it stands", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Photo: Mia Stone/Lowmark Pictures", "credit"},
      {"(Mia Stone/LP via LW)", "credit"},
      {"(Mia Stone/LP via AP)", "credit"},
      {"Photograph by Mia Stone", "credit"},
      {"Credit: Mia Stone", "credit"},
      {"Image: Mia Stone", "credit"},
      {"Illustration by Mia Stone", "credit"},
      {"Courtesy of the Lowmark Museum", "credit"},
      {"Handout via Reuters", "credit"},
      {"File photo", "credit"},
      {"[Mia Stone/Courier]", "credit"},
      {"© Mia Stone", "credit"},
      {"LW PHOTO/MIA STONE", "credit"},
      {"AP PHOTO/MIA STONE", "credit"},
      {"Screengrab", "credit"},
      {"Screengrab: Courier TV", "credit"},
      {"Mia Stone / LP", "credit"},
      {"Mia Stone/Getty Images", "credit"},
      {"Photo by Mia Stone", "credit"},
      {"PHOTO: MIA STONE/AP", "credit"},
      {"Photos by Mia Stone", "credit"},
      {"(Photo by Mia Stone/Getty Images)", "credit"},
      {"Photo courtesy of the Lowmark Museum", "credit"},
      {"Picture: Mia Stone", "credit"},
      {"Illustration: Mia Stone", "credit"},
      {"(Courtesy photo)", "credit"},
      {"(File photo)", "credit"},
      {"Photographer: Mia Stone/Lowmark News", "credit"},
      {"Image credit: Mia Stone", "credit"},
      {"Photo credit: Mia Stone", "credit"},
      {"Video: Mia Stone/Courier", "credit"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
  }
}

TEST_CASE("a caption is one wherever it stands", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Mayor Tom O'Dell (L) speaks to drivers at the pass on Monday.", "caption"},
      {"Leon Marsh, left, and June Abbott stand on the bridge at Lowmark.", "caption"},
      {"From left: Leon Marsh, June Abbott and Jo Pike at the bridge.", "caption"},
      {"From left, Leon Marsh, June Abbott and Jo Pike at the bridge.", "caption"},
      {"The bridge at Lowmark, pictured in 2019.", "caption"},
      {"The old bridge, seen here before the flood.", "caption"},
      {"FILE - Water stands on the road above Lowmark, March 4, 2026.", "caption"},
      {"FILE – In this March 4, 2026, photo, water stands on the road.", "caption"},
      {"In this March 4, 2026, photo, water stands on the road above Lowmark.", "caption"},
      {"Above: Water stands on the road above Lowmark.", "caption"},
      {"Water stands on the road above Lowmark. (Mia Stone/LP via AP)", "caption"},
      {"Water stands on the road above Lowmark. [Mia Stone/Courier]", "caption"},
      {"Water stands on the road above Lowmark. Photo: Mia Stone", "caption"},
      {"Water stands on the road above Lowmark. | Mia Stone/Getty Images", "caption"},
      {"Water stands on the road above Lowmark. Mia Stone/Getty Images", "caption"},
      {"Water stands on the road above Lowmark. Photograph: Mia Stone/The Courier", "caption"},
      {"A ferry crosses the river near Lowmark on Monday, March 2, 2026. (AP Photo/Mia Stone)", "caption"},
      {"Water stands on the road above Lowmark. © Mia Stone", "caption"},
      {"Water stands on the road above Lowmark. Credit: Mia Stone", "caption"},
      {"Water stands on the road above Lowmark. Image: Mia Stone/Courier", "caption"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("a caption and the credit under it", "[segment]") {
  Article a = in_the_middle("Water stands on the road above the town\n\nMia Stone / AP");
  REQUIRE(a.captions.size() == 1);
  CHECK(a.slice(a.captions[0].span) == "Water stands on the road above the town");
  CHECK(shown(a, a.captions[0].credit) == "Mia Stone / AP");
  CHECK(role_of(a, "said Mia Stone") == "body");
  CHECK(a.authors == std::vector<std::string>{"Ana Ruiz"});
}

TEST_CASE("the credit inside a caption", "[segment]") {
  struct Case {
    const char *caption, *credit;
  };
  const Case cases[] = {
      {"Water stands on the road above Lowmark. (Mia Stone/LP via AP)", "Mia Stone/LP via AP"},
      {"Water stands on the road above Lowmark. Photo: Mia Stone", "Photo: Mia Stone"},
      {"Water stands on the road above Lowmark. Mia Stone/Getty Images", "Mia Stone/Getty Images"},
      {"Water stands on the road above Lowmark. | Mia Stone/Getty Images", "Mia Stone/Getty Images"},
      {"Water stands on the road above Lowmark. © Mia Stone", "© Mia Stone"},
  };
  for (const Case& c : cases) {
    INFO(c.caption);
    Article a = in_the_middle(c.caption);
    REQUIRE(a.captions.size() == 1);
    CHECK(shown(a, a.captions[0].credit) == c.credit);
  }
}

TEST_CASE("a sentence of the story is no caption and no credit", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Leon Marsh, left, walked out of the meeting before the vote and did not come back.", "body"},
      {"Photographs by the river show how high the water once stood, she said.", "body"},
      {"The photo by the door shows the old bridge, which fell in 1974, he said.", "body"},
      {"The river gave back the ring. It was in the mud by the third post (the one with the bell).", "body"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("a credit under the byline is nobody's byline", "[segment]") {
  for (const char* line :
       {"(Mia Stone/LP via AP)", "Mia Stone / LP", "Mia Stone/Getty Images", "© Mia Stone"}) {
    INFO(line);
    CHECK(at_the_top(line).authors == std::vector<std::string>{"Ana Ruiz"});
  }
}
