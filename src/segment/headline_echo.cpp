#include "segment/headline_echo.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <memory_resource>
#include <span>

#include "base/text_hash.hpp"
#include "segment/headline_rules.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t most_words = 60;
constexpr std::size_t most_alike = 6;  // lines with the same end that one line is compared with
constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ull;

/// A line and the hashes of its first and last two words.
struct Line {
  std::uint32_t block = 0;
  std::uint32_t words = 0;
  std::array<std::uint64_t, 2> ends{};
  bool candidate = false;  ///< may be the headline: nobody asks for the echoes of another line
};

bool is_word(const Token& token) {
  static_assert(static_cast<unsigned>(TokenKind::word) == 0 && static_cast<unsigned>(TokenKind::number) == 1);
  return static_cast<unsigned>(token.kind) <= static_cast<unsigned>(TokenKind::number);
}

std::uint32_t hash_of(const Context& ctx, const Token& token) {
  if (token.is(TokenKind::word)) return token.hash;
  return static_cast<std::uint32_t>(text_hash(ctx.page.slice({token.start, token.end()}))) | 0x10000;
}

std::uint64_t pair_hash(std::uint32_t first, std::uint32_t second) {
  const std::uint64_t one = first * factor;
  return (one + second) * factor ^ one >> 29;
}

/// The first two words of `size` tokens from `first` on, which go on by `step`: 1 or -1. There are two.
std::array<const Token*, 2> two_words(const Token* first, std::ptrdiff_t step, std::uint32_t size) {
  constexpr std::uint32_t usual = 4;  // tokens with two words among them, but for lines of marks
  if (size >= usual) {
    unsigned words = 0;
    for (unsigned i = 0; i < usual; ++i) words |= static_cast<unsigned>(is_word(first[i * step])) << i;
    if (const unsigned rest = words & (words - 1); rest != 0)
      return {first + std::countr_zero(words) * step, first + std::countr_zero(rest) * step};
  }
  while (!is_word(*first)) first += step;
  const Token* second = first + step;
  while (!is_word(*second)) second += step;
  return {first, second};
}

/// Of a block with two words or more.
Line read_line(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  const Token* const tokens = ctx.tokens.tokens.data();
  const auto [first, second] = two_words(tokens + f.first, 1, f.last - f.first);
  const auto [last, before] = two_words(tokens + f.last - 1, -1, f.last - f.first);
  return {block,
          f.words,
          {pair_hash(hash_of(ctx, *first), hash_of(ctx, *second)),
           pair_hash(hash_of(ctx, *before), hash_of(ctx, *last))},
          is_candidate(ctx, block)};
}

/// False only if no line begins or ends like a candidate, as in most articles.
bool may_be_alike(std::span<const Line> lines) {
  constexpr unsigned bits = 9, some = 1, candidate = 2;
  std::array<std::array<std::uint8_t, 1u << bits>, 2> seen{};
  unsigned twice = 0;
  for (const Line& line : lines)
    for (unsigned end = 0; end < 2; ++end) {
      std::uint8_t& place = seen[end][line.ends[end] >> (64 - bits)];
      const unsigned all = place | (line.candidate ? some | candidate : some);
      twice |= (place & some) * (all & candidate);
      place = static_cast<std::uint8_t>(all);
    }
  return twice != 0;
}

/// The words of a line, as hashes.
class LineWords {
 public:
  LineWords(const Context& ctx, const Line& line) {
    const BlockFacts& f = ctx.facts[line.block];
    for (std::uint32_t at = f.first; at < f.last && size_ < most_words; ++at)
      if (const Token& token = ctx.tokens.tokens[at]; is_word(token)) words_[size_++] = hash_of(ctx, token);
  }
  const std::uint32_t* from(std::size_t word) const { return words_.data() + word; }

 private:
  std::array<std::uint32_t, most_words> words_;
  std::size_t size_ = 0;
};

/// `count` words of two lines are the same.
bool equal(const Context& ctx, const Line& a, std::size_t from_a, const Line& b, std::size_t from_b,
           std::size_t count) {
  const LineWords words_a(ctx, a), words_b(ctx, b);
  return std::equal(words_a.from(from_a), words_a.from(from_a + count), words_b.from(from_b));
}

/// Lines by the hash of two words at one end; slots hold line + 1.
class Table {
 public:
  explicit Table(std::size_t lines) : next_(lines) {
    std::size_t size = 16;
    while (size < lines * 2) size *= 2;
    heads_.resize(size);
  }
  void clear() { std::fill(heads_.begin(), heads_.end(), 0u); }
  void add(std::uint64_t key, std::uint32_t line) {
    std::uint32_t& head = heads_[key >> 20 & (heads_.size() - 1)];
    next_[line] = head;
    head = line + 1;
  }
  template <class Each>
  void for_each(std::uint64_t key, Each each) const {
    std::uint32_t at = heads_[key >> 20 & (heads_.size() - 1)];
    for (std::size_t i = 0; at != 0 && i < most_alike; ++i, at = next_[at - 1]) each(at - 1);
  }

 private:
  std::vector<std::uint32_t> heads_, next_;
};

void compare(const Context& ctx, const Line& a, const Line& b, bool at_end, Echo& echo_a, Echo& echo_b) {
  if (a.block == b.block || a.words > b.words || a.ends[at_end] != b.ends[at_end]) return;
  const std::uint32_t bytes_a = ctx.facts[a.block].bytes, bytes_b = ctx.facts[b.block].bytes;
  if (a.words == b.words && equal(ctx, a, 0, b, 0, a.words)) {
    const BlockFacts &fa = ctx.facts[a.block], &fb = ctx.facts[b.block];
    const int capitals_a = fa.capitals + fa.all_caps, capitals_b = fb.capitals + fb.all_caps;
    if (capitals_a == capitals_b) return;
    (capitals_a > capitals_b ? echo_a : echo_b).more_capitals = true;
    (capitals_a > capitals_b ? echo_b : echo_a).less_capitals = true;
    return;
  }
  if (bytes_a + 2 > bytes_b) return;
  // the first word of a line may be glued to what stands before it in the other
  const std::uint32_t skip = at_end && a.words >= 4 ? 1 : 0, count = a.words - skip;
  if (!equal(ctx, a, at_end ? skip : 0, b, at_end ? b.words - count : 0, count)) return;
  (at_end ? echo_a.ends_longer : echo_a.begins_longer) = true;
  (at_end ? echo_b.has_end : echo_b.has_start) = true;
}

/// Marks lines that come again below the start of the story.
void mark_repeats(const Context& ctx, std::uint32_t first, std::uint32_t last, std::uint32_t start,
                  std::vector<Echo>& out) {
  std::vector<std::uint64_t> below;
  for (std::uint32_t b = start; b < ctx.size() && below.size() < 1000; ++b)
    if (ctx.facts[b].repeats > 1 && ctx.facts[b].words <= 45) below.push_back(text_hash(ctx.text(b)));
  std::sort(below.begin(), below.end());
  for (std::uint32_t b = first; b < std::min(last, start); ++b)
    if (ctx.facts[b].repeats > 1)
      out[b - first].in_story = std::binary_search(below.begin(), below.end(), text_hash(ctx.text(b)));
}

/// Compares all lines of which two words at an end are the same.
void mark_ends(const Context& ctx, std::uint32_t first, std::span<const Line> lines, std::vector<Echo>& out) {
  Table table(lines.size());
  for (bool at_end : {true, false}) {
    table.clear();
    for (std::uint32_t i = 0; i < lines.size(); ++i) table.add(lines[i].ends[at_end], i);
    for (const Line& line : lines)
      if (ctx.facts[line.block].bytes >= 8)
        table.for_each(line.ends[at_end], [&](std::uint32_t other) {
          compare(ctx, line, lines[other], at_end, out[line.block - first], out[lines[other].block - first]);
        });
  }
}

}  // namespace

std::vector<Echo> find_echoes(const Context& ctx, std::uint32_t first, std::uint32_t last,
                              std::uint32_t start) {
  std::pmr::vector<Line> lines(ctx.memory);
  lines.reserve(last - first);
  bool repeats = false;
  for (std::uint32_t b = first; b < last; ++b) {
    const BlockFacts& f = ctx.facts[b];
    repeats |= (b < start) & (f.repeats > 1);
    if ((f.words >= 2) & (f.words <= most_words)) lines.push_back(read_line(ctx, b));
  }
  const bool alike = may_be_alike(lines);
  if (!(alike | repeats)) return {};
  std::vector<Echo> out(last - first);
  if (alike) mark_ends(ctx, first, lines, out);
  if (repeats) mark_repeats(ctx, first, last, start, out);
  return out;
}

}  // namespace nutgraf
