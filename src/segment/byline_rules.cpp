// Each family of rules reads one property of a line that names somebody; the weights stand in
// byline_rules.def.
#include "segment/byline_rules.hpp"

#include <algorithm>
#include <array>

#include "read/hints.hpp"
#include "read/titles.hpp"

namespace nutgraf {
namespace {

using R = BylineRule;

constexpr std::string_view names[] = {
#define BYLINE_RULE(name, weight) #name,
#include "segment/byline_rules.def"
#undef BYLINE_RULE
};
constexpr float weights[] = {
#define BYLINE_RULE(name, weight) weight,
#include "segment/byline_rules.def"
#undef BYLINE_RULE
};

template <std::size_t N>
R level(R first, std::uint32_t value, const std::array<std::uint32_t, N>& bounds) {
  std::size_t i = 0;
  while (i < N && value > bounds[i]) ++i;
  return static_cast<R>(static_cast<std::size_t>(first) + i);
}

bool label_above(const Context& ctx, std::uint32_t block) {
  for (std::uint32_t b = block; b > 0 && b + 2 > block; --b)
    if (const FieldLine* line = line_at(ctx, b - 1); line && line->label_only) return true;
  return false;
}

bool dated(const Context& ctx, std::uint32_t block) {
  const FieldLine* line = line_at(ctx, block);
  return line && line->dated;
}

void of_line(const Context& ctx, const FieldLine& line, std::vector<R>& out) {
  const ParsedByline& byline = line.byline;
  out.push_back(byline.label                   ? R::lead_label
                : byline.lead                  ? R::lead_by
                : label_above(ctx, line.block) ? R::lead_label_above
                                               : R::lead_bare);
  float c = byline.confidence;
  out.push_back(c < 0.45f   ? R::name_weak
                : c < 0.65f ? R::name_form
                : c < 0.95f ? R::name_given
                            : R::name_sure);
  std::size_t n = byline.people.size();
  out.push_back(n == 1 ? R::people_one : n == 2 ? R::people_two : R::people_more);
  if (n == 1 && byline.people[0].name.find(' ') == std::string::npos) out.push_back(R::single_word);
  if (!byline.people[0].role.empty() || !byline.people.back().role.empty()) out.push_back(R::has_role);
  if (!byline.people.back().affiliation.empty()) out.push_back(R::has_affiliation);
  if (!byline.people.back().email.empty() || !byline.people.back().handle.empty())
    out.push_back(R::has_email);
  if (byline.tail) out.push_back(R::has_tail);
  if (line.dated) out.push_back(R::has_date);
  if (!byline.others.empty()) out.push_back(R::has_other_role);
  if (has_bio(ctx, byline.people[0].name)) out.push_back(R::has_bio_note);
  const BlockFacts& f = ctx.facts[line.block];
  out.push_back(level(R::words_3, f.words, std::array<std::uint32_t, 3>{3, 6, 12}));
  std::uint16_t repeats = ctx.layout(line.block).repeats;
  out.push_back(repeats <= 1 ? R::repeats_once : repeats == 2 ? R::repeats_twice : R::repeats_more);
}

void of_place(const Context& ctx, const Head& head, const FieldLine& line, std::vector<R>& out) {
  std::uint32_t b = line.block;
  out.push_back(dated(ctx, b + 1)                                   ? R::date_next
                : b > 0 && dated(ctx, b - 1)                        ? R::date_previous
                : dated(ctx, b + 2) || (b > 1 && dated(ctx, b - 2)) ? R::date_near
                                                                    : R::date_none);
  if (head.headline == Head::none)
    out.push_back(R::from_headline_unknown);
  else if (b < head.headline) {
    std::uint32_t d = head.headline - b;
    out.push_back(d == 1   ? R::from_headline_above_1
                  : d == 2 ? R::from_headline_above_2
                  : d <= 5 ? R::from_headline_above_5
                           : R::from_headline_above_far);
  } else {
    out.push_back(
        level(R::from_headline_below_1, b - head.headline, std::array<std::uint32_t, 4>{1, 2, 4, 8}));
  }
  if (head.start == Head::none)
    out.push_back(R::from_story_unknown);
  else if (b < head.start)
    out.push_back(R::from_story_above);
  else if (b == head.start)
    out.push_back(R::from_story_here);
  else if (b <= head.start + 1)
    out.push_back(R::from_story_below_1);
  else if (b <= head.start + 4)
    out.push_back(R::from_story_below_4);
  else if (b < ctx.main.last)
    out.push_back(R::from_story_inside);
  else
    out.push_back(level(R::from_story_foot_1, b - ctx.main.last, std::array<std::uint32_t, 2>{1, 4}));
  if (ctx.story[b] > 0) out.push_back(R::story_block);
  for (std::uint32_t k = b > 0 ? b - 1 : 0; k <= b + 1 && k < ctx.size(); ++k)
    if (ctx.votes.sum(k, Role::caption) + ctx.votes.sum(k, Role::credit) > 2) {
      out.push_back(R::caption_near);
      break;
    }
}

}  // namespace

std::string_view name(BylineRule rule) {
  return names[static_cast<std::size_t>(rule)];
}
float weight(BylineRule rule) {
  return weights[static_cast<std::size_t>(rule)];
}

namespace {

/// "Media contact:" on one of the two lines above, after the story has begun: whom to ask, not who wrote.
bool under_contact_label(const Context& ctx, const Head& head, std::uint32_t block) {
  for (std::uint32_t b = block; b > 0 && b + 2 > block; --b) {
    const BlockFacts& f = ctx.facts[b - 1];
    if (f.words == 0 || f.words > 6 || head.headline == Head::none || b - 1 <= head.headline) continue;
    for (std::uint32_t at = f.first; at < f.last; ++at)
      if (ctx.tokens.tokens[at].is(TokenKind::word) &&
          ctx.rules.is(ctx.tokens.tokens[at], WordClass::contact_label))
        return true;
  }
  return false;
}

}  // namespace

namespace {

bool is_address(std::string_view value) {
  return value.starts_with("http") || value.find("://") != std::string_view::npos;
}

}  // namespace

BylineView::BylineView(const Context& ctx, const Head& head) : ctx_(ctx), head_(head) {
  constexpr std::size_t most = 2000;  // bytes
  std::vector<std::string> sites = site_names(ctx.page);
  for (const MetaCandidate& meta : ctx.page.meta) {
    bool person = meta.field == MetaField::author && meta.rank != 1 && !is_address(meta.value) &&
                  meta.key.find("rganization]") == std::string::npos;
    if (person && declared_.size() + meta.value.size() < most && !is_site_name(meta.value, sites))
      declared_ += " | " + fold_words(meta.value) + " ";
  }
}

void BylineView::of_markup(const FieldLine& line, std::vector<R>& out) const {
  const Layout& l = ctx_.layout(line.block);
  if (l.regions & (region::author_rel | region::itemprop_author)) out.push_back(R::marked_author);
  std::uint32_t bytes = ctx_.facts[line.block].bytes;
  out.push_back(l.link_bytes == 0 ? R::link_no : l.link_bytes * 10 < bytes * 8 ? R::link_some : R::link_all);
  constexpr std::pair<std::uint32_t, R> regions[] = {
      {region::header, R::region_header}, {region::footer, R::region_footer},
      {region::aside, R::region_aside},   {region::article, R::region_article},
      {region::main, R::region_main},     {region::hidden, R::region_hidden}};
  for (auto [bit, rule] : regions)
    if (l.regions & bit) out.push_back(rule);
  constexpr std::pair<Hint, R> hints[] = {{Hint::byline, R::hint_byline},   {Hint::author, R::hint_author},
                                          {Hint::bio, R::hint_bio},         {Hint::meta, R::hint_meta},
                                          {Hint::comment, R::hint_comment}, {Hint::related, R::hint_related},
                                          {Hint::card, R::hint_card},       {Hint::caption, R::hint_caption}};
  for (auto [hint, rule] : hints)
    if (l.hints & hint_bit(hint)) out.push_back(rule);
  if (declared_.empty()) return out.push_back(R::declared_none);
  std::string name = " " + fold_words(line.byline.people[0].name) + " ";
  out.push_back(declared_.find(name) != std::string::npos ? R::declared_same : R::declared_other);
}

bool BylineView::rules(std::size_t index, std::vector<BylineRule>& out) const {
  const Context& ctx = ctx_;
  const Head& head = head_;
  const FieldLine& line = ctx.lines[index];
  if (line.byline.people.empty() || line.block == head.headline) return false;
  if (!line.byline.lead && ctx.votes.sum(line.block, Role::credit) > 2) return false;  // "Mia Stone / AP"
  if (!line.byline.lead && under_contact_label(ctx, head, line.block)) return false;
  of_line(ctx, line, out);
  of_place(ctx, head, line, out);
  if (ctx.is_html()) of_markup(line, out);
  std::size_t before = 0;
  bool again = false;
  constexpr std::size_t reach = 64;  // lines before and after: a page of bylines stays linear
  for (std::size_t i = index > reach ? index - reach : 0; i < ctx.lines.size() && i < index + reach; ++i) {
    const ParsedByline& other = ctx.lines[i].byline;
    if (i == index || other.people.empty()) continue;
    if (i < index && head.headline != Head::none && ctx.lines[i].block > head.headline) ++before;
    again |= other.people[0].name == line.byline.people[0].name && ctx.lines[i].block != line.block;
  }
  out.push_back(before == 0 ? R::order_first : before == 1 ? R::order_second : R::order_later);
  out.push_back(again ? R::named_again : R::named_once);
  return true;
}

void no_byline_rules(const Context& ctx, std::vector<BylineRule>& out) {
  std::size_t count = 0;
  for (const FieldLine& line : ctx.lines) count += !line.byline.people.empty();
  out.push_back(ctx.is_html() ? R::none_html : R::none_bias);
  if (count > 1) out.push_back(count > 5 ? R::none_many : R::none_few);
}

}  // namespace nutgraf
