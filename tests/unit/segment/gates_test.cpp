// Cheap tests that keep most blocks from being read: what they let through, and what they need not.
#include "base/names.hpp"
#include "read/page.hpp"
#include "segment/fields.hpp"
#include "segment/signs.hpp"
#include "tokenize/tokens.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

namespace {

/// A text of one line, ready for the votes.
struct Line {
  explicit Line(const std::string& text) : page(read(text)), tokens(tokenize(page, parser().rules())) {
    gather_facts(ctx);
    ctx.votes.reset(ctx.size());
  }
  static Page read(const std::string& text) {
    Text input;
    input.utf8 = text;
    return read_text(std::move(input));
  }
  const BlockFacts& facts() const { return ctx.facts[0]; }

  Page page;
  Tokens tokens;
  Segments segments;
  Context ctx{page, tokens, parser().rules(), segments, false};
};

bool names_somebody(const std::string& text) {
  return !parse_byline(text, parser().rules()).people.empty();
}

}  // namespace

TEST_CASE("lines whose first words are no name", "[fields][byline]") {
  for (const char* text :
       {"Ana Ruiz wins a slice.", "FULL TEXT.", "Ana Ruiz leads the ferrymen to Lowmark. [Quill]",
        "- Ana Ruiz says no.", "Rivers rise again.", "Leon Marsh."}) {
    INFO(text);
    const Line line(text);
    CHECK(opens_with_no_name(line.ctx, line.facts()));
    CHECK_FALSE(names_somebody(text));
  }
  for (const char* text :
       {"By Ana Ruiz", "Ana Ruiz", "Ana de Ruiz", "Ana Ruiz, Staff Writer", "Ana Ruiz Staff Writer",
        "Ana Ruiz Jr.", "Text: Ana Ruiz", "Ana Ruiz special to the Courier", "Ana Ruiz in Lowmark",
        "Ana Ruiz and Jo Pike", "Ana Ruiz | March 4, 2026", "Courier Staff", "Ana (Nita) Ruiz", "A. J. Ruiz",
        "Ana Ruiz photographed by Mia Stone"}) {
    INFO(text);
    const Line line(text);
    CHECK_FALSE(opens_with_no_name(line.ctx, line.facts()));
  }
}

TEST_CASE("lines in which by or its likes may lead names", "[fields][byline]") {
  for (const char* text :
       {"By Ana Ruiz, who has run the ferry above Lowmark for eleven years.",
        "Written by the staff of the Courier, with help from the people of Lowmark.",
        "Story and photos by Ana Ruiz for the Courier.", "Text: Ana Ruiz", "by van Ruiz"}) {
    INFO(text);
    const Line line(text);
    CHECK(may_be_led(line.ctx, line.facts()));
  }
  for (const char* text : {"By the time the river rose the pass had been shut for hours.",
                           "The gates were opened again by hand before the water came.",
                           "The pass above Lowmark was shut on Tuesday."}) {
    INFO(text);
    const Line line(text);
    CHECK_FALSE(may_be_led(line.ctx, line.facts()));
  }
}

TEST_CASE("dates are found in lines that hide them", "[fields][dates]") {
  for (const char* text :
       {"March 4, 2026", "the 4th of March 2026", "04/03/2026 13/03/2026", "2026-03-04", "4March 2026",
        "PublishedMarch 4, 2026", "2026年3月4日", "13.3.2026", "Wed Mar 04 15:04:05 GMT 2026"}) {
    INFO(text);
    const Line line(text);
    FieldLine field;
    CHECK(may_be_date_line(line.ctx, 0));
    CHECK(read_date_line(line.ctx, 0, field));
  }
  for (const char* text :
       {"She may stay there for 2000 hours", "In 1980 there were 12 gates and 60 boats left",
        "The 10-year-old saw 1200 of them"}) {
    INFO(text);
    const Line line(text);
    FieldLine field;
    CHECK_FALSE(read_date_line(line.ctx, 0, field));
    CHECK_FALSE(field.dated);
  }
}

TEST_CASE("what a line may be at first sight", "[fields][signs]") {
  struct Row {
    std::uint16_t sign;
    const char *has, *lacks;
  };
  const Row rows[] = {
      {sign::dated, "March 4, 2026", "The ferry to Lowmark is late again."},
      {sign::signed_, "By Ana Ruiz", "The ferry to Lowmark is late again."},
      {sign::signed_, "ByAna Ruiz", "Rivers rise again."},
      {sign::signed_, "Ana Ruiz", "The ferry to Lowmark, which Ana takes, is late again."},
      {sign::credited, "The bridge at dusk. Photo: Mia Stone", "The bridge at dusk was closed."},
      {sign::credited, "The bridge at dusk (Mia Stone/LW).", "The bridge at dusk was closed."},
      {sign::placed, "Leon Marsh, left, and June Abbott at the bridge", "They left the bridge."},
      {sign::placed, "Leon Marsh (L) at the bridge", "Leon Marsh at the bridge"},
      {sign::question, "Q: Who built it?", "A: The ferrymen did."},
      {sign::time, "18.40 GMT", "At 18.40 the ferry came back to Lowmark."},
      {sign::formed, "What the river took", "The river took the bridge."},
      {sign::pulled, "“We waited for nine hours there.”", "We waited for nine hours there."},
      {sign::copyright, "Copyright 2026 Lowmark Wire", "Rights of the ferrymen"},
      {sign::copyright, "© Lowmark Wire", "Lowmark Wire"},
      {sign::stands_out, "WATCH: THE MOMENT THE BRIDGE FELL", "Watch: the moment the bridge fell"},
      {sign::called, "Sign up for our newsletter", "The bridge fell"}};
  for (const Row& row : rows) {
    INFO(row.has << " | " << row.lacks);
    CHECK(Line(row.has).ctx.has_sign(row.sign, 0));
    CHECK_FALSE(Line(row.lacks).ctx.has_sign(row.sign, 0));
  }
}

TEST_CASE("blocks with a sign are gone to in order, and no others", "[fields][signs]") {
  std::string text;
  for (int i = 0; i < 150; ++i) text += i % 60 == 5 ? "18.40 GMT\n\n" : "The ferry is late again.\n\n";
  const Line lines(text);
  std::vector<std::size_t> found;
  for_each_with(lines.ctx, sign::time, [&](std::size_t block) { found.push_back(block); });
  CHECK(found == std::vector<std::size_t>{5, 65, 125});
}
