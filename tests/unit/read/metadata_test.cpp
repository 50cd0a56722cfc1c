#include "read/html/metadata.hpp"

#include "catch.hpp"

using namespace nutgraf;

namespace {

// A scan of simple pages: tags of the head, ld+json scripts, the title.
Scan scan(std::string_view html) {
  Scan out;
  auto span = [](std::size_t a, std::size_t b) {
    return Span{static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)};
  };
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    std::size_t end = html.find('>', at) + 1;
    std::string_view tag = html.substr(at, end - at);
    for (std::string_view name : {"<meta ", "<link ", "<html "})
      if (tag.starts_with(name)) out.head_tags.push_back(span(at, end));
    if (tag == "<title>") out.title = span(end, html.find("</title>", end));
    if (tag.starts_with("<script")) {
      std::size_t close = html.find("</script>", end);
      out.json_ld.push_back(span(end, close));
      end = close;
    }
    at = end;
  }
  return out;
}

// "field key=value" of every candidate with the rank asked for, sorted as they come, joined by newlines.
std::string listed(std::string_view html, std::uint8_t rank = 0) {
  static constexpr std::string_view names[] = {
      "title",   "site",    "author",   "author-url", "published", "modified", "description",
      "section", "keyword", "language", "url",        "kind",      "paywall",  "comment-date"};
  std::string out;
  for (const MetaCandidate& m : collect_metadata(html, scan(html)))
    if (m.rank == rank) {
      out += std::string(names[static_cast<std::size_t>(m.field)]) + " " + m.key + "=" + m.value + "\n";
      CHECK(m.html.end <= html.size());
    }
  return out;
}

std::string ld(std::string_view json) {
  return "<script type=\"application/ld+json\">" + std::string(json) + "</script>";
}

}  // namespace

TEST_CASE("attributes are read in all quotings", "[read][attributes]") {
  struct Case {
    const char *tag, *expected;
  };
  const Case cases[] = {
      {"<meta name=\"a\" content=\"b c\">", "name=a|content=b c|"},
      {"<META NAME='a' Content='it&#39;s \"so\"'/>", "name=a|content=it's \"so\"|"},
      {"<meta name=a content=b/c>", "name=a|content=b/c|"},
      {"<meta content=first content=second>", "content=first|"},
      {"<meta\nname = \"a\"\tcontent\n=\n'b'>", "name=a|content=b|"},
      {"<meta itemscope name=a>", "itemscope=|name=a|"},
      {"<meta content=\"a &amp; b &eacute; &unknown; &#8217; &#3000000000;\">",
       "content=a & b é &unknown; ’ \xEF\xBF\xBD|"},
      {"<meta content=\"unclosed", "content=unclosed|"},
      {"<meta =odd name=a>", "=odd=|name=a|"},
      {"<meta", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    std::string got;
    for (const Attribute& a : read_attributes(c.tag)) got += a.name + "=" + a.value + "|";
    CHECK(got == c.expected);
  }
}

TEST_CASE("meta, link, html and title give candidates", "[read][metadata]") {
  struct Case {
    const char *html, *expected;
  };
  const Case cases[] = {
      {"<title>Floods &amp; fires\n close  the pass</title>", "title title=Floods & fires close the pass\n"},
      {"<html lang=\"de-AT\">", "language html[lang]=de-AT\n"},
      {"<meta property=\"og:title\" content=\"A &quot;B&quot;\">", "title og:title=A \"B\"\n"},
      {"<meta name=\"og:site_name\" content=\"Courier\">", "site og:site_name=Courier\n"},
      {"<meta name=Author content='Ana Ruiz'>", "author author=Ana Ruiz\n"},
      {"<meta property=\"article:published_time\" content=\"2026-03-04T20:15:00Z\">",
       "published article:published_time=2026-03-04T20:15:00Z\n"},
      {"<meta name=\"xy:Publish-Time\" content=\"2026-03-04\">", "published xy:publish-time=2026-03-04\n"},
      {"<meta name=\"og:article:modified_time\" content=\"2026-03-05\">",
       "modified og:article:modified_time=2026-03-05\n"},
      {"<meta itemprop=\"dateCreated datePublished\" content=\"2026-03-04\">",
       "published itemprop:datePublished=2026-03-04\n"},
      {"<link rel=\"shortcut canonical\" href=\"https://courier.example/a\">",
       "url canonical=https://courier.example/a\n"},
      {"<meta name=\"smartbanner:author\" content=\"Courier Apps\">", ""},
      {"<meta property=\"video:release_date\" content=\"2026-03-04\">", ""},
      {"<meta name=\"viewport\" content=\"width=device-width\">", ""},
      {"<meta property=\"og:title\" content=\"\">", ""},
  };
  for (const Case& c : cases) CHECK(listed(c.html) == c.expected);
}

TEST_CASE("JSON-LD gives the main article's values", "[read][metadata]") {
  struct Case {
    const char *what, *json, *expected;
  };
  const Case cases[] = {
      {"author as string", R"({"@type":"NewsArticle","headline":"H","author":"Ana Ruiz"})",
       "kind @type=NewsArticle\ntitle NewsArticle.headline=H\nauthor NewsArticle.author=Ana Ruiz\n"},
      {"author as list",
       R"({"@type":"Article","author":[{"@type":"Person","name":"Ana Ruiz"},"Tom O'Dell"]})",
       "kind @type=Article\nauthor Article.author[Person]=Ana Ruiz\nauthor Article.author=Tom O'Dell\n"},
      {"author by reference",
       R"({"@graph":[{"@type":"Article","author":{"@id":"#ana"}},{"@type":"Person","@id":"#ana","name":"Ana Ruiz"}]})",
       "kind @type=Article\nauthor Article.author[Person]=Ana Ruiz\n"},
      {"author of two names",
       R"({"@type":"Article","author":{"@type":"Person","givenName":"Ana","familyName":"Ruiz"}})",
       "kind @type=Article\nauthor Article.author[Person]=Ana Ruiz\n"},
      {"organization", R"({"@type":"Article","author":{"@type":"Organization","name":"Lowmark Wire"}})",
       "kind @type=Article\nauthor Article.author[Organization]=Lowmark Wire\n"},
      {"dates and publisher",
       R"({"@type":["Article","NewsArticle"],"datePublished":"2026-03-04","dateModified":"2026-03-05","publisher":{"name":"Courier"}})",
       "kind @type=Article\npublished Article.datePublished=2026-03-04\nmodified "
       "Article.dateModified=2026-03-05\n"
       "site Article.publisher=Courier\n"},
      {"type with its address", R"({"@type":"http://schema.org/BlogPosting","headline":"H"})",
       "kind @type=BlogPosting\ntitle BlogPosting.headline=H\n"},
      {"a comment's date is not the article's",
       R"({"@type":"Article","headline":"H","comment":[{"@type":"Comment","datePublished":"2026-04-01","author":"Jo"}]})",
       "kind @type=Article\ntitle Article.headline=H\n"},
      {"web site", R"({"@type":"WebSite","name":"Courier"})", "site WebSite.name=Courier\n"},
      {"all quotation marks are references",
       R"({&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;H&quot;})",
       "kind @type=Article\ntitle Article.headline=H\n"},
      {"no type", R"({"headline":"H"})", ""},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    CHECK(listed(ld(c.json)) == c.expected);
  }
}

TEST_CASE("of several articles the one that the page is about is the main one", "[read][metadata]") {
  const char* other =
      R"({"@type":"Article","headline":"Other","url":"https://courier.example/b","datePublished":"2026-01-01"})";
  const char* own =
      R"({"@type":"Article","headline":"Floods close the pass","url":"https://courier.example/a/","datePublished":"2026-03-04"})";
  SECTION("by its address") {
    std::string got =
        listed("<link rel=canonical href='https://www.courier.example/a'>" + ld(other) + ld(own));
    CHECK(got.find("2026-03-04") != std::string::npos);
    CHECK(got.find("2026-01-01") == std::string::npos);
  }
  SECTION("by its title") {
    std::string got = listed("<title>Floods close the pass | Courier</title>" + ld(other) + ld(own));
    CHECK(got.find("2026-03-04") != std::string::npos);
    CHECK(got.find("2026-01-01") == std::string::npos);
  }
  SECTION("a list of teasers has none") {
    std::string got = listed(ld(other) + ld(other) + ld(own));
    CHECK(got.find("published") == std::string::npos);
    CHECK(listed(ld(other) + ld(other) + ld(own), 2).find("published") != std::string::npos);
  }
}

TEST_CASE("a page with very many tags and scripts is bounded", "[read][metadata]") {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<meta name=author content=Ana><meta name=keywords content=x>";
  for (int i = 0; i < 500; ++i) html += ld(R"({"@type":"Article","headline":"H","author":["A","B"]})");
  CHECK(collect_metadata(html, scan(html)).size() < 2000);
}
