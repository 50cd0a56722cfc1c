// Each family of rules reads one property of a line; the weights stand in headline_rules.def.
#include "segment/headline_rules.hpp"

#include <algorithm>
#include <cstring>

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

/// The level of `value` among ascending upper bounds, counted from `first`.
template <std::size_t N>
R level(R first, std::uint32_t value, const std::array<std::uint32_t, N>& bounds) {
  std::size_t level = static_cast<std::size_t>(first);
  for (std::uint32_t bound : bounds) level += value > bound ? 1 : 0;
  return static_cast<R>(level);
}
R share_level(R first, float share, bool top) {
  int i = share < 0.2f            ? 0
          : share < 0.4f          ? 1
          : share < 0.6f          ? 2
          : share < 0.8f          ? 3
          : share < 0.95f || !top ? 4
                                  : 5;
  return static_cast<R>(static_cast<int>(first) + i);
}

/// Forms that no headline has: an item of a list, a caption with its credit, a remark in brackets, a long
/// sentence, a correction.
bool never(const Context& ctx, const Spot& spot, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  std::string_view text = ctx.text(block);
  if (!ctx.is_html() && (f.opens == TokenKind::bullet || text.starts_with("* ") || text.starts_with("- ")))
    return true;
  if (spot.reading_time) return true;
  if (ctx.votes.sum(block, Role::caption) + ctx.votes.sum(block, Role::credit) >= 5) return true;
  if (text.front() == '(' && text.back() == ')') return true;
  if (f.closes == TokenKind::period && f.words > 22) return true;
  if (f.words <= 4 &&
      (f.menu_words == f.words || f.is_only(PhraseClass::navigation) || f.is_only(PhraseClass::share)))
    return true;
  return ctx.votes.sum(block, Role::correction) + ctx.votes.sum(block, Role::note) +
             ctx.votes.sum(block, Role::contributor) >
         4;
}

}  // namespace

std::string_view name(HeadlineRule rule) {
  return names[static_cast<std::size_t>(rule)];
}
float weight(HeadlineRule rule) {
  return weights[static_cast<std::size_t>(rule)];
}

bool HeadlineView::rules(std::uint32_t block, Out& out) const {
  const BlockFacts& f = ctx_.facts[block];
  if (is_bare() && spot(block).story_before > 60 && spot(block).anchor_after > 3) return false;  // a subhead
  if (!may_be_headline(f) || spot(block).sure_field || never(ctx_, spot(block), block)) return false;
  form(block, out);
  words(block, out);
  place(block, out);
  around(block, out);
  if (ctx_.is_html()) layout(block, out);
  titles(block, out);
  echoes(block, out);
  near(block, out);
  return true;
}

void HeadlineView::form(std::uint32_t block, Out& out) const {
  const BlockFacts& f = ctx_.facts[block];
  out.push_back(level(R::words_1, f.words, std::array<std::uint32_t, 10>{1, 2, 3, 4, 5, 7, 10, 14, 19, 26}));
  switch (f.closes) {
    case TokenKind::period:
      out.push_back(f.words <= 9 ? R::end_period_short : R::end_period_long);
      break;
    case TokenKind::question:
      out.push_back(R::end_question);
      break;
    case TokenKind::exclamation:
      out.push_back(R::end_exclamation);
      break;
    case TokenKind::colon:
      out.push_back(R::end_colon);
      break;
    case TokenKind::comma:
      out.push_back(R::end_comma);
      break;
    case TokenKind::word:
    case TokenKind::number:
      out.push_back(R::end_none);
      break;
    default:
      out.push_back(R::end_other);
  }
  std::uint16_t letters = static_cast<std::uint16_t>(f.words - f.numbers);
  if (f.all_caps * 10 >= letters * 8 && letters > 1)
    out.push_back(R::case_shouted);
  else if (f.lower_start)
    out.push_back(R::case_lower);
  else
    out.push_back(f.capitals * 10 >= letters * 7 ? R::case_title : R::case_sentence);
  if (spot(block).shape == LineShape::field)
    out.push_back(line_at(ctx_, block)->byline.confidence < 0.9f ? R::name_form : R::name_given);
  if (f.opens == TokenKind::number) out.push_back(R::mark_number_first);
  if (f.quoted) out.push_back(R::mark_quoted);
  if (f.symbols > 0) out.push_back(R::mark_symbol);
  if (f.links > 0) out.push_back(R::mark_link);
  for (std::uint32_t at = f.first; at + 1 < f.last; ++at)
    if (ctx_.tokens.tokens[at].is(TokenKind::colon)) {
      out.push_back(R::mark_colon_inside);
      break;
    }
  constexpr std::uint64_t boilerplate = (1ull << (static_cast<unsigned>(PhraseClass::author_bio) + 1)) - 1;
  if (f.leads & boilerplate)
    out.push_back(R::phrase_lead);
  else if (f.phrases & boilerplate)
    out.push_back(R::phrase_inside);
  if (f.leads_with(PhraseClass::contents) || f.leads_with(PhraseClass::section_head))
    out.push_back(R::phrase_section);
  if (f.menu_words > 0) out.push_back(f.menu_words == f.words ? R::phrase_menu_all : R::phrase_menu_some);
  const Votes& votes = ctx_.votes;
  if (votes.sum(block, Role::caption) + votes.sum(block, Role::credit) > 2) out.push_back(R::vote_caption);
  if (votes.sum(block, Role::contributor) + votes.sum(block, Role::correction) +
          votes.sum(block, Role::note) + votes.sum(block, Role::question) + votes.sum(block, Role::answer) >
      2)
    out.push_back(R::vote_other);
}

void HeadlineView::words(std::uint32_t block, Out& out) const {
  const WordCounts::Shares& story = spot(block).shares;
  out.push_back(
      level(R::content_0, static_cast<std::uint32_t>(story.words), std::array<std::uint32_t, 3>{0, 1, 2}));
  if (story.words == 0) return;
  out.push_back(share_level(R::share_0, story.once, true));
  out.push_back(share_level(R::often_0, story.often, false));
  out.push_back(share_level(R::lead_0, story.lead, false));
  out.push_back(
      level(R::hits_1, static_cast<std::uint32_t>(story.hits), std::array<std::uint32_t, 5>{1, 2, 3, 4, 6}));
  out.push_back(
      level(R::pairs_0, static_cast<std::uint32_t>(story.pairs), std::array<std::uint32_t, 3>{0, 1, 2}));
}

void HeadlineView::place(std::uint32_t block, Out& out) const {
  const Spot& at = spot(block);
  if (start_ == Head::none)
    out.push_back(R::to_story_none);
  else
    out.push_back(level(R::to_story_0, block >= start_ ? 0 : start_ - block,
                        std::array<std::uint32_t, 9>{0, 1, 2, 3, 5, 8, 15, 30, 80}));
  out.push_back(level(R::anchor_after_1, at.anchor_after, std::array<std::uint32_t, 5>{1, 2, 3, 6, 12}));
  out.push_back(level(R::anchor_before_1, at.anchor_before, std::array<std::uint32_t, 4>{1, 2, 3, 6}));
  out.push_back(level(R::after_story_none, at.story_before, std::array<std::uint32_t, 2>{0, 60}));
  out.push_back(block > 0 && ctx_.story[block - 1] > 0 ? R::above_is_story_yes : R::above_is_story_no);
  out.push_back(level(R::index_0, block, std::array<std::uint32_t, 6>{0, 1, 4, 10, 30, 100}));
  if (is_bare()) out.push_back(block == 0 ? R::clean_first : block == 1 ? R::clean_second : R::clean_later);
  out.push_back(level(R::good_above_0, at.good_before, std::array<std::uint32_t, 4>{0, 1, 2, 5}));
  std::uint32_t below = good_ - at.good_before - (at.good ? 1 : 0);
  out.push_back(level(R::good_below_0, below, std::array<std::uint32_t, 4>{0, 1, 2, 5}));
}

void HeadlineView::around(std::uint32_t block, Out& out) const {
  auto shape = [&](R first, std::uint32_t b) {
    const LineShape line = b < ctx_.size() ? spot(b).shape : LineShape::none;
    out.push_back(static_cast<R>(static_cast<int>(first) + static_cast<int>(line)));
  };
  shape(R::above_none, block - 1);  // past the end if there is none
  shape(R::below_none, block + 1);
  shape(R::below2_none, block + 2);
  const Layout& l = ctx_.layout(block);
  std::uint16_t repeats = l.repeats;
  bool small = ctx_.facts[block].words < 4;
  out.push_back(repeats <= 1   ? R::repeats_once
                : small        ? (repeats == 2 ? R::repeats_short_twice : R::repeats_short_more)
                : repeats == 2 ? R::repeats_twice
                               : R::repeats_more);
  if (!ctx_.is_html()) {
    out.push_back(static_cast<R>(static_cast<int>(R::blank_before_0) + std::min<int>(l.blank_before, 2)));
    out.push_back(static_cast<R>(static_cast<int>(R::blank_after_0) + std::min<int>(l.blank_after, 2)));
  }
  std::string_view text = ctx_.text(block);
  bool itself = std::find(crumbs_.begin(), crumbs_.end(), block) != crumbs_.end(), known = false;
  for (std::uint32_t crumb : crumbs_)
    known |= crumb != block && text.size() >= 8 && ctx_.text(crumb).ends_with(text);
  out.push_back(itself ? R::crumb_itself : known ? R::crumb_known : R::crumb_no);
}

void HeadlineView::layout(std::uint32_t block, Out& out) const {
  const Layout& l = ctx_.layout(block);
  if (l.heading == 1)
    out.push_back(top_headings_ == 1 ? R::heading_only_h1 : R::heading_h1);
  else if (l.heading == 0)
    out.push_back(R::heading_none);
  else
    out.push_back(l.heading == 2 ? R::heading_h2 : l.heading == 3 ? R::heading_h3 : R::heading_h4_more);
  if (l.form == BlockForm::list_item) out.push_back(R::form_list_item);
  if (l.form == BlockForm::button) out.push_back(R::form_button);
  if (l.form == BlockForm::table_row) out.push_back(R::form_table);
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
    if (l.regions & bit) out.push_back(rule);
  std::uint32_t bytes = ctx_.facts[block].bytes;
  out.push_back(l.link_bytes == 0               ? R::linked_no
                : l.link_bytes * 10 < bytes * 8 ? R::linked_some
                                                : R::linked_all);
}

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
  out.push_back(best);
}

void HeadlineView::echoes(std::uint32_t block, Out& out) const {
  const Echo& echo = spot(block).echo;
  const bool few = ctx_.facts[block].words <= 3;
  if (echo.ends_longer) out.push_back(few ? R::echo_ends_longer_few : R::echo_ends_longer);
  if (echo.begins_longer) out.push_back(few ? R::echo_begins_longer_few : R::echo_begins_longer);
  if (echo.has_end) out.push_back(R::echo_has_end);
  if (echo.has_start) out.push_back(R::echo_has_start);
  if (echo.more_capitals) out.push_back(R::echo_more_capitals);
  if (echo.less_capitals) out.push_back(R::echo_less_capitals);
  if (echo.in_story) out.push_back(R::echo_in_story);
}

void HeadlineView::near(std::uint32_t block, Out& out) const {
  const Spot& at = spot(block);
  out.push_back(level(R::short_above_0, at.short_above, std::array<std::uint32_t, 4>{0, 1, 3, 8}));
  out.push_back(level(R::short_below_0, at.short_below, std::array<std::uint32_t, 4>{0, 1, 3, 8}));
  const bool up = block > first_ && spot(block - 1).good, down = block + 1 < last_ && spot(block + 1).good;
  out.push_back(up && down ? R::beside_both : up ? R::beside_above : down ? R::beside_below : R::beside_none);
  out.push_back(at.share_below ? R::share_below_yes : R::share_below_no);
}

}  // namespace nutgraf
