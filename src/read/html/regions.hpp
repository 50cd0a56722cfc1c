// read/html: where elements put what they hold, as region:: bits. Private.
#pragma once
#include <cstdint>
#include <string_view>

#include "read/html/tags.hpp"

namespace nutgraf {

std::uint32_t region_of(Tag tag);
/// Of an ARIA role attribute; several roles may stand in it.
std::uint32_t region_of_role(std::string_view role);
std::uint32_t region_of_itemprop(std::string_view itemprop);
/// True for a style attribute that keeps the element from being seen.
bool hides(std::string_view style);
/// Nothing of these is read. Ruby annotations (rt) spell the words that they stand over.
bool skips_contents(Tag tag);

}  // namespace nutgraf
