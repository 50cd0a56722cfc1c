// read/html: a decoded page → Page. The straight line: scan → tree → blocks, and what the page declares
// beside it.
#include <algorithm>

#include "read/html/blocks.hpp"
#include "read/html/metadata.hpp"
#include "read/html/scan.hpp"
#include "read/html/tree.hpp"
#include "read/page.hpp"

namespace nutgraf {
namespace {

/// Memory for the tree of one part. Ordinary pages need a twentieth of it.
constexpr std::size_t tree_budget = std::size_t{96} << 20;

void read_part(Scan& scan, std::size_t part, BlockReader& reader) {
  std::size_t from = scan.chunks[part];
  std::size_t to = part + 1 < scan.chunks.size() ? scan.chunks[part + 1] : scan.lean.size();
  for (int attempt = 0; attempt < 2; ++attempt) {
    Tree tree(tree_budget);
    if (parse_tree(std::string_view(scan.lean).substr(from, to - from), tree))
      return reader.read(tree, static_cast<std::uint32_t>(from));
    if (attempt == 0) {
      scan.warnings.push_back({"deep-formatting", "unclosed formatting elements are left out", std::nullopt});
      blank_formatting(scan.lean, from, to);
    }
  }
  scan.warnings.push_back(
      {"too-complex", "a part of the page needs too much memory and is left out", std::nullopt});
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

}  // namespace

Page read_html(Text text, const Rules& rules) {
  Page page;
  page.format = Format::html;
  page.charset = text.charset;
  page.warnings = std::move(text.warnings);
  Scan scan = scan_html(text.utf8);
  page.meta = collect_metadata(text.utf8, scan);
  BlockReader reader(text.utf8, scan, rules, page);
  for (std::size_t part = 0; part < scan.chunks.size(); ++part) read_part(scan, part, reader);
  reader.finish();
  for (Warning& warning : scan.warnings) page.warnings.push_back(std::move(warning));
  map_to_input(page, text);
  return page;
}

}  // namespace nutgraf
