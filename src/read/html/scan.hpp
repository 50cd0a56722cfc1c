// read/html: the lean scan. Private. One pass over the page's bytes that keeps what tree construction needs.
//
//     page  <div class="story" id=x>\n\n  Rain &amp; <script>…</script><b style="…">hail</b>
//     lean  <div>Rain &amp; <b z=1k3f>①</b>            texts[1] = where "hail" stands in the page
//
// Text without references goes as a placeholder, one private-use character: gumbo needs to see only that
// there is text. What carries no text goes: attributes, comments, the contents of scripts, styles, templates,
// svg, iframes and textareas, elements such as link and meta. Attributes that matter to tree construction
// stay: type=hidden, and for formatting elements a digest of theirs, since the parser compares them. Blanks
// are squeezed except in pre.
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
  std::vector<Span>
      texts;  ///< the texts that placeholders stand for, in source order, blanks around included
  /// Offsets in lean at which a part begins that can be parsed on its own, and the first of `texts` in it;
  /// [0] = 0.
  std::vector<std::uint32_t> chunks, first_text;
  std::vector<Span> json_ld;    ///< contents of script type="application/ld+json"
  std::vector<Span> head_tags;  ///< start tags (with < and >) of html, meta, link, base, in source order
  Span title;                   ///< contents of the first title outside svg; empty if none
  std::vector<Warning> warnings;
  std::uint32_t scripts = 0;  ///< script elements
  /// Offset in Text::utf8 for an offset in `lean`. Logarithmic; see ScanCursor for walks.
  std::uint32_t source(std::uint32_t lean_offset) const;
};

/// Placeholders: the characters from U+F0000 on, numbered from 0 in each part.
namespace placeholder {
inline constexpr std::uint32_t per_plane = 65000, most = 2 * per_plane;
constexpr char32_t code_point(std::uint32_t number) {
  return number < per_plane ? 0xF0000 + number : 0x100000 + (number - per_plane);
}
/// The number of the four-byte placeholder at `s`; `most` if the bytes are no placeholder.
inline std::uint32_t number(const char* s) {
  auto b = [&](int i) { return static_cast<unsigned char>(s[i]); };
  std::uint32_t low = (b(1) & 0x3Fu) << 12 | (b(2) & 0x3Fu) << 6 | (b(3) & 0x3Fu);
  if (b(0) == 0xF3 && b(1) >= 0xB0) return low - 0x30000;
  if (b(0) == 0xF4) return per_plane + low;
  return most;
}
}  // namespace placeholder

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
