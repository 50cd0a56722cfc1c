// The order in which the segmenter's rules run; each step is a file of this folder.
#include <array>
#include <cstddef>
#include <memory_resource>

#include "segment/context.hpp"
#include "segment/segments.hpp"

namespace nutgraf {
namespace {

/// JSON, XML, a feed: kept, but nothing in it is guessed to be a headline or a story.
void set_all_aside(Context& ctx) {
  for (std::size_t block = 0; block < ctx.size(); ++block)
    ctx.votes.cast(block, Role::boilerplate, 6, "data-not-an-article", BoilerplateKind::other);
  decide(ctx);
}

}  // namespace

Segments segment(const Page& page, const Tokens& tokens, const Rules& rules, bool keep_votes) {
  Segments out;
  // What an article of usual length takes is at hand without asking for it: allocations cost more than the
  // rules.
  std::array<std::byte, 32 * 1024> usual;
  Memory memory(usual.data(), usual.size());
  Context ctx{page, tokens, rules, out, keep_votes, &memory};
  gather_facts(ctx);
  ctx.votes.reset(ctx.size());
  if (page.data) {
    set_all_aside(ctx);
    return out;
  }
  out.day_order = page_day_order(ctx);
  vote_fields(ctx);
  score_body(ctx);
  vote_forms(ctx);
  vote_boilerplate(ctx);
  place_structure(ctx);
  decide(ctx);
  read_fields(ctx);
  return out;
}

}  // namespace nutgraf
