// The counts of a block's tokens, without a branch: every token is looked at here.
#include "segment/counts.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace nutgraf {
namespace {

/// Counts stand in lanes of eight bits, so that a token is two additions and no branch: by kind and flags in
/// one number, by what words are in another. Both are in the order of BlockCounts.
namespace lane {
enum OfToken : unsigned { words, numbers, capitals, all_caps, sentences, commas, symbols, links };
enum OfWord : unsigned { stopwords, months, menu_words, english, foreign, count };
}  // namespace lane
static_assert(offsetof(BlockCounts, links) == 2 * lane::links);
static_assert(offsetof(BlockCounts, stopwords) == 2 * (lane::links + 1));
static_assert(offsetof(BlockCounts, foreign) == 2 * (lane::links + 1 + lane::foreign));
constexpr std::uint64_t one(unsigned lane) {
  return std::uint64_t{1} << lane * 8;
}

/// Above the lanes of a word: whether it tells what the block is about, and, on top, whether it is listed.
constexpr unsigned telling_bit = 62, listed_bit = 63;
static_assert(lane::count * 8 <= telling_bit);

constexpr std::uint32_t least_telling = 3;  ///< bytes

constexpr std::uint32_t kind_mask = 31;
constexpr std::uint32_t counted_flags = token_flag::capital | token_flag::all_caps | token_flag::sentence_end;
constexpr std::size_t trait_sets = 256;

/// The kind of a token and the flags that count, as one number.
constexpr std::uint32_t look_of(TokenKind kind, std::uint32_t flags) {
  return (static_cast<std::uint32_t>(kind) | flags << 8) & (kind_mask | counted_flags << 8);
}
constexpr std::size_t looks = (kind_mask | counted_flags << 8) + 1;

/// What a token counts for. All in one place, which one register points to.
struct CountTables {
  std::array<std::uint64_t, looks> counts{};  ///< by its look
  std::array<std::uint64_t, looks> kinds{};   ///< its kind as a bit; above, what a word of its kind may be
  std::array<std::uint64_t, trait_sets> words{};  ///< by the lowest traits of its word
};

constexpr std::uint64_t lanes_of(TokenKind kind) {
  using enum TokenKind;
  if (kind == word) return one(lane::words);
  if (kind == number) return one(lane::words) + one(lane::numbers);
  if (kind == comma) return one(lane::commas);
  if (kind == handle || kind == url || kind == email) return one(lane::links);
  if (kind == slash || kind == bar || kind == bullet || kind == symbol) return one(lane::symbols);
  return 0;
}

constexpr std::uint64_t lanes_of(TokenKind kind, std::uint32_t flags) {
  std::uint64_t lanes = lanes_of(kind);
  if (flags & token_flag::capital) lanes += one(lane::capitals);
  if (flags & token_flag::all_caps) lanes += one(lane::all_caps);
  if (flags & token_flag::sentence_end && kind != TokenKind::word) lanes += one(lane::sentences);
  return lanes;
}

constexpr std::uint64_t word_lanes(std::uint32_t traits) {
  std::uint64_t lanes = 0;
  if (traits & word_trait::common) lanes += one(lane::stopwords);
  if (traits & word_trait::month) lanes += one(lane::months);
  if (traits & word_trait::menu) lanes += one(lane::menu_words);
  if (traits & word_trait::english) lanes += one(lane::english);
  if (traits & word_trait::foreign) lanes += one(lane::foreign);
  if (traits & (word_trait::head | word_trait::said)) lanes |= std::uint64_t{1} << listed_bit;
  if (!(traits & (word_trait::common | word_trait::plain))) lanes |= std::uint64_t{1} << telling_bit;
  return lanes;
}
static_assert((word_trait::common | word_trait::plain | word_trait::month | word_trait::menu |
               word_trait::english | word_trait::foreign | word_trait::head | word_trait::said) < trait_sets);

constexpr CountTables count_tables = [] {
  CountTables tables;
  for (std::uint32_t i = 0; i <= static_cast<std::uint32_t>(TokenKind::symbol); ++i) {
    const auto kind = static_cast<TokenKind>(i);
    const bool counts = kind == TokenKind::word || kind == TokenKind::number;
    for (std::uint32_t flags = 0; flags <= counted_flags; ++flags) {
      tables.counts[look_of(kind, flags)] = lanes_of(kind, flags);
      tables.kinds[look_of(kind, flags)] =
          std::uint64_t{1} << i | (counts ? std::uint64_t{1} << telling_bit : 0);
    }
  }
  for (std::uint32_t traits = 0; traits < trait_sets; ++traits) tables.words[traits] = word_lanes(traits);
  return tables;
}();
static_assert(static_cast<std::uint32_t>(TokenKind::symbol) <= kind_mask);

}  // namespace

/// With little to keep at hand, so that all of it stays in registers.
void count_run(const Token* tokens, std::uint32_t from, std::uint32_t to, const std::uint16_t* traits,
               TokenRun& run) {
  static_assert(TokenRun::longest <= 255, "the most that a lane holds");
  const CountTables& tables = count_tables;
  TokenRun out = run;
  out.counts = out.words = 0;
  const Token* token = tokens + from;
#pragma GCC unroll 2
  for (std::uint32_t at = from; at < to; ++at, ++token) {
    const std::uint32_t trait = traits[token->lex], look = look_of(token->kind, token->flags);
    const std::uint64_t word = tables.words[trait & (trait_sets - 1)], kind = tables.kinds[look];
    out.counts += tables.counts[look];
    out.words += word;
    out.kinds |= kind;
    out.traits |= trait;
    *out.listed = at;
    out.listed += word >> listed_bit;
    *out.telling = token->hash;
    const std::uint32_t is_long = token->length + (0x10000u - least_telling);  // its bit 16
    out.telling += ((word & kind) >> (telling_bit - 16) & is_long) >> 16;
  }
  run = out;
}

/// No sum runs over.
void CountSums::add(Counters& sums, std::uint64_t lanes) {
  using Bytes = std::uint8_t __attribute__((vector_size(8)));
  if constexpr (std::endian::native == std::endian::big) lanes = __builtin_bswap64(lanes);
  const Counters before = sums;
  sums += __builtin_convertvector(std::bit_cast<Bytes>(lanes), Counters);
  sums |= sums < before;
}

void CountSums::add(const TokenRun& run) {
  add(token_, run.counts);
  add(word_, run.words);
}

void CountSums::write(BlockCounts& counts) const {
  const std::array<Counters, 2> sums{token_, word_};
  static_assert(std::is_trivially_copyable_v<BlockCounts> && sizeof counts <= sizeof sums);
  std::memcpy(static_cast<void*>(&counts), &sums, sizeof counts);
}

}  // namespace nutgraf
