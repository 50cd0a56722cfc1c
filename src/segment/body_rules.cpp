// Which body rules hold for a block: its own form, then what stands around it.
#include "segment/body_rules.hpp"

#include <algorithm>
#include <bit>

namespace nutgraf {
namespace {

using F = BodyFamily;
using Cell = Neighbourhood::Cell;

/// The level of a value among ascending limits: how many are below it. Without a branch, since no block's
/// level tells the next one's.
template <std::size_t N>
std::size_t level_of(std::uint32_t value, const std::uint32_t (&limits)[N]) {
  std::size_t level = 0;
  for (std::uint32_t limit : limits) level += value > limit ? 1 : 0;
  return level;
}

constexpr std::uint32_t word_limits[] = {0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 100};
constexpr std::uint32_t distance_limits[] = {1, 2, 3, 5, 10, 20};
constexpr std::uint32_t density_limits[] = {3, 5, 8, 12, 18, 30};
constexpr std::uint32_t share_limits[] = {0, 2, 10, 30, 60, 90, 98};
constexpr std::uint32_t prose_limits[] = {0, 30, 100, 300, 1000};
constexpr std::uint32_t block_limits[] = {0, 1, 3, 10, 30, 100};
constexpr std::uint32_t run_limits[] = {0, 1, 2, 4, 8, 16, 40};
constexpr std::uint32_t page_share_limits[] = {10, 25, 40, 55, 70, 85, 97};
constexpr std::uint32_t page_block_limits[] = {3, 10, 30, 100, 300, 1000};

/// 0 short, 1 middling, 2 long.
std::size_t size_level(const BlockFacts& facts) {
  return facts.words <= 5 ? 0 : facts.words <= 14 ? 1 : 2;
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

class Lister {
 public:
  Lister(const Context& ctx, const Neighbourhood& around, std::size_t block, BodyRules& out)
      : ctx_(ctx),
        around_(around),
        block_(block),
        facts_(ctx.facts[block]),
        cell_(around.cells[block]),
        out_(out) {}

  void list_all() {
    out_.count = 0;
    out_.add(F::always, 0);
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
  void add(F family, std::size_t level) { out_.add(family, level); }
  void add_bits(F family, std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) add(family, static_cast<std::size_t>(std::countr_zero(bits)));
  }
  /// The cell `offset` blocks away; null beyond the page.
  const Cell* at(std::ptrdiff_t offset) const {
    std::ptrdiff_t index = static_cast<std::ptrdiff_t>(block_) + offset;
    if (index < 0 || index >= static_cast<std::ptrdiff_t>(around_.cells.size())) return nullptr;
    return &around_.cells[static_cast<std::size_t>(index)];
  }

  void list_length() {
    add(F::words, level_of(facts_.words, word_limits));
    add(F::ending, size_level(facts_) * 7 + ending());
    constexpr std::uint32_t sentence_limits[] = {0, 1, 2, 3, 5};
    add(F::sentences, level_of(facts_.sentences, sentence_limits));
  }

  std::size_t ending() const {
    switch (facts_.closes) {
      case TokenKind::period:
      case TokenKind::ellipsis:
        return 0;
      case TokenKind::question:
        return 1;
      case TokenKind::exclamation:
        return 2;
      case TokenKind::colon:
        return 3;
      case TokenKind::comma:
      case TokenKind::semicolon:
        return 4;
      default:
        break;
    }
    bool bracket =
        facts_.first < facts_.last && ctx_.tokens.tokens[facts_.last - 1].is(TokenKind::paren_close);
    return bracket ? 5 : 6;
  }

  void list_letters() {
    std::size_t size = size_level(facts_);
    std::uint32_t words = facts_.words - facts_.numbers;
    std::uint32_t stop = percent(facts_.stopwords, words);
    add(F::stopwords, size * 4 + (facts_.stopwords == 0 ? 0 : stop < 25 ? 1 : stop < 45 ? 2 : 3));
    std::uint32_t caps = percent(facts_.capitals, words);
    std::size_t level = facts_.capitals == 0   ? 0
                        : facts_.capitals == 1 ? 1
                        : caps < 30            ? 2
                        : caps < 65            ? 3
                                               : 4;
    add(F::capitals, size * 5 + level);
    if (words > 0 && facts_.all_caps * 10u >= words * 8u)
      add(F::shouting, words == 1 ? 0 : size == 0 ? 1 : 2);
    std::uint32_t digits = percent(facts_.numbers, facts_.words);
    add(F::numbers, facts_.numbers == 0 ? 0 : digits == 100 ? 4 : digits >= 50 ? 3 : size == 2 ? 2 : 1);
    std::uint32_t menu = percent(facts_.menu_words, facts_.words);
    if (facts_.menu_words > 0 && size < 2) add(F::menu_words, menu == 100 ? 2 : menu >= 50 ? 1 : 0);
  }

  void list_marks() {
    std::size_t size = size_level(facts_);
    std::size_t commas = std::min<std::size_t>(facts_.commas, 3);
    if (size == 2)
      add(F::commas, 6 + commas);
    else if (commas > 0)
      add(F::commas, size * 3 + commas - 1);
    add(F::opening, opening());
    if (facts_.links > 0) add(F::mark, 0);
    if (facts_.symbols > 0) add(F::mark, facts_.symbols == 1 ? 1 : 2);
    if (facts_.months > 0 && facts_.numbers > 0) add(F::mark, size < 2 ? 3 : 4);
    if (facts_.quoted) add(F::mark, 5);
    if (facts_.lower_start) add(F::mark, 6);
    if (cell_.place_dash) add(F::mark, 7);
    if (cell_.credit) add(F::mark, size < 2 ? 8 : 9);
    if (facts_.words >= 8 && opens_with_name(ctx_, facts_)) add(F::mark, 10);
    if (cell_.said) add(F::mark, 11);
  }

  static std::size_t share_level(std::uint32_t share) {
    constexpr std::uint32_t limits[] = {0, 15, 35, 60};
    return level_of(share, limits);
  }

  /// Words of other prose from which a block can be expected to share some of them.
  static constexpr std::uint32_t least_to_share = 60;
  void list_topics() {
    std::size_t size = size_level(facts_);
    const std::uint32_t others = around_.prose_words - (cell_.prose ? facts_.words : 0u);
    if (others >= least_to_share) {
      add(F::shared_words, size * 5 + share_level(cell_.shared));
      add(F::topic_words, size * 5 + share_level(cell_.topic));
    }
    if (!cell_.prose) return;
    constexpr std::uint32_t limits[] = {10, 33, 60, 120, 200};
    add(F::beside_usual, level_of(percent(facts_.words, around_.usual_words), limits));
  }

  std::size_t opening() const {
    switch (facts_.opens) {
      case TokenKind::word:
        return 0;
      case TokenKind::number:
        return 1;
      case TokenKind::bullet:
        return 2;
      case TokenKind::quote_open:
      case TokenKind::quote_plain:
        return 3;
      case TokenKind::paren_open:
        return 4;
      case TokenKind::dash:
        return 5;
      case TokenKind::handle:
      case TokenKind::url:
      case TokenKind::email:
        return 6;
      default:
        return 7;
    }
  }

  void list_phrases() {
    bool is_short = facts_.words <= 8;
    add_bits(is_short ? F::lead : F::lead_long, cell_.lead);
    add_bits(is_short ? F::inside : F::inside_long, cell_.inside & ~cell_.lead);
    if (const Cell* last = at(-1)) add_bits(F::after_lead, last->lead);
    if (const Cell* next = at(1)) add_bits(F::before_lead, next->lead);
    add_bits(cell_.under_distance <= 3 ? F::under : F::under_far, cell_.under);
    list_seen();
    if (cell_.repeats > 1)
      add(F::repeats, size_level(facts_) == 2 ? (facts_.again ? 3u : 2u) : cell_.repeats - 2u);
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
    if (const Cell* last = at(-1)) add_bits(F::after_vote, last->votes);
    if (const Cell* next = at(1)) add_bits(F::before_vote, next->votes);
  }

  static std::size_t rough(const Cell* cell) {
    constexpr std::size_t levels[] = {0, 0, 1, 1, 2, 3, 3, 4};
    return cell == nullptr ? 0 : levels[cell->shape];
  }

  void list_shapes() {
    const Cell *last = at(-1), *next = at(1);
    constexpr std::size_t n = level_count(BODY_SHAPES);
    add(F::after_shape, (last ? last->shape : 0u) * n + cell_.shape);
    add(F::before_shape, cell_.shape * n + (next ? next->shape : 0u));
    add(F::around, (rough(last) * 5 + rough(&cell_)) * 5 + rough(next));
    list_bylines();
    if (cell_.tweet_signature) add(F::tweet, 0);
    if (const Cell* sign = at(1); sign && sign->tweet_signature) add(F::tweet, 1);
    if (const Cell* sign = at(2); sign && sign->tweet_signature) add(F::tweet, 2);
    if (facts_.links > 0 && facts_.words > 5) add(F::tweet, 3);
    if (last && last->credit) add(F::after_credit, 0);
    list_place_dashes();
    constexpr std::ptrdiff_t ahead[] = {1, 2, 4};
    for (std::size_t i = 0; i < 3; ++i)
      if (const Cell* near = at(ahead[i]); near && near->place_dash) add(F::before_place_dash, i);
    constexpr std::ptrdiff_t offsets[] = {-1, 1, -2, 2};
    for (std::size_t i = 0; i < 4; ++i)
      if (const Cell* near = at(offsets[i]); near && near->dated) add(F::near_date, i);
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
    auto level = [](std::uint32_t distance) {
      return distance == 0 ? 7 : level_of(distance, distance_limits);
    };
    add(F::since_prose, level(cell_.since_prose));
    add(F::until_prose, level(cell_.until_prose));
    bool open = cell_.since_prose == 0 || cell_.until_prose == 0;
    std::size_t gap = open ? 7 : level_of(cell_.since_prose + cell_.until_prose - 1, distance_limits);
    add(cell_.short_line ? F::gap_short : F::gap_mid, gap);
    add(F::run, level_of(cell_.run, run_limits));
  }

  struct Sums {
    std::uint32_t prose, words;
  };
  Sums sums(std::ptrdiff_t from, std::ptrdiff_t to) const {
    auto size = static_cast<std::ptrdiff_t>(around_.cells.size());
    auto here = static_cast<std::ptrdiff_t>(block_);
    Sums low = upto(std::clamp<std::ptrdiff_t>(here + from, 0, size));
    Sums high = upto(std::clamp<std::ptrdiff_t>(here + to, 0, size));
    return {high.prose - low.prose, high.words - low.words};
  }
  Sums upto(std::ptrdiff_t block) const {
    auto index = static_cast<std::size_t>(block);
    if (index < around_.cells.size())
      return {around_.cells[index].prose_blocks, around_.cells[index].words_before};
    const Cell& last = around_.cells.back();
    return {last.prose_blocks + (last.prose ? 1u : 0u), around_.words};
  }

  void list_windows() {
    constexpr std::uint32_t limits8[] = {0, 1, 3}, limits20[] = {0, 2, 6};
    add(F::prose3, sums(-3, 0).prose * 4 + sums(1, 4).prose);
    add(F::prose8, level_of(sums(-8, 0).prose, limits8) * 4 + level_of(sums(1, 9).prose, limits8));
    add(F::prose20, level_of(sums(-20, 0).prose, limits20) * 4 + level_of(sums(1, 21).prose, limits20));
    add(F::density, level_of(sums(-2, 3).words / 5, density_limits));
    add(F::wide_density, level_of(sums(-7, 8).words / 15, density_limits));
  }

  void list_place() {
    std::uint32_t before = cell_.prose_before;
    std::uint32_t after = around_.prose_words - before - (cell_.prose ? facts_.words : 0u);
    std::uint32_t share = percent(before, before + after);
    std::size_t level = before == 0  ? 0
                        : after == 0 ? 7
                                     : std::clamp<std::size_t>(level_of(share, share_limits), 1, 6);
    add(cell_.short_line ? F::story_so_far_short : F::story_so_far, level);
    add(F::prose_before, level_of(before, prose_limits));
    add(F::prose_after, level_of(after, prose_limits));
    add(F::blocks_before, level_of(static_cast<std::uint32_t>(block_), block_limits));
    add(F::blocks_after, level_of(static_cast<std::uint32_t>(ctx_.size() - 1 - block_), block_limits));
    std::uint32_t page = percent(around_.prose_words, around_.words);
    add(cell_.short_line ? F::page_prose_short : F::page_prose, level_of(page, page_share_limits));
    add(F::page_blocks, level_of(static_cast<std::uint32_t>(ctx_.size()), page_block_limits));
  }

  void list_html() {
    const Layout& layout = ctx_.layout(block_);
    std::size_t size = size_level(facts_);
    add(F::html, 0);
    std::uint32_t links = percent(layout.link_bytes, facts_.bytes);
    add(F::links, size * 5 + (links == 0 ? 0u : links < 25 ? 1u : links < 60 ? 2u : links < 95 ? 3u : 4u));
    add_bits(F::region, layout.regions & ((1u << level_count(BODY_REGIONS)) - 1));
    add_bits(F::hint, layout.hints & ~layout.own_hints);
    add_bits(F::own_hint, layout.own_hints);
    if (layout.heading > 0) add(F::heading, std::min<std::size_t>(layout.heading, 6) - 1);
    if (layout.bold_bytes * 10ull >= facts_.bytes * 9ull) add(F::bold, size);
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
      add(F::main_span, size_level(facts_) * 4 + place);
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
  BodyRules& out_;
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
  Lister(ctx, around, block, out).list_all();
}

}  // namespace nutgraf
