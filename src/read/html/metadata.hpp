// read/html: the values a page declares about itself. Private.
#pragma once
#include <string_view>
#include <vector>

#include "read/html/scan.hpp"
#include "read/page.hpp"

namespace nutgraf {

/// One attribute of a start tag: name in lower case, value with character references resolved.
struct Attribute {
  std::string name, value;
};
/// The attributes of the start tag that stands at `tag` (from '<' to '>').
std::vector<Attribute> read_attributes(std::string_view tag);

/// Candidates from JSON-LD, meta, link and title, in source order. Never fails: what cannot be read is
/// skipped.
std::vector<MetaCandidate> collect_metadata(std::string_view html, const Scan& scan);

}  // namespace nutgraf
