#include "attribute/claims.hpp"

#include "attribute/part_values.hpp"
#include "catch.hpp"

using namespace nutgraf;

TEST_CASE("claims: ranges of any length, over the borders of words of 64 tokens") {
  const TokenRange ranges[] = {{0, 1},    {5, 5},    {60, 64},   {63, 65},
                               {64, 128}, {10, 200}, {127, 300}, {299, 300}};
  for (const TokenRange held : ranges) {
    Memory memory;
    Claims claims(300, memory);
    claims.hold(held);
    for (std::uint32_t i = 0; i < 300; ++i) CHECK(claims.any(i) == held.holds(i));
    for (const TokenRange r : ranges) {
      const std::uint32_t first = std::max(held.first, r.first), last = std::min(held.last, r.last);
      const bool both = first < last;
      CHECK(claims.any(r) == both);
      CHECK(claims.first_in(r) == (both ? first : r.last));
      CHECK(claims.past_last_in(r) == (both ? last : r.first));
    }
  }
}

TEST_CASE("claims: contents, and the words of cues in them") {
  Memory memory;
  Claims claims(100, memory);
  claims.hold({10, 80});
  claims.keep({70, 72});
  claims.keep({90, 91});
  CHECK(claims.only_held(69));
  CHECK(claims.held(70));
  CHECK_FALSE(claims.only_held(70));
  CHECK(claims.any(90));
  CHECK_FALSE(claims.held(90));
  CHECK(claims.first_in({80, 100}) == 90);
  CHECK(claims.past_last_in({0, 100}) == 91);
}

TEST_CASE("part values: a range is filled, whatever its length, and what stands beside it stays") {
  Memory memory;
  PartValues<std::uint32_t> values(60, memory);
  values.reset(1000);
  values.fill({1000, 1060}, 1);
  for (const TokenRange r : {TokenRange{1000, 1000}, {1003, 1004}, {1010, 1026}, {1027, 1060}}) {
    values.fill(r, 2);
    for (std::uint32_t i = 1000; i < 1060; ++i) CHECK(values[i] == (r.holds(i) ? 2u : 1u));
    CHECK(values[1060] == 0);
    values.fill(r, 1);
  }
}
