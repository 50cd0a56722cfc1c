// What of a line is the headline: the trail of links, labels and a date before it and the site's name after
// it are not.
#include <algorithm>
#include <array>

#include "segment/fields.hpp"
#include "segment/headline_rules.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t shortest = 8;  // bytes of what may stay

constexpr std::string_view crumb_marks[] = {"»", "›", "❯", "→", "▸"};

/// The bytes of a breadcrumb separator at `at`, or 0.
std::size_t crumb_mark(std::string_view text, std::size_t at) {
  for (std::string_view mark : crumb_marks)
    if (text.substr(at, mark.size()) == mark) return mark.size();
  bool spaced = at > 0 && text[at - 1] == ' ' && at + 1 < text.size() && text[at + 1] == ' ';
  return spaced && text[at] == '>' ? 1 : 0;
}

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

/// Bytes of "Subject: " and its likes.
std::size_t label_end(std::string_view text) {
  constexpr std::string_view labels[] = {"Subject", "Headline", "HEADLINE",    "Title",
                                         "Blog",    "Article",  "Introduction"};
  constexpr std::size_t longest = 12;
  const std::size_t colon = text.substr(0, longest + 1).find(':');
  if (colon == std::string_view::npos) return 0;
  const bool known =
      std::find(std::begin(labels), std::end(labels), text.substr(0, colon)) != std::end(labels);
  return known ? colon + 1 : 0;
}

/// Bytes of a whole date before the headline: "4 March 2026 Floods close the pass".
std::size_t date_end(const Context& ctx, std::uint32_t block) {
  const FieldLine* line = line_at(ctx, block);
  if (line == nullptr || !line->published || line->date_only) return 0;
  const Span whole = ctx.page.blocks[block].span, date = line->published->span;
  return date.start == whole.start && line->others >= 2 ? date.end - whole.start : 0;
}

/// "© 2026 Courier": a notice at the foot names the site.
bool notice_names(const Context& ctx, std::string_view name) {
  constexpr std::size_t reach = 60;  // blocks at the foot
  for (std::size_t b = ctx.size(), n = 0; b > 0 && n < reach; --b, ++n) {
    std::string_view text = ctx.text(b - 1);
    if (text.size() < 400 &&
        (ctx.facts[b - 1].has(PhraseClass::copyright) || text.find("©") != std::string_view::npos) &&
        text.find(name) != std::string_view::npos)
      return true;
  }
  return false;
}

/// The kinds of tokens that the mark before a site's name is.
constexpr std::uint32_t site_kinds =
    kind_bits(TokenKind::bar, TokenKind::dash, TokenKind::bullet, TokenKind::symbol);

/// What a byte may be part of; all bytes of a line are looked at, as none of them tells more than another.
enum : std::uint8_t { in_crumb = 1, before_site = 2 };
constexpr auto mark_bytes = [] {
  std::array<std::uint8_t, 256> table{};
  auto set = [&](std::string_view bytes, std::uint8_t use) {
    for (char c : bytes) table[static_cast<unsigned char>(c)] |= use;
  };
  set(">", in_crumb);
  for (std::string_view mark : crumb_marks) set(mark.substr(mark.size() - 1), in_crumb);
  set("|-\xE2\xC2", before_site);
  return table;
}();

/// A blank and the first byte of a mark before a site's name.
bool may_name_site(std::string_view text) {
  unsigned uses = 0, mask = 0;  // all bits after a blank
  for (char c : text) {
    uses |= mark_bytes[static_cast<unsigned char>(c)] & mask;
    mask = 0u - static_cast<unsigned>(c == ' ');
  }
  return (uses & before_site) != 0;
}

/// Where "| Courier" begins, after a longer part; a dash must be followed by the site's name.
std::size_t site_start(const Context& ctx, std::string_view text) {
  constexpr std::size_t most_words = 4;
  if (!may_name_site(text)) return text.size();
  for (std::string_view mark : {" | ", " – ", " - ", " — ", " · ", " • "}) {
    std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos) continue;
    std::string_view head = text.substr(0, at), tail = text.substr(at + mark.size());
    if (count_words(tail) > most_words || count_words(head) < 4 || count_words(head) <= count_words(tail))
      continue;
    if (mark == " | " || notice_names(ctx, tail)) return at;
  }
  return text.size();
}

}  // namespace

std::size_t crumb_end(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 1; at + 3 < text.size(); ++at)
    if (auto c = static_cast<unsigned char>(text[at]); c == 0xE2 || c == 0xC2 || c == '>')
      if (std::size_t length = crumb_mark(text, at)) end = at + length;
  return end;
}

bool may_hold_crumb(const Context& ctx, const BlockFacts& f) {
  if (!(f.kinds & crumb_kinds)) return false;
  unsigned uses = 0;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    const auto last = static_cast<unsigned char>(ctx.page.text[token.end() - 1]);
    uses |= (crumb_kinds >> static_cast<unsigned>(token.kind) & 1) * mark_bytes[last];
  }
  return (uses & in_crumb) != 0;
}

std::string_view without_blanks_around(std::string_view s) {
  constexpr std::string_view nbsp = "\u00A0";
  for (;;)
    if (s.starts_with(' ') || s.starts_with('\t'))
      s.remove_prefix(1);
    else if (s.ends_with(' '))
      s.remove_suffix(1);
    else if (s.starts_with(nbsp))
      s.remove_prefix(nbsp.size());
    else if (s.ends_with(nbsp))
      s.remove_suffix(nbsp.size());
    else
      return s;
}

Span headline_span(const Context& ctx, std::uint32_t block) {
  const Span span = ctx.page.blocks[block].span;
  const std::string_view text = ctx.text(block);
  const BlockFacts& f = ctx.facts[block];
  std::size_t from = may_hold_crumb(ctx, f) ? crumb_end(text) : 0;
  if (from == 0 && f.has(TokenKind::colon)) from = label_end(text);
  if (from == 0) from = date_end(ctx, block);
  std::string_view rest = without_blanks_around(text.substr(from));
  if (rest.size() < shortest) rest = text;
  const auto start =
      static_cast<std::uint32_t>(span.start + static_cast<std::uint32_t>(rest.data() - text.data()));
  const Span whole{start, start + static_cast<std::uint32_t>(rest.size())};
  return f.kinds & site_kinds ? without_site(ctx, whole) : whole;
}

Span without_site(const Context& ctx, Span span) {
  std::string_view text = ctx.page.slice(span);
  text = without_blanks_around(text.substr(0, site_start(ctx, text)));
  return {span.start, span.start + static_cast<std::uint32_t>(text.size())};
}

}  // namespace nutgraf
