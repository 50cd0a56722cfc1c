#include <cstdint>
#include <string>
#include <vector>

#include "catch.hpp"
#include "read/html/scan.hpp"
#include "unit/read/html_same_tree.hpp"

using namespace nutgraf;

namespace {

struct Case {
  const char *name, *html, *lean;
};

/// Pages of random tag soup, the same ones in every run. No select: gumbo takes the contents of a style in it
/// for text.
class Soup {
 public:
  explicit Soup(std::uint32_t seed) : state_(seed * 2654435761u + 1) {}
  std::string page(unsigned pieces) {
    std::string out = below(2) ? "<!DOCTYPE html>" : "";
    for (unsigned i = 0; i < pieces; ++i) piece(out);
    return out;
  }

 private:
  unsigned below(unsigned n) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) % n;
  }
  template <std::size_t n>
  const char* one_of(const char* const (&list)[n]) {
    return list[below(n)];
  }
  void attributes(std::string& out) {
    static const char* const list[] = {
        " class=\"a b\"",  " id='x>y'", " hidden",       " data-x = \"<p>\"",          " href=/a/b?c&d",
        " title=\"it's\"", " =odd",     " a=\"1\"b='2'", "\n  style=\"display:none\"", "/"};
    for (unsigned i = below(3); i > 0; --i) out += one_of(list);
  }
  void piece(std::string& out) {
    static const char* const tags[] = {
        "p",      "div",     "span",    "a",       "b",       "i",       "em",         "strong",
        "ul",     "ol",      "li",      "table",   "tr",      "td",      "th",         "tbody",
        "h1",     "h2",      "form",    "button",  "section", "article", "aside",      "br",
        "hr",     "img",     "dl",      "dt",      "dd",      "caption", "font",       "nobr",
        "label",  "address", "figure",  "option",  "code",    "my-card", "blockquote", "input",
        "center", "wbr",     "details", "summary", "main",    "object"};
    static const char* const texts[] = {
        "Rain ", "fell", " on \n\n  the pass", "&amp;",  "&copy",  "AT&T", "&#8217;", "&nbsp;",
        "a < b", "<3",   "</ gone>",           "<?pi?>", "<!odd>", " "};
    static const char* const contents[] = {
        "<script>var a = '<p>';</script>",
        "<script><!-- <script> </p> </script> --></script>",
        "<!-- <p> -->",
        "<!-->",
        "<!--->",
        "<!-- a --!>",
        "<style>p > a {}</style>",
        "<textarea><p></textarea>",
        "<title>a <b></title>",
        "<iframe><p></iframe>",
        "<svg><path d='M0'/><style>a</style><title>x<p>y</p></title></svg>",
        "<svg/>",
        "<template><p>x</p><template></template></template>",
        "<link rel=x>",
        "<meta name=a content='<p>'>"};
    unsigned kind = below(10);
    if (kind < 4) {
      const char* tag = one_of(tags);
      out.append("<").append(tag);
      attributes(out);
      out += '>';
    } else if (kind < 7) {
      out.append("</").append(one_of(tags)).append(">");
    } else if (kind < 9) {
      out += one_of(texts);
    } else {
      out += one_of(contents);
    }
  }
  std::uint32_t state_;
};

}  // namespace

/// The lean page with the texts for their placeholders, blanks squeezed.
static std::string lean_of(std::string_view html) {
  Scan scan = scan_html(html);
  std::string out;
  for (std::size_t at = 0; at < scan.lean.size();) {
    std::uint32_t number =
        scan.lean.size() - at < 4 ? placeholder::most : placeholder::number(&scan.lean[at]);
    if (number < scan.texts.size()) {
      std::string_view text = html.substr(scan.texts[number].start, scan.texts[number].size());
      while (!text.empty() && is_html_blank(text.front())) text.remove_prefix(1);
      while (!text.empty() && is_html_blank(text.back())) text.remove_suffix(1);
      out += text;
    } else {
      out += scan.lean[at];
    }
    at += number < scan.texts.size() ? 4 : 1;
  }
  return out;
}

TEST_CASE("the lean scan leaves what carries text and structure", "[html][scan]") {
  const Case cases[] = {
      {"bare names", "<div class=\"a>b\" id='c>d' data-e=f>Rain</div >", "<div>Rain</div>"},
      {"case is kept", "<DIV Class=x>Rain</Div>", "<DIV>Rain</Div>"},
      {"blanks are squeezed", "<p>Rain &amp; \n\t hail  </p> x", "<p>Rain &amp; hail </p>x"},
      {"but not in pre", "<pre>a  b\n\n&c</pre>", "<pre>a  b\n\n&c</pre>"},
      {"comments", "<p>a<!-- <p> -->b<!-->c<!--->d<!-- x --!>e</p>", "<p>abcde</p>"},
      {"declarations", "<?xml version='1.0'?><p>a</ b><!ELEMENT c>d", "<p>ad"},
      {"scripts", "a<script>if (a<b) '</p>'</script>b", "ab"},
      {"escaped scripts", "<script><!-- <script>x</script> </script>a", "a"},
      {"scripts within escaped scripts", "<script><!-- <script>x</script> --></script>a", "a"},
      {"an end tag must end", "<script>a</scripty></script\n>b", "b"},
      {"styles, titles", "<style>a</p></style><title>b<p></title>c", "c"},
      {"templates", "a<template><p>b<template>c</template></p></template>d", "ad"},
      {"templates that are shown", "<template shadowrootmode=open><p>b</p></template>", "<p>b</p>"},
      {"svg", "a<svg viewBox='0'><g><text>b</text></g></svg>c", "a<svg/>c"},
      {"svg left by a paragraph", "<svg><path><p>a", "<svg/><p>a"},
      {"svg left by an end tag", "<div><svg><path></div>a", "<div><svg/></div>a"},
      {"hidden inputs", "<input TYPE=Hidden value='<p>'><input type=text>", "<input type=\"hidden\"><input>"},
      {"self-closing tags", "<br/><math><mi/></math><a href=b/>c", "<br/><math><mi/></math><a>c"},
      {"references beyond Unicode", "&#3000000000;&#x100000041;&#65;", "\xEF\xBF\xBD\xEF\xBF\xBD&#65;"},
      {"a reference does not join what follows a comment", "&am<!-- -->p;", "&am<!---->p;"},
      {"a lone < is text", "a < b <", "a < b <"},
      {"also beside references", "a < &amp; b", "a &lt; &amp; b"},
      {"a lone < does not join what follows a comment", "&amp;<<!-- -->b>", "&amp;&lt;b>"},
      {"what looks like a placeholder", "&amp;\xF3\xB0\x80\x80&#xF0000;", "&amp;\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"links and metas", "<link rel=a><meta name=b>c<base href=d>", "c"},
      {"an unclosed tag", "a<p class='b", "a"},
      {"an unclosed comment", "a<!-- b", "a"},
      {"an unclosed script", "a<script> b", "a"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(lean_of(c.html) == c.lean);
  }
  CHECK(scan_html(std::string_view("a\0b", 3)).lean == "ab");
}

TEST_CASE("formatting elements keep a digest of their attributes", "[html][scan]") {
  auto lean = lean_of("<b class=a>1</b><b class=a>2</b><b class=c>3</b><b>4</b><a href=x>5</a>");
  auto tag_of = [&](char mark) {
    return lean.substr(lean.rfind('<', lean.find(mark)), lean.find(mark) - lean.rfind('<', lean.find(mark)));
  };
  CHECK(tag_of('1').size() == 10);
  CHECK(tag_of('1') == tag_of('2'));
  CHECK(tag_of('1') != tag_of('3'));
  CHECK(lean.find("<b>4</b><a>5</a>") != std::string::npos);
}

TEST_CASE("offsets lead back to the source", "[html][scan]") {
  const std::string html =
      "<html><body  class='x'>\n\n <p id=a>Rain &#3000000000; fell<!-- x --> here</p><script>1</script>End "
      "&amp; more";
  Scan scan = scan_html(html);
  ScanCursor cursor(scan);
  for (const char* word : {"Rain", "fell", "End", "more", "<body", "<p", "</p"}) {
    INFO(word);
    auto lean = static_cast<std::uint32_t>(scan.lean.find(word));
    CHECK(scan.source(lean) == html.find(word));
    CHECK(cursor.source(lean) == html.find(word));
  }
  CHECK(cursor.source(static_cast<std::uint32_t>(scan.lean.find("<body"))) == html.find("<body"));
  REQUIRE(scan.texts.size() == 1);
  CHECK(html.substr(scan.texts[0].start, scan.texts[0].size()) == " here");
}

TEST_CASE("what the parser must not see is handed on", "[html][scan]") {
  const std::string html =
      "<html lang=en><head><title>Floods &amp; more</title><meta name=a content=b><link rel=canonical href=c>"
      "<script type='application/ld+json'>{\"a\":1}</script><script>2</script></head><body><title>no</title>";
  Scan scan = scan_html(html);
  REQUIRE(scan.json_ld.size() == 1);
  CHECK(html.substr(scan.json_ld[0].start, scan.json_ld[0].size()) == "{\"a\":1}");
  CHECK(html.substr(scan.title.start, scan.title.size()) == "Floods &amp; more");
  REQUIRE(scan.head_tags.size() == 3);
  CHECK(html.substr(scan.head_tags[0].start, scan.head_tags[0].size()) == "<html lang=en>");
  CHECK(html.substr(scan.head_tags[2].start, scan.head_tags[2].size()) == "<link rel=canonical href=c>");
  CHECK(scan.scripts == 2);
}

TEST_CASE("the lean page has the tree of the page", "[html][scan][tree]") {
  const char* const pages[] = {
      "<p>One<p>Two<table><tr><td>a<td>b<tr><td>c</table>",
      "<b class=x>1<p>2<b class=x>3<p>4<b class=x>5<p>6<b class=x>7<p>8",
      "<table>stray <b>bold<tr><td>cell</table>after",
      "<table><input type=hidden><input><tr><td>x</table>",
      "<a href=1>one<div>two<a href=2>three</div>four",
      "<font color=red><p>a<font color=blue><p>b</font>c</font>d",
      "<ul><li>a<ul><li>b</ul><li>c</ul>",
      "<div><svg><path></div><p>x",
      "<button>a<button>b</button></button>",
      "<select><option>a<option>b<p>c</select>d",
      "<h1>a<h2>b</h1>c",
      "<pre>\n\na  b</pre>",
      "<form><div></form><form>x</form></div>",
  };
  for (const char* page : pages) {
    INFO(page);
    CHECK(lean_tree(page) == full_tree(page));
  }
}

TEST_CASE("random tag soup has the same tree lean and full", "[html][scan][tree]") {
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    std::string page = Soup(seed).page(10 + seed % 60);
    if (lean_tree(page) == full_tree(page)) continue;
    INFO(seed << ": " << page << "\nlean: " << scan_html(page).lean);
    CHECK(lean_tree(page) == full_tree(page));
    break;
  }
}
