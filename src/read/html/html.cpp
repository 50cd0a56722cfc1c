// read/html: a decoded page → Page. The straight line: scan → tree → blocks, and what the page declares
// beside it.
#include <algorithm>

#include "read/html/blocks.hpp"
#include "read/html/metadata.hpp"
#include "read/html/scan.hpp"
#include "read/html/state_dates.hpp"
#include "read/html/tree.hpp"
#include "read/page.hpp"
#include "read/page_kind.hpp"

namespace nutgraf {
namespace {

/// Memory is bounded by the page's size: about 400 bytes of tree a tag, in parts of so many tags.
ScanLimits limits_for(std::size_t page_bytes) {
  return {std::min<std::size_t>(60000, 10000 + page_bytes / 200), std::size_t{1} << 20};
}
std::size_t tree_budget(std::size_t page_bytes) {
  return std::min((std::size_t{10} << 20) + 6 * page_bytes, std::size_t{64} << 20);
}

bool read_tree(std::string_view html, const Scan& scan, std::size_t part, BlockReader& reader) {
  Tree tree(tree_budget(html.size()));
  if (!parse_tree(html, scan, part, tree)) return false;
  reader.read(tree);
  return true;
}

/// A part that needs too much memory is read again without its formatting elements, and at last without any
/// tags.
void read_part(std::string_view html, Scan& scan, std::size_t part, BlockReader& reader) {
  if (read_tree(html, scan, part, reader)) return;
  std::size_t from = scan.chunks[part];
  std::size_t to = part + 1 < scan.chunks.size() ? scan.chunks[part + 1] : scan.lean.size();
  scan.warnings.push_back({"too-complex", "a part of the page is read without its markup", std::nullopt});
  blank_tags(scan.lean, from, to, trait::formatting);
  if (read_tree(html, scan, part, reader)) return;
  blank_tags(scan.lean, from, to, 0xFFFF);
  read_tree(html, scan, part, reader);
}

/// Offsets in Text::utf8 → bytes of the input.
void map_to_input(Page& page, const Text& text) {
  if (text.bytes.entries.empty()) return;
  auto map = [&](Span& span) {
    span = {static_cast<std::uint32_t>(input_byte(text.bytes, text.utf8, span.start)),
            static_cast<std::uint32_t>(input_byte(text.bytes, text.utf8, span.end))};
  };
  for (PageBlock& block : page.blocks) map(block.html);
  for (MetaCandidate& candidate : page.meta) map(candidate.html);
}

bool declares_day(const Page& page) {
  return std::any_of(page.meta.begin(), page.meta.end(),
                     [](const MetaCandidate& m) { return m.field == MetaField::published && m.rank != 1; });
}

}  // namespace

Page read_html(Text text, const Rules& rules) {
  Page page;
  page.format = Format::html;
  page.charset = text.charset;
  page.warnings = std::move(text.warnings);
  Scan scan = scan_html(text.utf8, limits_for(text.utf8.size()));
  page.meta = collect_metadata(text.utf8, scan);
  BlockReader reader(text.utf8, rules, page);
  for (std::size_t part = 0; part < scan.chunks.size(); ++part) read_part(text.utf8, scan, part, reader);
  reader.finish();
  if (auto warning = data_format(text.utf8)) {
    page.data = true;
    page.warnings.push_back(std::move(*warning));
  } else if (auto empty = empty_page(text.utf8, scan, page)) {
    page.warnings.push_back(std::move(*empty));
  }
  if (!page.data && !declares_day(page)) read_state_dates(text.utf8, page.meta);
  for (Warning& warning : scan.warnings) page.warnings.push_back(std::move(warning));
  map_to_input(page, text);
  return page;
}

}  // namespace nutgraf
