#include "segment/headline_echo.hpp"

#include <algorithm>
#include <array>

#include "base/text_hash.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t most_words = 60;
constexpr std::size_t most_alike = 6;  // lines with the same end that one line is compared with
constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ull;

/// The words of the lines one after the other; a hash of every run from a line's start.
struct Line {
  std::uint32_t block = 0;
  std::uint32_t at = 0;  ///< of its first word in Lines::words
  std::uint32_t words = 0;
};

class Lines {
 public:
  void add(const Context& ctx, std::uint32_t block);
  const std::vector<Line>& all() const { return lines_; }
  /// Of `count` words from the line's `from`th.
  std::uint64_t hash(const Line& line, std::size_t from, std::size_t count) const {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < count; ++i) out = (out + words_[line.at + from + i]) * factor ^ out >> 29;
    return out;
  }
  bool equal(const Line& a, std::size_t from_a, const Line& b, std::size_t from_b, std::size_t count) const {
    auto at = words_.begin();
    return std::equal(at + a.at + from_a, at + a.at + from_a + count, at + b.at + from_b);
  }

 private:
  std::vector<Line> lines_;
  std::vector<std::uint32_t> words_;
};

void Lines::add(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words < 2 || f.words > most_words) return;
  Line line{block, static_cast<std::uint32_t>(words_.size()), 0};
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::word))
      words_.push_back(token.hash);
    else if (token.is(TokenKind::number))
      words_.push_back(static_cast<std::uint32_t>(text_hash(ctx.page.slice({token.start, token.end()}))) |
                       0x10000);
  }
  line.words = static_cast<std::uint32_t>(words_.size()) - line.at;
  lines_.push_back(line);
}

/// Lines by the hash of two words at one end; slots hold line + 1.
class Table {
 public:
  explicit Table(std::size_t lines) {
    while (heads_.size() < lines * 2) heads_.resize(heads_.size() * 2);
    next_.resize(lines);
  }
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
  std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(16, 0), next_;
};

void compare(const Context& ctx, const Lines& lines, const Line& a, const Line& b, bool at_end, Echo& echo_a,
             Echo& echo_b) {
  if (a.block == b.block || a.words > b.words) return;
  const std::uint32_t bytes_a = ctx.facts[a.block].bytes, bytes_b = ctx.facts[b.block].bytes;
  if (a.words == b.words && lines.equal(a, 0, b, 0, a.words)) {
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
  if (!lines.equal(a, at_end ? skip : 0, b, at_end ? b.words - count : 0, count)) return;
  (at_end ? echo_a.ends_longer : echo_a.begins_longer) = true;
  (at_end ? echo_b.has_end : echo_b.has_start) = true;
}

void mark_repeats(const Context& ctx, std::uint32_t first, std::uint32_t last, std::uint32_t start,
                  std::vector<Echo>& out) {
  if (start >= ctx.size()) return;
  std::vector<std::uint64_t> below;
  for (std::uint32_t b = start; b < ctx.size() && below.size() < 1000; ++b)
    if (ctx.facts[b].repeats > 1 && ctx.facts[b].words <= 45) below.push_back(text_hash(ctx.text(b)));
  std::sort(below.begin(), below.end());
  for (std::uint32_t b = first; b < last && b < start; ++b)
    if (ctx.facts[b].repeats > 1)
      out[b - first].in_story = std::binary_search(below.begin(), below.end(), text_hash(ctx.text(b)));
}

}  // namespace

std::vector<Echo> find_echoes(const Context& ctx, std::uint32_t first, std::uint32_t last,
                              std::uint32_t start) {
  std::vector<Echo> out(last - first);
  Lines lines;
  for (std::uint32_t b = first; b < last; ++b) lines.add(ctx, b);
  const std::vector<Line>& all = lines.all();
  for (bool at_end : {true, false}) {
    auto key = [&](const Line& line) { return lines.hash(line, at_end ? line.words - 2 : 0, 2); };
    Table table(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i)
      if (all[i].words >= 2) table.add(key(all[i]), i);
    for (const Line& line : all)
      if (line.words >= 2 && ctx.facts[line.block].bytes >= 8)
        table.for_each(key(line), [&](std::uint32_t other) {
          compare(ctx, lines, line, all[other], at_end, out[line.block - first],
                  out[all[other].block - first]);
        });
  }
  mark_repeats(ctx, first, last, start, out);
  return out;
}

}  // namespace nutgraf
