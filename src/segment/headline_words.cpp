#include "segment/headline_words.hpp"

#include <algorithm>

namespace nutgraf {
namespace {

std::uint32_t pair_of(std::uint32_t before, std::uint32_t word) {
  return before << 16 | word;
}

}  // namespace

void WordCounts::ask(std::span<const std::uint16_t> words) {
  for (std::uint16_t word : words) {
    asked_[word >> 6] |= std::uint64_t{1} << (word & 63);
    counts_[word] = 0;
  }
}

void WordCounts::add(std::span<const std::uint16_t> words, bool lead) {
  const std::uint8_t bit = lead ? in_lead : std::uint8_t{0};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint16_t word = words[i];
    if (!asked(word)) continue;
    std::uint8_t& count = counts_[word];
    count = static_cast<std::uint8_t>((count + ((count & often) != often ? 1 : 0)) | bit);
    if (i > 0 && asked(words[i - 1])) pairs_.push_back(pair_of(words[i - 1], word));
  }
}

void WordCounts::count() {
  std::sort(pairs_.begin(), pairs_.end());
}

WordCounts::Shares WordCounts::shares(std::span<const std::uint16_t> words) const {
  Shares out;
  int thrice = 0, lead = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint8_t count = counts_[words[i]];
    out.hits += count != 0;
    thrice += (count & often) == often;
    lead += (count & in_lead) != 0;
    if (i > 0 && count != 0)
      out.pairs += std::binary_search(pairs_.begin(), pairs_.end(), pair_of(words[i - 1], words[i]));
  }
  out.words = static_cast<int>(words.size());
  if (words.empty()) return out;
  const auto total = static_cast<float>(out.words);
  out.once = static_cast<float>(out.hits) / total;
  out.often = static_cast<float>(thrice) / total;
  out.lead = static_cast<float>(lead) / total;
  return out;
}

}  // namespace nutgraf
