// What every Article and Error keeps to, whatever the input was.
#pragma once
#include "nutgraf/article.hpp"
#include "nutgraf/result.hpp"

namespace nutgraf::fuzz {

/// Aborts if a promise is broken: spans in range and on code point boundaries, blocks in order that cover
/// every character that is not blank, indices that exist, JSON that is valid UTF-8 and agrees with the spans.
void check_article(const Article& article, std::size_t input_size);
void check_error(const Error& error, std::size_t input_size);

}  // namespace nutgraf::fuzz
