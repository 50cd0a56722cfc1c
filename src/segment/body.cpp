// Story or not: every block is scored by its own form and by its neighbours.
#include "segment/context.hpp"

namespace nutgraf {
namespace {

/// A first estimate: prose is long and ends like a sentence.
float prose(const BlockFacts& facts) {
  float score = facts.words >= 20 ? 2.0f : facts.words >= 10 ? 0.5f : -1.5f;
  return score + (facts.ends_sentence() ? 1.0f : -0.5f);
}

}  // namespace

void score_body(Context& ctx) {
  ctx.story.resize(ctx.size());
  ctx.main = {};
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    float score = ctx.story[block] = prose(ctx.facts[block]);
    ctx.votes.cast(block, score > 0 ? Role::body : Role::boilerplate, score > 0 ? score : -score, "prose");
    if (score <= 0) continue;
    if (ctx.main.empty()) ctx.main.first = static_cast<std::uint32_t>(block);
    ctx.main.last = static_cast<std::uint32_t>(block) + 1;
  }
}

}  // namespace nutgraf
