// Fits the weights of the body rules to labelled pages.
//
//     nutgraf_train blocks DIR...                       the blocks of each page, as JSON Lines, for align.py
//     nutgraf_train fit LABELS.tsv DIR... [options]     weights to stdout, figures to stderr
//
// Options: --folds N  fit N times without a part of the sites and report on that part; --epochs N; --l2 X;
// --f1 X; --dropout X; --times N; --lean-html X; --drop "FAMILY …". The loss is that of a linear-chain
// conditional random field over the states of segment/body_model.hpp, plus one minus the expected word F1 of
// the page; AdaGrad, fixed order, so that a second run gives the same file.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "chain.hpp"
#include "nlohmann/json.hpp"
#include "nutgraf/parser.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "segment/body_model.hpp"
#include "segment/body_rules.hpp"
#include "segment/context.hpp"

using namespace nutgraf;

namespace {

struct Settings {
  int folds = 0, epochs = 12;
  int leave = -1;  // with folds: print the weights fitted without this one
  double l2 = 2e-6, f1 = 1, nll = 1, rate = 0.15, cost = 0;
  double made = 0.25;     // weight of a page that augment.py made
  double heavy = 3;       // few pages of news against many guides
  double dropout = 0.15;  // share of the rule families that a page is read without, other ones each time
  int times = 5;          // fits in other orders; the weights are their mean
  double lean_html =
      0.25;  // how much each block of a saved page leans to story beyond the fit: on sites never seen,
             // where containers and classes tell less, more story is lost than boilerplate kept
  std::string dump, priors, heavy_set = "fundus";
  std::string drop;  // families to fit without: " name name "
};

Page load_page(const std::filesystem::path& path, const Rules& rules) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  ParseOptions options;
  options.from = path.extension() == ".html" ? InputFormat::html : InputFormat::text;
  auto text = decode(bytes, options);
  if (!text) return {};
  return text.value().format == Format::html ? read_html(std::move(text).value(), rules)
                                             : read_text(std::move(text).value());
}

std::vector<std::filesystem::path> files_of(const std::string& directory) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// The page's id in the labels: saved pages keep their extension, for a page may stand in both forms.
std::string id_of(const std::filesystem::path& path) {
  return path.extension() == ".html" ? path.filename().string() : path.stem().string();
}

void print_blocks(const std::vector<std::string>& directories, const Rules& rules) {
  for (const auto& directory : directories)
    for (const auto& path : files_of(directory)) {
      Page page = load_page(path, rules);
      nlohmann::json row = {
          {"id", id_of(path)}, {"blocks", nlohmann::json::array()}, {"spans", nlohmann::json::array()}};
      for (const auto& block : page.blocks) {
        row["blocks"].push_back(std::string(page.slice(block.span)));
        row["spans"].push_back({block.span.start, block.span.end});
      }
      std::cout << row.dump() << "\n";
    }
}

struct Labels {
  std::string site;
  double gold_words;
  std::vector<std::uint16_t> matched, words;
};

std::map<std::string, Labels> read_labels(const std::string& path) {
  std::map<std::string, Labels> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string id, cell;
    Labels labels;
    std::getline(cells, id, '\t');
    std::getline(cells, labels.site, '\t');
    std::getline(cells, cell, '\t');
    labels.gold_words = std::stod(cell);
    while (std::getline(cells, cell, '\t')) {
      unsigned m = 0, n = 0;
      std::sscanf(cell.c_str(), "%u/%u", &m, &n);
      labels.matched.push_back(static_cast<std::uint16_t>(std::min(m, 65535u)));
      labels.words.push_back(static_cast<std::uint16_t>(std::min(n, 65535u)));
    }
    out[id] = labels;
  }
  return out;
}

/// Gold states: before the first story block, story, between, after the last one.
void set_states(Example& e) {
  std::vector<std::size_t> story;
  for (std::size_t i = 0; i < e.size(); ++i)
    if (e.words[i] > 0 && e.matched[i] * 2 >= e.words[i]) story.push_back(i);
  e.state.assign(e.size(), 0);
  if (story.empty()) return;
  for (std::size_t i = story.front(); i <= story.back(); ++i) e.state[i] = 2;
  for (std::size_t i : story) e.state[i] = 1;
  for (std::size_t i = story.back() + 1; i < e.size(); ++i) e.state[i] = 3;
}

/// The family of each rule.
std::vector<std::uint8_t> families() {
  std::vector<std::uint8_t> out;
  for (std::size_t f = 0; f < body_family_count; ++f) {
    std::size_t count = 1;
    for (int p = 0; p < body_families[f].power; ++p) count *= level_count(body_families[f].levels);
    out.insert(out.end(), count, static_cast<std::uint8_t>(f));
  }
  return out;
}

std::vector<Example> load_examples(const std::string& labels_path,
                                   const std::vector<std::string>& directories, const Rules& rules,
                                   const Settings& settings) {
  auto labels = read_labels(labels_path);
  std::vector<Example> out;
  const std::vector<std::uint8_t> family_of = families();
  std::vector<bool> dropped;
  for (const BodyFamilyInfo& family : body_families)
    dropped.push_back((" " + settings.drop + " ").find(" " + std::string(family.name) + " ") !=
                      std::string::npos);
  for (const auto& directory : directories)
    for (const auto& path : files_of(directory)) {
      auto found = labels.find(id_of(path));
      if (found == labels.end()) continue;
      Page page = load_page(path, rules);
      if (page.blocks.size() != found->second.matched.size()) {
        std::cerr << path << ": the labels are of other blocks\n";
        continue;
      }
      Tokens tokens = tokenize(page, rules);
      Segments segments;
      Context ctx{page, tokens, rules, segments, false};
      gather_facts(ctx);
      ctx.votes.reset(ctx.size());
      vote_fields(ctx);
      Neighbourhood around = look_around(ctx);
      Example e;
      e.id = found->first;
      e.set = std::filesystem::path(directory).filename().string();
      if (path.extension() == ".html") e.set += "-html";
      e.site = found->second.site;
      e.weight = e.set.starts_with(settings.heavy_set) ? settings.heavy : 1;
      if (made_up(e)) e.weight *= settings.made;
      e.gold_words = found->second.gold_words;
      e.matched = found->second.matched;
      e.words = found->second.words;
      BodyRules list;
      for (std::size_t block = 0; block < ctx.size(); ++block) {
        body_rules(ctx, around, block, list);
        for (std::size_t i = 0; i < list.count; ++i)
          if (!dropped[family_of[list.ids[i]]]) e.ids.push_back(list.ids[i]);
        e.offsets.push_back(static_cast<std::uint32_t>(e.ids.size()));
        e.share.push_back(tied_share(around.cell(block).stretch));
      }
      set_states(e);
      out.push_back(std::move(e));
    }
  return out;
}

class Fit {
 public:
  Fit(const Settings& settings, const std::vector<Row>& priors)
      : settings_(settings), priors_(priors), weights_(priors), squares_(body_rule_count, Row{}) {}

  void train(const std::vector<const Example*>& examples) {
    for (int time = 0; time < settings_.times; ++time) {
      weights_ = priors_;
      squares_.assign(body_rule_count, Row{});
      train_once(examples, 12345u + static_cast<std::uint64_t>(time));
    }
    for (Row& row : mean_)
      for (double& w : row) w /= kept_;
    Row& html = mean_[body_rule(BodyFamily::html, 0)];
    for (std::size_t state : {BodyModel::before, BodyModel::gap, BodyModel::after})
      html[state] -= settings_.lean_html;
  }
  /// The mean of the weights over the later epochs: it carries less of the last pages' noise.
  const std::vector<Row>& weights() const { return mean_; }

 private:
  void train_once(const std::vector<const Example*>& examples, std::uint64_t seed) {
    std::vector<const Example*> order = examples;
    random_ = seed * 7919;
    for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        std::swap(order[i - 1], order[(seed >> 33) % i]);
      }
      rate_ = settings_.rate * (1 - 0.9 * epoch / settings_.epochs);
      for (const Example* e : order) {
        step(*e);
        if (epoch * 3 >= settings_.epochs) keep();
      }
    }
  }
  /// The weights without some families, the others raised in turn.
  const std::vector<Row>& thinned() {
    if (settings_.dropout <= 0) return weights_;
    bool out[body_family_count];
    for (bool& o : out) {
      random_ = random_ * 6364136223846793005ull + 1442695040888963407ull;
      o = static_cast<double>(random_ >> 40) < settings_.dropout * (1 << 24);
    }
    thin_ = weights_;
    double up = 1 / (1 - settings_.dropout);
    for (std::size_t r = 0; r < body_rule_count; ++r) {
      scale_[r] = out[family_[r]] ? 0 : up;
      for (double& w : thin_[r]) w *= scale_[r];
    }
    return thin_;
  }
  void keep() {
    if (mean_.empty()) mean_.assign(body_rule_count, Row{});
    for (std::size_t r = 0; r < body_rule_count; ++r)
      for (std::size_t k = 0; k < K; ++k) mean_[r][k] += weights_[r][k];
    ++kept_;
  }
  void step(const Example& e) {
    if (e.size() == 0) return;
    Chain c;
    c.sums = add_up(e, thinned());
    c.run();
    std::vector<Row> grad(e.size(), Row{});
    // The likelihood is a sum over blocks: bring it to the scale of a page.
    double length = 1 / std::sqrt(static_cast<double>(e.size()));
    add_likelihood_gradient(e, c, settings_.nll * length * e.weight, grad);
    if (settings_.f1 > 0 && e.gold_words > 0) {
      std::vector<double> p(e.size()), d;
      for (std::size_t t = 0; t < e.size(); ++t) p[t] = c.chance(t, 1);
      soft_f1(e, p, d);
      add_f1_gradient(c, d, settings_.f1 * e.weight * 10, grad);
    }
    for (std::size_t t = 0; t < e.size(); ++t) tie_states(grad[t], e.share[t]);
    apply(e, grad);
  }
  void apply(const Example& e, const std::vector<Row>& grad) {
    page_.assign(body_rule_count, Row{});
    for (std::size_t t = 0; t < e.size(); ++t)
      for (std::uint32_t i = e.offsets[t]; i < e.offsets[t + 1]; ++i)
        for (std::size_t k = 0; k < K; ++k) page_[e.ids[i]][k] += grad[t][k];
    for (std::size_t r = 0; r < body_rule_count; ++r)
      for (std::size_t k = 0; k < K; ++k) {
        double g = page_[r][k] * scale_[r] - settings_.l2 * 1000 * (weights_[r][k] - priors_[r][k]);
        if (g == 0) continue;
        squares_[r][k] += g * g;
        weights_[r][k] += rate_ * g / std::sqrt(squares_[r][k] + 1e-1);
      }
  }
  const Settings& settings_;
  const std::vector<Row>& priors_;
  std::vector<Row> weights_, squares_, page_, mean_, thin_;
  std::vector<std::uint8_t> family_ = families();
  std::vector<double> scale_ = std::vector<double>(body_rule_count, 1);
  std::uint64_t random_ = 99;
  double kept_ = 0;
  double rate_ = 0;
};

struct Score {
  double f1 = 0, p = 0, r = 0;
  int pages = 0;
};

Score score_page(const Example& e, const std::vector<Row>& weights, std::vector<double>* chances = nullptr) {
  Chain c;
  c.sums = add_up(e, weights);
  double m = 0, n = 0;
  if (e.size() > 0) c.run();
  for (std::size_t t = 0; t < e.size(); ++t) {
    double p = c.chance(t, 1);
    if (chances) chances->push_back(p);
    if (p <= 0.5) continue;
    m += e.matched[t];
    n += e.words[t];
  }
  if (e.gold_words == 0) return n == 0 ? Score{1, 1, 1, 1} : Score{0, 0, 0, 1};
  Score s{0, n > 0 ? m / n : 0, m / e.gold_words, 1};
  s.f1 = s.p + s.r > 0 ? 2 * s.p * s.r / (s.p + s.r) : 0;
  return s;
}

void report(const std::string& name, const std::map<std::string, Score>& scores) {
  for (const auto& [set, s] : scores)
    std::cerr << name << " " << set << ": word F1 " << s.f1 / s.pages << " P " << s.p / s.pages << " R "
              << s.r / s.pages << " (" << s.pages << " pages)\n";
}

/// Where the weights start and are drawn back to: what is known before any page is read. Same form as
/// body.weights.
std::vector<Row> read_priors(const std::string& path) {
  std::vector<Row> priors(body_rule_count, Row{});
  if (path.empty()) return priors;
  std::ifstream in(path);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  auto model = read_body_model(path, text);
  if (!model) {
    std::cerr << model.error().message << "\n";
    std::exit(1);
  }
  for (std::size_t r = 0; r < body_rule_count; ++r)
    for (std::size_t k = 0; k < K; ++k) priors[r][k] = model.value()->rows[r][k] * double{BodyModel::unit};
  return priors;
}

std::uint32_t fold_of(const std::string& site, int folds) {
  std::uint32_t h = 2166136261u;
  for (unsigned char c : site) h = (h ^ c) * 16777619u;
  return (h >> 8) % static_cast<std::uint32_t>(folds);
}

bool usable(const Example& e) {
  double m = 0;
  for (std::size_t t = 0; t < e.size(); ++t)
    if (e.state[t] == 1) m += e.matched[t];
  return e.gold_words == 0 || m >= 0.7 * e.gold_words;
}

void cross_validate(const std::vector<Example>& examples, const Settings& settings,
                    const std::vector<Row>& priors) {
  std::map<std::string, Score> held, seen;
  std::ofstream dump;
  if (!settings.dump.empty()) dump.open(settings.dump);
  for (int fold = 0; fold < settings.folds; ++fold) {
    std::vector<const Example*> part;
    for (const Example& e : examples)
      if (static_cast<int>(fold_of(e.site, settings.folds)) != fold && usable(e)) part.push_back(&e);
    Fit fit(settings, priors);
    fit.train(part);
    for (const Example& e : examples) {
      bool is_held = static_cast<int>(fold_of(e.site, settings.folds)) == fold;
      if ((!is_held && fold > 0) || (is_held && made_up(e) && e.id.find("swap-") == 0)) continue;
      std::vector<double> chances;
      Score s = score_page(e, fit.weights(), is_held ? &chances : nullptr);
      if (is_held && dump.is_open() && !made_up(e)) {
        dump << e.id << '\t' << s.f1 << '\t' << s.p << '\t' << s.r;
        for (double c : chances) dump << '\t' << std::round(c * 1000) / 1000;
        dump << '\n';
      }
      Score& to = (is_held ? held : seen)[made_up(e) ? e.id.substr(0, e.id.find('-')) : e.set];
      to.f1 += s.f1;
      to.p += s.p;
      to.r += s.r;
      ++to.pages;
    }
  }
  report("fitted", seen);
  report("held out", held);
}

void print_weights(const std::vector<Row>& weights) {
  std::cout << "# Weights of the body rules; written by tests/train (see README.md there).\n"
               "# rule\tbefore\tgap\tafter\tstart\tpause\tresume\tstop\n";
  for (std::size_t r = 0; r < body_rule_count; ++r) {
    bool any = false;
    for (double w : weights[r]) any = any || std::abs(w) >= 0.005;
    if (!any) continue;
    std::cout << body_rule_name(r);
    for (double w : weights[r]) {
      char text[32];
      std::snprintf(text, sizeof text, "%.2f", w);
      std::cout << '\t' << (std::string(text) == "-0.00" ? "0" : std::string(text) == "0.00" ? "0" : text);
    }
    std::cout << '\n';
  }
}

int usage() {
  std::cerr << "usage: nutgraf_train blocks DIR... | fit LABELS DIR... [--folds N] [--epochs N] [--l2 X] "
               "[--f1 X]\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> plain;
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    if (arg.starts_with("--") && i + 1 < argc) {
      std::string value = argv[++i];
      if (arg == "--folds")
        settings.folds = std::stoi(value);
      else if (arg == "--leave")
        settings.leave = std::stoi(value);
      else if (arg == "--epochs")
        settings.epochs = std::stoi(value);
      else if (arg == "--l2")
        settings.l2 = std::stod(value);
      else if (arg == "--f1")
        settings.f1 = std::stod(value);
      else if (arg == "--nll")
        settings.nll = std::stod(value);
      else if (arg == "--rate")
        settings.rate = std::stod(value);
      else if (arg == "--heavy")
        settings.heavy = std::stod(value);
      else if (arg == "--made")
        settings.made = std::stod(value);
      else if (arg == "--dropout")
        settings.dropout = std::stod(value);
      else if (arg == "--times")
        settings.times = std::stoi(value);
      else if (arg == "--lean-html")
        settings.lean_html = std::stod(value);
      else if (arg == "--drop")
        settings.drop = value;
      else if (arg == "--priors")
        settings.priors = value;
      else if (arg == "--dump")
        settings.dump = value;
      else
        return usage();
    } else {
      plain.push_back(arg);
    }
  }
  auto rules = load_rules("");
  if (!rules) {
    std::cerr << rules.error().message << "\n";
    return 1;
  }
  if (plain.size() >= 2 && plain[0] == "blocks") {
    print_blocks({plain.begin() + 1, plain.end()}, *rules.value());
    return 0;
  }
  if (plain.size() < 3 || plain[0] != "fit") return usage();
  auto examples = load_examples(plain[1], {plain.begin() + 2, plain.end()}, *rules.value(), settings);
  std::cerr << examples.size() << " pages, " << body_rule_count << " rules\n";
  std::vector<Row> priors = read_priors(settings.priors);
  if (settings.folds > 1 && settings.leave < 0) {
    cross_validate(examples, settings, priors);
    return 0;
  }
  Fit fit(settings, priors);
  std::vector<const Example*> all;
  for (const Example& e : examples)
    if (usable(e) &&
        (settings.leave < 0 || static_cast<int>(fold_of(e.site, settings.folds)) != settings.leave))
      all.push_back(&e);
  fit.train(all);
  print_weights(fit.weights());
}
