// A line whose first words are no name, by what its tokens tell: most lines that are looked at for a byline.
// Reading their names would find none.
#include <array>
#include <initializer_list>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

/// Word classes as the bits of WordInfo::classes.
struct ClassSet {
  std::array<std::uint64_t, 2> bits{};
  constexpr ClassSet(std::initializer_list<WordClass> classes) {
    for (WordClass c : classes)
      bits[static_cast<unsigned>(c) >> 6] |= 1ull << (static_cast<unsigned>(c) & 63);
  }
  bool holds(const WordInfo& info) const {
    return ((info.classes[0] & bits[0]) | (info.classes[1] & bits[1])) != 0;
  }
};

/// Roles and houses are names of a byline too, and may follow a name without a mark; "by" leads to one.
constexpr ClassSet beside_names{WordClass::byline_by, WordClass::job, WordClass::organization,
                                WordClass::agency};
/// What belongs to a name in lower case, parts names, or follows them.
constexpr ClassSet in_names{WordClass::name_particle, WordClass::name_joiner, WordClass::name_suffix,
                            WordClass::byline_tail,   WordClass::stopword,    WordClass::function_word,
                            WordClass::weekday,       WordClass::month,       WordClass::honorific};

/// A word of the line that may stand beside a name, wherever it is.
bool may_name_otherwise(const Context& ctx, const BlockFacts& f) {
  if ((f.traits & word_trait::lead) && f.has(TokenKind::colon)) return true;  // "Text: Ana Ruiz"
  bool found = false;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    found |= beside_names.holds(ctx.rules.info(token));
    found |= token.has(token_flag::abbreviation);
  }
  return found;
}

/// Of letters from a to z alone, and of no class that stands in or beside names.
bool is_plain_word(const Context& ctx, const Token& token) {
  const std::string_view word = ctx.page.slice({token.start, token.end()});
  if (in_names.holds(ctx.rules.info(token)) || word == "special") return false;  // "special to the Courier"
  bool plain = true;
  for (char c : word) plain &= (c >= 'a') & (c <= 'z');
  return plain;
}

/// The full stop that ends the line, after a word that is no initial: no name ends so.
bool is_full_stop(const Context& ctx, const BlockFacts& f, std::uint32_t at) {
  constexpr std::uint32_t longest_initial = 3;
  const Token& word = ctx.tokens.tokens[at - 1];
  return at + 1 == f.last && ctx.tokens.tokens[at].is(TokenKind::period) && word.length > longest_initial;
}

constexpr ClassSet verbs{WordClass::byline_verb, WordClass::other_verb};

}  // namespace

bool may_be_led(const Context& ctx, const BlockFacts& f) {
  if (!(f.traits & word_trait::lead)) return false;
  if (f.has(TokenKind::colon)) return true;
  bool led = false;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    const WordInfo& info = ctx.rules.info(token);
    led |= verbs.holds(info);  // "Written by the staff"
    if (!info.has(WordClass::byline_by) || at + 1 == f.last) continue;
    const Token& next = ctx.tokens.tokens[at + 1];
    led |= next.has(token_flag::capital);
    led |= ctx.rules.is(next, WordClass::name_particle);
  }
  return led;
}

bool opens_with_no_name(const Context& ctx, const BlockFacts& f) {
  const Token* const tokens = ctx.tokens.tokens.data();
  std::uint32_t at = f.first;
  constexpr std::uint32_t marks = kind_bits(TokenKind::dash, TokenKind::bullet, TokenKind::quote_open);
  while (at < f.last && (marks >> static_cast<unsigned>(tokens[at].kind) & 1)) ++at;
  for (const std::uint32_t first = at; at < f.last; ++at) {
    const Token& token = tokens[at];
    if (at > first && is_full_stop(ctx, f, at)) return !may_name_otherwise(ctx, f);
    if (!token.is(TokenKind::word) || (at > first && !token.has(token_flag::space_before))) return false;
    if (token.has(token_flag::capital)) {
      if (in_names.holds(ctx.rules.info(token))) return false;
    } else {
      return is_plain_word(ctx, token) && !may_name_otherwise(ctx, f);
    }
  }
  return false;
}

}  // namespace nutgraf
