// read/: Text → Page. Private. Two readers, one result: after this nothing asks whether the input was HTML or
// text, except through the evidence in Layout.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "decode/text.hpp"
#include "nutgraf/article.hpp"

namespace nutgraf {

/// What the element or the line form says a block is.
enum class BlockForm : std::uint8_t {
  paragraph,  // a paragraph, or a line of text
  heading,    // h1–h6, Markdown "## "
  list_item,  // li, "• …", "- …", "1. …"
  table_row,  // one row, cells joined by " | "
  caption,    // figcaption
  quote,      // blockquote; text: lines marked "> "
  preformatted,
  definition,  // dt, dd
  button       // button, select, input and label text
};

/// Where the block stands in the page (HTML), as bits; several may hold.
namespace region {
enum : std::uint32_t {
  nav = 1u << 0,
  header = 1u << 1,
  footer = 1u << 2,
  aside = 1u << 3,
  main = 1u << 4,
  article = 1u << 5,
  figure = 1u << 6,
  form = 1u << 7,
  hidden = 1u << 8,
  blockquote = 1u << 9,
  table = 1u << 10,
  list = 1u << 11,
  dialog = 1u << 12,
  address = 1u << 13,
  details = 1u << 14,
  time = 1u << 15,
  author_rel = 1u << 16,
  itemprop_body = 1u << 17,
  itemprop_headline = 1u << 18,
  itemprop_author = 1u << 19,
  itemprop_date = 1u << 20,
  noscript = 1u << 21,
  template_ = 1u << 22
};
}

/// Evidence about a block that the reader saw. Text input leaves the HTML part at zero.
struct Layout {
  BlockForm form = BlockForm::paragraph;
  std::uint8_t heading = 0;  ///< 1–6, 0 = none
  std::uint8_t list_depth = 0;
  bool ordered = false;            ///< item of a numbered list
  bool hard_wrapped = false;       ///< several input lines were joined
  std::uint16_t lines = 1;         ///< input lines the block spans
  std::uint16_t blank_before = 0;  ///< blank lines before it (text), capped
  std::uint16_t blank_after = 0;
  std::uint16_t indent = 0;      ///< leading columns (text), nesting depth (HTML)
  std::uint32_t link_bytes = 0;  ///< bytes of the block's text inside links
  std::uint32_t bold_bytes = 0;  ///< inside b, strong, em, i
  std::uint32_t regions = 0;     ///< region:: bits
  std::uint64_t hints =
      0;  ///< class/id/role words of the element and its ancestors: see rules (hint classes)
  std::uint64_t own_hints = 0;  ///< of the element itself and its parent only
  std::uint32_t container = 0;  ///< id of the nearest block-level parent; siblings share it
  std::uint32_t section = 0;    ///< id of the nearest article/section/main-like ancestor
  std::uint16_t repeats = 1;    ///< how often the same text occurs in the page
  std::uint32_t element =
      0;                    ///< id of the block's own block-level element; pieces parted by <br><br> share it
  std::uint16_t links = 0;  ///< links in the block
  bool image_before = false;  ///< an image, video or frame stands between the block before and this one
};

struct PageBlock {
  Span span;  ///< in Page::text, trimmed of blanks; never empty
  Span html;  ///< bytes of the input (HTML only)
  Layout layout;
};

/// A value the page declares about itself, not shown in the reading text (JSON-LD, meta …) or marked up in
/// it.
enum class MetaField : std::uint8_t {
  title,
  site_name,
  author,
  author_url,
  published,
  modified,
  description,
  section,
  keyword,
  language,
  url,
  kind,
  paywall,
  comment_date
};
struct MetaCandidate {
  MetaField field;
  Origin from;
  std::string value;
  std::string key;        ///< "og:title", "NewsArticle.datePublished", "time[pubdate]" …
  std::uint8_t rank = 0;  ///< 0 = of the main entity, 1 = of another one on the page, 2 = unsure
  Span html;              ///< bytes of the input
};

struct Page {
  Format format = Format::text;
  std::string text;  ///< text: Text::utf8 moved; HTML: the blocks' texts joined by "\n\n"
  std::vector<PageBlock> blocks;
  std::vector<MetaCandidate> meta;
  std::string charset;
  ByteMap bytes;
  std::vector<Warning> warnings;
  bool data = false;  ///< JSON, XML or a feed: no part of it is read as an article
  std::string_view slice(Span s) const { return std::string_view(text).substr(s.start, s.size()); }
};

struct Rules;
Page read_text(Text text);
Page read_html(Text text, const Rules& rules);

}  // namespace nutgraf
