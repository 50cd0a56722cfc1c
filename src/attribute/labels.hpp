// attribute/: what a chunk is to its neighbours (Axis::label), without a branch: no order of chunks could be
// foreseen. Private.
#pragma once
#include <array>
#include <cstdint>

#include "attribute/chunk.hpp"
#include "attribute/features.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Where a chunk's kind says less than its mark or its word: values past those of Label.
enum : std::uint8_t { label_of_mark = 254, label_of_word = 255 };

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

/// Bits by which groups of one kind have several labels.
enum : unsigned {
  head_pronoun = 1,
  head_gerund = 2,
  group_finite = 4,
  group_infinitive = 8,
  group_time = 16
};

constexpr std::uint8_t label_of_group(ChunkKind kind, unsigned bits) {
  auto number = [](Label label) { return static_cast<std::uint8_t>(label); };
  switch (kind) {
    case ChunkKind::noun_group:
      return number((bits & group_time) != 0     ? Label::time
                    : (bits & head_pronoun) != 0 ? Label::pronoun
                                                 : Label::noun);
    case ChunkKind::verb_group:
      return number((bits & group_infinitive) != 0 ? Label::infinitive
                    : (bits & group_finite) != 0   ? Label::finite
                    : (bits & head_gerund) != 0    ? Label::gerund
                                                   : Label::participle);
    case ChunkKind::preposition:
    case ChunkKind::subordinator:
    case ChunkKind::wh:
    case ChunkKind::conjunction:
      return label_of_word;
    case ChunkKind::comma:
    case ChunkKind::dash:
    case ChunkKind::quote:
      return label_of_mark;
    case ChunkKind::adverb:
      return number(Label::adverb);
    case ChunkKind::adjective:
      return number(Label::adjective);
    case ChunkKind::stop:
      return number(Label::stop);
    default:
      return number(Label::other);
  }
}

/// label_of_group() of all kinds and bits.
inline constexpr auto group_labels = [] {
  std::array<std::array<std::uint8_t, 32>, static_cast<std::size_t>(ChunkKind::count)> out{};
  for (std::size_t kind = 0; kind < out.size(); ++kind)
    for (unsigned bits = 0; bits < 32; ++bits)
      out[kind][bits] = label_of_group(static_cast<ChunkKind>(kind), bits);
  return out;
}();

/// "on Monday", "last week", "2015": a group that ends with that word, if it is a noun group, is one of time.
inline bool ends_in_time(const Chunk& c, const Token& last, const WordTags& word) {
  const bool year = (c.last - c.first == 1) & (last.kind == TokenKind::number) & (last.length == 4);
  return ((word.bits & word_bit::time) != 0) | year;
}

/// `last` is the chunk's last token, of that class and with that entry in the model.
inline FeatureValue label_of(const Chunk& c, const Token& last, Tag tag, const WordTags& word) {
  const unsigned bits = (tag == Tag::pronoun ? head_pronoun : 0u) | (tag == Tag::gerund ? head_gerund : 0u) |
                        (c.finite ? group_finite : 0u) | (c.infinitive ? group_infinitive : 0u) |
                        (ends_in_time(c, last, word) ? group_time : 0u);
  const std::uint8_t label = group_labels[static_cast<std::size_t>(c.kind)][bits];
  const std::uint8_t mark = static_cast<std::uint8_t>(mark_labels[static_cast<std::size_t>(last.kind)]);
  return FeatureValue(std::size_t{label == label_of_word   ? word.label
                                  : label == label_of_mark ? mark
                                                           : label});
}

}  // namespace nutgraf
