// The names are those that content systems and frameworks use; the quotation marks may be plain, escaped or
// character references.
#include "read/html/state_dates.hpp"

#include <algorithm>
#include <array>

namespace nutgraf {
namespace {

constexpr std::size_t most_values = 50;
constexpr std::array<std::string_view, 8> names{"datePublished", "publishedAt",    "published_at",
                                                "publishDate",   "publishedDate",  "published_date",
                                                "pubDate",       "publicationDate"};
constexpr std::array<std::string_view, 4> marks{"\"", "'", "\\", "&quot;"};

/// Past quotation marks, escapes, blanks and `more`.
std::size_t skip_marks(std::string_view html, std::size_t at, char more) {
  for (bool on = true; on && at < html.size();) {
    on = html[at] == ' ' || html[at] == more;
    if (on) ++at;
    for (std::string_view mark : marks)
      if (html.substr(at, mark.size()) == mark) at += mark.size(), on = true;
  }
  return at;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "2026-03-04…" or the seconds or milliseconds since 1970, as they stand at `at`; else empty.
std::string_view date_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && end < at + 35 &&
         (is_digit(html[end]) || std::string_view("-:.+TZ ").find(html[end]) != std::string_view::npos))
    ++end;
  std::string_view value = html.substr(at, end - at);
  bool iso = value.size() >= 10 && value[4] == '-' && value[7] == '-' && value[0] == '2';
  bool epoch = (value.size() == 10 || value.size() == 13) && value[0] == '1' &&
               std::all_of(value.begin(), value.end(), is_digit);
  return iso || epoch ? value : std::string_view();
}

/// The same day, for values of one form.
std::string_view day_part(std::string_view value) {
  return value.substr(0, value.size() > 4 && value[4] == '-' ? 10 : 5);
}

}  // namespace

void read_state_dates(std::string_view html, std::vector<MetaCandidate>& out) {
  for (std::string_view name : names) {
    std::string_view found;
    std::size_t count = 0, where = 0;
    for (std::size_t at = html.find(name); at != html.npos && count < most_values;
         at = html.find(name, at + 1), ++count) {
      bool quoted = at > 0 && (html[at - 1] == '"' || html[at - 1] == '\'' || html[at - 1] == ';');
      std::size_t colon = skip_marks(html, at + name.size(), ' ');
      if (!quoted || colon >= html.size() || html[colon] != ':') continue;
      std::string_view value = date_at(html, skip_marks(html, colon + 1, ' '));
      if (value.empty()) continue;
      if (!found.empty() && day_part(value) != day_part(found)) return;
      if (found.empty()) found = value, where = at;
    }
    if (found.empty()) continue;
    auto start = static_cast<std::uint32_t>(where);
    out.push_back({MetaField::published,
                   Origin::json_ld,
                   std::string(found),
                   "script." + std::string(name),
                   2,
                   {start, start}});
    return;
  }
}

}  // namespace nutgraf
