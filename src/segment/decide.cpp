// The one place that adds up the votes of a block.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "segment/context.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t role_count = static_cast<std::size_t>(Role::count);

struct Tally {
  std::array<float, role_count> sums{};
  std::array<const Votes::Entry*, role_count> heaviest;  ///< of the roles seen
  std::uint32_t seen = 0;                                ///< roles that have a vote, as bits
  const Votes::Entry* kind = nullptr;                    ///< the heaviest that names a kind of boilerplate
  static_assert(role_count <= 32);

  void add(const Votes::Entry& vote) {
    const auto role = static_cast<std::size_t>(vote.role);
    sums[role] += vote.weight;
    if (!(seen >> role & 1) || vote.weight > heaviest[role]->weight) heaviest[role] = &vote;
    seen |= 1u << role;
    if (vote.kind != BoilerplateKind::none && (!kind || vote.weight > kind->weight)) kind = &vote;
  }
};

/// How sure a margin of votes is: tanh(margin / 2).
float confidence_of(float margin) {
  return static_cast<float>(std::clamp(1 - 2 / (std::exp(double{margin}) + 1), 0.0, 1.0));
}

Decision decision_for(Role role, std::string_view rule, float margin, BoilerplateKind kind) {
  if (role != Role::boilerplate) return {role, BoilerplateKind::none, rule, confidence_of(margin)};
  if (kind == BoilerplateKind::none) kind = BoilerplateKind::other;
  return {role, kind, rule, confidence_of(margin)};
}

Decision decide_tally(const Tally& tally) {
  if (tally.seen == 0) return {Role::body, BoilerplateKind::none, "default", 0};
  auto best = static_cast<std::size_t>(std::countr_zero(tally.seen));
  float second = 0;
  for (std::uint32_t rest = tally.seen & (tally.seen - 1); rest != 0; rest &= rest - 1) {
    const auto role = static_cast<std::size_t>(std::countr_zero(rest));
    const float sum = tally.sums[role], most = tally.sums[best];
    second = std::max(second, std::min(sum, most));
    best = sum > most ? role : best;
  }
  return decision_for(static_cast<Role>(best), tally.heaviest[best]->rule, tally.sums[best] - second,
                      tally.kind ? tally.kind->kind : BoilerplateKind::none);
}

void keep_votes(const Context& ctx, std::size_t block) {
  std::size_t from = ctx.out.votes.size();
  ctx.votes.for_each(block, [&](const Votes::Entry& vote) {
    if (vote.use & Votes::shown)
      ctx.out.votes.push_back({static_cast<std::uint32_t>(block), vote.role, vote.weight, vote.rule});
  });
  std::reverse(ctx.out.votes.begin() + static_cast<std::ptrdiff_t>(from), ctx.out.votes.end());
}

Decision decide_block(const Context& ctx, std::size_t block) {
  // most blocks have one rule alone that speaks for them
  if (const Votes::Entry* only = ctx.votes.only(block))
    return decision_for(only->role, only->rule, only->weight, only->kind);
  Tally tally;
  ctx.votes.for_each(block, [&](const Votes::Entry& vote) {
    if (vote.use & Votes::counts) tally.add(vote);
  });
  return decide_tally(tally);
}

}  // namespace

void decide(Context& ctx) {
  ctx.out.decisions.resize(ctx.size());
  auto bit = [](Role role) { return 1u << static_cast<unsigned>(role); };
  const std::uint32_t inner =
      bit(Role::caption) | bit(Role::contributor) | bit(Role::correction) | bit(Role::note);
  for (std::uint32_t block = 0; block < ctx.size(); ++block) {
    const Decision& decision = ctx.out.decisions[block] = decide_block(ctx, block);
    if (inner & bit(decision.role)) ctx.inner.push_back(block);
    if (ctx.keep_votes) keep_votes(ctx, block);
  }
}

}  // namespace nutgraf
