// Notes about the author, as they stand at a page's foot: "Ana Ruiz writes about rivers." Whom such a block
// begins to speak of may well be who wrote the story.
#include <algorithm>
#include <bit>

#include "read/titles.hpp"
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t most_bios = 64;

/// The block's first two tokens may begin a name: most blocks begin otherwise. It has two.
bool may_begin_with_name(const Context& ctx, const BlockFacts& f) {
  const Token* const tokens = ctx.tokens.tokens.data() + f.first;
  auto in_name = [&](const Token& token) {
    const WordInfo& info = ctx.rules.info(token);
    const bool stopword = info.has(WordClass::stopword), particle = info.has(WordClass::name_particle);
    const bool capital = token.has(token_flag::capital);
    return (token.kind == TokenKind::word) & !stopword & (capital | particle);
  };
  const bool first = in_name(tokens[0]), second = in_name(tokens[1]);
  return first & (second | (tokens[1].kind == TokenKind::period)) & (f.words >= 5);
}

/// Of up to 64 blocks from `first` on, those that may begin with a name, as bits.
std::uint64_t beginning_with_names(const Context& ctx, std::size_t first) {
  std::uint64_t blocks = 0;
  const std::size_t count = std::min<std::size_t>(64, ctx.size() - first);
  for (std::size_t i = 0; i < count; ++i) {
    const BlockFacts& f = ctx.facts[first + i];
    const bool two = f.last - f.first >= 2;
    blocks |= std::uint64_t{two && may_begin_with_name(ctx, f)} << i;
  }
  return blocks;
}

/// The name before "is", "writes" …: two to four capitalised words. Empty if the block does not begin so.
std::string_view bio_name(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  std::uint32_t words = 0, at = f.first;
  for (; at < f.last && words <= 4; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::period)) continue;  // of an initial
    if (!token.is(TokenKind::word)) return {};
    const WordInfo& info = ctx.rules.info(token);
    bool capital = token.has(token_flag::capital);
    if (!capital && info.has(WordClass::bio_verb)) break;
    if (info.has(WordClass::stopword) || (!capital && !info.has(WordClass::name_particle))) return {};
    ++words;
  }
  if (words < 2 || words > 4 || at == f.last) return {};
  return ctx.page.slice({ctx.tokens.tokens[f.first].start, ctx.tokens.tokens[at - 1].end()});
}

}  // namespace

void collect_bios(Context& ctx) {
  for (std::size_t first = 0; first < ctx.size(); first += 64)
    for (std::uint64_t some = beginning_with_names(ctx, first); some != 0; some &= some - 1) {
      const std::string_view name = bio_name(ctx, first + static_cast<std::size_t>(std::countr_zero(some)));
      if (!name.empty() && ctx.bios.size() < most_bios) ctx.bios.push_back(fold_words(name));
    }
  std::sort(ctx.bios.begin(), ctx.bios.end());
}

bool has_bio(const Context& ctx, std::string_view name) {
  return !ctx.bios.empty() && std::binary_search(ctx.bios.begin(), ctx.bios.end(), fold_words(name));
}

}  // namespace nutgraf
