// The words that tell what a page is about, hashed once for all rules that compare blocks by them.
#include <algorithm>
#include <array>

#include "segment/context.hpp"

namespace nutgraf {
namespace {

constexpr std::uint64_t lower_case = 0x2020202020202020ull;

/// The eight bytes from `at` on, the first one lowest; zeros after the text's end.
std::uint64_t last_bytes(std::string_view text, std::uint32_t at) {
  std::uint64_t bytes = 0;
  for (std::size_t i = std::min<std::size_t>(text.size(), at + 8ull); i-- > at;)
    bytes = bytes << 8 | static_cast<unsigned char>(text[i]);
  return bytes;
}

/// Masks of the lowest bytes, by how many: up to eight of a topic's word, up to six of a line's.
struct ByteMasks {
  std::array<std::uint64_t, 9> topic{}, line{};
};
constexpr ByteMasks byte_masks = [] {
  ByteMasks masks;
  for (std::size_t size = 1; size < masks.topic.size(); ++size) {
    masks.topic[size] = ~std::uint64_t{0} >> (8 - size) * 8;
    masks.line[size] = masks.topic[std::min<std::size_t>(size, 6)];
  }
  return masks;
}();

/// Where the hashes of the next word go.
struct Lists {
  std::uint16_t *topic, *line;
  std::uint32_t topics;  ///< how many are told apart, less one

  void add(std::uint64_t bytes, std::uint32_t length, std::uint32_t uses) {
    constexpr std::uint64_t mix = 0x9E3779B97F4A7C15ull;
    const std::uint32_t size = std::min(length, 8u);
    // ASCII letters in lower case; other bytes stand nearly as they are
    const std::uint64_t low = (bytes & byte_masks.topic[size]) | lower_case;
    const std::uint64_t place = (low ^ size) * mix >> 40 & topics;
    *topic = static_cast<std::uint16_t>(place + (place == 0 ? 1 : 0));
    *line = static_cast<std::uint16_t>(((bytes & byte_masks.line[size]) | lower_case) * mix >> 50);
    topic += uses & telling_use::topic;
    line += uses / telling_use::line;
  }
};

}  // namespace

void hash_telling(Context& ctx, const Token* block, std::span<const ListedWord> words) {
  TellingWords& telling = ctx.telling;
  const TellingWords::Ends ends = telling.ends.back();
  const std::string_view text = ctx.page.text;
  Lists lists{telling.topic.get() + ends.topic, telling.line.get() + ends.line, telling.topics - 1};
  auto is_near_end = [&](const ListedWord& word) { return block[word.token()].start + 8ull > text.size(); };
  std::size_t safe = words.size();  // words before it have eight bytes of text
  while (safe > 0 && is_near_end(words[safe - 1])) --safe;
  for (const ListedWord& word : words.first(safe)) {
    const Token& token = block[word.token()];
    lists.add(load64(text.data() + token.start), token.length, word.uses());
  }
  for (const ListedWord& word : words.subspan(safe)) {
    const Token& token = block[word.token()];
    lists.add(last_bytes(text, token.start), token.length, word.uses());
  }
  telling.ends.back() = {static_cast<std::uint32_t>(lists.topic - telling.topic.get()),
                         static_cast<std::uint32_t>(lists.line - telling.line.get())};
}

}  // namespace nutgraf
