// emit/: the text of a span. Private.
#pragma once
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "nutgraf/article.hpp"

namespace nutgraf {

/// safe_slice() of a span that is not as it should be.
std::string_view narrowed_slice(std::string_view text, Span span);

/// As Article::slice(), but a span that leaves the text or cuts through a code point is narrowed, so that
/// what is written is valid UTF-8 whatever an earlier stage did.
inline std::string_view safe_slice(const Article& article, Span span) {
  const std::string& text = article.text;
  const bool inside = (span.start < span.end) & (span.end <= text.size());
  if (inside && !is_continuation(text[span.start]) && !is_continuation(text[span.end])) [[likely]]
    return {text.data() + span.start, span.end - span.start};
  return narrowed_slice(text, span);
}

/// The words of a span on one line: each run of blanks that holds a line break is one blank, other control
/// characters are left out.
std::string one_line(const Article& article, Span span);

}  // namespace nutgraf
