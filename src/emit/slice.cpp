#include "emit/slice.hpp"

namespace nutgraf {
namespace {

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string_view narrowed_slice(std::string_view text, Span span) {
  std::size_t start = span.start, end = span.end < text.size() ? span.end : text.size();
  while (start < end && is_continuation(text[start])) ++start;
  while (end > start && end < text.size() && is_continuation(text[end])) --end;
  return start < end ? text.substr(start, end - start) : std::string_view();
}

std::string one_line(const Article& article, Span span) {
  std::string_view text = safe_slice(article, span);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t blanks = at;
    bool breaks = false;
    for (; blanks < text.size() && is_blank(text[blanks]); ++blanks)
      breaks |= text[blanks] >= '\n' && text[blanks] <= '\r';
    if (breaks) {
      out += ' ';
    } else {
      out.append(text.substr(at, blanks - at));
    }
    at = blanks;
    for (; at < text.size() && !is_blank(text[at]); ++at)
      if (static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != 0x7F) out += text[at];
  }
  return out;
}

}  // namespace nutgraf
