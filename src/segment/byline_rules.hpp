// segment/: what speaks for or against a line as the story's byline. Private. As headline_rules.hpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "segment/fields.hpp"

namespace nutgraf {

enum class BylineRule : std::uint16_t {
#define BYLINE_RULE(name, weight) name,
#include "segment/byline_rules.def"
#undef BYLINE_RULE
  count
};
std::string_view name(BylineRule rule);
float weight(BylineRule rule);

/// What all lines of a page are compared with, made once. The context and the head must outlive it.
class BylineView {
 public:
  BylineView(const Context& ctx, const Head& head);
  /// Appends the rules that hold for a line; false if it names nobody.
  bool rules(std::size_t line, std::vector<BylineRule>& out) const;

 private:
  void of_markup(const FieldLine& line, std::vector<BylineRule>& out) const;
  const Context& ctx_;
  const Head& head_;
  std::string declared_;  ///< the authors that the page declares, folded: " ana ruiz | tom o dell "
};

/// The rules that speak for "no byline".
void no_byline_rules(const Context& ctx, std::vector<BylineRule>& out);

}  // namespace nutgraf
