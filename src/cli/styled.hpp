// cli/: text with marks for its style, wrapped to columns and painted, or not.
//
// A style is switched on and off by one control byte each inside the text, which therefore must hold no
// control characters of its own (see words_of()). Widths are columns on the terminal.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::cli {

enum class Style : unsigned char { quote, speaker, cue, tag, faint, strong, headline, label, note, count };

std::string on(Style style);
std::string off(Style style);
std::string styled(Style style, std::string_view text);

/// Columns that the text takes; marks take none.
std::size_t width_of(std::string_view text);
/// At most `columns` wide; what is cut away is shown as "…". Marks are kept.
std::string shortened(std::string_view text, std::size_t columns);
/// Broken at blanks into lines of at most `columns`; a longer word is broken anywhere.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);
/// Marks → escape sequences if `colour`, else nothing. Styles that are open at the end of a line are closed
/// there and go on in the next call.
class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}
  std::string operator()(std::string_view line);

 private:
  std::string escape() const;
  bool colour_;
  unsigned state_ = 0;
};

}  // namespace nutgraf::cli
