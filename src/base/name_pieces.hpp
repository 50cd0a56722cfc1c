// A line of names cut into words, numbers and marks: what names.cpp judges. Private.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.hpp"

namespace nutgraf {

enum class PieceKind : std::uint8_t { word, number, mark, email, handle, url };

struct Piece {
  PieceKind kind = PieceKind::word;
  char mark = 0;  ///< ',' ';' ':' '|' '/' '&' '(' ')' '-'
  bool capital = false, all_caps = false, initial = false;
  const WordInfo* info = nullptr;
  std::string lower;
  std::uint32_t start = 0, end = 0;
  bool is(WordClass c) const { return kind == PieceKind::word && info->has(c); }
  bool is_mark(char m) const { return kind == PieceKind::mark && mark == m; }
  bool given() const { return is(WordClass::given_name); }
};

/// The pieces of the first 400 bytes of `text`; words that a copied page runs together are cut.
std::vector<Piece> split_name_pieces(std::string_view text, const Rules& rules);

}  // namespace nutgraf
