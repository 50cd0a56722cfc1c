// read/html: JSON as found in the wild, into a flat list of nodes. Private.
//
// Reads valid JSON as it is, and of broken JSON what can be read: several values in a row, raw line breaks in
// strings, trailing and missing commas, comments, single quotes, quotation marks that were not escaped, CDATA
// and comment wrappers, a missing end. No recursion; linear time; values nested deeper than `max_depth` are
// left out.
//
//     {"a": [1, {"b": "x"}]}      0 object ── 1 "a" array ── 2 number
//                                                         └─ 3 object ── 4 "b" string
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf {

enum class JsonKind : std::uint8_t { object, array, string, literal };

struct JsonNode {
  JsonKind kind = JsonKind::literal;
  std::string_view key;  ///< as it stands, without quotes; empty in arrays
  std::string_view raw;  ///< string: between its quotes, escapes unresolved; literal: the word; else empty
  std::uint32_t parent = none, first = none, next = none;
  static constexpr std::uint32_t none = 0xFFFFFFFF;
};

/// Views into the text that was read.
struct LooseJson {
  static constexpr std::size_t max_depth = 64, max_nodes = 200'000;
  std::vector<JsonNode> nodes;

  /// Appends the values of `text`; roots have no parent.
  void read(std::string_view text);
  std::uint32_t child(std::uint32_t object, std::string_view key) const;  ///< JsonNode::none if there is none
  /// A string's or literal's characters with escapes and character references resolved, blanks squeezed.
  std::string value(std::uint32_t node) const;
};

}  // namespace nutgraf
