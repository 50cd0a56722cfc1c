// The kind of a block that is not story, by its phrases.
#include "segment/context.hpp"

namespace nutgraf {
namespace {

struct KindRule {
  PhraseClass phrase;
  BoilerplateKind kind;
  std::string_view rule;
};

constexpr KindRule kind_rules[] = {
    {PhraseClass::promotion, BoilerplateKind::promotion, "promotion-phrase"},
    {PhraseClass::newsletter, BoilerplateKind::newsletter, "newsletter-phrase"},
    {PhraseClass::related, BoilerplateKind::related, "related-phrase"},
    {PhraseClass::share, BoilerplateKind::share, "share-phrase"},
    {PhraseClass::navigation, BoilerplateKind::navigation, "navigation-phrase"},
    {PhraseClass::advertisement, BoilerplateKind::advertisement, "advertisement-phrase"},
    {PhraseClass::copyright, BoilerplateKind::copyright, "copyright-phrase"},
    {PhraseClass::cookie, BoilerplateKind::cookie, "cookie-phrase"},
    {PhraseClass::comments, BoilerplateKind::comments, "comments-phrase"},
    {PhraseClass::author_bio, BoilerplateKind::author_bio, "author-bio-phrase"},
};

}  // namespace

void vote_boilerplate(Context& ctx) {
  for (std::size_t block = 0; block < ctx.size(); ++block)
    for (const KindRule& rule : kind_rules)
      if (ctx.facts[block].has(rule.phrase))
        ctx.votes.cast(block, Role::boilerplate, 1, rule.rule, rule.kind);
}

}  // namespace nutgraf
