// The order in which the segmenter's rules run; each step is a file of this folder.
#include "segment/context.hpp"
#include "segment/segments.hpp"

namespace nutgraf {

Segments segment(const Page& page, const Tokens& tokens, const Rules& rules, bool keep_votes) {
  Segments out;
  Context ctx{page, tokens, rules, out, keep_votes};
  gather_facts(ctx);
  ctx.votes.reset(ctx.size());
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
