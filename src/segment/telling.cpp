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

/// Masks of the lowest bytes, by how many.
constexpr auto low_bytes = [] {
  std::array<std::uint64_t, 9> masks{};
  for (std::size_t size = 1; size < masks.size(); ++size) masks[size] = ~std::uint64_t{0} >> (8 - size) * 8;
  return masks;
}();

/// ASCII letters in lower case; other bytes stand nearly as they are.
TellingWord hash_word(std::uint64_t bytes, std::uint32_t length, std::uint32_t uses) {
  constexpr std::uint64_t mix = 0x9E3779B97F4A7C15ull;
  const std::uint32_t eight = std::min(length, 8u), six = std::min(length, 6u);
  const std::uint64_t topic = (((bytes & low_bytes[eight]) | lower_case) ^ eight) * mix >> 40 & 0xFFFF;
  const std::uint64_t line = ((bytes & low_bytes[six]) | lower_case) * mix >> 50;
  TellingWord out;
  out.topic = static_cast<std::uint16_t>(uses & telling_use::topic ? std::max<std::uint64_t>(topic, 1) : 0);
  out.line = static_cast<std::uint16_t>(uses & telling_use::line ? line : TellingWord::no_line);
  return out;
}

}  // namespace

void hash_telling(Context& ctx, std::span<const ListedWord> words) {
  const std::size_t count = ctx.telling.size();
  ctx.telling.resize(count + words.size());
  TellingWord* out = ctx.telling.data() + count;
  const std::string_view text = ctx.page.text;
  const Token* const tokens = ctx.tokens.tokens.data();
  for (const ListedWord& word : words) {
    const Token& token = tokens[word.token];
    *out++ = hash_word(eight_bytes(text, token.start), token.length, word.uses);
  }
}

}  // namespace nutgraf
