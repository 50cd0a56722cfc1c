// read/: the lines of a text, with what the text reader needs to know of each. Private.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"
#include "read/page.hpp"

namespace nutgraf {

/// One line that shows something; blank ones are only counted.
struct TextLine {
  Span span;  ///< trimmed
  std::uint16_t blank_before = 0;
  std::uint16_t indent = 0;  ///< columns
  BlockForm form = BlockForm::paragraph;
  std::uint8_t heading = 0;
  std::uint8_t quote_depth = 0;  ///< number of "> "
  bool ordered = false;
  // set by measure():
  std::uint16_t width = 0;       ///< columns with the indent; `too_wide` for lines that nobody wraps by hand
  std::uint16_t first_word = 0;  ///< columns of the first word
  bool starts_lower = false, ends_sentence = false, one_word = false;
};

constexpr std::uint16_t too_wide = 1000;

/// Splits at \n, \r\n, \r, form feed, vertical tab, NEL, LS and PS. Lines of blanks of any kind, NBSP and
/// zero-width characters are blank lines. `only_newlines`: it is known that there is none but \n. Linear.
std::vector<TextLine> split_lines(std::string_view text, bool only_newlines);

/// Widths and ends of one line: only asked for where lines may have been wrapped.
void measure(std::string_view text, TextLine& line);

}  // namespace nutgraf
