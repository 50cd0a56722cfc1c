// The recognisers of an article's parts, in the order they run.
#include "segment/fields.hpp"

#include <algorithm>
#include <iterator>

#include "segment/signs.hpp"

namespace nutgraf {

const FieldLine* line_at(const Context& ctx, std::size_t block) {
  auto at = std::lower_bound(ctx.lines.begin(), ctx.lines.end(), block,
                             [](const FieldLine& line, std::size_t b) { return line.block < b; });
  return at != ctx.lines.end() && at->block == block ? &*at : nullptr;
}

namespace {

void merge_lines(Context& ctx, std::vector<FieldLine> more) {
  if (more.empty()) return;
  ctx.lines.insert(ctx.lines.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
  std::stable_sort(ctx.lines.begin(), ctx.lines.end(),
                   [](const FieldLine& a, const FieldLine& b) { return a.block < b.block; });
}

/// Beside a date or under a label, a line of few capitalised words is a name even if no word of it is known
/// as one.
void find_more_names(Context& ctx) {
  std::vector<FieldLine> more;
  auto try_block = [&](std::uint32_t block, bool sure) {
    if (block >= ctx.size() || line_at(ctx, block) || (!more.empty() && more.back().block >= block)) return;
    const BlockFacts& f = ctx.facts[block];
    if (f.words == 0 || f.words > (sure ? 12 : 4) || f.capitals + 1 < std::min<int>(f.words, 4) ||
        f.ends_sentence() || f.numbers > 0)
      return;
    if (!sure && (f.words < 2 || f.menu_words > 0)) return;
    if (ctx.layout(block).repeats > 3 && (sure || f.all_caps > 0)) return;  // a section's name
    FieldLine line;
    line.block = block;
    if (!read_names(ctx, block, sure ? BylineMode::value : BylineMode::line, line) ||
        line.byline.people.empty())
      return;
    line.bare = true;
    more.push_back(std::move(line));
  };
  for (const FieldLine& line : ctx.lines) {
    if (line.block > 0 && line.date_only && line.published) try_block(line.block - 1, false);
    if (line.label_only)
      try_block(line.block + 1, true);
    else if (line.date_only && line.published)
      try_block(line.block + 1, false);
  }
  merge_lines(ctx, std::move(more));
}

/// A line that is nothing but the name of whom another block speaks.
void name_by_bios(Context& ctx) {
  std::vector<FieldLine> more;
  for (std::uint32_t block = 0; block < ctx.size() && !ctx.bios.empty(); ++block) {
    if (!may_be_name_alone(ctx.facts[block])) continue;
    if (line_at(ctx, block) || !has_bio(ctx, ctx.text(block))) continue;
    FieldLine line;
    line.block = block;
    if (!read_names(ctx, block, BylineMode::line, line) || line.byline.people.empty()) continue;
    more.push_back(std::move(line));
  }
  merge_lines(ctx, std::move(more));
}

/// Reads a line that may be a byline or, if `may_be_dated`, hold a date; the dates of prose matter only if it
/// is signed.
void vote_line(Context& ctx, std::size_t block, bool may_be_dated, bool prose) {
  FieldLine line;
  line.block = static_cast<std::uint32_t>(block);
  const bool dated = may_be_dated && !prose && read_date_line(ctx, block, line);
  const bool signed_ = read_byline_line(ctx, block, line);
  if (prose && signed_) read_date_line(ctx, block, line);
  if (!dated && !signed_) return;
  if (line.byline.lead && line.has_byline() && line.byline.clean)
    ctx.votes.cast(block, Role::byline, 4, "byline-by");
  else if (line.bare && line.byline.confidence >= 0.9f)
    ctx.votes.cast(block, Role::byline, 1, "byline-bare-name");
  if (line.date_only)
    ctx.votes.cast(block, Role::date_line, line.published || line.modified ? 3.0f : 2.0f, "date-only");
  ctx.lines.push_back(std::move(line));
}

}  // namespace

void vote_fields(Context& ctx) {
  auto vote = [&](std::size_t block) {
    const bool dated = ctx.has_sign(sign::dated, block) && may_be_date_line(ctx, block);
    const bool prose = dated && is_prose_beside_dates(ctx, block);
    if ((dated & !prose) || (ctx.has_sign(sign::signed_, block) && may_be_byline_line(ctx, block)))
      vote_line(ctx, block, dated, prose);
  };
  for_each_with(ctx, sign::dated | sign::signed_, vote);
  vote_captions(ctx);
  const AnyBlock& any = ctx.any;
  if (any.has(PhraseClass::contributor) || (any.opens & kind_bits(TokenKind::dash))) vote_contributors(ctx);
  if (any.has(PhraseClass::correction) || any.has(PhraseClass::note) || any.has(PhraseClass::work_note) ||
      any.bytes <= longest_wire_mark)
    vote_notes(ctx);
  if (any.name_alone || !ctx.lines.empty()) collect_bios(ctx);  // else nobody asks for them
  find_more_names(ctx);
  if (any.name_alone) name_by_bios(ctx);
  vote_interview(ctx);
}

void place_structure(Context& ctx) {
  Head head;
  head.start = story_start(ctx);
  place_headline(ctx, head);
  place_byline(ctx, head);
  place_dates(ctx, head);
  place_dateline(ctx, head);
  place_captions(ctx);
  place_interview(ctx);
}

void read_fields(Context& ctx) {
  for (const std::uint32_t block : ctx.inner) {
    const Role role = ctx.out.decisions[block].role;
    if (role == Role::caption) read_caption(ctx, block);
    if (role == Role::contributor) read_contributors(ctx, block);
    if (role == Role::correction) ctx.out.corrections.push_back(ctx.page.blocks[block].span);
    if (role == Role::note) ctx.out.notes.push_back(ctx.page.blocks[block].span);
  }
  ctx.out.language = guess_language(ctx);
}

}  // namespace nutgraf
