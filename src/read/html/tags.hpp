// read/html: element names as numbers, and what the HTML standard says of each. Private.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace nutgraf {

enum class Tag : std::uint8_t {
  unknown,  // any other name: custom elements, <amp-img>, <o:p> …
#define TAG(name, traits) name##_,
#include "read/html/tags.def"
#undef TAG
  count
};

namespace trait {
enum : std::uint16_t {
  void_ = 1,       // has no content and no end tag
  special = 2,     // "special" in the tree construction rules: end tags of ordinary elements do not pass it
  formatting = 4,  // reopened in the next block when left open
  barrier = 8,     // bounds the scope in which end tags look for their element
  block = 16,      // starts and ends a line when shown
  closes_p = 32,   // its start tag ends an open paragraph
  heading = 64,
  raw = 128,      // its content is no markup and not shown
  dropped = 256,  // carries neither text nor structure
  media = 512,    // an image, video or the like
  root = 1024     // html, head, body
};
}

inline constexpr auto tag_traits = [] {
  using namespace trait;
  std::array<std::uint16_t, static_cast<std::size_t>(Tag::count)> all{};
  std::size_t i = 1;
#define TAG(name, traits) all[i++] = static_cast<std::uint16_t>(traits);
#include "read/html/tags.def"
#undef TAG
  return all;
}();

inline bool has_trait(Tag tag, unsigned traits) {
  return (tag_traits[static_cast<std::size_t>(tag)] & traits) != 0;
}

/// The element of that name in any case; Tag::unknown if it is not in tags.def.
Tag find_tag(std::string_view name);
std::string_view tag_name(Tag tag);

/// Foreign content (svg, math) is left by these start tags: the standard's list.
bool breaks_out(Tag tag);

inline bool is_html_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
inline bool is_ascii_letter(char c) {
  auto lower = static_cast<unsigned char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

}  // namespace nutgraf
