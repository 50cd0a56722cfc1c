// read/html: one start tag → its attributes, by the tokenizer rules of the HTML standard.
#include <algorithm>

#include "read/html/entities.hpp"
#include "read/html/metadata.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_attributes = 400;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

std::size_t skip(std::string_view tag, std::size_t at) {
  while (at < tag.size() && (is_blank(tag[at]) || tag[at] == '/')) ++at;
  return at;
}

std::size_t name_end(std::string_view tag, std::size_t at) {
  if (at < tag.size() && tag[at] == '=') ++at;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '/' && tag[at] != '>' && tag[at] != '=') ++at;
  return at;
}

// The raw value that starts at `at` (past '=' and blanks); `at` moves past it.
std::string_view raw_value(std::string_view tag, std::size_t& at) {
  char quote = tag[at];
  if (quote == '"' || quote == '\'') {
    std::size_t end = std::min(tag.find(quote, at + 1), tag.size());
    std::string_view value = tag.substr(at + 1, end - at - 1);
    at = std::min(end + 1, tag.size());
    return value;
  }
  std::size_t start = at;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '>') ++at;
  return tag.substr(start, at - start);
}

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

}  // namespace

std::vector<Attribute> read_attributes(std::string_view tag) {
  std::vector<Attribute> out;
  std::size_t at = 0;
  if (at < tag.size() && tag[at] == '<') ++at;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '/' && tag[at] != '>') ++at;
  while (out.size() < max_attributes) {
    at = skip(tag, at);
    if (at >= tag.size() || tag[at] == '>') break;
    std::size_t end = name_end(tag, at);
    Attribute attribute{lower_ascii(tag.substr(at, end - at)), {}};
    at = end;
    while (at < tag.size() && is_blank(tag[at])) ++at;
    if (at < tag.size() && tag[at] == '=') {
      do ++at;
      while (at < tag.size() && is_blank(tag[at]));
      if (at < tag.size() && tag[at] != '>') attribute.value = resolve_entities(raw_value(tag, at));
    }
    bool known =
        std::any_of(out.begin(), out.end(), [&](const Attribute& a) { return a.name == attribute.name; });
    if (!known) out.push_back(std::move(attribute));
  }
  return out;
}

}  // namespace nutgraf
