#include "attribute/chunk_bits.hpp"

#include <array>
#include <string>

#include "attribute/syntax.hpp"
#include "base/byte_bits.hpp"
#include "catch.hpp"
#include "read/page.hpp"

using namespace nutgraf;

TEST_CASE("the next and the last of a set are found over rows of 64", "[attribute]") {
  Memory memory;
  TokenSets sets(memory);
  sets.reset(200);
  for (const std::uint32_t i : {3u, 63u, 64u, 199u}) sets.row(i / 64).quotes |= TokenSets::bit(i);
  struct Case {
    std::uint32_t from, next, previous;
  };
  const Case cases[] = {
      {0, 3, TokenSets::none}, {3, 3, TokenSets::none}, {4, 63, 3},      {63, 63, 3},    {64, 64, 63},
      {65, 199, 64},           {199, 199, 64},          {200, 200, 199}, {207, 200, 199}};
  for (const Case& c : cases) {
    INFO(c.from);
    CHECK(sets.next(c.from, &TokenBits::quotes) == c.next);
    CHECK(sets.previous(c.from, &TokenBits::quotes) == c.previous);
    CHECK(sets.has(c.from, &TokenBits::quotes) == (c.next == c.from && c.from < 200));
  }
  CHECK(sets.next(0, &TokenBits::sentence_ends) == 200);
}

TEST_CASE("bytes are looked for 64 at a time", "[base]") {
  std::string bytes(64, 'a');
  bytes[0] = bytes[40] = bytes[63] = 'b';
  const std::uint64_t b = 1u | std::uint64_t{1} << 40 | std::uint64_t{1} << 63;
  CHECK(equal_bits(bytes.data(), 'b') == b);
  std::array<std::uint8_t, 64> small{};
  std::array<std::uint16_t, 64> large{};
  small[0] = small[40] = small[63] = 6;
  small[7] = 1;
  for (std::size_t i = 0; i < 64; ++i)
    large[i] = static_cast<std::uint16_t>(small[i] << 8 | (i == 9 ? 2 : 0));
  CHECK(masked_bits(small.data(), 2) == b);
  CHECK(masked_bits(large.data(), 0x200) == b);
  CHECK(masked_bits(large.data(), 0x302) == (b | 1u << 7 | 1u << 9));
}

TEST_CASE("chunks are in the sets of their kinds", "[attribute]") {
  static const auto rules = load_rules("");
  auto decoded =
      decode("She said on Monday: “We can wait; Ana Ruiz and he’s tired.” Rivers had risen (in 2015).", {});
  const Page page = read_text(std::move(decoded).value());
  const Tokens tokens = tokenize(page, *rules.value());
  Memory memory;
  Syntax syntax(page, tokens, *rules.value(), memory);
  syntax.read(0, static_cast<std::uint32_t>(tokens.tokens.size()));
  auto shown = [&](auto of) {
    std::string out;
    for (std::uint32_t c = syntax.sets.next(0, of); c < syntax.sets.size(); c = syntax.sets.next(c + 1, of))
      out += std::string(page.slice(
                 {tokens.tokens[syntax.chunks[c].first].start, tokens.tokens[syntax.chunks[c].head].end()})) +
             " | ";
    return out;
  };
  auto labelled = [](Label label) { return [label](const ChunkBits& b) { return b[label]; }; };
  CHECK(shown(&ChunkBits::noun) == "She | Monday | We | Ana Ruiz | Rivers | 2015 | ");
  CHECK(shown(labelled(Label::time)) == "Monday | 2015 | ");
  CHECK(shown(labelled(Label::pronoun)) == "She | We | ");
  CHECK(shown(&ChunkBits::finite) == "said | can wait | he’s | had risen | ");
  CHECK(shown([](const ChunkBits& b) { return b.cell[chunk_cell::finite_inside]; }) == "he’s | ");
  CHECK(shown(&ChunkBits::joined) == "he’s | ");
  CHECK(shown(&ChunkBits::comma) == "; | ");
  CHECK(shown(&ChunkBits::dash) == ": | ( | ) | ");
  CHECK(shown(labelled(Label::colon)) == ": | ");
  CHECK(shown(labelled(Label::paren_close)) == ") | ");
  CHECK(shown(labelled(Label::quote_open)) == "“ | ");
  CHECK(shown(labelled(Label::quote_close)) == "” | ");
  CHECK(shown(labelled(Label::preposition)) == "on | in | ");
  CHECK(shown(&ChunkBits::sentence_ends) == "” | . | ");
  // a content may end before these: before no noun group but one of time, and not after a preposition or
  // comma
  CHECK(shown([](const ChunkBits& b) { return b.boundaries & ~(b.verb & ~b.finite); }) ==
        "said | on | : | can wait | ; | and | he’s | had risen | ( | in | ) | ");
}
