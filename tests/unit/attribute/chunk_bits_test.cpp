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

TEST_CASE("64 of a set are seen at a time, from a place on and before it", "[attribute]") {
  Memory memory;
  TokenSets sets(memory);
  sets.reset(130);
  sets.opening() = {0, TokenSets::bit(63)};
  for (const std::uint32_t i : {3u, 63u, 64u, 100u}) sets.row(i / 64).quotes |= TokenSets::bit(i);
  auto bits = [](std::initializer_list<unsigned> some) {
    std::uint64_t out = 0;
    for (const unsigned i : some) out |= std::uint64_t{1} << i;
    return out;
  };
  CHECK(sets.from(0, &TokenBits::quotes) == bits({3, 63}));
  CHECK(sets.from(3, &TokenBits::quotes) == bits({0, 60, 61}));
  CHECK(sets.from(64, &TokenBits::quotes) == bits({0, 36}));
  CHECK(sets.before(0, &TokenBits::quotes) == bits({63}));
  CHECK(sets.before(4, &TokenBits::quotes) == bits({59, 63}));
  CHECK(sets.before(64, &TokenBits::quotes) == bits({3, 63}));
  CHECK(sets.before(65, &TokenBits::quotes) == bits({2, 62, 63}));
}

TEST_CASE("bytes are looked for 64 at a time", "[base]") {
  std::string bytes(64, 'a');
  bytes[0] = bytes[40] = bytes[63] = 'b';
  const std::uint64_t b = 1u | std::uint64_t{1} << 40 | std::uint64_t{1} << 63;
  CHECK(equal_bits(bytes.data(), 'b') == b);
  std::array<std::uint32_t, 64> numbers{};
  numbers[0] = numbers[40] = numbers[63] = 0x80000600;
  numbers[7] = 0x100;
  numbers[9] = 2;
  CHECK(masked_bits(numbers.data(), 0x200) == b);
  CHECK(masked_bits(numbers.data(), 1u << 31) == b);
  CHECK(masked_bits(numbers.data(), 0x302) == (b | 1u << 7 | 1u << 9));
  CHECK(equal_bits(numbers.data(), 0x700, 0x600) == b);
  CHECK(equal_bits(numbers.data(), 0x700, 0x400) == 0);
  CHECK(above_bits(numbers.data(), ~0u, 0x5FF) == b);
  CHECK(above_bits(numbers.data(), ~0u, 0xFF) == (b | 1u << 7));
  CHECK(above_bits(numbers.data(), 0x200, 0x200) == 0);
  std::array<std::uint16_t, 64> small{};
  for (std::size_t i = 0; i < 64; ++i) small[i] = static_cast<std::uint16_t>(numbers[i]);
  CHECK(masked_bits(small.data(), 0x200) == b);
  CHECK(masked_bits(small.data(), 0x302) == (b | 1u << 7 | 1u << 9));
  numbers[1] = 0x12345678;
  numbers[62] = 0xFFFF;
  std::array<std::uint8_t, 64> third{};
  third_bytes(numbers.data(), third.data());
  for (std::size_t i = 0; i < 64; ++i) CHECK(third[i] == (i == 1 ? 0x34 : 0));
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
  // a content may end before these: before no noun group but one of time, and not after a preposition or
  // comma
  CHECK(shown([](const ChunkBits& b) { return b.boundaries & ~(b.verb & ~b.finite); }) ==
        "said | on | : | can wait | ; | and | he’s | had risen | ( | in | ) | ");
}
