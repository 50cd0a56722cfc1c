// One pass over the tokens of each block: the counts, marks and phrases that rules ask for.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text_hash.hpp"
#include "segment/context.hpp"

namespace nutgraf {
namespace {

/// Up to the most that the counter holds.
void bump(std::uint16_t& counter, std::uint64_t by = 1) {
  counter = static_cast<std::uint16_t>(std::min<std::uint64_t>(counter + by, 0xFFFF));
}

/// Counts in lanes of eight bits, so that a token is a few additions and no branch. Above the lanes of the
/// second word there is room for what a table's entry says beside its counts.
struct Lanes {
  enum First : unsigned { words, numbers, stopwords, capitals, all_caps, sentences, months, menu_words };
  enum Second : unsigned { commas, symbols, links, english, foreign, count };
  static constexpr unsigned room = count * 8;
  std::uint64_t first = 0, second = 0;
};
constexpr std::uint64_t one(unsigned lane) {
  return std::uint64_t{1} << lane * 8;
}

/// What tells words, numbers and marks apart for the counts.
enum class Sort : std::uint8_t { word, number, mark, count };
constexpr Sort sort_of(std::size_t kind) {
  return kind == static_cast<std::size_t>(TokenKind::word)     ? Sort::word
         : kind == static_cast<std::size_t>(TokenKind::number) ? Sort::number
                                                               : Sort::mark;
}

constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1, trait_sets = 256;

/// What a word of these traits tells of, by its length up to `longest`: two telling_use bits for each.
constexpr std::uint32_t longest = 4;
constexpr std::uint64_t word_uses(std::size_t traits) {
  std::uint64_t uses = 0;
  if (!(traits & word_trait::plain)) uses |= telling_use::line << 6 | telling_use::line << 8;
  if (!(traits & word_trait::common)) uses |= telling_use::topic << 8;
  return uses;
}
constexpr std::uint64_t number_uses = telling_use::line * 0b0101010101u;

/// What a token counts for. All in one place, which one register points to.
struct CountTables {
  /// By its kind; above the lanes, its sort as a part of the next index.
  std::array<std::uint64_t, kind_count> kind_first{}, kind_second{};
  std::array<std::uint32_t, kind_count> kind_bit{};
  std::array<std::uint32_t, kind_count> kind_flags{};  ///< those that count: only marks end sentences
  std::array<std::uint64_t, 64> flags_first{};
  /// By its sort and its word's traits, the lowest eight, which only words count by; above the lanes, what it
  /// tells of.
  std::array<std::uint64_t, trait_sets*static_cast<std::size_t>(Sort::count)> word_first{}, word_second{};
};

constexpr void fill_kinds(CountTables& to) {
  auto at = [](TokenKind kind) { return static_cast<std::size_t>(kind); };
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    const Sort sort = sort_of(kind);
    to.kind_second[kind] = static_cast<std::uint64_t>(sort) * trait_sets << Lanes::room;
    to.kind_bit[kind] = 1u << kind;
    to.kind_flags[kind] =
        token_flag::capital | token_flag::all_caps | (sort == Sort::word ? 0 : token_flag::sentence_end);
  }
  to.kind_first[at(TokenKind::word)] = one(Lanes::words);
  to.kind_first[at(TokenKind::number)] = one(Lanes::words) + one(Lanes::numbers);
  to.kind_second[at(TokenKind::comma)] += one(Lanes::commas);
  for (TokenKind kind : {TokenKind::handle, TokenKind::url, TokenKind::email})
    to.kind_second[at(kind)] += one(Lanes::links);
  for (TokenKind kind : {TokenKind::slash, TokenKind::bar, TokenKind::bullet, TokenKind::symbol})
    to.kind_second[at(kind)] += one(Lanes::symbols);
}

constexpr void fill_words(CountTables& to) {
  for (std::size_t traits = 0; traits < trait_sets; ++traits) {
    std::uint64_t &first = to.word_first[traits], &second = to.word_second[traits];
    if (traits & word_trait::common) first += one(Lanes::stopwords);
    if (traits & word_trait::month) first += one(Lanes::months);
    if (traits & word_trait::menu) first += one(Lanes::menu_words);
    if (traits & word_trait::english) second += one(Lanes::english);
    if (traits & word_trait::foreign) second += one(Lanes::foreign);
    second |= word_uses(traits) << Lanes::room;
    to.word_second[traits + trait_sets * static_cast<std::size_t>(Sort::number)] = number_uses << Lanes::room;
  }
}

constexpr CountTables count_tables = [] {
  CountTables tables;
  fill_kinds(tables);
  fill_words(tables);
  for (std::size_t flags = 0; flags < tables.flags_first.size(); ++flags)
    tables.flags_first[flags] = (flags & token_flag::capital ? one(Lanes::capitals) : 0) +
                                (flags & token_flag::all_caps ? one(Lanes::all_caps) : 0) +
                                (flags & token_flag::sentence_end ? one(Lanes::sentences) : 0);
  return tables;
}();
static_assert(word_trait::english == 64 && word_trait::foreign == 128 && kind_count <= 32);
static_assert(Lanes::room + 10 <= 64 && token_flag::sentence_end < 64);

void take(BlockFacts& facts, const Lanes& sums) {
  auto add = [](std::uint16_t& counter, std::uint64_t lanes, unsigned lane) {
    bump(counter, lanes >> lane * 8 & 0xFF);
  };
  add(facts.words, sums.first, Lanes::words);
  add(facts.numbers, sums.first, Lanes::numbers);
  add(facts.stopwords, sums.first, Lanes::stopwords);
  add(facts.capitals, sums.first, Lanes::capitals);
  add(facts.all_caps, sums.first, Lanes::all_caps);
  add(facts.sentences, sums.first, Lanes::sentences);
  add(facts.months, sums.first, Lanes::months);
  add(facts.menu_words, sums.first, Lanes::menu_words);
  add(facts.commas, sums.second, Lanes::commas);
  add(facts.symbols, sums.second, Lanes::symbols);
  add(facts.links, sums.second, Lanes::links);
  add(facts.english, sums.second, Lanes::english);
  add(facts.foreign, sums.second, Lanes::foreign);
}

/// What is counted of a run of tokens, and where the lists of its words end.
struct Counts {
  Lanes sums;
  std::uint32_t traits = 0, kinds = 0;
  std::uint32_t* heads;  ///< where phrases may begin
  ListedWord* telling;
};

/// Counts the tokens [from, to) of a block, at most as many as a lane holds. A function of its own, without a
/// branch and with little to keep at hand: it sees every token.
[[gnu::noinline]] void count_run(const Token* block, std::uint32_t from, std::uint32_t to,
                                 const std::uint16_t* traits, const CountTables& tables, Counts& counts) {
  Counts out = counts;
  const Token* token = block + from;
#pragma GCC unroll 2
  for (std::uint32_t at = from; at < to; ++at, ++token) {
    const std::uint32_t trait = traits[token->lex];
    const auto kind = static_cast<std::size_t>(token->kind);
    const std::size_t word = (tables.kind_second[kind] >> Lanes::room) | (trait & (trait_sets - 1));
    const std::uint64_t second = tables.word_second[word];
    out.sums.first += tables.flags_first[token->flags & tables.kind_flags[kind]];
    out.sums.first += tables.kind_first[kind];
    out.sums.first += tables.word_first[word];
    out.sums.second += tables.kind_second[kind];
    out.sums.second += second;
    out.traits |= trait;
    out.kinds |= tables.kind_bit[kind];
    *out.heads = at;
    out.heads += trait / word_trait::head & 1;
    const std::uint32_t length = std::min<std::uint32_t>(token->length, longest);
    const std::uint32_t uses = second >> (Lanes::room + 2 * length) & 3;
    *out.telling = {at << ListedWord::use_bits | uses};
    out.telling += (uses + 3) >> ListedWord::use_bits;  // if it has any use
  }
  counts = out;
}

/// All words and numbers: phrases that begin with a wildcard may begin at any.
std::size_t list_all(const Context& ctx, const BlockFacts& facts, std::vector<std::uint32_t>& heads) {
  heads.clear();
  for (std::uint32_t at = facts.first; at < facts.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::word) || token.is(TokenKind::number)) heads.push_back(at - facts.first);
  }
  return heads.size();
}

/// Counts the block's tokens, lists where in it phrases may begin and hashes its telling words. Returns how
/// many heads there are.
std::size_t count_tokens(BlockFacts& facts, Context& ctx, std::vector<std::uint32_t>& heads) {
  static_assert(listed_at_once <= 255, "the most that a lane holds");
  std::array<ListedWord, listed_at_once + 1> telling;
  const Token* const tokens = ctx.tokens.tokens.data() + facts.first;
  const std::uint32_t size = facts.last - facts.first;
  std::size_t listed = 0;
  std::uint32_t traits = 0;
  for (std::uint32_t from = 0; from < size;) {
    const std::uint32_t to = std::min(size, from + listed_at_once);
    Counts counts{{}, 0, 0, room_in(heads, listed), telling.data()};
    count_run(tokens, from, to, ctx.rules.lexicon.traits(), count_tables, counts);
    take(facts, counts.sums);
    traits |= counts.traits;
    facts.kinds |= counts.kinds;
    listed = static_cast<std::size_t>(counts.heads - heads.data());
    hash_telling(ctx, tokens, {telling.data(), counts.telling});
    from = to;
  }
  facts.traits = static_cast<std::uint16_t>(traits);
  facts.brackets = facts.has(TokenKind::paren_open);
  return ctx.rules.phrases.starts_anywhere() ? list_all(ctx, facts, heads) : listed;
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

/// Finds the first block with the same text through a table of hashes.
class TextTable {
 public:
  explicit TextTable(const Context& ctx) : ctx_(ctx), hashes_(ctx.size()) {
    std::size_t slots = 16;
    while (slots < ctx.size() * 2) slots *= 2;
    slots_.assign(slots, 0);
  }
  /// By its length and ends, which tell nearly all texts apart; where they do not, by the whole text.
  std::uint32_t add(std::uint32_t block) {
    const std::string_view text = ctx_.text(block);
    const std::uint32_t alike = find(block, hash_of_ends(text));
    return alike == block || ctx_.text(alike) == text ? alike : find(block, text_hash(text));
  }

 private:
  static std::uint64_t hash_of_ends(std::string_view text) {
    if (text.size() < 16) return text_hash(text);
    constexpr std::uint64_t mix = 0x9E3779B97F4A7C15ull;
    const std::uint64_t ends = (load64(text.data()) * mix) ^ load64(text.data() + text.size() - 8);
    const std::uint64_t hash = (ends + text.size()) * mix;
    return hash ^ hash >> 29;
  }
  std::uint32_t find(std::uint32_t block, std::uint64_t hash) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != 0 && hashes_[slots_[at] - 1] != hash) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at] == 0) {
      slots_[at] = block + 1;
      hashes_[block] = hash;
    }
    return slots_[at] - 1;
  }
  const Context& ctx_;
  std::vector<std::uint32_t> slots_;   ///< block + 1
  std::vector<std::uint64_t> hashes_;  ///< of the blocks that are the first of their text
};

/// Counts equal texts; the reader of saved pages has counted them already.
void count_repeats(Context& ctx) {
  if (ctx.is_html()) {
    for (std::size_t block = 0; block < ctx.size(); ++block)
      ctx.facts[block].repeats = ctx.layout(block).repeats;
    return;
  }
  TextTable table(ctx);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> copies;  // block, the first one with its text
  for (std::uint32_t block = 0; block < ctx.size(); ++block) {
    const std::uint32_t original = table.add(block);
    if (original == block) continue;
    copies.emplace_back(block, original);
    bump(ctx.facts[original].repeats);
  }
  for (const auto& [block, original] : copies) {
    ctx.facts[block].repeats = ctx.facts[original].repeats;
    ctx.facts[block].again = true;
  }
}

}  // namespace

void gather_facts(Context& ctx) {
  static_assert(static_cast<unsigned>(PhraseClass::count) <= 64);
  ctx.facts.resize(ctx.size());
  ctx.telling.topics = 256;
  while (ctx.telling.topics < 2 * ctx.tokens.tokens.size() && ctx.telling.topics < 65536)
    ctx.telling.topics *= 2;
  const std::size_t room = ctx.tokens.tokens.size() + 1;
  ctx.telling.topic = std::make_unique_for_overwrite<std::uint16_t[]>(room);
  ctx.telling.line = std::make_unique_for_overwrite<std::uint16_t[]>(room);
  ctx.telling.ends.reserve(ctx.size() + 1);
  ctx.telling.ends.push_back({0, 0});
  std::vector<PhraseMatch> matches;
  std::vector<std::uint32_t> heads;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    BlockFacts& facts = ctx.facts[block];
    facts.first = ctx.tokens.first[block];
    facts.last = ctx.tokens.first[block + 1];
    facts.bytes = ctx.page.blocks[block].span.size();
    ctx.telling.ends.push_back(ctx.telling.ends.back());
    const std::size_t count = count_tokens(facts, ctx, heads);
    note_ends(facts, ctx.tokens.tokens);
    matches.clear();
    ctx.rules.phrases.match(ctx.tokens, facts.first, facts.last, {heads.data(), count}, matches);
    note_phrases(facts, matches);
  }
  count_repeats(ctx);
}

}  // namespace nutgraf
