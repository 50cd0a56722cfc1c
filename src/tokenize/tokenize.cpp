#include "tokenize/tokens.hpp"

#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {

Tokens tokenize(const Page& page, const Rules& rules) {
  Tokens out;
  for (const PageBlock& block : page.blocks) {
    out.first.push_back(static_cast<std::uint32_t>(out.tokens.size()));
    std::uint32_t at = block.span.start;
    while (at < block.span.end) {
      while (at < block.span.end && page.text[at] == ' ') ++at;
      std::uint32_t start = at;
      while (at < block.span.end && page.text[at] != ' ') ++at;
      if (start == at) continue;
      Token token;
      token.start = start;
      token.length = static_cast<std::uint16_t>(at - start);
      token.kind = TokenKind::word;
      token.lex = rules.lexicon.find(to_lower(page.slice({start, at})));
      out.tokens.push_back(token);
    }
  }
  out.first.push_back(static_cast<std::uint32_t>(out.tokens.size()));
  return out;
}

}  // namespace nutgraf
