// Tokens lie in their block, in order, without overlap, and cut no code point; pairs of marks are well
// formed.
#include "base/utf8.hpp"
#include "check.hpp"
#include "decode/text.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "tokenize/tokens.hpp"

namespace {

using namespace nutgraf;

void check_block(const Page& page, const Tokens& tokens, std::size_t block) {
  Span span = page.blocks[block].span;
  std::uint32_t at = span.start;
  for (std::uint32_t i = tokens.first[block]; i < tokens.first[block + 1]; ++i) {
    const Token& token = tokens.tokens[i];
    PROMISE(token.length > 0 && token.start >= at && token.end() <= span.end);
    PROMISE(!is_continuation(page.text[token.start]));
    PROMISE(token.end() == page.text.size() || !is_continuation(page.text[token.end()]));
    at = token.end();
  }
}

void check_quotes(const Tokens& tokens) {
  std::uint32_t before = 0;
  for (const QuotePair& pair : tokens.quotes) {
    PROMISE(pair.open >= before && pair.open < pair.close);
    PROMISE(pair.block + 1 < tokens.first.size());
    PROMISE(pair.open >= tokens.first[pair.block] && pair.close <= tokens.first[pair.block + 1]);
    PROMISE(!pair.closed || pair.close < tokens.first[pair.block + 1]);
    before = pair.open;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto rules = load_rules({}).value();
  ParseOptions options;
  options.from = InputFormat::text;
  auto text = decode(as_bytes(data, size), options);
  if (!text) return 0;
  Page page = read_text(std::move(text).value());
  Tokens tokens = tokenize(page, *rules);
  PROMISE(tokens.first.size() == page.blocks.size() + 1);
  PROMISE(tokens.first.back() == tokens.tokens.size());
  for (std::size_t block = 0; block < page.blocks.size(); ++block) check_block(page, tokens, block);
  check_quotes(tokens);
  return 0;
}
