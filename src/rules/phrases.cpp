#include <algorithm>

#include "rules/rules.hpp"

namespace nutgraf {
namespace {

std::size_t slot_of(std::uint64_t key, std::size_t size) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 32) & (size - 1);
}

bool counts(const Token& token) {
  return token.is(TokenKind::word) || token.is(TokenKind::number);
}

/// The next word or number at or after `at`, so that marks between the words of a phrase do not matter.
std::uint32_t next_word(const Tokens& tokens, std::uint32_t at, std::uint32_t last) {
  while (at < last && !counts(tokens.tokens[at])) ++at;
  return at;
}

}  // namespace

constexpr unsigned pair_bits = 17, word_bits = 16;

Phrases::Phrases()
    : nodes_(2),
      keys_(1u << 12, 0),
      values_(1u << 12, 0),
      alone_(std::size_t{2} << (word_bits - 6), 0),
      pairs_(std::size_t{1} << (pair_bits - 6), 0) {}

std::uint32_t Phrases::alone_bit(Root root, std::uint16_t first) {
  return static_cast<std::uint32_t>(root) << word_bits | first;
}

std::uint32_t Phrases::pair_bit(Root root, std::uint16_t first, std::uint16_t second) {
  const std::uint64_t key =
      static_cast<std::uint64_t>(root) << 32 | static_cast<std::uint32_t>(first) << 16 | second;
  return static_cast<std::uint32_t>(key * 0x9E3779B97F4A7C15ull >> (64 - pair_bits));
}

void Phrases::note_pair(Root root, const std::vector<std::uint16_t>& words) {
  const bool pair = words.size() > 1 && words[1] < any_word;
  const std::uint32_t bit = pair ? pair_bit(root, words[0], words[1]) : alone_bit(root, words[0]);
  (pair ? pairs_ : alone_)[bit >> 6] |= std::uint64_t{1} << (bit & 63);
}

/// The word after each one is sought without a branch, among the next two tokens, and in the next block after
/// the last word of one: that lets some more pass, but none is lost.
std::size_t Phrases::filter(Root root, const Tokens& tokens, std::span<std::uint32_t> words) const {
  auto bit = [](const std::vector<std::uint64_t>& bits, std::uint32_t of) {
    return static_cast<std::uint32_t>(bits[of >> 6] >> (of & 63));
  };
  const Node& node = nodes_[static_cast<std::size_t>(root)];
  if (node.word) return words.size();
  const Token* const all = tokens.tokens.data();
  std::size_t sure = words.size(), left = 0;  // words before it have two tokens after them
  while (sure > 0 && words[sure - 1] + 2 >= tokens.tokens.size()) --sure;
  // Bits by kind, so that a kind is a shift.
  constexpr std::uint32_t marks = ~kind_bits(TokenKind::word, TokenKind::number);
  const std::uint32_t wild = node.number ? kind_bits(TokenKind::number) : 0;
  for (const std::uint32_t at : words.first(sure)) {
    const Token* const first = all + at;
    const Token* const second = first + 1 + (marks >> static_cast<unsigned>(first[1].kind) & 1);
    const std::uint32_t pass =
        bit(alone_, alone_bit(root, first->lex)) | bit(pairs_, pair_bit(root, first->lex, second->lex)) |
        marks >> static_cast<unsigned>(second->kind) | wild >> static_cast<unsigned>(first->kind);
    words[left] = at;
    left += pass & 1;
  }
  for (const std::uint32_t at : words.subspan(sure)) words[left++] = at;
  return left;
}

std::uint32_t Phrases::next(std::uint32_t node, std::uint16_t word) const {
  const std::uint64_t key = (static_cast<std::uint64_t>(node) << 16 | word) + 1;
  std::size_t at = slot_of(key, keys_.size());
  auto is_other = [&] {
    const bool differs = keys_[at] != key, taken = keys_[at] != 0;
    return differs & taken;
  };
  while (is_other()) at = (at + 1) & (keys_.size() - 1);
  return values_[at];  // 0 where it is free
}

void Phrases::grow() {
  std::vector<std::uint64_t> keys(keys_.size() * 2, 0);
  std::vector<std::uint32_t> values(keys.size(), 0);
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] == 0) continue;
    std::size_t at = slot_of(keys_[i], keys.size());
    while (keys[at] != 0) at = (at + 1) & (keys.size() - 1);
    keys[at] = keys_[i];
    values[at] = values_[i];
  }
  keys_ = std::move(keys);
  values_ = std::move(values);
}

void Phrases::add(const std::vector<std::uint16_t>& words, PhraseClass kind, Anchor anchor) {
  const bool leads = anchor == Anchor::start || anchor == Anchor::whole;
  const Root root = leads ? Root::block : Root::word;
  note_pair(root, words);
  auto node = static_cast<std::uint32_t>(root);
  for (std::uint16_t word : words) {
    std::uint32_t to = next(node, word);
    if (to == 0) {
      if (++edges_ * 2 >= keys_.size()) grow();
      to = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
      std::uint64_t key = (static_cast<std::uint64_t>(node) << 16 | word) + 1;
      std::size_t at = slot_of(key, keys_.size());
      while (keys_[at] != 0) at = (at + 1) & (keys_.size() - 1);
      keys_[at] = key;
      values_[at] = to;
      if (word == any_number) nodes_[node].number = true;
      if (word == any_word) nodes_[node].word = true;
    }
    node = to;
  }
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(kind);
  const bool anywhere = anchor == Anchor::start || anchor == Anchor::anywhere;
  (anywhere ? nodes_[node].here : nodes_[node].at_end)
      .add({leads ? bit : 0, anchor == Anchor::whole ? bit : 0, bit});
}

void Phrases::match(Root root, const Tokens& tokens, std::uint32_t at, std::uint32_t last,
                    PhraseSets& out) const {
  auto node = static_cast<std::uint32_t>(root);
  // Nearly all walks go along the words' own edges alone.
  while (!nodes_[node].number && !nodes_[node].word) {
    const std::uint16_t word = tokens.tokens[at].lex;
    if (word == 0 || (node = next(node, word)) == 0) return;
    at = next_word(tokens, at + 1, last);
    out.add(nodes_[node].here);
    if (at >= last) return out.add(nodes_[node].at_end);
  }
  match_wild(node, tokens, at, last, out);
}

void Phrases::match_wild(std::uint32_t from, const Tokens& tokens, std::uint32_t at, std::uint32_t last,
                         PhraseSets& out) const {
  // A small set of trie nodes walks on together: `#` and `*` edges beside the word's own.
  std::array<std::uint32_t, 16> nodes{from};
  for (std::size_t alive = 1; at < last && alive > 0;) {
    const Token& token = tokens.tokens[at];
    std::array<std::uint32_t, 16> after;
    std::size_t count = 0;
    auto go = [&](std::uint32_t node, std::uint16_t word) {
      if (std::uint32_t to = next(node, word); to != 0 && count < after.size()) after[count++] = to;
    };
    for (std::size_t i = 0; i < alive; ++i) {
      if (token.lex != 0) go(nodes[i], token.lex);
      if (nodes_[nodes[i]].number && token.is(TokenKind::number)) go(nodes[i], any_number);
      if (nodes_[nodes[i]].word) go(nodes[i], any_word);
    }
    std::copy_n(after.begin(), count, nodes.begin());
    alive = count;
    if (alive == 0) return;
    at = next_word(tokens, at + 1, last);
    for (std::size_t i = 0; i < alive; ++i) {
      out.add(nodes_[nodes[i]].here);
      if (at >= last) out.add(nodes_[nodes[i]].at_end);
    }
  }
}

}  // namespace nutgraf
