// One pass over the tokens of each block: the counts, marks and phrases that rules ask for.
#include <functional>

#include "segment/context.hpp"

namespace nutgraf {
namespace {

void bump(std::uint16_t& counter, bool yes = true) {
  if (yes && counter != 0xFFFF) ++counter;
}

void count_word(BlockFacts& facts, const Token& token, const WordInfo& info) {
  bump(facts.words);
  bump(facts.stopwords, info.has(WordClass::stopword) || info.has(WordClass::function_word));
  bump(facts.months, info.has(WordClass::month));
  bump(facts.menu_words, info.has(WordClass::menu_word));
  bump(facts.capitals, token.has(token_flag::capital));
  bump(facts.all_caps, token.has(token_flag::all_caps));
}

void count_token(BlockFacts& facts, const Token& token, const Rules& rules) {
  switch (token.kind) {
    case TokenKind::word:
      count_word(facts, token, rules.info(token));
      break;
    case TokenKind::number:
      bump(facts.words);
      bump(facts.numbers);
      break;
    case TokenKind::comma:
      bump(facts.commas);
      break;
    case TokenKind::handle:
    case TokenKind::url:
    case TokenKind::email:
      bump(facts.links);
      break;
    case TokenKind::slash:
    case TokenKind::bar:
    case TokenKind::bullet:
    case TokenKind::symbol:
      bump(facts.symbols);
      break;
    default:
      break;
  }
  bump(facts.sentences, token.has(token_flag::sentence_end) && !token.is(TokenKind::word));
}

bool closing(TokenKind kind) {
  return kind == TokenKind::quote_close || kind == TokenKind::quote_plain || kind == TokenKind::paren_close;
}

void note_ends(BlockFacts& facts, const std::vector<Token>& tokens) {
  if (facts.first == facts.last) return;
  facts.opens = tokens[facts.first].kind;
  std::uint32_t last = facts.last - 1;
  bool closes_quote = tokens[last].is(TokenKind::quote_close) || tokens[last].is(TokenKind::quote_plain);
  while (last > facts.first && closing(tokens[last].kind)) --last;
  facts.closes = tokens[last].kind;
  bool opens_quote = facts.opens == TokenKind::quote_open || facts.opens == TokenKind::quote_plain;
  facts.quoted = opens_quote && closes_quote && facts.last - facts.first > 2;
  for (std::uint32_t at = facts.first; at < facts.last; ++at) {
    if (tokens[at].is(TokenKind::number)) return;
    if (!tokens[at].is(TokenKind::word)) continue;
    facts.lower_start = !tokens[at].has(token_flag::capital) && !tokens[at].has(token_flag::all_caps);
    return;
  }
}

void note_phrases(BlockFacts& facts, const std::vector<PhraseMatch>& matches) {
  for (const PhraseMatch& match : matches) {
    auto bit = std::uint64_t{1} << static_cast<unsigned>(match.kind);
    facts.phrases |= bit;
    if (match.anchor == Anchor::start || match.anchor == Anchor::whole) facts.leads |= bit;
    if (match.anchor == Anchor::whole) facts.whole |= bit;
  }
}

/// Counts equal texts through a table of hashes; a clash of two 64-bit hashes would only blur a hint.
void count_repeats(Context& ctx) {
  std::size_t slots = 16;
  while (slots < ctx.size() * 2) slots *= 2;
  std::vector<std::uint32_t> first(slots, 0);  // block + 1
  std::vector<std::uint64_t> hashes(ctx.size());
  std::vector<std::uint32_t> original(ctx.size());
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    std::uint64_t hash = hashes[block] = std::hash<std::string_view>{}(ctx.text(block));
    std::size_t at = hash & (slots - 1);
    while (first[at] != 0 && hashes[first[at] - 1] != hash) at = (at + 1) & (slots - 1);
    if (first[at] == 0) first[at] = static_cast<std::uint32_t>(block) + 1;
    original[block] = first[at] - 1;
    if (original[block] != block) bump(ctx.facts[original[block]].repeats);
  }
  for (std::size_t block = 0; block < ctx.size(); ++block)
    ctx.facts[block].repeats = ctx.facts[original[block]].repeats;
}

}  // namespace

void gather_facts(Context& ctx) {
  static_assert(static_cast<unsigned>(PhraseClass::count) <= 64);
  ctx.facts.resize(ctx.size());
  std::vector<PhraseMatch> matches;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    BlockFacts& facts = ctx.facts[block];
    facts.first = ctx.tokens.first[block];
    facts.last = ctx.tokens.first[block + 1];
    facts.bytes = ctx.page.blocks[block].span.size();
    for (std::uint32_t at = facts.first; at < facts.last; ++at)
      count_token(facts, ctx.tokens.tokens[at], ctx.rules);
    note_ends(facts, ctx.tokens.tokens);
    matches.clear();
    ctx.rules.phrases.match(ctx.tokens, facts.first, facts.last, matches);
    note_phrases(facts, matches);
  }
  count_repeats(ctx);
}

}  // namespace nutgraf
