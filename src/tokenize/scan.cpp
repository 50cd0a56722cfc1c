// The scanner's main loop, and what it does with each token.
#include "tokenize/scan.hpp"

#include <algorithm>
#include <cstddef>

namespace nutgraf {

Scanner::Scanner(std::string_view text, const Rules& rules, Tokens& out)
    : text_(text), rules_(rules), out_(out), letters_(text) {
  if (text.size() > tail_bytes) tail_ = static_cast<std::uint32_t>(text.size() - tail_bytes);
  tail_copy_.fill('\n');
  text.substr(tail_).copy(tail_copy_.data(), tail_copy_.size());
  // English prose has a token in every five bytes; pages of memory that are never touched cost nothing.
  out_.tokens.resize(text.size() / 4 + 128);
}

void Scanner::block(Span span) {
  marks.clear();
  stops.clear();
  at_ = span.start;
  end_ = span.end;
  before_ = token_flag::space_before | token_flag::line_start;
  while (at_ < end_) {
    if (plain_text()) continue;
    if (at_ >= end_) break;
    start_ = at_;
    const Byte c = static_cast<Byte>(text_[at_]);
    switch (leads[c]) {
      case Lead::letter:
        long_word();
        break;
      case Lead::digit:
        number();
        break;
      case Lead::blank:
        skip_blanks();
        break;
      case Lead::wide:
        wide();
        break;
      case Lead::mark:
        ascii_mark(c);
        break;
    }
  }
}

/// For the next tokens: many, or one for each byte that is left.
void Scanner::make_room() {
  constexpr std::size_t many = 1024;
  const std::size_t left = text_.size() - at_, more = std::min(many, left + 1);
  const std::size_t size = out_.tokens.size(), wanted = count_ + more + 1;
  if (size < count_ + std::min(many / 2, left) + 2) {
    // twice as much, but not for more tokens than there are bytes left
    const std::size_t room = std::max(wanted, std::min(size * 2, count_ + left + 2));
    out_.tokens.reserve(room);
    out_.tokens.resize(room);
  }
  limit_ = static_cast<std::uint32_t>(std::min(out_.tokens.size() - 1, wanted - 1));
  special_.reserve(more + 1);
  marks.reserve(more + 1);
  stops.reserve(more + 1);
}

void Scanner::finish() {
  out_.tokens.resize(count_);
  out_.special = special_.take();
}

CharClass Scanner::class_at(std::uint32_t at, std::uint32_t& length) const {
  length = 0;
  if (at >= end_) return CharClass::other;
  std::size_t bytes = 0;
  const CharClass found = char_class(code_point(text_, at, bytes));
  length = static_cast<std::uint32_t>(bytes);
  return found;
}

bool Scanner::word_follows(std::uint32_t at) const {
  const Byte c = byte(at);
  if (c < 0x80) return is_alpha(c) || is_digit(c);
  std::uint32_t length = 0;
  const CharClass kind = class_at(at, length);
  return is_letter(kind) || kind == CharClass::digit;
}

bool Scanner::blank_at(std::uint32_t at) const {
  std::uint32_t length = 0;
  return at >= end_ || class_at(at, length) == CharClass::blank;
}

void Scanner::skip_blanks() {
  before_ |= token_flag::space_before;
  for (; at_ < end_ && leads[static_cast<Byte>(text_[at_])] == Lead::blank; ++at_)
    if (text_[at_] != ' ' && text_[at_] != '\t') before_ |= token_flag::line_start;
}

void Scanner::emit(TokenKind kind, std::uint32_t end, std::uint16_t lex, std::uint8_t flags) {
  if (end - start_ > 65000) cut_long(kind, end);
  put({start_, static_cast<std::uint16_t>(end - start_), lex, kind,
       static_cast<std::uint8_t>(before_ | flags), hash_});
  hash_ = 0;
  before_ = 0;
  at_ = end;
}

/// Lengths have 16 bits: emits all but the last piece of a longer run.
void Scanner::cut_long(TokenKind kind, std::uint32_t end) {
  constexpr std::uint32_t longest = 65000;
  while (end - start_ > longest) {
    std::uint32_t cut = start_ + longest;
    while (is_continuation(text_[cut])) --cut;
    put({start_, static_cast<std::uint16_t>(cut - start_), 0, kind, before_, 0});
    before_ = 0;
    start_ = cut;
  }
}

void Scanner::emit_mark(TokenKind kind, std::uint32_t end) {
  marks.put(count_, true);
  emit(kind, end);
}

void Scanner::emit_stop(TokenKind kind, std::uint32_t end, std::uint16_t lex, std::uint8_t flags) {
  stops.put(count_, true);
  emit(kind, end, lex, flags);
}

}  // namespace nutgraf
