// Tables of data are read row by row; tables that lay out a page are read through.
#include "read/html/blocks.hpp"
#include "read/html/text_builder.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t long_cell = 700;

struct TableFacts {
  unsigned rows = 0, cells = 0, widest = 0, heads = 0, blocks = 0, long_cells = 0, filled = 0;
  bool nested = false;
};

void add_node(const Node& node, TableFacts& facts, unsigned& row_cells, std::uint32_t& cell_bytes) {
  if (node.is_text()) {
    if (is_blank_text({node.text, node.size})) return;
    if (cell_bytes == 0) ++facts.filled;
    if (cell_bytes <= long_cell && cell_bytes + node.size > long_cell) ++facts.long_cells;
    cell_bytes += node.size;
    return;
  }
  switch (node.tag) {
    case Tag::table_:
      facts.nested = true;
      break;
    case Tag::tr_:
      ++facts.rows;
      row_cells = 0;
      break;
    case Tag::th_:
      ++facts.heads;
      [[fallthrough]];
    case Tag::td_:
      ++facts.cells;
      cell_bytes = 0;
      if (++row_cells > facts.widest) facts.widest = row_cells;
      break;
    case Tag::form_:
    case Tag::article_:
    case Tag::section_:
    case Tag::nav_:
    case Tag::header_:
    case Tag::footer_:
    case Tag::h1_:
    case Tag::iframe_:
      ++facts.blocks;
      break;
    default:
      break;
  }
}

}  // namespace

bool is_data_table(const std::vector<Node>& nodes, std::uint32_t table) {
  TableFacts facts;
  unsigned row_cells = 0;
  std::uint32_t cell_bytes = 0;
  for (std::uint32_t i = table + 1; i < nodes[table].end && !facts.nested; ++i)
    add_node(nodes[i], facts, row_cells, cell_bytes);
  if (facts.nested || facts.widest < 2 || facts.filled < 2) return false;
  if (facts.heads > 1) return facts.long_cells <= 2 + facts.cells / 8;
  if (facts.blocks || facts.long_cells)
    return facts.rows >= 3 && facts.long_cells <= facts.cells / 8 && facts.blocks <= 1;
  return true;
}

}  // namespace nutgraf
