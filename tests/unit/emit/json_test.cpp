// The JSON of articles, held against nlohmann/json.
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "emit/indent.hpp"
#include "emit/slice.hpp"
#include "nutgraf/emit.hpp"
#include "random_article.hpp"

using namespace nutgraf;
using Json = nlohmann::ordered_json;

namespace {

Article article_of(std::string text) {
  Article a;
  a.text = std::move(text);
  a.charset = "utf-8";
  return a;
}

Json parsed(const Article& article, EmitOptions options = {}) {
  return Json::parse(to_json(article, options));
}

/// The slow way to the offsets of the schema.
std::uint64_t code_points_before(const std::string& text, std::size_t byte) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < byte && i < text.size(); ++i) count += !is_continuation(text[i]);
  return count;
}

std::uint64_t utf16_before(const std::string& text, std::size_t byte) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < byte && i < text.size(); ++i)
    count += !is_continuation(text[i]) + (static_cast<unsigned char>(text[i]) >= 0xF0);
  return count;
}

/// The words of a span, a line break as one blank: what its JSON must hold.
std::string one_line_but_controls(const Article& article, Span span) {
  std::string out;
  for (const char c : article.text.substr(span.start, span.size())) {
    if (c == '\n' && out.ends_with('\r')) out.pop_back();
    out += c == '\n' ? ' ' : c;
  }
  if (out.ends_with('\r')) out.back() = ' ';  // the span ends inside a line's end
  return out;
}

}  // namespace

TEST_CASE("an article with nothing known has every field", "[emit]") {
  CHECK(
      to_json(article_of(""), {}) ==
      R"({"nutgraf":{"version":")" NUTGRAF_VERSION
      R"(","schema":1},"source":{"name":null,"format":"text","charset":"utf-8","bytes":0,"id":null},"url":null,)"
      R"("language":null,"title":null,"authors":[],"date":null,"headline":null,"kicker":null,"deck":null,)"
      R"("byline":null,"dateline":null,"published":null,"modified":null,"publisher":null,"section":null,)"
      R"("keywords":[],"body":"","blocks":[],"captions":[],"quotes":[],"attributions":[],"sources":[],)"
      R"("contributors":[],"corrections":[],"notes":[],"boilerplate":[],"warnings":[]})");
}

TEST_CASE("random articles give JSON that parses to their values", "[emit]") {
  test::RandomArticle random(7);
  for (int round = 0; round < 400; ++round) {
    Article a = random.make();
    EmitOptions options;
    options.with_text = round % 2 == 0;
    Json json = parsed(a, options);
    if (options.with_text) CHECK(json["text"] == a.text);
    CHECK(json["source"]["name"] == (a.name.empty() ? Json() : Json(a.name)));
    CHECK(json["title"] == (a.title.empty() ? Json() : Json(a.title)));
    CHECK(json["authors"] == Json(a.authors));
    REQUIRE(json["blocks"].size() == a.blocks.size());
    for (std::size_t i = 0; i < a.blocks.size(); ++i) {
      const Json& block = json["blocks"][i];
      CHECK(block["role"] == to_string(a.blocks[i].role));
      CHECK(block["start"] == code_points_before(a.text, a.blocks[i].span.start));
      CHECK(block["end"] == code_points_before(a.text, a.blocks[i].span.end));
      CHECK(block.contains("html") == (a.format == Format::html));
    }
    REQUIRE(json["sources"].size() == a.sources.size());
    REQUIRE(json["attributions"].size() == a.attributions.size());
    REQUIRE(json["quotes"].size() == a.quotes.size());
    CHECK(json["byline"].is_null() == !a.byline);
  }
}

TEST_CASE("indented JSON has the same values and jq's form", "[emit]") {
  test::RandomArticle random(8);
  for (int round = 0; round < 100; ++round) {
    Article a = random.make();
    EmitOptions pretty;
    pretty.pretty = true;
    std::string text = to_json(a, pretty);
    CHECK(Json::parse(text) == parsed(a));
    CHECK(text == Json::parse(text).dump(2));
  }
}

TEST_CASE("offsets in every unit are those of a slow count", "[emit]") {
  test::RandomArticle random(9);
  for (int round = 0; round < 60; ++round) {
    Article a = article_of(random.text(400));
    for (std::uint32_t at = 0; at <= a.text.size(); ++at) a.corrections.push_back({at, at});
    EmitOptions utf16, bytes;
    utf16.offsets = OffsetUnit::utf16;
    bytes.offsets = OffsetUnit::bytes;
    Json points = parsed(a)["corrections"], units = parsed(a, utf16)["corrections"],
         raw = parsed(a, bytes)["corrections"];
    bool same = true;
    for (std::uint32_t at = 0; at <= a.text.size(); ++at)
      same = same && points[at]["start"] == code_points_before(a.text, at) &&
             units[at]["start"] == utf16_before(a.text, at) && raw[at]["start"] == at;
    CHECK(same);
  }
}

TEST_CASE("line breaks of hard-wrapped text become one blank, offsets stay", "[emit]") {
  struct Case {
    const char *text, *want;
  };
  const Case cases[] = {
      {"one\ntwo", "one two"},
      {"one \r\n  two", "one two"},
      {"one\t \n\ttwo", "one two"},
      {"one  two\tthree", "one  two\tthree"},
      {"one\t\t two", "one\t\t two"},
      {"soft\u00adhyphen\nkept", "soft\u00adhyphen kept"},
      {"a\n\n\nb\nc", "a b c"},
      {"a\fb", "a b"},
      {"a long line of sixteen and more\nand another one", "a long line of sixteen and more and another one"},
  };
  for (const Case& c : cases) {
    Article a = article_of(c.text);
    auto size = static_cast<std::uint32_t>(a.text.size());
    a.blocks.push_back({Role::body, BoilerplateKind::none, {0, size}, {}, "r", 1});
    Json json = parsed(a);
    CHECK(json["blocks"][0]["text"] == c.want);
    CHECK(json["blocks"][0]["end"] == code_points_before(a.text, size));
    CHECK(json["body"] == c.want);
    CHECK(one_line(a, {0, size}) == c.want);
  }
}

TEST_CASE("pieces of a long text have its escapes and blanks wherever these stand", "[emit]") {
  const std::uint32_t size = 330;
  for (const std::string mark : {"\"", "\\", "\n", "\t", " ", "\x01", "\r\n"})
    for (std::uint32_t at = 0; at + mark.size() <= size; ++at) {
      Article a = article_of(std::string(size, 'a').replace(at, mark.size(), mark));
      for (const Span span : {Span{0, size}, Span{60, 68}, Span{63, 190}, Span{128, 192}, Span{200, 330}}) {
        a.notes = {span};
        CAPTURE(mark, at, span.start);
        CHECK(parsed(a)["notes"][0]["text"] == one_line_but_controls(a, span));
      }
    }
}

TEST_CASE("spans that leave the text or cut a code point give valid JSON", "[emit]") {
  Article a = article_of("“é😀”");
  auto size = static_cast<std::uint32_t>(a.text.size());
  for (std::uint32_t start = 0; start < size + 3; ++start)
    for (std::uint32_t end = 0; end < size + 3; ++end) a.notes.push_back({start, end});
  CHECK(parsed(a)["notes"].size() == a.notes.size());
}

TEST_CASE("names that are not UTF-8 are written with U+FFFD", "[emit]") {
  Article a = article_of("");
  a.name = "caf\xe9.txt";
  CHECK(parsed(a)["source"]["name"] == "caf\uFFFD.txt");
  Json error = Json::parse(to_json(Error{"code", "open", "caf\xe9", 7}, "x\xff", ""));
  CHECK(error == Json::parse(R"({"source":{"name":"x\uFFFD","id":null},
                                "error":{"code":"code","stage":"open","message":"caf\uFFFD","byte":7}})"));
}

TEST_CASE("confidence has two decimals and stays within 0 and 1", "[emit]") {
  struct Case {
    float value;
    const char* want;
  };
  const Case cases[] = {{0, "0"},        {1, "1"},      {0.5f, "0.5"},   {0.984f, "0.98"},
                        {0.05f, "0.05"}, {-3, "0"},     {0.999f, "1"},   {7, "1"},
                        {0.004f, "0"},   {0.1f, "0.1"}, {0.0f / 1, "0"}, {0.29f, "0.29"}};
  for (const Case& c : cases) {
    Article a = article_of("x");
    a.blocks.push_back({Role::body, BoilerplateKind::none, {0, 1}, {}, "r", c.value});
    CHECK(to_json(a, {}).find(std::string("\"confidence\":") + c.want + ",") != std::string::npos);
  }
}

TEST_CASE("a quote names the source of its attribution", "[emit]") {
  Article a = article_of("“Wait,” said Ana Ruiz.");
  a.quotes.push_back({QuoteKind::direct, {3, 8}, 0, 0});
  a.quotes.push_back({QuoteKind::scare, {3, 8}, 0, {}});
  a.quotes.push_back({QuoteKind::scare, {3, 8}, 0, 9});  // an index that leads nowhere
  a.spans = {{0, 11}, {17, 25}};
  a.attributions.push_back({AttributionKind::direct, 0, {0, 1}, Span{12, 16}, Span{17, 25}, 0, {}, "r", 1});
  a.sources.push_back({{17, 25}, {}, SourceKind::person, {1, 1}, {0, 1}});
  a.statements = {0};
  Json quotes = parsed(a)["quotes"];
  CHECK(quotes[0]["speaker"] == "Ana Ruiz");
  CHECK(quotes[1]["speaker"].is_null());
  CHECK(quotes[2]["speaker"].is_null());
  Json source = parsed(a)["sources"][0];
  CHECK(source["title"].is_null());
  CHECK(source["mentions"][0]["text"] == "Ana Ruiz");
  CHECK(source["attributions"] == Json::array({0}));
  a.sources[0].mentions = {1, 9};  // more than there are
  CHECK(parsed(a)["sources"][0]["mentions"].size() == 1);
}

TEST_CASE("append_json appends", "[emit]") {
  std::string out = "before ";
  append_json(out, article_of("x"), {});
  CHECK(out == "before " + to_json(article_of("x"), {}));
}

TEST_CASE("JSON in parts is the same JSON", "[emit]") {
  test::RandomArticle random(11);
  Article a = random.make();
  while (a.text.size() < 3'000'000) a.text += random.text(3000);
  for (std::uint32_t at = 0; at + 1000 < a.text.size(); at += 1000)
    a.blocks.push_back({Role::body, BoilerplateKind::none, {at, at + 990}, {}, "r", 1});
  EmitOptions options;
  options.with_text = true;
  for (bool pretty : {false, true}) {
    options.pretty = pretty;
    std::string parts;
    std::size_t largest = 0;
    write_json(a, options, [&](std::string_view part) {
      parts += part;
      largest = std::max(largest, part.size());
    });
    CHECK((parts == to_json(a, options)));
    CHECK(largest < 2'000'000);
  }
}

TEST_CASE("JSON is indented the same wherever it is cut", "[emit]") {
  const std::string line = R"({"a":[],"b":[1,{"c":"x\\\"y,:{","d":null}],"e":{},"f":"\\"})";
  const std::string want = Json::parse(line).dump(2);
  for (std::size_t cut = 0; cut <= line.size(); ++cut) {
    std::string lines;
    Indenter indenter;
    indenter.add(std::string_view(line).substr(0, cut), lines);
    indenter.add(std::string_view(line).substr(cut), lines);
    CHECK(lines == want);
  }
}
