// Article → plain text: the story as one reads it, a paragraph a line, blank lines between. Captions, pull
// quotes and boilerplate are left out.
#include "emit/slice.hpp"
#include "nutgraf/emit.hpp"

namespace nutgraf {
namespace {

bool is_read(Role role) {
  switch (role) {
    case Role::headline:
    case Role::deck:
    case Role::byline:
    case Role::date_line:
    case Role::dateline:
    case Role::contributor:
    case Role::correction:
    case Role::note:
      return true;
    default:
      return is_story(role);
  }
}

bool is_row(Role role) {
  return role == Role::list_item || role == Role::table;
}

}  // namespace

std::string to_text(const Article& article) {
  std::string out;
  out.reserve(article.text.size() + 64);
  if (!article.headline && !article.title.empty()) out += article.title + "\n";
  Role previous = Role::headline;
  for (const Block& block : article.blocks) {
    if (!is_read(block.role)) continue;
    bool together = is_row(block.role) && block.role == previous;
    if (!out.empty() && !together) out += '\n';
    out += one_line(article, block.span);
    out += '\n';
    previous = block.role;
  }
  return out;
}

}  // namespace nutgraf
