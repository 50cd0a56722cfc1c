#include "read/html/loose_json.hpp"

#include "catch.hpp"

using namespace nutgraf;

namespace {

// The value at a path of keys from the first root, "-" if there is none.
std::string at(std::string_view text, std::initializer_list<std::string_view> path) {
  LooseJson json;
  json.read(text);
  std::uint32_t node = json.nodes.empty() ? JsonNode::none : 0;
  for (std::string_view key : path) {
    if (node == JsonNode::none) return "-";
    node = json.child(node, key);
  }
  return node == JsonNode::none ? "-" : json.value(node);
}

}  // namespace

TEST_CASE("JSON is read as it is found", "[read][json]") {
  struct Case {
    const char *what, *json, *a;
  };
  const Case cases[] = {
      {"plain", R"({"a": "x", "b": 2})", "x"},
      {"number", R"({"b": [1, 2], "a": 17})", "17"},
      {"null is nothing", R"({"a": null})", ""},
      {"escapes", R"({"a": "\"M\u00fcller\" \uD83D\uDE00 \/ x\ny"})", "\"Müller\" 😀 / x y"},
      {"lone surrogate", R"({"a": "x\uD83Dy"})", "x\xEF\xBF\xBDy"},
      {"references", R"({"a": "Rock &amp;#8217;n&#x2019; Roll &amp; Sons"})", "Rock ’n’ Roll & Sons"},
      {"raw line break", "{\"a\": \"one\n two\", \"b\": 1}", "one two"},
      {"trailing comma", R"({"b": [1, 2,], "a": "x",})", "x"},
      {"missing comma", "{\"b\": \"y\"\n \"a\": \"x\"}", "x"},
      {"comments", "{ // first\n \"b\": 1, /* second */ \"a\": \"http://x.example/\" }", "http://x.example/"},
      {"single quotes", "{'b': 'y', 'a': 'x'}", "x"},
      {"single-quoted value", R"({"a": 'it is "so"', "b": 1})", "it is \"so\""},
      {"unescaped quotes inside", R"({"a": "he was "late", they say", "b": 1})", "he was \"late\", they say"},
      {"unescaped quotes at the end", R"({"a": "a "word"", "b": 1})", "a \"word\""},
      {"empty string", R"({"b": "", "a": "x"})", "x"},
      {"CDATA", "//<![CDATA[\n{\"a\": \"x\"}\n//]]>", "x"},
      {"comment wrapper", "<!-- {\"a\": \"x\"} -->", "x"},
      {"semicolon after", "{\"a\": \"x\"};", "x"},
      {"cut off in a string", R"({"a": "x)", "x"},
      {"cut off in an object", R"({"b": {"c": 1}, "a": "x", "d": {)", "x"},
      {"closer that does not fit", R"({"b": [1, 2}, "a": "x"})", "-"},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    CHECK(at(c.json, {"a"}) == c.a);
  }
}

TEST_CASE("several JSON values in a row are several roots", "[read][json]") {
  LooseJson json;
  json.read(R"({"a":1}{"b":2},[3];{"c":4})");
  int roots = 0;
  for (const JsonNode& node : json.nodes) roots += node.parent == JsonNode::none;
  CHECK(roots == 4);
}

TEST_CASE("hostile JSON is read in bounded depth and size", "[read][json]") {
  std::string deep(500'000, '['), objects, quotes = "{\"a\": \"", keys = "{";
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  for (int i = 0; i < 300'000; ++i) quotes += "\" ";
  for (int i = 0; i < 300'000; ++i) keys += "\"k\":1,";
  for (const std::string& text : {deep, objects, quotes, keys}) {
    LooseJson json;
    json.read(text);
    CHECK(json.nodes.size() <= LooseJson::max_nodes);
  }
  LooseJson json;
  json.read(std::string(100, '[') + "1" + std::string(100, ']') + "{\"a\":\"x\"}");
  CHECK(json.nodes.size() == LooseJson::max_depth + 2);
}
