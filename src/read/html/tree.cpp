// The one file that knows gumbo. Errors are not collected (collecting them is quadratic), memory comes from
// an arena and is never given back piece by piece (gumbo's own destructor recurses), and tag numbers, which
// differ between versions of gumbo, are translated at once.
#include "read/html/tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <optional>

#include "read/html/raw_text.hpp"

namespace nutgraf {
namespace {

struct Memory {
  Arena* arena;
  std::jmp_buf exhausted;
};

extern "C" void* nutgraf_gumbo_allocate(void* userdata, std::size_t size) {
  auto* memory = static_cast<Memory*>(userdata);
  if (void* block = memory->arena->allocate(size)) return block;
  std::longjmp(memory->exhausted, 1);  // gumbo does not check for null; only its own C frames are skipped
}
extern "C" void nutgraf_gumbo_free(void*, void*) {}

/// nullptr if the memory was exhausted. No object with a destructor may live in this frame.
GumboOutput* run_gumbo(Memory& memory, const char* data, std::size_t size) {
  if (setjmp(memory.exhausted)) return nullptr;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = nutgraf_gumbo_allocate;
  options.deallocator = nutgraf_gumbo_free;
  options.userdata = &memory;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, data, size);
}

/// Own tags by gumbo's numbers.
const std::array<Tag, GUMBO_TAG_LAST>& translation() {
  static const std::array<Tag, GUMBO_TAG_LAST> table = [] {
    std::array<Tag, GUMBO_TAG_LAST> all{};
    for (int i = 0; i < GUMBO_TAG_UNKNOWN; ++i)
      all[static_cast<std::size_t>(i)] = find_tag(gumbo_normalized_tagname(static_cast<GumboTag>(i)));
    return all;
  }();
  return table;
}

std::string_view original_name(const GumboElement& element) {
  std::string_view tag(element.original_tag.data ? element.original_tag.data : "",
                       element.original_tag.length);
  if (tag.size() < 2) return {};
  return tag.substr(1, name_end(tag, 1) - 1);
}

class Flattener {
 public:
  /// `scan` is null where `lean` is a page as it stands.
  Flattener(std::string_view html, std::string_view lean, const Scan* scan, std::size_t part, Tree& tree)
      : html_(html), lean_(lean), scan_(scan), out_(tree.nodes), arena_(tree.arena()) {
    if (!scan) return;
    base_ = scan->chunks[part];
    first_text_ = scan->first_text[part];
    cursor_.emplace(*scan);
  }
  /// False if the memory was exhausted.
  bool run(const GumboNode* root);

 private:
  struct Frame {
    const GumboVector* children;
    unsigned next;
    std::uint32_t index;
  };
  std::uint32_t source(const GumboStringPiece& piece, std::size_t skip = 0) {
    if (piece.length == 0) return Node::no_place;
    auto offset = static_cast<std::uint32_t>(piece.data - lean_.data() + static_cast<std::ptrdiff_t>(skip));
    return cursor_ ? cursor_->source(base_ + offset) : offset;
  }
  const Span* placeholder_at(std::string_view text, std::size_t at) const;
  bool one_placeholder(std::string_view text, Node& node) const;
  void expand(std::string_view text, Node& node);
  void add_text(const GumboText& text, std::uint32_t parent);
  std::uint32_t add_element(const GumboElement& element, std::uint32_t parent);

  std::string_view html_, lean_;
  const Scan* scan_;
  std::uint32_t base_ = 0, first_text_ = 0;
  std::optional<ScanCursor> cursor_;
  std::vector<Node>& out_;
  Arena& arena_;
  bool exhausted_ = false;
  std::vector<Frame> stack_;
};

/// The text that the placeholder at `at` stands for; null if there is none.
const Span* Flattener::placeholder_at(std::string_view text, std::size_t at) const {
  if (!scan_ || text.size() - at < 4) return nullptr;
  std::uint32_t number = placeholder::number(text.data() + at);
  if (number >= placeholder::most || first_text_ + number >= scan_->texts.size()) return nullptr;
  return &scan_->texts[first_text_ + number];
}

/// The common case: a placeholder, with blanks around it that its text has too.
bool Flattener::one_placeholder(std::string_view text, Node& node) const {
  std::size_t at = text[0] == ' ' ? 1 : 0, after = at + 4;
  const Span* span = placeholder_at(text, at);
  if (!span || text.size() > after + 1 || (text.size() == after + 1 && text[after] != ' ')) return false;
  if (at == 1 && !is_html_blank(html_[span->start])) return false;
  if (text.size() > after && !is_html_blank(html_[span->end - 1])) return false;
  node.text = html_.data() + span->start;
  node.size = span->size();
  node.source = span->start;
  node.source_end = span->end;
  return true;
}

/// Puts the texts for the placeholders, where there are several or other text beside them.
void Flattener::expand(std::string_view text, Node& node) {
  std::size_t size = 0, found = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Span* span = placeholder_at(text, at);
    size += span ? span->size() : 1;
    at += span ? 4 : 1;
    found += span ? 1 : 0;
  }
  if (found == 0) return;
  auto* out = static_cast<char*>(arena_.allocate(size + 1));
  if (!out) {
    exhausted_ = true;
    return;
  }
  node.text = out;
  node.size = static_cast<std::uint32_t>(size);
  for (std::size_t at = 0; at < text.size();) {
    const Span* span = placeholder_at(text, at);
    if (span) {
      std::memcpy(out, html_.data() + span->start, span->size());
      out += span->size();
      at += 4;
      node.source = std::min(node.source, span->start);
      node.source_end = std::max(node.source_end, span->end);
    } else {
      *out++ = text[at++];
    }
  }
}

void Flattener::add_text(const GumboText& text, std::uint32_t parent) {
  std::string_view value(text.text);
  if (value.empty()) return;
  Node node;
  node.parent = parent;
  node.end = static_cast<std::uint32_t>(out_.size()) + 1;
  if (!one_placeholder(value, node)) {
    node.text = value.data();
    node.size = static_cast<std::uint32_t>(value.size());
    node.source = source(text.original_text);
    if (text.original_text.length)
      node.source_end = source(text.original_text, text.original_text.length - 1) + 1;
    expand(value, node);
  }
  out_.push_back(node);
}

std::uint32_t Flattener::add_element(const GumboElement& element, std::uint32_t parent) {
  Node node;
  node.parent = parent;
  node.source = source(element.original_tag);
  node.tag = translation()[static_cast<std::size_t>(element.tag)];
  if (node.tag == Tag::unknown) {
    std::string_view name = original_name(element);
    node.tag = find_tag(name);
    node.custom = node.tag == Tag::unknown && name.find('-') != std::string_view::npos;
  }
  out_.push_back(node);
  return static_cast<std::uint32_t>(out_.size()) - 1;
}

bool Flattener::run(const GumboNode* root) {
  stack_.push_back({&root->v.element.children, 0, add_element(root->v.element, 0)});
  while (!stack_.empty()) {
    Frame& frame = stack_.back();
    if (frame.next == frame.children->length) {
      out_[frame.index].end = static_cast<std::uint32_t>(out_.size());
      stack_.pop_back();
      continue;
    }
    auto* node = static_cast<const GumboNode*>(frame.children->data[frame.next++]);
    switch (node->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        std::uint32_t parent = frame.index;
        stack_.push_back({&node->v.element.children, 0, add_element(node->v.element, parent)});
        break;
      }
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        add_text(node->v.text, frame.index);
        break;
      default:
        break;
    }
  }
  return !exhausted_;
}

bool parse(std::string_view html, std::string_view lean, const Scan* scan, std::size_t part, Tree& tree) {
  tree.nodes.clear();
  Memory memory{&tree.arena(), {}};
  GumboOutput* output = run_gumbo(memory, lean.data(), lean.size());
  if (!output) return false;
  tree.nodes.reserve(lean.size() / 10 + 16);
  if (Flattener(html, lean, scan, part, tree).run(output->root)) return true;
  tree.nodes.clear();
  return false;
}

}  // namespace

bool parse_tree(std::string_view html, const Scan& scan, std::size_t part, Tree& tree) {
  std::size_t from = scan.chunks[part];
  std::size_t to = part + 1 < scan.chunks.size() ? scan.chunks[part + 1] : scan.lean.size();
  return parse(html, std::string_view(scan.lean).substr(from, to - from), &scan, part, tree);
}

bool parse_tree(std::string_view html, Tree& tree) {
  return parse(html, html, nullptr, 0, tree);
}

void blank_tags(std::string& lean, std::size_t from, std::size_t to, unsigned traits) {
  for (std::size_t at = lean.find('<', from); at < to; at = lean.find('<', at + 1)) {
    std::size_t name = at + (lean[at + 1] == '/' ? 2 : 1);
    std::size_t end = name_end(lean, name);
    bool all = traits == 0xFFFF;
    if (!all && !has_trait(find_tag(std::string_view(lean).substr(name, end - name)), traits)) continue;
    std::size_t close = lean.find('>', end);
    if (close >= to) return;
    std::memset(&lean[at], ' ', close + 1 - at);
  }
}

}  // namespace nutgraf
