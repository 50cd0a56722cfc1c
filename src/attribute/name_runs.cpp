#include "attribute/name_runs.hpp"

#include <array>
#include <bit>

#include "attribute/source_words.hpp"
#include "base/byte_bits.hpp"

namespace nutgraf {
namespace {

/// Of 64 tokens in a row, as bits.
struct NameBits {
  std::uint64_t name, possessive;  ///< by their tags
  std::uint64_t opens;             ///< the first tokens of blocks
  std::uint64_t between;           ///< no names, but between two
  std::uint64_t owners;            ///< "Ruiz's", which is a name and the end of one
  std::uint64_t particles;         ///< "de" of "Ana de Ruiz"
  std::uint64_t words;             ///< of names
  std::uint64_t first, past;       ///< words of names, and what stands past the last ones
};

/// The bits of the tokens after those that have them, and before.
std::uint64_t after(std::uint64_t bits, std::uint64_t row_before) {
  return bits << 1 | row_before >> 63;
}
std::uint64_t before(std::uint64_t bits, std::uint64_t row_after) {
  return bits >> 1 | row_after << 63;
}

/// Takes the lowest bit away and gives its number; any number if there is none. `count` goes up if there was.
std::uint32_t take_lowest(std::uint64_t& bits, std::size_t& count) {
  constexpr std::uint64_t some = std::uint64_t{1} << 63;  // so that nothing is asked for
  const auto number = static_cast<std::uint32_t>(std::countr_zero(bits | some));
  count += bits != 0;
  bits &= bits - 1;
  return number;
}

// Bits are listed by fours: how many a row has cannot be foreseen, that it has no more than four mostly can.
// What is written past the last of them is overwritten by the next one.
constexpr std::size_t list_past = 1;

/// The rows of all tokens and of the place past them, and an empty one on either side.
std::span<NameBits> rows_of(const Tokens& tokens, std::span<const Tag> tags, Memory& memory) {
  const std::size_t count = tags.size() / 64;
  const std::span<NameBits> rows(take<NameBits>(memory, count + 2), count + 2);
  std::fill(rows.begin(), rows.end(), NameBits{});
  for (const std::uint32_t first : tokens.first) rows[1 + first / 64].opens |= std::uint64_t{1} << first % 64;
  for (std::size_t r = 0; r < count; ++r) {
    rows[1 + r].name = equal_bits(&tags[r * 64], static_cast<std::uint8_t>(Tag::name));
    rows[1 + r].possessive = equal_bits(&tags[r * 64], static_cast<std::uint8_t>(Tag::possessive));
  }
  return rows;
}

/// Few words are in doubt; they are looked at one after the other for many rows.
void find_owners_and_particles(std::span<NameBits> rows, const Token* tokens, const std::uint32_t* words) {
  constexpr std::size_t at_once = 16;
  std::array<std::uint32_t, at_once * 64 + list_past> doubtful;
  for (std::size_t next = 1; next + 1 < rows.size();) {
    std::size_t count = 0;
    for (const std::size_t end = std::min(next + at_once, rows.size() - 1); next < end; ++next) {
      const NameBits &last = rows[next - 1], &following = rows[next + 1];
      NameBits& row = rows[next];
      row.between = after(row.name | row.possessive, last.name | last.possessive) &
                    before(row.name, following.name) & ~row.name & ~row.opens &
                    ~before(row.opens, following.opens);
      const auto base = static_cast<std::uint32_t>((next - 1) * 64);
      std::uint64_t bits = row.possessive | row.between;
      auto step = [&] {
        std::uint32_t& place = doubtful[count];
        place = base + take_lowest(bits, count);
      };
      while (bits != 0) step(), step(), step(), step();
    }
    for (std::size_t k = 0; k < count; ++k) {
      const Token& t = tokens[doubtful[k]];
      NameBits& row = rows[1 + doubtful[k] / 64];
      const std::uint64_t bit = std::uint64_t{1} << doubtful[k] % 64;
      const bool capital = t.has(token_flag::capital);
      const bool particle = (words[t.lex] & source_word::name_particle) != 0;
      row.owners |= bit & row.possessive & (0 - std::uint64_t{capital});
      row.particles |= bit & row.between & (0 - std::uint64_t{particle});
    }
  }
}

/// Returns the number of names.
std::size_t find_ends(std::span<NameBits> rows) {
  std::size_t count = 0;
  for (std::size_t r = 1; r + 1 < rows.size(); ++r) {
    const NameBits& last = rows[r - 1];
    NameBits& row = rows[r];
    const std::uint64_t named = row.name | row.owners, named_before = last.name | last.owners;
    const std::uint64_t after_owner = after(row.owners, last.owners);
    row.words = named | (row.particles & ~row.owners & after(named, named_before) & ~after_owner);
    const std::uint64_t after_word = after(row.words, last.words);
    const std::uint64_t goes_on = row.words & after_word & ~after_owner & ~row.opens;
    row.first = row.words & ~goes_on;
    row.past = after_word & ~goes_on;
    count += static_cast<std::size_t>(std::popcount(row.first));
  }
  return count;
}

}  // namespace

NameRuns::NameRuns(const Tokens& tokens, std::span<const Tag> tags, const std::uint32_t* words,
                   Memory& memory) {
  const std::span<NameBits> bits = rows_of(tokens, tags, memory);
  find_owners_and_particles(bits, tokens.tokens.data(), words);
  const std::size_t count = find_ends(bits);
  auto* const out = take<TokenRange>(memory, count + list_past);
  rows_ = take<Row>(memory, bits.size() - 2);
  std::size_t firsts = 0, lasts = 0;
  for (std::size_t r = 1; r + 1 < bits.size(); ++r) {
    const auto base = static_cast<std::uint32_t>((r - 1) * 64);
    rows_[r - 1] = {bits[r].first, static_cast<std::uint32_t>(firsts)};
    std::uint64_t first = bits[r].first, past = bits[r].past;
    auto step = [&] {
      std::uint32_t& begin = out[firsts].first;
      begin = base + take_lowest(first, firsts);
      std::uint32_t& end = out[lasts].last;
      end = base + take_lowest(past, lasts);
    };
    while ((first | past) != 0) step(), step(), step(), step();
  }
  runs_ = {out, count};
}

}  // namespace nutgraf
