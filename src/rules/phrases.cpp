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

std::uint32_t Phrases::alone_bit(std::uint32_t root, std::uint16_t first) {
  return root << word_bits | first;
}

std::uint32_t Phrases::pair_bit(std::uint32_t root, std::uint16_t first, std::uint16_t second) {
  const std::uint32_t key = (root << 31 | static_cast<std::uint32_t>(first) << 16 | second) * 0x9E3779B1u;
  return (key ^ static_cast<std::uint32_t>(first) * 0x85EBCA6Bu) >> (32 - pair_bits);
}

void Phrases::note_pair(std::uint32_t root, const std::vector<std::uint16_t>& words) {
  const bool pair = words.size() > 1 && words[1] < any_word;
  const std::uint32_t bit = pair ? pair_bit(root, words[0], words[1]) : alone_bit(root, words[0]);
  (pair ? pairs_ : alone_)[bit >> 6] |= std::uint64_t{1} << (bit & 63);
}

/// Some phrase begins with the word at `at` and perhaps with the one after it. False means no for sure.
inline bool Phrases::may_begin(const Tokens& tokens, std::uint32_t root, std::uint32_t at,
                               std::uint32_t last) const {
  const std::uint16_t first = tokens.tokens[at].lex;
  const std::uint32_t after = next_word(tokens, at + 1, last);
  const std::uint16_t second = after < last ? tokens.tokens[after].lex : std::uint16_t{0};
  auto bit = [](const std::vector<std::uint64_t>& bits, std::uint32_t of) {
    return bits[of >> 6] >> (of & 63);
  };
  return ((bit(alone_, alone_bit(root, first)) | bit(pairs_, pair_bit(root, first, second))) & 1) != 0;
}

/// The same where the phrase may begin with a wildcard.
bool Phrases::may_begin_wild(const Tokens& tokens, std::uint32_t root, std::uint32_t at,
                             std::uint32_t last) const {
  if (nodes_[root].word || (nodes_[root].number && tokens.tokens[at].is(TokenKind::number))) return true;
  return may_begin(tokens, root, at, last);
}

std::uint32_t Phrases::next(std::uint32_t node, std::uint16_t word) const {
  std::uint64_t key = (static_cast<std::uint64_t>(node) << 16 | word) + 1;
  for (std::size_t at = slot_of(key, keys_.size());; at = (at + 1) & (keys_.size() - 1)) {
    if (keys_[at] == key) return values_[at];
    if (keys_[at] == 0) return 0;
  }
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
  std::uint32_t node = anchor == Anchor::start || anchor == Anchor::whole ? block_root : word_root;
  note_pair(node, words);
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
  nodes_[node].ends.push_back({kind, anchor});
}

void Phrases::match_from(const Tokens& tokens, std::uint32_t root, std::uint32_t start, std::uint32_t last,
                         std::vector<PhraseMatch>& out) const {
  // A small set of trie nodes walks on together: `#` and `*` edges beside the word's own.
  std::array<std::uint32_t, 16> nodes{root};
  std::size_t alive = 1;
  for (std::uint32_t at = start; at < last && alive > 0;) {
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
    std::uint32_t then = next_word(tokens, at + 1, last);
    for (std::size_t i = 0; i < alive; ++i)
      for (const End& end : nodes_[nodes[i]].ends)
        if (end.anchor == Anchor::start || end.anchor == Anchor::anywhere || then >= last)
          out.push_back({end.kind, end.anchor, start, at + 1});
    at = then;
  }
}

void Phrases::match(const Tokens& tokens, std::uint32_t first, std::uint32_t last,
                    std::span<const std::uint32_t> heads, std::vector<PhraseMatch>& out) const {
  std::uint32_t begin = next_word(tokens, first, last);
  if (begin >= last) return;
  if (may_begin_wild(tokens, block_root, begin, last)) match_from(tokens, block_root, begin, last, out);
  const bool wild = starts_anywhere();
  for (std::uint32_t head : heads) {
    const std::uint32_t at = first + head;
    if (wild ? may_begin_wild(tokens, word_root, at, last) : may_begin(tokens, word_root, at, last))
      match_from(tokens, word_root, at, last, out);
  }
}

}  // namespace nutgraf
