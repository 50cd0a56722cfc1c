// read/: inputs that are no articles, told from their form. Private.
#pragma once
#include <optional>
#include <string_view>

#include "nutgraf/article.hpp"
#include "read/html/scan.hpp"
#include "read/page.hpp"

namespace nutgraf {

/// JSON and XML, feeds above all: "json-input", "xml-feed", "xml-input". Looks at both ends only.
std::optional<Warning> data_format(std::string_view utf8);

/// A page that holds no article: "no-text", "redirect-stub", "consent-wall". `html` is the page's source.
std::optional<Warning> empty_page(std::string_view html, const Scan& scan, const Page& page);

}  // namespace nutgraf
