#include "assemble/metadata.hpp"

#include "catch.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

namespace {

const Rules& rules() {
  static const auto loaded = load_rules("");
  return *loaded.value();
}

MetaCandidate candidate(MetaField field, Origin from, std::string key, std::string value,
                        std::uint8_t rank = 0) {
  return {field, from, std::move(value), std::move(key), rank, {}};
}
MetaCandidate published(std::string key, std::string value, Origin from = Origin::json_ld,
                        std::uint8_t rank = 0) {
  return candidate(MetaField::published, from, std::move(key), std::move(value), rank);
}
MetaCandidate author(std::string key, std::string value, Origin from = Origin::json_ld,
                     std::uint8_t rank = 0) {
  return candidate(MetaField::author, from, std::move(key), std::move(value), rank);
}

// A page of one block a line.
Page page_of(std::string text, std::vector<MetaCandidate> meta) {
  Page page;
  page.format = Format::html;
  page.text = std::move(text);
  page.meta = std::move(meta);
  for (std::uint32_t at = 0; at < page.text.size();) {
    auto end = static_cast<std::uint32_t>(std::min(page.text.find('\n', at), page.text.size()));
    page.blocks.push_back({{at, end}, {}, {}});
    at = end + 1;
  }
  return page;
}

std::string day_of(const Page& page, const Segments& segments = {}, std::string_view url = {}) {
  auto dates = weigh_dates(Evidence(page, segments, rules()), url, "en");
  return dates.published ? dates.published->iso.substr(0, 10) : "-";
}

std::string authors_of(const Page& page, const Segments& segments = {}) {
  std::string out;
  for (const std::string& name : weigh_authors(Evidence(page, segments, rules())))
    out += (out.empty() ? "" : "|") + name;
  return out;
}

}  // namespace

TEST_CASE("the day of publication", "[assemble][dates]") {
  SECTION("declared once") {
    CHECK(day_of(page_of("", {published("NewsArticle.datePublished", "2026-03-04")})) == "2026-03-04");
  }
  SECTION("as written in its own zone") {
    CHECK(day_of(page_of("", {published("Article.datePublished", "2026-03-04T23:30:00-05:00")})) ==
          "2026-03-04");
  }
  SECTION("a time in UTC is the day before where the address says so") {
    Page page = page_of("", {published("article:published_time", "2026-03-05T01:30:00Z", Origin::meta),
                             published("NewsArticle.datePublished", "2026-03-05T01:30:00Z")});
    CHECK(day_of(page, {}, "https://courier.example/2026/03/04/floods") == "2026-03-04");
    CHECK(day_of(page, {}, "https://courier.example/2026/03/01/floods") == "2026-03-05");
  }
  SECTION("another article's and a video's date are not it") {
    CHECK(day_of(page_of("", {published("Article.datePublished", "2026-03-04", Origin::json_ld, 1)})) == "-");
    CHECK(day_of(page_of("", {published("VideoObject.uploadDate", "2026-03-04", Origin::json_ld, 2)})) ==
          "-");
  }
  SECTION("a standing page's date is taken only where it is shown") {
    CHECK(day_of(page_of("About us", {published("WebPage.datePublished", "2026-03-04")})) == "-");
    CHECK(day_of(page_of("March 4, 2026", {published("WebPage.datePublished", "2026-03-04")})) ==
          "2026-03-04");
  }
  SECTION("modification alone is no publication") {
    CHECK(day_of(page_of("", {candidate(MetaField::modified, Origin::meta, "article:modified_time",
                                        "2026-03-04")})) == "-");
  }
  SECTION("the address alone is enough") {
    CHECK(day_of(page_of("", {}), {}, "https://c.example/2026/03/04/a") == "2026-03-04");
  }
  SECTION("the one day that the page shows, unless it is a copyright's") {
    CHECK(day_of(page_of("Floods close the pass\nRivers rose.\nErschienen am: 14.03.2026", {})) ==
          "2026-03-14");
    CHECK(day_of(page_of("Floods close the pass\n© 4 March 2026 Courier", {})) == "-");
  }
  SECTION("a live blog's last change is no publication") {
    Segments segments;
    segments.published = Timestamp{"2026-03-05T04:48", Span{0, 13}, Origin::visible};
    Page page =
        page_of("5 March 04.48", {candidate(MetaField::kind, Origin::json_ld, "@type", "LiveBlogPosting"),
                                  published("LiveBlogPosting.datePublished", "2026-03-04T21:55Z"),
                                  candidate(MetaField::modified, Origin::json_ld,
                                            "LiveBlogPosting.dateModified", "2026-03-05T04:48Z")});
    CHECK(day_of(page, segments) == "2026-03-04");
  }
  SECTION("what is no date is left out") {
    CHECK(day_of(page_of("", {published("date", "soon", Origin::meta),
                              published("date", "0000-00-00", Origin::meta)})) == "-");
  }
  SECTION("the date line's wording and span stay") {
    Segments segments;
    segments.published = Timestamp{"2026-03-04T20:59", Span{0, 13}, Origin::visible};
    Page page = page_of("March 4, 2026", {published("Article.datePublished", "2026-03-04T20:59:07Z")});
    auto dates = weigh_dates(Evidence(page, segments, rules()), "", "en");
    REQUIRE(dates.published);
    CHECK(dates.published->from == Origin::visible);
    CHECK(dates.published->span == Span{0, 13});
  }
}

TEST_CASE("authors", "[assemble][authors]") {
  SECTION("declared") {
    CHECK(authors_of(page_of("", {author("NewsArticle.author[Person]", "Ana Ruiz")})) == "Ana Ruiz");
  }
  SECTION("in order, once each") {
    CHECK(authors_of(page_of("", {author("Article.author[Person]", "Ana Ruiz"),
                                  author("Article.author[Person]", "Tom O'Dell"),
                                  author("author", "ANA RUIZ, Tom O'Dell", Origin::meta)})) ==
          "Ana Ruiz|Tom O'Dell");
  }
  SECTION("the site's name is none, unless it is a person's that the page shows") {
    auto site = candidate(MetaField::site_name, Origin::meta, "og:site_name", "Lowmark Courier");
    CHECK(authors_of(page_of("Lowmark Courier", {site, author("Article.author[Person]", "Lowmark Courier")}))
              .empty());
  }
  SECTION("the user name gives way to the name") {
    CHECK(authors_of(page_of("Ana Ruiz", {author("author", "aruiz", Origin::meta),
                                          author("Article.author[Person]", "Ana Ruiz")})) == "Ana Ruiz");
  }
  SECTION("a single word that the page does not show is unsure") {
    CHECK(authors_of(page_of("Floods", {author("WebPage.author[Person]", "xtango")})).empty());
    CHECK(authors_of(page_of("by xtango", {author("Article.author[Person]", "xtango")})) == "xtango");
  }
  SECTION("an organization is none, another article's author neither") {
    CHECK(authors_of(page_of("", {author("Article.author[Organization]", "Lowmark Wire")})).empty());
    CHECK(authors_of(page_of("", {author("Article.author[Person]", "Jo Pike", Origin::json_ld, 1)})).empty());
  }
  SECTION("a role that ran into the byline's name is cut where the name is declared") {
    Segments segments;
    segments.byline = Byline{{0, 17}, {Person{"Ana Ruiz Gardener", "", "", "", "", ""}}};
    Page page = page_of("Ana Ruiz Gardener", {author("author", "Ana Ruiz", Origin::meta)});
    CHECK(authors_of(page, segments) == "Ana Ruiz");
  }
  SECTION("the byline's names come first, if it is sure to be one") {
    Segments segments;
    segments.byline = Byline{{0, 8}, {Person{"Ana Ruiz", "", "", "", "", ""}}};
    Page page = page_of("Ana Ruiz", {author("author", "Jo Pike", Origin::meta)});
    segments.byline_confidence = 0.95f;
    CHECK(authors_of(page, segments) == "Ana Ruiz");
    segments.byline_confidence = 0.4f;
    CHECK(authors_of(page, segments) == "Jo Pike");
  }
  SECTION("a single name behind By goes before a declared society") {
    Segments segments;
    segments.byline = Byline{{3, 9}, {Person{"Cooper", "", "", "", "", ""}}};
    segments.byline_confidence = 0.9f;
    segments.byline_led = true;
    CHECK(authors_of(page_of("by Cooper", {author("author", "Lowmark Rowing", Origin::meta)}), segments) ==
          "Cooper");
  }
  SECTION("all names of one byline count alike; the house that follows them is none") {
    Segments segments;
    segments.byline =
        Byline{{0, 40},
               {Person{"Ana Ruiz", "", "", "", "", ""}, Person{"Xhevdet Qemali", "", "", "", "", ""},
                Person{"Modern Rower", "", "", "", "", ""}}};
    segments.byline_confidence = 0.9f;
    segments.byline_led = true;
    auto site = candidate(MetaField::site_name, Origin::meta, "og:site_name", "Modern Rower");
    CHECK(authors_of(page_of("By Ana Ruiz and Xhevdet Qemali, Modern Rower", {site}), segments) ==
          "Ana Ruiz|Xhevdet Qemali");
  }
  SECTION("a person's name inside the site's own is hers, if declared a person's") {
    auto site = candidate(MetaField::site_name, Origin::meta, "og:site_name", "Xandra Pike Writes");
    CHECK(authors_of(page_of("Xandra Pike", {site, author("Article.author[Person]", "Xandra Pike")})) ==
          "Xandra Pike");
  }
  SECTION("an acronym is no pen name") {
    CHECK(authors_of(page_of("LWX", {author("Article.author[Person]", "LWX")})).empty());
  }
}

TEST_CASE("other metadata", "[assemble][metadata]") {
  Article article;
  Page page = page_of(
      "", {candidate(MetaField::title, Origin::title, "title", "Floods close the pass | Lowmark Courier"),
           candidate(MetaField::site_name, Origin::meta, "og:site_name", "Lowmark Courier"),
           candidate(MetaField::site_name, Origin::meta, "twitter:site", "@lowmark", 2),
           candidate(MetaField::url, Origin::link, "canonical", "https://courier.example/a"),
           candidate(MetaField::language, Origin::meta, "html[lang]", "en_US"),
           candidate(MetaField::section, Origin::meta, "article:section", "Weather"),
           candidate(MetaField::keyword, Origin::meta, "news_keywords", "floods, pass ,floods,"),
           candidate(MetaField::keyword, Origin::meta, "keywords", "other", 2)});
  weigh_metadata(page, Segments{}, ParseOptions{}, rules(), article);
  CHECK(article.title == "Floods close the pass");
  CHECK(article.publisher == "Lowmark Courier");
  CHECK(article.url == "https://courier.example/a");
  CHECK(article.language == "en");
  CHECK(article.section == "Weather");
  CHECK(article.keywords == std::vector<std::string>{"floods", "pass"});
  CHECK(article.date.empty());
  CHECK(article.authors.empty());
}

TEST_CASE("tags for machines are no keywords", "[assemble][metadata]") {
  struct Row {
    const char *list, *kept;
  } rows[] = {
      {"floods, type:post, pass", "floods|pass"},
      {"contentId: 15cd344d, content-type: Feature, Things to do: Hiking", "Things to do: Hiking"},
      {"_tablet_feed, channel_weather, RULES:RIVERS, 104746419, /article, [TOWN]", ""},
      {"2026, COVID-19, Elections: 2026, Ratio 3:1, low-water",
       "2026|COVID-19|Elections: 2026|Ratio 3:1|low-water"},
      {"Floods close the pass | Courier", ""},
  };
  for (const Row& row : rows) {
    INFO(row.list);
    Article article;
    Page page = page_of("", {candidate(MetaField::keyword, Origin::meta, "keywords", row.list)});
    weigh_metadata(page, Segments{}, ParseOptions{}, rules(), article);
    std::string kept;
    for (const std::string& word : article.keywords) kept += (kept.empty() ? "" : "|") + word;
    CHECK(kept == row.kept);
  }
}

TEST_CASE("the day of a page that shows only its update", "[assemble][dates]") {
  struct Row {
    std::vector<MetaCandidate> declared;
    const char* day;
  } rows[] = {
      {{}, "2026-03-04"},
      {{published("Article.datePublished", "2019-08-11")}, "2019-08-11"},
  };
  for (Row& row : rows) {
    Segments segments;
    segments.modified = Timestamp{"2026-03-04", Span{8, 21}, Origin::visible};
    Article article;
    weigh_metadata(page_of("Updated March 4, 2026", row.declared), segments, ParseOptions{}, rules(),
                   article);
    CHECK(article.date == row.day);
  }
}
