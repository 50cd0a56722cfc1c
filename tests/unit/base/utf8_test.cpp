#include "base/utf8.hpp"

#include "catch.hpp"

using namespace nutgraf;

TEST_CASE("one pass over bytes: what is valid, and what is among it", "[utf8]") {
  struct Case {
    std::string bytes;
    bool valid, controls, line_ends, latin;
  };
  const std::string blank(1, '\0');
  const Case cases[] = {
      {"", true, false, false, false},
      {"plain\ttext\n", true, false, false, false},
      {"“curly” — marks…", true, false, false, false},
      {"café Éire", true, false, false, true},
      {"line\r\nline", true, false, true, false},
      {"page\fpage", true, true, true, false},
      {"tab\vtab", true, true, true, false},
      {"next\u0085line", true, false, true, false},
      {"line\u2028line", true, false, true, false},
      {"line\u2029line", true, false, true, false},
      {"a\u2027b\u202Ab", true, false, false, false},
      {"nul" + blank, true, true, true, false},
      {"escape \x1B$B", true, true, true, false},
      {"delete\x7F", true, true, true, false},
      {"bad \xC3", false, false, false, false},
      {"bad \xFF and\r", false, false, false, false},
  };
  for (const Case& c : cases)
    for (std::size_t before : {0, 1, 13, 15, 16, 31, 32, 33, 70}) {
      CAPTURE(c.bytes, before);
      const std::string bytes = std::string(before, 'x') + c.bytes + std::string(before, 'y');
      const Utf8Survey seen = survey_utf8(bytes);
      CHECK((seen.valid == bytes.size()) == c.valid);
      CHECK(seen.controls == c.controls);
      CHECK(seen.line_ends == c.line_ends);
      CHECK(seen.latin == c.latin);
    }
}
