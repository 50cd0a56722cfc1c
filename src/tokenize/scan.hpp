// tokenize/: characters → raw tokens. Private. Marks get their direction in quotes.cpp, sentences in
// sentences.cpp.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/utf8.hpp"
#include "rules/rules.hpp"
#include "tokenize/canonical_word.hpp"
#include "tokenize/chars.hpp"
#include "tokenize/index_list.hpp"
#include "tokenize/kind_set.hpp"
#include "tokenize/letter_map.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Cuts one block after the other into tokens. Quotation marks come out as `quote_plain`, single ones and
/// free apostrophes as `apostrophe`; the indexes of both are listed in `marks`.
class Scanner {
 public:
  /// Until finish(), `out` has room for more tokens than there are.
  Scanner(std::string_view text, const Rules& rules, Tokens& out);
  void block(Span span);
  /// After the last block.
  void finish();
  /// The tokens up to now.
  std::uint32_t count() const { return count_; }
  IndexList marks;  ///< tokens of the last block that may be quotation marks
  IndexList stops;  ///< tokens of the last block that may end a sentence

 private:
  using Byte = unsigned char;
  Byte byte(std::uint32_t at) const { return at < end_ ? static_cast<Byte>(text_[at]) : Byte{0}; }
  /// The class of the character at `at`, and its bytes; `other` and 0 at the block's end.
  CharClass class_at(std::uint32_t at, std::uint32_t& length) const;
  bool word_follows(std::uint32_t at) const;
  bool blank_at(std::uint32_t at) const;

  // scan.cpp
  void make_room();
  void skip_blanks();
  void put(const Token& token) {
    if (count_ == limit_) make_room();
    special_.put(count_, is_special(token.kind, token.start, token.length));
    out_.tokens[count_++] = token;
  }
  /// Whether Tokens::special holds it.
  bool is_special(TokenKind kind, std::uint32_t start, std::uint32_t length) const {
    if (kind == TokenKind::number) return length == 4;
    if (kind == TokenKind::word) return may_be_possessive(static_cast<Byte>(text_[start + length - 1]));
    const bool mark = kind == TokenKind::apostrophe || kind == TokenKind::quote_plain;
    return mark && follows_s(start);
  }
  /// By its last byte, a word: "’s", "s'", "s’"; or an abbreviation.
  static bool may_be_possessive(Byte last) {
    return (last | 32) == 's' || last == '\'' || last == 0x99 || last == '.';
  }
  /// Of a mark at `start`.
  bool follows_s(std::uint32_t start) const { return text_[start - (start > 0)] == 's'; }
  const Token* last_token() const { return count_ > 0 ? &out_.tokens[count_ - 1] : nullptr; }
  void emit(TokenKind kind, std::uint32_t end, std::uint16_t lex = 0, std::uint8_t flags = 0);
  void cut_long(TokenKind kind, std::uint32_t end);
  void emit_mark(TokenKind kind, std::uint32_t end);
  void emit_stop(TokenKind kind, std::uint32_t end, std::uint16_t lex = 0, std::uint8_t flags = 0);

  // plain_text.cpp
  /// What plain_text() may read at one go: up to `stop`, and some bytes more.
  struct Stretch {
    std::uintptr_t text;  ///< where the first byte of the text is, or would be
    std::uint32_t stop;
    const char* bytes(std::size_t at) const { return reinterpret_cast<const char*>(text + at); }
  };
  Stretch stretch();
  bool plain_text();
  /// Where plain_text() stands.
  struct Place {
    Token* token;  ///< the next one
    std::size_t at;
    std::uint32_t before;  ///< flags of the next token, as put_short() takes them
  };
  std::uint32_t index_of(const Token* token) const {
    return static_cast<std::uint32_t>(token - out_.tokens.data());
  }
  bool is_abbreviated(std::uint16_t lex) const {
    return (rules_.lexicon.traits()[lex] & word_trait::abbreviated) != 0;
  }
  static void pass(const char* p, std::size_t size, Place& place);
  bool plain_joined(const char* p, std::uint32_t size, Place& place);
  bool plain_other(const char* p, Place& place);
  bool join(Token& word, std::uint32_t& end);
  bool second_part(Token& word, std::uint32_t joint, std::uint32_t& end);
  std::uint32_t plain_number(std::uint32_t at) const;
  std::uint32_t short_joint(std::uint32_t start, std::uint32_t end) const;
  std::uint32_t possessive(std::uint32_t end) const;

  // words.cpp
  void long_word();
  std::uint32_t word_end(std::uint32_t at, std::uint8_t& flags);
  std::uint32_t inner_joint(std::uint32_t at) const;
  bool inner_point(std::uint32_t at, std::uint32_t part) const;
  std::uint16_t find(WordKey key);
  std::uint16_t look_up();
  std::uint32_t letters_at(std::uint32_t at) const;
  bool takes_period(std::uint32_t start, std::uint32_t end, std::uint16_t lex, bool capital) const;
  bool address();
  std::uint32_t url_end(std::uint32_t at) const;
  void number();

  // marks.cpp
  bool closes_inner() const;
  void ascii_mark(Byte c);
  void run(TokenKind kind);
  void wide();
  void wide_character(char32_t c, std::uint32_t length);
  void period();
  void hyphen();
  void apostrophe(std::uint32_t length, bool opens);
  bool elision(std::uint32_t length, bool opens);
  bool decade(std::uint32_t from, bool opens);
  void at_sign();

  std::string_view text_;
  const Rules& rules_;
  Tokens& out_;
  std::uint32_t count_ = 0;  ///< of `out_.tokens`; the rest is room
  std::uint32_t limit_ = 0;  ///< up to this count, there is room in all lists, and for one more
  std::uint32_t at_ = 0, end_ = 0, start_ = 0;
  LetterMap letters_;
  static constexpr std::uint32_t tail_bytes = 64;
  /// Up to here a word, a possessive and two marks can be read without a look at the end.
  std::uint32_t tail_ = 0;
  std::array<char, 2 * tail_bytes> tail_copy_;  ///< the text from there on, and newlines
  IndexList special_;                           ///< on their way to Tokens::special
  std::uint8_t before_ = 0;                     ///< space_before and line_start for the next token
  std::uint16_t hash_ = 0;                      ///< Token::hash of the next token
  CanonicalWord lower_;                         ///< of the word at hand
};

}  // namespace nutgraf
