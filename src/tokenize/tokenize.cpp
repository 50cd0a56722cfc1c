// tokenize/: block by block, characters → tokens → quotation pairs → sentences.
#include "rules/rules.hpp"
#include "tokenize/quotes.hpp"
#include "tokenize/scan.hpp"
#include "tokenize/sentences.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

Tokens tokenize(const Page& page, const Rules& rules) {
  Tokens out;
  out.first.reserve(page.blocks.size() + 1);
  out.quotes.reserve(page.text.size() / 256 + 8);
  Scanner scanner(page.text, rules, out);
  QuotePairer pairer(page.text, out);
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const auto first = scanner.count();
    out.first.push_back(first);
    scanner.block(block.span);
    const auto last = scanner.count();
    if (!scanner.marks.empty()) {
      const std::string_view next =
          i + 1 < page.blocks.size() ? page.slice(page.blocks[i + 1].span) : std::string_view();
      pairer.block(i, first, last, scanner.marks.view(), next);
    }
    mark_sentences(page.text, out, first, last, scanner.stops.view(), rules,
                   !block.layout.hard_wrapped && block.layout.lines > 1);
  }
  scanner.finish();
  out.first.push_back(static_cast<std::uint32_t>(out.tokens.size()));
  return out;
}

}  // namespace nutgraf
