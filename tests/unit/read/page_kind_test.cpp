#include "read/page_kind.hpp"

#include "catch.hpp"
#include "decode/text.hpp"
#include "nutgraf/parser.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

namespace {
std::string kind_of(const char* html) {
  auto rules = load_rules("");
  REQUIRE(rules);
  Text text;
  text.utf8 = html;
  text.format = Format::html;
  Page page = read_html(std::move(text), *rules.value());
  return page.warnings.empty() ? "" : page.warnings[0].code;
}
}  // namespace

TEST_CASE("inputs that are no articles are named", "[html][kind]") {
  struct Case {
    const char *html, *code;
  };
  const Case cases[] = {
      {R"( {"headline": "Floods close the pass"} )", "json-input"},
      {R"([{"a": 1}, {"a": 2}])", "json-input"},
      {"[Lowmark] The pass is closed.", ""},
      {"{not json}", ""},
      {"<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title></channel></rss>", "xml-feed"},
      {"<feed xmlns='http://www.w3.org/2005/Atom'><entry>x</entry></feed>", "xml-feed"},
      {"<?xml version='1.0'?><catalog>x</catalog>", "xml-input"},
      {"<?xml version='1.0'?><!DOCTYPE html><html><body><p>Rain fell.</p></body></html>", ""},
      {"<html><head><meta http-equiv=refresh content='0;url=/a'></head><body>Moved</body></html>",
       "redirect-stub"},
      {"<p>We use cookies.</p><p>Our partners use cookies too. Do you consent?</p><button>Accept</button>",
       "consent-wall"},
      {"<h1>Before you continue</h1><p>We use cookies to show you our pages.</p><button>Accept all</button>"
       "<button>Reject all</button>",
       "consent-wall"},
      {"<p>The council said that cookies were served.</p>", ""},
      {"<html><body><div id=root></div><script>start()</script></body></html>", "no-text"},
  };
  for (const Case& c : cases) {
    INFO(c.html);
    CHECK(kind_of(c.html) == c.code);
  }
}

TEST_CASE("nothing of an input that is no article is guessed to be one", "[html][kind]") {
  const auto parser = Parser::create();
  for (const char* input :
       {R"({"headline": "Floods close the pass", "author": "Ana Ruiz", "date": "2026-03-04"})",
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Floods close the "
        "pass</title></channel></rss>",
        "<?xml version='1.0'?><note><to>Ana Ruiz</to><body>“We waited,” said Tom O'Dell.</body></note>"}) {
    INFO(input);
    auto article = parser.value().parse(std::string_view(input), {});
    REQUIRE(article);
    const Article& a = article.value();
    CHECK_FALSE(a.headline);
    CHECK(a.title.empty());
    CHECK(a.authors.empty());
    CHECK(a.date.empty());
    CHECK(a.attributions.empty());
    REQUIRE(a.blocks.size() >= 1);
    CHECK(a.blocks[0].role == Role::boilerplate);
    CHECK(a.warnings.size() == 1);
  }
}
