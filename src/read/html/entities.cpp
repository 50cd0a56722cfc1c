#include "read/html/entities.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

struct Entity {
  std::string_view name;
  char32_t code;
};
constexpr Entity entities[] = {
#define ENTITY(name, code) {name, code},
#include "read/html/entities.def"
#undef ENTITY
};

// Numbers 128–159 mean windows-1252 there, as in every browser.
constexpr char32_t c1_repair[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

char32_t sanitize(char32_t code) {
  if (code >= 0x80 && code < 0xA0) return c1_repair[code - 0x80];
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0xFFFD;
  return code;
}

struct Reference {
  char32_t code;
  std::size_t length;  // bytes from '&' on
};

std::optional<Reference> numeric_reference(std::string_view text) {
  bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  std::size_t at = hex ? 3 : 2, start = at;
  char32_t code = 0;
  for (; at < text.size(); ++at) {
    char c = text[at];
    unsigned digit;
    if (c >= '0' && c <= '9')
      digit = static_cast<unsigned>(c - '0');
    else if (hex && (c | 32) >= 'a' && (c | 32) <= 'f')
      digit = static_cast<unsigned>((c | 32) - 'a') + 10;
    else
      break;
    if (code <= 0x10FFFF) code = code * (hex ? 16 : 10) + digit;
  }
  if (at == start) return std::nullopt;
  if (at < text.size() && text[at] == ';') ++at;
  return Reference{sanitize(code), at};
}

std::optional<Reference> named_reference(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && end < 12 && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
  if (end >= text.size() || text[end] != ';') return std::nullopt;
  std::string_view name = text.substr(1, end - 1);
  auto it = std::lower_bound(std::begin(entities), std::end(entities), name,
                             [](const Entity& e, std::string_view n) { return e.name < n; });
  if (it == std::end(entities) || it->name != name) return std::nullopt;
  return Reference{it->code, end + 1};
}

std::optional<Reference> reference_at(std::string_view text) {
  if (text.size() < 3) return std::nullopt;
  return text[1] == '#' ? numeric_reference(text) : named_reference(text);
}

// Bytes of a character that shows nothing: zero-width ones, BOM, soft hyphen. 0 if it shows.
std::size_t invisible_at(std::string_view s) {
  if (s.substr(0, 2) == "\xC2\xAD") return 2;
  if (s.size() < 3) return 0;
  std::string_view c = s.substr(0, 3);
  if (c == "\xE2\x80\x8B" || c == "\xE2\x80\x8C" || c == "\xE2\x80\x8D" || c == "\xE2\x80\x8E" ||
      c == "\xE2\x80\x8F" || c == "\xEF\xBB\xBF" || c == "\xE2\x81\xA0")
    return 3;
  return 0;
}

std::size_t blank_at(std::string_view s) {
  unsigned char c = static_cast<unsigned char>(s[0]);
  if (c <= ' ' || c == 0x7F) return 1;
  if (s.substr(0, 2) == "\xC2\xA0") return 2;
  std::string_view three = s.substr(0, 3);
  if (three == "\xE2\x80\xAF" || three == "\xE3\x80\x80" || three == "\xE2\x80\xA8" ||
      three == "\xE2\x80\xA9")
    return 3;
  if (three.size() == 3 && three.substr(0, 2) == "\xE2\x80" && static_cast<unsigned char>(three[2]) <= 0x8A)
    return 3;
  return 0;
}

constexpr std::string_view inline_tags[] = {"a",    "b",      "br",  "div", "em", "font", "h1",
                                            "h2",   "h3",     "i",   "p",   "q",  "s",    "small",
                                            "span", "strong", "sub", "sup", "u",  "wbr"};

// End of the tag that starts at s[0] == '<', or 0: "<b>", "</b>", "<br/>", not "< 5" nor "the <head> tag".
std::size_t tag_at(std::string_view s) {
  std::size_t start = s.size() > 1 && s[1] == '/' ? 2 : 1, name = start;
  while (name < s.size() && name < 8 && std::isalnum(static_cast<unsigned char>(s[name]))) ++name;
  if (std::find(std::begin(inline_tags), std::end(inline_tags), s.substr(start, name - start)) ==
      std::end(inline_tags))
    return 0;
  std::size_t end = s.substr(0, 2000).find('>');
  return end == std::string_view::npos ? 0 : end + 1;
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view rest = text.substr(at);
    if (std::size_t n = invisible_at(rest)) {
      at += n;
    } else if (std::size_t b = blank_at(rest)) {
      blank = true;
      at += b;
    } else if (std::size_t t = rest[0] == '<' ? tag_at(rest) : 0) {
      blank = blank || rest.substr(0, 3) == "<br";
      at += t;
    } else {
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out += text[at++];
    }
  }
  return out;
}

}  // namespace

std::string resolve_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t amp = std::min(text.find('&', at), text.size());
    out.append(text, at, amp - at);
    at = amp;
    if (at >= text.size()) break;
    if (auto reference = reference_at(text.substr(at))) {
      append_utf8(out, reference->code);
      at += reference->length;
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string clean_value(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return squeeze(text);
  std::string once = resolve_entities(text);
  return squeeze(once.find('&') == std::string::npos ? once : resolve_entities(once));
}

}  // namespace nutgraf
