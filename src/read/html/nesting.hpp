// read/html: which elements are open at a place of the page, told from the tags alone. Private.
//
// Tree construction costs time proportional to the depth at every tag, so a page of 800,000 open tags would
// take time quadratic in its size. Nesting follows the tags with the rules that matter (implied ends, scopes,
// formatting elements) and refuses those that would open a level below the limit, together with their end
// tags.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "read/html/tags.hpp"

namespace nutgraf {

class Nesting {
 public:
  static constexpr std::size_t limit = 400;
  struct Open {
    Tag tag;
    std::uint32_t source;  ///< where its start tag stands in the page
  };

  /// False if the start tag is to be left out.
  bool open(Tag tag, std::uint32_t source);
  /// False if the end tag is to be left out, because its start tag was.
  bool close(Tag tag);
  /// True if such an element is open.
  bool has(Tag tag) const { return open_[static_cast<std::size_t>(tag)] != 0; }
  const std::vector<Open>& stack() const { return stack_; }
  /// True once a tag was refused.
  bool refused() const { return refused_; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t find(Tag tag, unsigned stop) const;
  void pop_to(std::size_t at);
  void erase(std::size_t at);
  void close_implied(Tag tag);
  void close_item(Tag a, Tag b);
  void close_cell(Tag tag);
  void close_heading();

  std::vector<Open> stack_;
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::count)> open_{}, refused_of_{};
  bool refused_ = false;
};

}  // namespace nutgraf
