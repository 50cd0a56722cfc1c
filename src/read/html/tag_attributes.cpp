#include "read/html/tag_attributes.hpp"

#include <array>
#include <cstring>

#include "read/html/raw_text.hpp"
#include "read/html/tags.hpp"

namespace nutgraf {
namespace {

struct Field {
  std::string_view name;
  std::string_view TagAttributes::*value;
};
constexpr Field fields[] = {{"class", &TagAttributes::class_},
                            {"id", &TagAttributes::id},
                            {"role", &TagAttributes::role},
                            {"itemprop", &TagAttributes::itemprop},
                            {"style", &TagAttributes::style},
                            {"rel", &TagAttributes::rel},
                            {"datetime", &TagAttributes::datetime},
                            {"content", &TagAttributes::content},
                            {"aria-hidden", &TagAttributes::aria_hidden},
                            {"type", &TagAttributes::type},
                            {"start", &TagAttributes::start},
                            {"property", &TagAttributes::property},
                            {"aria-level", &TagAttributes::aria_level},
                            {"title", &TagAttributes::title},
                            {"data-testid", &TagAttributes::test_id},
                            {"data-component", &TagAttributes::test_id}};

/// True for first letters of the attributes above, so that most are passed over at once.
constexpr bool may_matter(char c) {
  switch (c | 0x20) {
    case 'c':
    case 'i':
    case 'r':
    case 's':
    case 'd':
    case 'a':
    case 't':
    case 'p':
    case 'h':
    case 'o':
      return true;
    default:
      return false;
  }
}

void assign(TagAttributes& out, std::string_view name, std::string_view value) {
  if (!may_matter(name[0])) return;
  for (const Field& field : fields)
    if (name.size() == field.name.size() && equals_ignoring_case(name, field.name)) {
      if ((out.*field.value).data() == nullptr) out.*field.value = value;
      return;
    }
  if (equals_ignoring_case(name, "hidden")) out.hidden = true;
  if (equals_ignoring_case(name, "pubdate")) out.pubdate = true;
  if (equals_ignoring_case(name, "open")) out.open = true;
}

constexpr auto name_ends = [] {
  std::array<bool, 256> table{};
  for (unsigned char c : {' ', '\n', '\t', '\r', '\f', '/', '>', '='}) table[c] = true;
  return table;
}();
bool ends_name(char c) {
  return name_ends[static_cast<unsigned char>(c)];
}

}  // namespace

TagAttributes read_block_attributes(std::string_view html, std::size_t at) {
  TagAttributes out;
  at = name_end(html, at + 1);
  for (int count = 0; count < 400 && at < html.size() && html[at] != '>';) {
    if (is_html_blank(html[at]) || html[at] == '/') {
      ++at;
      continue;
    }
    std::size_t start = at++;
    while (at < html.size() && !ends_name(html[at])) ++at;
    std::string_view name = html.substr(start, at - start), value = name.substr(0, 0);
    while (at < html.size() && is_html_blank(html[at])) ++at;
    if (at < html.size() && html[at] == '=') {
      ++at;
      while (at < html.size() && is_html_blank(html[at])) ++at;
      std::size_t from = at;
      if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
        const void* hit = std::memchr(html.data() + at + 1, html[at], html.size() - at - 1);
        if (!hit) break;
        at = static_cast<std::size_t>(static_cast<const char*>(hit) - html.data());
        value = html.substr(from + 1, at - from - 1);
        ++at;
      } else {
        while (at < html.size() && !is_html_blank(html[at]) && html[at] != '>') ++at;
        value = html.substr(from, at - from);
      }
    }
    assign(out, name, value);
    ++count;
  }
  return out;
}

}  // namespace nutgraf
