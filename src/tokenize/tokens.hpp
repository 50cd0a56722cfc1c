// tokenize/: Page → Tokens. Private. One linear pass; offsets only, no copies.
//
//     LOWMARK (LW) — “We waited,” she said.
//     word punct word punct dash open word word comma close word word period(sentence_end)
#pragma once
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/unfilled.hpp"
#include "nutgraf/article.hpp"
#include "read/page.hpp"

namespace nutgraf {

enum class TokenKind : std::uint8_t {
  word,  // letters, with inner apostrophes, hyphens and abbreviation points: O’Neil, U.S., Jan., well-kept
  number,  // 12, 1,200.50, 8:59, 3rd, 2026-03-04, 10-year-old, '90s; a currency sign is a symbol before it
  quote_open,
  quote_close,  // a paired mark, or one whose direction is known
  quote_plain,  // a mark whose pair is not known
  apostrophe,   // a free-standing apostrophe or prime
  comma,
  period,
  question,
  exclamation,
  colon,
  semicolon,
  ellipsis,
  dash,  // — – -- and a spaced hyphen
  slash,
  bar,
  paren_open,
  paren_close,  // ( [ {
  bullet,
  handle,
  url,
  email,
  symbol
};

/// Kinds of tokens as bits.
template <class... Kind>
constexpr std::uint32_t kind_bits(Kind... kinds) {
  return ((1u << static_cast<unsigned>(kinds)) | ...);
}

/// The lowest three are those that segment/ counts by.
namespace token_flag {
enum : std::uint8_t {
  all_caps = 1,      // has two or more letters, all upper case
  sentence_end = 2,  // last token of its sentence (closing marks included)
  capital = 4,       // first letter is upper case
  space_before = 8,  // blank or block start before it
  sentence_start = 16,
  line_start = 32,  // first token on an input line, or of a block
  abbreviation =
      64,  // word with abbreviation points; a period in it did not end the sentence unless sentence_end
  in_quotes = 128  // inside a quotation (marks not included)
};
}

/// Trivial, so that lists of it are moved as bytes.
struct Token {
  std::uint32_t start;   ///< byte offset in Page::text
  std::uint16_t length;  ///< bytes; longer runs are cut into several tokens
  std::uint16_t lex;     ///< Lexicon id of the lower-cased word, 0 = not in it. A possessive ’s is left out
  TokenKind kind;
  std::uint8_t flags;
  std::uint16_t hash;  ///< of a word or a number of up to 16 bytes: 16 bits of its canonical form’s hash,
                       ///< known or not; 0 for the rest
  std::uint32_t end() const { return start + length; }
  bool is(TokenKind k) const { return kind == k; }
  bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(Token) == 12 && std::is_trivial_v<Token>);

/// A pair of quotation marks, by token index. An unclosed quotation (closed = false) ends at its block's end
/// (`close` = one past the block's last token) or where a mark of its kind opens again (`close` = that mark);
/// if the next block reopens it, that one has `continues` set.
struct QuotePair {
  std::uint32_t open = 0;
  std::uint32_t close = 0;
  std::uint32_t block = 0;
  std::uint8_t level = 0;  ///< 0 = outermost
  bool single = false;     ///< ‘…’ ‚…‘ ‹…› '…'
  bool closed = true;
  bool continues = false;  ///< reopened: the quotation of the previous story block goes on
};

struct Tokens {
  Unfilled<Token> tokens;
  std::vector<std::uint32_t> first;  ///< first token of each block; size is blocks + 1
  std::vector<QuotePair> quotes;     ///< in order of `open`
  /// In order: words that are possessive forms or abbreviations by their last bytes, numbers of four bytes,
  /// as years are, and apostrophes after an s; some other words and marks may be among them.
  Unfilled<std::uint32_t> special;
};

struct Rules;
Tokens tokenize(const Page& page, const Rules& rules);

}  // namespace nutgraf
