// attribute/: named features and their sum. Private.
//
// A feature is a name and up to two values of small closed sets, its axes ("lemma.follow say that"): all of
// them stand in features.def. Its weights are a grid over its axes, all grids are one array, and a decision
// is a sum of cells. Weights are whole hundredths, so that a sum is exact in whatever order.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "attribute/frame.hpp"
#include "attribute/model.hpp"
#include "nutgraf/parser.hpp"

namespace nutgraf {

enum class Feature : std::uint8_t {
#define FEATURE(id, name, a, b) id,
#include "attribute/features.def"
#undef FEATURE
  count
};

enum class Axis : std::uint8_t {
  none,
  mode,
  type,
  follow,
  before,
  kind,
  subject,
  rule,
  tag,
  lemma,  ///< of a cue; see Lemma
  label,  ///< what a chunk is to its neighbours; see Label
  length,
  position,
  shape,
  opening,
  next,
  distance,
  nth,
  count
};

/// The names of Label.
inline constexpr std::string_view label_names[] = {
    "$", "np",  "np-time", "pron",  "vg-to", "vg-fin", "vg-ing", "vg-en", ",",  ";",  ":", "--", "(",
    ")", "...", "open",    "close", "adj",   "adv",    "prep",   "sub",   "wh", "cc", ".", "x"};

/// Values of Axis::lemma: cues come after these, by their number in the model.
enum class Lemma : std::uint8_t { unknown, verb, noun, adjective, according, colon, cues };
inline constexpr std::string_view lemma_names[] = {"unknown", "verb", "noun", "adj", "according", "colon"};

/// How many tokens, in steps.
inline constexpr std::string_view length_names[] = {"0", "1", "2", "3", "4", "6", "10", "16", "25", "40"};
/// Where in its sentence a cue stands, in steps.
inline constexpr std::string_view position_names[] = {"0", "3", "8", "16", "30"};

/// What the quotation after a cue looks like.
enum class Shape : std::uint8_t { none, title, few, some, many };
inline constexpr std::string_view shape_names[] = {"none", "title", "few", "some", "many"};

/// What follows a cue verb inside a content.
enum class Next : std::uint8_t { end, that, quote, statement, clause, noun, to, verb, other };
inline constexpr std::string_view next_names[] = {"end", "that", "quote", "statement", "clause",
                                                  "np",  "to",   "verb",  "other"};

/// How far from a cue word the next quotation mark of its sentence stands.
enum class Distance : std::uint8_t { beside, near, far, none };
inline constexpr std::string_view distance_names[] = {"beside", "near", "far", "none"};

/// Which cue word of its sentence one is.
inline constexpr std::string_view nth_names[] = {"first", "second", "third", "later"};

/// A value on an axis.
struct FeatureValue {
  std::uint16_t id = 0;
  constexpr FeatureValue() = default;
  constexpr explicit FeatureValue(std::size_t number) : id(static_cast<std::uint16_t>(number)) {}
  template <class E>
  requires std::is_enum_v<E>
  constexpr FeatureValue(E e) : id(static_cast<std::uint16_t>(e)) {}
  friend constexpr bool operator==(FeatureValue, FeatureValue) = default;
};

inline constexpr FeatureValue opening_quote{std::size(chunk_names)};  ///< on Axis::opening, after the chunks
/// Without a branch: which words are cues cannot be foreseen.
inline constexpr FeatureValue lemma_of(std::uint16_t cue) {
  const std::size_t own = static_cast<std::size_t>(Lemma::cues) + cue - 1u;
  return FeatureValue(own & (0 - std::size_t{cue != 0}));
}
inline constexpr FeatureValue lemma_of(CueType type) {
  return FeatureValue(1 + static_cast<std::size_t>(type));
}

inline FeatureValue lemma_of(const Frame& f) {
  const auto of_type = lemma_of(f.type).id & (0u - unsigned{f.cue_id == 0});  // without a branch
  return FeatureValue(std::size_t{lemma_of(f.cue_id).id | of_type});
}

/// Values of an axis; of lemmas only those that are no cues.
constexpr std::size_t axis_size(Axis axis) {
  constexpr std::size_t sizes[] = {1,
                                   std::size(mode_names),
                                   std::size(cue_type_names),
                                   std::size(follow_names),
                                   std::size(before_names),
                                   std::size(cue_kind_names),
                                   std::size(subject_names),
                                   std::size(subject_rule_names),
                                   tag_count,
                                   std::size(lemma_names),
                                   AttributionModel::max_labels,
                                   std::size(length_names),
                                   std::size(position_names),
                                   std::size(shape_names),
                                   std::size(chunk_names) + 1,
                                   std::size(next_names),
                                   std::size(distance_names),
                                   std::size(nth_names)};
  static_assert(std::size(sizes) == static_cast<std::size_t>(Axis::count));
  return sizes[static_cast<std::size_t>(axis)];
}

struct FeatureAxes {
  std::string_view name;
  Axis a, b;
};
inline constexpr FeatureAxes feature_axes[] = {
#define FEATURE(id, name, a, b) {name, Axis::a, Axis::b},
#include "attribute/features.def"
#undef FEATURE
};
inline constexpr std::size_t feature_count = std::size(feature_axes);

/// Where a feature's grid lies: the cell of (a, b) is `first + a * step_a + b * step_b`.
struct FeatureGrid {
  std::uint32_t first = 0, step_a = 0, step_b = 0;
};
struct FeatureLayout {
  std::array<FeatureGrid, feature_count> grids{};
  std::uint32_t shared = 0;  ///< cells of all grids without lemmas
  std::uint32_t row = 0;     ///< cells of one lemma in all grids with lemmas, which lie side by side
};
consteval FeatureLayout lay_out_features() {
  FeatureLayout out;
  for (const FeatureAxes& f : feature_axes) {
    const auto a = static_cast<std::uint32_t>(axis_size(f.a)), b = static_cast<std::uint32_t>(axis_size(f.b));
    if (f.a == Axis::lemma || f.b == Axis::lemma)
      out.row += f.a == Axis::lemma ? b : a;
    else
      out.shared += a * b;
  }
  std::uint32_t cell = 0, column = out.shared;
  for (std::size_t i = 0; i < feature_count; ++i) {
    const FeatureAxes& f = feature_axes[i];
    const auto a = static_cast<std::uint32_t>(axis_size(f.a)), b = static_cast<std::uint32_t>(axis_size(f.b));
    if (f.a == Axis::lemma) {
      out.grids[i] = {column, out.row, 1};
      column += b;
    } else if (f.b == Axis::lemma) {
      out.grids[i] = {column, 1, out.row};
      column += a;
    } else {
      out.grids[i] = {cell, b, 1};
      cell += a * b;
    }
  }
  return out;
}
inline constexpr FeatureLayout feature_layout = lay_out_features();

constexpr std::size_t feature_cell(Feature f, FeatureValue a, FeatureValue b) {
  const FeatureGrid& grid = feature_layout.grids[static_cast<std::size_t>(f)];
  return grid.first + std::size_t{a.id} * grid.step_a + std::size_t{b.id} * grid.step_b;
}

/// The printable form: "lemma.follow~say~that".
std::string feature_name(const AttributionModel& model, Feature f, FeatureValue a, FeatureValue b);

using Reasons = std::vector<Reason>;

/// Their names, each with a blank behind it.
std::string names_of(const Reasons& reasons);

/// Finds features and values by their names, to read a file of weights.
class FeatureNames {
 public:
  explicit FeatureNames(const AttributionModel& model);
  std::optional<Feature> feature(std::string_view name);
  std::optional<FeatureValue> value(Axis axis, std::string_view name) const;

 private:
  struct Slot {
    std::uint64_t key = 0;  ///< 0 = free
    FeatureValue value;
  };
  void add(Axis axis, std::string_view name, FeatureValue value);
  std::size_t place(std::uint64_t key) const;
  std::vector<Slot> slots_;
  std::size_t last_ = 0;  ///< the feature found last: files are sorted
};

/// Adds up the weights of the features given to it.
class FeatureSum {
 public:
  explicit FeatureSum(const AttributionModel& model) : weights_(model.weights.data()) {}
  /// Inlined, so that the place of the grid is a constant.
  [[gnu::always_inline]] void operator()(Feature f, FeatureValue a = {}, FeatureValue b = {}) {
    sum_ += weights_[feature_cell(f, a, b)];
  }
  /// The same if `so`, without a branch: what words hold cannot be foreseen.
  [[gnu::always_inline]] void when(bool so, Feature f, FeatureValue a = {}, FeatureValue b = {}) {
    sum_ += weights_[feature_cell(f, a, b)] & -static_cast<std::int32_t>(so);
  }
  /// One of two features on the same axes, if `so`; without a branch.
  [[gnu::always_inline]] void either(bool so, bool first, Feature one, Feature other, FeatureValue a = {},
                                     FeatureValue b = {}) {
    const auto step = feature_cell(one, {}, {}) - feature_cell(other, {}, {});
    const std::size_t cell = feature_cell(other, a, b) + (step & (0 - std::size_t{first}));
    sum_ += weights_[cell] & -static_cast<std::int32_t>(so);
  }
  std::int32_t hundredths() const { return sum_; }
  float sum() const { return static_cast<float>(sum_) * 0.01f; }

 private:
  const std::int16_t* weights_;
  std::int32_t sum_ = 0;
};

/// Writes down the features given to it. What adds to a FeatureSum adds to this as well, so that a decision
/// and its reasons are one list.
class FeatureNotes {
 public:
  FeatureNotes(const AttributionModel& model, Reasons& notes) : model_(model), notes_(notes) {}
  void operator()(Feature f, FeatureValue a = {}, FeatureValue b = {});
  void when(bool so, Feature f, FeatureValue a = {}, FeatureValue b = {}) {
    if (so) (*this)(f, a, b);
  }
  void either(bool so, bool first, Feature one, Feature other, FeatureValue a = {}, FeatureValue b = {}) {
    if (so) (*this)(first ? one : other, a, b);
  }

 private:
  const AttributionModel& model_;
  Reasons& notes_;
};

}  // namespace nutgraf
