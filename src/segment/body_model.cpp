// Reading the weights of the body rules, and the sums over the chain of states.
#include "segment/body_model.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
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

bool read_numbers(std::string_view text, BodyModel::Row& row) {
  for (std::size_t i = 0; i < BodyModel::weight_count; ++i) {
    if (text.empty() || text.front() != '\t') return false;
    text.remove_prefix(1);
    auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), row[i]);
    if (code != std::errc() || !std::isfinite(row[i])) return false;
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
      model.rows[ranked[i]][BodyModel::rank] = sign * static_cast<float>(i);
  };
  rank(1, model.towards);
  rank(-1, model.against);
}

float weight(float potential) {
  return std::exp(std::clamp(potential, -20.0f, 20.0f));
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
      : before(weight(row[BodyModel::before])),
        gap(weight(row[BodyModel::gap])),
        after(weight(row[BodyModel::after])),
        start(weight(row[BodyModel::start])),
        pause(weight(row[BodyModel::pause])),
        resume(weight(row[BodyModel::resume])),
        stop(weight(row[BodyModel::stop])) {}
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
  model->rows.assign(body_rule_count, BodyModel::Row{});
  std::unordered_map<std::string_view, std::size_t> ids;
  for (std::size_t id = 0; id < body_rule_names().size(); ++id) ids[body_rule_names()[id]] = id;
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
      return mistake(file, number, "seven numbers are wanted, each after a tab");
  }
  rank_rules(*model);
  return std::shared_ptr<const BodyModel>(model);
}

void story_odds(const std::vector<BodyModel::Row>& potentials, std::vector<float>& odds) {
  std::vector<State> forward(potentials.size());
  std::vector<Step> steps(potentials.begin(), potentials.end());
  State state{1, 0, 0, 0};
  for (std::size_t block = 0; block < potentials.size(); ++block)
    forward[block] = state = steps[block].forward(state);
  odds.resize(potentials.size());
  state = {1, 1, 1, 1};
  for (std::size_t block = potentials.size(); block-- > 0;) {
    const State& here = forward[block];
    float story = here.story * state.story;
    float rest = here.before * state.before + here.gap * state.gap + here.after * state.after;
    odds[block] = std::log((story + 1e-12f) / (rest + 1e-12f));
    state = steps[block].backward(state);
  }
}

}  // namespace nutgraf
