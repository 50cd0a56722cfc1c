// emit/: the text of a span. Private.
#pragma once
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "nutgraf/article.hpp"

namespace nutgraf {

/// As Article::slice(), but a span that leaves the text or cuts through a code point is narrowed, so that
/// what is written is valid UTF-8 whatever an earlier stage did.
inline std::string_view safe_slice(const Article& article, Span span) {
  const std::string& text = article.text;
  std::size_t start = span.start, end = span.end < text.size() ? span.end : text.size();
  while (start < end && is_continuation(text[start])) ++start;
  while (end > start && end < text.size() && is_continuation(text[end])) --end;
  return start < end ? std::string_view(text).substr(start, end - start) : std::string_view();
}

/// The words of a span on one line: each run of blanks that holds a line break is one blank, other control
/// characters are left out.
std::string one_line(const Article& article, Span span);

}  // namespace nutgraf
