// Markdown, plain text and CSV of an article.
#include "catch.hpp"
#include "nutgraf/emit.hpp"

using namespace nutgraf;

namespace {

struct Part {
  Role role;
  const char* text;
};

Article article_of(const std::vector<Part>& parts) {
  Article a;
  for (const Part& part : parts) {
    if (!a.text.empty()) a.text += "\n\n";
    auto start = static_cast<std::uint32_t>(a.text.size());
    a.text += part.text;
    Span span{start, static_cast<std::uint32_t>(a.text.size())};
    a.blocks.push_back({part.role, BoilerplateKind::none, span, {}, "r", 1});
    if (part.role == Role::headline) a.headline = span;
  }
  return a;
}

const std::vector<Part> whole = {
    {Role::boilerplate, "Menu"},
    {Role::kicker, "Weather"},
    {Role::headline, "Floods close the pass"},
    {Role::deck, "Third time this winter"},
    {Role::byline, "By Ana Ruiz"},
    {Role::body, "LOWMARK — Rivers\nrose."},
    {Role::caption, "The pass."},
    {Role::subhead, "What now"},
    {Role::list_item, "• Stay home"},
    {Role::list_item, "2. Call 1*1"},
    {Role::table, "Day | Level"},
    {Role::table, "Mon | 2 m"},
    {Role::question, "Is it over?"},
    {Role::answer, "No."},
    {Role::blockquote, "We wait."},
    {Role::pull_quote, "We wait"},
    {Role::correction, "Correction: it was Monday."},
};

}  // namespace

TEST_CASE("an article as Markdown", "[emit]") {
  CHECK(to_markdown(article_of(whole)) ==
        "*Weather*\n\n# Floods close the pass\n\n**Third time this winter**\n\nBy Ana Ruiz\n\nLOWMARK — "
        "Rivers rose.\n\n"
        "*The pass.*\n\n## What now\n\n- Stay home\n2. Call 1\\*1\n\n| Day | Level |\n| --- | --- |\n| Mon | "
        "2 m |\n\n"
        "**Is it over?**\n\nNo.\n\n> We wait.\n\n> *We wait*\n\n*Correction: it was Monday.*\n");
}

TEST_CASE("an article as text to read", "[emit]") {
  CHECK(to_text(article_of(whole)) ==
        "Floods close the pass\n\nThird time this winter\n\nBy Ana Ruiz\n\nLOWMARK — Rivers rose.\n\nWhat "
        "now\n\n"
        "• Stay home\n2. Call 1*1\n\nDay | Level\nMon | 2 m\n\nIs it over?\n\nNo.\n\nWe wait.\n\n"
        "Correction: it was Monday.\n");
}

TEST_CASE("a declared title stands above a story without headline", "[emit]") {
  Article a = article_of({{Role::body, "Rivers rose."}});
  a.title = "Floods";
  CHECK(to_markdown(a) == "# Floods\n\nRivers rose.\n");
  CHECK(to_text(a) == "Floods\n\nRivers rose.\n");
}

TEST_CASE("text never becomes markup", "[emit]") {
  struct Case {
    const char *text, *want;
  };
  const Case cases[] = {
      {"# not a heading", "\\# not a heading"},
      {"1. not a list", "1\\. not a list"},
      {"2026 was wet.", "2026 was wet."},
      {"snake_case stays", "snake_case stays"},
      {"_so_", "\\_so\\_"},
      {"a <b> & c &amp; d", "a \\<b> & c \\&amp; d"},
      {"[sic] said", "\\[sic\\] said"},
      {"- she left", "\\- she left"},
      {"50*2 `x`", "50\\*2 \\`x\\`"},
      {"well-known", "well-known"},
  };
  for (const Case& c : cases)
    CHECK(to_markdown(article_of({{Role::body, c.text}})) == std::string(c.want) + "\n");
}

TEST_CASE("attributions as CSV", "[emit]") {
  Article a = article_of(
      {{Role::body, "“We “waited”,\nall,” said Mayor Ana \"Any\"\nRuiz, “and left.” It rained, he said."}});
  auto span = [&](const char* words) {
    auto start = static_cast<std::uint32_t>(a.text.find(words));
    return Span{start, start + static_cast<std::uint32_t>(std::string_view(words).size())};
  };
  a.name = "a,b.txt";
  a.attributions.push_back(
      {AttributionKind::direct, 0, {0, 2}, span("said"), span("Ana \"Any\"\nRuiz"), 0, {}, "r", 0.987f});
  a.attributions.push_back({AttributionKind::indirect, 0, {2, 1}, {}, {}, {}, {}, "r", 0});
  a.spans = {span("“We “waited”,\nall,”"), span("“and left.”"), span("It rained")};
  a.sources.push_back({span("Ana \"Any\"\nRuiz"), span("Mayor"), SourceKind::person, {}, {0, 1}});
  CHECK(std::string(csv_header()) ==
        "article,id,source,title,source_kind,kind,cue,content,speaker,start,end,block,confidence\n");
  CHECK(to_csv(a, {}) ==
        "\"a,b.txt\",0,\"Ana \"\"Any\"\" Ruiz\",Mayor,person,direct,said,\"“We “waited”, all,” … “and "
        "left.”\",\"Ana \"\"Any\"\" Ruiz\","
        "0,58,0,0.99\n"
        "\"a,b.txt\",1,,,,indirect,,It rained,,59,68,0,0.00\n");
}
