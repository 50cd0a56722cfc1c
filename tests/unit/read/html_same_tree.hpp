// Compares the tree of a page as it stands with the tree of its lean form: what is shown must be the same.
#pragma once
#include <string>
#include <string_view>

#include "read/html/scan.hpp"
#include "read/html/tree.hpp"

namespace nutgraf {

inline bool carries_nothing(Tag tag) {
  return has_trait(tag, trait::raw | trait::dropped) || tag == Tag::template_ || tag == Tag::svg_;
}

/// Elements and text without blanks: "html(head()body(p(Rain b(fell)))))".
inline std::string show_tree(const Tree& tree) {
  std::string out;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i < tree.nodes.size();) {
    while (!ends.empty() && ends.back() <= i) ends.pop_back(), out += ")\n";
    const Node& node = tree.nodes[i];
    if (node.is_text()) {
      for (char c : std::string_view(node.text, node.size))
        if (!is_html_blank(c)) out += c;
      ++i;
    } else if (carries_nothing(node.tag)) {
      i = node.end;
    } else {
      out.append("\n").append(tag_name(node.tag)).append("(");
      ends.push_back(node.end);
      ++i;
    }
  }
  for (; !ends.empty(); ends.pop_back()) out += ")\n";
  return out;
}

inline std::string full_tree(std::string_view html) {
  Tree tree(std::size_t{1} << 30);
  return parse_tree(html, tree) ? show_tree(tree) : "out of memory";
}

inline std::string lean_tree(std::string_view html) {
  Scan scan = scan_html(html);
  Tree tree(std::size_t{1} << 30);
  return parse_tree(html, scan, 0, tree) ? show_tree(tree) : "out of memory";
}

}  // namespace nutgraf
