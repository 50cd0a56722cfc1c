// The tokenizer states of the HTML standard that the lean scan passes over, driven by memchr.
#include "read/html/raw_text.hpp"

#include <array>
#include <cstring>

#include "read/html/tags.hpp"

namespace nutgraf {
namespace {

std::size_t find_char(std::string_view html, std::size_t from, char c) {
  if (from >= html.size()) return html.size();
  const void* hit = std::memchr(html.data() + from, c, html.size() - from);
  return hit ? static_cast<std::size_t>(static_cast<const char*>(hit) - html.data()) : html.size();
}

/// True if `name` stands at `at` in any case, followed by a blank, '/' or '>'.
bool is_tag_name_at(std::string_view html, std::size_t at, std::string_view name) {
  if (at + name.size() >= html.size() || !equals_ignoring_case(html.substr(at, name.size()), name))
    return false;
  char next = html[at + name.size()];
  return is_html_blank(next) || next == '/' || next == '>';
}

RawEnd end_at(std::string_view html, std::size_t at, std::size_t name_size) {
  return {at, find_tag_end(html, at + 2 + name_size).next, true};
}

enum : std::uint8_t { plain = 0, blank = 1, slash = 2, equals = 4, close = 8 };
constexpr auto classes = [] {
  std::array<std::uint8_t, 256> all{};
  for (unsigned char c : {' ', '\n', '\t', '\r', '\f'}) all[c] = blank;
  all['/'] = slash;
  all['='] = equals;
  all['>'] = close;
  return all;
}();
inline std::uint8_t class_of(char c) {
  return classes[static_cast<unsigned char>(c)];
}

/// Past the value that begins at or after `at`; html.size() if its quotation mark is never closed.
std::size_t value_end(std::string_view html, std::size_t at) {
  while (at < html.size() && class_of(html[at]) == blank) ++at;
  if (at >= html.size()) return at;
  if (html[at] == '"' || html[at] == '\'') {
    std::size_t end = find_char(html, at + 1, html[at]);
    return end == html.size() ? end : end + 1;
  }
  while (at < html.size() && !(class_of(html[at]) & (blank | close))) ++at;
  return at;
}

}  // namespace

bool equals_ignoring_case(std::string_view any, std::string_view lower) {
  if (any.size() != lower.size()) return false;
  for (std::size_t i = 0; i < any.size(); ++i) {
    char c = any[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c != lower[i]) return false;
  }
  return true;
}

RawEnd find_raw_end(std::string_view html, std::size_t from, std::string_view name) {
  for (std::size_t at = find_char(html, from, '<'); at < html.size(); at = find_char(html, at + 1, '<'))
    if (at + 1 < html.size() && html[at + 1] == '/' && is_tag_name_at(html, at + 2, name))
      return end_at(html, at, name.size());
  return {html.size(), html.size(), false};
}

RawEnd find_script_end(std::string_view html, std::size_t from) {
  bool twice = false;     // in an escaped script within the script
  std::size_t arrow = 0;  // past the "-->" that ends the escaped state
  for (std::size_t at = find_char(html, from, '<'); at < html.size(); at = find_char(html, at + 1, '<')) {
    if (at >= arrow) arrow = 0, twice = false;
    std::string_view rest = html.substr(at, 4);
    if (rest.size() > 1 && rest[1] == '/' && is_tag_name_at(html, at + 2, "script")) {
      if (!twice) return end_at(html, at, 6);
      twice = false;
    } else if (!arrow && rest == "<!--") {
      bool closed;
      std::size_t end = html.find("-->", at + 2);
      closed = end != std::string_view::npos;
      arrow = closed ? end + 3 : html.size() + 1;
    } else if (arrow && is_tag_name_at(html, at + 1, "script")) {
      twice = true;
    }
  }
  return {html.size(), html.size(), false};
}

std::size_t comment_end(std::string_view html, std::size_t from, bool& closed) {
  closed = true;
  std::size_t at = from + 4;
  if (html.substr(at, 1) == ">") return at + 1;
  if (html.substr(at, 2) == "->") return at + 2;
  for (at = find_char(html, at, '>'); at < html.size(); at = find_char(html, at + 1, '>')) {
    if (html[at - 1] == '-' && html[at - 2] == '-' && at - 2 >= from + 4) return at + 1;
    if (html[at - 1] == '!' && html[at - 2] == '-' && html[at - 3] == '-' && at - 3 >= from + 4)
      return at + 1;
  }
  closed = false;
  return html.size();
}

std::size_t cdata_end(std::string_view html, std::size_t from) {
  std::size_t end = html.find("]]>", from + 9);
  return end == std::string_view::npos ? html.size() : end + 3;
}

std::size_t bogus_comment_end(std::string_view html, std::size_t from) {
  std::size_t end = find_char(html, from, '>');
  return end == html.size() ? end : end + 1;
}

TagEnd find_tag_end(std::string_view html, std::size_t at) {
  bool slashed = false;  // the last thing seen was a '/' of its own
  while (at < html.size()) {
    switch (class_of(html[at])) {
      case close:
        return {at + 1, true, slashed};
      case blank:
        ++at, slashed = false;
        break;
      case slash:
        ++at, slashed = true;
        break;
      default:
        slashed = false;
        ++at;  // an attribute's name; it may begin with '='
        while (at < html.size() && class_of(html[at]) == plain) ++at;
        while (at < html.size() && class_of(html[at]) == blank) ++at;
        if (at < html.size() && html[at] == '=') at = value_end(html, at + 1);
    }
  }
  return {html.size(), false, false};
}

std::size_t name_end(std::string_view html, std::size_t at) {
  while (at < html.size() && !(class_of(html[at]) & (blank | slash | close))) ++at;
  return at;
}

std::string_view raw_attribute(std::string_view tag, std::string_view name, bool& found) {
  found = false;
  std::size_t at = name_end(tag, 1);
  while (at < tag.size()) {
    std::uint8_t kind = class_of(tag[at]);
    if (kind == close) break;
    if (kind & (blank | slash)) {
      ++at;
      continue;
    }
    std::size_t start = at++;
    while (at < tag.size() && class_of(tag[at]) == plain) ++at;
    bool hit = equals_ignoring_case(tag.substr(start, at - start), name);
    while (at < tag.size() && class_of(tag[at]) == blank) ++at;
    std::string_view value;
    if (at < tag.size() && tag[at] == '=') {
      std::size_t from = at + 1;
      while (from < tag.size() && class_of(tag[from]) == blank) ++from;
      at = value_end(tag, from);
      value = tag.substr(from, at - from);
      if (value.size() > 1 && (value[0] == '"' || value[0] == '\''))
        value = value.substr(1, value.size() - 2);
    }
    if (hit) return found = true, value;
  }
  return {};
}

}  // namespace nutgraf
