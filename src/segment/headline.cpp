// The headline, and the kicker and deck beside it. Every line above the story is a candidate; what it looks
// like, what stands around it and how many of its words come back in the story are added up.
#include <algorithm>
#include <array>
#include <bitset>
#include <memory>

#include "read/titles.hpp"
#include "segment/fields.hpp"
#include "segment/headline_rules.hpp"

namespace nutgraf {
namespace {

/// Below this no line is called the headline.
constexpr float headline_threshold = 1.5f;
/// A short label above the headline: a section or "ANALYSIS".
bool is_kicker(const Context& ctx, std::uint32_t block) {
  constexpr std::uint64_t navigation = std::uint64_t{1} << static_cast<unsigned>(PhraseClass::navigation);
  const BlockFacts& f = ctx.facts[block];
  return f.words >= 1 && f.words <= 4 && f.bytes <= 40 && f.sentences == 0 && f.numbers == 0 &&
         f.links == 0 && !is_field(ctx, block) && (f.phrases & ~navigation) == 0 &&
         ctx.layout(block).form != BlockForm::button;
}

void place_kicker(Context& ctx, std::uint32_t headline) {
  if (headline == 0 || !is_kicker(ctx, headline - 1)) return;
  const BlockFacts& f = ctx.facts[headline - 1];
  const Layout& l = ctx.layout(headline - 1);
  if (l.regions & (region::nav | region::header | region::footer | region::hidden)) return;
  bool shouted = f.all_caps == f.words, label = f.words <= 2 || shouted;
  bool near_top = headline == 1 || (label && headline <= 4);
  bool beside = ctx.is_html() && label && l.container == ctx.layout(headline).container;
  if (!near_top && !beside) return;
  if (f.menu_words > 1 && headline > 1) return;
  ctx.out.kicker = ctx.page.blocks[headline - 1].span;
  ctx.votes.cast(headline - 1, Role::kicker, 7, "kicker-above-headline");
}

bool is_bullet_point(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  const bool bullet = f.opens == TokenKind::bullet || ctx.text(block).starts_with("* ") ||
                      ctx.layout(block).form == BlockForm::list_item;
  return bullet && f.words >= 4 && f.words <= 40 && f.links == 0 && f.phrases == 0;
}

/// The story in two to six points, each with a bullet, above the story: one deck.
void place_points(Context& ctx, std::uint32_t first, std::uint32_t limit) {
  constexpr std::uint32_t fewest = 2, most = 6;
  std::uint32_t last = first;
  while (last < limit && last < ctx.size() && is_bullet_point(ctx, last)) ++last;
  if (last - first < fewest || last - first > most) return;
  ctx.out.deck = Span{ctx.page.blocks[first].span.start, ctx.page.blocks[last - 1].span.end};
  for (std::uint32_t b = first; b < last; ++b) ctx.votes.cast(b, Role::deck, 6, "deck-bullet-points");
}

/// The sentence or two between headline and story that is not part of it.
void place_deck(Context& ctx, const Head& head) {
  std::uint32_t limit = head.start == Head::none ? head.headline + 4 : head.start;
  const bool fields = !ctx.lines.empty();
  bool field_after = false;
  for (std::uint32_t b = head.headline + 1; fields && b < ctx.size() && b <= head.headline + 8; ++b)
    if (const FieldLine* line = line_at(ctx, b)) field_after |= line->has_byline() || line->dated;
  for (std::uint32_t b = head.headline + 1; b < ctx.size() && b <= head.headline + 4; ++b) {
    const BlockFacts& f = ctx.facts[b];
    if (is_field(ctx, b) || f.words <= 2) continue;
    if (is_bullet_point(ctx, b)) return place_points(ctx, b, limit);
    if (f.opens == TokenKind::bullet || ctx.text(b).starts_with("* ")) return;
    if (f.words < 5 || f.words > 60 || f.phrases != 0 || f.menu_words * 2 > f.words) return;
    if (const FieldLine* line = line_at(ctx, b);
        line &&
        ((line->dated && line->others < 4) || (line->has_byline() && (line->byline.lead || f.words <= 6))))
      return;
    if (ctx.votes.sum(b, Role::caption) + ctx.votes.sum(b, Role::credit) + ctx.votes.sum(b, Role::note) > 1)
      return;
    bool before_field = false;
    for (std::uint32_t k = b + 1; fields && k < ctx.size() && k <= b + 4; ++k)
      if (const FieldLine* line = line_at(ctx, k))
        before_field |= (line->has_byline() && line->byline.confidence > 0.5f) || line->date_only;
    bool above_story = b < limit;
    if (!(above_story || (before_field && f.words <= 45 && b == head.headline + 1))) return;
    if (!before_field && !field_after && f.words > 30) return;
    ctx.out.deck = ctx.page.blocks[b].span;
    ctx.votes.cast(b, Role::deck, above_story ? 6.0f : 7.0f, "deck-under-headline");
    return;
  }
}

}  // namespace

std::uint32_t story_start(const Context& ctx) {
  if (ctx.main.empty()) return Head::none;
  std::uint32_t fallback = ctx.main.first;
  for (std::uint32_t b = ctx.main.first; b < ctx.main.last; ++b) {
    if (ctx.story[b] <= 0 || ctx.facts[b].words < 8) continue;
    std::uint32_t words = 0, story = 0;
    for (std::uint32_t k = b; k < ctx.main.last && k < b + 14; ++k) {
      words += ctx.facts[k].words;
      if (ctx.story[k] > 0) story += ctx.facts[k].words;
    }
    if (story * 3 >= words * 2 && story >= 60) return b;
    if (ctx.main.last - b < 14 && story * 2 >= words) return b;
  }
  return fallback;
}

void place_headline(Context& ctx, Head& head) {
  if (ctx.size() == 0) return;
  HeadlineView view(ctx, head.start);
  std::uint32_t best = Head::none;
  float best_score = headline_threshold;
  for (std::uint32_t b = view.first(); b < view.last(); ++b) {
    if (is_paragraph(ctx, b)) continue;  // an article may have no headline at all
    if (const std::optional<float> score = view.score(b); score && *score >= best_score)
      best = b, best_score = *score;
  }
  std::optional<Span> declared;
  if (ctx.page.format == Format::html) {
    std::vector<DeclaredTitle> titles = declared_titles(ctx.page);
    if (auto shown = shown_title(ctx.page, titles, site_names(ctx.page)))
      best = shown->block, declared = shown->span;
    else if (best != Head::none && !is_akin(fold_words(ctx.text(best)), titles))
      best = Head::none;
  }
  if (best == Head::none) return;
  head.headline = best;
  if (head.start != Head::none && best >= head.start) head.start = best + 1;
  ctx.out.headline = declared ? without_site(ctx, *declared) : headline_span(ctx, best);
  ctx.votes.cast(best, Role::headline, 10, "headline-of-the-story");
  place_kicker(ctx, best);
  place_deck(ctx, head);
}

}  // namespace nutgraf
