#include "cli/styled.hpp"

#include <utf8proc.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace nutgraf::cli {
namespace {

constexpr unsigned char first_on = 0x01, first_off = 0x0E;
static_assert(first_on + static_cast<unsigned>(Style::count) <= first_off);

constexpr const char* codes[] = {";36", ";1", ";4", ";35", ";2", ";1", ";1;97", ";33", ";34"};

bool is_mark(char c) {
  return static_cast<unsigned char>(c) < 0x20;
}

struct Step {
  std::size_t bytes;
  std::size_t columns;
};

Step step(std::string_view text, std::size_t at) {
  auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x20) return {1, 0};
  if (c < 0x80) return {1, 1};
  std::size_t length = 1;
  char32_t code = code_point(text, at, length);
  int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
  return {length, static_cast<std::size_t>(std::max(width, 0))};
}

/// Appends words to lines.
class Lines {
 public:
  explicit Lines(std::size_t columns) : columns_(std::max<std::size_t>(columns, 8)) {}

  void add(std::string_view word) {
    std::size_t width = width_of(word);
    if (used_ > 0 && used_ + 1 + width > columns_) end_line();
    if (used_ > 0) {
      line_ += ' ';
      ++used_;
    }
    while (width > columns_) {
      std::size_t bytes = 0, taken = 0;
      while (bytes < word.size() && taken + step(word, bytes).columns <= columns_) {
        taken += step(word, bytes).columns;
        bytes += step(word, bytes).bytes;
      }
      line_ += word.substr(0, bytes);
      end_line();
      word.remove_prefix(bytes);
      width -= taken;
    }
    line_ += word;
    used_ += width;
  }

  std::vector<std::string> take() {
    if (!line_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void end_line() {
    lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
  }
  std::size_t columns_, used_ = 0;
  std::string line_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string on(Style style) {
  return std::string(1, static_cast<char>(first_on + static_cast<unsigned char>(style)));
}

std::string off(Style style) {
  return std::string(1, static_cast<char>(first_off + static_cast<unsigned char>(style)));
}

std::string styled(Style style, std::string_view text) {
  return on(style) + std::string(text) + off(style);
}

std::size_t width_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    Step s = step(text, at);
    at += s.bytes;
    columns += s.columns;
  }
  return columns;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (width_of(text) <= columns) return std::string(text);
  std::string out;
  std::size_t used = 0;
  bool cut = false;
  for (std::size_t at = 0; at < text.size();) {
    Step s = step(text, at);
    if (!cut && used + s.columns + 1 > columns) {
      out += "…";
      cut = true;
    }
    if (!cut || is_mark(text[at])) out += text.substr(at, s.bytes);
    used += s.columns;
    at += s.bytes;
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  Lines lines(columns);
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) lines.add(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines.take();
}

std::string Painter::escape() const {
  std::string out = "\x1b[0";
  for (unsigned i = 0; i < static_cast<unsigned>(Style::count); ++i)
    if (state_ >> i & 1) out += codes[i];
  return out + "m";
}

std::string Painter::operator()(std::string_view line) {
  std::string out;
  unsigned painted = 0;
  for (char c : line) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20) {
      if (colour_ && painted != state_) out += escape();
      painted = state_;
      out += c;
      continue;
    }
    bool opens = byte < first_off;
    unsigned bit = 1u << (byte - (opens ? first_on : first_off));
    state_ = opens ? state_ | bit : state_ & ~bit;
  }
  if (colour_ && painted != 0) out += "\x1b[0m";
  return out;
}

}  // namespace nutgraf::cli
