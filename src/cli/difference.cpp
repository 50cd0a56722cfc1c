#include "cli/difference.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"

namespace nutgraf::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shown = 64;  ///< bytes shown on each side of the place that differs

std::string one_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string window(const std::string& text, std::size_t place) {
  std::size_t from = place > shown ? place - shown : 0, to = std::min(text.size(), place + shown);
  while (from > 0 && is_continuation(text[from])) --from;
  while (to < text.size() && is_continuation(text[to])) ++to;
  return (from > 0 ? "…" : "") + text.substr(from, to - from) + (to < text.size() ? "…" : "");
}

std::string escaped(const std::string& key) {
  std::string out;
  for (char c : key) c == '~' ? out += "~0" : c == '/' ? out += "~1" : out += c;
  return out;
}

class Comparison {
 public:
  explicit Comparison(bool partial) : partial_(partial) {}
  std::vector<Difference> found;

  /// Recursion is bounded: fixtures are ours, and nlohmann's parser has built both trees.
  void compare(const Json& expected, const Json& actual, const std::string& at) {
    if (at == "/nutgraf/version") return;
    if (expected.is_object() && actual.is_object()) return objects(expected, actual, at);
    if (expected.is_array() && actual.is_array()) return arrays(expected, actual, at);
    if (expected != actual) differ(at, &expected, &actual);
  }

 private:
  void objects(const Json& expected, const Json& actual, const std::string& at) {
    for (const auto& [key, value] : expected.items()) {
      std::string below = at + "/" + escaped(key);
      auto other = actual.find(key);
      other == actual.end() ? differ(below, &value, nullptr) : compare(value, *other, below);
    }
    if (partial_) return;
    for (const auto& [key, value] : actual.items())
      if (!expected.contains(key)) differ(at + "/" + escaped(key), nullptr, &value);
  }

  void arrays(const Json& expected, const Json& actual, const std::string& at) {
    std::size_t both = std::min(expected.size(), actual.size());
    for (std::size_t i = 0; i < both; ++i) compare(expected[i], actual[i], at + "/" + std::to_string(i));
    for (std::size_t i = both; i < expected.size(); ++i)
      differ(at + "/" + std::to_string(i), &expected[i], nullptr);
    for (std::size_t i = both; i < actual.size(); ++i)
      differ(at + "/" + std::to_string(i), nullptr, &actual[i]);
  }

  void differ(const std::string& at, const Json* expected, const Json* actual) {
    std::string a = expected ? one_line(*expected) : "", b = actual ? one_line(*actual) : "";
    auto place =
        static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    if (!expected || !actual) place = 0;
    found.push_back({at.empty() ? "/" : at, window(a, place), window(b, place)});
  }

  bool partial_;
};

}  // namespace

Result<std::vector<Difference>> differences(std::string_view expected, std::string_view actual,
                                            bool partial) {
  Json want, have;
  try {
    want = Json::parse(expected.begin(), expected.end());
    have = Json::parse(actual.begin(), actual.end());
  } catch (const Json::parse_error& error) {
    return Error{"bad-json", "check", "the expected file is not valid JSON", error.byte};
  }
  Comparison comparison(partial);
  comparison.compare(want, have, "");
  return std::move(comparison.found);
}

}  // namespace nutgraf::cli
