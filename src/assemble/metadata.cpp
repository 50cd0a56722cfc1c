#include "assemble/metadata.hpp"

#include <algorithm>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "read/titles.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_keywords = 30;

bool is_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

/// The best candidate of a field: lowest rank, then source order. Empty if there is none that `fits`.
template <class Fits>
std::string_view best_of(const Page& page, MetaField field, Fits fits) {
  const MetaCandidate* best = nullptr;
  for (const MetaCandidate& m : page.meta)
    if (m.field == field && m.rank != 1 && fits(m) && (best == nullptr || m.rank < best->rank)) best = &m;
  return best == nullptr ? std::string_view() : std::string_view(best->value);
}

std::string_view choose_url(const Page& page) {
  return best_of(page, MetaField::url, [](const MetaCandidate& m) { return is_address(m.value); });
}

// "en-US", "en_US", "EN" → "en"; empty for what is no language tag.
std::string primary_language(std::string_view tag) {
  std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
  bool letters =
      std::all_of(primary.begin(), primary.end(), [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; });
  if (!letters || primary.size() < 2 || primary.size() > 3) return {};
  return to_lower(primary);
}

std::string_view language_tag(const Page& page) {
  return best_of(page, MetaField::language,
                 [](const MetaCandidate& m) { return !primary_language(m.value).empty(); });
}

std::string choose_title(const Evidence& evidence) {
  if (evidence.segments.headline) return std::string(evidence.page.slice(*evidence.segments.headline));
  return evidence.titles.empty() ? std::string() : evidence.titles.front().text;
}

// The name under which the site publishes: og:site_name, then the publisher's, then the site's; never an
// address.
std::string choose_publisher(const Page& page) {
  auto named = [](const MetaCandidate& m) {
    return !is_address(m.value) && m.value[0] != '@' && m.value.size() < 100 &&
           m.value.find("://") == std::string::npos && m.key.find("copyright") == std::string::npos;
  };
  auto keyed = [&](std::string_view end) {
    return best_of(page, MetaField::site_name, [&](const MetaCandidate& m) {
      return named(m) && std::string_view(m.key).ends_with(end);
    });
  };
  for (std::string_view key : {"site_name", ".publisher", ""})
    if (std::string_view name = keyed(key); !name.empty()) return std::string(name);
  return {};
}

std::string choose_section(const Page& page) {
  std::string_view section = best_of(page, MetaField::section, [](const MetaCandidate& m) {
    return m.value.size() < 80 && !is_address(m.value);
  });
  return std::string(section.substr(0, section.find_first_of(",;|")));
}

/// "type:post", "_tablet_feed", "contentId: 15cd", "/article", "104746419": marks for machines, no words for
/// readers.
bool is_machine_tag(std::string_view word) {
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (word.size() > 4 && std::all_of(word.begin(), word.end(), is_digit)) return true;
  if (word[0] == '/' || word[0] == '[' || word[0] == '{' || word.find('_') != std::string_view::npos ||
      word.find(" | ") != std::string_view::npos)
    return true;
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return false;
  if (colon + 1 < word.size() && word[colon + 1] != ' ') return !is_digit(word[colon + 1]);
  const std::string_view label = word.substr(0, colon);
  if (label.find(' ') != std::string_view::npos) return false;
  bool lower = false, camel = false;  // "contentId"
  for (char c : label) {
    camel |= lower && c >= 'A' && c <= 'Z';
    lower = c >= 'a' && c <= 'z';
  }
  return camel || (lower && label.find('-') != std::string_view::npos);
}

void add_keywords(std::vector<std::string>& out, std::string_view list) {
  while (!list.empty() && out.size() < max_keywords) {
    std::size_t end = std::min(list.find_first_of(",;"), list.size());
    std::string_view word = list.substr(0, end);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    if (!word.empty() && word.size() < 100 && !is_machine_tag(word) &&
        std::find(out.begin(), out.end(), word) == out.end())
      out.emplace_back(word);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::vector<std::string> choose_keywords(const Page& page) {
  std::vector<std::string> out;
  for (std::uint8_t rank : {std::uint8_t{0}, std::uint8_t{2}}) {
    for (const MetaCandidate& m : page.meta)
      if (m.field == MetaField::keyword && m.rank == rank) add_keywords(out, m.value);
    if (!out.empty()) break;
  }
  return out;
}

}  // namespace

void weigh_metadata(const Page& page, const Segments& segments, const ParseOptions& options,
                    const Rules& rules, Article& article) {
  Evidence evidence(page, segments, rules);
  article.url = options.url.empty() ? std::string(choose_url(page)) : options.url;
  article.language = segments.language.empty() ? primary_language(language_tag(page)) : segments.language;
  article.title = choose_title(evidence);
  if (!page.meta.empty()) {  // else nothing is declared
    article.publisher = choose_publisher(page);
    article.section = choose_section(page);
    article.keywords = choose_keywords(page);
  }
  article.authors = weigh_authors(evidence);
  WeighedDates dates = weigh_dates(evidence, article.url, article.language);
  article.published = std::move(dates.published);
  article.modified = std::move(dates.modified);
  if (article.published)
    article.date = article.published->iso.substr(0, 10);
  else if (article.modified && article.modified->span)
    article.date = article.modified->iso.substr(0, 10);
}

}  // namespace nutgraf
