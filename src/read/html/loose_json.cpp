#include "read/html/loose_json.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"
#include "read/html/entities.hpp"

namespace nutgraf {
namespace {

bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

class Reader {
 public:
  Reader(std::string_view text, std::vector<JsonNode>& nodes) : text_(text), nodes_(nodes) {}

  void run() {
    while (at_ < text_.size() && nodes_.size() < LooseJson::max_nodes) step();
  }

 private:
  struct Level {
    std::uint32_t node;
    std::uint32_t last = JsonNode::none;
    bool object;
  };

  void step() {
    char c = text_[at_];
    if (is_blank(c) || c == ',' || c == ';') {
      ++at_;
    } else if (c == '/' && at_ + 1 < text_.size() && (text_[at_ + 1] == '/' || text_[at_ + 1] == '*')) {
      skip_comment();
    } else if (c == '{' || c == '[') {
      open(c == '{');
    } else if (c == '}' || c == ']') {
      close(c == '}');
    } else if (levels_.empty()) {
      std::size_t next = text_.find_first_of("{[", at_);
      at_ = next == std::string_view::npos ? text_.size() : next;
    } else if (c == ':') {
      ++at_;
    } else if (c == '"' || c == '\'') {
      take_string(c);
    } else {
      take_literal();
    }
  }

  void skip_comment() {
    bool line = text_[at_ + 1] == '/';
    std::size_t end = text_.find(line ? "\n" : "*/", at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + (line ? 1 : 2);
  }

  // Adds a node below the innermost open value.
  std::uint32_t add(JsonKind kind, std::string_view raw) {
    std::string_view key = key_;
    key_ = {};
    has_key_ = false;
    JsonNode node{kind, key, raw};
    auto index = static_cast<std::uint32_t>(nodes_.size());
    if (!levels_.empty()) {
      Level& level = levels_.back();
      node.parent = level.node;
      (level.last == JsonNode::none ? nodes_[level.node].first : nodes_[level.last].next) = index;
      level.last = index;
    }
    nodes_.push_back(node);
    return index;
  }

  void open(bool object) {
    ++at_;
    if (levels_.size() >= LooseJson::max_depth) {
      ++skipped_;
      return;
    }
    std::uint32_t node = add(object ? JsonKind::object : JsonKind::array, {});
    levels_.push_back({node, JsonNode::none, object});
  }

  // A closer that does not fit closes the nearest level that it fits, if there is one.
  void close(bool object) {
    ++at_;
    key_ = {};
    has_key_ = false;
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    std::size_t fit = levels_.size();
    while (fit > 0 && levels_[fit - 1].object != object) --fit;
    if (fit > 0) levels_.resize(fit - 1);
  }

  bool wants_key() const { return levels_.back().object && !has_key_; }

  // May the quotation mark before `at` end a string? What comes next tells: JSON goes on with , : } ].
  bool ends_string(std::size_t at, bool key) const {
    std::size_t blanks = at;
    while (at < text_.size() && is_blank(text_[at])) ++at;
    if (at >= text_.size()) return true;
    char c = text_[at];
    if (key) return c == ':' || c == ',' || c == '}';
    if (c == '}' || c == ']') return true;
    if (c == ',') return goes_on(at + 1);
    if (c == '/') return at + 1 < text_.size() && (text_[at + 1] == '/' || text_[at + 1] == '*');
    bool line_break = text_.substr(blanks, at - blanks).find('\n') != std::string_view::npos;
    return c == '"' && line_break;
  }

  bool goes_on(std::size_t at) const {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    if (at >= text_.size()) return true;
    char c = text_[at];
    if (std::strchr("\"'{}[]-,/", c) != nullptr || (c >= '0' && c <= '9')) return true;
    std::string_view rest = text_.substr(at, 5);
    return rest.substr(0, 4) == "true" || rest == "false" || rest.substr(0, 4) == "null";
  }

  void take_string(char quote) {
    bool key = wants_key();
    std::size_t start = ++at_;
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (c == '\\')
        ++at_;
      else if (c == quote && ends_string(at_ + 1, key))
        break;
    }
    std::size_t end = std::min(at_, text_.size());
    at_ = end + 1;
    put(JsonKind::string, text_.substr(start, end - start));
  }

  void take_literal() {
    std::size_t start = at_;
    while (at_ < text_.size() && std::strchr(",:{}[]\"\n", text_[at_]) == nullptr) ++at_;
    if (at_ == start) ++at_;
    std::size_t end = at_;
    while (end > start && is_blank(text_[end - 1])) --end;
    put(JsonKind::literal, text_.substr(start, end - start));
  }

  void put(JsonKind kind, std::string_view raw) {
    if (skipped_ > 0) return;
    if (wants_key()) {
      key_ = raw;
      has_key_ = true;
    } else {
      add(kind, raw);
    }
  }

  std::string_view text_;
  std::vector<JsonNode>& nodes_;
  std::size_t at_ = 0, skipped_ = 0;
  std::vector<Level> levels_;
  std::string_view key_;
  bool has_key_ = false;
};

bool hex4(std::string_view s, std::size_t at, char32_t& code) {
  if (at + 4 > s.size()) return false;
  code = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    char c = s[i];
    int digit = c >= '0' && c <= '9'                 ? c - '0'
                : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                     : -1;
    if (digit < 0) return false;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  return true;
}

// Resolves \uXXXX (with surrogate pairs) at s[at] == 'u'; returns the offset past it.
std::size_t append_unicode(std::string& out, std::string_view s, std::size_t at) {
  char32_t code = 0, low = 0;
  if (!hex4(s, at + 1, code)) return at + 1;
  at += 5;
  bool high = code >= 0xD800 && code < 0xDC00;
  if (high && s.substr(at, 2) == "\\u" && hex4(s, at + 2, low) && low >= 0xDC00 && low < 0xE000) {
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    at += 6;
  }
  append_utf8(out, code >= 0xD800 && code < 0xE000 ? U'\uFFFD' : code);
  return at;
}

std::string unescape(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t at = 0; at < s.size();) {
    if (s[at] != '\\' || at + 1 >= s.size()) {
      out += s[at++];
      continue;
    }
    char c = s[++at];
    if (c == 'u')
      at = append_unicode(out, s, at);
    else {
      out += c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c;
      ++at;
    }
  }
  return out;
}

}  // namespace

void LooseJson::read(std::string_view text) {
  Reader(text, nodes).run();
}

std::uint32_t LooseJson::child(std::uint32_t object, std::string_view key) const {
  for (std::uint32_t i = nodes[object].first; i != JsonNode::none; i = nodes[i].next)
    if (nodes[i].key == key) return i;
  return JsonNode::none;
}

std::string LooseJson::value(std::uint32_t node) const {
  const JsonNode& n = nodes[node];
  if (n.kind != JsonKind::string && n.kind != JsonKind::literal) return {};
  if (n.kind == JsonKind::literal && n.raw == "null") return {};
  return clean_value(n.raw.find('\\') == std::string_view::npos ? std::string(n.raw) : unescape(n.raw));
}

}  // namespace nutgraf
