// read/html: the lean scan. Private. One pass over the page's bytes that keeps what tree construction needs.
//
//     page  <div class="story" id=x>\n\n  Rain &#9999999999; <script>…</script><b style="…">fell</b>
//     lean  <div>Rain \uFFFD <b z=1k3f>fell</b>
//
// What carries no text goes: attributes, comments, the contents of scripts, styles, templates, svg, iframes
// and textareas, elements such as link and meta. Attributes that matter to tree construction stay:
// type=hidden, and for formatting elements a digest of theirs, since the parser compares them. Blanks are
// squeezed except in pre.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"

namespace nutgraf {

/// The page as gumbo gets it, and where the parts that it must not see stand in the page (offsets in
/// Text::utf8).
struct Scan {
  std::string lean;  ///< tags reduced to bare names, raw-text contents blanked
  std::vector<std::uint32_t> lean_at,
      source_at;  ///< parallel; lean_at ascends: from lean_at[i] on, both advance alike
  std::vector<std::uint32_t>
      chunks;  ///< offsets in lean at which a part begins that can be parsed on its own; [0] = 0
  std::vector<Span> json_ld;    ///< contents of script type="application/ld+json"
  std::vector<Span> head_tags;  ///< start tags (with < and >) of html, meta, link, base, in source order
  Span title;                   ///< contents of the first title outside svg; empty if none
  std::vector<Warning> warnings;
  std::uint32_t scripts = 0;  ///< script elements
  /// Offset in Text::utf8 for an offset in `lean`. Logarithmic; see ScanCursor for walks.
  std::uint32_t source(std::uint32_t lean_offset) const;
};

/// Looks up source offsets; constant time where calls go mostly forward.
class ScanCursor {
 public:
  explicit ScanCursor(const Scan& scan) : scan_(scan) {}
  std::uint32_t source(std::uint32_t lean_offset);

 private:
  const Scan& scan_;
  std::size_t at_ = 0;
};

/// A new part begins after so many tags or bytes of the lean page.
struct ScanLimits {
  std::size_t chunk_tags = 60000;
  std::size_t chunk_bytes = std::size_t{1} << 20;
};

/// Linear in the page. The page may hold any bytes; it is not changed.
Scan scan_html(std::string_view html, const ScanLimits& limits = {});

}  // namespace nutgraf
