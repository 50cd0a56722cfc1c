// Each family of rules reads one property of a line; the weights stand in headline_rules.def.
#include "segment/headline_rules.hpp"

#include <algorithm>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

using R = HeadlineRule;

constexpr std::string_view names[] = {
#define HEADLINE_RULE(name, weight) #name,
#include "segment/headline_rules.def"
#undef HEADLINE_RULE
};
constexpr float weights[] = {
#define HEADLINE_RULE(name, weight) weight,
#include "segment/headline_rules.def"
#undef HEADLINE_RULE
};

/// The level of a value among ascending upper bounds, by a table of all values up to the last bound.
template <std::uint32_t... bounds>
struct Levels {
  static constexpr std::uint32_t past = std::max({bounds...}) + 1;
  static constexpr std::array<std::uint8_t, past + 1> table = [] {
    std::array<std::uint8_t, past + 1> levels{};
    for (std::uint32_t value = 0; value <= past; ++value)
      levels[value] = static_cast<std::uint8_t>((0 + ... + (value > bounds ? 1 : 0)));
    return levels;
  }();
};
template <std::uint32_t... bounds>
R level(R first, std::uint32_t value) {
  using L = Levels<bounds...>;
  return static_cast<R>(static_cast<std::uint32_t>(first) + L::table[std::min(value, L::past)]);
}
R share_level(R first, float share, bool top) {
  const int level = (share >= 0.2f ? 1 : 0) + (share >= 0.4f ? 1 : 0) + (share >= 0.6f ? 1 : 0) +
                    (share >= 0.8f ? 1 : 0) + (top && share >= 0.95f ? 1 : 0);
  return static_cast<R>(static_cast<int>(first) + level);
}

/// The rule for the kind of token that ends a line; see form() for full stops.
constexpr auto end_rules = [] {
  std::array<R, static_cast<std::size_t>(TokenKind::symbol) + 1> rules{};
  rules.fill(R::end_other);
  auto set = [&](TokenKind kind, R rule) { rules[static_cast<std::size_t>(kind)] = rule; };
  set(TokenKind::period, R::end_period_short);
  set(TokenKind::question, R::end_question);
  set(TokenKind::exclamation, R::end_exclamation);
  set(TokenKind::colon, R::end_colon);
  set(TokenKind::comma, R::end_comma);
  set(TokenKind::word, R::end_none);
  set(TokenKind::number, R::end_none);
  return rules;
}();

/// The votes of a block, added up by role.
class RoleSums {
 public:
  RoleSums(const Votes& votes, std::uint32_t block) {
    votes.for_each(block, [&](const Votes::Entry& vote) {
      sums_[static_cast<std::size_t>(vote.role)] += vote.use & Votes::counts ? vote.weight : 0;
    });
  }
  float of(Role role) const { return sums_[static_cast<std::size_t>(role)]; }

 private:
  std::array<float, static_cast<std::size_t>(Role::count)> sums_{};
};

/// Forms that no headline has: an item of a list, a caption with its credit, a remark in brackets, a long
/// sentence, a correction.
bool never(const Context& ctx, const Spot& spot, std::uint32_t block, const RoleSums& votes) {
  const BlockFacts& f = ctx.facts[block];
  const std::string_view text = ctx.text(block);
  const char first = text.front(), last = text.back();
  const bool mark = ((first == '*') | (first == '-')) && text.size() > 1 && text[1] == ' ';
  const bool item = (ctx.page.format == Format::text) & ((f.opens == TokenKind::bullet) | mark);
  const bool bracketed = (first == '(') & (last == ')');
  const bool sentence = (f.closes == TokenKind::period) & (f.words > 22);
  const bool navigation = f.is_only(PhraseClass::navigation), share = f.is_only(PhraseClass::share);
  const bool menu = (f.words <= 4) & ((f.menu_words == f.words) | navigation | share);
  const bool caption = votes.of(Role::caption) + votes.of(Role::credit) >= 5;
  const bool other = votes.of(Role::correction) + votes.of(Role::note) + votes.of(Role::contributor) > 4;
  return item | spot.reading_time | caption | bracketed | sentence | menu | other;
}

/// Takes the rules that hold, one after another.
struct RuleList {
  std::vector<R>& list;
  void add(R rule) { list.push_back(rule); }
  void add_if(bool holds, R rule) {
    if (holds) add(rule);
  }
};
/// Adds up their weights; without a branch, as nothing foretells which rules hold.
struct RuleSum {
  float sum = 0;
  void add(R rule) { sum += weights[static_cast<std::size_t>(rule)]; }
  void add_if(bool holds, R rule) {
    sum += static_cast<float>(holds) * weights[static_cast<std::size_t>(rule)];
  }
};

}  // namespace

std::string_view name(HeadlineRule rule) {
  return names[static_cast<std::size_t>(rule)];
}

bool HeadlineView::rules(std::uint32_t block, std::vector<HeadlineRule>& out) const {
  RuleList list{out};
  return read(block, list);
}

std::optional<float> HeadlineView::score(std::uint32_t block) const {
  RuleSum sum;
  return read(block, sum) ? std::optional(sum.sum) : std::nullopt;
}

template <class Out>
bool HeadlineView::read(std::uint32_t block, Out& out) const {
  const BlockFacts& f = ctx_.facts[block];
  const Spot& at = spot(block);
  const bool subhead = is_bare() & (at.story_before > 60) & (at.anchor_after > 3);
  if (subhead | !may_be_headline(f) | at.sure_field) return false;
  const RoleSums votes(ctx_.votes, block);
  if (never(ctx_, at, block, votes)) return false;
  form(block, out);
  called(block, out);
  out.add_if(votes.of(Role::caption) + votes.of(Role::credit) > 2, R::vote_caption);
  out.add_if(votes.of(Role::contributor) + votes.of(Role::correction) + votes.of(Role::note) +
                     votes.of(Role::question) + votes.of(Role::answer) >
                 2,
             R::vote_other);
  words(block, out);
  place(block, out);
  around(block, out);
  if (ctx_.is_html()) layout(block, out);
  titles(block, out);
  echoes(block, out);
  near(block, out);
  return true;
}

/// A colon inside the line.
bool HeadlineView::has_colon(const BlockFacts& f) const {
  if (!f.has(TokenKind::colon)) return false;
  bool found = false;
  for (std::uint32_t at = f.first; at + 1 < f.last; ++at)
    found |= ctx_.tokens.tokens[at].is(TokenKind::colon);
  return found;
}

template <class Out>
void HeadlineView::form(std::uint32_t block, Out& out) const {
  const BlockFacts& f = ctx_.facts[block];
  out.add(level<1, 2, 3, 4, 5, 7, 10, 14, 19, 26>(R::words_1, f.words));
  const bool long_stop = (f.closes == TokenKind::period) & (f.words > 9);
  out.add(long_stop ? R::end_period_long : end_rules[static_cast<std::size_t>(f.closes)]);
  const auto letters = static_cast<std::uint16_t>(f.words - f.numbers);
  const bool shouted = (f.all_caps * 10 >= letters * 8) & (letters > 1);
  const R by_capitals = f.capitals * 10 >= letters * 7 ? R::case_title : R::case_sentence;
  const R by_start = f.lower_start ? R::case_lower : by_capitals;
  out.add(shouted ? R::case_shouted : by_start);
  if (spot(block).shape == LineShape::field)
    out.add(line_at(ctx_, block)->byline.confidence < 0.9f ? R::name_form : R::name_given);
  out.add_if(f.opens == TokenKind::number, R::mark_number_first);
  out.add_if(f.quoted, R::mark_quoted);
  out.add_if(f.symbols > 0, R::mark_symbol);
  out.add_if(f.links > 0, R::mark_link);
  out.add_if(has_colon(f), R::mark_colon_inside);
}

/// The phrases in it.
template <class Out>
void HeadlineView::called(std::uint32_t block, Out& out) const {
  const BlockFacts& f = ctx_.facts[block];
  constexpr std::uint64_t boilerplate = (1ull << (static_cast<unsigned>(PhraseClass::author_bio) + 1)) - 1;
  const bool leads = (f.leads & boilerplate) != 0;
  out.add_if(leads, R::phrase_lead);
  out.add_if(!leads & ((f.phrases & boilerplate) != 0), R::phrase_inside);
  const bool contents = f.leads_with(PhraseClass::contents), head = f.leads_with(PhraseClass::section_head);
  out.add_if(contents | head, R::phrase_section);
  out.add_if(f.menu_words > 0, f.menu_words == f.words ? R::phrase_menu_all : R::phrase_menu_some);
}

template <class Out>
void HeadlineView::words(std::uint32_t block, Out& out) const {
  const WordCounts::Shares& story = spot(block).shares;
  out.add(level<0, 1, 2>(R::content_0, static_cast<std::uint32_t>(story.words)));
  if (story.words == 0) return;
  out.add(share_level(R::share_0, story.once, true));
  out.add(share_level(R::often_0, story.often, false));
  out.add(share_level(R::lead_0, story.lead, false));
  out.add(level<1, 2, 3, 4, 6>(R::hits_1, static_cast<std::uint32_t>(story.hits)));
  out.add(level<0, 1, 2>(R::pairs_0, static_cast<std::uint32_t>(story.pairs)));
}

template <class Out>
void HeadlineView::place(std::uint32_t block, Out& out) const {
  const Spot& at = spot(block);
  if (start_ == Head::none)
    out.add(R::to_story_none);
  else
    out.add(level<0, 1, 2, 3, 5, 8, 15, 30, 80>(R::to_story_0, block >= start_ ? 0 : start_ - block));
  out.add(level<1, 2, 3, 6, 12>(R::anchor_after_1, at.anchor_after));
  out.add(level<1, 2, 3, 6>(R::anchor_before_1, at.anchor_before));
  out.add(level<0, 60>(R::after_story_none, at.story_before));
  out.add(block > 0 && ctx_.story[block - 1] > 0 ? R::above_is_story_yes : R::above_is_story_no);
  out.add(level<0, 1, 4, 10, 30, 100>(R::index_0, block));
  if (is_bare()) out.add(block == 0 ? R::clean_first : block == 1 ? R::clean_second : R::clean_later);
  out.add(level<0, 1, 2, 5>(R::good_above_0, at.good_before));
  std::uint32_t below = good_ - at.good_before - (at.good ? 1 : 0);
  out.add(level<0, 1, 2, 5>(R::good_below_0, below));
}

template <class Out>
void HeadlineView::around(std::uint32_t block, Out& out) const {
  auto shape = [&](R first, std::uint32_t b) {
    const LineShape line = b < ctx_.size() ? spot(b).shape : LineShape::none;
    out.add(static_cast<R>(static_cast<int>(first) + static_cast<int>(line)));
  };
  shape(R::above_none, block - 1);  // past the end if there is none
  shape(R::below_none, block + 1);
  shape(R::below2_none, block + 2);
  const Layout& l = ctx_.layout(block);
  std::uint16_t repeats = l.repeats;
  bool small = ctx_.facts[block].words < 4;
  out.add(repeats <= 1   ? R::repeats_once
          : small        ? (repeats == 2 ? R::repeats_short_twice : R::repeats_short_more)
          : repeats == 2 ? R::repeats_twice
                         : R::repeats_more);
  if (!ctx_.is_html()) {
    out.add(static_cast<R>(static_cast<int>(R::blank_before_0) + std::min<int>(l.blank_before, 2)));
    out.add(static_cast<R>(static_cast<int>(R::blank_after_0) + std::min<int>(l.blank_after, 2)));
  }
  std::string_view text = ctx_.text(block);
  bool itself = std::find(crumbs_.begin(), crumbs_.end(), block) != crumbs_.end(), known = false;
  for (std::uint32_t crumb : crumbs_)
    known |= crumb != block && text.size() >= 8 && ctx_.text(crumb).ends_with(text);
  out.add(itself ? R::crumb_itself : known ? R::crumb_known : R::crumb_no);
}

template <class Out>
void HeadlineView::layout(std::uint32_t block, Out& out) const {
  const Layout& l = ctx_.layout(block);
  if (l.heading == 1)
    out.add(top_headings_ == 1 ? R::heading_only_h1 : R::heading_h1);
  else if (l.heading == 0)
    out.add(R::heading_none);
  else
    out.add(l.heading == 2 ? R::heading_h2 : l.heading == 3 ? R::heading_h3 : R::heading_h4_more);
  out.add_if(l.form == BlockForm::list_item, R::form_list_item);
  out.add_if(l.form == BlockForm::button, R::form_button);
  out.add_if(l.form == BlockForm::table_row, R::form_table);
  constexpr std::pair<std::uint32_t, R> regions[] = {{region::nav, R::region_nav},
                                                     {region::header, R::region_header},
                                                     {region::footer, R::region_footer},
                                                     {region::aside, R::region_aside},
                                                     {region::main, R::region_main},
                                                     {region::article, R::region_article},
                                                     {region::hidden, R::region_hidden},
                                                     {region::figure, R::region_figure},
                                                     {region::itemprop_headline, R::region_headline}};
  for (auto [bit, rule] : regions)
    if (l.regions & bit) out.add(rule);
  std::uint32_t bytes = ctx_.facts[block].bytes;
  out.add(l.link_bytes == 0 ? R::linked_no : l.link_bytes * 10 < bytes * 8 ? R::linked_some : R::linked_all);
}

template <class Out>
void HeadlineView::titles(std::uint32_t block, Out& out) const {
  R best = R::meta_title_none;
  std::string_view text = ctx_.text(block);
  for (const MetaCandidate& meta : ctx_.page.meta) {
    if (meta.field != MetaField::title || meta.rank != 0) continue;
    std::string_view title = without_blanks_around(meta.value);
    R found = title == text                                                    ? R::meta_title_equal
              : text.size() >= 8 && title.starts_with(text)                    ? R::meta_title_begins
              : text.size() >= 8 && title.find(text) != std::string_view::npos ? R::meta_title_inside
                                                                               : R::meta_title_unlike;
    if (best == R::meta_title_none || found < best) best = found;
  }
  out.add(best);
}

template <class Out>
void HeadlineView::echoes(std::uint32_t block, Out& out) const {
  const Echo& echo = spot(block).echo;
  const bool few = ctx_.facts[block].words <= 3;
  if (echo.ends_longer) out.add(few ? R::echo_ends_longer_few : R::echo_ends_longer);
  if (echo.begins_longer) out.add(few ? R::echo_begins_longer_few : R::echo_begins_longer);
  out.add_if(echo.has_end, R::echo_has_end);
  out.add_if(echo.has_start, R::echo_has_start);
  out.add_if(echo.more_capitals, R::echo_more_capitals);
  out.add_if(echo.less_capitals, R::echo_less_capitals);
  out.add_if(echo.in_story, R::echo_in_story);
}

template <class Out>
void HeadlineView::near(std::uint32_t block, Out& out) const {
  const Spot& at = spot(block);
  out.add(level<0, 1, 3, 8>(R::short_above_0, at.short_above));
  out.add(level<0, 1, 3, 8>(R::short_below_0, at.short_below));
  const bool up = block > first_ && spot(block - 1).good, down = block + 1 < last_ && spot(block + 1).good;
  out.add(up && down ? R::beside_both : up ? R::beside_above : down ? R::beside_below : R::beside_none);
  out.add(at.share_below ? R::share_below_yes : R::share_below_no);
}

}  // namespace nutgraf
