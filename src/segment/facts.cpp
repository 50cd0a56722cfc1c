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
  enum Second : unsigned { commas, symbols, links, brackets, english, foreign };
  std::uint64_t first = 0, second = 0;
};
constexpr std::uint64_t one(unsigned lane) {
  return std::uint64_t{1} << lane * 8;
}

/// What a token counts for by its word's traits, the lowest eight, and for what it tells by them: `uses` has
/// two telling_use bits for each length up to 4.
struct TraitCounts {
  Lanes lanes;
  std::uint32_t uses = 0;
};
constexpr auto trait_counts = [] {
  std::array<TraitCounts, 256> table{};
  for (std::size_t traits = 0; traits < table.size(); ++traits) {
    TraitCounts& to = table[traits];
    if (traits & word_trait::common) to.lanes.first += one(Lanes::stopwords);
    if (traits & word_trait::month) to.lanes.first += one(Lanes::months);
    if (traits & word_trait::menu) to.lanes.first += one(Lanes::menu_words);
    if (traits & word_trait::english) to.lanes.second += one(Lanes::english);
    if (traits & word_trait::foreign) to.lanes.second += one(Lanes::foreign);
    if (!(traits & word_trait::plain)) to.uses |= telling_use::line << 6 | telling_use::line << 8;
    if (!(traits & word_trait::common)) to.uses |= telling_use::topic << 8;
  }
  return table;
}();

/// … by its case: capital, all caps.
constexpr std::uint64_t case_lanes[] = {0, one(Lanes::capitals), one(Lanes::all_caps),
                                        one(Lanes::capitals) + one(Lanes::all_caps)};
static_assert(token_flag::capital == 4 && token_flag::all_caps == 8);

/// … by its kind; only words count by their traits, and only marks end sentences.
constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
struct KindCounts {
  Lanes lanes;
  std::uint64_t ends = one(Lanes::sentences);
  std::uint32_t traits = 0, bit = 0;
  std::uint32_t uses = 0, word_uses = 0;
};
constexpr auto kind_counts = [] {
  std::array<KindCounts, kind_count> table{};
  auto at = [&](TokenKind kind) -> KindCounts& { return table[static_cast<std::size_t>(kind)]; };
  for (std::size_t kind = 0; kind < kind_count; ++kind) table[kind].bit = 1u << kind;
  at(TokenKind::word).lanes.first = one(Lanes::words);
  at(TokenKind::word).ends = 0;
  at(TokenKind::word).traits = 0xFF;
  at(TokenKind::word).word_uses = 3;
  at(TokenKind::number).lanes.first = one(Lanes::words) + one(Lanes::numbers);
  at(TokenKind::number).uses = telling_use::line;
  at(TokenKind::comma).lanes.second = one(Lanes::commas);
  at(TokenKind::paren_open).lanes.second = one(Lanes::brackets);
  for (TokenKind kind : {TokenKind::handle, TokenKind::url, TokenKind::email})
    at(kind).lanes.second = one(Lanes::links);
  for (TokenKind kind : {TokenKind::slash, TokenKind::bar, TokenKind::bullet, TokenKind::symbol})
    at(kind).lanes.second = one(Lanes::symbols);
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
  bump(facts.english, second(Lanes::english));
  bump(facts.foreign, second(Lanes::foreign));
  facts.brackets |= second(Lanes::brackets) != 0;
}

/// What is counted of a run of tokens, and where the lists of its words end.
struct Counts {
  Lanes sums;
  std::uint32_t traits = 0, kinds = 0;
  std::uint32_t* heads;  ///< where phrases may begin
  ListedWord* telling;
};

/// Counts the tokens [from, to), at most as many as a lane holds. A function of its own, without a branch and
/// with little to keep at hand: it sees every token.
[[gnu::noinline]] void count_run(const Token* tokens, std::uint32_t from, std::uint32_t to,
                                 const std::uint16_t* traits, std::uint32_t anywhere, Counts& counts) {
  Counts out = counts;
  out.sums = {};
  for (std::uint32_t at = from; at < to; ++at) {
    const Token& token = tokens[at];
    const std::uint32_t trait = traits[token.lex], flags = token.flags;
    const KindCounts& kind = kind_counts[static_cast<std::size_t>(token.kind)];
    const TraitCounts& word = trait_counts[trait & kind.traits];
    out.sums.first += kind.lanes.first + word.lanes.first + case_lanes[flags >> 2 & 3] +
                      (kind.ends & (0 - static_cast<std::uint64_t>(flags >> 5 & 1)));
    out.sums.second += kind.lanes.second + word.lanes.second;
    out.traits |= trait;
    out.kinds |= kind.bit;
    *out.heads = at;
    out.heads += (trait >> 5 & 1) | anywhere;
    const std::uint32_t length = std::min<std::uint32_t>(token.length, 4);
    const std::uint32_t uses = kind.uses | (word.uses >> 2 * length & kind.word_uses);
    *out.telling = {at, uses};
    out.telling += (uses | uses >> 1) & 1;
  }
  counts = out;
}

/// Counts the block's tokens, lists where phrases may begin and hashes its telling words. Returns how many
/// heads there are.
std::size_t count_tokens(BlockFacts& facts, Context& ctx, std::vector<std::uint32_t>& heads) {
  const std::uint32_t anywhere = ctx.rules.phrases.starts_anywhere() ? 1 : 0;
  static_assert(listed_at_once <= 255, "the most that a lane holds");
  std::array<ListedWord, listed_at_once + 1> telling;
  std::size_t listed = 0;
  std::uint32_t traits = 0;
  for (std::uint32_t from = facts.first; from < facts.last;) {
    const std::uint32_t to = std::min(facts.last, from + listed_at_once);
    Counts counts{{}, 0, 0, room_in(heads, listed), telling.data()};
    count_run(ctx.tokens.tokens.data(), from, to, ctx.rules.lexicon.traits(), anywhere, counts);
    take(facts, counts.sums);
    traits |= counts.traits;
    facts.kinds |= counts.kinds;
    listed = static_cast<std::size_t>(counts.heads - heads.data());
    hash_telling(ctx, {telling.data(), counts.telling});
    from = to;
  }
  facts.traits = static_cast<std::uint16_t>(traits);
  return listed;
}
static_assert(token_flag::sentence_end == 32 && word_trait::head == 32);
static_assert(word_trait::english == 64 && word_trait::foreign == 128 && kind_count <= 32);

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
  ctx.telling.reserve(ctx.tokens.tokens.size() / 2 + 16);
  ctx.telling_first.reserve(ctx.size() + 1);
  ctx.telling_first.push_back(0);
  std::vector<PhraseMatch> matches;
  std::vector<std::uint32_t> heads;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    BlockFacts& facts = ctx.facts[block];
    facts.first = ctx.tokens.first[block];
    facts.last = ctx.tokens.first[block + 1];
    facts.bytes = ctx.page.blocks[block].span.size();
    const std::size_t count = count_tokens(facts, ctx, heads);
    ctx.telling_first.push_back(static_cast<std::uint32_t>(ctx.telling.size()));
    note_ends(facts, ctx.tokens.tokens);
    matches.clear();
    ctx.rules.phrases.match(ctx.tokens, facts.first, facts.last, {heads.data(), count}, matches);
    note_phrases(facts, matches);
  }
  count_repeats(ctx);
}

}  // namespace nutgraf
