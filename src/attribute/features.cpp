#include "attribute/features.hpp"

#include <algorithm>
#include <bit>

namespace nutgraf {
namespace {

template <class Names>
std::string_view name_in(const Names& names, std::size_t id) {
  return id < std::size(names) ? std::string_view(names[id]) : std::string_view();
}

/// The name of a value; of lemmas and labels only those that the code names.
std::string_view fixed_name(Axis axis, std::size_t id) {
  switch (axis) {
    case Axis::mode:
      return name_in(mode_names, id);
    case Axis::type:
      return name_in(cue_type_names, id);
    case Axis::follow:
      return name_in(follow_names, id);
    case Axis::before:
      return name_in(before_names, id);
    case Axis::kind:
      return name_in(cue_kind_names, id);
    case Axis::subject:
      return name_in(subject_names, id);
    case Axis::rule:
      return name_in(subject_rule_names, id);
    case Axis::tag:
      return id < tag_count ? tag_letters.substr(id, 1) : std::string_view();
    case Axis::lemma:
      return name_in(lemma_names, id);
    case Axis::label:
      return name_in(label_names, id);
    case Axis::length:
      return name_in(length_names, id);
    case Axis::position:
      return name_in(position_names, id);
    case Axis::shape:
      return name_in(shape_names, id);
    case Axis::opening:
      return id == opening_quote.id ? std::string_view("quote") : name_in(chunk_names, id);
    case Axis::next:
      return name_in(next_names, id);
    case Axis::distance:
      return name_in(distance_names, id);
    case Axis::nth:
      return name_in(nth_names, id);
    default:
      return {};
  }
}

std::string_view value_name(const AttributionModel& model, Axis axis, FeatureValue value) {
  const std::size_t cue = std::size_t{value.id} - static_cast<std::size_t>(Lemma::cues) + 1;
  if (axis == Axis::lemma && value.id >= static_cast<std::size_t>(Lemma::cues)) return model.lemmas[cue];
  const std::size_t word = std::size_t{value.id} - static_cast<std::size_t>(Label::words);
  if (axis == Axis::label && value.id >= static_cast<std::size_t>(Label::words))
    return model.label_words[word];
  return fixed_name(axis, value.id);
}

std::uint64_t key_of(Axis axis, std::string_view name) {
  std::uint64_t h = 1469598103934665603ull ^ static_cast<std::uint64_t>(axis) << 8;
  for (char c : name) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return (h ^ h >> 31) | 1u;
}

}  // namespace

std::string feature_name(const AttributionModel& model, Feature f, FeatureValue a, FeatureValue b) {
  const FeatureAxes& axes = feature_axes[static_cast<std::size_t>(f)];
  std::string out(axes.name);
  if (axes.a != Axis::none) out.append(1, '~').append(value_name(model, axes.a, a));
  if (axes.b != Axis::none) out.append(1, '~').append(value_name(model, axes.b, b));
  return out;
}

void FeatureNotes::operator()(Feature f, FeatureValue a, FeatureValue b) {
  const std::int16_t weight = model_.weights[feature_cell(f, a, b)];
  notes_.push_back({0, static_cast<float>(weight) * 0.01f, feature_name(model_, f, a, b)});
}

std::string names_of(const Reasons& reasons) {
  std::string out;
  for (const Reason& reason : reasons) out.append(reason.feature).append(1, ' ');
  return out;
}

FeatureNames::FeatureNames(const AttributionModel& model)
    : slots_(std::bit_ceil((model.cues.size() + 1024) * 2)) {
  for (std::size_t axis = 1; axis < static_cast<std::size_t>(Axis::count); ++axis)
    for (std::size_t id = 0; id < axis_size(static_cast<Axis>(axis)); ++id)
      if (auto name = fixed_name(static_cast<Axis>(axis), id); !name.empty())
        add(static_cast<Axis>(axis), name, FeatureValue(id));
  for (std::size_t cue = 1; cue < model.cues.size(); ++cue)
    add(Axis::lemma, model.lemmas[cue], lemma_of(static_cast<std::uint16_t>(cue)));
  for (std::size_t word = 0; word < model.label_words.size(); ++word)
    add(Axis::label, model.label_words[word], FeatureValue(static_cast<std::size_t>(Label::words) + word));
}

/// Where the key stands or may be put.
std::size_t FeatureNames::place(std::uint64_t key) const {
  std::size_t at = key >> 8 & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

/// The first value of a name is the one.
void FeatureNames::add(Axis axis, std::string_view name, FeatureValue value) {
  const std::uint64_t key = key_of(axis, name);
  Slot& slot = slots_[place(key)];
  if (slot.key == 0) slot = {key, value};
}

std::optional<Feature> FeatureNames::feature(std::string_view name) {
  if (feature_axes[last_].name == name) return static_cast<Feature>(last_);
  const auto* at = std::find_if(std::begin(feature_axes), std::end(feature_axes),
                                [&](const FeatureAxes& f) { return f.name == name; });
  if (at == std::end(feature_axes)) return std::nullopt;
  last_ = static_cast<std::size_t>(at - std::begin(feature_axes));
  return static_cast<Feature>(last_);
}

std::optional<FeatureValue> FeatureNames::value(Axis axis, std::string_view name) const {
  if (axis == Axis::none) return name.empty() ? std::optional(FeatureValue()) : std::nullopt;
  const Slot& slot = slots_[place(key_of(axis, name))];
  return slot.key != 0 ? std::optional(slot.value) : std::nullopt;
}

}  // namespace nutgraf
