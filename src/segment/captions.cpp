// Captions and the credits of their pictures.
#include <algorithm>

#include "read/hints.hpp"
#include "segment/fields.hpp"
#include "segment/signs.hpp"

namespace nutgraf {
namespace {

bool is_agency(const Context& ctx, const Token& token) {
  return token.is(TokenKind::word) && token.has(token_flag::capital) &&
         ctx.rules.is(token, WordClass::agency);
}

bool agency_in(const Context& ctx, std::uint32_t first, std::uint32_t last) {
  while (first < last && !is_agency(ctx, ctx.tokens.tokens[first])) ++first;
  return first < last;
}

/// Tokens [first, last) of a block that look like the words of a credit: an agency, a slash between names,
/// "via", "courtesy", "handout", "file".
bool credit_words(const Context& ctx, std::uint32_t first, std::uint32_t last) {
  bool agency = false, slash = false, word = false, sentence = false;
  int words = 0, capitals = 0;
  for (std::uint32_t at = first; at < last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::slash)) slash = true;
    if (token.is(TokenKind::question) || token.is(TokenKind::exclamation)) sentence = true;
    if (!token.is(TokenKind::word)) continue;
    ++words;
    capitals += token.has(token_flag::capital) ? 1 : 0;
    agency |= is_agency(ctx, token);
    word |= ctx.rules.is(token, WordClass::credit_word);
  }
  return !sentence && words > 0 && words <= 14 && (agency || word || (slash && capitals * 2 > words));
}

/// The credit in brackets that ends the block, as a token range; empty if there is none.
BlockRange bracket_credit(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  std::uint32_t last = f.last;
  while (last > f.first && ctx.tokens.tokens[last - 1].is(TokenKind::period)) --last;
  if (last <= f.first + 2 || !ctx.tokens.tokens[last - 1].is(TokenKind::paren_close)) return {};
  std::uint32_t open = last - 1;
  while (open > f.first && !ctx.tokens.tokens[open].is(TokenKind::paren_open)) --open;
  if (!ctx.tokens.tokens[open].is(TokenKind::paren_open) || last - open > 24) return {};
  return credit_words(ctx, open + 1, last - 1) ? BlockRange{open + 1, last - 1} : BlockRange{};
}

/// "… at the bridge. Photo: Mia Stone": the credit at the end of a line, after its own label.
BlockRange label_credit(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (!(f.traits & word_trait::credit_label)) return {};
  for (std::uint32_t at = std::max(f.first, f.last > 16 ? f.last - 16 : 0); at + 2 < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word) || !ctx.rules.is(token, WordClass::credit_label)) continue;
    const Token& next = ctx.tokens.tokens[at + 1];
    bool by = ctx.rules.is(next, WordClass::byline_by) && !next.has(token_flag::capital);
    if (!token.has(token_flag::capital)) {  // "Gazette photo by Jean Tully"
      bool named = at > f.first && ctx.tokens.tokens[at - 1].has(token_flag::capital) && at + 3 < f.last &&
                   ctx.tokens.tokens[at + 2].has(token_flag::capital) &&
                   ctx.tokens.tokens[at + 3].has(token_flag::capital) && f.last - at <= 6;
      if (by && named && !f.ends_sentence()) return {at - 1, f.last};
      continue;
    }
    bool label = next.is(TokenKind::colon) || by;
    if (label && f.last - at <= 16) return {at, f.last};
  }
  return {};
}

/// "Mia Stone / LP", "LW PHOTO/MIA STONE": tokens [first, last) are a name and an agency, or its label.
bool name_and_agency(const Context& ctx, std::uint32_t first, std::uint32_t last) {
  bool agency = false, label = false, shouted = true;
  std::uint32_t slash = last;
  for (std::uint32_t at = first; at < last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (slash == last && (token.is(TokenKind::slash) || token.is(TokenKind::bar))) slash = at;
    agency |= is_agency(ctx, token);
    if (!token.is(TokenKind::word)) continue;
    label |= ctx.rules.is(token, WordClass::credit_label);
    shouted &= token.has(token_flag::all_caps);
  }
  if (slash == last || slash == first) return false;
  if (agency || (label && shouted)) return true;
  std::string_view name =
      ctx.page.slice({ctx.tokens.tokens[first].start, ctx.tokens.tokens[slash - 1].end()});
  NameVerdict verdict = judge_name(name, ctx.rules);
  return verdict.kind == NameKind::person && verdict.confidence >= 0.5f;
}

bool slash_credit(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words < 2 || f.words > 9 || f.capitals + f.all_caps < f.words - 1 || f.ends_sentence() ||
      f.numbers > 1)
    return false;
  if (name_and_agency(ctx, f.first, f.last)) return true;
  return f.words <= 3 && ctx.rules.is(ctx.tokens.tokens[f.last - 1], WordClass::credit_word) &&
         agency_in(ctx, f.first, f.last);
}

bool is_copyright_sign(const Context& ctx, std::uint32_t at) {
  const Token& token = ctx.tokens.tokens[at];
  return token.is(TokenKind::symbol) && ctx.page.slice({token.start, token.end()}) == "©";
}

/// "© Mia Stone": a person, where a notice has a year or a company.
bool copyright_credit(const Context& ctx, std::uint32_t first, std::uint32_t last) {
  if (last < first + 3 || last > first + 5 || !is_copyright_sign(ctx, first)) return false;
  NameVerdict verdict = judge_name(
      ctx.page.slice({ctx.tokens.tokens[first + 1].start, ctx.tokens.tokens[last - 1].end()}), ctx.rules);
  return verdict.kind == NameKind::person && verdict.confidence >= 0.5f;
}

/// Where the words after the last full stop, bar or © of a line begin, if they are few; else past the end.
std::uint32_t tail_start(const Context& ctx, const BlockFacts& f) {
  constexpr std::uint32_t longest = 10, least_before = 4;  // tokens
  const std::uint32_t floor = std::max(f.first + least_before, f.last > longest ? f.last - longest : 0);
  for (std::uint32_t at = f.last - 1; at >= floor; --at) {
    const Token& before = ctx.tokens.tokens[at - 1];
    if (before.has(token_flag::sentence_end) || before.is(TokenKind::bar) || is_copyright_sign(ctx, at))
      return at;
  }
  return f.last;
}

/// "… above Lowmark. Mia Stone/LP": a credit without a label of its own at the end of a line.
BlockRange tail_credit(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words > 60 || f.ends_sentence() || f.last < f.first + 6) return {};
  const std::uint32_t start = tail_start(ctx, f);
  for (std::uint32_t at = start; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    bool small = token.is(TokenKind::word) && !token.has(token_flag::capital);
    if (token.is(TokenKind::number) || (small && !ctx.rules.is(token, WordClass::credit_word))) return {};
  }
  bool credit =
      start < f.last && (name_and_agency(ctx, start, f.last) || copyright_credit(ctx, start, f.last));
  return credit ? BlockRange{start, f.last} : BlockRange{};
}

bool position_words(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words > 60 || f.words < 4 || !f.brackets) return false;
  for (std::uint32_t at = f.first; at + 2 < f.last; ++at) {
    if (!ctx.tokens.tokens[at].is(TokenKind::paren_open) ||
        !ctx.tokens.tokens[at + 2].is(TokenKind::paren_close))
      continue;
    std::string_view word =
        ctx.page.slice({ctx.tokens.tokens[at + 1].start, ctx.tokens.tokens[at + 1].end()});
    if (word == "L" || word == "R" || word == "C" || word == "left" || word == "right" || word == "center" ||
        word == "centre" || word == "pictured")
      return true;
  }
  return false;
}

/// "Leon Marsh, left, and June Abbott …", "The bridge, pictured in 2019": what no sentence of a story says.
bool position_between_commas(const Context& ctx, std::size_t block) {
  enum : std::uint16_t { beside = 1, pointed_at = 2, dated = 3 };  // values of WordClass::position
  const BlockFacts& f = ctx.facts[block];
  if (!(f.traits & word_trait::position) || f.words > 40 || f.words < 4 || f.commas == 0) return false;
  auto word = [&](std::uint32_t at) {
    return ctx.page.slice({ctx.tokens.tokens[at].start, ctx.tokens.tokens[at].end()});
  };
  const Token* const tokens = ctx.tokens.tokens.data();
  const std::uint16_t* traits = ctx.rules.lexicon.traits();
  for (std::uint32_t at = f.first + 1; at + 2 < f.last; ++at) {
    const Token& place = tokens[at];
    if (!(traits[place.lex] & word_trait::position) || !tokens[at - 1].is(TokenKind::comma)) continue;
    if (word(at) != ctx.rules.lexicon.word(place.lex)) continue;  // "Left", "left’s"
    const std::string_view next = word(at + 1), after = word(at + 2);
    const std::uint16_t kind = ctx.rules.info(place).value;
    if (kind == beside && next == "," && (after == "and" || after == "with")) return true;
    if (kind >= pointed_at && (next == "here" || next == "above")) return true;
    if (kind == dated && (next == "in" || next == "on")) return true;
  }
  return false;
}

}  // namespace

bool by_names_someone(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  for (std::uint32_t at = f.first; at + 1 < f.last && at < f.first + 5; ++at) {
    const Token &by = ctx.tokens.tokens[at], &next = ctx.tokens.tokens[at + 1];
    if (by.is(TokenKind::word) && ctx.rules.is(by, WordClass::byline_by) && next.is(TokenKind::word))
      return next.has(token_flag::capital) || f.words <= 5 || f.opens == TokenKind::paren_open;
  }
  return true;
}

namespace {

void vote_credit(Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (copyright_credit(ctx, f.first, f.last))
    ctx.votes.cast(block, Role::credit, 8, "credit-copyright-of-a-person");
  else if (f.leads_with(PhraseClass::credit) && f.words <= 16 && by_names_someone(ctx, block))
    ctx.votes.cast(block, Role::credit, 6, "credit-label");
  else if (slash_credit(ctx, block))
    ctx.votes.cast(block, Role::credit,
                   agency_in(ctx, f.first, f.last) || f.all_caps == f.words ? 6.0f : 5.5f,
                   "credit-name-and-agency");
  else if (BlockRange credit = bracket_credit(ctx, block); !credit.empty()) {
    bool alone = f.words <= 8 && credit.first <= f.first + 1;
    ctx.votes.cast(block, alone ? Role::credit : Role::caption,
                   alone || agency_in(ctx, credit.first, credit.last) ? 6.0f : 5.0f,
                   "caption-credit-in-brackets");
  } else if (BlockRange label = label_credit(ctx, block); !label.empty() && f.words <= 60)
    ctx.votes.cast(block, label.first == f.first ? Role::credit : Role::caption,
                   label.first == f.first && f.words > 12 ? 1.0f : 6.0f, "caption-credit-at-end");
  else if (!tail_credit(ctx, block).empty())
    ctx.votes.cast(block, Role::caption, 6, "caption-name-at-end");
}

/// "Leon Marsh (left) …", "From left: …": what says where in a picture something is.
void vote_caption(Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.leads_with(PhraseClass::caption) && f.words <= 80)
    ctx.votes.cast(block, Role::caption, 4, "caption-phrase");
  else if (position_words(ctx, block))
    ctx.votes.cast(block, Role::caption, 4.5f, "caption-position");
  else if (position_between_commas(ctx, block))
    ctx.votes.cast(block, Role::caption, 7, "caption-position-between-commas");
}

}  // namespace

void vote_captions(Context& ctx) {
  auto vote = [&](std::size_t block) {
    if (ctx.facts[block].words == 0) return;
    const bool element = ctx.layout(block).form == BlockForm::caption;
    if (ctx.has_sign(sign::picture, block))
      ctx.votes.cast(block, Role::caption, element ? 4.0f : 3.0f,
                     element ? "caption-element" : "caption-class");
    if (ctx.has_sign(sign::credited, block)) vote_credit(ctx, block);
    if (ctx.has_sign(sign::placed, block)) vote_caption(ctx, block);
  };
  for_each_with(ctx, sign::picture | sign::credited | sign::placed, vote);
}

void place_captions(Context& ctx) {
  if (!ctx.votes.any(Role::credit)) return;
  for (std::size_t block = 1; block < ctx.size(); ++block) {
    if (ctx.votes.sum(block, Role::credit) < 3.5f || ctx.votes.sum(block, Role::caption) > 2) continue;
    std::size_t above = block - 1;
    const BlockFacts& f = ctx.facts[above];
    bool taken = ctx.votes.sum(above, Role::headline) + ctx.votes.sum(above, Role::byline) +
                     ctx.votes.sum(above, Role::date_line) + ctx.votes.sum(above, Role::deck) +
                     ctx.votes.sum(above, Role::credit) >
                 3;
    if (taken || f.words < 3 || f.words > 60 || ctx.votes.sum(above, Role::caption) > 3) continue;
    if (!f.ends_sentence()) {
      ctx.votes.cast(above, Role::caption, 7, "caption-above-credit");
      ctx.votes.cast(block, Role::credit, 4, "credit-under-caption");
    } else if (f.words <= 40 && f.sentences <= 2 && ctx.story[above] < 2)
      ctx.votes.cast(above, Role::caption, 4, "caption-above-credit");
  }
}

void read_caption(Context& ctx, std::uint32_t block) {
  Caption caption;
  caption.span = ctx.page.blocks[block].span;
  BlockRange inside = bracket_credit(ctx, block);
  if (inside.empty()) inside = label_credit(ctx, block);
  if (inside.empty()) inside = tail_credit(ctx, block);
  if (!inside.empty())
    caption.credit = Span{ctx.tokens.tokens[inside.first].start, ctx.tokens.tokens[inside.last - 1].end()};
  else if (block + 1 < ctx.size() && ctx.out.decisions[block + 1].role == Role::credit)
    caption.credit = ctx.page.blocks[block + 1].span;
  ctx.out.captions.push_back(caption);
}

}  // namespace nutgraf
