// read/html: element tree → blocks of text in reading order with their evidence. Private.
#pragma once
#include <string_view>

#include "read/html/tree.hpp"
#include "read/page.hpp"

namespace nutgraf {

struct Rules;

/// Appends the blocks of one tree (a part of the page, see Scan::chunks) to `page`. Block::html is in offsets
/// of `html`.
class BlockReader {
 public:
  BlockReader(std::string_view html, const Rules& rules, Page& page);
  ~BlockReader();
  BlockReader(const BlockReader&) = delete;
  BlockReader& operator=(const BlockReader&) = delete;
  void read(const Tree& tree);
  /// Counts repeated texts. Call once, after the last part.
  void finish();

 private:
  struct State;
  State* state_;
};

/// True for tables that hold data, false for those that lay out a page.
bool is_data_table(const std::vector<Node>& nodes, std::uint32_t table);

}  // namespace nutgraf
