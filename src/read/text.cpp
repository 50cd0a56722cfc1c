#include "read/page.hpp"

namespace nutgraf {

Page read_text(Text text) {
  Page page;
  page.charset = text.charset;
  page.text = std::move(text.utf8);
  std::uint32_t at = 0, size = static_cast<std::uint32_t>(page.text.size());
  while (at < size) {
    auto end = static_cast<std::uint32_t>(std::min<std::size_t>(page.text.find('\n', at), size));
    std::uint32_t a = at, b = end;
    while (a < b && static_cast<unsigned char>(page.text[a]) <= ' ') ++a;
    while (b > a && static_cast<unsigned char>(page.text[b - 1]) <= ' ') --b;
    if (a < b) page.blocks.push_back({{a, b}, {}, {}});
    at = end + 1;
  }
  return page;
}

Page read_html(Text text, const Rules&) { return read_text(std::move(text)); }

}  // namespace nutgraf
