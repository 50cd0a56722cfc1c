// emit/: the text of a span, for any span. Private.
#pragma once
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

}  // namespace nutgraf
