// Story or not: the body rules of each block are added up, and the chain of states reads the page with them.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "segment/body_model.hpp"
#include "segment/body_rules.hpp"
#include "segment/context.hpp"

namespace nutgraf {
namespace {

/// No number of body rules outvotes a sure recogniser (weight 6).
constexpr float most = 5;

/// Half a row of weights at once.
using Four = float __attribute__((vector_size(16)));
struct Halves {
  Four low{}, high{};
};
static_assert(sizeof(Halves) == sizeof(BodyModel::Row));

struct Scored {
  BodyModel::Row sums;
  std::uint16_t towards, against;  ///< the rules that pull most to story and away from it
};

Scored add_up(const BodyModel& model, const BodyRules& rules) {
  Halves sums;
  Four highest{}, lowest{};  // of all weights, though only the ranks are asked for
  for (std::size_t i = 0; i < rules.count; ++i) {
    const auto row = std::bit_cast<Halves>(model.rows[rules.ids[i]]);
    sums.low += row.low;
    sums.high += row.high;
    highest = row.high > highest ? row.high : highest;
    lowest = row.high < lowest ? row.high : lowest;
  }
  constexpr std::size_t rank = BodyModel::rank - 4;
  return {std::bit_cast<BodyModel::Row>(sums), model.towards[static_cast<std::size_t>(highest[rank])],
          model.against[static_cast<std::size_t>(-lowest[rank])]};
}

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
    ctx.votes.cast(block, Role::body, pull, body_rule_names()[rules.ids[i]], BoilerplateKind::none,
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
  const std::vector<std::string>& names = body_rule_names();
  std::vector<BodyModel::Row> sums(ctx.size());
  std::vector<std::array<std::uint16_t, 2>> strongest(ctx.size());
  BodyRules rules;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    body_rules(ctx, around, block, rules);
    const Scored scored = add_up(*ctx.rules.body_model, rules);
    sums[block] = scored.sums;
    tie_states(sums[block], tied_share(around.cell(block).stretch));
    strongest[block] = {scored.against, scored.towards};
  }
  story_odds(sums, ctx.story);
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    float odds = std::clamp(ctx.story[block], -most, most);
    cast_sum(ctx, block, odds, names[strongest[block][odds > 0 ? 1 : 0]]);
    if (ctx.keep_votes) cast_each(ctx, around, block, odds);
  }
  find_main(ctx);
}

}  // namespace nutgraf
