// Is it a page, and which charset does it declare?
#include <algorithm>
#include <array>
#include <string>

#include "decode/sniff.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t prescan_bytes =
    4096;  // the standard asks for 1024; some pages have long scripts before
constexpr std::size_t format_bytes = 4096;
constexpr std::size_t latest_first_tag = 400;

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_alpha(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// Reads the next attribute of a tag from `at`; false at its end. Values keep their case… they are lowered
/// already.
bool next_attribute(std::string_view tag, std::size_t& at, std::string_view& name, std::string_view& value) {
  while (at < tag.size() && (is_blank(tag[at]) || tag[at] == '/')) ++at;
  if (at >= tag.size() || tag[at] == '>') return false;
  const std::size_t start = at;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '=' && tag[at] != '>' &&
         (tag[at] != '/' || at == start))
    ++at;
  name = tag.substr(start, at - start);
  value = {};
  if (at == start) ++at;
  while (at < tag.size() && is_blank(tag[at])) ++at;
  if (at >= tag.size() || tag[at] != '=') return true;
  ++at;
  while (at < tag.size() && is_blank(tag[at])) ++at;
  if (at < tag.size() && (tag[at] == '"' || tag[at] == '\'')) {
    const std::size_t end = std::min(tag.find(tag[at], at + 1), tag.size());
    value = tag.substr(at + 1, end - at - 1);
    at = std::min(end + 1, tag.size());
  } else {
    const std::size_t from = at;
    while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '>') ++at;
    value = tag.substr(from, at - from);
  }
  return true;
}

/// "text/html; charset=latin1" → "latin1".
std::string_view charset_in(std::string_view content) {
  std::size_t at = content.find("charset");
  if (at == std::string_view::npos) return {};
  at += 7;
  while (at < content.size() && is_blank(content[at])) ++at;
  if (at >= content.size() || content[at] != '=') return {};
  ++at;
  while (at < content.size() && (is_blank(content[at]) || content[at] == '"' || content[at] == '\'')) ++at;
  std::size_t end = at;
  while (end < content.size() && !is_blank(content[end]) && content[end] != ';' && content[end] != '"' &&
         content[end] != '\'')
    ++end;
  return content.substr(at, end - at);
}

const Encoding* readable(std::string_view label) {
  const Encoding* found = find_encoding(label);
  const bool wide = found && found->kind != EncodingKind::utf8 && found->kind != EncodingKind::single &&
                    found->kind != EncodingKind::multi;
  return wide ? find_encoding("utf-8") : found;
}

const Encoding* from_meta(std::string_view tag) {
  std::string_view name, value, charset, content;
  bool typed = false;
  for (std::size_t at = 0; next_attribute(tag, at, name, value);) {
    if (name == "charset" && charset.empty()) charset = value;
    if (name == "content" && content.empty()) content = value;
    if (name == "http-equiv" && value.find("content-type") != std::string_view::npos) typed = true;
  }
  if (!charset.empty()) return readable(charset);
  return typed ? readable(charset_in(content)) : nullptr;
}

const Encoding* from_xml(std::string_view head) {
  if (!head.starts_with("<?xml")) return nullptr;
  const std::string_view declaration = head.substr(0, head.find('>'));
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return nullptr;
  const std::size_t open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return nullptr;
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? nullptr : readable(declaration.substr(open + 1, close - open - 1));
}

/// Tags that begin a page or a piece of one.
bool begins_page(std::string_view head) {
  constexpr std::string_view starts[] = {
      "!doctype", "html",  "head",     "body",    "meta",    "script", "style",  "title",
      "link",     "base",  "div",      "article", "section", "main",   "header", "footer",
      "nav",      "table", "p",        "h1",      "h2",      "h3",     "ul",     "ol",
      "figure",   "svg",   "noscript", "iframe",  "center",  "font",   "form"};
  if (!head.starts_with('<')) return false;
  std::size_t end = 1;
  while (end < head.size() &&
         (is_alpha(head[end]) || head[end] == '!' || (head[end] >= '0' && head[end] <= '9')))
    ++end;
  const std::string_view name = head.substr(1, end - 1);
  const bool ends = end < head.size() && (is_blank(head[end]) || head[end] == '>' || head[end] == '/');
  return ends && std::find(std::begin(starts), std::end(starts), name) != std::end(starts);
}

/// Known tags, with their closing forms, from the first lines on: an article that shows some code has them
/// later.
bool has_many_tags(std::string_view head) {
  constexpr std::string_view names[] = {"p",     "div",    "span",   "a",       "br",      "li",     "ul",
                                        "ol",    "h1",     "h2",     "h3",      "img",     "td",     "tr",
                                        "table", "strong", "em",     "section", "article", "figure", "script",
                                        "meta",  "link",   "header", "nav",     "main",    "body",   "html"};
  std::size_t tags = 0, closing = 0, first = head.size();
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    std::size_t from = at + 1, end = from;
    if (from < head.size() && head[from] == '/') ++from;
    for (end = from; end < head.size() && end - from < 8 &&
                     (is_alpha(head[end]) || (head[end] >= '1' && head[end] <= '6'));)
      ++end;
    const bool ends = end < head.size() && (is_blank(head[end]) || head[end] == '>' || head[end] == '/');
    if (!ends ||
        std::find(std::begin(names), std::end(names), head.substr(from, end - from)) == std::end(names))
      continue;
    if (tags++ == 0) first = at;
    closing += from > at + 1 ? 1 : 0;
  }
  return tags >= 8 && closing >= 3 && first < latest_first_tag && tags * 100 >= head.size();
}

/// Past blanks and comments.
std::string_view first_tag(std::string_view head) {
  for (;;) {
    while (!head.empty() && is_blank(head.front())) head.remove_prefix(1);
    const bool comment = head.starts_with("<!--"), xml = head.starts_with("<?xml");
    if (!comment && !xml) return head;
    const std::size_t end = head.find(comment ? "-->" : ">");
    if (end == std::string_view::npos) return head;
    head.remove_prefix(end + (comment ? 3 : 1));
  }
}

}  // namespace

const Encoding* declared_in_html(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, prescan_bytes));
  const std::string_view view = head;
  if (const Encoding* xml = from_xml(view)) return xml;
  for (std::size_t at = view.find('<'); at != std::string_view::npos; at = view.find('<', at + 1)) {
    if (view.substr(at).starts_with("<!--")) {
      at = view.find("-->", at + 2);
      if (at == std::string_view::npos) return nullptr;
    } else if (view.substr(at).starts_with("<meta") && at + 5 < view.size() &&
               (is_blank(view[at + 5]) || view[at + 5] == '/')) {
      if (const Encoding* found = from_meta(view.substr(at + 5))) return found;
    }
  }
  return nullptr;
}

Format detect_format(std::string_view utf8) {
  const std::size_t first = utf8.substr(0, format_bytes).find('<');
  if (first == std::string_view::npos) return Format::text;
  if (first >= latest_first_tag &&
      !std::all_of(utf8.begin(), utf8.begin() + static_cast<std::ptrdiff_t>(first), is_blank))
    return Format::text;
  const std::string head = lower(utf8.substr(0, format_bytes));
  if (begins_page(first_tag(head))) return Format::html;
  return has_many_tags(head) ? Format::html : Format::text;
}

}  // namespace nutgraf
