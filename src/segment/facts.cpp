// One pass over the tokens of each block: the counts, marks and phrases that rules ask for.
#include <algorithm>
#include <array>

#include "base/text_hash.hpp"
#include "segment/context.hpp"

namespace nutgraf {
namespace {

/// Up to the most that the counter holds.
void bump(std::uint16_t& counter, std::uint64_t by = 1) {
  counter = static_cast<std::uint16_t>(std::min<std::uint64_t>(counter + by, 0xFFFF));
}

/// Counts in lanes of eight bits, so that a token is two additions and no branch.
struct Lanes {
  enum First : unsigned { words, numbers, stopwords, capitals, all_caps, sentences, months, menu_words };
  enum Second : unsigned { commas, symbols, links, brackets };
  std::uint64_t first = 0, second = 0;
};
constexpr std::uint64_t one(unsigned lane) {
  return std::uint64_t{1} << lane * 8;
}

/// What a word counts for, by its traits (common, plain, month, menu: four bits) and its case (capital, all
/// caps: two bits).
constexpr auto word_lanes = [] {
  std::array<std::uint64_t, 64> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::size_t traits = i >> 2;
    table[i] = one(Lanes::words);
    if (traits & word_trait::common) table[i] += one(Lanes::stopwords);
    if (traits & word_trait::month) table[i] += one(Lanes::months);
    if (traits & word_trait::menu) table[i] += one(Lanes::menu_words);
    if (i & 1) table[i] += one(Lanes::capitals);
    if (i & 2) table[i] += one(Lanes::all_caps);
  }
  return table;
}();
static_assert(token_flag::capital == 4 && token_flag::all_caps == 8);

/// What the others count for, by kind.
constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr auto kind_lanes = [] {
  std::array<Lanes, kind_count> table{};
  auto at = [&](TokenKind kind) -> Lanes& { return table[static_cast<std::size_t>(kind)]; };
  at(TokenKind::number).first = one(Lanes::words) + one(Lanes::numbers);
  at(TokenKind::comma).second = one(Lanes::commas);
  at(TokenKind::paren_open).second = one(Lanes::brackets);
  for (TokenKind kind : {TokenKind::handle, TokenKind::url, TokenKind::email})
    at(kind).second = one(Lanes::links);
  for (TokenKind kind : {TokenKind::slash, TokenKind::bar, TokenKind::bullet, TokenKind::symbol})
    at(kind).second = one(Lanes::symbols);
  return table;
}();

void take(BlockFacts& facts, const Lanes& sums) {
  auto first = [&](unsigned lane) { return sums.first >> lane * 8 & 0xFF; };
  auto second = [&](unsigned lane) { return sums.second >> lane * 8 & 0xFF; };
  bump(facts.words, first(Lanes::words));
  bump(facts.numbers, first(Lanes::numbers));
  bump(facts.stopwords, first(Lanes::stopwords));
  bump(facts.capitals, first(Lanes::capitals));
  bump(facts.all_caps, first(Lanes::all_caps));
  bump(facts.sentences, first(Lanes::sentences));
  bump(facts.months, first(Lanes::months));
  bump(facts.menu_words, first(Lanes::menu_words));
  bump(facts.commas, second(Lanes::commas));
  bump(facts.symbols, second(Lanes::symbols));
  bump(facts.links, second(Lanes::links));
  facts.brackets |= second(Lanes::brackets) != 0;
}

/// Counts the block's tokens and lists where phrases may begin. Returns how many heads there are.
std::size_t count_tokens(BlockFacts& facts, const Context& ctx, std::vector<std::uint32_t>& heads) {
  const std::uint16_t* const traits = ctx.rules.lexicon.traits();
  const Token* const tokens = ctx.tokens.tokens.data();
  const std::uint32_t anywhere = ctx.rules.phrases.starts_anywhere() ? 1 : 0;
  static_assert(listed_at_once <= 255, "the most that a lane holds");
  std::size_t listed = 0;
  for (std::uint32_t from = facts.first; from < facts.last;) {
    const std::uint32_t to = std::min(facts.last, from + listed_at_once);
    std::uint32_t* head = room_in(heads, listed);
    Lanes sums;
    for (std::uint32_t at = from; at < to; ++at) {
      const Token& token = tokens[at];
      const std::uint32_t trait = traits[token.lex], flags = token.flags;
      const Lanes& other = kind_lanes[static_cast<std::size_t>(token.kind)];
      const std::uint64_t ends = static_cast<std::uint64_t>(flags >> 5 & 1) << Lanes::sentences * 8;
      const std::uint64_t word = word_lanes[(trait & 15) << 2 | (flags >> 2 & 3)];
      sums.first += token.is(TokenKind::word) ? word : other.first + ends;
      sums.second += other.second;
      *head = at;
      head += (trait >> 5 & 1) | anywhere;
    }
    take(facts, sums);
    listed = static_cast<std::size_t>(head - heads.data());
    from = to;
  }
  return listed;
}
static_assert(token_flag::sentence_end == 32 && word_trait::head == 32);

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

/// Counts equal texts through a table of hashes; the reader of saved pages has counted them already.
void count_repeats(Context& ctx) {
  if (ctx.is_html()) {
    for (std::size_t block = 0; block < ctx.size(); ++block)
      ctx.facts[block].repeats = ctx.layout(block).repeats;
    return;
  }
  std::size_t slots = 16;
  while (slots < ctx.size() * 2) slots *= 2;
  std::vector<std::uint32_t> first(slots, 0);  // block + 1
  std::vector<std::uint64_t> hashes(ctx.size());
  std::vector<std::uint32_t> original(ctx.size());
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    std::uint64_t hash = hashes[block] = text_hash(ctx.text(block));
    std::size_t at = hash & (slots - 1);
    while (first[at] != 0 && hashes[first[at] - 1] != hash) at = (at + 1) & (slots - 1);
    if (first[at] == 0) first[at] = static_cast<std::uint32_t>(block) + 1;
    original[block] = first[at] - 1;
    if (original[block] != block) bump(ctx.facts[original[block]].repeats);
  }
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    ctx.facts[block].repeats = ctx.facts[original[block]].repeats;
    ctx.facts[block].again = original[block] != block;
  }
}

}  // namespace

void gather_facts(Context& ctx) {
  static_assert(static_cast<unsigned>(PhraseClass::count) <= 64);
  ctx.facts.resize(ctx.size());
  std::vector<PhraseMatch> matches;
  std::vector<std::uint32_t> heads;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    BlockFacts& facts = ctx.facts[block];
    facts.first = ctx.tokens.first[block];
    facts.last = ctx.tokens.first[block + 1];
    facts.bytes = ctx.page.blocks[block].span.size();
    const std::size_t count = count_tokens(facts, ctx, heads);
    note_ends(facts, ctx.tokens.tokens);
    matches.clear();
    ctx.rules.phrases.match(ctx.tokens, facts.first, facts.last, {heads.data(), count}, matches);
    note_phrases(facts, matches);
  }
  count_repeats(ctx);
}

}  // namespace nutgraf
