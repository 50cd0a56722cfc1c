// attribute/: what a chunk is to its neighbours (Axis::label), without a branch: no order of chunks could be
// foreseen. Private.
#pragma once
#include <array>
#include <cstdint>

#include "attribute/chunk.hpp"
#include "attribute/features.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Labels of chunks that are marks.
inline constexpr auto mark_labels = [] {
  std::array<Label, static_cast<std::size_t>(TokenKind::symbol) + 1> out{};
  out.fill(Label::ellipsis);
  auto set = [&](TokenKind kind, Label label) { out[static_cast<std::size_t>(kind)] = label; };
  set(TokenKind::comma, Label::comma);
  set(TokenKind::semicolon, Label::semicolon);
  set(TokenKind::colon, Label::colon);
  set(TokenKind::dash, Label::dash);
  set(TokenKind::paren_open, Label::paren_open);
  set(TokenKind::paren_close, Label::paren_close);
  set(TokenKind::quote_open, Label::quote_open);
  set(TokenKind::quote_close, Label::quote_close);
  set(TokenKind::quote_plain, Label::quote_close);
  return out;
}();

/// `yes` if so, else `no`, without a branch.
constexpr unsigned choose(bool so, unsigned yes, unsigned no) {
  return no ^ ((no ^ yes) & (0u - static_cast<unsigned>(so)));
}

/// "on Monday", "last week", "2015": a group that ends with that word, if it is a noun group, is one of time.
inline bool ends_in_time(const Chunk& c, const Token& last, const WordTags& word) {
  const bool year = (c.last - c.first == 1) & (last.kind == TokenKind::number) & (last.length == 4);
  return ((word.bits & word_bit::time) != 0) | year;
}

/// Whether it is a mark that stands in a sentence: a comma, a dash, a bracket, a quotation mark …
inline bool is_mark(const Chunk& c) {
  return c.label == Label::beyond;
}

/// `last` is the chunk's last token, with that entry in the model.
inline FeatureValue label_of(const Chunk& c, const Token& last, const WordTags& word) {
  static_assert(static_cast<unsigned>(Label::time) == static_cast<unsigned>(Label::noun) + 1);
  const auto mark = static_cast<unsigned>(mark_labels[static_cast<std::size_t>(last.kind)]);
  const auto label = static_cast<unsigned>(c.label);
  const unsigned time = (c.label == Label::noun) & ends_in_time(c, last, word);
  const unsigned known = choose(c.label == Label::beyond, mark, label + time);
  return FeatureValue(std::size_t{choose(c.label == Label::words, word.label, known)});
}

}  // namespace nutgraf
