// read/html: the lean scan. Private. One pass over the page's bytes that keeps what tree construction needs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"

namespace nutgraf {

/// The page as gumbo gets it, and where the parts that it must not see stand in the page (offsets in Text::utf8).
struct Scan {
  std::string lean;             ///< tags reduced to bare names, raw-text contents blanked
  std::vector<std::uint32_t> lean_at, source_at;  ///< parallel, ascending: from lean offset lean_at[i] on, both advance alike
  std::vector<Span> json_ld;    ///< contents of script type="application/ld+json"
  std::vector<Span> head_tags;  ///< start tags (with < and >) of html, meta, link, base, in source order
  Span title;                   ///< contents of the first title outside svg; empty if none
  std::vector<Warning> warnings;
  /// Offset in Text::utf8 for an offset in `lean`.
  std::uint32_t source(std::uint32_t lean_offset) const;
};

Scan scan_html(std::string_view html);

}  // namespace nutgraf
