// Reading the weights of the body rules, and the sums over the chain of states.
#include "segment/body_model.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>
#include <unordered_map>

#include "segment/body_rules.hpp"

namespace nutgraf {
namespace {

Error mistake(std::string_view file, std::size_t line, std::string_view what) {
  return {"bad-rule-file",
          "rules",
          std::string(file) + ":" + std::to_string(line) + ": " + std::string(what),
          {}};
}

bool read_numbers(std::string_view text, BodyModel::Weights& row) {
  for (std::size_t i = 0; i < BodyModel::weight_count; ++i) {
    if (text.empty() || text.front() != '\t') return false;
    text.remove_prefix(1);
    float value = 0;
    auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || !(std::abs(value) <= BodyModel::most)) return false;
    row[i] = static_cast<std::int16_t>(std::lround(value / BodyModel::unit));
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  return text.empty();
}

void rank_rules(BodyModel& model) {
  auto rank = [&](float sign, std::vector<std::uint16_t>& ranked) {
    auto pull = [&](std::uint16_t id) { return sign * BodyModel::pull(model.rows[id]); };
    ranked.assign(1, 0);
    for (std::uint16_t id = body_rule_count; id-- > 0;)  // of equal ones the first ranks highest
      if (pull(id) > 0) ranked.push_back(id);
    std::stable_sort(ranked.begin() + 1, ranked.end(),
                     [&](std::uint16_t a, std::uint16_t b) { return pull(a) < pull(b); });
    for (std::size_t i = 1; i < ranked.size(); ++i)
      model.rows[ranked[i]][BodyModel::rank] = static_cast<std::int16_t>(sign > 0 ? i : -i);
  };
  rank(1, model.towards);
  rank(-1, model.against);
}

/// e^x for each, of potentials cut at 20. Within a few millionths of the exact value: 2^n is set as an
/// exponent, and e^r for what is left, half of ln 2 at most, is a polynomial.
void exponentiate(BodyModel::Row& row) {
  using Four = float __attribute__((vector_size(16)));
  using Whole = std::int32_t __attribute__((vector_size(16)));
  constexpr float limit = 20, log2_e = 1.44269504f, ln2_high = 0.693359375f, ln2_low = -2.12194440e-4f;
  constexpr float magic = 12582912;  // 1.5 * 2^23: adding it rounds to a whole number
  for (std::size_t i = 0; i < row.size(); i += 4) {
    Four x;
    std::memcpy(&x, row.data() + i, sizeof x);
    x = x > limit ? Four{} + limit : x;
    x = x < -limit ? Four{} - limit : x;
    const Four n = x * log2_e + magic - magic;
    const Four r = x - n * ln2_high - n * ln2_low;
    const Four tail = ((1.0f / 120 + r * (1.0f / 720)) * r + 1.0f / 24) * r + 1.0f / 6;
    const Four power = ((tail * r + 0.5f) * r + 1) * r + 1;
    const Whole exponent = (__builtin_convertvector(n, Whole) + 127) << 23;
    Four scale;
    std::memcpy(&scale, &exponent, sizeof scale);
    x = power * scale;
    std::memcpy(row.data() + i, &x, sizeof x);
  }
}

struct State {
  float before = 0, story = 0, gap = 0, after = 0;
  void scale() {
    float factor = 1 / (before + story + gap + after + 1e-30f);
    before *= factor;
    story *= factor;
    gap *= factor;
    after *= factor;
  }
};

/// e^potential for one block.
struct Step {
  explicit Step(const BodyModel::Row& row)
      : before(row[BodyModel::before]),
        gap(row[BodyModel::gap]),
        after(row[BodyModel::after]),
        start(row[BodyModel::start]),
        pause(row[BodyModel::pause]),
        resume(row[BodyModel::resume]),
        stop(row[BodyModel::stop]) {}
  float before, gap, after, start, pause, resume, stop;
  /// From the state before this block to the state in it.
  State forward(const State& s) const {
    State next{s.before * before, s.before * start + s.story + s.gap * resume,
               (s.story * pause + s.gap) * gap, (s.story * stop + s.after) * after};
    next.scale();
    return next;
  }
  /// From what follows this block, given its state, to what follows the block before it.
  State backward(const State& s) const {
    State last{before * s.before + start * s.story, s.story + pause * gap * s.gap + stop * after * s.after,
               resume * s.story + gap * s.gap, after * s.after};
    last.scale();
    return last;
  }
};

}  // namespace

Result<std::shared_ptr<const BodyModel>> read_body_model(std::string_view file, std::string_view text) {
  auto model = std::make_shared<BodyModel>();
  model->rows.assign(body_rule_count + 1, BodyModel::Weights{});
  std::unordered_map<std::string_view, std::size_t> ids;
  for (std::size_t id = 0; id < body_rule_count; ++id) ids[body_rule_name(id)] = id;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    std::size_t tab = std::min(line.find('\t'), line.size());
    auto found = ids.find(line.substr(0, tab));
    if (found == ids.end())
      return mistake(file, number, "no body rule is named " + std::string(line.substr(0, tab)));
    if (!read_numbers(line.substr(tab), model->rows[found->second]))
      return mistake(file, number, "seven numbers from -5 to 5 are wanted, each after a tab");
  }
  rank_rules(*model);
  return std::shared_ptr<const BodyModel>(model);
}

void story_odds(std::span<ChainBlock> blocks) {
  State state{1, 0, 0, 0};
  for (ChainBlock& block : blocks) {
    exponentiate(block.potentials);
    state = Step(block.potentials).forward(state);
    block.forward = {state.before, state.story, state.gap, state.after};
  }
  state = {1, 1, 1, 1};
  for (std::size_t i = blocks.size(); i-- > 0;) {
    ChainBlock& block = blocks[i];
    const auto [before, story_here, gap, after] = block.forward;
    const float story = story_here * state.story;
    const float rest = before * state.before + gap * state.gap + after * state.after;
    block.odds = std::log((story + 1e-12f) / (rest + 1e-12f));
    state = Step(block.potentials).backward(state);
  }
}

}  // namespace nutgraf
