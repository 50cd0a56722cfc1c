#include "read/titles.hpp"

#include <algorithm>

#include "catch.hpp"

using namespace nutgraf;

namespace {

Page page_of(std::vector<MetaCandidate> meta) {
  Page page;
  page.format = Format::html;
  page.meta = std::move(meta);
  return page;
}

MetaCandidate candidate(MetaField field, std::string key, std::string value) {
  return {field, Origin::meta, std::move(value), std::move(key), 0, {}};
}

}  // namespace

TEST_CASE("folded words", "[read][titles]") {
  CHECK(fold_words("It’s 5 O'Clock — NOW!") == "it s 5 o clock now");
  CHECK(fold_words("  Über\xC2\xA0"
                   "Läufe… ") == "über läufe");
  CHECK(fold_solid("The Lowmark Courier") == "thelowmarkcourier");
  CHECK(fold_words("—").empty());
}

TEST_CASE("the site's part of a title", "[read][titles]") {
  const std::vector<std::string> sites = {"thelowmarkcourier", "lowmarkcourierexample", "lowmarkcourier"};
  struct Case {
    const char *title, *expected;
    bool sure;
  };
  const Case cases[] = {
      {"Floods close the pass | The Lowmark Courier", "Floods close the pass", true},
      {"Floods close the pass - Lowmark Courier", "Floods close the pass", true},
      {"The Lowmark Courier: Floods close the pass", "Floods close the pass", true},
      {"Floods close the pass | News | Lowmark Courier", "Floods close the pass | News", true},
      {"Floods close the pass – then reopen it", "Floods close the pass – then reopen it", false},
      {"Floods close the pass | Eastport Wire", "Floods close the pass", false},
      {"Floods: the Lowmark story", "Floods: the Lowmark story", false},
      {"Well-kept hyphens stay", "Well-kept hyphens stay", true},
      {"| Lowmark Courier", "| Lowmark Courier", true},
      {"", "", true},
  };
  for (const Case& c : cases) {
    INFO(c.title);
    bool sure = false;
    CHECK(strip_site(c.title, sites, &sure) == c.expected);
  }
}

TEST_CASE("declared titles come best first, equal ones merged", "[read][titles]") {
  Page page = page_of({candidate(MetaField::title, "title", "Floods close the pass | Courier"),
                       candidate(MetaField::title, "og:title", "Pass closed by floods"),
                       candidate(MetaField::title, "NewsArticle.headline", "Floods Close The Pass"),
                       candidate(MetaField::site_name, "og:site_name", "Courier")});
  auto titles = declared_titles(page);
  REQUIRE(titles.size() >= 2);
  CHECK(titles[0].text == "Floods close the pass");
  CHECK(titles[1].text == "Pass closed by floods");
  CHECK(find_title(titles, fold_words("FLOODS CLOSE THE PASS")) == &titles[0]);
  CHECK(find_title(titles, "something else") == nullptr);
  CHECK(declared_titles(Page{}).empty());
}

TEST_CASE("the block that shows a declared title", "[read][titles]") {
  struct Case {
    const char *what, *title, *blocks, *shown;  // blocks: "level:text" a line, '/' is a line break inside
    bool sure;
  };
  const Case cases[] = {
      {"a heading before plain text", "Floods close the pass",
       "0:Floods close the pass\n1:Floods close the pass", "Floods close the pass", true},
      {"quotes and case", "Floods “close” the pass", "2:FLOODS \"CLOSE\" THE PASS",
       "FLOODS \"CLOSE\" THE PASS", true},
      {"a line of the heading", "Floods close the pass", "1:Weather/Floods close the pass",
       "Floods close the pass", true},
      {"the heading's end", "Floods close the pass", "1:Weather Floods close the pass",
       "Floods close the pass", true},
      {"a kicker glued on", "Weather: Floods close the pass", "1:Weather Floods close the pass",
       "Floods close the pass", true},
      {"the only h1, if akin", "High water closes a road", "0:Menu\n1:The road is closed",
       "The road is closed", false},
      {"a menu's h1", "Something else entirely", "0:Menu\n1:Shop by department", "-", false},
      {"a label in front", "Floods close the pass", "1:Title:Floods close the pass", "Floods close the pass",
       true},
      {"the site's name is none", "Something else entirely", "1:Lowmark Courier", "-", false},
      {"nothing", "Floods close the pass", "0:Rivers rose overnight.", "-", false},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    Page page = page_of({candidate(MetaField::title, "og:title", c.title),
                         candidate(MetaField::site_name, "og:site_name", "Lowmark Courier")});
    std::string lines = c.blocks;
    for (std::size_t at = 0; at < lines.size();) {
      std::size_t end = std::min(lines.find('\n', at), lines.size());
      std::string text = lines.substr(at + 2, end - at - 2);
      std::replace(text.begin(), text.end(), '/', '\n');
      PageBlock block;
      block.layout.heading = static_cast<std::uint8_t>(lines[at] - '0');
      block.span.start = static_cast<std::uint32_t>(page.text.size());
      page.text += text;
      block.span.end = static_cast<std::uint32_t>(page.text.size());
      page.blocks.push_back(block);
      at = end + 1;
    }
    auto shown = shown_title(page, declared_titles(page), site_names(page));
    CHECK((shown ? std::string(page.slice(shown->span)) : "-") == c.shown);
    if (shown) CHECK(shown->sure == c.sure);
  }
}
