// tokenize/: where sentences start and end. Private.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "rules/rules.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Sets sentence_start and sentence_end on the tokens [first, last) of one block, whose marks are paired
/// already. `hard_lines`: a line break inside the block is meant (it was not wrapped) and may end a sentence.
void mark_sentences(std::string_view text, Tokens& tokens, std::uint32_t first, std::uint32_t last,
                    std::span<const std::uint32_t> stops, const Rules& rules, bool hard_lines);

}  // namespace nutgraf
