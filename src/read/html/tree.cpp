// The one file that knows gumbo. Errors are not collected (collecting them is quadratic), memory comes from
// an arena and is never given back piece by piece (gumbo's own destructor recurses), and tag numbers, which
// differ between versions of gumbo, are translated at once.
#include "read/html/tree.hpp"

#include <gumbo.h>

#include <array>
#include <csetjmp>
#include <cstring>

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
  Flattener(std::string_view lean, std::vector<Node>& out) : lean_(lean), out_(out) {}
  void run(const GumboNode* root);

 private:
  struct Frame {
    const GumboVector* children;
    unsigned next;
    std::uint32_t index;
  };
  std::uint32_t offset(const GumboStringPiece& piece) const {
    return piece.length ? static_cast<std::uint32_t>(piece.data - lean_.data()) : Node::no_place;
  }
  void add_text(const GumboText& text, std::uint32_t parent);
  std::uint32_t add_element(const GumboElement& element, std::uint32_t parent);

  std::string_view lean_;
  std::vector<Node>& out_;
  std::vector<Frame> stack_;
};

void Flattener::add_text(const GumboText& text, std::uint32_t parent) {
  Node node;
  node.text = text.text;
  node.size = static_cast<std::uint32_t>(std::strlen(text.text));
  if (node.size == 0) return;
  node.parent = parent;
  node.end = static_cast<std::uint32_t>(out_.size()) + 1;
  node.lean = offset(text.original_text);
  if (node.lean != Node::no_place)
    node.lean_end = node.lean + static_cast<std::uint32_t>(text.original_text.length);
  out_.push_back(node);
}

std::uint32_t Flattener::add_element(const GumboElement& element, std::uint32_t parent) {
  Node node;
  node.parent = parent;
  node.lean = offset(element.original_tag);
  node.tag = translation()[static_cast<std::size_t>(element.tag)];
  if (node.tag == Tag::unknown) {
    std::string_view name = original_name(element);
    node.tag = find_tag(name);
    node.custom = node.tag == Tag::unknown && name.find('-') != std::string_view::npos;
  }
  out_.push_back(node);
  return static_cast<std::uint32_t>(out_.size()) - 1;
}

void Flattener::run(const GumboNode* root) {
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
}

}  // namespace

bool parse_tree(std::string_view lean, Tree& tree) {
  tree.nodes.clear();
  Memory memory{&tree.arena(), {}};
  GumboOutput* output = run_gumbo(memory, lean.data(), lean.size());
  if (!output) return false;
  tree.nodes.reserve(lean.size() / 24 + 16);
  Flattener(lean, tree.nodes).run(output->root);
  return true;
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
