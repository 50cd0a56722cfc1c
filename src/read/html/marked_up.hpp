// read/html: values marked up in the page's visible part → candidates. Private.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "read/html/tag_attributes.hpp"
#include "read/html/tree.hpp"
#include "read/page.hpp"

namespace nutgraf {

/// Adds what the element at `index` marks up: time elements, itemprop, rel=author, hAtom and hEntry classes.
/// `source` is where its tag stands; `regions` and `hints` are those of the element and all around it.
void collect_marked_up(const std::vector<Node>& nodes, std::uint32_t index, const TagAttributes& attributes,
                       std::uint32_t source, std::uint32_t regions, std::uint64_t hints,
                       std::vector<MetaCandidate>& out);

}  // namespace nutgraf
