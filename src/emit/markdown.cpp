// Article → Markdown (CommonMark and tables): headline #, subheads ##, lists, tables, quotations; kicker,
// deck, captions and notes in emphasis; boilerplate left out. Every character of the text stands for itself.
#include "emit/slice.hpp"
#include "nutgraf/emit.hpp"

namespace nutgraf {
namespace {

bool is_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  auto c = static_cast<unsigned char>(text[at]);
  return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Would the character begin markup where it stands?
bool needs_backslash(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '*':
    case '`':
    case '[':
    case ']':
    case '<':
    case '\\':
    case '~':
    case '|':
      return true;
    case '_':
      return at == 0 || !is_word(text, at - 1) || !is_word(text, at + 1);
    case '&':
      return is_word(text, at + 1) || (at + 1 < text.size() && text[at + 1] == '#');
    case '#':
    case '>':
    case '+':
    case '-':
    case '=':
      return at == 0;
    case '.':
    case ')':
      return at > 0 && at < 10 &&
             text.substr(0, at).find_first_not_of("0123456789") == std::string_view::npos;
    default:
      return false;
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (needs_backslash(text, at)) out += '\\';
    out += text[at];
  }
  return out;
}

/// A list item without the bullet that it has in the text; numbers stay.
std::string item(std::string_view text) {
  static constexpr std::string_view bullets[] = {"• ", "- ", "* ", "– ", "— ", "· ",
                                                 "‣ ", "▪ ", "◦ ", "+ ", "■ ", "● "};
  for (std::string_view bullet : bullets)
    if (text.starts_with(bullet)) return "- " + escaped(text.substr(bullet.size()));
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && is_digit(text[digits])) ++digits;
  bool numbered = digits > 0 && digits + 1 < text.size() && (text[digits] == '.' || text[digits] == ')') &&
                  text[digits + 1] == ' ';
  if (numbered) return std::string(text.substr(0, digits + 2)) + escaped(text.substr(digits + 2));
  return "- " + escaped(text);
}

/// A row of cells that are joined by " | " in the text; the first row of a table is its head.
std::string row(std::string_view text, bool first) {
  std::string out = "|", rule = "|";
  while (true) {
    std::size_t end = text.find(" | ");
    out += " " + escaped(text.substr(0, end)) + " |";
    rule += " --- |";
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 3);
  }
  return first ? out + "\n" + rule : out;
}

std::string emphasis(const char* mark, const std::string& text) {
  return mark + escaped(text) + mark;
}

/// Empty for blocks that are left out.
std::string rendered(const Article& article, const Block& block, Role previous) {
  std::string text = one_line(article, block.span);
  switch (block.role) {
    case Role::headline:
      return "# " + escaped(text);
    case Role::subhead:
      return "## " + escaped(text);
    case Role::deck:
      return emphasis("**", text);
    case Role::question:
      return emphasis("**", text);
    case Role::kicker:
    case Role::caption:
    case Role::credit:
    case Role::contributor:
    case Role::correction:
    case Role::note:
      return emphasis("*", text);
    case Role::list_item:
      return item(text);
    case Role::table:
      return row(text, previous != Role::table);
    case Role::blockquote:
      return "> " + escaped(text);
    case Role::pull_quote:
      return "> " + emphasis("*", text);
    case Role::boilerplate:
      return {};
    default:
      return escaped(text);
  }
}

bool continues(Role role, Role previous) {
  return role == previous && (role == Role::list_item || role == Role::table);
}

}  // namespace

std::string to_markdown(const Article& article) {
  std::string out;
  out.reserve(article.text.size() + article.text.size() / 8 + 64);
  if (!article.headline && !article.title.empty()) out += "# " + escaped(article.title) + "\n";
  Role previous = Role::boilerplate;
  for (const Block& block : article.blocks) {
    std::string text = rendered(article, block, previous);
    if (text.empty()) continue;
    if (!out.empty() && !continues(block.role, previous)) out += '\n';
    out += text;
    out += '\n';
    previous = block.role;
  }
  return out;
}

}  // namespace nutgraf
