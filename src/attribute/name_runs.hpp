// attribute/: where names stand in an article. Private.
#pragma once
#include <cstdint>
#include <span>

#include "attribute/memory.hpp"
#include "attribute/tag.hpp"
#include "attribute/token_ranges.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Words in a row that are one name by their classes, titles included: "Mayor Ana Ruiz", "Ana de Ruiz",
/// "Ruiz's"; in order, none over the border of a block. There are 64 more tags than tokens, all stops.
/// `words`: see source_words().
std::span<const TokenRange> name_runs(const Tokens& tokens, std::span<const Tag> tags,
                                      const std::uint32_t* words, Memory& memory);

}  // namespace nutgraf
