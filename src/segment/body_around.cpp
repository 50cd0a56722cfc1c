// The page as the body rules about neighbours see it: a small record a block, sums and distances.
#include <algorithm>
#include <array>
#include <bit>

#include "segment/body_rules.hpp"

namespace nutgraf {
namespace {

using Cell = Neighbourhood::Cell;

/// The phrase classes of BODY_PHRASES, in its order.
constexpr PhraseClass phrase_levels[] = {
    PhraseClass::promotion,  PhraseClass::newsletter,    PhraseClass::related,   PhraseClass::share,
    PhraseClass::navigation, PhraseClass::advertisement, PhraseClass::copyright, PhraseClass::cookie,
    PhraseClass::comments,   PhraseClass::author_bio,    PhraseClass::contents,  PhraseClass::section_head,
    PhraseClass::player,     PhraseClass::references};
constexpr std::size_t phrase_count = std::size(phrase_levels);
static_assert(phrase_count == level_count(BODY_PHRASES));

/// The roles of BODY_ROLES, in its order.
constexpr Role role_levels[] = {Role::headline,   Role::kicker,  Role::deck,       Role::byline,
                                Role::date_line,  Role::caption, Role::credit,     Role::contributor,
                                Role::correction, Role::note,    Role::boilerplate};
static_assert(std::size(role_levels) == level_count(BODY_ROLES));

std::uint16_t phrase_bits(std::uint64_t classes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < phrase_count; ++i)
    bits |= (classes >> static_cast<unsigned>(phrase_levels[i]) & 1) << i;
  return static_cast<std::uint16_t>(bits);
}

/// The later condition wins: choices in place of branches, which no block foretells for the next.
BlockShape shape_of(const BlockFacts& facts, const Layout& layout) {
  const bool ends = facts.ends_sentence(), colon = facts.closes == TokenKind::colon;
  const bool is_long = facts.words > 12, is_tiny = facts.words <= 3;
  std::uint32_t shape = pick(ends, sentence, plain);
  shape = pick(colon | (facts.closes == TokenKind::question), asking, shape);
  shape = pick(is_tiny & !ends, tiny, shape);
  shape = pick(is_long, pick(ends | colon | (facts.sentences > 0), prose, open_line), shape);
  if (layout.form == BlockForm::button) shape = is_tiny ? tiny : plain;
  if (layout.form == BlockForm::list_item) shape = item;
  return static_cast<BlockShape>(pick(facts.words == facts.numbers, wordless, shape));
}

/// "LOWMARK (LW) — …", "LOWMARK, Ore. — …": a dash among the first words, after a bracket or capitals.
bool opens_with_place(const Context& ctx, const BlockFacts& facts) {
  if ((facts.words < 8) | !facts.has(TokenKind::dash)) return false;
  const Token* const first = ctx.tokens.tokens.data() + facts.first;
  const bool lower = (first[1].flags & (token_flag::capital | token_flag::all_caps)) == 0;
  if ((first[1].kind == TokenKind::word) & lower & !first->is(TokenKind::paren_open)) return false;
  std::uint32_t end = std::min(facts.last, facts.first + 14);
  bool marked = false, bracket = false;
  for (std::uint32_t at = facts.first; at < end; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    bracket = (bracket || token.is(TokenKind::paren_open)) && !token.is(TokenKind::paren_close);
    if (bracket) continue;
    marked = marked || token.is(TokenKind::paren_close) || token.has(token_flag::all_caps);
    if (token.is(TokenKind::dash)) return marked && at > facts.first;
    if (token.is(TokenKind::word) && !token.has(token_flag::capital) && !token.has(token_flag::all_caps))
      return false;
  }
  return false;
}

/// "… (Mia Stone/LP via LW)": a bracket at the end that holds a slash or "via", "photo", "courtesy".
bool closes_with_credit(const Context& ctx, const BlockFacts& facts) {
  if (!facts.has(TokenKind::paren_close)) return false;
  if (facts.last - facts.first < 3 || !ctx.tokens.tokens[facts.last - 1].is(TokenKind::paren_close))
    return false;
  for (std::uint32_t at = facts.last - 1; at > facts.first && facts.last - at < 14; --at) {
    const Token& token = ctx.tokens.tokens[at - 1];
    if (token.is(TokenKind::paren_open)) return false;
    if (token.is(TokenKind::slash) || ctx.rules.is(token, WordClass::photo_word)) return true;
  }
  return false;
}

void note_votes(const Context& ctx, std::size_t block, Cell& cell) {
  float sums[std::size(role_levels)] = {};
  bool any = false;
  ctx.votes.for_each(block, [&](const Votes::Entry& vote) {
    for (std::size_t i = 0; i < std::size(role_levels); ++i)
      if (vote.role == role_levels[i]) sums[i] += vote.weight, any = true;
  });
  if (!any) return;
  for (std::size_t i = 0; i < std::size(role_levels); ++i) {
    if (sums[i] > 0.5f) cell.votes = static_cast<std::uint16_t>(cell.votes | 1u << i);
    if (sums[i] > 2.5f) cell.strong_votes = static_cast<std::uint16_t>(cell.strong_votes | 1u << i);
  }
}

/// "FILE - …" opens like a dateline.
constexpr std::uint16_t caption_bit = 1u << 5;
static_assert(role_levels[5] == Role::caption);

/// Fills an empty cell with what the block itself shows.
void fill_cell(const Context& ctx, std::size_t block, Cell& cell) {
  const BlockFacts& facts = ctx.facts[block];
  cell.shape = shape_of(facts, ctx.layout(block));
  cell.prose = (cell.shape == prose) | ((cell.shape == item) & (facts.words >= 15) & facts.ends_sentence());
  cell.short_line = (facts.words <= 6) & !facts.ends_sentence();
  cell.dated = (facts.months > 0) & (facts.numbers > 0) & (facts.words <= 12);
  cell.repeats = static_cast<std::uint8_t>(std::min<int>(facts.repeats, 3));
  cell.tweet_signature = (facts.opens == TokenKind::dash) & (facts.links > 0) & (facts.numbers > 0);
  cell.credit = closes_with_credit(ctx, facts);
  if (facts.phrases != 0) {
    cell.lead = phrase_bits(facts.leads);
    cell.inside = phrase_bits(facts.phrases);
  }
  note_votes(ctx, block, cell);
  cell.place_dash = !(cell.strong_votes & caption_bit) && opens_with_place(ctx, facts);
}

/// The place of a block in a run of its kind, which is that long so far; 0 if it is of another.
std::uint16_t next_in_run(std::uint16_t run, bool belongs) {
  return static_cast<std::uint16_t>(pick(belongs, run + (run < 0xFFFFu ? 1u : 0u), 0));
}

/// Sums and memories that run down the page.
void sweep_down(const Context& ctx, Neighbourhood& around) {
  std::uint32_t prose_words = 0, since = 0;
  std::uint16_t seen = 0, under = 0, distance = 0, run = 0, stretch = 0;
  std::uint8_t place_dashes = 0;
  bool met = false;
  Neighbourhood::Sums above{};
  Neighbourhood::Sums* sums = around.sums.data() + Neighbourhood::reach;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const BlockFacts& facts = ctx.facts[block];
    Cell& cell = around.cell(block);
    *sums++ = above;
    cell.prose_before = prose_words;
    since += met ? 1 : 0;
    cell.since_prose = since;
    cell.seen = seen;
    cell.under = under;
    cell.under_distance = distance;
    cell.place_dashes = place_dashes;
    place_dashes =
        static_cast<std::uint8_t>(place_dashes + ((cell.place_dash & (place_dashes < 255)) ? 1 : 0));
    above.words += facts.words;
    distance = static_cast<std::uint16_t>(distance + (distance < 0xFFFF ? 1 : 0));
    const bool heads = !cell.prose & (facts.words <= 8) & (cell.lead != 0);
    seen = static_cast<std::uint16_t>(seen | pick(heads & (prose_words >= 100), cell.lead, 0));
    distance = static_cast<std::uint16_t>(pick(heads, 0, distance));
    under = static_cast<std::uint16_t>(pick(heads, cell.lead, pick(cell.prose, 0, under)));
    prose_words += pick(cell.prose, facts.words, 0);
    above.prose += cell.prose ? 1u : 0u;
    since = pick(cell.prose, 0, since);
    met |= cell.prose;
    cell.run = run = next_in_run(run, cell.short_line);
    cell.stretch = stretch = next_in_run(stretch, !cell.prose);
  }
  std::fill(sums, around.sums.data() + around.sums.size(), above);
  around.words = above.words;
  around.prose_words = prose_words;
}

/// In how many blocks of prose each telling word stands; of a page with more than 255, in the first of them.
/// The words of all blocks are gone through at one go: a loop for each block would end where none foretells.
class TopicTable {
 public:
  explicit TopicTable(const Context& ctx)
      : ctx_(ctx),
        size_(ctx.facts.empty() ? 0 : ctx.facts.back().telling_last),
        counts_(ctx.memory),
        marks_(ctx.memory),
        steps_(size_ + 1, 0, ctx.memory),
        sums_(take<std::uint64_t>(*ctx.memory, size_ + 1)) {
    bits_ = std::clamp(static_cast<unsigned>(std::bit_width(4 * std::max<std::size_t>(size_, 1) - 1)),
                       least_bits, most_bits);
    counts_.resize(std::size_t{1} << bits_);
    marks_.resize(std::size_t{1} << bits_);
  }
  /// Counts blocks of prose that follow one another, each once for each of its words.
  void count(BlockRange prose) {
    prose.last = std::min(prose.last, prose.first + (most - blocks_));
    if (prose.empty()) return;
    blocks_ += prose.last - prose.first;
    const std::span<const BlockFacts> facts =
        std::span(ctx_.facts).subspan(prose.first, prose.last - prose.first);
    for (const BlockFacts& f : facts) ++steps_[f.telling_first];
    count_words(facts.front().telling_first, facts.back().telling_last);
  }
  /// When all are counted: what words add to the sums of their blocks.
  void sum_up() {
    const std::uint16_t* const words = ctx_.telling;
    const std::uint8_t* const counts = counts_.data();
    const unsigned shift = 16 - bits_;
    weigh_counts();
    std::uint64_t* const sums = sums_;
    std::uint64_t sum = 0;
#pragma GCC unroll 2
    for (std::size_t i = 0; i < size_; ++i) {
      sums[i] = sum;
      sum += adds_[counts[words[i] >> shift]];
    }
    sums[size_] = sum;
  }
  /// How many of a block's words stand in more than its own, and in an eighth of all.
  void measure(std::size_t block, Cell& cell) const {
    const std::uint32_t first = ctx_.facts[block].telling_first, last = ctx_.facts[block].telling_last;
    const std::uint32_t size = std::min(last - first, lane_mask);
    const std::uint64_t sums = (sums_[first + size] - sums_[first]) >> (cell.prose ? 2 * lane : 0);
    const Percent percent(size);
    cell.shared = level(percent.of(static_cast<std::uint32_t>(sums) & lane_mask));
    cell.topic = level(percent.of(static_cast<std::uint32_t>(sums >> lane) & lane_mask));
  }

 private:
  static constexpr std::uint32_t most = 0xFF;
  static constexpr unsigned least_bits = 8, most_bits = 14;
  static constexpr unsigned lane = 16;
  static constexpr std::uint32_t lane_mask = (1u << lane) - 1;
  static std::uint8_t level(std::uint32_t share) {
    return static_cast<std::uint8_t>(level_of(share, Neighbourhood::share_levels));
  }
  void count_words(std::uint32_t first, std::uint32_t last) {
    const std::uint16_t* const words = ctx_.telling;
    const std::uint8_t* const steps = steps_.data();
    std::uint8_t *const counts = counts_.data(), *const marks = marks_.data();
    const unsigned shift = 16 - bits_;
    std::uint8_t mark = mark_;
#pragma GCC unroll 2
    for (std::uint32_t i = first; i < last; ++i) {
      const std::uint32_t word = words[i] >> shift;
      mark = static_cast<std::uint8_t>(mark + steps[i]);
      counts[word] = static_cast<std::uint8_t>(counts[word] + (marks[word] != mark ? 1 : 0));
      marks[word] = mark;
    }
    mark_ = mark;
  }
  /// By its count, in lanes: 1 if a word stands in other blocks, 1 if it stands in an eighth of all; then the
  /// same where the block's own is among them.
  void weigh_counts() {
    const std::uint32_t often = std::max(3u, blocks_ / 8);
    auto lanes = [=](std::uint32_t count, std::uint32_t own) {
      return std::uint64_t{count >= often + own} << lane | (count > own ? 1u : 0u);
    };
    for (std::uint32_t count = 0; count <= blocks_; ++count)
      adds_[count] = lanes(count, 0) | lanes(count, 1) << 2 * lane;
  }
  const Context& ctx_;
  std::size_t size_;                          ///< words of all blocks
  unsigned bits_;                             ///< of the hashes that tell words apart
  std::pmr::vector<std::uint8_t> counts_;     ///< of each word: how many blocks have it
  std::pmr::vector<std::uint8_t> marks_;      ///< … and the mark of the last of them
  std::pmr::vector<std::uint8_t> steps_;      ///< what is added to the mark of blocks before each word
  std::uint64_t* sums_;                       ///< what the words before each one add
  std::array<std::uint64_t, most + 1> adds_;  ///< by count
  std::uint32_t blocks_ = 0;                  ///< counted: their marks are 1, 2 …
  std::uint8_t mark_ = 0;                     ///< of the last one
};

void measure_topics(const Context& ctx, Neighbourhood& around) {
  TopicTable table(ctx);
  std::uint64_t squares = 0;
  const auto size = static_cast<std::uint32_t>(ctx.size());
  for (std::uint32_t block = 0; block < size; ++block) {
    const std::uint32_t first = block;
    for (; block < size && around.cell(block).prose; ++block)
      squares += std::uint64_t{ctx.facts[block].words} * ctx.facts[block].words;
    table.count({first, block});
  }
  table.sum_up();
  for (std::size_t block = 0; block < ctx.size(); ++block) table.measure(block, around.cell(block));
  if (around.prose_words > 0)
    around.percent_of_usual = Percent(static_cast<std::uint32_t>(squares / around.prose_words));
}

constexpr std::uint16_t byline_bit = 1u << 3, date_bit = 1u << 4;
static_assert(role_levels[3] == Role::byline && role_levels[4] == Role::date_line);

/// How far above the last byline and the last date line stand, and whether prose stands between.
void sweep_bylines(Neighbourhood& around) {
  std::uint8_t byline = 0, date = 0;
  bool prose_byline = false, prose_date = false;
  for (Cell& cell : around.blocks()) {
    cell.since_byline = byline;
    cell.since_date = date;
    cell.prose_since_byline = prose_byline;
    cell.prose_since_date = prose_date;
    if (byline != 0 && byline < 255) ++byline;
    if (date != 0 && date < 255) ++date;
    prose_byline |= cell.prose;
    prose_date |= cell.prose;
    if (cell.strong_votes & byline_bit) byline = 1, prose_byline = false;
    if (cell.strong_votes & date_bit) date = 1, prose_date = false;
  }
}

/// The length of the run in which a block has that place, by that of the block below: 0 if it is in none.
std::uint16_t run_of(std::uint16_t place, std::uint16_t below) {
  return static_cast<std::uint16_t>(pick((place != 0) & (below != 0), below, place));
}

/// Distances to the next prose, and from the places in runs the lengths of runs.
void sweep_up(Neighbourhood& around) {
  std::uint32_t until = 0;
  std::uint16_t run = 0, stretch = 0;  // of the block below
  bool met = false;
  for (std::size_t block = around.blocks().size(); block-- > 0;) {
    Cell& cell = around.cell(block);
    until += met ? 1 : 0;
    cell.until_prose = until;
    until = pick(cell.prose, 0, until);
    met |= cell.prose;
    cell.run = run = run_of(cell.run, run);
    cell.stretch = stretch = run_of(cell.stretch, stretch);
  }
}

void add_to(std::vector<std::uint32_t>& sums, std::uint32_t id, std::uint32_t words) {
  if (id >= sums.size()) sums.resize(id + 1, 0);
  sums[id] += words;
}

/// The container with most prose, and the blocks that it reaches over.
void find_main_container(const Context& ctx, Neighbourhood& around) {
  const auto& prose = around.container_prose;
  const auto most = std::max_element(prose.begin(), prose.end());
  if (most == prose.end() || *most == 0) return;
  around.main_container = static_cast<std::uint32_t>(most - prose.begin());
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    if (!around.cell(block).prose || ctx.layout(block).container != around.main_container) continue;
    if (around.main_blocks.empty()) around.main_blocks.first = static_cast<std::uint32_t>(block);
    around.main_blocks.last = static_cast<std::uint32_t>(block) + 1;
  }
}

/// Where the prose of a saved page lies: by container, by section, at which depth.
void measure_containers(const Context& ctx, Neighbourhood& around) {
  if (!ctx.is_html()) return;
  std::uint64_t depth = 0;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const Layout& layout = ctx.layout(block);
    std::uint32_t words = around.cell(block).prose ? ctx.facts[block].words : 0u;
    add_to(around.container_prose, layout.container, words);
    add_to(around.section_prose, layout.section, words);
    depth += static_cast<std::uint64_t>(words) * layout.indent;
    if (words > 0) around.regions |= layout.regions;
  }
  find_main_container(ctx, around);
  if (around.prose_words > 0) around.usual_depth = static_cast<std::uint32_t>(depth / around.prose_words);
}

void measure_page(const Context& ctx, Neighbourhood& around) {
  constexpr std::uint32_t shares[] = {10, 25, 40, 55, 70, 85, 97}, blocks[] = {3, 10, 30, 100, 300, 1000};
  around.page_prose = level_of(percent(around.prose_words, around.words), shares);
  around.page_blocks = level_of(static_cast<std::uint32_t>(ctx.size()), blocks);
}

}  // namespace

Neighbourhood look_around(const Context& ctx) {
  Neighbourhood around(ctx.memory);
  around.cells.resize(ctx.size() + 2 * Neighbourhood::margin);
  around.sums.resize(ctx.size() + 1 + 2 * Neighbourhood::reach);
  for (std::size_t block = 0; block < ctx.size(); ++block) fill_cell(ctx, block, around.cell(block));
  sweep_down(ctx, around);
  sweep_up(around);
  if (ctx.votes.any(Role::byline) || ctx.votes.any(Role::date_line)) sweep_bylines(around);
  measure_page(ctx, around);
  measure_topics(ctx, around);
  measure_containers(ctx, around);
  return around;
}

}  // namespace nutgraf
