// Each family of rules reads one property of a line; the weights stand in headline_rules.def.
#include "segment/headline_rules.hpp"

#include <algorithm>
#include <cstring>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

using R = HeadlineRule;

constexpr std::uint32_t reach = 500;      // blocks above the story that are looked at
constexpr std::uint32_t body_reach = 50;  // story blocks whose words are remembered
constexpr std::uint32_t far = 1000;

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
  std::size_t i = 0;
  while (i < N && value > bounds[i]) ++i;
  return static_cast<R>(static_cast<std::size_t>(first) + i);
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

/// The bytes of a breadcrumb separator at `at`, or 0.
std::size_t crumb_mark(std::string_view text, std::size_t at) {
  for (std::string_view mark : {"»", "›", "❯", "→", "▸"})
    if (text.substr(at, mark.size()) == mark) return mark.size();
  bool spaced = at > 0 && text[at - 1] == ' ' && at + 1 < text.size() && text[at + 1] == ' ';
  return spaced && text[at] == '>' ? 1 : 0;
}

/// Past the last breadcrumb separator, or 0.
std::size_t crumb_end(std::string_view text) {
  constexpr std::uint64_t lanes = 0x0101010101010101ull;
  std::size_t end = 0;
  for (std::size_t at = 1; at + 3 < text.size(); ++at) {
    for (; at + 8 <= text.size(); at += 8) {  // eight bytes at once that are plain and no '>'
      const std::uint64_t word = load64(text.data() + at), marks = word ^ lanes * '>';
      if (((word | ((marks - lanes) & ~marks)) & lanes << 7) != 0) break;
    }
    if (at + 3 >= text.size()) break;
    if (auto c = static_cast<unsigned char>(text[at]); c == 0xE2 || c == 0xC2 || c == '>')
      if (std::size_t length = crumb_mark(text, at)) end = at + length;
  }
  return end;
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

R shape(const Context& ctx, std::uint32_t block, R first) {
  int kind = 0;
  if (block < ctx.size()) {
    const BlockFacts& f = ctx.facts[block];
    kind = is_field(ctx, block) ? 4 : f.words <= 3 ? 1 : f.words <= 16 && !f.ends_sentence() ? 2 : 3;
  }
  return static_cast<R>(static_cast<int>(first) + kind);
}

/// Neither empty nor too long.
bool may_be_headline(const BlockFacts& facts) {
  return facts.words > 0 && facts.words <= 45 && facts.bytes <= 400;
}

/// Forms that no headline has: an item of a list, a remark in brackets, a long sentence, a correction.
bool never(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  std::string_view text = ctx.text(block);
  if (!ctx.is_html() && (f.opens == TokenKind::bullet || text.starts_with("* ") || text.starts_with("- ")))
    return true;
  if (text.front() == '(' && text.back() == ')') return true;
  if (f.closes == TokenKind::period && f.words > 22) return true;
  if (f.words <= 4 &&
      (f.menu_words == f.words || f.is_only(PhraseClass::navigation) || f.is_only(PhraseClass::share)))
    return true;
  return ctx.votes.sum(block, Role::correction) + ctx.votes.sum(block, Role::note) +
             ctx.votes.sum(block, Role::contributor) >
         4;
}

bool is_anchor(const FieldLine& line) {
  return (line.has_byline() && (line.byline.lead || line.byline.confidence >= 0.9f)) || line.label_only ||
         line.published || line.modified;
}

}  // namespace

std::string_view name(HeadlineRule rule) {
  return names[static_cast<std::size_t>(rule)];
}
float weight(HeadlineRule rule) {
  return weights[static_cast<std::size_t>(rule)];
}

bool is_field(const Context& ctx, std::size_t block) {
  const FieldLine* line = line_at(ctx, block);
  if (!line) return false;
  if (line->date_only || line->label_only) return true;
  return line->has_byline() && (line->byline.lead || ctx.facts[block].words <= 4);
}

Span headline_span(const Context& ctx, std::uint32_t block) {
  Span span = ctx.page.blocks[block].span;
  std::string_view text = ctx.text(block);
  std::size_t from = crumb_end(text);
  for (std::string_view label : {"Subject: ", "Headline: ", "HEADLINE: ", "Title: ", "Title:"})
    if (from == 0 && text.starts_with(label)) from = label.size();
  if (from == 0) return span;
  std::string_view tail = trim(text.substr(from));
  if (tail.size() < 8) return span;
  auto start = static_cast<std::uint32_t>(span.start + static_cast<std::uint32_t>(tail.data() - text.data()));
  return {start, start + static_cast<std::uint32_t>(tail.size())};
}

void WordCounts::add(std::span<const TellingWord> words, bool lead) {
  const std::uint8_t bit = lead ? in_lead : std::uint8_t{0};
  for (const TellingWord& word : words) {
    std::uint8_t& count = counts_[word.line];
    count = static_cast<std::uint8_t>((count + ((count & often) != often ? 1 : 0)) | bit);
  }
  counts_[TellingWord::no_line] = 0;
}

WordCounts::Shares WordCounts::shares(std::span<const TellingWord> words) const {
  Shares out;
  int once = 0, thrice = 0, lead = 0;
  for (const TellingWord& word : words) {
    const std::uint8_t count = counts_[word.line];
    once += count != 0;
    thrice += (count & often) == often;
    lead += (count & in_lead) != 0;
    out.words += word.line != TellingWord::no_line;
  }
  if (out.words == 0) return out;
  out.once = static_cast<float>(once) / static_cast<float>(out.words);
  out.often = static_cast<float>(thrice) / static_cast<float>(out.words);
  out.lead = static_cast<float>(lead) / static_cast<float>(out.words);
  return out;
}

HeadlineView::HeadlineView(const Context& ctx, std::uint32_t start) : ctx_(ctx), start_(start) {
  auto size = static_cast<std::uint32_t>(ctx.size());
  std::uint32_t from = start == Head::none ? 0 : start;
  last_ = start == Head::none ? std::min(size, 60u) : std::min(start + 4, size);
  first_ = last_ > reach ? last_ - reach : 0;
  for (std::uint32_t b = from, seen = 0; b < size && seen < body_reach; ++b) {
    if (ctx.story[b] <= 0) continue;
    story_.add(ctx.telling_of(b), seen++ < 3);
  }
  for (auto* list : {&good_before_, &anchor_before_, &story_before_}) list->reserve(last_ - first_);
  shares_.reserve(last_ - first_);
  std::uint32_t anchor = far, words = 0;
  auto line = ctx.lines.begin();
  for (std::uint32_t b = first_; b < last_; ++b) {
    shares_.push_back(may_be_headline(ctx.facts[b]) ? story_.shares(ctx.telling_of(b))
                                                    : WordCounts::Shares{});
    good_before_.push_back(good_);
    good_ += candidate(b) ? 1 : 0;
    while (line != ctx.lines.end() && line->block < b) {
      if (is_anchor(*line)) anchor = line->block;
      ++line;
    }
    anchor_before_.push_back(anchor == far ? far : b - anchor);
    story_before_.push_back(words);
    words += ctx.story[b] > 0 ? ctx.facts[b].words : 0u;
    if (ctx.facts[b].bytes < 300 && crumb_end(ctx.text(b)) != 0 && crumbs_.size() < 12) crumbs_.push_back(b);
    top_headings_ += ctx.layout(b).heading == 1;
  }
  anchor_after_.assign(shares_.size(), far);
  std::uint32_t next = far * far;
  auto back = ctx.lines.rbegin();
  for (std::uint32_t b = last_; b-- > first_;) {
    while (back != ctx.lines.rend() && back->block > b) {
      if (is_anchor(*back) && back->block < last_ + 3) next = back->block;
      ++back;
    }
    if (next != far * far) anchor_after_[b - first_] = next - b;
  }
}

bool HeadlineView::candidate(std::uint32_t block) const {
  const BlockFacts& f = ctx_.facts[block];
  return f.words >= 4 && f.words <= 24 && !f.ends_sentence() && shares_[block - first_].once >= 0.6f &&
         !is_field(ctx_, block);
}

bool HeadlineView::rules(std::uint32_t block, Out& out) const {
  if (!may_be_headline(ctx_.facts[block]) || is_field(ctx_, block) || never(ctx_, block)) return false;
  form(block, out);
  words(block, out);
  place(block, out);
  around(block, out);
  if (ctx_.is_html()) layout(block, out);
  titles(block, out);
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
  if (f.menu_words > 0) out.push_back(f.menu_words == f.words ? R::phrase_menu_all : R::phrase_menu_some);
  const Votes& votes = ctx_.votes;
  if (votes.sum(block, Role::caption) + votes.sum(block, Role::credit) > 2) out.push_back(R::vote_caption);
  if (votes.sum(block, Role::contributor) + votes.sum(block, Role::correction) +
          votes.sum(block, Role::note) + votes.sum(block, Role::question) + votes.sum(block, Role::answer) >
      2)
    out.push_back(R::vote_other);
}

void HeadlineView::words(std::uint32_t block, Out& out) const {
  const WordCounts::Shares& story = shares_[block - first_];
  out.push_back(
      level(R::content_0, static_cast<std::uint32_t>(story.words), std::array<std::uint32_t, 3>{0, 1, 2}));
  if (story.words == 0) return;
  out.push_back(share_level(R::share_0, story.once, true));
  out.push_back(share_level(R::often_0, story.often, false));
  out.push_back(share_level(R::lead_0, story.lead, false));
}

void HeadlineView::place(std::uint32_t block, Out& out) const {
  std::uint32_t i = block - first_;
  if (start_ == Head::none)
    out.push_back(R::to_story_none);
  else
    out.push_back(level(R::to_story_0, block >= start_ ? 0 : start_ - block,
                        std::array<std::uint32_t, 9>{0, 1, 2, 3, 5, 8, 15, 30, 80}));
  out.push_back(level(R::anchor_after_1, anchor_after_[i], std::array<std::uint32_t, 5>{1, 2, 3, 6, 12}));
  out.push_back(level(R::anchor_before_1, anchor_before_[i], std::array<std::uint32_t, 4>{1, 2, 3, 6}));
  out.push_back(level(R::after_story_none, story_before_[i], std::array<std::uint32_t, 2>{0, 60}));
  out.push_back(block > 0 && ctx_.story[block - 1] > 0 ? R::above_is_story_yes : R::above_is_story_no);
  out.push_back(level(R::index_0, block, std::array<std::uint32_t, 6>{0, 1, 4, 10, 30, 100}));
  if (!ctx_.is_html() && start_ != Head::none && start_ <= 6)  // an article on its own
    out.push_back(block == 0 ? R::clean_first : block == 1 ? R::clean_second : R::clean_later);
  out.push_back(level(R::good_above_0, good_before_[i], std::array<std::uint32_t, 4>{0, 1, 2, 5}));
  std::uint32_t below = good_ - good_before_[i] - (candidate(block) ? 1 : 0);
  out.push_back(level(R::good_below_0, below, std::array<std::uint32_t, 4>{0, 1, 2, 5}));
}

void HeadlineView::around(std::uint32_t block, Out& out) const {
  out.push_back(block > 0 ? shape(ctx_, block - 1, R::above_none) : R::above_none);
  out.push_back(shape(ctx_, block + 1, R::below_none));
  out.push_back(shape(ctx_, block + 2, R::below2_none));
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
    known |= crumb != block && text.size() >= 8 && trim(ctx_.text(crumb)).ends_with(text);
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
    std::string_view title = trim(meta.value);
    R found = title == text                                                    ? R::meta_title_equal
              : text.size() >= 8 && title.starts_with(text)                    ? R::meta_title_begins
              : text.size() >= 8 && title.find(text) != std::string_view::npos ? R::meta_title_inside
                                                                               : R::meta_title_unlike;
    if (best == R::meta_title_none || found < best) best = found;
  }
  out.push_back(best);
}

}  // namespace nutgraf
