#include "rules/rules.hpp"

namespace nutgraf {

Lexicon::Lexicon() : slots_(1u << 15, 0), words_(1), info_(1) {}

void Lexicon::grow() {
  std::vector<std::uint16_t> slots(slots_.size() * 2, 0);
  std::uint32_t mask = static_cast<std::uint32_t>(slots.size() - 1);
  for (std::size_t id = 1; id < words_.size(); ++id) {
    std::uint32_t at = hash(words_[id]) & mask;
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = static_cast<std::uint16_t>(id);
  }
  slots_ = std::move(slots);
}

std::uint16_t Lexicon::add(std::string_view lower) {
  if (std::uint16_t id = find(lower)) return id;
  if (words_.size() >= 65000) return 0;  // ids above are kept for wildcards
  if (words_.size() * 2 >= slots_.size()) grow();
  auto id = static_cast<std::uint16_t>(words_.size());
  words_.emplace_back(lower);
  info_.emplace_back();
  std::uint32_t mask = static_cast<std::uint32_t>(slots_.size() - 1);
  std::uint32_t at = hash(lower) & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  slots_[at] = id;
  return id;
}

}  // namespace nutgraf
