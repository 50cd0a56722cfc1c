// read/html: the page's reading text, block by block. Private.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf {

/// Appends text with blanks collapsed as a browser does. Between begin() and end() stands one block.
class TextBuilder {
 public:
  explicit TextBuilder(std::string& out) : out_(out) {}
  /// Appends the text; returns the bytes added. A blank before it that is owed is added first.
  std::uint32_t append(std::string_view text);
  void space() { blank_ = true; }
  void line_break() { ++breaks_; }
  /// Line breaks since the last text.
  unsigned breaks() const { return breaks_; }
  bool empty() const { return out_.size() == start_; }
  std::uint32_t start() const { return static_cast<std::uint32_t>(start_); }
  char last() const { return empty() ? '\0' : out_.back(); }
  /// Appends as it stands, if the block has text already.
  void join(std::string_view mark) {
    if (!empty()) out_ += mark;
    blank_ = false;
    breaks_ = 0;
  }
  /// Takes back a trailing join.
  void drop_tail(std::string_view mark);
  /// Ends the block; the next begins two line ends later, if this one has text.
  void end();

 private:
  void owed();
  std::string& out_;
  std::size_t start_ = 0;
  bool blank_ = false, separate_ = false;
  unsigned breaks_ = 0;
};

/// True if nothing in it would be seen: blanks, no-break spaces, zero-width characters.
bool is_blank_text(std::string_view text);

}  // namespace nutgraf
