#include "attribute/syntax.hpp"

#include "catch.hpp"
#include "read/page.hpp"

using namespace nutgraf;

namespace {

const Rules& built_in() {
  static const auto rules = load_rules("");
  return *rules.value();
}

struct Read {
  Page page;
  Tokens tokens;
  explicit Read(const char* text) {
    auto decoded = decode(text, {});
    page = read_text(std::move(decoded).value());
    tokens = tokenize(page, built_in());
  }
  std::string chunks() const {
    Memory memory;
    Syntax syntax(page, tokens, built_in(), memory);
    syntax.read(0, static_cast<std::uint32_t>(tokens.tokens.size()));
    return syntax.print_chunks();
  }
  std::string classes() const {
    Memory memory;
    Syntax syntax(page, tokens, built_in(), memory);
    const auto last = static_cast<std::uint32_t>(tokens.tokens.size());
    syntax.read(0, last);
    return syntax.print_tags(0, last);
  }
};

}  // namespace

TEST_CASE("words fall into noun groups, verb groups and what joins them", "[attribute]") {
  struct Case {
    const char *text, *chunks;
  };
  const Case cases[] = {
      {"She released a statement Thursday night.",
       "[np She] [vg released] [np a statement] [np Thursday night] [. .]"},
      {"She left the Thursday meeting.", "[np She] [vg left] [np the Thursday meeting] [. .]"},
      {"\"Why?\" asked Moss.", "[\" \"] [wh Why] [. ?] [\" \"] [vg asked] [np Moss] [. .]"},
      {"The senior official said rivers had risen.",
       "[np The senior official] [vg said] [np rivers] [vg had risen] [. .]"},
      {"She has repeatedly denied the claims.", "[np She] [vg has repeatedly denied] [np the claims] [. .]"},
      {"He declined to comment on the report.",
       "[np He] [vg declined] [vg to comment] [prep on] [np the report] [. .]"},
      {"She found margins big enough.", "[np She] [vg found] [np margins] [adj big enough] [. .]"},
      {"The city council presidential campaign began.",
       "[np The city council presidential campaign] [vg began] [. .]"},
      {"The old and new rules were recently changed.",
       "[np The old and new rules] [vg were recently changed] [. .]"},
      {"The recently changed rules were not read.",
       "[np The recently changed rules] [vg were not read] [. .]"},
      {"The rules recently changed.", "[np The rules] [vg recently changed] [. .]"},
      {"Nearly 40 people wanted to really win.",
       "[np Nearly 40 people] [vg wanted] [vg to really win] [. .]"},
      {"They went to very small towns.", "[np They] [vg went] [prep to] [adv very] [np small towns] [. .]"},
      {"“We waited,” added Ana Ruiz.",
       "[\" “] [np We] [vg waited] [, ,] [\" ”] [vg added] [np Ana Ruiz] [. .]"},
      {"The “wounded” wounded men left.",
       "[np The] [\" “] [vg wounded] [\" ”] [np wounded men] [vg left] [. .]"},
      {"Voters are expected to support the plan.",
       "[np Voters] [vg are expected] [vg to support] [np the plan] [. .]"},
  };
  for (const Case& c : cases) CHECK(Read(c.text).chunks() == c.chunks);
}

TEST_CASE("a word of several classes is told by the words beside it", "[attribute]") {
  struct Case {
    const char *text, *classes;
  };
  const Case cases[] = {
      // a noun after a determiner, a verb after a pronoun or "to"
      {"The claims were false.", "The/D claims/N were/A false/J ./."},
      {"She claims to have won.", "She/O claims/Z to/F have/A won/E ./."},
      {"They had to exorcise it.", "They/O had/A to/F exorcise/B it/O ./."},  // not in the lexicon
      {"She went to Lowmark.", "She/O went/T to/I Lowmark/P ./."},
      // through quotation marks
      {"She “claims” to have won.", "She/O “/\" claims/Z ”/\" to/F have/A won/E ./."},
      // a capital inside a sentence is a name, but not in a closed class, nor in a headline full of them
      {"Then the Senate voted.", "Then/R the/D Senate/P voted/T ./."},
      {"Then the senate voted.", "Then/R the/D senate/N voted/T ./."},
      {"Voters left. Officials said so.", "Voters/N left/T ./. Officials/N said/T so/R ./."},
      {"Police Say Two Men Were Held", "Police/N Say/Z Two/C Men/N Were/A Held/E"},
      // possessive forms, contractions, initials
      {"The mayor’s son said he’s ill.", "The/D mayor’s/S son/N said/T he’s/H ill/J ./."},
      {"Ana R. Ruiz left.", "Ana/P R./P Ruiz/P left/T ./."},
      {"Said Ana Ruiz, the mayor.", "Said/T Ana/P Ruiz/P ,/, the/D mayor/N ./."},
  };
  for (const Case& c : cases) CHECK(Read(c.text).classes() == c.classes);
}
