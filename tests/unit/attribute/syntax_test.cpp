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
    Syntax syntax(page, tokens, built_in());
    syntax.read(0, static_cast<std::uint32_t>(tokens.tokens.size()));
    return syntax.print_chunks();
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
      {"Voters are expected to support the plan.",
       "[np Voters] [vg are expected] [vg to support] [np the plan] [. .]"},
  };
  for (const Case& c : cases) CHECK(Read(c.text).chunks() == c.chunks);
}
