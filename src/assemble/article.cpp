#include "nutgraf/article.hpp"

namespace nutgraf {
namespace {

template <class Enum, std::size_t N>
std::string_view name_of(const std::string_view (&names)[N], Enum value) {
  auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : std::string_view();
}

}  // namespace

std::string_view to_string(Role role) {
  static constexpr std::string_view names[] = {
      "headline", "kicker",    "deck",        "byline",     "date-line",  "dateline",   "body",
      "subhead",  "list-item", "table",       "blockquote", "pull-quote", "question",   "answer",
      "caption",  "credit",    "contributor", "correction", "note",       "boilerplate"};
  return name_of(names, role);
}

std::string_view to_string(BoilerplateKind kind) {
  static constexpr std::string_view names[] = {"",       "promotion",  "newsletter",    "related",
                                               "share",  "navigation", "advertisement", "copyright",
                                               "cookie", "comments",   "author-bio",    "other"};
  return name_of(names, kind);
}

std::string_view to_string(QuoteKind kind) {
  static constexpr std::string_view names[] = {"direct", "partial", "scare", "title", "block"};
  return name_of(names, kind);
}

std::string_view to_string(AttributionKind kind) {
  static constexpr std::string_view names[] = {"direct", "mixed", "indirect"};
  return name_of(names, kind);
}

std::string_view to_string(SourceKind kind) {
  static constexpr std::string_view names[] = {"person", "organization", "group", "document", "unnamed"};
  return name_of(names, kind);
}

std::string_view to_string(Origin origin) {
  static constexpr std::string_view names[] = {"visible", "json-ld",   "meta",  "time",
                                               "url",     "microdata", "title", "link"};
  return name_of(names, origin);
}

std::string_view to_string(Format format) {
  return format == Format::html ? "html" : "text";
}

bool is_story(Role role) {
  switch (role) {
    case Role::body:
    case Role::subhead:
    case Role::list_item:
    case Role::table:
    case Role::blockquote:
    case Role::question:
    case Role::answer:
      return true;
    default:
      return false;
  }
}

}  // namespace nutgraf
