// read/html: candidates from JSON-LD. Private.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "read/page.hpp"

namespace nutgraf {

/// What else the page says about itself, to tell its main entity from others.
struct PageIdentity {
  std::vector<std::string> urls;    ///< canonical, og:url
  std::vector<std::string> titles;  ///< og:title, title: as declared
};

/// Appends candidates from the contents of the page's ld+json scripts. Rank 0: of the page's main article or
/// of the page; 1: of another article or a part; 2: of something else that may or may not be the page's
/// subject. Keys: "NewsArticle.headline", "Article.author[Person]", "WebPage.datePublished", "WebSite.name".
void read_json_ld(std::string_view html, const std::vector<Span>& scripts, const PageIdentity& page,
                  std::vector<MetaCandidate>& out);

}  // namespace nutgraf
