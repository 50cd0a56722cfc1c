// Tokens as a line of text, so that tests compare strings.
#pragma once
#include <cstring>
#include <memory>
#include <string>

#include "read/page.hpp"
#include "rules/rules.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// A page of the text whose bytes end where the heap buffer ends, so that a sanitizer sees an over-read.
inline Page page_of(std::string_view text) {
  Text decoded;
  decoded.utf8 = std::string(text);
  decoded.utf8.shrink_to_fit();
  return read_text(std::move(decoded));
}

inline const Rules& builtin_rules() {
  static const auto rules = load_rules("").value();
  return *rules;
}

inline Tokens tokens_of(const Page& page) {
  return tokenize(page, builtin_rules());
}

/// One character for each kind of token.
inline char kind_letter(TokenKind kind) {
  return "wn<>?',.q!:;~-/|()*@ueS"[static_cast<int>(kind)];
}

/// "We/w won/w ./." …
inline std::string shown_kinds(std::string_view text) {
  Page page = page_of(text);
  Tokens tokens = tokens_of(page);
  std::string out;
  for (const Token& token : tokens.tokens) {
    if (!out.empty()) out += ' ';
    out += page.text.substr(token.start, token.length);
    out += '/';
    out += kind_letter(token.kind);
  }
  return out;
}

/// The text with ‖ after each sentence.
inline std::string shown_sentences(std::string_view text) {
  Page page = page_of(text);
  Tokens tokens = tokens_of(page);
  std::string out;
  for (const Token& token : tokens.tokens) {
    if (token.has(token_flag::space_before) && !out.empty()) out += ' ';
    out += page.text.substr(token.start, token.length);
    if (token.has(token_flag::sentence_end)) out += "‖";
  }
  return out;
}

/// The pairs as "<words>" in order of opening; level as a number before, `~` if unclosed, `+` if it
/// continues.
inline std::string shown_quotes(std::string_view text) {
  Page page = page_of(text);
  Tokens tokens = tokens_of(page);
  std::string out;
  for (const QuotePair& pair : tokens.quotes) {
    if (!out.empty()) out += ' ';
    if (pair.level > 0) out += std::to_string(pair.level);
    if (pair.continues) out += '+';
    const std::uint32_t from = tokens.tokens[pair.open].end();
    const std::uint32_t to =
        pair.closed ? tokens.tokens[pair.close].start : tokens.tokens[pair.close - 1].end();
    out += '<' + page.text.substr(from, to - from) + '>';
    if (!pair.closed) out += '~';
  }
  return out;
}

}  // namespace nutgraf
