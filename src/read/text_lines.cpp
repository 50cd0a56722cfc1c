// Lines: where they end, what they look like.
#include "read/text_lines.hpp"

#include <algorithm>
#include <bit>

#include "base/utf8.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {
namespace {

constexpr std::uint32_t widest_wrapped = 400;  // bytes; longer lines are not measured
constexpr std::uint16_t many = 60000;

/// A line's end, and where the next line begins.
struct LineEnd {
  std::size_t at, next;
  bool blank = false;  ///< ends a page or a paragraph: as good as a blank line
};

/// The bytes of the mark at `at` that ends a line, 0 if there is none. \r\n are two.
std::size_t line_end_bytes(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c >= '\n' && c <= '\r') return c == '\r' && text.substr(at + 1, 1) == "\n" ? 2 : 1;
  const std::string_view mark = text.substr(at, 3);
  if (mark.starts_with("\xC2\x85")) return 2;
  return mark == "\u2028" || mark == "\u2029" ? 3 : 0;
}

/// The first byte from `at` on that may begin a mark; the end of all that can be looked at in steps
/// otherwise.
std::size_t skip_in_line([[maybe_unused]] std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  constexpr std::size_t step = 16;
  auto equal = [](__m128i bytes, int c) {
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(static_cast<char>(c)));
  };
  for (; at + step + 2 <= text.size(); at += step) {
    const char* p = text.data() + at;
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 1));
    const __m128i moved = _mm_sub_epi8(bytes, _mm_set1_epi8('\n'));
    const __m128i ends = _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8('\r' - '\n')), moved);
    const __m128i next_line = _mm_and_si128(equal(bytes, 0xC2), equal(second, 0x85));
    const __m128i third = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 2));
    const __m128i separator =
        _mm_and_si128(_mm_and_si128(equal(bytes, 0xE2), equal(second, 0x80)),
                      equal(_mm_and_si128(third, _mm_set1_epi8(static_cast<char>(0xFE))), 0xA8));
    const int found = _mm_movemask_epi8(_mm_or_si128(ends, _mm_or_si128(next_line, separator)));
    if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(found)));
  }
#endif
  return at;
}

/// The first line end at or after `at`.
LineEnd find_line_end(std::string_view text, std::size_t at) {
  for (at = skip_in_line(text, at); at < text.size(); at = skip_in_line(text, at + 1))
    if (const std::size_t bytes = line_end_bytes(text, at); bytes > 0)
      return {at, at + bytes, text[at] == '\f' || text.substr(at, 3) == "\u2029"};
  return {text.size(), text.size()};
}

LineEnd find_newline(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return {end, std::min(end + 1, text.size())};
}

/// Bytes of the blank or invisible character at `at`, 0 if it is another.
std::uint32_t blank_bytes(std::string_view text, std::uint32_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c <= ' ' || c == 0x7F ? 1 : 0;
  if (c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
  // quotation marks, dashes, bullets: most lines that begin or end outside ASCII do so with one of them
  auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (c == 0xE2 && byte(1) == 0x80 && byte(2) >= 0x90 && byte(2) < 0xA8) return 0;
  std::size_t length = 0;
  const CharClass kind = char_class(code_point(text, at, length));
  const bool blank = kind == CharClass::blank || kind == CharClass::zero_width || kind == CharClass::control;
  return blank ? static_cast<std::uint32_t>(length) : 0;
}

std::uint32_t trim_front(std::string_view text, std::uint32_t at, std::uint32_t end, std::uint16_t& indent) {
  std::uint32_t columns = 0;
  while (at < end) {
    const std::uint32_t length = blank_bytes(text, at);
    if (length == 0) break;
    columns += text[at] == '\t' ? 8 - columns % 8 : 1;
    at += length;
  }
  indent = static_cast<std::uint16_t>(std::min<std::uint32_t>(columns, many));
  return at;
}

std::uint32_t trim_back(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (end > at) {
    std::uint32_t last = end - 1;
    while (last > at && is_continuation(text[last])) --last;
    if (blank_bytes(text, last) == 0) break;
    end = last;
  }
  return end;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_bullet(char32_t c) {
  constexpr std::u32string_view bullets = U"•-*◦▪●‣■►▶·⁃▸➤✓✔";
  return bullets.find(c) != std::u32string_view::npos;
}

/// "• ", "- ", "* ", "1. ", "2) ", "(3) ": the bytes of a list marker with its blanks, 0 if there is none.
std::uint32_t list_marker(std::string_view line, bool& ordered) {
  auto blank_after = [&](std::size_t at) {
    return at < line.size() && blank_bytes(line, static_cast<std::uint32_t>(at)) > 0;
  };
  std::size_t bytes = 0;
  if (is_bullet(code_point(line, 0, bytes)) && (blank_after(bytes) || (bytes == 3 && line.size() > 3)))
    return static_cast<std::uint32_t>(bytes);
  std::size_t at = line.starts_with('(') ? 1 : 0, from = at;
  while (at < line.size() && at - from < 3 && is_digit(line[at])) ++at;
  if (at == from && at < line.size() && line[at] >= 'a' && line[at] <= 'z') ++at;
  if (at == from || at >= line.size()) return 0;
  const bool closed = line[at] == ')' || (line[at] == '.' && from == 0 && is_digit(line[at - 1]));
  ordered = closed && blank_after(at + 1);
  return ordered ? static_cast<std::uint32_t>(at + 1) : 0;
}

/// Level of a Markdown heading "## ", 0 if it is none.
std::uint8_t heading_level(std::string_view line) {
  std::size_t count = 0;
  while (count < line.size() && line[count] == '#') ++count;
  return count >= 1 && count <= 6 && count + 1 < line.size() && line[count] == ' '
             ? static_cast<std::uint8_t>(count)
             : std::uint8_t{0};
}

std::uint8_t quote_depth(std::string_view line) {
  std::uint8_t depth = 0;
  for (std::size_t at = 0; at < line.size() && depth < 20 && (line[at] == '>' || line[at] == ' '); ++at)
    if (line[at] == '>') ++depth;
  return depth > 0 && line.size() > depth && (line[depth] == ' ' || depth > 1) ? depth : std::uint8_t{0};
}

/// Cells with tabs between them.
bool is_table_row(std::string_view line) {
  return line.find('\t') != std::string_view::npos;
}

bool starts_lower(std::string_view line) {
  std::size_t length = 0;
  if (line.empty()) return false;
  return char_class(code_point(line, 0, length)) == CharClass::lower;
}

/// Ends with a final mark, closing quotation marks and brackets left out.
bool ends_sentence(std::string_view line) {
  while (!line.empty()) {
    if (line.back() == '"' || line.back() == '\'' || line.back() == ')')
      line.remove_suffix(1);
    else if (line.ends_with("”") || line.ends_with("’"))
      line.remove_suffix(3);
    else if (line.ends_with("»"))
      line.remove_suffix(2);
    else
      break;
  }
  return !line.empty() &&
         (std::string_view(".!?:").find(line.back()) != std::string_view::npos || line.ends_with("…"));
}

std::uint16_t columns(std::string_view s) {
  if (ascii_prefix(s) == s.size()) return static_cast<std::uint16_t>(s.size());
  return static_cast<std::uint16_t>(
      std::count_if(s.begin(), s.end(), [](char c) { return !is_continuation(c); }));
}

/// Most lines begin with a letter and are plain paragraphs.
bool may_be_marked(std::string_view shown) {
  const auto c = static_cast<unsigned char>(shown[0]);
  if (c >= 0x80 || (c >= '0' && c <= '9')) return true;
  if (c >= 'a' && c <= 'z') return shown.size() > 1 && (shown[1] == ')' || shown[1] == '.');
  return c < 'A' || c > 'Z';
}

/// `tabs`: the text has any.
void find_form(std::string_view shown, bool tabs, TextLine& line) {
  bool ordered = false;
  const bool marked = may_be_marked(shown);
  if (marked && (line.heading = heading_level(shown)) > 0)
    line.form = BlockForm::heading;
  else if (marked && (line.quote_depth = quote_depth(shown)) > 0)
    line.form = BlockForm::quote;
  else if (marked && list_marker(shown, ordered) > 0)
    line.form = BlockForm::list_item, line.ordered = ordered;
  else if (tabs && shown.size() <= widest_wrapped && is_table_row(shown))
    line.form = BlockForm::table_row;
}

}  // namespace

void measure(std::string_view text, TextLine& line) {
  std::string_view shown = text.substr(line.span.start, line.span.size());
  line.width = too_wide;
  if (shown.size() > widest_wrapped) return;
  if (line.quote_depth > 0) shown.remove_prefix(std::min(shown.find_first_not_of("> "), shown.size()));
  line.width = static_cast<std::uint16_t>(columns(shown) + std::min<int>(line.indent, 200));
  const std::size_t blank = shown.find(' ');
  line.one_word = blank == std::string_view::npos;
  line.first_word = columns(shown.substr(0, blank));
  line.starts_lower = starts_lower(shown);
  line.ends_sentence = ends_sentence(shown);
}

std::vector<TextLine> split_lines(std::string_view text, bool only_newlines) {
  std::vector<TextLine> lines;
  lines.reserve(text.size() / 128 + 8);
  const bool tabs = text.find('\t') != std::string_view::npos;
  std::uint32_t blanks = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {  // most lines have a blank one after them
      ++blanks, ++at;
      continue;
    }
    const LineEnd end = only_newlines ? find_newline(text, at) : find_line_end(text, at);
    TextLine line;
    const auto stop = static_cast<std::uint32_t>(end.at);
    line.span.start = trim_front(text, static_cast<std::uint32_t>(at), stop, line.indent);
    line.span.end = trim_back(text, line.span.start, stop);
    if (line.span.empty()) {
      ++blanks;
    } else {
      line.blank_before = static_cast<std::uint16_t>(std::min<std::uint32_t>(blanks, many));
      blanks = 0;
      find_form(text.substr(line.span.start, line.span.size()), tabs, line);
      lines.push_back(line);
    }
    if (end.blank) ++blanks;
    at = end.next;
  }
  return lines;
}

}  // namespace nutgraf
