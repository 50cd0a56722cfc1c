// Story or not: the body rules of each block are added up, and the chain of states reads the page with them.
#include <algorithm>
#include <array>
#include <cmath>

#include "segment/body_model.hpp"
#include "segment/body_rules.hpp"
#include "segment/context.hpp"

namespace nutgraf {
namespace {

/// No number of body rules outvotes a sure recogniser (weight 6).
constexpr float most = 5;

void cast_sum(Context& ctx, std::size_t block, float weight, std::string_view rule) {
  std::uint8_t use = ctx.keep_votes ? Votes::counts : Votes::counts | Votes::shown;
  ctx.votes.cast(block, weight > 0 ? Role::body : Role::boilerplate, std::abs(weight), rule,
                 BoilerplateKind::none, use);
}

/// Explain: each rule's own pull, and what the neighbours add to them.
void cast_each(Context& ctx, const Neighbourhood& around, std::size_t block, float total) {
  BodyRules rules;
  body_rules(ctx, around, block, rules);
  float rest = total;
  for (std::size_t i = 0; i < rules.count; ++i) {
    const float pull = BodyModel::pull(ctx.rules.body_model->rows[rules.ids[i]]);
    if (std::abs(pull) < 0.1f) continue;
    ctx.votes.cast(block, Role::body, pull, body_rule_name(rules.ids[i]), BoilerplateKind::none,
                   Votes::shown);
    rest -= pull;
  }
  ctx.votes.cast(block, Role::body, rest, "neighbours", BoilerplateKind::none, Votes::shown);
}

void find_main(Context& ctx) {
  ctx.main = {};
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    if (ctx.story[block] <= 0) continue;
    if (ctx.main.empty()) ctx.main.first = static_cast<std::uint32_t>(block);
    ctx.main.last = static_cast<std::uint32_t>(block) + 1;
  }
}

}  // namespace

void score_body(Context& ctx) {
  if (ctx.size() == 0) return;
  const Neighbourhood around = look_around(ctx);
  const std::size_t size = ctx.size();
  auto* const chain = take<ChainBlock>(*ctx.memory, size);
  auto* const strongest = take<std::array<std::uint16_t, 2>>(*ctx.memory, size);
  for (std::size_t block = 0; block < size; ++block) {
    const BodyScore score = score_rules(ctx, around, block);
    chain[block].potentials = score.sums;
    tie_states(chain[block].potentials, tied_share(around.cell(block).stretch));
    strongest[block] = {score.against, score.towards};
  }
  story_odds({chain, size});
  ctx.story.reserve(size);
  for (std::size_t block = 0; block < size; ++block) {
    ctx.story.push_back(chain[block].odds);
    const float odds = std::clamp(chain[block].odds, -most, most);
    cast_sum(ctx, block, odds, body_rule_name(strongest[block][odds > 0 ? 1 : 0]));
    if (ctx.keep_votes) cast_each(ctx, around, block, odds);
  }
  find_main(ctx);
}

}  // namespace nutgraf
