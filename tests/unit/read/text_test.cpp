#include "catch.hpp"
#include "read/page.hpp"

using namespace nutgraf;

namespace {

Page read(std::string_view text) {
  Text decoded;
  decoded.utf8 = std::string(text);
  decoded.utf8.shrink_to_fit();
  return read_text(std::move(decoded));
}

/// Blocks with ‖ between them; joined lines have their break as "␤".
std::string shown(std::string_view text) {
  Page page = read(text);
  std::string out;
  for (const PageBlock& block : page.blocks) {
    if (!out.empty()) out += "‖";
    for (char c : page.slice(block.span)) out += c == '\n' ? std::string("␤") : std::string(1, c);
  }
  return out;
}

}  // namespace

TEST_CASE("blocks of a text", "[read]") {
  struct Case {
    const char *text, *blocks;
  };
  const Case cases[] = {
      {"One line.\nAnother line.\n\nA third.", "One line.‖Another line.‖A third."},
      {"One\r\nTwo\rThree\fFour\u2028Five\u2029Six", "One‖Two‖Three‖Four‖Five‖Six"},
      {"\u00A0\n A \u200B\n\u200B\n B", "A‖B"},
      {"Home\nNews\nSports\nWeather", "Home‖News‖Sports‖Weather"},
      {"The river rose over the banks of the town on Monday and swept\n"
       "away two bridges, officials said, while the people of the old\n"
       "quarter watched from the hill above the harbour and waited for\n"
       "help.\n\nMore rain is expected on Tuesday, and the mayor said that the\nschools would stay closed.",
       "The river rose over the banks of the town on Monday and swept␤away two bridges, officials said, "
       "while the people "
       "of the old␤quarter watched from the hill above the harbour and waited for␤help.‖More rain is "
       "expected on "
       "Tuesday, and the mayor said that the␤schools would stay closed."},
      {"   The river rose over the banks of the town on Monday and\n"
       "swept away two bridges, officials said, while the people of\n"
       "the old quarter watched from the hill above the harbour.\n"
       "   More rain is expected on Tuesday, and the mayor said that\n"
       "the schools would stay closed until the end of the week and\n"
       "that the buses would not run.",
       "The river rose over the banks of the town on Monday and␤swept away two bridges, officials said, "
       "while the people "
       "of␤the old quarter watched from the hill above the harbour.‖More rain is expected on Tuesday, and "
       "the mayor said "
       "that␤the schools would stay closed until the end of the week and␤that the buses would not run."},
      {"Floods close the pass over the hills of Lowmark, police say\nMayor promises new bridge by the end of "
       "next year\n"
       "Ana Ruiz wins the prize for the best novel of the year\nWeather: more rain expected in the north on "
       "Tuesday",
       "Floods close the pass over the hills of Lowmark, police say‖Mayor promises new bridge by the end of "
       "next "
       "year‖Ana Ruiz wins the prize for the best novel of the year‖Weather: more rain expected in the north "
       "on "
       "Tuesday"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(shown(c.text) == c.blocks);
  }
}

TEST_CASE("the form of a line", "[read]") {
  struct Case {
    const char* text;
    BlockForm form;
    bool ordered;
  };
  const Case cases[] = {
      {"• Rain", BlockForm::list_item, false},     {"- Rain", BlockForm::list_item, false},
      {"* Rain", BlockForm::list_item, false},     {"1. Rain", BlockForm::list_item, true},
      {"12) Rain", BlockForm::list_item, true},    {"-5 degrees", BlockForm::paragraph, false},
      {"1.5 metres", BlockForm::paragraph, false}, {"2024. It rained", BlockForm::paragraph, false},
      {"## Rain", BlockForm::heading, false},      {"#rain today", BlockForm::paragraph, false},
      {"> Rain", BlockForm::quote, false},         {"Rain\t4\t5", BlockForm::table_row, false},
      {"a) Rain", BlockForm::list_item, true},     {"I said so", BlockForm::paragraph, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Page page = read(c.text);
    REQUIRE(page.blocks.size() == 1);
    CHECK(page.blocks[0].layout.form == c.form);
    CHECK(page.blocks[0].layout.ordered == c.ordered);
  }
}

TEST_CASE("layout evidence of blocks", "[read]") {
  Page page = read("Share\n\n\n  News of the day\nShare\n");
  REQUIRE(page.blocks.size() == 3);
  CHECK(page.blocks[0].layout.repeats == 2);
  CHECK(page.blocks[0].layout.blank_after == 2);
  CHECK(page.blocks[1].layout.blank_before == 2);
  CHECK(page.blocks[1].layout.indent == 2);
  CHECK(page.blocks[1].layout.repeats == 1);
}

TEST_CASE("only equal blocks repeat, not those of equal size and ends", "[read]") {
  Page page = read(
      "Read the first of our letters\n\nRead the other of our letters\n\nRead the first of our letters\n");
  REQUIRE(page.blocks.size() == 3);
  CHECK(page.blocks[0].layout.repeats == 2);
  CHECK(page.blocks[1].layout.repeats == 1);
  CHECK(page.blocks[2].layout.repeats == 2);
}
