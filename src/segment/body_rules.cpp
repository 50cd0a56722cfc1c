// Which body rules hold for a block: its own form, then what stands around it.
#include "segment/body_rules.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace nutgraf {
namespace {

using F = BodyFamily;
using Cell = Neighbourhood::Cell;

/// The level of so many per cent, without a division.
template <std::size_t N>
std::size_t share_level(std::uint32_t part, std::uint32_t whole, const std::uint32_t (&limits)[N]) {
  std::size_t level = 0;
  for (std::uint32_t limit : limits) level += reaches(part, whole, limit + 1) ? 1 : 0;
  return level;
}

/// level_of() by a table, for many limits that are small.
template <std::uint32_t... Limits>
struct LevelTable {
  static constexpr std::uint32_t size = std::max({Limits...}) + 2;
  static constexpr std::array<std::uint8_t, size> levels = [] {
    std::array<std::uint8_t, size> table{};
    for (std::uint32_t value = 0; value < size; ++value)
      table[value] = static_cast<std::uint8_t>(((value > Limits ? 1 : 0) + ...));
    return table;
  }();
  static std::size_t of(std::uint32_t value) { return levels[std::min(value, size - 1)]; }
};

using SentenceLevels = LevelTable<0, 1, 2, 3, 5>;
using WordLevels = LevelTable<0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 100>;
using DistanceLevels = LevelTable<1, 2, 3, 5, 10, 20>;
using DensityLevels = LevelTable<3, 5, 8, 12, 18, 30>;
using RunLevels = LevelTable<0, 1, 2, 4, 8, 16, 40>;
using BlockLevels = LevelTable<0, 1, 3, 10, 30, 100>;
constexpr std::uint32_t share_limits[] = {0, 2, 10, 30, 60, 90, 98};
constexpr std::uint32_t prose_limits[] = {0, 30, 100, 300, 1000};

/// The levels of `ending` and `opening` by the kind of the last and first token.
struct KindLevels {
  std::array<std::uint8_t, static_cast<std::size_t>(TokenKind::symbol) + 1> ending, opening;
};
constexpr KindLevels kind_levels = [] {
  using enum TokenKind;
  KindLevels levels{};
  levels.ending.fill(6);
  levels.opening.fill(7);
  auto ending = [&](TokenKind kind) -> std::uint8_t& {
    return levels.ending[static_cast<std::size_t>(kind)];
  };
  auto opening = [&](TokenKind kind) -> std::uint8_t& {
    return levels.opening[static_cast<std::size_t>(kind)];
  };
  ending(period) = ending(ellipsis) = 0;
  ending(question) = 1;
  ending(exclamation) = 2;
  ending(colon) = 3;
  ending(comma) = ending(semicolon) = 4;
  opening(word) = 0;
  opening(number) = 1;
  opening(bullet) = 2;
  opening(quote_open) = opening(quote_plain) = 3;
  opening(paren_open) = 4;
  opening(dash) = 5;
  opening(handle) = opening(url) = opening(email) = 6;
  return levels;
}();

/// 0 short, 1 middling, 2 long.
std::size_t size_level(const BlockFacts& facts) {
  return (facts.words > 5 ? 1u : 0u) + (facts.words > 14 ? 1u : 0u);
}

/// "Ana Ruiz is a …", "Ana Ruiz covers …": how the lines about an author begin.
bool opens_with_name(const Context& ctx, const BlockFacts& facts) {
  std::uint32_t capitals = 0;
  for (std::uint32_t at = facts.first; at < std::min(facts.last, facts.first + 5); ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) return false;
    if (token.has(token_flag::capital)) {
      ++capitals;
      continue;
    }
    std::string_view word = ctx.page.slice({token.start, token.end()});
    return capitals >= 2 && (word == "is" || word == "covers" || word == "has" || word == "writes");
  }
  return false;
}

/// The sum of the rows of rules, four numbers at once.
class RowSum {
 public:
  explicit RowSum(const BodyModel::Row* rows) : rows_(rows) {}
  void add(std::uint16_t rule) {
    Four low, high;
    std::memcpy(&low, rows_[rule].data(), sizeof low);
    std::memcpy(&high, rows_[rule].data() + 4, sizeof high);
    low_ += low;
    high_ += high;
    highest_ = high > highest_ ? high : highest_;  // of which only the rank is asked for
    lowest_ = high < lowest_ ? high : lowest_;
  }
  BodyModel::Row row() const {
    BodyModel::Row row;
    std::memcpy(row.data(), &low_, sizeof low_);
    std::memcpy(row.data() + 4, &high_, sizeof high_);
    return row;
  }
  std::size_t highest_rank() const { return static_cast<std::size_t>(highest_[rank]); }
  std::size_t lowest_rank() const { return static_cast<std::size_t>(-lowest_[rank]); }

 private:
  using Four = float __attribute__((vector_size(16)));
  static constexpr std::size_t rank = BodyModel::rank - 4;
  static_assert(sizeof(BodyModel::Row) == 2 * sizeof(Four));
  const BodyModel::Row* rows_;
  Four low_{}, high_{}, highest_{}, lowest_{};
};

/// Adds the rules that hold for a block to `out`: a list of them, or the sum of their weights.
template <class Out>
class Lister {
 public:
  Lister(const Context& ctx, const Neighbourhood& around, std::size_t block, Out& out)
      : ctx_(ctx),
        around_(around),
        block_(block),
        facts_(ctx.facts[block]),
        cell_(around.cell(block)),
        size_(size_level(facts_)),
        out_(out) {}

  void list_all() {
    add(F::always, 0);
    list_length();
    list_letters();
    list_marks();
    list_topics();
    list_phrases();
    list_layout();
    list_votes();
    list_shapes();
    list_distances();
    list_windows();
    list_place();
    if (ctx_.is_html()) list_html();
  }

 private:
  void add(F family, std::size_t level) { out_.add(body_rule(family, level)); }
  void add_bits(F family, std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) add(family, static_cast<std::size_t>(std::countr_zero(bits)));
  }
  /// The cell `offset` blocks away; an empty one beyond the page.
  const Cell& at(std::ptrdiff_t offset) const { return *(&cell_ + offset); }

  void list_length() {
    add(F::words, WordLevels::of(facts_.words));
    add(F::ending, size_ * 7 + ending());
    add(F::sentences, SentenceLevels::of(facts_.sentences));
  }

  std::size_t ending() const {
    constexpr std::size_t bracket = 5, open = 6;
    const std::size_t level = kind_levels.ending[static_cast<std::size_t>(facts_.closes)];
    if (level != open || facts_.first == facts_.last) return level;
    return ctx_.tokens.tokens[facts_.last - 1].is(TokenKind::paren_close) ? bracket : open;
  }

  void list_letters() {
    const std::uint32_t words = facts_.words - facts_.numbers, digits = facts_.numbers;
    constexpr std::uint32_t stop_limits[] = {24, 44}, capital_limits[] = {29, 64};
    const std::size_t stop = 1 + share_level(facts_.stopwords, words, stop_limits);
    add(F::stopwords, size_ * 4 + (facts_.stopwords == 0 ? 0 : stop));
    const std::size_t capital = 2 + share_level(facts_.capitals, words, capital_limits);
    add(F::capitals, size_ * 5 + (facts_.capitals < 2 ? facts_.capitals : capital));
    if (words > 0 && facts_.all_caps * 10u >= words * 8u)
      add(F::shouting, words == 1 ? 0 : size_ == 0 ? 1 : 2);
    const std::size_t few = size_ == 2 ? 2 : 1;
    const std::size_t number = digits == facts_.words ? 4 : reaches(digits, facts_.words, 50) ? 3 : few;
    add(F::numbers, digits == 0 ? 0 : number);
    if (facts_.menu_words > 0 && size_ < 2)
      add(F::menu_words, reaches(facts_.menu_words, facts_.words, 100)  ? 2
                         : reaches(facts_.menu_words, facts_.words, 50) ? 1
                                                                        : 0);
  }

  void list_marks() {
    const std::size_t commas = std::min<std::size_t>(facts_.commas, 3);
    if (size_ == 2)
      add(F::commas, 6 + commas);
    else if (commas > 0)
      add(F::commas, size_ * 3 + commas - 1);
    add(F::opening, kind_levels.opening[static_cast<std::size_t>(facts_.opens)]);
    if (facts_.links > 0) add(F::mark, 0);
    if (facts_.symbols > 0) add(F::mark, facts_.symbols == 1 ? 1 : 2);
    if (facts_.months > 0 && facts_.numbers > 0) add(F::mark, size_ < 2 ? 3 : 4);
    if (facts_.quoted) add(F::mark, 5);
    if (facts_.lower_start) add(F::mark, 6);
    if (cell_.place_dash) add(F::mark, 7);
    if (cell_.credit) add(F::mark, size_ < 2 ? 8 : 9);
    if (facts_.words >= 8 && opens_with_name(ctx_, facts_)) add(F::mark, 10);
    if (facts_.said_beside_quote) add(F::mark, 11);
  }

  /// Words of other prose from which a block can be expected to share some of them.
  static constexpr std::uint32_t least_to_share = 60;
  void list_topics() {
    const std::uint32_t others = around_.prose_words - (cell_.prose ? facts_.words : 0u);
    if (others >= least_to_share) {
      add(F::shared_words, size_ * 5 + cell_.shared);
      add(F::topic_words, size_ * 5 + cell_.topic);
    }
    if (!cell_.prose) return;
    constexpr std::uint32_t limits[] = {10, 33, 60, 120, 200};
    add(F::beside_usual, share_level(facts_.words, around_.usual_words, limits));
  }

  void list_phrases() {
    const bool is_short = facts_.words <= 8;
    if (facts_.phrases != 0) {
      add_bits(is_short ? F::lead : F::lead_long, cell_.lead);
      add_bits(is_short ? F::inside : F::inside_long, cell_.inside & ~cell_.lead);
    }
    add_bits(F::after_lead, at(-1).lead);
    add_bits(F::before_lead, at(1).lead);
    add_bits(cell_.under_distance <= 3 ? F::under : F::under_far, cell_.under);
    if (cell_.seen != 0) list_seen();
    if (cell_.repeats > 1) add(F::repeats, size_ == 2 ? (facts_.again ? 3u : 2u) : cell_.repeats - 2u);
  }

  /// Headings of boilerplate above: they end a story, but not where its own container goes on.
  void list_seen() {
    const bool main = ctx_.is_html() && !around_.main_blocks.empty() &&
                      ctx_.layout(block_).container == around_.main_container;
    add_bits(main ? F::seen_main : cell_.prose ? F::seen_long : F::seen, cell_.seen);
  }

  /// Datelines: the second one opens another story.
  void list_place_dashes() {
    if (cell_.place_dash)
      add(F::place_dashes, cell_.place_dashes == 0 ? 0 : 1);
    else if (cell_.place_dashes > 0)
      add(F::place_dashes, cell_.place_dashes == 1 ? 2 : 3);
  }

  void list_layout() {
    const Layout& layout = ctx_.layout(block_);
    add(F::form, static_cast<std::size_t>(layout.form));
    std::size_t before = std::min<std::size_t>(layout.blank_before, 2);
    std::size_t after = std::min<std::size_t>(layout.blank_after, 2);
    add(F::blank, before * 3 + after);
  }

  void list_votes() {
    add_bits(F::vote, cell_.votes);
    add_bits(F::vote_strong, cell_.strong_votes);
    add_bits(F::after_vote, at(-1).votes);
    add_bits(F::before_vote, at(1).votes);
  }

  static std::size_t rough(const Cell& cell) {
    constexpr std::uint8_t levels[] = {0, 0, 1, 1, 2, 3, 3, 4};
    return levels[cell.shape];
  }

  void list_shapes() {
    const Cell &last = at(-1), &next = at(1);
    constexpr std::size_t n = level_count(BODY_SHAPES);
    add(F::after_shape, last.shape * n + cell_.shape);
    add(F::before_shape, cell_.shape * n + next.shape);
    add(F::around, (rough(last) * 5 + rough(cell_)) * 5 + rough(next));
    list_bylines();
    list_place_dashes();
    if (facts_.links > 0 && facts_.words > 5) add(F::tweet, 3);
    if ((at(-2).marks() | last.marks() | cell_.marks() | next.marks() | at(2).marks() | at(4).marks()) != 0)
      list_marked_near();
  }

  void list_marked_near() {
    for (std::ptrdiff_t ahead : {0, 1, 2})
      if (at(ahead).tweet_signature) add(F::tweet, static_cast<std::size_t>(ahead));
    if (at(-1).credit) add(F::after_credit, 0);
    constexpr std::ptrdiff_t ahead[] = {1, 2, 4};
    for (std::size_t i = 0; i < std::size(ahead); ++i)
      if (at(ahead[i]).place_dash) add(F::before_place_dash, i);
    constexpr std::ptrdiff_t offsets[] = {-1, 1, -2, 2};
    for (std::size_t i = 0; i < std::size(offsets); ++i)
      if (at(offsets[i]).dated) add(F::near_date, i);
  }

  void list_bylines() {
    constexpr std::uint32_t limits[] = {1, 2, 3, 5, 8};
    if (cell_.since_byline > 0 && cell_.since_byline <= 14)
      add(F::since_byline, level_of(cell_.since_byline, limits));
    if (cell_.since_date > 0 && cell_.since_date <= 14)
      add(F::since_date, level_of(cell_.since_date, limits));
    if (!cell_.prose) return;
    bool byline = cell_.since_byline > 0 && cell_.since_byline <= 14 && !cell_.prose_since_byline;
    bool date = cell_.since_date > 0 && cell_.since_date <= 14 && !cell_.prose_since_date;
    if (byline || date) add(F::first_prose_since, byline && date ? 2 : date ? 1 : 0);
  }

  void list_distances() {
    if (cell_.prose) return;
    auto level = [](std::uint32_t distance) { return distance == 0 ? 7 : DistanceLevels::of(distance); };
    add(F::since_prose, level(cell_.since_prose));
    add(F::until_prose, level(cell_.until_prose));
    bool open = cell_.since_prose == 0 || cell_.until_prose == 0;
    std::size_t gap = open ? 7 : DistanceLevels::of(cell_.since_prose + cell_.until_prose - 1);
    add(cell_.short_line ? F::gap_short : F::gap_mid, gap);
    add(F::run, RunLevels::of(cell_.run));
  }

  void list_windows() {
    const Neighbourhood::Sums* const here = around_.sums.data() + Neighbourhood::reach + block_;
    auto prose = [&](std::ptrdiff_t from, std::ptrdiff_t to) { return here[to].prose - here[from].prose; };
    auto words = [&](std::ptrdiff_t from, std::ptrdiff_t to) { return here[to].words - here[from].words; };
    using Of8 = LevelTable<0, 1, 3>;
    using Of20 = LevelTable<0, 2, 6>;
    add(F::prose3, prose(-3, 0) * 4 + prose(1, 4));
    add(F::prose8, Of8::of(prose(-8, 0)) * 4 + Of8::of(prose(1, 9)));
    add(F::prose20, Of20::of(prose(-20, 0)) * 4 + Of20::of(prose(1, 21)));
    add(F::density, DensityLevels::of(words(-2, 3) / 5));
    add(F::wide_density, DensityLevels::of(words(-7, 8) / 15));
  }

  void list_place() {
    std::uint32_t before = cell_.prose_before;
    std::uint32_t after = around_.prose_words - before - (cell_.prose ? facts_.words : 0u);
    std::size_t level =
        before == 0  ? 0
        : after == 0 ? 7
                     : std::clamp<std::size_t>(share_level(before, before + after, share_limits), 1, 6);
    add(cell_.short_line ? F::story_so_far_short : F::story_so_far, level);
    add(F::prose_before, level_of(before, prose_limits));
    add(F::prose_after, level_of(after, prose_limits));
    add(F::blocks_before, BlockLevels::of(static_cast<std::uint32_t>(block_)));
    add(F::blocks_after, BlockLevels::of(static_cast<std::uint32_t>(ctx_.size() - 1 - block_)));
    add(cell_.short_line ? F::page_prose_short : F::page_prose, around_.page_prose);
    add(F::page_blocks, around_.page_blocks);
  }

  void list_html() {
    const Layout& layout = ctx_.layout(block_);
    add(F::html, 0);
    std::uint32_t links = percent(layout.link_bytes, facts_.bytes);
    add(F::links, size_ * 5 + (links == 0 ? 0u : links < 25 ? 1u : links < 60 ? 2u : links < 95 ? 3u : 4u));
    add_bits(F::region, layout.regions & ((1u << level_count(BODY_REGIONS)) - 1));
    add_bits(F::hint, layout.hints & ~layout.own_hints);
    add_bits(F::own_hint, layout.own_hints);
    if (layout.heading > 0) add(F::heading, std::min<std::size_t>(layout.heading, 6) - 1);
    if (layout.bold_bytes * 10ull >= facts_.bytes * 9ull) add(F::bold, size_);
    if (layout.image_before) add(F::image, 0);
    list_containers(layout);
  }

  void list_containers(const Layout& layout) {
    constexpr std::uint32_t limits[] = {0, 10, 35, 70};
    std::uint32_t here = percent(around_.container_prose[layout.container], around_.prose_words);
    add(cell_.short_line ? F::container_prose_short : F::container_prose, level_of(here, limits));
    add(F::section_prose,
        level_of(percent(around_.section_prose[layout.section], around_.prose_words), limits));
    bool last = block_ > 0 && ctx_.layout(block_ - 1).container == layout.container;
    bool next = block_ + 1 < ctx_.size() && ctx_.layout(block_ + 1).container == layout.container;
    add(F::same_container, last ? (next ? 2 : 0) : (next ? 1 : 3));
    if (!around_.main_blocks.empty()) {
      const std::size_t place = block_ < around_.main_blocks.first           ? 0
                                : block_ >= around_.main_blocks.last         ? 3
                                : layout.container == around_.main_container ? 1
                                                                             : 2;
      add(F::main_span, size_ * 4 + place);
    }
    int depth = static_cast<int>(layout.indent) - static_cast<int>(around_.usual_depth);
    add(F::depth, depth < -2 ? 0 : depth < 0 ? 1 : depth == 0 ? 2 : depth <= 2 ? 3 : 4);
    if ((around_.regions & region::main) && !(layout.regions & region::main)) add(F::outside, 0);
    if ((around_.regions & region::article) && !(layout.regions & region::article)) add(F::outside, 1);
  }

  const Context& ctx_;
  const Neighbourhood& around_;
  std::size_t block_;
  const BlockFacts& facts_;
  const Cell& cell_;
  const std::size_t size_;
  Out& out_;
};

std::vector<std::string_view> split(std::string_view levels) {
  std::vector<std::string_view> out;
  for (std::size_t end; (end = levels.find(' ')) != std::string_view::npos; levels.remove_prefix(end + 1))
    out.push_back(levels.substr(0, end));
  out.push_back(levels);
  return out;
}

void append_names(const BodyFamilyInfo& family, std::vector<std::string>& names) {
  std::vector<std::string_view> levels = split(family.levels);
  std::vector<std::string> row{std::string(family.name)};
  for (int p = 0; p < family.power; ++p) {
    std::vector<std::string> longer;
    for (const std::string& name : row)
      for (std::string_view level : levels)
        longer.push_back(level.empty() ? name : name + "-" + std::string(level));
    row = std::move(longer);
  }
  names.insert(names.end(), row.begin(), row.end());
}

}  // namespace

const std::vector<std::string>& body_rule_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const BodyFamilyInfo& family : body_families) append_names(family, all);
    return all;
  }();
  return names;
}

void body_rules(const Context& ctx, const Neighbourhood& around, std::size_t block, BodyRules& out) {
  out.count = 0;
  Lister(ctx, around, block, out).list_all();
}

BodyScore score_rules(const Context& ctx, const Neighbourhood& around, std::size_t block) {
  const BodyModel& model = *ctx.rules.body_model;
  RowSum sum(model.rows.data());
  Lister(ctx, around, block, sum).list_all();
  return {sum.row(), model.towards[sum.highest_rank()], model.against[sum.lowest_rank()]};
}

}  // namespace nutgraf
