// One pass over the tokens of each block: the counts, marks and phrases that rules ask for.
#include <algorithm>
#include <array>
#include <functional>

#include "segment/context.hpp"

namespace nutgraf {
namespace {

/// Up to the most that the counter holds.
void bump(std::uint16_t& counter, std::uint64_t by = 1) {
  counter = static_cast<std::uint16_t>(std::min<std::uint64_t>(counter + by, 0xFFFF));
}

/// Counts in bytes of one word, so that a token is one addition: words, numbers, stopwords, capitals, all
/// caps, sentences, months, menu words.
enum Lane : unsigned { words, numbers, stopwords, capitals, all_caps, sentences, months, menu_words };
constexpr std::uint64_t one(Lane lane) {
  return std::uint64_t{1} << lane * 8;
}

/// By the traits of a word: common, plain, month, menu.
constexpr auto by_traits = [] {
  std::array<std::uint64_t, 16> table{};
  for (std::size_t traits = 0; traits < 16; ++traits) {
    table[traits] = one(words);
    if (traits & word_trait::common) table[traits] += one(stopwords);
    if (traits & word_trait::month) table[traits] += one(months);
    if (traits & word_trait::menu) table[traits] += one(menu_words);
  }
  return table;
}();

/// By capital and all_caps, two bits.
constexpr std::uint64_t by_case[] = {0, one(capitals), one(all_caps), one(capitals) + one(all_caps)};
static_assert(token_flag::capital == 4 && token_flag::all_caps == 8 && token_flag::sentence_end == 32);

/// Adds up counts in lanes of eight bits, and empties them into the facts before they can run over.
class Counter {
 public:
  explicit Counter(BlockFacts& facts) : facts_(facts) {}
  ~Counter() { empty(); }
  void add(std::uint64_t lanes) {
    sums_ += lanes;
    if (++count_ == 255) empty();
  }

 private:
  void empty() {
    auto take = [&](Lane lane, std::uint16_t& to) { bump(to, sums_ >> lane * 8 & 0xFF); };
    take(words, facts_.words);
    take(numbers, facts_.numbers);
    take(stopwords, facts_.stopwords);
    take(capitals, facts_.capitals);
    take(all_caps, facts_.all_caps);
    take(sentences, facts_.sentences);
    take(months, facts_.months);
    take(menu_words, facts_.menu_words);
    sums_ = 0;
    count_ = 0;
  }
  BlockFacts& facts_;
  std::uint64_t sums_ = 0;
  std::uint32_t count_ = 0;
};

void count_mark(BlockFacts& facts, TokenKind kind) {
  switch (kind) {
    case TokenKind::comma:
      return bump(facts.commas);
    case TokenKind::handle:
    case TokenKind::url:
    case TokenKind::email:
      return bump(facts.links);
    case TokenKind::slash:
    case TokenKind::bar:
    case TokenKind::bullet:
    case TokenKind::symbol:
      return bump(facts.symbols);
    default:
      return;
  }
}

/// Counts the block's tokens, and lists where phrases may begin.
void count_tokens(BlockFacts& facts, const Context& ctx, std::vector<std::uint32_t>& heads) {
  Counter counter(facts);
  const std::uint8_t* traits = ctx.rules.lexicon.traits();
  const bool anywhere = ctx.rules.phrases.starts_anywhere();
  heads.clear();
  for (std::uint32_t at = facts.first; at < facts.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    const std::uint8_t trait = traits[token.lex];
    if (trait & word_trait::head || anywhere) heads.push_back(at);
    if (token.is(TokenKind::word)) {
      counter.add(by_traits[trait & 15] + by_case[token.flags >> 2 & 3]);
      continue;
    }
    const std::uint64_t ends = static_cast<std::uint64_t>(token.flags >> 5 & 1) << sentences * 8;
    if (token.is(TokenKind::number)) {
      counter.add(ends + one(words) + one(numbers));
    } else {
      count_mark(facts, token.kind);
      if (ends != 0) counter.add(ends);
    }
  }
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
  std::vector<std::uint32_t> heads;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    BlockFacts& facts = ctx.facts[block];
    facts.first = ctx.tokens.first[block];
    facts.last = ctx.tokens.first[block + 1];
    facts.bytes = ctx.page.blocks[block].span.size();
    count_tokens(facts, ctx, heads);
    note_ends(facts, ctx.tokens.tokens);
    matches.clear();
    ctx.rules.phrases.match(ctx.tokens, facts.first, facts.last, heads, matches);
    note_phrases(facts, matches);
  }
  count_repeats(ctx);
}

}  // namespace nutgraf
