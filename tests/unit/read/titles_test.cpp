#include "read/titles.hpp"

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
