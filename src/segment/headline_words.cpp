#include "segment/headline_words.hpp"

#include <algorithm>

namespace nutgraf {

std::size_t WordPairs::find(std::uint32_t pair) const {
  std::size_t at = place(pair);
  while (slots_[at] != 0 && slots_[at] != pair) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void WordPairs::add(std::uint32_t before, std::uint32_t word) {
  const std::uint32_t pair = number(before, word);
  std::uint32_t& slot = slots_[find(pair)];
  size_ += slot == 0 ? 1 : 0;
  slot = pair;
  if (size_ * 2 > slots_.size()) grow();
}

void WordPairs::grow() {
  std::pmr::vector<std::uint32_t> pairs(slots_.size() * 2, slots_.get_allocator());
  pairs.swap(slots_);
  for (std::uint32_t pair : pairs)
    if (pair != 0) slots_[find(pair)] = pair;
}

void WordCounts::ask(std::span<const std::uint16_t> words) {
  for (const std::uint16_t hash : words) {
    const std::uint32_t word = word_of(hash);
    asked_[word >> 6] |= std::uint64_t{1} << (word & 63);
    likely_[likely_of(hash)] = 1;
    counts_[word] = 0;
  }
}

namespace {

/// A block begins with that one of ctx.telling, which lies in `blocks`: a search whose steps depend on no
/// word.
bool begins_block(const Context& ctx, BlockRange blocks, std::uint32_t at) {
  const BlockFacts* block = ctx.facts.data() + blocks.first;
  for (std::uint32_t left = blocks.last - blocks.first; left > 1;) {
    const std::uint32_t half = left / 2;
    block += block[half].telling_first <= at ? half : 0;
    left -= half;
  }
  return block->telling_first == at;
}

}  // namespace

void WordCounts::add(const Context& ctx, BlockRange blocks, std::uint32_t lead) {
  constexpr std::uint32_t at_once = 1024;
  std::array<std::uint32_t, at_once> hits;  // where words stand that may have been asked for
  const std::uint16_t* const words = ctx.telling;
  const std::uint32_t first = ctx.facts[blocks.first].telling_first;
  const std::uint32_t last = ctx.facts[blocks.last - 1].telling_last;
  std::uint32_t before = first;  // the last hit
  for (std::uint32_t from = first; from < last; from += at_once) {
    std::uint32_t* end = hits.data();
    const std::uint32_t to = std::min(from + at_once, last);
#pragma GCC unroll 2
    for (std::uint32_t at = from; at < to; ++at) {
      *end = at;
      end += likely_[likely_of(words[at])];
    }
    std::uint32_t* pair_end = hits.data();  // those beside the one before, in place of what has been read
    for (const std::uint32_t* hit = hits.data(); hit < end; ++hit) {
      const std::uint32_t at = *hit, word = word_of(words[at]), known = asked(word);
      std::uint8_t& count = counts_[pick(known != 0, word, nobodys)];
      const int more = (count & often) != often ? 1 : 0;
      count = static_cast<std::uint8_t>((count + more) | (at < lead ? in_lead : 0));
      *pair_end = at;
      pair_end += known & (before + 1 == at ? 1u : 0u);
      before = pick(known != 0, at, before);
    }
    for (const std::uint32_t* hit = hits.data(); hit < pair_end; ++hit)
      if (!begins_block(ctx, blocks, *hit)) pairs_.add(word_of(words[*hit - 1]), word_of(words[*hit]));
  }
}

namespace {

/// What a count says, in lanes of ten bits: hits, thrice, in the lead. A line has a hundred words at most.
constexpr unsigned lane = 10;
constexpr std::array<std::uint32_t, 8> count_lanes = [] {
  std::array<std::uint32_t, 8> lanes{};
  for (std::uint32_t count = 0; count < lanes.size(); ++count)
    lanes[count] = (count != 0 ? 1u : 0u) | ((count & 3) == 3 ? 1u << lane : 0u) |
                   ((count & 4) != 0 ? 1u << 2 * lane : 0u);
  return lanes;
}();

}  // namespace

WordCounts::Shares WordCounts::shares(std::span<const std::uint16_t> words) const {
  static_assert(often == 3 && in_lead == 4);
  Shares out;
  out.words = static_cast<int>(words.size());
  if (words.empty()) return out;
  std::uint32_t sums = count_lanes[counts_[word_of(words[0])]];
  for (std::size_t i = 1; i < words.size(); ++i) {
    sums += count_lanes[counts_[word_of(words[i])]];
    out.pairs += pairs_.has(word_of(words[i - 1]), word_of(words[i])) ? 1 : 0;
  }
  constexpr std::uint32_t mask = (1u << lane) - 1;
  const auto total = static_cast<float>(out.words);
  out.hits = static_cast<int>(sums & mask);
  out.once = static_cast<float>(out.hits) / total;
  out.often = static_cast<float>(sums >> lane & mask) / total;
  out.lead = static_cast<float>(sums >> 2 * lane & mask) / total;
  return out;
}

}  // namespace nutgraf
