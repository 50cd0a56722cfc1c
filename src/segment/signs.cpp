// The signs of all blocks, in one pass without a branch.
#include "segment/signs.hpp"

#include <algorithm>
#include <bit>

#include "read/hints.hpp"
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

constexpr bool within(std::uint32_t least, std::uint32_t value, std::uint32_t most) {
  return value - least <= most - least;
}

/// A block with what the signs are read from. It has a token.
struct Glance {
  const BlockFacts& f;
  const Layout& layout;
  const Token* tokens;    ///< its own
  std::string_view text;  ///< of the page, a zero after it

  std::uint32_t size() const { return f.last - f.first; }
  bool has_trait(std::uint32_t traits) const { return (f.traits & traits) != 0; }
  bool in_region(std::uint32_t regions) const { return (layout.regions & regions) != 0; }
  /// One byte of a token: its first, or the one after it.
  char byte(const Token& token, std::uint32_t at) const { return text.data()[token.start + at]; }
};

/// A number in a line that is short enough: a date may stand in it.
bool is_dated(const Glance& b) {
  const bool marked = b.in_region(region::time | region::itemprop_date);
  return (marked & (b.f.words <= 20)) |
         ((b.f.numbers > 0) & (b.f.words <= 45) & (b.f.bytes <= longest_date_line));
}

/// It holds a word that leads to names or, if it is no sentence, begins one; or "By" is run together with the
/// next word, or what it begins with is no word.
bool is_signed(const Glance& b) {
  const bool marked = b.in_region(region::author_rel | region::itemprop_author);
  const Token& word = b.tokens[((b.tokens->kind == TokenKind::word) | (b.size() < 2)) ? 0 : 1];
  const bool begins = (b.byte(word, 0) | 32) == 'b', glued = (b.byte(word, 1) == 'y') && begins;
  const std::uint32_t needed = pick(may_be_bare(b.f), word_trait::author, word_trait::lead);
  const bool maybe = glued | (word.kind != TokenKind::word) | b.has_trait(needed);
  return marked | (maybe & within(1, b.f.words, 40) & (b.f.bytes <= longest_byline));
}

/// A phrase or a sign begins it that begins a credit; or it has a credit's label, a bracket at its end, or no
/// end of a sentence.
bool is_credited(const Glance& b) {
  const std::uint32_t last = b.size() - 1, before = std::max(last, 1u) - 1;
  const bool stop =
      (b.tokens[last].kind == TokenKind::period) &
      ((b.tokens[before].kind == TokenKind::paren_close) | (b.tokens[before].kind == TokenKind::period));
  const bool bracket = (b.tokens[last].kind == TokenKind::paren_close) | stop;
  const bool ended = b.f.ends_sentence(), leads = b.f.leads_with(PhraseClass::credit);
  return bracket | !ended | leads | b.has_trait(word_trait::credit_label) | (b.f.opens == TokenKind::symbol);
}

/// A word or a bracket that may say where in a picture something is.
bool is_placed(const Glance& b) {
  const bool beside = b.has_trait(word_trait::position) & (b.f.commas > 0);
  return b.f.leads_with(PhraseClass::caption) | ((b.f.brackets | beside) & (b.f.words >= 4));
}

bool is_picture(const Glance& b) {
  return (b.layout.form == BlockForm::caption) | ((b.layout.own_hints & hint_bit(Hint::caption)) != 0);
}

/// Its first word begins with Q.
bool is_question(const Glance& b) {
  const std::uint32_t at = std::min(label_at(b.f) - b.f.first, b.size() - 1);
  return (b.byte(b.tokens[at], 0) == 'Q') & (b.f.words > 0);
}

bool is_time(const Glance& b) {
  return (b.f.words <= 4) & (b.f.opens == TokenKind::number);
}

bool is_formed(const Glance& b) {
  constexpr std::uint32_t forms = [] {
    std::uint32_t bits = 0;
    for (BlockForm form : {BlockForm::table_row, BlockForm::heading, BlockForm::list_item, BlockForm::quote})
      bits |= 1u << static_cast<unsigned>(form);
    return bits;
  }();
  const bool form = (forms >> static_cast<unsigned>(b.layout.form) & 1) != 0;
  const bool quoted = b.in_region(region::blockquote), subhead = could_be_subhead(b.f);
  return form | quoted | subhead;
}

/// A quotation alone in its block.
bool is_pulled(const Glance& b) {
  const bool quote = b.layout.form == BlockForm::quote, inside = b.in_region(region::blockquote);
  const bool hinted = ((b.layout.own_hints & hint_bit(Hint::pullquote)) != 0) | quote | inside;
  return within(5, b.f.words, 60) & (b.f.quoted | hinted) & (b.f.repeats <= 1);
}

/// Begins with a C, or with the first byte of ©.
bool is_copyright(const Glance& b) {
  const char initial = b.byte(*b.tokens, 0);
  return (b.size() >= 2) & (b.f.words <= 60) & ((initial == 'C') | (initial == '\xC2'));
}

/// May be boilerplate by itself though it stands in the story.
bool is_outstanding(const Glance& b) {
  auto bit = [](PhraseClass phrase) { return std::uint64_t{1} << static_cast<unsigned>(phrase); };
  const std::uint64_t leads = bit(PhraseClass::interruption) | bit(PhraseClass::cookie) |
                              bit(PhraseClass::related) | bit(PhraseClass::navigation);
  const bool shouted = (b.f.words <= 24) & (b.f.all_caps + b.f.numbers >= b.f.words);
  const bool bio = b.f.has(PhraseClass::author_bio);
  return shouted | bio | ((b.f.leads & leads) != 0) | (b.layout.form == BlockForm::button);
}

std::uint16_t signs_of(const Glance& b) {
  auto bit = [](bool holds, std::uint16_t sign) {
    return static_cast<unsigned>(holds) << std::countr_zero(sign);
  };
  const bool fits = within(1, b.f.words, longest_caption);
  const bool called = (b.f.phrases & boilerplate_phrases) != 0;
  return static_cast<std::uint16_t>(
      bit(is_dated(b), sign::dated) | bit(is_signed(b), sign::signed_) |
      bit(fits & is_credited(b), sign::credited) | bit(fits & is_placed(b), sign::placed) |
      bit(fits & is_picture(b), sign::picture) | bit(is_question(b), sign::question) |
      bit(is_time(b), sign::time) | bit(is_formed(b), sign::formed) | bit(is_pulled(b), sign::pulled) |
      bit(is_copyright(b), sign::copyright) | bit(is_outstanding(b), sign::stands_out) |
      bit(called, sign::called));
}

void note_any(AnyBlock& any, const BlockFacts& f) {
  any.phrases |= f.phrases;
  any.opens |= 1u << static_cast<unsigned>(f.opens);
  any.bytes = std::min(any.bytes, f.bytes);
  any.questions += f.closes == TokenKind::question ? 1 : 0;
  any.name_alone |= may_be_name_alone(f);
}

}  // namespace

void note_signs(Context& ctx) {
  constexpr std::uint16_t all = 0xFFFF;
  ctx.signs.resize((ctx.size() + 63) / 64 * 64);
  AnyBlock any;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const BlockFacts& f = ctx.facts[block];
    note_any(any, f);
    const Glance glance{f, ctx.layout(block), ctx.tokens.tokens.data() + f.first, ctx.page.text};
    ctx.signs[block] = f.first < f.last ? signs_of(glance) : all;
  }
  ctx.any = any;
}

}  // namespace nutgraf
