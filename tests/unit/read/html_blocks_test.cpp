#include <string>
#include <vector>

#include "catch.hpp"
#include "decode/text.hpp"
#include "read/hints.hpp"
#include "read/html/blocks.hpp"
#include "rules/rules.hpp"

using namespace nutgraf;

namespace {

const Rules& rules() {
  static const auto loaded = load_rules("").value();
  return *loaded;
}

Page read(const std::string& html) {
  Text text;
  text.utf8 = html;
  text.format = Format::html;
  return read_html(std::move(text), rules());
}

/// "[h2]Floods[li]Rain fell": the blocks with their forms.
std::string show(const std::string& html) {
  static const char* const forms[] = {"p", "h", "li", "tr", "cap", "quote", "pre", "def", "btn"};
  Page page = read(html);
  std::string out;
  for (const PageBlock& block : page.blocks) {
    out += '[';
    out += forms[static_cast<int>(block.layout.form)];
    if (block.layout.heading) out += std::to_string(block.layout.heading);
    out += ']';
    for (char c : page.slice(block.span)) c == '\n' ? out += "\\n" : out += c;
  }
  return out;
}

const PageBlock& only(const Page& page) {
  REQUIRE(page.blocks.size() == 1);
  return page.blocks[0];
}

}  // namespace

TEST_CASE("a page becomes blocks in reading order", "[html][blocks]") {
  struct Case {
    const char *name, *html, *blocks;
  };
  const Case cases[] = {
      {"paragraphs", "<h1>Floods</h1><p>Rain  fell.\n<p>More &amp; more.",
       "[h1]Floods[p]Rain fell.[p]More & more."},
      {"text between blocks", "<div>One<p>Two</p>Three</div>", "[p]One[p]Two[p]Three"},
      {"inline elements", "<p>O<b>n</b>e <i>two</i><span> three</span></p>", "[p]One two three"},
      {"a line break", "<p>By Ana Ruiz<br> 4 March</p>", "[p]By Ana Ruiz\\n4 March"},
      {"two line breaks part paragraphs", "<div>One<br><br/>Two<br>\n<br>\n<br>Three</div>",
       "[p]One[p]Two[p]Three"},
      {"lines in styles of their own",
       "<td><font>1 April</font><br><font size=5><b>Floods</b></font><br>By Ana Ruiz<br>Rain",
       "[p]1 April[p]Floods[p]By Ana Ruiz\\nRain"},
      {"lines of links", "<div><a>News</a><br><a>Sport</a></div>", "[p]News[p]Sport"},
      {"a styled word in a line", "<p>Rain<br><b>and</b> hail<br>fell</p>", "[p]Rain\\nand hail\\nfell"},
      {"lines of a headline", "<h1>Floods<br><span>in Lowmark</span></h1>", "[h1]Floods\\nin Lowmark"},
      {"lists", "<ul><li>One<li><p>Two<p>more<ol><li>Three</ol></ul>", "[li]One[li]Two[p]more[li]Three"},
      {"tables of data", "<table><tr><th>Town<th>Rain<tr><td>Lowmark<td>12 mm</table>",
       "[tr]Town | Rain[tr]Lowmark | 12 mm"},
      {"blocks in a cell", "<table><tr><th>A<th>B<tr><td><p>1</p><p>2</p><td>3</table>",
       "[tr]A | B[tr]1 2 | 3"},
      {"tables of layout", "<table><tr><td><p>One</p><p>Two</p></td></tr></table>", "[p]One[p]Two"},
      {"nested tables", "<table><tr><td>Menu<td><table><tr><td>One</table></table>", "[p]Menu[p]One"},
      {"captions", "<figure><img src=a><figcaption>The pass. <span>Mia Stone</span></figcaption></figure>",
       "[cap]The pass. Mia Stone"},
      {"quotations", "<blockquote><p>We waited.</p></blockquote>", "[quote]We waited."},
      {"preformatted text", "<pre>a  b\n  c\n\nd</pre>", "[pre]a b\\nc[pre]d"},
      {"definitions", "<dl><dt>Term<dd>Meaning</dl>", "[def]Term[def]Meaning"},
      {"buttons alone", "<p>One</p><button>Share</button>", "[p]One[btn]Share"},
      {"buttons in a sentence", "<p>Use <button>tabs</button> here</p>", "[p]Use tabs here"},
      {"choices", "<select><option>One<option>Two</select>", "[btn]One\\nTwo"},
      {"custom elements", "<my-kicker>News</my-kicker><my-title>Floods</my-title>", "[p]News[p]Floods"},
      {"custom elements in a sentence", "<p>See <my-link>the map</my-link>.</p>", "[p]See the map."},
      {"elements set apart by style", "<div><span>Ana Ruiz</span><span>4 March</span></div>",
       "[p]Ana Ruiz 4 March"},
      {"a word in two styles", "<p><span>T</span><span>he</span> pass</p>", "[p]The pass"},
      {"links side by side", "<div><a>News</a><a>sport</a></div>", "[p]News sport"},
      {"no-break and zero-width characters",
       "<p>a&nbsp;&nbsp;b\xE2\x80\x8B"
       "c&shy;d</p><p>&nbsp;</p>",
       "[p]a bcd"},
      {"nothing of scripts, styles, templates",
       "<script>a</script><style>b</style><template>c</template><p>d<svg><text>e</text></svg>", "[p]d"},
      {"nothing of media and text fields", "<video>a</video><textarea>b</textarea><iframe>c</iframe><p>d",
       "[p]d"},
      {"words without their ruby", "<p><ruby>Lowmark<rp>(</rp><rt>lohmark</rt><rp>)</rp></ruby> pass",
       "[p]Lowmark pass"},
      {"hidden words in a sentence", "<p>Open<span class=sr-only> in a new window</span> now</p>",
       "[p]Open now"},
      {"headings that hold blocks", "<h2><a><div>Floods</div></a></h2>", "[h2]Floods"},
      {"headings by role", "<div role=heading aria-level=3>Floods</div>", "[h3]Floods"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(show(c.html) == c.blocks);
  }
}

TEST_CASE("blocks carry what the elements around them say", "[html][blocks]") {
  const std::string html =
      "<body class=has-sidebar><main><article itemprop=articleBody><div class=\"articleBody__text\" id=x>"
      "<p>Rain <a href=a>fell</a> <b>today</b>.</p></div></article></main>"
      "<aside class=RelatedPosts><p hidden>More</p></aside></body>";
  Page page = read(html);
  REQUIRE(page.blocks.size() == 2);
  const Layout &story = page.blocks[0].layout, &more = page.blocks[1].layout;
  CHECK(story.regions == (region::main | region::article | region::itemprop_body));
  CHECK(story.link_bytes == 4);
  CHECK(story.bold_bytes == 5);
  CHECK((story.own_hints & hint_bit(Hint::body)));
  CHECK((story.hints & hint_bit(Hint::article)));
  CHECK_FALSE((story.hints & hint_bit(Hint::sidebar)));
  CHECK(story.section != 0);
  CHECK((more.hints & hint_bit(Hint::related)));
  CHECK(more.regions == (region::aside | region::hidden));
  CHECK(html.substr(page.blocks[0].html.start, page.blocks[0].html.size()) ==
        "Rain <a href=a>fell</a> <b>today</b>.");
}

TEST_CASE("siblings share their container", "[html][blocks]") {
  Page page = read("<div><p>One<p>Two</div><div>Three<br><br>Four</div>");
  REQUIRE(page.blocks.size() == 4);
  CHECK(page.blocks[0].layout.container == page.blocks[1].layout.container);
  CHECK(page.blocks[2].layout.element == page.blocks[3].layout.element);
  CHECK(page.blocks[0].layout.container == page.blocks[2].layout.element - 3);
}

TEST_CASE("hints are read from names however they are written", "[html][hints]") {
  struct Case {
    const char* attributes;
    Hint hint;
    bool expected;
  };
  const Case cases[] = {
      {"class=byline", Hint::byline, true},
      {"class=c-byline__author", Hint::byline, true},
      {"class=articleByline", Hint::byline, true},
      {"class=ARTICLE_BYLINE", Hint::byline, true},
      {"id=sharebar", Hint::share, true},
      {"class=\"box newsletter-signup\"", Hint::newsletter, true},
      {"class=has-sidebar", Hint::sidebar, false},
      {"class=text-center", Hint::text, false},
      {"class=lg:hidden", Hint::hidden, false},
      {"class=\"hidden md:block\"", Hint::hidden, false},
      {"class=hidden-xs", Hint::hidden, false},
      {"class=hidden", Hint::hidden, true},
      {"class=\"post hentry category-news tag-floods\"", Hint::category, false},
      {"class=shadow", Hint::advert, false},
      {"class=advice", Hint::advert, false},
  };
  for (const Case& c : cases) {
    INFO(c.attributes);
    Page page = read(std::string("<div ") + c.attributes + ">Rain</div>");
    CHECK(((only(page).layout.own_hints & hint_bit(c.hint)) != 0) == c.expected);
  }
}

TEST_CASE("values marked up in the page are candidates", "[html][meta]") {
  struct Case {
    const char* html;
    MetaField field;
    const char *key, *value;
  };
  const Case cases[] = {
      {"<time datetime='2026-03-04T20:15Z'>4 March</time>", MetaField::published, "time[datetime]",
       "2026-03-04T20:15Z"},
      {"<time>4 March 2026</time>", MetaField::published, "time", "4 March 2026"},
      {"<time class='updated' datetime=2026-03-05>x</time>", MetaField::modified, "time.updated",
       "2026-03-05"},
      {"<span itemprop=author><b>Ana</b> Ruiz</span>", MetaField::author, "[itemprop=author]", "Ana Ruiz"},
      {"<a rel=author href=a>Tom O&#39;Dell</a>", MetaField::author, "[rel=author]", "Tom O'Dell"},
      {"<abbr class=published title=2026-03-04>Wed</abbr>", MetaField::published, ".published", "2026-03-04"},
      {"<span itemprop=datePublished content=2026-03-04>x</span>", MetaField::published,
       "[itemprop=datepublished]", "2026-03-04"},
  };
  for (const Case& c : cases) {
    INFO(c.html);
    Page page = read(c.html);
    REQUIRE(page.meta.size() == 1);
    CHECK(page.meta[0].field == c.field);
    CHECK(page.meta[0].key == c.key);
    CHECK(page.meta[0].value == c.value);
  }
}

TEST_CASE("hostile pages keep their text", "[html][blocks]") {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  CHECK(read(deep + "Rain").text == "Rain");
  std::string formatting;
  for (int i = 0; i < 3000; ++i) formatting += "<b a=" + std::to_string(i) + "><p>x";
  CHECK(read(formatting).text.size() == 3000 * 3 - 2);
  std::string stray = "<table>";
  for (int i = 0; i < 5000; ++i) stray += "<b>x<td>y";
  CHECK(read(stray).text.find('y') != std::string::npos);
  std::string attributes = "<p";
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i);
  CHECK(read(attributes + ">Rain").text == "Rain");
}
