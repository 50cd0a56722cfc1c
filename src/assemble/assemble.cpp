#include "assemble/assemble.hpp"

#include "assemble/metadata.hpp"

namespace nutgraf {

Article assemble(Page page, Segments segments, Attributions attributions, const ParseOptions& options,
                 const Rules& rules) {
  Article article;
  article.format = page.format;
  article.name = options.name;
  article.id = options.id;
  article.charset = std::move(page.charset);
  article.bytes = std::move(page.bytes);
  article.warnings = std::move(page.warnings);
  article.blocks.reserve(page.blocks.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Decision& decision = segments.decisions[i];
    article.blocks.push_back({decision.role, decision.boilerplate, page.blocks[i].span, page.blocks[i].html,
                              decision.rule, decision.confidence});
  }
  article.headline = segments.headline;
  weigh_metadata(page, segments, options, rules, article);
  article.text = std::move(page.text);
  article.kicker = segments.kicker;
  article.deck = segments.deck;
  article.byline = std::move(segments.byline);
  article.dateline = std::move(segments.dateline);
  article.captions = std::move(segments.captions);
  article.contributors = std::move(segments.contributors);
  article.corrections = std::move(segments.corrections);
  article.notes = std::move(segments.notes);
  article.quotes = std::move(attributions.quotes);
  article.attributions = std::move(attributions.attributions);
  article.spans = std::move(attributions.spans);
  article.statements = std::move(attributions.statements);
  article.sources = std::move(attributions.sources);
  return article;
}

}  // namespace nutgraf
