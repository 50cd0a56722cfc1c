// A line of names cut into words, numbers and marks: what names.cpp judges. Private.
#pragma once
#include <array>
#include <cstdint>
#include <forward_list>
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
  std::string_view lower;  ///< of words and numbers; lives as long as the NamePieces
  std::uint32_t start = 0, end = 0;
  bool is(WordClass c) const { return kind == PieceKind::word && info->has(c); }
  bool is_mark(char m) const { return kind == PieceKind::mark && mark == m; }
  bool given() const { return is(WordClass::given_name); }
};

/// The pieces of the first 400 bytes of `text`, which must outlive them; words that a copied page runs
/// together are cut.
class NamePieces {
 public:
  NamePieces(std::string_view text, const Rules& rules);
  NamePieces(const NamePieces&) = delete;
  NamePieces& operator=(const NamePieces&) = delete;
  std::vector<Piece> list;

 private:
  static constexpr std::size_t read_limit = 400;
  void split();
  Piece make_word(std::size_t start, std::size_t end);
  std::size_t word_end(std::size_t at) const;
  void add_mark(char mark, std::size_t start, std::size_t end);
  void cut(std::size_t piece, std::size_t at);
  void cut_glued();
  void cut_months();
  void cut_shouted();
  void join_nicknames();

  std::string_view text_;
  const Rules& rules_;
  std::array<char, read_limit> lower_;   ///< the text with ASCII letters in lower case
  std::forward_list<std::string> wide_;  ///< words with other letters, in lower case
};

}  // namespace nutgraf
