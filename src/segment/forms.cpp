// The form of a story block: subhead, list item, table, blockquote; and pull quotes, which repeat the story.
#include <algorithm>
#include <cstring>
#include <span>

#include "segment/fields.hpp"
#include "segment/signs.hpp"

namespace nutgraf {
namespace {

/// A form outweighs plain body by this much, whatever the body rules gave it.
constexpr float ahead = 1.5f;
constexpr float most = 5;
/// Log-odds against story below which a block's form does not plead for it.
constexpr float doubt = 1.5f;

void cast_form(Context& ctx, std::size_t block, Role role, std::string_view rule) {
  ctx.votes.cast(block, role, std::clamp(ctx.story[block], 0.0f, most) + ahead, rule);
}

bool is_story_at(const Context& ctx, std::size_t block) {
  return block < ctx.size() && ctx.story[block] > 0;
}

/// Long enough, or ended like one, to be what stands under a subhead.
bool carries_text(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  return f.words >= 13 || (f.words >= 5 && f.ends_sentence()) ||
         ctx.layout(block).form == BlockForm::list_item || f.closes == TokenKind::colon;
}

/// "What the river took", which could be a subhead, over a paragraph of the story, with a paragraph or
/// nothing above.
bool short_line_over_text(const Context& ctx, std::size_t block) {
  if (!is_story_at(ctx, block + 1) || !carries_text(ctx, block + 1)) return false;
  return block == 0 || !is_story_at(ctx, block - 1) || carries_text(ctx, block - 1);
}

/// "18.40 GMT", "9:05 p.m." over a post of a live blog: a number with a point or colon, and at most two
/// words.
bool is_time_of_day(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (!ctx.has_sign(sign::time, block)) return false;
  std::string_view text = ctx.text(block);
  std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  bool time = (digits == 1 || digits == 2) && text.size() >= digits + 3 && text.size() <= 16 &&
              (text[digits] == '.' || text[digits] == ':') &&
              text.substr(digits + 1, 2).find_first_not_of("0123456789") == text.npos;
  if (!time) return false;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::word) && !(ctx.rules.lexicon.traits()[token.lex] & word_trait::dated))
      return false;
  }
  return true;
}

void vote_form(Context& ctx, std::size_t block) {
  const Layout& layout = ctx.layout(block);
  const BlockFacts& facts = ctx.facts[block];
  if (layout.form == BlockForm::table_row)
    cast_form(ctx, block, Role::table, "table-row");
  else if (layout.form == BlockForm::heading)
    cast_form(ctx, block, Role::subhead, "heading-element");
  else if (layout.form == BlockForm::list_item)
    cast_form(ctx, block, Role::list_item, "list-mark");
  else if (layout.form == BlockForm::quote || (layout.regions & region::blockquote))
    cast_form(ctx, block, Role::blockquote, "quoted-block");
  else if (ctx.is_html() && layout.bold_bytes * 10ull < facts.bytes * 9ull)
    return;  // a saved page says what its headings are
  else if (could_be_subhead(facts) && short_line_over_text(ctx, block))
    cast_form(ctx, block, Role::subhead, "short-line-over-text");
}

/// The body rules are in two minds about a lone line between two paragraphs of the story: by its form it is a
/// subhead.
void vote_doubtful_line(Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  bool between = block > 0 && is_story_at(ctx, block - 1) && is_story_at(ctx, block + 1);
  bool called = f.leads & ~(std::uint64_t{1} << static_cast<unsigned>(PhraseClass::section_head));
  if (!between || called || f.repeats > 1 || f.words < 2 || f.all_caps + f.numbers >= f.words) return;
  if (ctx.is_html() && ctx.layout(block).form != BlockForm::heading) return;
  if (could_be_subhead(f) && short_line_over_text(ctx, block))
    ctx.votes.cast(block, Role::subhead, doubt + ahead, "lone-line-between-paragraphs");
}

/// The block's words without quotation marks at its ends.
std::string_view bare_text(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  std::uint32_t first = f.first, last = f.last;
  auto is_mark = [&](std::uint32_t at) {
    TokenKind kind = ctx.tokens.tokens[at].kind;
    return kind == TokenKind::quote_open || kind == TokenKind::quote_close ||
           kind == TokenKind::quote_plain || kind == TokenKind::period || kind == TokenKind::comma;
  };
  while (first < last && is_mark(first)) ++first;
  while (last > first && is_mark(last - 1)) --last;
  if (first == last) return {};
  return ctx.page.slice({ctx.tokens.tokens[first].start, ctx.tokens.tokens[last - 1].end()});
}

/// Two words stand beside each other, eight places at a time.
bool holds_pair(const std::uint16_t* words, std::size_t size, std::uint16_t first, std::uint16_t second) {
  using Eight = std::uint16_t __attribute__((vector_size(16)));
  constexpr std::size_t step = 8;
  auto alike = [&](std::size_t at) {
    Eight here, next;
    std::memcpy(&here, words + at, sizeof here);
    std::memcpy(&next, words + at + 1, sizeof next);
    return (here == first) & (next == second);
  };
  bool rest = false;
  if (size <= step) {
    for (std::size_t at = 1; at < size; ++at) rest |= (words[at - 1] == first) & (words[at] == second);
    return rest;
  }
  auto found = alike(size - step - 1);
  for (std::size_t at = 0; at + step < size; at += step) found |= alike(at);
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

/// Two neighbours among the block's telling words stand beside each other elsewhere: false only if its text
/// does not come again.
bool may_occur_elsewhere(const Context& ctx, std::size_t block) {
  const std::span<const std::uint16_t> own = ctx.telling_words(block);
  if (own.size() < 4) return true;  // words at its ends may be parts of longer ones elsewhere
  const std::uint16_t first = own[own.size() / 2 - 1], second = own[own.size() / 2];
  const std::uint16_t* const words = ctx.telling;
  const std::uint32_t start = ctx.facts[block].telling_first, end = ctx.facts[block].telling_last;
  return holds_pair(words, start, first, second) ||
         holds_pair(words + end, ctx.facts.back().telling_last - end, first, second);
}

/// Whether the words occur in another block.
bool occurs_elsewhere(const Context& ctx, std::size_t block, std::string_view words) {
  if (!may_occur_elsewhere(ctx, block)) return false;
  Span own = ctx.page.blocks[block].span;
  std::string_view text = ctx.page.text;
  return text.substr(0, own.start).find(words) != text.npos || text.substr(own.end).find(words) != text.npos;
}

/// Pull quotes: a quotation of 5 to 60 words alone in its block that the story has elsewhere. Each look-up
/// reads the page, so only the first few candidates are looked up.
void vote_pull_quotes(Context& ctx) {
  int looks = 12;
  auto vote = [&](std::size_t block) {
    if (!ctx.main.contains(block) || looks-- <= 0) return;
    std::string_view words = bare_text(ctx, block);
    if (words.size() >= 20 && occurs_elsewhere(ctx, block, words))
      ctx.votes.cast(block, Role::pull_quote, most + 2 * ahead, "repeats-the-story");
  };
  for_each_with(ctx, sign::pulled, vote);
}

}  // namespace

void vote_forms(Context& ctx) {
  auto vote = [&](std::size_t block) {
    if (is_time_of_day(ctx, block) && ctx.main.contains(block))
      ctx.votes.cast(block, Role::date_line, most + ahead, "time-over-a-post");
    else if (ctx.story[block] > 0)
      vote_form(ctx, block);
    else if (ctx.story[block] > -doubt)
      vote_doubtful_line(ctx, block);
  };
  for_each_with(ctx, sign::time | sign::formed, vote);
  vote_pull_quotes(ctx);
}

}  // namespace nutgraf
