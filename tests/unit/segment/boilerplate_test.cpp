// Lines of the page between and after the paragraphs of a story, by kind, and sentences that only begin like
// one.
#include "segment/fields.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

TEST_CASE("what a page sets between two paragraphs is named by kind", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Read more:", "related"},
      {"Related:", "related"},
      {"Also read", "related"},
      {"Read also", "related"},
      {"Most read", "related"},
      {"Sign up for our morning newsletter", "newsletter"},
      {"Subscribe", "newsletter"},
      {"Subscribe to the Courier", "newsletter"},
      {"Advertisement", "advertisement"},
      {"ADVERTISEMENT", "advertisement"},
      {"Story continues below", "advertisement"},
      {"Story continues below advertisement", "advertisement"},
      {"Article continues below", "advertisement"},
      {"Scroll to continue", "advertisement"},
      {"Share this", "share"},
      {"195 Shares", "share"},
      {"Share on Facebook", "share"},
      {"Comments", "comments"},
      {"12 Comments", "comments"},
      {"Topics: floods, Lowmark, bridges", "navigation"},
      {"Topics:", "navigation"},
      {"Tags: floods, Lowmark", "navigation"},
      {"This site uses cookies to give you the best experience. By using it you agree to our cookie policy.",
       "cookie"},
      {"Listen to this article", "promotion"},
      {"Support our journalism", "promotion"},
      {"Download our free app", "promotion"},
      {"READ MORE: Ferry returns to Eastport after the storm", "related"},
      {"MORE FROM THE COURIER: THE TEN BEST BEACHES OF THE COAST", "related"},
      {"WATCH: THE MOMENT THE BRIDGE FELL INTO THE RIVER", "related"},
      {"RELATED: Ferry returns to Eastport", "related"},
      {"Also Read: Ferry returns to Eastport", "related"},
      {"Most read in News", "related"},
      {"Read next: Ferry returns to Eastport", "related"},
      {"Click here to read more", "related"},
      {"See also: Ferry returns to Eastport", "related"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("an author's biography with an address is no story", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Ana Ruiz is a staff writer. Reach her at aruiz@courier.example", "author-bio"},
      {"Follow Ana Ruiz on Twitter @anaruiz", "author-bio"},
      {"Ana Ruiz covers the valley for the Courier. Email her at aruiz@courier.example.", "author-bio"},
      {"Contact Ana Ruiz at 555-0134 or aruiz@courier.example", "author-bio"},
      {"Reach Ana Ruiz at aruiz@courier.example or 555-0134.", "author-bio"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("a sentence of the story is no boilerplate", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Share prices of the ferry company fell by a third on Wednesday after the news.", "body"},
      {"Comments by the mayor that the bridge was safe drew anger in the town on Wednesday.", "body"},
      {"Subscribers to the ferry service were told on Tuesday to wait until spring.", "body"},
      {"Advertisement of the new line began in March, the company said in its report.", "body"},
      {"Cookies were handed out to the drivers by pupils of the school on the hill.", "body"},
      {"Follow the road to the top and you see what the river did to the valley in one night.", "body"},
      {"Related costs rose to $3 million by the end of the week, the council said.", "body"},
      {"Listen to the river for an hour and you know what kind of spring it will be, he said.", "body"},
      {"Support for the mayor fell to 31% in a poll by the Courier on Wednesday.", "body"},
      {"Tom O'Dell is a teacher at the school and has lived in Lowmark for thirty years.", "body"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}
