// One loop over the nodes of the tree with an explicit stack of open elements. Block-level elements end the
// block at hand; text goes to the page's reading text; what the open elements say becomes the block's
// evidence.
#include "read/html/blocks.hpp"

#include <algorithm>

#include "base/text_hash.hpp"
#include "read/html/hint_table.hpp"
#include "read/html/marked_up.hpp"
#include "read/html/raw_text.hpp"
#include "read/html/regions.hpp"
#include "read/html/tag_attributes.hpp"
#include "read/html/text_builder.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

/// What is known of the innermost open element; copied down and changed at each element.
struct Context {
  std::uint32_t end = 0;  ///< node index past the element
  std::uint32_t regions = 0;
  std::uint64_t hints = 0;                ///< of all elements around
  std::uint64_t own = 0, parent_own = 0;  ///< of the nearest block-level element and the one around it
  std::uint64_t inline_hints = 0;         ///< of inline elements within the nearest block-level one
  std::uint32_t block = 0, container = 0, section = 0;  ///< element ids
  std::uint16_t depth = 0;
  Tag tag = Tag::unknown, block_tag = Tag::unknown;
  std::uint8_t heading = 0, list_depth = 0;
  bool ordered = false, link = false, bold = false, pre = false, caption = false, button = false,
       quote = false;
  bool definition = false, item = false, row = false, select = false, data_table = false, is_block = false;
  bool text_child = false;       ///< the child before was text that shows
  bool inline_child = false;     ///< the child before was an inline element, with nothing between,
  bool link_child = false;       ///< and a link
  std::uint32_t style = 0;       ///< a digest of the inline elements within the block-level one; 0 = none
  std::uint32_t inline_end = 0;  ///< node index past the outermost of them
};

/// Evidence gathered while a block's text is appended.
struct Draft {
  Context context;
  std::uint32_t regions = 0, link_bytes = 0, bold_bytes = 0, html_start = 0, html_end = 0;
  std::uint64_t inline_hints = ~std::uint64_t{0};
  std::uint32_t line_style = 0, last_style = 0;  ///< of the first and the last text in the line at hand
  std::uint16_t links = 0;
  bool open = false, image_before = false, line_uniform = true, line_link = false;
};

constexpr std::size_t max_depth = 0xFFFF;

}  // namespace

struct BlockReader::State {
  std::string_view html;
  Page& page;
  TextBuilder text;
  HintCache hints;
  std::vector<Context> stack;
  Draft draft;
  const std::vector<Node>* nodes = nullptr;
  std::uint32_t ids = 0;
  std::size_t max_blocks;
  bool image_seen = false;  ///< since the last block
  bool item_text = false;   ///< the innermost list item has had its first block
  std::uint32_t last_html = 0;

  State(std::string_view h, const Rules& rules, Page& p)
      : html(h), page(p), text(p.text), hints(HintTable::of(rules)), max_blocks(20000 + h.size() / 64) {}

  void read(const Tree& tree);
  void enter(std::uint32_t index);
  void leave();
  void enter_element(std::uint32_t index, const Node& node);
  bool isolated(std::uint32_t index) const;
  bool shows_as_block(std::uint32_t index, const Node& node) const;
  void apply_attributes(const Node& node, const TagAttributes& attributes, Context& c, bool block);
  void apply_tag(std::uint32_t index, const Node& node, Context& c);
  void add_text(const Node& node);
  void add_preformatted(const Node& node, std::string_view value);
  void add_shown(const Node& node, std::string_view value);
  void extend_source(const Node& node);
  bool parts_lines(const Context& c) const;
  bool ends_line(const Context& c) const;
  std::uint32_t block_end() const;
  void track_line(const Context& c);
  void begin_draft(const Context& c);
  void row_break(Tag tag);
  void separate_inline(std::uint32_t index);
  void flush();
  BlockForm form(const Context& c);
};

BlockForm BlockReader::State::form(const Context& c) {
  if (c.heading) return BlockForm::heading;
  if (c.caption) return BlockForm::caption;
  if (c.button) return BlockForm::button;
  if (c.row) return BlockForm::table_row;
  if (c.item && !item_text) return item_text = true, BlockForm::list_item;
  if (c.definition) return BlockForm::definition;
  if (c.quote) return BlockForm::quote;
  if (c.pre) return BlockForm::preformatted;
  return BlockForm::paragraph;
}

/// Ends the block at hand and files it with its evidence.
void BlockReader::State::flush() {
  if (draft.open && draft.context.row) text.drop_tail(draft.context.select ? "\n" : " | ");
  if (!draft.open || text.empty()) {
    text.end();
    draft.open = false;
    return;
  }
  const Context& c = draft.context;
  PageBlock block;
  block.span = {text.start(), static_cast<std::uint32_t>(page.text.size())};
  block.html = {draft.html_start, std::max(draft.html_end, draft.html_start)};
  Layout& layout = block.layout;
  layout.form = form(c);
  layout.heading = c.heading;
  layout.list_depth = c.list_depth;
  layout.ordered = c.ordered;
  layout.lines = static_cast<std::uint16_t>(std::min<std::ptrdiff_t>(
      0xFFFF, 1 + std::count(page.text.begin() + block.span.start, page.text.end(), '\n')));
  layout.indent = c.depth;
  layout.link_bytes = std::min(draft.link_bytes, block.span.size());
  layout.bold_bytes = std::min(draft.bold_bytes, block.span.size());
  layout.regions = draft.regions;
  layout.own_hints = c.own | c.parent_own | draft.inline_hints;
  layout.hints = c.hints | draft.inline_hints;
  layout.container = c.container;
  layout.section = c.section;
  layout.element = c.block;
  layout.image_before = draft.image_before;
  layout.links = draft.links;
  page.blocks.push_back(block);
  text.end();
  draft.open = false;
}

void BlockReader::State::begin_draft(const Context& c) {
  draft = Draft{};
  draft.context = c;
  draft.open = true;
  draft.image_before = image_seen;
  image_seen = false;
}

/// Text in which line ends count is parted at its blank lines.
void BlockReader::State::add_preformatted(const Node& node, std::string_view value) {
  while (!value.empty()) {
    std::size_t line = std::min(value.find('\n'), value.size());
    if (!is_blank_text(value.substr(0, line))) add_shown(node, value.substr(0, line));
    if (line == value.size()) return;
    text.line_break();
    value.remove_prefix(line + 1);
  }
}

void BlockReader::State::add_text(const Node& node) {
  std::string_view value(node.text, node.size);
  Context& c = stack.back();
  if (c.pre) return add_preformatted(node, value);
  if (!is_blank_text(value)) return add_shown(node, value);
  text.space();
  c.inline_child = false;
}

void BlockReader::State::add_shown(const Node& node, std::string_view value) {
  Context& c = stack.back();
  if (text.breaks() > 1 && !c.row && !text.empty() && page.blocks.size() < max_blocks)
    flush();
  else if (text.breaks() == 1 && !text.empty() && parts_lines(c) && page.blocks.size() < max_blocks)
    flush();
  if (text.empty()) begin_draft(c);
  track_line(c);
  std::uint32_t added = text.append(value);
  extend_source(node);
  draft.regions |= c.regions;
  draft.inline_hints &= c.inline_hints;
  if (c.link) {
    draft.link_bytes += added;
    if (c.tag == Tag::a_ && !c.text_child && draft.links < 0xFFFF) ++draft.links;
  }
  if (c.bold) draft.bold_bytes += added;
  c.text_child = true;
  c.inline_child = false;
}

/// True if the line about to begin is a block of its own: the line before, or it, stands wholly in a style of
/// its own (a headline, a byline, a date in old layouts), or both are links.
bool BlockReader::State::parts_lines(const Context& c) const {
  if (c.row || c.pre || c.heading || c.item) return false;
  if (draft.line_uniform && draft.line_style != 0 && c.style != draft.line_style) return true;
  if (c.style == 0 || !ends_line(c)) return false;
  return c.style != draft.last_style || (draft.line_uniform && draft.line_link && c.link);
}

/// True if the outermost inline element around ends where its line ends.
bool BlockReader::State::ends_line(const Context& c) const {
  std::uint32_t i = c.inline_end, last = static_cast<std::uint32_t>(nodes->size());
  if (i < last && (*nodes)[i].is_text() && is_blank_text({(*nodes)[i].text, (*nodes)[i].size})) ++i;
  return i >= last || (!(*nodes)[i].is_text() && (*nodes)[i].tag == Tag::br_) || i >= block_end();
}

std::uint32_t BlockReader::State::block_end() const {
  for (std::size_t i = stack.size(); i-- > 0;)
    if (stack[i].is_block) return stack[i].end;
  return static_cast<std::uint32_t>(nodes->size());
}

void BlockReader::State::track_line(const Context& c) {
  if (text.breaks() > 0 || text.empty()) {
    draft.line_style = c.style;
    draft.line_uniform = true;
    draft.line_link = c.link;
  } else if (c.style != draft.line_style) {
    draft.line_uniform = false;
  }
  draft.last_style = c.style;
}

void BlockReader::State::extend_source(const Node& node) {
  if (node.source == Node::no_place) return;
  std::uint32_t from = node.source, to = std::min(node.source_end, static_cast<std::uint32_t>(html.size()));
  while (from < to && is_html_blank(html[from])) ++from;
  while (to > from && is_html_blank(html[to - 1])) --to;
  if (draft.html_end == 0 || from < draft.html_start) draft.html_start = from;
  draft.html_end = std::max(draft.html_end, to);
}

/// True if no text that shows stands beside the element within its parent.
bool BlockReader::State::isolated(std::uint32_t index) const {
  const Context& parent = stack.back();
  if (parent.text_child) return false;
  for (std::uint32_t next = (*nodes)[index].end; next < parent.end; next = (*nodes)[next].end) {
    const Node& node = (*nodes)[next];
    if (!node.is_text()) return true;
    if (!is_blank_text({node.text, node.size})) return false;
  }
  return true;
}

bool BlockReader::State::shows_as_block(std::uint32_t index, const Node& node) const {
  if (has_trait(node.tag, trait::block)) return true;
  if (node.tag == Tag::button_ || node.custom || node.tag == Tag::label_) return isolated(index);
  return false;
}

void BlockReader::State::apply_attributes(const Node& node, const TagAttributes& a, Context& c, bool block) {
  bool wide = node.tag == Tag::body_ || node.tag == Tag::html_;
  std::uint64_t hints_here = wide ? 0 : hints.names(a.class_) | hints.names(a.test_id);
  if (!wide && !has_trait(node.tag, trait::heading))
    hints_here |= hints.names(a.id);  // of headings: their text
  c.regions |= region_of_role(a.role) | region_of_itemprop(a.itemprop);
  if (!a.property.empty() && a.property.substr(0, 7) == "schema:")
    c.regions |= region_of_itemprop(a.property.substr(7));
  if (equals_ignoring_case(a.rel, "author")) c.regions |= region::author_rel;
  if (a.hidden || hides(a.style) || (hints_here & hint_bit(Hint::hidden)) ||
      (block && equals_ignoring_case(a.aria_hidden, "true")))
    if (!wide) c.regions |= region::hidden;
  if (a.role == "heading" && c.heading == 0)
    c.heading = a.aria_level.size() == 1 && a.aria_level[0] >= '1' && a.aria_level[0] <= '6'
                    ? static_cast<std::uint8_t>(a.aria_level[0] - '0')
                    : std::uint8_t{2};
  c.hints |= hints_here;
  if (block)
    c.own = hints_here;
  else
    c.inline_hints |= hints_here;
}

void BlockReader::State::apply_tag(std::uint32_t index, const Node& node, Context& c) {
  c.regions |= region_of(node.tag);
  if (has_trait(node.tag, trait::heading)) c.heading = static_cast<std::uint8_t>(tag_name(node.tag)[1] - '0');
  switch (node.tag) {
    case Tag::a_:
      c.link = true;
      break;
    case Tag::b_:
    case Tag::strong_:
    case Tag::em_:
    case Tag::i_:
      c.bold = true;
      break;
    case Tag::pre_:
    case Tag::listing_:
    case Tag::xmp_:
    case Tag::plaintext_:
      c.pre = true;
      break;
    case Tag::blockquote_:
      c.quote = true;
      break;
    case Tag::figcaption_:
    case Tag::caption_:
      c.caption = true;
      break;
    case Tag::ul_:
    case Tag::ol_:
    case Tag::menu_:
      if (c.list_depth < 255) ++c.list_depth;
      c.ordered = node.tag == Tag::ol_;
      c.item = false;
      break;
    case Tag::li_:
      c.item = true;
      item_text = false;
      break;
    case Tag::dt_:
    case Tag::dd_:
      c.definition = true;
      break;
    case Tag::button_:
    case Tag::label_:
    case Tag::legend_:
      c.button = c.is_block || c.button;
      break;
    case Tag::select_:
      c.button = c.row = c.select = true;
      break;
    case Tag::table_:
      c.data_table = !c.row && is_data_table(*nodes, index);
      break;
    case Tag::tr_:
      c.row = c.row || c.data_table;
      break;
    case Tag::article_:
    case Tag::section_:
    case Tag::main_:
    case Tag::aside_:
      c.section = c.block;
      break;
    case Tag::dialog_:
      c.regions |= region::hidden;
      break;
    default:
      break;
  }
}

/// Within a table row or a list of choices, blocks end with a mark instead.
void BlockReader::State::row_break(Tag tag) {
  if (tag == Tag::td_ || tag == Tag::th_) {
    text.drop_tail(" | ");
    text.join(" | ");
  } else {
    text.space();
  }
}

/// The first character shown inside the element, if it comes soon.
char first_shown(const std::vector<Node>& nodes, std::uint32_t index) {
  std::uint32_t last = std::min(nodes[index].end, index + 8);
  for (std::uint32_t i = index; i < last; ++i)
    if (nodes[i].is_text()) return nodes[i].text[0];
  return '\0';
}

/// Inline elements without a blank between them are often set apart by style: "<span>Ana Ruiz</span><span>4
/// March</span>". A link, or a capital or a digit after a small letter, tells them from a word set in two
/// styles.
void BlockReader::State::separate_inline(std::uint32_t index) {
  const Context& parent = stack.back();
  if (!parent.inline_child || parent.pre || text.empty()) return;
  auto is = [](char c, char a, char z) { return c >= a && c <= z; };
  char last = text.last(), first = first_shown(*nodes, index);
  bool ends = is(last, 'a', 'z') || is(last, '0', '9') || last == '.' || last == ')' || last == '!' ||
              last == '?' || last == ':' || last == ',';
  bool begins =
      is(first, 'A', 'Z') || (is(first, '0', '9') && !is(last, '0', '9') && last != '.' && last != ',');
  bool link = parent.link_child || (*nodes)[index].tag == Tag::a_;
  bool words = is_ascii_letter(last) && is_ascii_letter(first);
  if ((ends && begins) || (link && words)) text.space();
}

/// A digest of the style of an inline element within another: its name and class, of font all its attributes.
std::uint32_t mix_style(std::uint32_t style, std::string_view html, const Node& node,
                        const TagAttributes& attributes) {
  std::uint32_t h = (style ^ static_cast<std::uint32_t>(node.tag)) * 16777619u + 1;
  std::string_view words = attributes.class_.substr(0, 40);
  if (node.tag == Tag::font_ && node.source != Node::no_place)
    words = html.substr(node.source, std::min<std::size_t>(html.substr(node.source, 80).find('>'), 80));
  for (unsigned char ch : words) h = (h ^ ch) * 16777619u;
  return h | 1;
}

void BlockReader::State::enter_element(std::uint32_t index, const Node& node) {
  bool block = shows_as_block(index, node);
  if (!block) separate_inline(index);
  Context c = stack.back();
  Context& parent = stack.back();
  std::uint32_t at = Node::no_place;
  TagAttributes attributes;
  if (node.source != Node::no_place) {
    at = node.source;
    attributes = read_block_attributes(html, at);
  }
  c.end = node.end;
  c.tag = node.tag;
  c.is_block = block;
  c.text_child = false;
  c.inline_child = false;
  if (c.depth < max_depth) ++c.depth;
  if (block) {
    c.container = c.block;
    c.block = ++ids;
    c.block_tag = node.tag;
    c.parent_own = c.own;
    c.inline_hints = 0;
    c.style = c.inline_end = 0;
    if (c.row)
      row_break(node.tag);
    else if (page.blocks.size() < max_blocks)
      flush();
    else
      text.line_break();
  }
  if (!block) {
    c.style = mix_style(c.style, html, node, attributes);
    if (c.inline_end == 0) c.inline_end = node.end;
  }
  apply_attributes(node, attributes, c, block);
  if (!block && (c.regions & region::hidden) && !(parent.regions & region::hidden)) c.end = 0;
  apply_tag(index, node, c);
  if (at != Node::no_place) collect_marked_up(*nodes, index, attributes, at, c.regions, c.hints, page.meta);
  stack.push_back(c);
}

/// Handles one node; the stack's top is its parent.
void BlockReader::State::enter(std::uint32_t index) {
  const Node& node = (*nodes)[index];
  if (node.is_text()) return add_text(node);
  if (node.tag == Tag::br_) {
    text.line_break();
    stack.back().inline_child = false;
    return;
  }
  if (has_trait(node.tag, trait::media)) image_seen = true;
  if (has_trait(node.tag, trait::void_) && node.tag != Tag::hr_) return;
  enter_element(index, node);
}

void BlockReader::State::leave() {
  Context c = stack.back();
  stack.pop_back();
  if (stack.empty()) return;
  Context& parent = stack.back();
  if (c.is_block) {
    if (!parent.row) {
      if (page.blocks.size() < max_blocks)
        flush();
      else
        text.line_break();
    } else if (c.tag == Tag::option_) {
      text.join("\n");
    } else {
      text.space();
    }
    parent.inline_child = false;
    parent.text_child = false;
    if (c.tag == Tag::li_) item_text = true;
  } else {
    parent.inline_child = true;
    parent.link_child = c.tag == Tag::a_;
  }
}

void BlockReader::State::read(const Tree& tree) {
  nodes = &tree.nodes;
  if (nodes->empty()) return;
  stack.clear();
  Context root;
  root.end = static_cast<std::uint32_t>(nodes->size());
  stack.push_back(root);
  for (std::uint32_t i = 0; i < nodes->size();) {
    while (stack.size() > 1 && stack.back().end <= i) leave();
    const Node& node = (*nodes)[i];
    if (!node.is_text() && skips_contents(node.tag)) {
      if (has_trait(node.tag, trait::media)) image_seen = true;
      i = node.end;
      continue;
    }
    enter(i);
    bool skip = !node.is_text() && stack.size() > 1 && stack.back().end == 0;  // hidden inline element
    if (skip) stack.pop_back();
    i = skip ? node.end : i + 1;
  }
  while (stack.size() > 1) leave();
  flush();
}

BlockReader::BlockReader(std::string_view html, const Rules& rules, Page& page)
    : state_(new State(html, rules, page)) {}
BlockReader::~BlockReader() {
  delete state_;
}

void BlockReader::read(const Tree& tree) {
  state_->read(tree);
}

void BlockReader::finish() {
  Page& page = state_->page;
  while (!page.text.empty() && page.text.back() == '\n') page.text.pop_back();
  struct Key {
    std::uint64_t hash;
    std::uint32_t block;
  };
  std::vector<Key> keys;
  keys.reserve(page.blocks.size());
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i)
    keys.push_back({text_hash(page.slice(page.blocks[i].span)), i});
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.hash < b.hash; });
  for (std::size_t i = 0, j; i < keys.size(); i = j) {
    for (j = i; j < keys.size() && keys[j].hash == keys[i].hash;) ++j;
    auto repeats = static_cast<std::uint16_t>(std::min<std::size_t>(j - i, 0xFFFF));
    for (std::size_t k = i; k < j; ++k) page.blocks[keys[k].block].layout.repeats = repeats;
  }
}

}  // namespace nutgraf
