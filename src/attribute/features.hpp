// attribute/: named features and their sum. Private.
//
// A feature is a template name and up to two values ("cue.lemma_frame say that"). Its key is made of the
// hashes of those strings, so the weight files are read without a list of values, and a decision can print
// what it was made of.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "attribute/model.hpp"

namespace nutgraf {

constexpr std::uint64_t feature_hash(std::string_view s) {
  std::uint64_t h = 1469598103934665603ull;
  for (char c : s) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return h ^ (h >> 31);
}

/// A name with its hash; the name must outlive the value.
struct FeatureValue {
  std::uint64_t hash = 0;
  std::string_view name;
  constexpr FeatureValue() = default;
  constexpr FeatureValue(std::string_view s) : hash(s.empty() ? 0 : feature_hash(s)), name(s) {}
  consteval FeatureValue(const char* s) : FeatureValue(std::string_view(s)) {}
  constexpr FeatureValue(std::uint64_t h, std::string_view s) : hash(h), name(s) {}
};

/// The values of an enumeration's names, hashed at compile time.
template <std::size_t N>
consteval std::array<FeatureValue, N> feature_values(const std::string_view (&names)[N]) {
  std::array<FeatureValue, N> out;
  for (std::size_t i = 0; i < N; ++i) out[i] = FeatureValue(names[i]);
  return out;
}

constexpr std::uint64_t feature_key(std::uint64_t name, std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = name ^ (a * 0x9E3779B97F4A7C15ull) ^ (b * 0xC2B2AE3D27D4EB4Full);
  return h ^ (h >> 29);
}

/// Adds up the weights of the features given to it; with `dump` set, writes their names there instead.
class FeatureSum {
 public:
  explicit FeatureSum(const AttributionModel& model, std::string* dump = nullptr)
      : model_(&model), dump_(dump) {}
  /// Inlined, so that the names' hashes are constants.
  [[gnu::always_inline]] void operator()(const FeatureValue& name, const FeatureValue& a = {},
                                         const FeatureValue& b = {}) {
    if (dump_ != nullptr) [[unlikely]] {
      write(name, a, b);
    } else {
      sum_ += model_->weight(feature_key(name.hash, a.hash, b.hash));
    }
  }
  float sum() const { return sum_; }

 private:
  [[gnu::noinline]] void write(const FeatureValue& name, const FeatureValue& a, const FeatureValue& b) {
    dump_->append(name.name);
    if (a.hash != 0) dump_->append(1, '~').append(a.name);
    if (b.hash != 0) dump_->append(1, '~').append(b.name);
    dump_->append(1, ' ');
  }
  const AttributionModel* model_;
  std::string* dump_;
  float sum_ = 0;
};

}  // namespace nutgraf
