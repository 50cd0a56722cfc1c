#include "read/page_kind.hpp"

#include "catch.hpp"
#include "decode/text.hpp"
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
      {"<p>The council said that cookies were served.</p>", ""},
      {"<html><body><div id=root></div><script>start()</script></body></html>", "no-text"},
  };
  for (const Case& c : cases) {
    INFO(c.html);
    CHECK(kind_of(c.html) == c.code);
  }
}
