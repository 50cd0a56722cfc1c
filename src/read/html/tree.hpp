// read/html: lean page → element tree. Private.
//
// The tree is one array in document order; an element's inside is the range up to its `end`, so every walk is
// a loop:
//
//     html 0..7 ─ head 1..2
//               └ body 2..7 ─ p 3..6 ─ "Rain " 4
//                           │        └ b 5 ─ …
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/html/arena.hpp"
#include "read/html/scan.hpp"
#include "read/html/tags.hpp"

namespace nutgraf {

struct Node {
  static constexpr std::uint32_t no_place = 0xFFFFFFFF;
  const char* text =
      nullptr;             ///< text nodes: UTF-8 with references resolved; lives in the Tree or in the page
  std::uint32_t size = 0;  ///< bytes of text; 0 = an element
  std::uint32_t parent = 0;
  std::uint32_t end = 0;            ///< index one past the last node inside
  std::uint32_t source = no_place;  ///< where its tag or text begins in the page; no_place if implied
  std::uint32_t source_end = 0;     ///< text: where it ends
  Tag tag = Tag::unknown;
  bool custom = false;  ///< an element whose name is no HTML element's
  bool is_text() const { return size != 0; }
};

/// Owns its nodes and their text.
class Tree {
 public:
  explicit Tree(std::size_t budget) : arena_(budget) {}
  std::vector<Node> nodes;
  Arena& arena() { return arena_; }

 private:
  Arena arena_;
};

/// Parses a part of the lean page (see Scan::chunks) by the tree construction rules of the HTML standard.
/// `html` is the page; it must outlive the tree. False if that would take more memory than the tree's budget.
bool parse_tree(std::string_view html, const Scan& scan, std::size_t part, Tree& tree);
/// As it stands, without a scan before it.
bool parse_tree(std::string_view html, Tree& tree);

/// Overwrites the tags of elements that have one of the traits with blanks; all tags, if every trait is
/// named.
void blank_tags(std::string& lean, std::size_t from, std::size_t to, unsigned traits);

}  // namespace nutgraf
