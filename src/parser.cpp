// The straight line: bytes → Text → Page → Tokens → Segments → Attributions → Article.
#include "nutgraf/parser.hpp"

#include "assemble/assemble.hpp"
#include "attribute/attributions.hpp"
#include "base/sha256.hpp"
#include "decode/text.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "segment/segments.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {
namespace {

/// Smaller strings are worth more for the next input than for the memory that they take.
constexpr std::size_t worth_freeing = 1 << 20;

/// `owner`, if there is one, holds `bytes`, and may lose them.
Result<Explanation> run(std::string_view bytes, const ParseOptions& options, const Rules& rules,
                        bool keep_votes, std::string* owner = nullptr) {
  if (options.hash && !has_sha256())
    return Error{
        "no-sha256", "open", "this build has no SHA-256; build it with the library nettle (nettle-dev)", {}};
  auto text = decode(bytes, options);
  if (!text) return text.error();
  const std::size_t size = bytes.size();
  std::string hash = options.hash ? sha256(bytes) : std::string();
  if (owner && bytes.size() > worth_freeing) std::string().swap(*owner);
  Page page = text.value().format == Format::html ? read_html(std::move(text).value(), rules)
                                                  : read_text(std::move(text).value());
  Segments segments;
  Attributions attributions;
  {  // the tokens of a long text are large: gone before the article is put together
    const Tokens tokens = tokenize(page, rules);
    segments = segment(page, tokens, rules, keep_votes);
    attributions = attribute(page, tokens, segments, rules, keep_votes);
  }
  Explanation explanation;
  explanation.votes = std::move(segments.votes);
  explanation.reasons = std::move(attributions.reasons);
  explanation.article =
      assemble(std::move(page), std::move(segments), std::move(attributions), options, rules);
  explanation.article.input_bytes = size;
  explanation.article.sha256 = std::move(hash);
  return explanation;
}

}  // namespace

Result<Parser> Parser::create(const std::string& rules_dir) {
  auto rules = load_rules(rules_dir);
  if (!rules) return rules.error();
  return Parser(rules.value());
}

Result<Article> Parser::parse(std::string_view bytes, const ParseOptions& options) const {
  auto explanation = run(bytes, options, *rules_, false);
  if (!explanation) return explanation.error();
  return std::move(std::move(explanation).value().article);
}

Result<Article> Parser::parse_freeing(std::string& bytes, const ParseOptions& options) const {
  auto explanation = run(bytes, options, *rules_, false, &bytes);
  if (!explanation) return explanation.error();
  return std::move(std::move(explanation).value().article);
}

Result<Explanation> Parser::explain(std::string_view bytes, const ParseOptions& options) const {
  return run(bytes, options, *rules_, true);
}

}  // namespace nutgraf
