// attribute/: what a chunk is to its neighbours (Axis::label), without a branch: no order of chunks could be
// foreseen. Private.
#pragma once
#include "attribute/chunk.hpp"
#include "attribute/features.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// `yes` if so, else `no`, without a branch.
constexpr unsigned choose(bool so, unsigned yes, unsigned no) {
  return no ^ ((no ^ yes) & (0u - static_cast<unsigned>(so)));
}

/// Whether it is a mark that stands in a sentence: a comma, a dash, a bracket, a quotation mark …
inline bool is_mark(const Chunk& c) {
  constexpr auto first = static_cast<unsigned>(Label::comma),
                 last = static_cast<unsigned>(Label::quote_close);
  return static_cast<unsigned>(c.label) - first <= last - first;
}

}  // namespace nutgraf
