// tests/train: labelled pages, and the chain of states over one of them: sums, chances, the loss and its
// gradients.
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "segment/body_model.hpp"

namespace nutgraf {

constexpr std::size_t K = BodyModel::weight_count;
using Row = std::array<double, K>;

struct Example {
  std::string id, site, set;
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::uint16_t> ids;
  std::vector<std::uint16_t> matched, words;
  std::vector<float> share;         // tied_share() of each block
  std::vector<std::uint8_t> state;  // gold: 0 before, 1 story, 2 gap, 3 after
  double gold_words = 0;
  double weight = 1;
  std::size_t size() const { return matched.size(); }
};

/// Pages made by augment.py serve for fitting only.
inline bool made_up(const Example& e) {
  return e.set.starts_with("made");
}

inline double log_add(double a, double b) {
  if (a < b) std::swap(a, b);
  return b < -1e29 ? a : a + std::log1p(std::exp(b - a));
}

inline constexpr double impossible = -1e30;

/// Moves of the chain: from, to, the weight that a change of state adds (or -1).
struct Move {
  int from, to, weight;
};
inline constexpr Move moves[] = {
    {0, 0, -1}, {0, 1, BodyModel::start},  {1, 1, -1}, {1, 2, BodyModel::pause}, {1, 3, BodyModel::stop},
    {2, 2, -1}, {2, 1, BodyModel::resume}, {3, 3, -1}};
inline constexpr int node_weight[] = {BodyModel::before, -1, BodyModel::gap, BodyModel::after};

inline double node_score(const Row& row, int state) {
  int w = node_weight[state];
  return w < 0 ? 0 : row[static_cast<std::size_t>(w)];
}
inline double move_score(const Row& row, const Move& m) {
  return m.weight < 0 ? 0 : row[static_cast<std::size_t>(m.weight)];
}

using Four = std::array<double, 4>;

struct Chain {
  std::vector<Row> sums;
  std::vector<Four> alpha, beta;
  double log_z = 0;

  void run() {
    std::size_t n = sums.size();
    alpha.assign(n, {impossible, impossible, impossible, impossible});
    beta.assign(n, {0, 0, 0, 0});
    Four last{0, impossible, impossible, impossible};
    for (std::size_t t = 0; t < n; ++t) {
      for (const Move& m : moves)
        if (last[m.from] > impossible)
          alpha[t][m.to] = log_add(alpha[t][m.to], last[m.from] + move_score(sums[t], m));
      for (int s = 0; s < 4; ++s) alpha[t][s] += node_score(sums[t], s);
      last = alpha[t];
    }
    for (std::size_t t = n; t-- > 1;) {
      Four& b = beta[t - 1];
      b = {impossible, impossible, impossible, impossible};
      for (const Move& m : moves)
        b[m.from] = log_add(b[m.from], beta[t][m.to] + node_score(sums[t], m.to) + move_score(sums[t], m));
    }
    log_z = impossible;
    for (int s = 0; s < 4; ++s) log_z = log_add(log_z, alpha[n - 1][s]);
  }
  double chance(std::size_t t, int s) const { return std::exp(alpha[t][s] + beta[t][s] - log_z); }
  double move_chance(std::size_t t, const Move& m) const {
    double from = t == 0 ? (m.from == 0 ? 0.0 : impossible) : alpha[t - 1][m.from];
    if (from <= impossible) return 0;
    return std::exp(from + move_score(sums[t], m) + node_score(sums[t], m.to) + beta[t][m.to] - log_z);
  }
};

inline std::vector<Row> add_up(const Example& e, const std::vector<Row>& weights) {
  std::vector<Row> sums(e.size(), Row{});
  for (std::size_t t = 0; t < e.size(); ++t)
    for (std::uint32_t i = e.offsets[t]; i < e.offsets[t + 1]; ++i)
      for (std::size_t k = 0; k < K; ++k) sums[t][k] += weights[e.ids[i]][k];
  for (std::size_t t = 0; t < e.size(); ++t) tie_states(sums[t], e.share[t]);
  return sums;
}

/// Expected word F1 and its derivative by each block's chance of story.
inline double soft_f1(const Example& e, const std::vector<double>& p, std::vector<double>& d) {
  double m = 0, n = 0;
  for (std::size_t t = 0; t < e.size(); ++t) {
    m += p[t] * e.matched[t];
    n += p[t] * e.words[t];
  }
  double below = n + e.gold_words + 1e-9;
  d.resize(e.size());
  for (std::size_t t = 0; t < e.size(); ++t)
    d[t] = (2 * e.matched[t] * below - 2 * m * e.words[t]) / (below * below);
  return 2 * m / below;
}

/// Derivative of the sum of d[t]·chance(t, story) by the potentials: covariances, by a second pass of the
/// chain with (value, first moment) pairs.
inline void add_f1_gradient(const Chain& c, const std::vector<double>& d, double scale,
                            std::vector<Row>& grad) {
  std::size_t n = c.sums.size();
  // Conditional expectations: of the part up to t given state s at t, and of the part after t.
  std::vector<Four> up(n), down(n);
  for (std::size_t t = 0; t < n; ++t) {
    Four total{0, 0, 0, 0};
    for (const Move& m : moves) {
      double from = t == 0 ? (m.from == 0 ? 0.0 : impossible) : c.alpha[t - 1][m.from];
      if (from <= impossible || c.alpha[t][m.to] <= impossible) continue;
      double share =
          std::exp(from + move_score(c.sums[t], m) + node_score(c.sums[t], m.to) - c.alpha[t][m.to]);
      total[m.to] += share * (t == 0 ? 0 : up[t - 1][m.from]);
    }
    for (int s = 0; s < 4; ++s) up[t][s] = total[s] + (s == 1 ? d[t] : 0);
  }
  down[n - 1] = {0, 0, 0, 0};
  for (std::size_t t = n - 1; t-- > 0;) {
    down[t] = {0, 0, 0, 0};
    for (const Move& m : moves) {
      double share = std::exp(c.beta[t + 1][m.to] + node_score(c.sums[t + 1], m.to) +
                              move_score(c.sums[t + 1], m) - c.beta[t][m.from]);
      down[t][m.from] += share * (down[t + 1][m.to] + (m.to == 1 ? d[t + 1] : 0));
    }
  }
  double mean = 0;
  for (int s = 0; s < 4; ++s) mean += c.chance(n - 1, s) * up[n - 1][s];
  for (std::size_t t = 0; t < n; ++t) {
    for (int s : {0, 2, 3})
      grad[t][static_cast<std::size_t>(node_weight[s])] +=
          scale * c.chance(t, s) * (up[t][s] + down[t][s] - mean);
    for (const Move& m : moves) {
      if (m.weight < 0) continue;
      double chance = c.move_chance(t, m);
      if (chance < 1e-12) continue;
      double before = t == 0 ? 0 : up[t - 1][m.from];
      double value = before + (m.to == 1 ? d[t] : 0) + down[t][m.to];
      grad[t][static_cast<std::size_t>(m.weight)] += scale * chance * (value - mean);
    }
  }
}

inline void add_likelihood_gradient(const Example& e, const Chain& c, double scale, std::vector<Row>& grad) {
  for (std::size_t t = 0; t < e.size(); ++t) {
    for (int s : {0, 2, 3})
      grad[t][static_cast<std::size_t>(node_weight[s])] += scale * ((e.state[t] == s) - c.chance(t, s));
    int from = t == 0 ? 0 : e.state[t - 1];
    for (const Move& m : moves)
      if (m.weight >= 0)
        grad[t][static_cast<std::size_t>(m.weight)] +=
            scale * ((m.from == from && m.to == e.state[t]) - c.move_chance(t, m));
  }
}

}  // namespace nutgraf
