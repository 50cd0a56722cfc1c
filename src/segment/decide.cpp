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
  std::array<float, role_count> heaviest{};
  std::array<std::string_view, role_count> rules{};
  std::uint32_t seen = 0;  ///< roles that have a vote, as bits
  BoilerplateKind kind = BoilerplateKind::none;
  float kind_weight = 0;
  static_assert(role_count <= 32);

  void add(const Votes::Entry& vote) {
    auto role = static_cast<std::size_t>(vote.role);
    sums[role] += vote.weight;
    if (!(seen >> role & 1) || vote.weight > heaviest[role]) {
      heaviest[role] = vote.weight;
      rules[role] = vote.rule;
    }
    seen |= 1u << role;
    if (vote.kind != BoilerplateKind::none && (kind == BoilerplateKind::none || vote.weight > kind_weight)) {
      kind = vote.kind;
      kind_weight = vote.weight;
    }
  }
};

/// How sure a margin of votes is. Most blocks of a page have the same one, so the last answer is kept.
class Confidence {
 public:
  float of(float margin) {
    if (margin != margin_) {
      margin_ = margin;
      value_ = std::clamp(std::tanh(margin / 2), 0.0f, 1.0f);
    }
    return value_;
  }

 private:
  float margin_ = 0, value_ = 0;
};

Decision decide_tally(const Tally& tally, Confidence& confidence) {
  if (tally.seen == 0) return {Role::body, BoilerplateKind::none, "default", 0};
  auto best = static_cast<std::size_t>(std::countr_zero(tally.seen));
  float second = 0;
  for (std::uint32_t rest = tally.seen & (tally.seen - 1); rest != 0; rest &= rest - 1) {
    const auto role = static_cast<std::size_t>(std::countr_zero(rest));
    const float sum = tally.sums[role], most = tally.sums[best];
    second = std::max(second, std::min(sum, most));
    best = sum > most ? role : best;
  }
  Decision decision;
  decision.role = static_cast<Role>(best);
  decision.rule = tally.rules[best];
  decision.confidence = confidence.of(tally.sums[best] - second);
  if (decision.role == Role::boilerplate)
    decision.boilerplate = tally.kind == BoilerplateKind::none ? BoilerplateKind::other : tally.kind;
  return decision;
}

/// For a block that one rule alone spoke for, which most are.
Decision decide_alone(const Votes::Entry& vote, Confidence& confidence) {
  Decision decision;
  decision.role = vote.role;
  decision.rule = vote.rule;
  decision.confidence = confidence.of(vote.weight);
  if (vote.role == Role::boilerplate)
    decision.boilerplate = vote.kind == BoilerplateKind::none ? BoilerplateKind::other : vote.kind;
  return decision;
}

void keep_votes(const Context& ctx, std::size_t block) {
  std::size_t from = ctx.out.votes.size();
  ctx.votes.for_each(block, [&](const Votes::Entry& vote) {
    if (vote.use & Votes::shown)
      ctx.out.votes.push_back({static_cast<std::uint32_t>(block), vote.role, vote.weight, vote.rule});
  });
  std::reverse(ctx.out.votes.begin() + static_cast<std::ptrdiff_t>(from), ctx.out.votes.end());
}

Decision decide_block(const Context& ctx, std::size_t block, Confidence& confidence) {
  if (const Votes::Entry* only = ctx.votes.only(block)) return decide_alone(*only, confidence);
  Tally tally;
  ctx.votes.for_each(block, [&](const Votes::Entry& vote) {
    if (vote.use & Votes::counts) tally.add(vote);
  });
  return decide_tally(tally, confidence);
}

}  // namespace

void decide(Context& ctx) {
  ctx.out.decisions.resize(ctx.size());
  auto bit = [](Role role) { return 1u << static_cast<unsigned>(role); };
  const std::uint32_t inner =
      bit(Role::caption) | bit(Role::contributor) | bit(Role::correction) | bit(Role::note);
  Confidence confidence;
  for (std::uint32_t block = 0; block < ctx.size(); ++block) {
    const Decision& decision = ctx.out.decisions[block] = decide_block(ctx, block, confidence);
    if (inner & bit(decision.role)) ctx.inner.push_back(block);
    if (ctx.keep_votes) keep_votes(ctx, block);
  }
}

}  // namespace nutgraf
