// Sentence ends: a final mark, the marks that close with it, and what follows.
#include "tokenize/sentences.hpp"

#include "tokenize/kind_set.hpp"

namespace nutgraf {
namespace {

struct View {
  std::string_view text;
  const Unfilled<Token>& tokens;
  std::uint32_t first, last;
  const Rules& rules;
  const Token& at(std::uint32_t i) const { return tokens[i]; }
  bool is(std::uint32_t i, TokenKind kind) const { return i < last && tokens[i].is(kind); }
  bool is(std::uint32_t i, WordClass c) const { return i < last && rules.lexicon.is(tokens[i].lex, c); }
  bool close_by(std::uint32_t i) const { return i < last && !tokens[i].has(token_flag::space_before); }
};

constexpr KindSet closing_marks(TokenKind::period, TokenKind::question, TokenKind::exclamation,
                                TokenKind::ellipsis, TokenKind::quote_close, TokenKind::paren_close,
                                TokenKind::quote_plain, TokenKind::apostrophe);

bool is_final(TokenKind kind) {
  return final_marks.has(kind);
}

/// One past the marks that close together with the one at `i`: more final marks, quotation marks, brackets.
std::uint32_t closing_end(const View& b, std::uint32_t i) {
  std::uint32_t end = i + 1;
  while (b.close_by(end) && closing_marks.has(b.at(end).kind)) ++end;
  return end;
}

/// The first word or number after opening marks and dashes at `i`.
std::uint32_t next_word(const View& b, std::uint32_t i) {
  while (i < b.last && (b.is(i, TokenKind::quote_open) || b.is(i, TokenKind::quote_plain) ||
                        b.is(i, TokenKind::paren_open) || b.is(i, TokenKind::apostrophe)))
    ++i;
  return i;
}

bool starts_upper(const View& b, std::uint32_t i) {
  return i < b.last &&
         (b.at(i).has(token_flag::capital) || b.is(i, TokenKind::number) || b.is(i, TokenKind::handle));
}

/// Letters without case (Han, Arabic …) begin a sentence as capitals do.
bool caseless(const View& b, std::uint32_t i) {
  return b.is(i, TokenKind::word) && static_cast<unsigned char>(b.text[b.at(i).start]) >= 0xD6;
}

/// An abbreviation with its period, or an initial: does it also end the sentence?
bool abbreviation_ends(const View& b, std::uint32_t i, std::uint32_t next) {
  const std::uint32_t word = next_word(b, next);
  if (word >= b.last) return true;
  if (!b.at(word).has(token_flag::capital)) return false;
  const bool day =
      b.is(word, WordClass::weekday) || b.is(word, WordClass::month) || b.is(word, WordClass::time_zone);
  if (b.is(i, WordClass::abbreviation_last)) return !day && !b.at(word).has(token_flag::all_caps);
  if (b.is(i, WordClass::abbreviation) && !b.is(i, WordClass::abbreviation_either)) return false;
  if (word > next && b.is(next, TokenKind::quote_open)) return true;
  return b.is(word, WordClass::sentence_opener);
}

/// "1. First", "Q. What": a list marker at the block's start ends nothing.
bool list_marker(const View& b, std::uint32_t i) {
  return i == b.first + 1 && b.at(i).is(TokenKind::period) && b.is(b.first, TokenKind::number);
}

bool wide_final(const View& b, std::uint32_t i) {
  return static_cast<unsigned char>(b.text[b.at(i).start]) >= 0xE3;
}

/// Does the final mark at `i`, closed before `end`, end its sentence?
bool final_ends(const View& b, std::uint32_t i, std::uint32_t end) {
  if (end >= b.last || wide_final(b, i)) return true;
  if (list_marker(b, i)) return false;
  const std::uint32_t word = next_word(b, end);
  if (word >= b.last) return true;
  if (b.close_by(end))  // no blank: "said.But"
    return b.is(i, TokenKind::period) && b.is(word, TokenKind::word) && starts_upper(b, word) &&
           i > b.first && b.is(i - 1, TokenKind::word) && b.at(i - 1).length > 2;
  if (starts_upper(b, word) || caseless(b, word)) return true;
  if (b.is(i, TokenKind::ellipsis) || b.at(word).is(TokenKind::word)) return false;
  return !b.is(word, TokenKind::comma) && !b.is(word, TokenKind::dash) && !b.is(word, TokenKind::symbol);
}

/// Ends the sentence at the last token before `end`, and starts the next one.
void end_before(Tokens& tokens, std::uint32_t end, std::uint32_t last) {
  tokens.tokens[end - 1].flags |= token_flag::sentence_end;
  if (end < last) tokens.tokens[end].flags |= token_flag::sentence_start;
}

}  // namespace

void mark_sentences(std::string_view text, Tokens& tokens, std::uint32_t first, std::uint32_t last,
                    std::span<const std::uint32_t> stops, const Rules& rules, bool hard_lines) {
  if (first == last) return;
  const View view{text, tokens.tokens, first, last, rules};
  tokens.tokens[first].flags |= token_flag::sentence_start;
  tokens.tokens[last - 1].flags |= token_flag::sentence_end;
  std::uint32_t done = first;
  for (std::uint32_t stop : stops) {
    if (stop < done) continue;  // closed together with the one before
    const std::uint32_t end = closing_end(view, stop);
    const bool ends =
        is_final(tokens.tokens[stop].kind) ? final_ends(view, stop, end) : abbreviation_ends(view, stop, end);
    if (!ends) continue;
    end_before(tokens, end, last);
    done = end;
  }
  if (!hard_lines) return;
  for (std::uint32_t i = first + 1; i < last; ++i)
    if (tokens.tokens[i].has(token_flag::line_start)) end_before(tokens, i, last);
}

}  // namespace nutgraf
