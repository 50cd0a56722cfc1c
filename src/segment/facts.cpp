// One pass over the tokens of each block: the counts, marks and phrases that rules ask for.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text_hash.hpp"
#include "segment/context.hpp"
#include "segment/counts.hpp"
#include "segment/signs.hpp"

namespace nutgraf {
namespace {

bool is_word(const Token& token) {
  return token.is(TokenKind::word) || token.is(TokenKind::number);
}

bool closing(TokenKind kind) {
  constexpr std::uint32_t kinds =
      kind_bits(TokenKind::quote_close, TokenKind::quote_plain, TokenKind::paren_close);
  return (kinds >> static_cast<unsigned>(kind) & 1) != 0;
}

void note_end(BlockFacts& facts, const Token* tokens) {
  std::uint32_t last = facts.last - 1;
  const bool opens_quote = facts.opens == TokenKind::quote_open || facts.opens == TokenKind::quote_plain;
  const bool closes_quote =
      tokens[last].is(TokenKind::quote_close) || tokens[last].is(TokenKind::quote_plain);
  facts.quoted = opens_quote & closes_quote & (facts.last - facts.first > 2);
  last -= closing(tokens[last].kind) & (last > facts.first);  // nearly always enough
  while (last > facts.first && closing(tokens[last].kind)) --last;
  facts.closes = tokens[last].kind;
}

/// The first word or number of a block, or its end.
std::uint32_t first_word(const BlockFacts& facts, const Token* tokens) {
  std::uint32_t at = facts.first + (is_word(tokens[facts.first]) ? 0 : 1);  // nearly always enough
  while (at < facts.last && !is_word(tokens[at])) ++at;
  return at;
}

/// Token indices, in order.
struct TokenList {
  static constexpr std::size_t room = 1024;
  std::array<std::uint32_t, room> tokens;
  std::size_t size = 0;
  bool full() const { return size + TokenRun::longest > room; }
};

/// All that is gathered from tokens. The first words of blocks, words with which a phrase may begin and verbs
/// of speech are listed, and looked at when there are many of them: nearly none of them matters.
class Gatherer {
 public:
  explicit Gatherer(Context& ctx) : ctx_(ctx), tokens_(ctx.tokens.tokens.data()), telling_(ctx.telling) {}

  void run() {
    for (std::size_t block = 0; block < ctx_.size(); ++block) {
      BlockFacts& facts = ctx_.facts[block];
      facts.first = ctx_.tokens.first[block];
      facts.last = ctx_.tokens.first[block + 1];
      facts.bytes = ctx_.page.blocks[block].span.size();
      count(facts);
      if (facts.first != facts.last) note_ends(facts);
      if (begins_.full()) look_at_listed();
    }
    look_at_listed();
    if (ctx_.rules.phrases.starts_anywhere()) match_everywhere();
  }

 private:
  void count(BlockFacts& facts) {
    CountSums sums;
    TokenRun run{.listed = nullptr, .telling = telling_};
    for (std::uint32_t from = facts.first; from < facts.last;) {
      const std::uint32_t to = std::min(facts.last, from + TokenRun::longest);
      if (listed_.full()) look_at_listed();
      run.listed = listed_.tokens.data() + listed_.size;
      count_run(tokens_, from, to, ctx_.rules.lexicon.traits(), run);
      listed_.size = static_cast<std::size_t>(run.listed - listed_.tokens.data());
      sums.add(run);
      from = to;
    }
    sums.write(facts);
    facts.telling_first = telling_index();
    telling_ = run.telling;
    facts.telling_last = telling_index();
    facts.traits = static_cast<std::uint16_t>(run.traits);
    facts.kinds = static_cast<std::uint32_t>(run.kinds);
    facts.brackets = facts.has(TokenKind::paren_open);
  }

  std::uint32_t telling_index() const { return static_cast<std::uint32_t>(telling_ - ctx_.telling); }

  void note_ends(BlockFacts& facts) {
    facts.opens = tokens_[facts.first].kind;
    note_end(facts, tokens_);
    const std::uint32_t begin = first_word(facts, tokens_);
    begins_.tokens[begins_.size] = begin;
    begins_.size += begin < facts.last ? 1 : 0;
    const Token& word = tokens_[std::min(begin, facts.last - 1)];
    const bool is_text = word.is(TokenKind::word),
               capital = word.has(token_flag::capital | token_flag::all_caps);
    facts.lower_start = is_text & !capital;
  }

  /// Looks at what is listed and begins new lists.
  void look_at_listed() {
    note_said();
    note_phrases(begins_, Phrases::Root::block);
    note_phrases(listed_, Phrases::Root::word);
    listed_.size = begins_.size = 0;
  }

  void note_phrases(TokenList& words, Phrases::Root root) {
    const Phrases& phrases = ctx_.rules.phrases;
    const std::size_t some = phrases.filter(root, ctx_.tokens, {words.tokens.data(), words.size});
    for (std::size_t i = 0; i < some; ++i) {
      const std::uint32_t at = words.tokens[i];
      BlockFacts& facts = facts_of(at);
      phrases.match(root, ctx_.tokens, at, facts.last, facts);
    }
  }

  /// “…,” said Ana Ruiz; Ana Ruiz says: “…”
  void note_said() {
    const std::uint16_t* const traits = ctx_.rules.lexicon.traits();
    std::array<std::uint32_t, TokenList::room> said;
    std::uint32_t* end = said.data();
#pragma GCC unroll 2
    for (std::size_t i = 0; i < listed_.size; ++i) {
      const std::uint32_t at = listed_.tokens[i];
      *end = at;
      end += traits[tokens_[at].lex] / word_trait::said & 1;
    }
    for (const std::uint32_t* at = said.data(); at < end; ++at) {
      BlockFacts& facts = facts_of(*at);
      facts.said_beside_quote |= is_near_quote(facts, *at);
    }
  }

  /// The facts of the block with that token: a search whose steps depend on no token.
  BlockFacts& facts_of(std::uint32_t at) {
    const std::uint32_t* block = ctx_.tokens.first.data();
    for (std::size_t blocks = ctx_.size(); blocks > 1;) {
      const std::size_t half = blocks / 2;
      block += block[half] <= at ? half : 0;
      blocks -= half;
    }
    return ctx_.facts[static_cast<std::size_t>(block - ctx_.tokens.first.data())];
  }

  bool is_near_quote(const BlockFacts& facts, std::uint32_t at) const {
    constexpr std::uint32_t reach = 6;  // tokens
    std::uint32_t kinds = 0;
#pragma GCC unroll 13
    for (std::uint32_t i = 0; i <= 2 * reach; ++i)
      kinds |=
          kind_bits(tokens_[std::clamp(at + i, facts.first + reach, facts.last - 1 + reach) - reach].kind);
    return (kinds & kind_bits(TokenKind::quote_open, TokenKind::quote_close)) != 0;
  }

  /// For phrases that begin with a wildcard and may stand anywhere.
  void match_everywhere() {
    for (BlockFacts& facts : ctx_.facts)
      for (std::uint32_t at = facts.first; at < facts.last; ++at)
        if (is_word(tokens_[at]))
          ctx_.rules.phrases.match(Phrases::Root::word, ctx_.tokens, at, facts.last, facts);
  }

  Context& ctx_;
  const Token* tokens_;
  std::uint16_t* telling_;  ///< where the next hash goes
  TokenList listed_, begins_;
};

/// Up to the most that the counter holds.
void bump(std::uint16_t& counter, std::uint64_t by = 1) {
  counter = static_cast<std::uint16_t>(std::min<std::uint64_t>(counter + by, 0xFFFF));
}

/// By its length and ends, which tell nearly all texts apart.
std::uint64_t hash_of_ends(std::string_view text) {
  if (text.size() < 16) return text_hash(text);
  constexpr std::uint64_t mix = 0x9E3779B97F4A7C15ull;
  const std::uint64_t ends = (load64(text.data()) * mix) ^ load64(text.data() + text.size() - 8);
  const std::uint64_t hash = (ends + text.size()) * mix;
  return hash ^ hash >> 29;
}

/// No two texts of a page of usual length are alike. False means perhaps.
bool all_differ(const Context& ctx) {
  constexpr std::size_t usual = 48;
  constexpr unsigned bits = 13;
  if (ctx.size() > usual) return false;
  std::array<std::uint64_t, (1u << bits) / 64> seen{};
  std::uint64_t alike = 0;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const std::uint64_t hash = hash_of_ends(ctx.text(block)) >> (64 - bits);
    alike |= seen[hash >> 6] >> (hash & 63);
    seen[hash >> 6] |= std::uint64_t{1} << (hash & 63);
  }
  return (alike & 1) == 0;
}

/// Finds the first block with the same text through a table of hashes.
class TextTable {
 public:
  explicit TextTable(const Context& ctx) : ctx_(ctx), hashes_(ctx.size()) {
    std::size_t slots = 16;
    while (slots < ctx.size() * 2) slots *= 2;
    slots_.assign(slots, 0);
  }
  /// By its ends; where they do not tell texts apart, by the whole text.
  std::uint32_t add(std::uint32_t block) {
    const std::string_view text = ctx_.text(block);
    const std::uint32_t alike = find(block, hash_of_ends(text));
    return alike == block || ctx_.text(alike) == text ? alike : find(block, text_hash(text));
  }

 private:
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
  if (all_differ(ctx)) return;
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
  ctx.facts.resize(ctx.size());
  ctx.telling = take<std::uint16_t>(*ctx.memory, ctx.tokens.tokens.size() + 1);
  Gatherer(ctx).run();
  count_repeats(ctx);
  note_signs(ctx);
}

}  // namespace nutgraf
