#include <algorithm>
#include <sstream>

#include "catch.hpp"
#include "unit/tokenize/tokens_shown.hpp"

using namespace nutgraf;

TEST_CASE("tokens: words, numbers, marks", "[tokenize]") {
  struct Case {
    const char *text, *tokens;
  };
  const Case cases[] = {
      {"We won, she said.", "We/w won/w ,/, she/w said/w ./."},
      {"LOWMARK (LW) — Rivers", "LOWMARK/w (/( LW/w )/) —/- Rivers/w"},
      {"Sen. Tom O’Dell", "Sen./w Tom/w O’Dell/w"},
      {"the vote’s end", "the/w vote’s/w end/w"},
      {"J. K. Pike", "J./w K./w Pike/w"},
      {"a U.S.-led force", "a/w U.S.-led/w force/w"},
      {"the U.S.’s vote", "the/w U.S.’s/w vote/w"},
      {"at 8:59 a.m. on Jan. 3", "at/w 8:59/n a.m./w on/w Jan./w 3/n"},
      {"No. 5 and no.", "No./w 5/n and/w no/w ./."},
      {"1,200.50 or 3rd, 10-year-old", "1,200.50/n or/w 3rd/n ,/, 10-year-old/n"},
      {"$4m on 2026-03-04", "$/S 4m/n on/w 2026-03-04/n"},
      {"ana.ruiz@courier.com wrote", "ana.ruiz@courier.com/e wrote/w"},
      {"see www.courier.com/a?b=1.", "see/w www.courier.com/a?b=1/u ./."},
      {"https://courier.example/x, and", "https://courier.example/x/u ,/, and/w"},
      {"follow @ana_ruiz now", "follow/w @ana_ruiz/@ now/w"},
      {"rock 'n' roll in the '90s", "rock/w 'n'/w roll/w in/w the/w '90s/n"},
      {"get ’em, ’tis", "get/w ’em/w ,/, ’tis/w"},
      {"wait... what -- no - yes", "wait/w .../~ what/w --/- no/w -/- yes/w"},
      {"He is 6'2\" tall", "He/w is/w 6/n '/' 2/n \"/' tall/w"},
      {"AT&T, Q&A", "AT&T/w ,/, Q&A/w"},
      {"Café Zürich", "Café/w Zürich/w"},
      {"a Ph.D. here", "a/w Ph.D./w here/w"},
      {"said.But", "said/w ./. But/w"},
      {"東京は", "東/w 京/w は/w"},
      {"!!! ,,,,", "!!!/! ,,,,/,"},
      {"word\u200Bword a\u00ADb", "word\u200Bword/w a\u00ADb/w"},
      {"''We won'' - she", "''/< We/w won/w ''/> -/- she/w"},
      {"the\u00A0vote of\u00A0 5\u00A0boats", "the/w vote/w of/w 5/n boats/w"},
      {"plan B. Then J. Pike", "plan/w B./w Then/w J./w Pike/w"},
      {"so: no; yes? Yes! (now), end. . . then",
       "so/w :/: no/w ;/; yes/w ?/q Yes/w !/! (/( now/w )/) ,/, end/w . . ./~ then/w"},
      {"the clerks’, the boys' and won’t", "the/w clerks/w ’/' ,/, the/w boys/w '/' and/w won’t/w"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(shown_kinds(c.text) == c.tokens);
  }
}

TEST_CASE("tokens: possessive forms, abbreviations and years are listed", "[tokenize]") {
  struct Case {
    const char *text, *listed, *others;
  };
  const Case cases[] = {
      {"The vote's end and the clerks’ union", "vote's ’", "The end union"},
      {"She said he’s late; wait for us", "he’s", "She said wait us"},
      {"J. A. Baker won 12 of 1,200 in 2015.", "J. A. 2015", "Baker won 12 1,200 of in ."},
      {"Sen. O'Dell’s pier is 6' long", "Sen. O'Dell’s", "pier is 6 '"},
  };
  for (const Case& c : cases) {
    const Page page = page_of(c.text);
    const Tokens tokens = tokens_of(page);
    CAPTURE(c.text);
    CHECK(std::is_sorted(tokens.special.begin(), tokens.special.end()));
    auto listed = [&](std::string_view word) {
      return std::any_of(tokens.special.begin(), tokens.special.end(), [&](std::uint32_t i) {
        return page.slice({tokens.tokens[i].start, tokens.tokens[i].end()}) == word;
      });
    };
    std::istringstream in(c.listed), out(c.others);
    for (std::string word; in >> word;) CHECK(listed(word));
    for (std::string word; out >> word;) CHECK_FALSE(listed(word));
  }
}

TEST_CASE("tokens: the lexicon sees the canonical form", "[tokenize]") {
  struct Case {
    const char *text, *word;
  };
  const Case cases[] = {
      {"March’s", "march"}, {"MARCH", "march"}, {"Jan.", "jan"}, {"’Tis so", "tis"}, {"U.S.'s", "u.s"}};
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Page page = page_of(c.text);
    Tokens tokens = tokens_of(page);
    REQUIRE(!tokens.tokens.empty());
    CHECK(builtin_rules().lexicon.word(tokens.tokens[0].lex) == c.word);
  }
}

TEST_CASE("tokens: case flags", "[tokenize]") {
  Page page = page_of("Ana ran TO U.S. a McX");
  Tokens t = tokens_of(page);
  REQUIRE(t.tokens.size() == 6);
  std::string out;
  for (const Token& token : t.tokens)
    out += token.has(token_flag::all_caps) ? 'A' : token.has(token_flag::capital) ? 'C' : '-';
  CHECK(out == "C-AA-C");
}

TEST_CASE("sentences", "[tokenize]") {
  const char* cases[] = {
      "We won.‖ They lost.‖",
      "“We won,” she said.‖ “They lost.”‖ He left.‖",
      "“Why?” he asked.‖",
      "Sen. Tom O’Dell met Mr. Pike.‖ He left.‖",
      "He lives in the U.S.‖ The vote is near.‖",
      "The U.S. President spoke.‖",
      "No. 5 won.‖ It was 5.‖ Ten left.‖",
      "J. K. Pike and George W. Stone came.‖",
      "At 8 p.m. Monday he left.‖ At 9 p.m.‖ Police came.‖",
      "It cost 4.5 million.‖ Done!‖ Really?!‖ Yes.‖",
      "Well... maybe.‖ So...‖ They left.‖",
      "(It rained.)‖ She stayed.‖",
      "1. Take it.‖",
      "He met Lowmark Inc. executives.‖",
      "He sat.‖ Then he left.‖",
      "She said.‖But he stayed.‖",
      "東京です。‖次です。‖",
  };
  for (const char* expected : cases) {
    std::string text = expected;
    for (std::size_t at; (at = text.find("‖")) != std::string::npos;) text.erase(at, 3);
    CHECK(shown_sentences(text) == expected);
  }
}

TEST_CASE("quotation marks in pairs", "[tokenize]") {
  struct Case {
    const char *text, *pairs;
  };
  const Case cases[] = {
      {"“We won,” she said. “They lost.”", "<We won,> <They lost.>"},
      {"\"We won,\" she said. \"They lost.\"", "<We won,> <They lost.>"},
      {"``We won,'' she said.", "<We won,>"},
      {"''She told us, 'We won.''' He left. '''We won,' she said.''",
       "<She told us, 'We won.'> 1<We won.> <'We won,' she said.> 1<We won,>"},
      {"”Vi vann”, sa hon. ”Ja”", "<Vi vann> <Ja>"},
      {"„Ja“, sagte er. „Nein“", "<Ja> <Nein>"},
      {"„Tak”, powiedział.", "<Tak>"},
      {"»Ja«, sagte er.", "<Ja>"},
      {"»Kyllä», hän sanoi.", "<Kyllä>"},
      {"« Oui », dit-il.", "< Oui >"},
      {"Home » News » Sports", ""},
      {"Read more »", ""},
      {"‘We won,’ she said.", "<We won,>"},
      {"'We won,' she said.", "<We won,>"},
      {"‘The boys’ club is “bad”,’ she said.", "<The boys’ club is “bad”,> 1<bad>"},
      {"The boys’ club met. Ana's dogs' toys", ""},
      {"rock 'n' roll, the '90s and ’em", ""},
      {"“He said ‘no’ twice,” she said.", "<He said ‘no’ twice,> 1<no>"},
      {"\"He said 'no' twice,\" she said.", "<He said 'no' twice,> 1<no>"},
      {"\"'No,' he said,\" she said.", "<'No,' he said,> 1<No,>"},
      {"“We won. “They lost,” she said.", "<We won.>~ <They lost,>"},
      {"“He told me, “Go away,” and I left,” she said.", "<He told me, “Go away,” and I left,> 1<Go away,>"},
      {"He is 6'2\" tall and 5\" wide", ""},
      {"\"He is 6'2\" tall,\" she said.", "<He is 6'2\" tall,>"},
      {"「はい」と言った", "<はい>"},
      {"(\"No\") said—\"Yes\"—he", "<No> <Yes>"},
      {"“We won“, she said.", "<We won>"},
      {"Tom \"Shorty\" Pike", "<Shorty>"},
      {"“We won. We did.\n“And more,” she said.", "<We won. We did.>~ +<And more,>"},
      {"‘We won. We did.\n‘And more,’ she said.", "<We won. We did.>~ +<And more,>"},
      {"A \" stray\nNo \"quote\" here", "<quote>"},
      {"a “b\nc “d” e", "<b>~ <d>"},
      {"”", ""},
      {"“", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(shown_quotes(c.text) == c.pairs);
  }
}

TEST_CASE("tokens: the hash is that of the canonical word", "[tokenize]") {
  Page page =
      page_of("Pike’s PIKE pike's, Pike said; don’t DON'T stop, a longer line of 2026 or 2,026 or 2026");
  const Tokens tokens = tokens_of(page);
  const auto& t = tokens.tokens;
  CHECK(t[0].hash != 0);
  for (std::size_t i : {1u, 2u, 4u}) CHECK(t[i].hash == t[0].hash);
  CHECK(t[3].hash == 0);  // the comma
  CHECK(t[5].hash != t[0].hash);
  CHECK(t[7].hash == t[8].hash);
  const std::size_t last = t.size() - 1;  // numbers have one too
  CHECK(t[last].hash != 0);
  CHECK(t[last].hash == t[last - 4].hash);
  CHECK(t[last].hash != t[last - 2].hash);
}

TEST_CASE("tokens: what stands before a text, and how much, changes nothing in them", "[tokenize]") {
  const std::string text =
      "“We WAITED,” Ana O'Neil said (twice). The editor’s 16 counterrevolutionaries, well-kept Mr. Pike and "
      "the "
      "U.S. ran; e.g. “no”… Zoë's cafés? Yes! It cost $3.50: a lot -- of 'em, don’t ask \"why\". A "
      "disproportion";
  const Page alone = page_of(text);
  const Tokens expected = tokens_of(alone);
  for (std::size_t before = 1; before <= 200; ++before) {
    const Page page = page_of(std::string(before % 5 + 1, 'x') + ". " + std::string(before, 'a') + "\n\n" +
                              text + "\n\nEnd");
    const Tokens tokens = tokens_of(page);
    const std::uint32_t first = tokens.first[1], start = page.blocks[1].span.start;
    REQUIRE(tokens.first[2] - first == expected.tokens.size());
    bool same = true;
    for (std::size_t i = 0; i < expected.tokens.size(); ++i) {
      const Token &a = tokens.tokens[first + i], &b = expected.tokens[i];
      same = same && a.start == b.start + start && a.length == b.length && a.lex == b.lex &&
             a.kind == b.kind && a.flags == b.flags && a.hash == b.hash;
    }
    CAPTURE(before);
    CHECK(same);
  }
}
