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

/// level_of() by a table, for limits that are small.
template <std::uint32_t... Limits>
struct LevelTable {
  static constexpr std::uint32_t size = std::max({Limits...}) + 2;
  static constexpr std::array<std::uint8_t, size> levels = [] {
    std::array<std::uint8_t, size> table{};
    for (std::uint32_t value = 0; value < size; ++value)
      table[value] = static_cast<std::uint8_t>(((value > Limits ? 1 : 0) + ...));
    return table;
  }();
  static std::size_t of(std::uint32_t value) { return levels[value < size ? value : size - 1]; }
};

using SentenceLevels = LevelTable<0, 1, 2, 3, 5>;
using WordLevels = LevelTable<0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 100>;
using DistanceLevels = LevelTable<1, 2, 3, 5, 10, 20>;
/// A distance of 0 is none.
constexpr auto distance_levels = [] {
  auto levels = DistanceLevels::levels;
  levels[0] = 7;
  return levels;
}();
using DensityLevels = LevelTable<3, 5, 8, 12, 18, 30>;
using RunLevels = LevelTable<0, 1, 2, 4, 8, 16, 40>;
using BlockLevels = LevelTable<0, 1, 3, 10, 30, 100>;
using BylineLevels = LevelTable<1, 2, 3, 5, 8>;
using StopLevels = LevelTable<24, 44>;
using CapitalLevels = LevelTable<29, 64>;
using UsualLevels = LevelTable<10, 33, 60, 120, 200>;
using ShareLevels = LevelTable<0, 2, 10, 30, 60, 90, 98>;
using ProseLevels = LevelTable<0, 30, 100, 300, 1000>;

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

/// Two words with capitals, as nearly all lines begin that begin with a name, and few others.
bool opens_with_capitals(const Context& ctx, const BlockFacts& facts) {
  if (facts.words < 8) return false;
  const Token* const tokens = ctx.tokens.tokens.data() + facts.first;
  const int both = tokens[0].flags & tokens[1].flags & token_flag::capital;
  return ((tokens[0].kind == TokenKind::word) & (tokens[1].kind == TokenKind::word) & (both != 0)) != 0;
}

/// "Ana Ruiz is a …", "Ana Ruiz covers …": how the lines about an author begin.
bool opens_with_name(const Context& ctx, const BlockFacts& facts) {
  if (!opens_with_capitals(ctx, facts)) return false;
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

/// Gives Out the rules that hold for a block. Only what few blocks have is asked for by a branch: no block's
/// rules tell the next one's.
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
    if (!cell_.prose) list_distances();
    list_windows();
    list_place();
    if (ctx_.is_html()) list_html();
  }

 private:
  void add(F family, std::size_t level) { out_.add(body_rule(family, level)); }
  void add_if(bool holds, F family, std::size_t level) { out_.add_if(holds, body_rule(family, level)); }
  void add_bits(F family, std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) add(family, static_cast<std::size_t>(std::countr_zero(bits)));
  }
  /// The family of two that is for this block: short lines have some of their own.
  F for_short(F is_short, F other) const {
    return static_cast<F>(
        pick(cell_.short_line, static_cast<unsigned>(is_short), static_cast<unsigned>(other)));
  }
  /// Its words of prose.
  std::uint32_t own_prose() const { return pick(cell_.prose, facts_.words, 0); }
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
    const Percent percent(words);
    const std::size_t stop = 1 + StopLevels::of(percent.of(facts_.stopwords));
    add(F::stopwords, size_ * 4 + (facts_.stopwords == 0 ? 0 : stop));
    const std::size_t capital = 2 + CapitalLevels::of(percent.of(facts_.capitals));
    add(F::capitals, size_ * 5 + (facts_.capitals < 2 ? facts_.capitals : capital));
    if ((words > 0) & (facts_.all_caps * 10u >= words * 8u))
      add(F::shouting, words == 1 ? 0 : size_ == 0 ? 1 : 2);
    const std::uint32_t few = 1 + (size_ >> 1 & 1), all = digits == facts_.words ? 1 : 0;
    const std::uint32_t number = pick(2 * digits >= facts_.words, 3 + all, few);
    add(F::numbers, pick(digits == 0, 0, number));
    add_if(
        (facts_.menu_words > 0) & (size_ < 2), F::menu_words,
        (2u * facts_.menu_words >= facts_.words ? 1u : 0u) + (facts_.menu_words >= facts_.words ? 1u : 0u));
  }

  void list_marks() {
    const std::size_t commas = std::min<std::size_t>(facts_.commas, 3);
    add_if((size_ == 2) | (commas > 0), F::commas, size_ == 2 ? 6 + commas : size_ * 3 + commas - 1);
    add(F::opening, kind_levels.opening[static_cast<std::size_t>(facts_.opens)]);
    const bool dated = (facts_.months > 0) & (facts_.numbers > 0);
    const std::uint32_t is_long = size_ == 2 ? 1 : 0;
    auto bit = [](bool holds, std::uint32_t level) { return std::uint32_t{holds} << level; };
    const std::uint32_t bits = bit(facts_.links > 0, 0) | bit(facts_.symbols == 1, 1) |
                               bit(facts_.symbols > 1, 2) | bit(facts_.lower_start, 6) |
                               bit(cell_.place_dash, 7) | bit(cell_.credit, 8 + is_long) |
                               bit(opens_with_name(ctx_, facts_), 10);
    add_if(dated, F::mark, 3 + is_long);
    add_if(facts_.quoted, F::mark, 5);
    add_if(facts_.said_beside_quote, F::mark, 11);
    // the others are rare
    add_bits(F::mark, bits);
  }

  /// Words of other prose from which a block can be expected to share some of them.
  static constexpr std::uint32_t least_to_share = 60;
  void list_topics() {
    const std::uint32_t others = around_.prose_words - own_prose();
    add_if(others >= least_to_share, F::shared_words, size_ * 5 + cell_.shared);
    add_if(others >= least_to_share, F::topic_words, size_ * 5 + cell_.topic);
    add_if(cell_.prose, F::beside_usual, UsualLevels::of(around_.percent_of_usual.of(facts_.words)));
  }

  void list_phrases() {
    if (facts_.phrases != 0) {
      const bool is_short = facts_.words <= 8;
      add_bits(is_short ? F::lead : F::lead_long, cell_.lead);
      add_bits(is_short ? F::inside : F::inside_long, cell_.inside & ~cell_.lead);
    }
    if ((at(-1).lead | at(1).lead | cell_.under) != 0) {
      add_bits(F::after_lead, at(-1).lead);
      add_bits(F::before_lead, at(1).lead);
      add_bits(cell_.under_distance <= 3 ? F::under : F::under_far, cell_.under);
    }
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
    const std::size_t before = cell_.place_dashes;
    if (cell_.place_dash | (before > 0))
      add(F::place_dashes, cell_.place_dash ? (before == 0 ? 0u : 1u) : (before == 1 ? 2u : 3u));
  }

  void list_layout() {
    const Layout& layout = ctx_.layout(block_);
    add(F::form, static_cast<std::size_t>(layout.form));
    std::size_t before = std::min<std::size_t>(layout.blank_before, 2);
    std::size_t after = std::min<std::size_t>(layout.blank_after, 2);
    add(F::blank, before * 3 + after);
  }

  void list_votes() {
    if ((cell_.votes | at(-1).votes | at(1).votes) == 0) return;
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
    if ((cell_.since_byline | cell_.since_date) != 0) list_bylines();
    list_place_dashes();
    if ((facts_.links > 0) & (facts_.words > 5)) add(F::tweet, 3);
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
    constexpr std::uint32_t reach = 14;
    const bool byline = cell_.since_byline - 1u < reach, date = cell_.since_date - 1u < reach;
    add_if(byline, F::since_byline, BylineLevels::of(cell_.since_byline));
    add_if(date, F::since_date, BylineLevels::of(cell_.since_date));
    const bool first = byline & !cell_.prose_since_byline, first_date = date & !cell_.prose_since_date;
    add_if(cell_.prose & (first | first_date), F::first_prose_since,
           (first & first_date) ? 2
           : first_date         ? 1
                                : 0);
  }

  /// Of what is no prose.
  void list_distances() {
    auto level = [](std::uint32_t distance) {
      return distance_levels[distance < distance_levels.size() ? distance : distance_levels.size() - 1];
    };
    add(F::since_prose, level(cell_.since_prose));
    add(F::until_prose, level(cell_.until_prose));
    const bool open = (cell_.since_prose == 0) | (cell_.until_prose == 0);
    const auto level_between =
        static_cast<std::uint32_t>(DistanceLevels::of(cell_.since_prose + cell_.until_prose - 1));
    add(for_short(F::gap_short, F::gap_mid), pick(open, 7, level_between));
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
    const std::uint32_t before = cell_.prose_before;
    const std::uint32_t after = around_.prose_words - before - own_prose();
    const std::size_t share = ShareLevels::of(Percent(before + after).of(before));
    const auto inner = static_cast<std::uint32_t>(std::clamp<std::size_t>(share, 1, 6));
    add(for_short(F::story_so_far_short, F::story_so_far), pick(before == 0, 0, pick(after == 0, 7, inner)));
    add(F::prose_before, ProseLevels::of(before));
    add(F::prose_after, ProseLevels::of(after));
    add(F::blocks_before, BlockLevels::of(static_cast<std::uint32_t>(block_)));
    add(F::blocks_after, BlockLevels::of(static_cast<std::uint32_t>(ctx_.size() - 1 - block_)));
    add(for_short(F::page_prose_short, F::page_prose), around_.page_prose);
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

/// Adds up what rules weigh as they are found: none is listed.
class RuleSums {
 public:
  explicit RuleSums(const BodyModel& model) : model_(model) {}
  void add(std::uint16_t rule) {
    Eight row;
    std::memcpy(&row, model_.rows[rule].data(), sizeof row);
    sums_ += row;
    highest_ = row > highest_ ? row : highest_;
    lowest_ = row < lowest_ ? row : lowest_;
  }
  void add_if(bool holds, std::uint16_t rule) {
    add(static_cast<std::uint16_t>(pick(holds, rule, no_body_rule)));
  }
  BodyScore score() const {
    BodyScore score;
    for (std::size_t i = 0; i < score.sums.size(); ++i) score.sums[i] = sums_[i] * BodyModel::unit;
    score.towards = model_.towards[static_cast<std::size_t>(highest_[BodyModel::rank])];
    score.against = model_.against[static_cast<std::size_t>(-lowest_[BodyModel::rank])];
    return score;
  }

 private:
  using Eight = std::int16_t __attribute__((vector_size(16)));
  static_assert(sizeof(BodyModel::Weights) == sizeof(Eight));
  const BodyModel& model_;
  Eight sums_{}, highest_{}, lowest_{};  // of the last two only the rank is asked for
};

std::vector<std::string_view> split(std::string_view levels) {
  std::vector<std::string_view> out;
  for (std::size_t end; (end = levels.find(' ')) != std::string_view::npos; levels.remove_prefix(end + 1))
    out.push_back(levels.substr(0, end));
  out.push_back(levels);
  return out;
}

/// All names, one after another.
struct Names {
  std::string letters;
  std::array<std::uint16_t, body_rule_count + 1> starts{};
};

/// Appends the name of a rule of the family, counted from its first.
void append_name(const BodyFamilyInfo& family, const std::vector<std::string_view>& levels, std::size_t rule,
                 std::string& to) {
  to += family.name;
  std::size_t below = 1;  // combinations of the levels after this one
  for (int p = 1; p < family.power; ++p) below *= levels.size();
  for (int p = 0; p < family.power; ++p, below /= levels.size()) {
    const std::string_view level = levels[rule / below % levels.size()];
    if (!level.empty()) to += '-';
    to += level;
  }
}

Names all_names() {
  Names all;
  for (std::size_t i = 0; i < body_family_count; ++i) {
    const std::vector<std::string_view> levels = split(body_families[i].levels);
    for (std::size_t rule = body_bases[i]; rule < body_bases[i + 1]; ++rule) {
      all.starts[rule] = static_cast<std::uint16_t>(all.letters.size());
      append_name(body_families[i], levels, rule - body_bases[i], all.letters);
    }
  }
  all.starts[body_rule_count] = static_cast<std::uint16_t>(all.letters.size());
  return all;
}

}  // namespace

std::string_view body_rule_name(std::size_t rule) {
  static const Names names = all_names();
  const std::size_t start = names.starts[rule];
  return std::string_view(names.letters).substr(start, names.starts[rule + 1] - start);
}

void body_rules(const Context& ctx, const Neighbourhood& around, std::size_t block, BodyRules& out) {
  out.count = 0;
  Lister(ctx, around, block, out).list_all();
}

BodyScore score_rules(const Context& ctx, const Neighbourhood& around, std::size_t block) {
  RuleSums sums(*ctx.rules.body_model);
  Lister(ctx, around, block, sums).list_all();
  return sums.score();
}

}  // namespace nutgraf
