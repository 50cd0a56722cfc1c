// The lean scan: see scan.hpp. Tags are found with memchr; text is copied in runs between blanks, '&' and
// NUL.
#include "read/html/scan.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.hpp"
#include "read/html/nesting.hpp"
#include "read/html/raw_text.hpp"
#include "read/html/tags.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_head_tags = 20000, max_json_ld = 500, max_doctype = 400, max_name = 40;
constexpr std::size_t shortest_hidden = 12;  // bytes between references that a placeholder is put for
constexpr unsigned max_digests = 50;         // open formatting elements that are told apart

enum : std::uint8_t { plain, blank, ampersand, angle, private_use, nul };
constexpr auto text_classes = [] {
  std::array<std::uint8_t, 256> all{};
  for (unsigned char c : {' ', '\n', '\t', '\r', '\f'}) all[c] = blank;
  all['&'] = ampersand;
  all['<'] = angle;
  all[0xF3] = all[0xF4] = private_use;
  all[0] = nul;
  return all;
}();

bool keeps_blanks(Tag tag) {
  return tag == Tag::pre_ || tag == Tag::listing_;
}

/// A numeric reference at `at` ("&#…") whose value gumbo would wrap around, or that would look like a
/// placeholder; `end` gets its end.
bool is_huge_reference(std::string_view html, std::size_t at, std::size_t& end) {
  std::size_t i = at + 2;
  bool hex = i < html.size() && (html[i] | 0x20) == 'x';
  if (hex) ++i;
  std::size_t first = i;
  std::uint32_t value = 0;
  for (; i < html.size(); ++i) {
    auto c = static_cast<unsigned char>(html[i]);
    auto lower = static_cast<unsigned char>(c | 0x20);
    unsigned digit;
    if (c >= '0' && c <= '9')
      digit = c - '0';
    else if (hex && lower >= 'a' && lower <= 'f')
      digit = lower - 'a' + 10u;
    else
      break;
    if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + digit;
  }
  end = i < html.size() && html[i] == ';' ? i + 1 : i;
  return i > first && value >= 0xF0000;
}

class Scanner {
 public:
  Scanner(std::string_view html, const ScanLimits& limits) : html_(html), limits_(limits) {
    scan_.lean.reserve(html.size() / 5 + 64);
    scan_.lean_at.reserve(html.size() / 100 + 16);
    scan_.source_at.reserve(html.size() / 100 + 16);
    scan_.chunks.push_back(0);
    scan_.first_text.push_back(0);
    scan_.texts.reserve(html.size() / 200 + 16);
    mark(0);
  }
  Scan run();

 private:
  std::size_t next_markup(std::size_t from) const;
  void mark(std::size_t source);
  void put(std::string_view s) { scan_.lean.append(s); }
  void text(std::size_t from, std::size_t to);
  void text_piece(std::size_t from, std::size_t to);
  void copy(std::size_t at, std::size_t to);
  void replace(std::string_view instead, std::size_t& at, std::size_t size);
  bool has_room() const { return scan_.texts.size() - scan_.first_text.back() < placeholder::most; }
  std::size_t hidable(std::size_t at, std::size_t to) const;
  void hide(std::size_t at, std::size_t to);
  void blanks(std::size_t& at, std::size_t to);
  void reference(std::size_t& at, std::size_t to);
  void declaration();
  void start_tag();
  void end_tag();
  void raw_element(Tag tag, TagEnd end);
  void script(std::size_t content);
  void template_element(TagEnd end);
  std::size_t skip_template(std::size_t at) const;
  std::size_t skip_svg(std::size_t at) const;
  std::size_t skip_markup(std::size_t at) const;
  void emit_start(Tag tag, std::size_t name_end_at, TagEnd end);
  void attributes_that_matter(Tag tag, std::size_t from, TagEnd end);
  void digest(Tag tag, std::string_view attributes);
  void formatting_closed(Tag tag);
  void split(Tag tag);
  void dropped(std::size_t next);
  void warn(const char* code, const char* message, std::size_t from);

  std::string_view html_;
  ScanLimits limits_;
  Scan scan_;
  Nesting nesting_;
  std::size_t at_ = 0;
  std::size_t tags_ = 0;
  int preformatted_ = 0, math_ = 0;
  bool after_block_ = true;      // blanks here are not shown
  bool open_reference_ = false;  // the text so far ends like "&amp", so what follows must not join it
  bool title_seen_ = false;
  unsigned digests_ = 0, formatting_ = 0;
  std::array<std::uint16_t, static_cast<std::size_t>(Tag::count)> digests_of_{};
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::count)> formatting_of_{};  ///< left open, so far
};

/// From here on lean and source advance alike, `source` being the place of the next byte put.
void Scanner::mark(std::size_t source) {
  auto lean = static_cast<std::uint32_t>(scan_.lean.size());
  auto& lean_at = scan_.lean_at;
  auto& source_at = scan_.source_at;
  if (!lean_at.empty()) {
    if (lean - lean_at.back() == static_cast<std::uint32_t>(source) - source_at.back()) return;
    if (lean_at.back() == lean) {
      source_at.back() = static_cast<std::uint32_t>(source);
      return;
    }
  }
  lean_at.push_back(lean);
  source_at.push_back(static_cast<std::uint32_t>(source));
}

void Scanner::warn(const char* code, const char* message, std::size_t) {
  scan_.warnings.push_back({code, message, std::nullopt});
}

void Scanner::reference(std::size_t& at, std::size_t to) {
  std::size_t end = at + 1;
  if (at + 1 < to && html_[at + 1] == '#' && is_huge_reference(html_.substr(0, to), at, end)) {
    mark(at);
    put("\xEF\xBF\xBD");
    mark(at = end);
    return;
  }
  std::size_t name = at + 1;
  while (name < to &&
         (html_[name] == '#' || is_ascii_letter(html_[name]) || (html_[name] >= '0' && html_[name] <= '9')))
    ++name;
  open_reference_ = name == to;
  if (name < to && html_[name] == ';') ++name;
  put(html_.substr(at, name - at));
  at = name;
}

/// Puts a placeholder for the text from `at` up to `to`.
void Scanner::hide(std::size_t at, std::size_t to) {
  append_utf8(scan_.lean, placeholder::code_point(static_cast<std::uint32_t>(scan_.texts.size()) -
                                                  scan_.first_text.back()));
  scan_.texts.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(to)});
}

/// The end of a run of text at `at` that is long enough for a placeholder of its own; `at` if there is none.
std::size_t Scanner::hidable(std::size_t at, std::size_t to) const {
  if (text_classes[static_cast<unsigned char>(html_[at])] != plain || preformatted_ > 0 || !has_room())
    return at;
  std::size_t end = at, last = at;
  for (; end < to && text_classes[static_cast<unsigned char>(html_[end])] <= blank; ++end)
    if (text_classes[static_cast<unsigned char>(html_[end])] == plain) last = end + 1;
  return last - at >= shortest_hidden ? last : at;
}

/// Copies text, in pieces if there is very much of it.
void Scanner::text(std::size_t from, std::size_t to) {
  while (to - from > limits_.chunk_bytes) {
    std::size_t cut = from + limits_.chunk_bytes / 2;
    while (cut < from + limits_.chunk_bytes && html_[cut] != ' ' && html_[cut] != '\n') ++cut;
    while (cut > from && is_continuation(html_[cut])) --cut;
    text_piece(from, cut);
    split(Tag::unknown);
    from = cut;
  }
  text_piece(from, to);
}

void Scanner::text_piece(std::size_t from, std::size_t to) {
  auto is_blank = [&](std::size_t i) { return text_classes[static_cast<unsigned char>(html_[i])] == blank; };
  std::size_t first = from;
  while (first < to && is_blank(first)) ++first;
  bool matters =
      !after_block_ || formatting_ > 0 || preformatted_ > 0;  // a blank reopens formatting elements
  if (first == to && !(preformatted_ > 0)) {
    if (matters && from < to) scan_.lean += ' ';
    return;
  }
  if (from == to) return;
  if (open_reference_) put("<!---->");
  open_reference_ = false;
  after_block_ = false;
  std::size_t size = to - first;
  bool plain_text = has_room() && !std::memchr(html_.data() + first, '&', size) &&
                    !std::memchr(html_.data() + first, 0, size);
  if (!plain_text) return copy(matters ? from : first, to);
  if (matters && first > from) scan_.lean += ' ';
  hide(from, to);
  if (is_blank(to - 1)) scan_.lean += ' ';
}

/// Copies text with references; what stands between them goes as placeholders where it is long. A lone '<' is
/// escaped, what looks like a placeholder replaced.
void Scanner::copy(std::size_t at, std::size_t to) {
  mark(at);
  while (at < to) {
    if (std::size_t end = hidable(at, to); end > at) {
      mark(at);
      hide(at, end);
      mark(at = end);
      continue;
    }
    std::size_t run = at;
    while (run < to && text_classes[static_cast<unsigned char>(html_[run])] == plain) ++run;
    put(html_.substr(at, run - at));
    at = run;
    if (at == to) break;
    switch (text_classes[static_cast<unsigned char>(html_[at])]) {
      case blank:
        blanks(at, to);
        break;
      case ampersand:
        reference(at, to);
        break;
      case angle:
        replace("&lt;", at, 1);
        break;
      case private_use: {
        std::string_view rest = html_.substr(at, std::min<std::size_t>(4, to - at));
        bool taken = rest.size() == 4 && placeholder::number(rest.data()) < placeholder::most;
        if (taken)
          replace("\xEF\xBF\xBD", at, 4);
        else
          scan_.lean += html_[at++];
        break;
      }
      default:
        mark(++at);
    }
  }
}

/// Puts `instead` for the `size` bytes at `at`.
void Scanner::replace(std::string_view instead, std::size_t& at, std::size_t size) {
  mark(at);
  put(instead);
  mark(at += size);
}

void Scanner::blanks(std::size_t& at, std::size_t to) {
  scan_.lean += html_[at] == '\r' ? '\n' : html_[at];
  ++at;
  if (preformatted_ > 0 || at == to || text_classes[static_cast<unsigned char>(html_[at])] != blank) return;
  while (at < to && text_classes[static_cast<unsigned char>(html_[at])] == blank) ++at;
  mark(at);
}

/// Something was left out up to `next`.
void Scanner::dropped(std::size_t next) {
  at_ = next;
}

void Scanner::declaration() {
  bool closed = true;
  if (html_.substr(at_, 4) == "<!--") {
    std::size_t end = comment_end(html_, at_, closed);
    if (!closed) warn("unclosed-comment", "a comment is not closed; what follows it is not shown", at_);
    return dropped(end);
  }
  if (math_ > 0 && html_.substr(at_, 9) == "<![CDATA[") return dropped(cdata_end(html_, at_));
  std::size_t end = bogus_comment_end(html_, at_);
  if (equals_ignoring_case(html_.substr(at_ + 2, 7), "doctype") && end - at_ <= max_doctype) {
    mark(at_);
    put(html_.substr(at_, end - at_));
  }
  dropped(end);
}

/// Past one piece of markup or text at `at`, for contents that are left out whole.
std::size_t Scanner::skip_markup(std::size_t at) const {
  if (html_[at] != '<') {
    const void* hit = std::memchr(html_.data() + at, '<', html_.size() - at);
    return hit ? static_cast<std::size_t>(static_cast<const char*>(hit) - html_.data()) : html_.size();
  }
  if (at + 1 >= html_.size()) return html_.size();
  bool closed;
  if (html_.substr(at, 4) == "<!--") return comment_end(html_, at, closed);
  if (html_[at + 1] == '!' || html_[at + 1] == '?') return bogus_comment_end(html_, at);
  bool end = html_[at + 1] == '/';
  std::size_t name = at + (end ? 2 : 1);
  if (name >= html_.size()) return html_.size();
  if (!is_ascii_letter(html_[name])) return end ? bogus_comment_end(html_, at) : at + 1;
  return find_tag_end(html_, name_end(html_, name)).next;
}

std::size_t Scanner::skip_template(std::size_t at) const {
  std::size_t depth = 1;
  while (at < html_.size()) {
    std::size_t name = at + 1, here = at;
    bool end = html_.substr(at, 2) == "</";
    if (end) ++name;
    at = skip_markup(at);
    if (html_[here] != '<' || name >= html_.size() || !is_ascii_letter(html_[name])) continue;
    std::string_view word = html_.substr(name, name_end(html_, name) - name);
    Tag tag = find_tag(word);
    if (tag == Tag::template_) {
      depth = end ? depth - 1 : depth + 1;
      if (depth == 0) return at;
    } else if (!end && tag == Tag::script_) {
      at = find_script_end(html_, at).next;
    } else if (!end && has_trait(tag, trait::raw)) {
      at = find_raw_end(html_, at, tag_name(tag)).next;
    }
  }
  return at;
}

/// The end of svg content: past its end tag, or at a start tag that breaks out of it, or at the end tag of an
/// element around it.
std::size_t Scanner::skip_svg(std::size_t at) const {
  std::size_t depth = 1,
              inner = 0;  // inner: open foreignObject, desc and title elements, in which HTML may stand
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::count)> open{};
  while (at < html_.size()) {
    std::size_t here = at;
    if (html_.compare(at, 9, "<![CDATA[") == 0) {
      at = cdata_end(html_, at);
      continue;
    }
    bool end = html_.compare(at, 2, "</") == 0;
    std::size_t name = at + (end ? 2 : 1);
    at = skip_markup(at);
    if (html_[here] != '<' || name >= html_.size() || !is_ascii_letter(html_[name])) continue;
    std::string_view word = html_.substr(name, name_end(html_, name) - name);
    Tag tag = find_tag(word);
    bool self_closing = at >= 2 && html_[at - 2] == '/';
    bool integrates = tag == Tag::title_ || equals_ignoring_case(word, "foreignobject") ||
                      equals_ignoring_case(word, "desc");
    if (tag == Tag::svg_) {
      if (!end && !self_closing) ++depth;
      if (end && --depth == 0) return at;
    } else if (integrates) {
      if (!end && !self_closing) ++inner;
      if (end && inner) --inner;
    } else if (!end && inner == 0 && breaks_out(tag)) {
      return here;
    } else if (tag != Tag::unknown && inner == 0) {
      auto& within = open[static_cast<std::size_t>(tag)];
      if (!end && !self_closing)
        ++within;
      else if (end && within)
        --within;
      else if (end && nesting_.has(tag))
        return here;
    }
  }
  return at;
}

void Scanner::script(std::size_t content) {
  RawEnd end = find_script_end(html_, content);
  std::string_view tag = html_.substr(at_, content - at_);
  ++scan_.scripts;
  bool found;
  std::string_view type = raw_attribute(tag, "type", found);
  if (found && type.size() >= 19 && equals_ignoring_case(type.substr(0, 19), "application/ld+json") &&
      scan_.json_ld.size() < max_json_ld)
    scan_.json_ld.push_back({static_cast<std::uint32_t>(content), static_cast<std::uint32_t>(end.content)});
  if (!end.closed) warn("unclosed-script", "a script is not closed; what follows it is not shown", at_);
  dropped(end.next);
}

void Scanner::raw_element(Tag tag, TagEnd end) {
  if (tag == Tag::script_) return script(end.next);
  RawEnd raw = find_raw_end(html_, end.next, tag_name(tag));
  if (tag == Tag::title_ && !title_seen_) {
    title_seen_ = true;
    scan_.title = {static_cast<std::uint32_t>(end.next), static_cast<std::uint32_t>(raw.content)};
  }
  if (tag == Tag::iframe_ || tag == Tag::textarea_) {
    mark(at_);
    put(tag == Tag::iframe_ ? "<iframe></iframe>" : "<textarea></textarea>");
  }
  dropped(raw.next);
}

/// Contents of templates are not shown, except of those that attach a shadow root as the page is read.
void Scanner::template_element(TagEnd end) {
  bool found;
  raw_attribute(html_.substr(at_, end.next - at_), "shadowrootmode", found);
  dropped(found ? end.next : skip_template(end.next));
}

/// The parser tells formatting elements apart by their attributes: a digest does as well.
void Scanner::digest(Tag tag, std::string_view attributes) {
  if (tag == Tag::a_ || digests_ >= max_digests) return;
  std::uint32_t h = 2166136261u;
  for (unsigned char c : attributes) h = (h ^ c) * 16777619u;
  char word[] = " z=0000";
  for (int i = 3; i < 7; ++i, h >>= 6)
    word[i] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"[h & 63];
  put(word);
  ++digests_;
  ++digests_of_[static_cast<std::size_t>(tag)];
}

void Scanner::formatting_closed(Tag tag) {
  auto& count = digests_of_[static_cast<std::size_t>(tag)];
  if (count) --count, --digests_;
  auto& open = formatting_of_[static_cast<std::size_t>(tag)];
  if (open) --open, --formatting_;
}

void Scanner::attributes_that_matter(Tag tag, std::size_t from, TagEnd end) {
  if (has_trait(tag, trait::formatting)) return digest(tag, html_.substr(from, end.next - 1 - from));
  if (tag == Tag::input_) {
    bool found;
    std::string_view type = raw_attribute(html_.substr(at_, end.next - at_), "type", found);
    if (equals_ignoring_case(type, "hidden")) put(" type=\"hidden\"");
  }
}

void Scanner::emit_start(Tag tag, std::size_t name_at_end, TagEnd end) {
  mark(at_);
  put(html_.substr(at_, std::min(name_at_end, at_ + 1 + max_name) - at_));
  if (name_at_end + 1 < end.next) attributes_that_matter(tag, name_at_end, end);
  if (end.self_closing) scan_.lean += '/';
  scan_.lean += '>';
}

/// Begins a new part of the lean page before a block, if the last one is large; opens again what is open
/// here.
void Scanner::split(Tag tag) {
  std::size_t bytes = scan_.lean.size() - scan_.chunks.back();
  if (tags_ < limits_.chunk_tags && bytes < limits_.chunk_bytes) return;
  bool at_block = tag == Tag::p_ || tag == Tag::div_ || tag == Tag::tr_ || tag == Tag::li_ ||
                  tag == Tag::table_ || tag == Tag::section_ || tag == Tag::article_ || tag == Tag::ul_;
  if (!at_block && tags_ < limits_.chunk_tags + limits_.chunk_tags / 4 && bytes < 2 * limits_.chunk_bytes)
    return;
  tags_ = nesting_.stack().size();
  scan_.chunks.push_back(static_cast<std::uint32_t>(scan_.lean.size()));
  scan_.first_text.push_back(static_cast<std::uint32_t>(scan_.texts.size()));
  put("<!DOCTYPE html>");
  for (const Nesting::Open& open : nesting_.stack()) {
    if (open.tag == Tag::unknown) continue;
    mark(open.source);
    scan_.lean += '<';
    put(tag_name(open.tag));
    scan_.lean += '>';
  }
}

void Scanner::start_tag() {
  std::size_t name_at_end = name_end(html_, at_ + 1);
  TagEnd end = find_tag_end(html_, name_at_end);
  if (!end.closed) {
    warn("unclosed-tag", "a tag is not closed; what follows it is not shown", at_);
    return dropped(html_.size());
  }
  Tag tag = find_tag(html_.substr(at_ + 1, name_at_end - at_ - 1));
  split(tag);
  ++tags_;
  Span span{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end.next)};
  bool declares = tag == Tag::html_ || tag == Tag::meta_ || tag == Tag::link_ || tag == Tag::base_;
  if (declares && scan_.head_tags.size() < max_head_tags) scan_.head_tags.push_back(span);
  if (has_trait(tag, trait::dropped)) return dropped(end.next);
  if (has_trait(tag, trait::raw)) return raw_element(tag, end);
  if (tag == Tag::template_) return template_element(end);
  if (tag == Tag::svg_) {
    mark(at_);
    put("<svg/>");
    return dropped(end.self_closing ? end.next : skip_svg(end.next));
  }
  open_reference_ = false;
  if (!nesting_.open(tag, span.start)) return dropped(end.next);
  if (keeps_blanks(tag)) ++preformatted_;
  if (has_trait(tag, trait::formatting)) ++formatting_, ++formatting_of_[static_cast<std::size_t>(tag)];
  if (tag == Tag::math_ && !end.self_closing) ++math_;
  emit_start(tag, name_at_end, end);
  if (has_trait(tag, trait::block) || tag == Tag::br_)
    after_block_ = true;
  else if (tag == Tag::img_ || tag == Tag::input_)
    after_block_ = false;
  at_ = end.next;
  if (tag == Tag::plaintext_) {
    text(at_, html_.size());
    at_ = html_.size();
  }
}

void Scanner::end_tag() {
  std::size_t name_at_end = name_end(html_, at_ + 2);
  TagEnd end = find_tag_end(html_, name_at_end);
  if (!end.closed) return dropped(html_.size());
  Tag tag = find_tag(html_.substr(at_ + 2, name_at_end - at_ - 2));
  split(Tag::unknown);
  // </br> and </p> alone make elements; the others of these carry nothing.
  if (tag == Tag::template_ || tag == Tag::svg_ || has_trait(tag, trait::dropped | trait::raw) ||
      (has_trait(tag, trait::void_) && tag != Tag::br_))
    return dropped(end.next);
  if (has_trait(tag, trait::formatting)) formatting_closed(tag);
  if (keeps_blanks(tag) && preformatted_) --preformatted_;
  if (tag == Tag::math_ && math_) --math_;
  open_reference_ = false;
  if (!nesting_.close(tag)) return dropped(end.next);
  ++tags_;
  mark(at_);
  put(html_.substr(at_, std::min(name_at_end, at_ + 2 + max_name) - at_));
  scan_.lean += '>';
  if (has_trait(tag, trait::block)) after_block_ = true;
  at_ = end.next;
}

/// The next '<' that begins markup.
std::size_t Scanner::next_markup(std::size_t from) const {
  while (from < html_.size()) {
    const void* hit = std::memchr(html_.data() + from, '<', html_.size() - from);
    if (!hit) break;
    auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - html_.data());
    if (at + 1 >= html_.size()) break;
    char next = html_[at + 1];
    if (is_ascii_letter(next) || next == '/' || next == '!' || next == '?') return at;
    from = at + 1;
  }
  return html_.size();
}

Scan Scanner::run() {
  while (at_ < html_.size()) {
    std::size_t tag = next_markup(at_);
    if (tag > at_) text(at_, tag);
    at_ = tag;
    if (tag == html_.size()) break;
    char next = html_[tag + 1];
    if (is_ascii_letter(next))
      start_tag();
    else if (next == '/' && tag + 2 < html_.size() && is_ascii_letter(html_[tag + 2]))
      end_tag();
    else if (next == '!')
      declaration();
    else
      dropped(bogus_comment_end(html_, tag));
  }
  if (nesting_.refused()) warn("deep-nesting", "elements nested more than 400 levels deep are left out", 0);
  mark(html_.size());
  return std::move(scan_);
}

}  // namespace

std::uint32_t Scan::source(std::uint32_t lean_offset) const {
  if (lean_at.empty()) return lean_offset;
  auto next = std::upper_bound(lean_at.begin(), lean_at.end(), lean_offset);
  std::size_t i = next == lean_at.begin() ? 0 : static_cast<std::size_t>(next - lean_at.begin()) - 1;
  return source_at[i] + (lean_offset - lean_at[i]);
}

std::uint32_t ScanCursor::source(std::uint32_t lean_offset) {
  const auto& lean_at = scan_.lean_at;
  if (lean_at.empty()) return lean_offset;
  for (int steps = 0; steps < 16; ++steps) {
    if (lean_at[at_] > lean_offset) break;
    if (at_ + 1 == lean_at.size() || lean_at[at_ + 1] > lean_offset)
      return scan_.source_at[at_] + (lean_offset - lean_at[at_]);
    ++at_;
  }
  auto next = std::upper_bound(lean_at.begin(), lean_at.end(), lean_offset);
  at_ = next == lean_at.begin() ? 0 : static_cast<std::size_t>(next - lean_at.begin()) - 1;
  return scan_.source_at[at_] + (lean_offset - lean_at[at_]);
}

Scan scan_html(std::string_view html, const ScanLimits& limits) {
  return Scanner(html, limits).run();
}

}  // namespace nutgraf
