// The recognisers of an article's parts, in the order they run.
#include "segment/fields.hpp"

#include <algorithm>

namespace nutgraf {

const FieldLine* line_at(const Context& ctx, std::size_t block) {
  auto at = std::lower_bound(ctx.lines.begin(), ctx.lines.end(), block,
                             [](const FieldLine& line, std::size_t b) { return line.block < b; });
  return at != ctx.lines.end() && at->block == block ? &*at : nullptr;
}

void vote_fields(Context& ctx) {
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    FieldLine line;
    line.block = static_cast<std::uint32_t>(block);
    bool dated = read_date_line(ctx, block, line);
    bool signed_ = read_byline_line(ctx, block, line);
    if (dated || signed_) {
      if (line.byline.lead && line.has_byline() && line.byline.clean)
        ctx.votes.cast(block, Role::byline, 4, "byline-by");
      else if (line.bare && line.byline.confidence >= 0.9f)
        ctx.votes.cast(block, Role::byline, 1, "byline-bare-name");
      if (line.date_only)
        ctx.votes.cast(block, Role::date_line, line.published || line.modified ? 3.0f : 2.0f, "date-only");
      ctx.lines.push_back(std::move(line));
    }
    vote_captions(ctx, block);
    vote_contributors(ctx, block);
    vote_notes(ctx, block);
  }
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
}

void read_fields(Context& ctx) {
  read_captions(ctx);
  read_contributors(ctx);
  read_notes(ctx);
  ctx.out.language = guess_language(ctx);
}

}  // namespace nutgraf
