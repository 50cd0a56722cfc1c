// The kind of a block that is not story: by its phrases, the header it stands under, the page's class words,
// its form.
#include <algorithm>
#include <array>

#include "read/hints.hpp"
#include "segment/signs.hpp"

namespace nutgraf {
namespace {

using Kind = BoilerplateKind;

struct PhraseRule {
  PhraseClass phrase;
  Kind kind;
  std::string_view rule;   ///< the phrase is the block's own
  std::string_view under;  ///< the phrase heads the lines above it; empty: it heads nothing
};

constexpr PhraseRule phrase_rules[] = {
    {PhraseClass::comments, Kind::comments, "comments-phrase", "under-comments"},
    {PhraseClass::newsletter, Kind::newsletter, "newsletter-phrase", "under-newsletter"},
    {PhraseClass::cookie, Kind::cookie, "cookie-phrase", ""},
    {PhraseClass::copyright, Kind::copyright, "copyright-phrase", ""},
    {PhraseClass::advertisement, Kind::advertisement, "advertisement-phrase", ""},
    {PhraseClass::author_bio, Kind::author_bio, "author-bio-phrase", "under-author-bio"},
    {PhraseClass::related, Kind::related, "related-phrase", "under-related"},
    {PhraseClass::share, Kind::share, "share-phrase", ""},
    {PhraseClass::promotion, Kind::promotion, "promotion-phrase", "under-promotion"},
    {PhraseClass::contents, Kind::navigation, "contents-phrase", "under-contents"},
    {PhraseClass::navigation, Kind::navigation, "navigation-phrase", ""},
    {PhraseClass::player, Kind::other, "player-phrase", ""},
    {PhraseClass::references, Kind::other, "references-phrase", "under-references"},
};
constexpr std::size_t no_rule = std::size(phrase_rules);

struct HintRule {
  std::uint64_t hints;
  Kind kind;
  std::string_view rule;
};
constexpr HintRule hint_rules[] = {
    {hint_bits(Hint::comment), Kind::comments, "comments-class"},
    {hint_bits(Hint::cookie), Kind::cookie, "cookie-class"},
    {hint_bits(Hint::newsletter), Kind::newsletter, "newsletter-class"},
    {hint_bits(Hint::advert), Kind::advertisement, "advertisement-class"},
    {hint_bits(Hint::share), Kind::share, "share-class"},
    {hint_bits(Hint::bio), Kind::author_bio, "author-bio-class"},
    {hint_bits(Hint::related, Hint::popular, Hint::readmore), Kind::related, "related-class"},
    {hint_bits(Hint::nav, Hint::menu, Hint::breadcrumb, Hint::pagination, Hint::toc, Hint::tag, Hint::search),
     Kind::navigation, "navigation-class"},
    {hint_bits(Hint::copyright), Kind::copyright, "copyright-class"},
    {hint_bits(Hint::promo, Hint::subscribe, Hint::paywall), Kind::promotion, "promotion-class"},
};

/// How much a vote for a kind weighs: enough to rank kinds, too little to turn story into boilerplate.
constexpr float by_section = 0.06f, by_phrase = 0.05f, by_hint = 0.04f, by_header = 0.03f, by_form = 0.01f;

/// More than all body rules together may give.
constexpr float sure = 7;

/// The rule for a block's own phrase: one that begins it counts before one inside it.
std::size_t own_phrase(const BlockFacts& facts) {
  constexpr std::uint64_t ruled = [] {
    std::uint64_t bits = 0;
    for (const PhraseRule& rule : phrase_rules)
      bits |= std::uint64_t{1} << static_cast<unsigned>(rule.phrase);
    return bits;
  }();
  static_assert(ruled == boilerplate_phrases);
  if (!(facts.phrases & ruled)) return no_rule;
  for (std::size_t i = 0; i < no_rule; ++i)
    if (facts.leads_with(phrase_rules[i].phrase)) return i;
  for (std::size_t i = 0; i < no_rule; ++i)
    if (facts.has(phrase_rules[i].phrase)) return i;
  return no_rule;
}

/// "Copyright 2026 …", "© Lowmark Wire", "(c) 2026 …"
bool is_copyright_notice(const Context& ctx, std::size_t block) {
  if (!ctx.has_sign(sign::copyright, block)) return false;
  const BlockFacts& facts = ctx.facts[block];
  if (facts.last - facts.first < 2) return false;
  const Token &first = ctx.tokens.tokens[facts.first], &second = ctx.tokens.tokens[facts.first + 1];
  std::string_view text = ctx.page.slice({first.start, first.end()});
  if (text == "©") return true;
  return (text == "Copyright" || text == "COPYRIGHT") && !second.is(TokenKind::word) &&
         !second.is(TokenKind::comma);
}

/// "Advertisement", "195 Shares": a line of the page between two paragraphs.
bool is_interruption(const BlockFacts& facts) {
  return facts.leads_with(PhraseClass::interruption) && facts.words <= 14 &&
         facts.closes != TokenKind::period;
}

/// What the lines below a short header are about.
class Header {
 public:
  /// Takes note of a block; `rule` is its own phrase.
  void meet(const Context& ctx, std::size_t block, std::size_t rule) {
    const BlockFacts& facts = ctx.facts[block];
    ++distance_;
    if (ctx.story[block] > 0 || is_copyright_notice(ctx, block)) rule_ = no_rule;
    if (rule == no_rule || facts.words > 8 || !facts.leads_with(phrase_rules[rule].phrase)) return;
    if (phrase_rules[rule].kind == Kind::copyright || phrase_rules[rule].kind == Kind::cookie)
      rule_ = no_rule;
    if (phrase_rules[rule].under.empty()) return;
    bool in_comments = rule_ != no_rule && phrase_rules[rule_].kind == Kind::comments;
    if (in_comments && phrase_rules[rule].kind != Kind::related &&
        phrase_rules[rule].kind != Kind::newsletter)
      return;
    rule_ = rule;
    distance_ = 0;
  }
  /// Takes note of a block of the story that has no phrase.
  void end() { rule_ = no_rule; }
  /// The rule of the header that the block stands under. Comments run on, other sections end after some
  /// lines.
  std::size_t rule() const {
    if (rule_ == no_rule) return no_rule;
    return phrase_rules[rule_].kind == Kind::comments || distance_ <= 24 ? rule_ : no_rule;
  }

 private:
  std::size_t rule_ = no_rule;
  std::size_t distance_ = 0;
};

void vote_hints(Context& ctx, std::size_t block) {
  const Layout& layout = ctx.layout(block);
  for (const HintRule& rule : hint_rules)
    if (layout.hints & rule.hints)
      return ctx.votes.cast(block, Role::boilerplate, by_hint, rule.rule, rule.kind);
  if (layout.regions & (region::nav | region::header | region::footer))
    ctx.votes.cast(block, Role::boilerplate, by_hint, "navigation-region", Kind::navigation);
}

bool short_line(const BlockFacts& facts) {
  return facts.words <= 5 && !facts.ends_sentence();
}

/// A line like a headline: five to twenty words without a full stop.
bool headline_like(const BlockFacts& facts) {
  return facts.words >= 5 && facts.words <= 20 && facts.closes != TokenKind::period && !facts.lower_start;
}

void vote_form(Context& ctx, std::size_t block) {
  const BlockFacts& facts = ctx.facts[block];
  bool among = (block > 0 && short_line(ctx.facts[block - 1])) ||
               (block + 1 < ctx.size() && short_line(ctx.facts[block + 1]));
  if (short_line(facts) && among)
    ctx.votes.cast(block, Role::boilerplate, by_form, "run-of-short-lines", Kind::navigation);
  else if (headline_like(facts) && facts.words > facts.numbers)
    ctx.votes.cast(block, Role::boilerplate, by_form, "line-like-a-headline", Kind::related);
}

void vote_kind(Context& ctx, std::size_t block, std::size_t own, std::size_t header) {
  if (own != no_rule)
    ctx.votes.cast(block, Role::boilerplate, by_phrase, phrase_rules[own].rule, phrase_rules[own].kind);
  if (header != no_rule) {
    float weight = phrase_rules[header].kind == Kind::comments ? by_section : by_header;
    ctx.votes.cast(block, Role::boilerplate, weight, phrase_rules[header].under, phrase_rules[header].kind);
  }
  if (is_copyright_notice(ctx, block))
    ctx.votes.cast(block, Role::boilerplate, by_section, "copyright-notice", Kind::copyright);
  if (ctx.is_html()) vote_hints(ctx, block);
  vote_form(ctx, block);
}

/// A colon among the first `most` tokens, not the first one.
bool has_colon(const Context& ctx, const BlockFacts& facts, std::uint32_t most) {
  const std::uint32_t end = std::min(facts.last, facts.first + most);
  for (std::uint32_t at = facts.first + 1; at < end; ++at)
    if (ctx.tokens.tokens[at].is(TokenKind::colon)) return true;
  return false;
}

/// "Related: Ferry returns to Eastport", "Tags: floods, Lowmark"
bool is_labelled_link(const Context& ctx, const BlockFacts& facts) {
  bool label = facts.leads_with(PhraseClass::related) || facts.leads_with(PhraseClass::navigation);
  if (!label || facts.words > 24 || facts.sentences > 0) return false;
  return has_colon(ctx, facts, 6);
}

/// "WATCH: THE MOMENT THE BRIDGE FELL"
bool is_shouted_promotion(const Context& ctx, const BlockFacts& facts) {
  const Token& label = ctx.tokens.tokens[facts.first];
  return facts.words >= 4 && facts.words <= 24 && facts.all_caps + facts.numbers >= facts.words &&
         ctx.rules.is(label, WordClass::not_place) && !ctx.rules.is(label, WordClass::credit_label) &&
         has_colon(ctx, facts, 3);
}

/// "Reach Ana Ruiz at aruiz@courier.example"
bool is_bio_with_address(const BlockFacts& facts) {
  return facts.has(PhraseClass::author_bio) && facts.links > 0 && facts.words <= 50;
}

/// What is boilerplate by itself, wherever it stands.
void vote_by_itself(Context& ctx, std::size_t block, std::size_t own) {
  const BlockFacts& facts = ctx.facts[block];
  const bool copyright = is_copyright_notice(ctx, block);
  if (!copyright && !ctx.has_sign(sign::stands_out, block)) return;
  const Kind kind = own == no_rule ? Kind::other : phrase_rules[own].kind;
  if (copyright)
    ctx.votes.cast(block, Role::boilerplate, sure, "copyright-notice", Kind::copyright);
  else if (facts.words == 0 && ctx.layout(block).form == BlockForm::paragraph)
    ctx.votes.cast(block, Role::boilerplate, sure, "no-words", Kind::other);
  else if (ctx.layout(block).form == BlockForm::button && facts.words <= 4 && !facts.ends_sentence())
    ctx.votes.cast(block, Role::boilerplate, sure, "short-button", kind);
  else if (is_bio_with_address(facts))
    ctx.votes.cast(block, Role::boilerplate, sure, "author-bio-with-address", Kind::author_bio);
  else if (is_interruption(facts))
    ctx.votes.cast(block, Role::boilerplate, sure, "interruption", kind);
  else if (is_shouted_promotion(ctx, facts))
    ctx.votes.cast(block, Role::boilerplate, sure, "shouted-promotion", Kind::related);
  else if (facts.leads_with(PhraseClass::cookie) && facts.words >= 4 && facts.words <= 80)
    ctx.votes.cast(block, Role::boilerplate, sure, "cookie-notice", Kind::cookie);
  else if (is_labelled_link(ctx, facts))
    ctx.votes.cast(block, Role::boilerplate, sure, "label-and-link", kind);
}

}  // namespace

void vote_boilerplate(Context& ctx) {
  Header header;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const bool story = ctx.story[block] > 0;
    if (story & !ctx.has_sign(sign::copyright | sign::stands_out | sign::called, block)) {
      header.end();
      continue;
    }
    std::size_t own = own_phrase(ctx.facts[block]);
    header.meet(ctx, block, own);
    if (story)
      vote_by_itself(ctx, block, own);
    else
      vote_kind(ctx, block, own, header.rule());
  }
}

}  // namespace nutgraf
