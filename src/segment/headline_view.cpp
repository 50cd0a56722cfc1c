// What stands where above the story: gathered once, so that each rule is a look-up.
#include <algorithm>

#include "segment/fields.hpp"
#include "segment/headline_rules.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t reach = 500;      // blocks above the story that are looked at
constexpr std::uint32_t past_start = 4;   // blocks of the story that may still be the headline
constexpr std::uint32_t share_reach = 6;  // lines below in which share buttons count
constexpr std::uint8_t longest_run = 9;

/// "12 min read", "Lesezeit: 4 Minuten"
bool is_reading_time(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  if ((f.numbers == 0) | (f.words > 6)) return false;
  for (std::uint32_t at = f.first; at + 1 < f.last; ++at) {
    const Token &token = ctx.tokens.tokens[at], &next = ctx.tokens.tokens[at + 1];
    if (!token.is(TokenKind::number) || !next.is(TokenKind::word)) continue;
    std::string_view word = ctx.page.slice({next.start, next.end()}).substr(0, 3);
    if (word == "min" || word == "Min" || word == "MIN") return true;
  }
  return false;
}

bool is_anchor(const FieldLine& line) {
  return (line.has_byline() && (line.byline.lead || line.byline.confidence >= 0.9f)) || line.label_only ||
         line.published || line.modified;
}

}  // namespace

bool is_field(const Context& ctx, std::size_t block) {
  const FieldLine* line = line_at(ctx, block);
  if (!line) return false;
  if (line->date_only || line->label_only) return true;
  return line->has_byline() && (line->byline.lead || ctx.facts[block].words <= 4);
}

HeadlineView::HeadlineView(const Context& ctx, std::uint32_t start)
    : ctx_(ctx), start_(start), spots_(ctx.memory) {
  const auto size = static_cast<std::uint32_t>(ctx.size());
  last_ = start == Head::none ? std::min(size, 60u) : std::min(start + past_start, size);
  first_ = last_ > reach ? last_ - reach : 0;
  base_ = first_ > 0 ? first_ - 1 : 0;
  end_ = std::min(size, last_ + longest_run);
  spots_.resize(end_ - base_);
  gather_shapes();
  gather_words();
  gather_anchors();
}

void HeadlineView::gather_shapes() {
  // a run of lines of few words, after block b
  auto longer = [&](unsigned run, std::uint32_t b) {
    return spot(b).few ? std::min<unsigned>(run + 1, longest_run) : 0u;
  };
  const bool fields = !ctx_.lines.empty();
  unsigned run = 0;
  for (std::uint32_t b = base_; b < end_; ++b) {
    Spot& at = spot(b);
    const BlockFacts& f = ctx_.facts[b];
    const LineShape longer_line = f.words <= 16 && !f.ends_sentence() ? LineShape::line : LineShape::prose;
    at.shape = f.words <= 3 ? LineShape::few_words : longer_line;
    if (fields && is_field(ctx_, b)) {
      const FieldLine& line = *line_at(ctx_, b);
      at.shape = LineShape::field;
      at.sure_field = line.date_only || line.label_only || !line.bare;
    }
    at.few = (f.words <= 4) & !f.ends_sentence() & (at.shape != LineShape::field);
    at.reading_time = is_reading_time(ctx_, b);
    reading_time_ |= at.reading_time;
    at.short_above = static_cast<std::uint8_t>(run);
    run = longer(run, b);
  }
  run = 0;
  std::uint32_t share = Spot::far;  // lines since
  for (std::uint32_t b = end_; b-- > base_;) {
    Spot& at = spot(b);
    at.short_below = static_cast<std::uint8_t>(run);
    run = longer(run, b);
    at.share_below = share < share_reach;
    share = ctx_.facts[b].has(PhraseClass::share) ? 0 : share + 1;
  }
}

/// The first blocks of the story from `from` on.
void HeadlineView::count_story(std::uint32_t from, WordCounts& counts) const {
  constexpr std::uint32_t body_reach = 50, lead_reach = 3;  // story blocks that are remembered, that lead
  BlockRange run{from, from};
  std::uint32_t lead = 0;
  for (std::uint32_t b = from, seen = 0; b < ctx_.size() && seen < body_reach; ++b) {
    if (ctx_.story[b] <= 0) continue;
    if (run.last != b) {
      if (!run.empty()) counts.add(ctx_, run, lead);
      run.first = b;
    }
    run.last = b + 1;
    if (seen++ < lead_reach) lead = ctx_.facts[b].telling_last;
  }
  if (!run.empty()) counts.add(ctx_, run, lead);
}

void HeadlineView::gather_words() {
  const std::uint32_t from = start_ == Head::none ? 0 : start_;
  WordCounts story(ctx_.memory);
  for (std::uint32_t b = first_; b < last_; ++b)
    if (is_candidate(ctx_, b)) story.ask(ctx_.telling_words(b));
  count_story(from, story);
  const std::vector<Echo> echoes = find_echoes(ctx_, first_, last_, from);
  std::uint32_t words = 0;
  for (std::uint32_t b = first_; b < last_; ++b) {
    Spot& at = spot(b);
    const BlockFacts& f = ctx_.facts[b];
    if (!echoes.empty()) at.echo = echoes[b - first_];
    if (is_candidate(ctx_, b)) at.shares = story.shares(ctx_.telling_words(b));
    at.good = (f.words >= 4) & (f.words <= 24) & !f.ends_sentence() & (at.shares.once >= 0.6f) &
              (at.shape != LineShape::field);
    at.good_before = good_;
    good_ += at.good ? 1 : 0;
    at.story_before = words;
    words += ctx_.story[b] > 0 ? f.words : 0u;
    if (f.bytes < 300 && crumbs_.size() < 12 && may_hold_crumb(ctx_, f) && crumb_end(ctx_.text(b)) != 0)
      crumbs_.push_back(b);
    top_headings_ += ctx_.layout(b).heading == 1;
  }
}

void HeadlineView::gather_anchors() {
  if (ctx_.lines.empty() && !reading_time_) return;
  constexpr std::uint32_t nowhere = Spot::far * Spot::far;
  std::uint32_t anchor = nowhere;
  auto line = ctx_.lines.begin();
  for (std::uint32_t b = first_; b < last_; ++b) {
    for (; line != ctx_.lines.end() && line->block < b; ++line)
      if (is_anchor(*line)) anchor = line->block;
    if (b > first_ && spot(b - 1).reading_time) anchor = b - 1;
    spot(b).anchor_before = anchor == nowhere ? Spot::far : b - anchor;
  }
  std::uint32_t next = nowhere;
  auto back = ctx_.lines.rbegin();
  for (std::uint32_t b = last_; b-- > first_;) {
    for (; back != ctx_.lines.rend() && back->block > b; ++back)
      if (is_anchor(*back) && back->block < last_ + 3) next = back->block;
    if (b + 1 < end_ && spot(b + 1).reading_time) next = b + 1;
    spot(b).anchor_after = next == nowhere ? Spot::far : next - b;
  }
}

}  // namespace nutgraf
