#include "segment/headline_words.hpp"

namespace nutgraf {
namespace {

/// The bit of two neighbouring words in a table of 2^16.
std::size_t pair_hash(std::uint32_t before, std::uint32_t word) {
  return ((std::uint64_t{before} << 16 | word) * 0xD6E8FEB86659FD93ull) >> 48;
}

}  // namespace

void WordCounts::add(std::span<const TellingWord> words, bool lead) {
  const std::uint8_t bit = lead ? in_lead : std::uint8_t{0};
  std::uint32_t before = TellingWord::no_line;
  for (const TellingWord& word : words) {
    std::uint8_t& count = counts_[word.line];
    count = static_cast<std::uint8_t>((count + ((count & often) != often ? 1 : 0)) | bit);
    if (word.line == TellingWord::no_line) continue;
    const std::size_t pair = pair_hash(before, word.line);
    pairs_[pair >> 6] |= std::uint64_t{1} << (pair & 63);
    before = word.line;
  }
  counts_[TellingWord::no_line] = 0;
}

WordCounts::Shares WordCounts::shares(std::span<const TellingWord> words) const {
  Shares out;
  int thrice = 0, lead = 0;
  std::uint32_t before = TellingWord::no_line;
  for (const TellingWord& word : words) {
    if (word.line == TellingWord::no_line) continue;
    const std::uint8_t count = counts_[word.line];
    const std::size_t pair = pair_hash(before, word.line);
    out.pairs += out.words > 0 && (pairs_[pair >> 6] >> (pair & 63) & 1);
    before = word.line;
    out.hits += count != 0;
    thrice += (count & often) == often;
    lead += (count & in_lead) != 0;
    ++out.words;
  }
  if (out.words == 0) return out;
  const auto total = static_cast<float>(out.words);
  out.once = static_cast<float>(out.hits) / total;
  out.often = static_cast<float>(thrice) / total;
  out.lead = static_cast<float>(lead) / total;
  return out;
}

}  // namespace nutgraf
