// Story or not, forms and kinds of boilerplate, on pages written for the tests.
#include <algorithm>

#include "catch.hpp"
#include "nutgraf/parser.hpp"
#include "rules/rules.hpp"
#include "segment/body_model.hpp"
#include "segment/body_rules.hpp"

using namespace nutgraf;

namespace {

const Parser& parser() {
  static const Parser value = Parser::create().value();
  return value;
}

/// "role" or "role/kind" of each block, one a line.
std::string roles_of(std::string_view text, InputFormat from = InputFormat::text) {
  ParseOptions options;
  options.from = from;
  auto article = parser().parse(text, options);
  if (!article) return article.error().message;
  std::string out;
  for (const Block& block : article.value().blocks) {
    if (!out.empty()) out += ' ';
    out += to_string(block.role);
    if (block.boilerplate != BoilerplateKind::none) out += "/" + std::string(to_string(block.boilerplate));
  }
  return out;
}

/// The names of the rules that hold for a block of a text.
std::vector<std::string> rules_of(const std::string& text, std::size_t block) {
  auto rules = load_rules("");
  Text input;
  input.utf8 = text;
  const bool html = text.starts_with("<");
  Page page = html ? read_html(std::move(input), *rules.value()) : read_text(std::move(input));
  Tokens tokens = tokenize(page, *rules.value());
  Segments segments;
  Context ctx{page, tokens, *rules.value(), segments, false};
  gather_facts(ctx);
  ctx.votes.reset(ctx.size());
  Neighbourhood around = look_around(ctx);
  BodyRules list;
  body_rules(ctx, around, block, list);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.count; ++i) names.emplace_back(body_rule_name(list.ids[i]));
  return names;
}

bool holds(const std::string& text, std::size_t block, std::string_view rule) {
  auto names = rules_of(text, block);
  return std::find(names.begin(), names.end(), rule) != names.end();
}

const std::string story_one =
    "The river rose four feet overnight and closed the only road into Lowmark, leaving about sixty "
    "households "
    "without power or a way out of the valley.";
const std::string story_two =
    "Crews from Eastport reached the first farms by boat shortly before noon and carried eleven people to "
    "the "
    "school, where the council had opened a shelter.";
const std::string story_three =
    "“We waited too long to leave,” said Ana Ruiz, who has kept the mill for thirty years and had never seen "
    "the "
    "water come over the second wall.";

}  // namespace

TEST_CASE("a rule holds where its form stands and not elsewhere", "[segment][body]") {
  struct Case {
    const char *rule, *takes, *leaves;
  };
  const Case cases[] = {
      {"words-1", "Home", "Home again"},
      {"ending-short-ask", "Who pays?", "Who pays"},
      {"ending-long-stop",
       "The council met on Monday and voted to rebuild the bridge before the winter came to it.",
       "The council met on Monday and voted to rebuild the bridge before the winter came to it,"},
      {"shouting-long",
       "COUNCIL VOTES TO REBUILD THE OLD BRIDGE OVER THE TEAL BEFORE WINTER COMES AGAIN, AT LAST",
       "Council votes to rebuild the old bridge"},
      {"mark-place-dash", "LOWMARK, Ore. (LW) — Rivers rose overnight and closed the pass to all traffic.",
       "The rivers rose overnight — and closed the pass to all traffic."},
      {"mark-place-dash",
       "Lowmark (lw/epw) – Der Fluss ist in der Nacht gestiegen und hat die Straße gesperrt.",
       "Der Fluss (er war nie so hoch) ist in der Nacht – und nicht am Tag – gestiegen."},
      {"mark-said", "“The weather,” says Reyes. “You always start with it.”",
       "The “weather” is what he starts with."},
      {"lead-references", "Sources", "Sources said that the river rose"},
      {"mark-credit-long",
       "Flood water stands in the main street of Lowmark on Monday after a night of heavy rain. (Mia "
       "Stone/LP)",
       "Flood water stands in the main street of Lowmark on Monday after a night of heavy rain. (It fell "
       "again.)"},
      {"mark-name-is", "Ana Ruiz is a reporter for the Lowmark Courier and keeps bees.",
       "The river is a danger to all who live beside it, said the mayor."},
      {"tweet-signature", "— Mia Stone (@miastone) March 4, 2026", "— Mia Stone, in a letter"},
      {"numbers-only", "12 14", "12 men"},
      {"lead-newsletter", "Sign up for our newsletter", "The sign went up"},
      {"lead-related", "Read more:", "He read"},
  };
  for (const Case& c : cases) {
    INFO(c.rule);
    CHECK(holds(c.takes, 0, c.rule));
    CHECK_FALSE(holds(c.leaves, 0, c.rule));
  }
}

TEST_CASE("rules that need other blocks", "[segment][body]") {
  const std::string twice = story_one + "\n\n" + story_two + "\n\n" + story_one;
  CHECK(holds(twice, 0, "repeats-twice-long"));
  CHECK(holds(twice, 2, "repeats-again-long"));
  CHECK_FALSE(holds(twice, 1, "repeats-again-long"));
  // Words are shared with other prose: a lone paragraph has none to share with, and nothing is held against
  // it.
  auto weighs_sharing = [](const std::string& text) {
    auto names = rules_of(text, 0);
    return std::any_of(names.begin(), names.end(),
                       [](const std::string& name) { return name.starts_with("shared_words"); });
  };
  CHECK_FALSE(weighs_sharing(story_one));
  CHECK(weighs_sharing(story_one + "\n\n" + story_two + "\n\n" + story_two + "\n\n" + story_three));
}

TEST_CASE("a second dateline opens another story", "[segment][body]") {
  const std::string dateline =
      "LOWMARK, Ore. (LW) — Rivers rose overnight and closed the pass to all traffic.";
  const std::string page = dateline + "\n\n" + story_one + "\n\n" + dateline + "\n\n" + story_two;
  CHECK(holds(page, 0, "place_dashes-first"));
  CHECK(holds(page, 1, "place_dashes-after-first"));
  CHECK(holds(page, 2, "place_dashes-later"));
  CHECK(holds(page, 3, "place_dashes-after-later"));
  CHECK_FALSE(holds(story_one + "\n\n" + story_two, 1, "place_dashes-after-first"));
}

TEST_CASE("a heading of boilerplate weighs less where the story's own container goes on", "[segment][body]") {
  auto p = [](const std::string& text) { return "<p>" + text + "</p>"; };
  const std::string page = "<body><p>Home</p><div>" + p(story_one + " " + story_two) + p(story_two) +
                           p(story_three) + "<div><h3>Related</h3></div>" + p(story_two) + "</div><div>" +
                           p(story_one) + "</div></body>";
  CHECK(holds(page, 0, "main_span-short-before"));
  CHECK(holds(page, 1, "main_span-long-within"));
  CHECK(holds(page, 4, "main_span-short-other"));
  CHECK(holds(page, 5, "seen_main-related"));
  CHECK_FALSE(holds(page, 5, "seen_long-related"));
  CHECK(holds(page, 6, "main_span-long-after"));
  CHECK(holds(page, 6, "seen_long-related"));
  CHECK_FALSE(holds(page, 3, "seen_main-related"));
}

TEST_CASE("every rule has one name", "[segment][body]") {
  std::vector<std::string_view> names;
  for (std::size_t rule = 0; rule < body_rule_count; ++rule) names.push_back(body_rule_name(rule));
  CHECK(names[body_rule(BodyFamily::words, 7)] == "words-11");
  CHECK(names[body_rule(BodyFamily::around, 2 * 25 + 5 + 4)] == "around-P-M-B");
  CHECK(names[body_rule(BodyFamily::html, 0)] == "html");
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("a mistake in the weights names file and line", "[segment][body]") {
  struct Case {
    const char *text, *message;
  };
  const Case cases[] = {
      {"words-1\t0\t0\t0\t0\t0\t0\t0\nwords-99\t0\t0\t0\t0\t0\t0\t0\n",
       "w:2: no body rule is named words-99"},
      {"# head\nwords-1\t0\t0\n", "w:2: seven numbers from -5 to 5 are wanted, each after a tab"},
      {"words-1\t0\t0\t0\t0\t0\t0\tx\n", "w:1: seven numbers from -5 to 5 are wanted, each after a tab"},
      {"words-1\t0\t0\t0\t0\t0\t-5\t5.01\n", "w:1: seven numbers from -5 to 5 are wanted, each after a tab"},
  };
  for (const Case& c : cases) {
    auto model = read_body_model("w", c.text);
    REQUIRE_FALSE(model.ok());
    CHECK(model.error().message == c.message);
  }
}

static std::vector<float> odds_of(const std::vector<BodyModel::Row>& potentials) {
  std::vector<ChainBlock> blocks;
  for (const BodyModel::Row& row : potentials) blocks.push_back({row, {}, 0});
  story_odds(blocks);
  std::vector<float> odds;
  for (const ChainBlock& block : blocks) odds.push_back(block.odds);
  return odds;
}

TEST_CASE("the chain keeps to its order of states", "[segment][body]") {
  // One block pulls hard to story among blocks that do not: story there, and nowhere else.
  BodyModel::Row other{}, story{};
  other[BodyModel::before] = other[BodyModel::gap] = other[BodyModel::after] = 3;
  story[BodyModel::before] = story[BodyModel::gap] = story[BodyModel::after] = -3;
  const std::vector<float> odds = odds_of({other, story, other});
  CHECK(odds[0] < 0);
  CHECK(odds[1] > 0);
  CHECK(odds[2] < 0);
  CHECK(odds_of({}).empty());
}

TEST_CASE("lines of a long run do not add up where they stand in the page", "[segment][body]") {
  CHECK(tied_share(0) == 1);
  CHECK(tied_share(3) == 1);
  CHECK(tied_share(30) == 0.1f);
  BodyModel::Row row{};
  row[BodyModel::before] = 4, row[BodyModel::gap] = 2, row[BodyModel::after] = 3, row[BodyModel::start] = 1;
  tie_states(row, 0.5f);
  CHECK(row[BodyModel::before] == 3.5f);
  CHECK(row[BodyModel::gap] == 2.5f);
  CHECK(row[BodyModel::after] == 3);
  CHECK(row[BodyModel::start] == 1);

  // A promotion that looks a little like a story, a hundred lines a little more like "after", and the story.
  BodyModel::Row promotion{}, line{}, story{};
  promotion[BodyModel::before] = promotion[BodyModel::gap] = promotion[BodyModel::after] = -1;
  line[BodyModel::before] = 2, line[BodyModel::gap] = 2, line[BodyModel::after] = 2.3f;
  line[BodyModel::resume] = -6;
  story[BodyModel::before] = story[BodyModel::gap] = story[BodyModel::after] = -3;
  story[BodyModel::resume] = -6;
  std::vector<BodyModel::Row> page(104, line);
  page[1] = promotion;
  page[102] = page[103] = story;
  CHECK(odds_of(page)[103] < 0);
  for (std::size_t i = 2; i < 102; ++i) tie_states(page[i], tied_share(100));
  CHECK(odds_of(page)[103] > 0);
}

TEST_CASE("plain articles stay whole", "[segment][body]") {
  const std::string plain = story_one + "\n\n" + story_two + "\n\n" + story_three;
  CHECK(roles_of(plain) == "body body body");
  CHECK(roles_of(story_one) == "body");
}

TEST_CASE("forms of story blocks", "[segment][forms]") {
  const std::string head = "Floods close the only road to Lowmark\n\n";
  CHECK(roles_of(head + story_one + "\n\n" + story_two + "\n\nWhat the river took\n\n" + story_three +
                 "\n\n" + story_one) == "headline body body subhead body body");
}

TEST_CASE("what stands around the story is named by kind", "[segment][boilerplate]") {
  const std::string page = "Skip to content\nHome\nNews\nSport\nLog in\n\n" + story_one + "\n\n" + story_two +
                           "\n\n" + story_three + "\n\nSign up for our newsletter\n\nShare this article\n\n" +
                           "Copyright 2026 Lowmark Courier. All rights reserved.\n";
  std::string roles = roles_of(page);
  CHECK(roles.find("boilerplate/navigation") == 0);
  CHECK(roles.find("boilerplate/newsletter") != roles.npos);
  CHECK(roles.find("boilerplate/share") != roles.npos);
  CHECK(roles.ends_with("boilerplate/copyright"));
}

TEST_CASE("a copyright notice is no story wherever it stands", "[segment][boilerplate]") {
  const std::string head =
      "Floods close the only road to Lowmark\n\n" + story_one + "\n\n" + story_two + "\n\n";
  CHECK(roles_of(head +
                 "Copyright 2026 LMTV. All rights reserved. This material may not be published or rewritten.")
            .ends_with("boilerplate/copyright"));
  CHECK(roles_of(head +
                 "Copyright law protects the drawings, said Ana Ruiz, who made them for the mill in 1996.")
            .ends_with("body"));
  CHECK(roles_of(head + "* * *\n\n" + story_three).ends_with("boilerplate/other body"));
}
