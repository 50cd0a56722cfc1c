// emit/: JSON on one line → JSON with line breaks, as `jq .` sets them. Private.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf {

/// Takes valid JSON without blanks between its parts, cut anywhere.
class Indenter {
 public:
  /// Appends what `part` comes to.
  void add(std::string_view part, std::string& out);

 private:
  std::size_t add_string(std::string_view part, std::size_t at, std::string& out);
  void add_mark(char c, std::string& out);
  void new_line(std::string& out) const { out.append(1, '\n').append(depth_ * 2, ' '); }

  std::size_t depth_ = 0;
  bool fresh_ = false;  ///< nothing was written in the innermost container
  bool in_string_ = false, escaped_ = false;
};

}  // namespace nutgraf
