// segment/: the working types of the segmenter. Private.
//
// Every rule sees a Context: the page, its tokens, the facts of each block (computed once), the votes cast so
// far and, once the body is scored, how likely each block is story and where the main story lies. A rule that
// has an opinion calls `ctx.votes.cast(block, role, weight, "rule-name")`; weights are log-odds (1 = a hint,
// 3 = strong, 6 = sure) and add up by block and role; decide() takes the heaviest role.
#pragma once
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory.hpp"
#include "base/utf8.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "segment/field_line.hpp"
#include "segment/segments.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// One of two, without a branch.
constexpr std::uint32_t pick(bool which, std::uint32_t yes, std::uint32_t no) {
  return no ^ ((yes ^ no) & (0u - std::uint32_t{which}));
}

/// How many of a block's tokens are of which kind. Counts are capped at 65,535.
struct BlockCounts {
  std::uint16_t words = 0;  ///< word and number tokens
  std::uint16_t numbers = 0;
  std::uint16_t capitals = 0;  ///< words with a capital first letter
  std::uint16_t all_caps = 0;
  std::uint16_t sentences = 0;  ///< sentence ends by a mark
  std::uint16_t commas = 0;
  std::uint16_t symbols = 0;  ///< bars, slashes, bullets, symbols
  std::uint16_t links = 0;    ///< urls, e-mail addresses, handles
  std::uint16_t stopwords = 0;
  std::uint16_t months = 0;      ///< names of months
  std::uint16_t menu_words = 0;  ///< words usual in menus
  std::uint16_t english = 0;     ///< frequent words of English
  std::uint16_t foreign = 0;     ///< … of another language
};

/// What one pass over a block's tokens shows.
struct BlockFacts : BlockCounts, PhraseSets {
  BlockFacts();
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  std::uint32_t bytes = 0;
  std::uint16_t repeats = 1;             ///< blocks of the page with the same text
  bool again = false;                    ///< a block before it has the same text
  TokenKind opens = TokenKind::symbol;   ///< kind of the first token
  TokenKind closes = TokenKind::symbol;  ///< kind of the last token, closing quotes and brackets skipped
  bool quoted = false;                   ///< starts with an opening and ends with a closing quotation mark
  bool lower_start = false;              ///< the first word starts in lower case
  bool brackets = false;                 ///< holds an opening bracket
  bool said_beside_quote = false;        ///< a verb of speech stands near a quotation mark
  std::uint16_t traits = 0;              ///< word_trait bits that any of its tokens has
  std::uint32_t kinds = 0;               ///< kinds of its tokens, as bits
  std::uint32_t telling_first = 0, telling_last = 0;  ///< in Context::telling

  bool leads_with(PhraseClass c) const { return (leads >> static_cast<unsigned>(c)) & 1; }
  bool is_only(PhraseClass c) const { return (whole >> static_cast<unsigned>(c)) & 1; }
  bool has(PhraseClass c) const { return (phrases >> static_cast<unsigned>(c)) & 1; }
  bool has(TokenKind k) const { return (kinds >> static_cast<unsigned>(k)) & 1; }
  /// Ends like a sentence: . ! ? … (closing marks skipped).
  bool ends_sentence() const {
    constexpr std::uint32_t ends =
        kind_bits(TokenKind::period, TokenKind::question, TokenKind::exclamation, TokenKind::ellipsis);
    return ((ends >> static_cast<unsigned>(closes)) & 1) != 0;
  }
};

/// Not in the class, so that no list of facts is zeroed first.
inline BlockFacts::BlockFacts() = default;

/// The votes of all rules, in lists by block. cast() is O(1); a block's votes are few.
class Votes {
 public:
  struct Entry {
    float weight;
    std::uint32_t next;  ///< index + 1 of the block's previous vote, 0 = none
    Role role;
    BoilerplateKind kind;
    std::uint8_t use;  ///< counts, shown
    std::string_view rule;
  };
  /// A vote both counts and is shown by explain(), unless it is the sum of others or one of the summands.
  enum Use : std::uint8_t { counts = 1, shown = 2 };
  explicit Votes(std::pmr::memory_resource* memory) : heads_(memory), entries_(memory) {}
  void reset(std::size_t blocks) {
    heads_.assign(blocks, 0);
    roles_ = 0;
    entries_.clear();
    entries_.reserve(2 * blocks + 16);
  }
  /// `rule` must have static storage or live as long as the Rules.
  void cast(std::size_t block, Role role, float weight, std::string_view rule,
            BoilerplateKind kind = BoilerplateKind::none, std::uint8_t use = counts | shown) {
    roles_ |= 1u << static_cast<unsigned>(role);
    entries_.push_back({weight, heads_[block], role, kind, use, rule});
    heads_[block] = static_cast<std::uint32_t>(entries_.size());
  }
  /// Some block has a vote for the role.
  bool any(Role role) const { return (roles_ >> static_cast<unsigned>(role) & 1) != 0; }
  float sum(std::size_t block, Role role) const {
    float total = 0;
    for_each(block, [&](const Entry& e) { total += e.role == role && (e.use & counts) ? e.weight : 0; });
    return total;
  }
  /// The block's vote if it has one alone, and it counts; else null.
  const Entry* only(std::size_t block) const {
    const std::uint32_t at = heads_[block];
    if (at == 0 || entries_[at - 1].next != 0 || !(entries_[at - 1].use & counts)) return nullptr;
    return &entries_[at - 1];
  }
  /// Calls `each(entry)` for the block's votes, the last one first.
  template <class Each>
  void for_each(std::size_t block, Each each) const {
    for (std::uint32_t at = heads_[block]; at != 0; at = entries_[at - 1].next) each(entries_[at - 1]);
  }

 private:
  static_assert(static_cast<unsigned>(Role::count) <= 32);
  std::uint32_t roles_ = 0;  ///< as bits
  std::pmr::vector<std::uint32_t> heads_;
  std::pmr::vector<Entry> entries_;
};

/// Half-open range of block indices.
struct BlockRange {
  std::uint32_t first = 0, last = 0;
  bool contains(std::size_t block) const { return first <= block && block < last; }
  bool empty() const { return first >= last; }
};

/// What holds of some block: most rules that look for rare things have nowhere to look.
struct AnyBlock {
  std::uint64_t phrases = 0;
  std::uint32_t opens = 0;      ///< kinds of first tokens, as bits
  std::uint32_t bytes = ~0u;    ///< of the shortest
  std::uint32_t questions = 0;  ///< how many end with a question mark
  bool name_alone = false;      ///< some are as long as a name
  bool has(PhraseClass c) const { return (phrases >> static_cast<unsigned>(c) & 1) != 0; }
};

struct Context {
  const Page& page;
  const Tokens& tokens;
  const Rules& rules;
  Segments& out;
  bool keep_votes = false;  ///< explain: every rule casts its own vote
  /// For lists that live no longer than the Context.
  Memory* memory = &own_memory;
  Memory own_memory{};                         ///< if no other is given
  std::pmr::vector<BlockFacts> facts{memory};  ///< one a block, from gather_facts()
  /// Token::hash of the words of all blocks that tell what they are about: numbers, and words but the most
  /// frequent ones. There is room for every token, but memory only for what is written.
  std::uint16_t* telling = nullptr;
  /// What each block may be, as bits of sign:: in signs.hpp; filled up with zeroes to a multiple of 64.
  std::pmr::vector<std::uint16_t> signs{memory};
  AnyBlock any{};  ///< as `facts`, from gather_facts()
  Votes votes{memory};
  std::pmr::vector<float> story{memory};  ///< log-odds that a block is story, from score_body()
  std::vector<FieldLine> lines{};         ///< lines that may be bylines or date lines, by block
  std::vector<std::string> bios{};        ///< whom blocks begin to speak of: "ana ruiz", folded, sorted
  std::vector<std::uint32_t> inner{};     ///< decided blocks that read_fields() looks into
  BlockRange main{};                      ///< from the first to past the last story block, from score_body()

  std::size_t size() const { return page.blocks.size(); }
  std::string_view text(std::size_t block) const { return page.slice(page.blocks[block].span); }
  std::span<const std::uint16_t> telling_words(std::size_t block) const {
    return {telling + facts[block].telling_first, telling + facts[block].telling_last};
  }
  bool has_sign(std::uint16_t of, std::size_t block) const { return (signs[block] & of) != 0; }
  const Layout& layout(std::size_t block) const { return page.blocks[block].layout; }
  bool is_html() const { return page.format == Format::html; }
};

void gather_facts(Context& ctx);              // facts.cpp
DayOrder page_day_order(const Context& ctx);  // day_order.cpp
void vote_fields(Context& ctx);  // fields.cpp: bylines, dates, captions, contributors … by their own form
void score_body(Context& ctx);   // body.cpp: story or not, in context; sets story and main
void vote_forms(
    Context& ctx);  // forms.cpp: subhead, list item, table, blockquote, pull quote among the story
void vote_boilerplate(Context& ctx);  // boilerplate.cpp: the kind of what is not story
void place_structure(
    Context& ctx);          // fields.cpp: what depends on where the story lies: headline, kicker, deck …
void decide(Context& ctx);  // decide.cpp: fills out.decisions and out.votes
void read_fields(Context& ctx);  // fields.cpp: the parts inside the decided blocks: names, dates, credits …

}  // namespace nutgraf
