#include "read/page_kind.hpp"

#include <algorithm>

#include "read/html/metadata.hpp"
#include "read/html/raw_text.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t stub_text = 400, wall_text = 8000, little_text = 200;

bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
  return s;
}

bool is_json(std::string_view s) {
  if (s.size() < 2) return false;
  if (!(s.front() == '{' && s.back() == '}') && !(s.front() == '[' && s.back() == ']')) return false;
  std::string_view inner = trim(s.substr(1, s.size() - 2));
  if (inner.empty()) return false;
  if (s.front() == '[') return inner.front() == '{' || inner.front() == '"';
  return inner.front() == '"' && inner.substr(0, 4096).find(':') != std::string_view::npos;
}

bool contains(std::string_view text, std::string_view lower) {
  for (std::size_t at = 0; at + lower.size() <= text.size(); ++at)
    if (equals_ignoring_case(text.substr(at, lower.size()), lower)) return true;
  return false;
}

bool refreshes(std::string_view html, const Scan& scan) {
  return std::any_of(scan.head_tags.begin(), scan.head_tags.end(), [&](Span tag) {
    bool found;
    std::string_view refresh = raw_attribute(html.substr(tag.start, tag.size()), "http-equiv", found);
    return found && equals_ignoring_case(refresh, "refresh");
  });
}

/// How often a page speaks of consent to cookies. The words are the same in most languages.
std::size_t consent_words(std::string_view text) {
  std::size_t count = 0;
  for (std::string_view word : {"ookie", "GDPR", "onsent", "DSGVO", "RGPD", "ccept all", "eject all"})
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size()))
      ++count;
  return count;
}

}  // namespace

std::optional<Warning> data_format(std::string_view utf8) {
  std::string_view s = trim(utf8);
  if (is_json(s))
    return Warning{"json-input",
                   "the input is JSON, not an article; take the article's text or page out of it",
                   std::nullopt};
  if (s.empty() || s.front() != '<') return std::nullopt;
  std::string_view head = s.substr(0, 1024);
  bool declared = head.substr(0, 5) == "<?xml";
  if (contains(head, "<html") || contains(head, "<!doctype html")) return std::nullopt;
  for (std::string_view feed : {"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex", "<opml"}) {
    std::size_t at = declared ? head.find("?>") : 0;
    if (at != std::string_view::npos && contains(head.substr(at, 700), feed) &&
        (declared || equals_ignoring_case(head.substr(0, feed.size()), feed)))
      return Warning{"xml-feed", "the input is a feed or a site map, not an article", std::nullopt};
  }
  if (declared) return Warning{"xml-input", "the input is XML, not HTML", std::nullopt};
  return std::nullopt;
}

std::optional<Warning> empty_page(std::string_view html, const Scan& scan, const Page& page) {
  std::size_t size = page.text.size();
  if (size < stub_text && refreshes(html, scan))
    return Warning{"redirect-stub", "the page only sends the reader on to another one", std::nullopt};
  if (size < wall_text) {
    std::size_t words = consent_words(page.text);
    if (words >= 3 && words * 400 >= size)
      return Warning{"consent-wall", "the page only asks for consent to cookies", std::nullopt};
  }
  if (size == 0)
    return Warning{
        "no-text",
        scan.scripts ? "the page shows no text without running its scripts" : "the page shows no text",
        std::nullopt};
  if (size < little_text && scan.scripts && page.blocks.size() <= 5)
    return Warning{"little-text", "the page shows hardly any text without running its scripts", std::nullopt};
  return std::nullopt;
}

}  // namespace nutgraf
