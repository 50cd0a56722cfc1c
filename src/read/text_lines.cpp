// Lines: where they end, what they look like.
#include "read/text_lines.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t widest_wrapped = 400;  // bytes; longer lines are not measured
constexpr std::uint16_t many = 60000;

/// A line end and where it occurs next, so that every byte is searched once for each kind.
struct LineEnd {
  std::string_view mark;
  bool blank;  ///< ends a page or a paragraph: as good as a blank line
  std::size_t next = 0;
};

class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {
    for (LineEnd& end : ends_)
      if ((end.next = text.find(end.mark)) != std::string_view::npos) std::swap(end, ends_[count_++]);
  }
  /// The first line end at or after `at`; `next` is one past it.
  const LineEnd* find(std::size_t at, std::size_t& end, std::size_t& next) {
    const LineEnd* first = nullptr;
    for (LineEnd& candidate : ends_) {
      if (candidate.next < at) candidate.next = text_.find(candidate.mark, at);
      if (candidate.next != std::string_view::npos && (!first || candidate.next < first->next))
        first = &candidate;
    }
    end = first ? first->next : text_.size();
    next = first ? end + first->mark.size() : end;
    if (first && text_[end] == '\r' && next < text_.size() && text_[next] == '\n') ++next;
    return first;
  }

 private:
  std::string_view text_;
  std::size_t count_ = 0;  ///< kinds that occur; the others stand behind them
  std::array<LineEnd, 7> ends_{{{"\n", false},
                                {"\r", false},
                                {"\f", true},
                                {"\v", false},
                                {"\xC2\x85", false},
                                {"\u2028", false},
                                {"\u2029", true}}};
};

/// Bytes of the blank or invisible character at `at`, 0 if it is another.
std::uint32_t blank_bytes(std::string_view text, std::uint32_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c <= ' ' || c == 0x7F ? 1 : 0;
  if (c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
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

/// "• ", "- ", "* ", "1. ", "2) ", "(3) ": the bytes of a list marker with its blanks, 0 if there is none.
std::uint32_t list_marker(std::string_view line, bool& ordered) {
  constexpr std::string_view bullets[] = {"•", "-", "*", "◦", "▪", "●", "‣", "■",
                                          "►", "▶", "·", "⁃", "▸", "➤", "✓", "✔"};
  auto blank_after = [&](std::size_t at) {
    return at < line.size() && blank_bytes(line, static_cast<std::uint32_t>(at)) > 0;
  };
  for (std::string_view bullet : bullets)
    if (line.starts_with(bullet) && (blank_after(bullet.size()) || (bullet.size() == 3 && line.size() > 3)))
      return static_cast<std::uint32_t>(bullet.size());
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

void find_form(std::string_view shown, TextLine& line) {
  bool ordered = false;
  const bool marked = may_be_marked(shown);
  if (marked && (line.heading = heading_level(shown)) > 0)
    line.form = BlockForm::heading;
  else if (marked && (line.quote_depth = quote_depth(shown)) > 0)
    line.form = BlockForm::quote;
  else if (marked && list_marker(shown, ordered) > 0)
    line.form = BlockForm::list_item, line.ordered = ordered;
  else if (shown.size() <= widest_wrapped && is_table_row(shown))
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

std::vector<TextLine> split_lines(std::string_view text) {
  std::vector<TextLine> lines;
  LineEnds ends(text);
  std::uint32_t blanks = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = 0, next = 0;
    const LineEnd* mark = ends.find(at, end, next);
    TextLine line;
    const auto stop = static_cast<std::uint32_t>(end);
    line.span.start = trim_front(text, static_cast<std::uint32_t>(at), stop, line.indent);
    line.span.end = trim_back(text, line.span.start, stop);
    if (line.span.empty()) {
      ++blanks;
    } else {
      line.blank_before = static_cast<std::uint16_t>(std::min<std::uint32_t>(blanks, many));
      blanks = 0;
      find_form(text.substr(line.span.start, line.span.size()), line);
      lines.push_back(line);
    }
    if (mark && mark->blank) ++blanks;
    at = next;
  }
  return lines;
}

}  // namespace nutgraf
