// The words that tell what a page is about, hashed once for all rules that compare blocks by them.
#include <algorithm>
#include <array>

#include "segment/context.hpp"

namespace nutgraf {
namespace {

constexpr std::uint64_t lower_case = 0x2020202020202020ull;

/// The eight bytes from `at` on, the first one lowest; zeros after the text's end.
std::uint64_t eight_bytes(std::string_view text, std::uint32_t at) {
  if (at + 8ull <= text.size()) return load64(text.data() + at);
  std::uint64_t bytes = 0;
  for (std::size_t i = text.size(); i-- > at;) bytes = bytes << 8 | static_cast<unsigned char>(text[i]);
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

}  // namespace

void hash_telling(Context& ctx, const Token* block, std::span<const ListedWord> words) {
  constexpr std::uint64_t mix = 0x9E3779B97F4A7C15ull;
  TellingWords& telling = ctx.telling;
  const TellingWords::Ends ends = telling.ends.back();
  const std::uint32_t topics = telling.topics - 1;
  std::uint16_t *topic = telling.topic.data() + ends.topic, *line = telling.line.data() + ends.line;
  const std::string_view text = ctx.page.text;
  for (const ListedWord& word : words) {
    const Token& token = block[word.token()];
    const std::uint32_t size = std::min<std::uint32_t>(token.length, 8), uses = word.uses();
    // ASCII letters in lower case; other bytes stand nearly as they are
    const std::uint64_t bytes = eight_bytes(text, token.start);
    const std::uint64_t low = (bytes & byte_masks.topic[size]) | lower_case;
    const auto place = static_cast<std::uint16_t>((low ^ size) * mix >> 40 & topics);
    *topic = std::max<std::uint16_t>(place, 1);
    *line = static_cast<std::uint16_t>(((bytes & byte_masks.line[size]) | lower_case) * mix >> 50);
    topic += uses & telling_use::topic;
    line += uses / telling_use::line;
  }
  telling.ends.back() = {static_cast<std::uint32_t>(topic - telling.topic.data()),
                         static_cast<std::uint32_t>(line - telling.line.data())};
}

}  // namespace nutgraf
