// tokenize/: characters → raw tokens. Private. Marks get their direction in quotes.cpp, sentences in
// sentences.cpp.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "rules/rules.hpp"
#include "tokenize/canonical_word.hpp"
#include "tokenize/chars.hpp"
#include "tokenize/kind_set.hpp"
#include "tokenize/letter_map.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Cuts one block after the other into tokens. Quotation marks come out as `quote_plain`, single ones and
/// free apostrophes as `apostrophe`; the indexes of both are listed in `marks`.
class Scanner {
 public:
  Scanner(std::string_view text, const Rules& rules, Tokens& out);
  void block(Span span);
  /// After the last block.
  void finish();
  std::vector<std::uint32_t> marks;  ///< tokens of the last block that may be quotation marks
  std::vector<std::uint32_t> stops;  ///< tokens of the last block that may end a sentence

 private:
  using Byte = unsigned char;
  Byte byte(std::uint32_t at) const { return at < end_ ? static_cast<Byte>(text_[at]) : Byte{0}; }
  /// The class of the character at `at`, and its bytes; `other` and 0 at the block's end.
  CharClass class_at(std::uint32_t at, std::uint32_t& length) const;
  bool word_follows(std::uint32_t at) const;
  bool blank_at(std::uint32_t at) const;

  // scan.cpp
  /// What plain_text() may read at one go: up to `stop`, by a pointer to the byte `from`.
  struct Stretch {
    const char* text;
    std::uint32_t from, stop;
  };
  Stretch stretch();
  bool plain_text();
  struct PlainToken {
    std::uint32_t end, flags;
    std::uint64_t lex, hash;  ///< the id in the lowest bits; the full hash
  };
  bool plain_end(std::uint32_t start, PlainToken& word);
  bool second_part(std::uint32_t start, std::uint32_t joint, PlainToken& word);
  std::uint32_t plain_number(std::uint32_t at) const;
  std::uint32_t short_joint(std::uint32_t start, std::uint32_t end) const;
  std::uint32_t possessive(std::uint32_t end) const;
  void skip_blanks();
  void put(const Token& token) {
    if (count_ == batch_.size()) flush();
    special_[special_count_] = next_index();
    special_count_ += is_special(token.kind, token.start, token.length);
    batch_[count_++] = token;
  }
  void flush();
  std::uint32_t next_index() const { return static_cast<std::uint32_t>(out_.tokens.size()) + count_; }
  /// Whether Tokens::special holds it.
  bool is_special(TokenKind kind, std::uint32_t start, std::uint32_t length) const {
    if (kind == TokenKind::number) return length == 4;
    if (kind == TokenKind::word) return may_be_possessive(static_cast<Byte>(text_[start + length - 1]));
    const bool mark = kind == TokenKind::apostrophe || kind == TokenKind::quote_plain;
    return mark && start > 0 && text_[start - 1] == 's';
  }
  /// By its last byte, a word: "’s", "s'", "s’"; or an abbreviation.
  static bool may_be_possessive(Byte last) {
    return (last | 32) == 's' || last == '\'' || last == 0x99 || last == '.';
  }
  void note_mark(TokenKind kind, std::uint32_t token) {
    if (kind == TokenKind::quote_plain) marks.push_back(token);
    if (final_marks.has(kind)) stops.push_back(token);
  }
  const Token* last_token() const;
  void emit(TokenKind kind, std::uint32_t end, std::uint16_t lex = 0, std::uint8_t flags = 0);
  void cut_long(TokenKind kind, std::uint32_t end);
  void emit_mark(TokenKind kind, std::uint32_t end);
  void emit_stop(TokenKind kind, std::uint32_t end, std::uint16_t lex = 0, std::uint8_t flags = 0);

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
  std::uint32_t at_ = 0, end_ = 0, start_ = 0;
  LetterMap letters_;
  static constexpr std::size_t tail_bytes = 64;
  std::uint32_t tail_ =
      0;  ///< up to here a word, a possessive and two marks can be read without a look at the end
  std::array<char, tail_bytes + 64> tail_copy_;  ///< the text from there on, and newlines
  std::uint8_t before_ = 0;                      ///< space_before and line_start for the next token
  static constexpr std::size_t most_tokens = 1024;
  std::array<Token, most_tokens> batch_;  ///< tokens on their way to `out_`
  std::uint32_t count_ = 0;
  std::array<std::uint32_t, 2 * most_tokens + 1> special_;  ///< indexes on their way to Tokens::special
  std::uint32_t special_count_ = 0;
  std::uint16_t hash_ = 0;  ///< Token::hash of the next token
  CanonicalWord lower_;     ///< of the word at hand
};

}  // namespace nutgraf
