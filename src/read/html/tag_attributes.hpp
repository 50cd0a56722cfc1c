// read/html: the attributes that bear on blocks, as they stand in the source. Private. Views into the page.
#pragma once
#include <string_view>

namespace nutgraf {

struct TagAttributes {
  std::string_view class_, id, role, itemprop, style, rel, datetime, content, aria_hidden, type, start,
      property, aria_level, title, test_id;
  bool hidden = false, pubdate = false, open = false;
};

/// Reads the start tag that begins at `at` with '<'. Past 400 attributes the rest is left unread.
TagAttributes read_block_attributes(std::string_view html, std::size_t at);

}  // namespace nutgraf
