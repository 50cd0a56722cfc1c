// The language, by its script and by counts of frequent words.
#include <array>
#include <bit>

#include "base/utf8.hpp"
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

struct Language {
  WordClass words;
  std::string_view code;
};

constexpr Language languages[] = {
    {WordClass::lang_en, "en"}, {WordClass::lang_de, "de"}, {WordClass::lang_fr, "fr"},
    {WordClass::lang_es, "es"}, {WordClass::lang_it, "it"}, {WordClass::lang_pt, "pt"},
    {WordClass::lang_nl, "nl"}, {WordClass::lang_pl, "pl"}, {WordClass::lang_sv, "sv"},
    {WordClass::lang_da, "da"}, {WordClass::lang_no, "no"}, {WordClass::lang_fi, "fi"},
    {WordClass::lang_ru, "ru"}, {WordClass::lang_uk, "uk"}, {WordClass::lang_cs, "cs"},
    {WordClass::lang_sk, "sk"}, {WordClass::lang_hu, "hu"}, {WordClass::lang_ro, "ro"},
    {WordClass::lang_tr, "tr"}, {WordClass::lang_el, "el"}, {WordClass::lang_hr, "hr"},
    {WordClass::lang_bg, "bg"}, {WordClass::lang_id, "id"}, {WordClass::lang_vi, "vi"},
    {WordClass::lang_ca, "ca"}};
constexpr std::size_t language_count = std::size(languages);

/// The classes are bits of WordInfo: which language each bit stands for, so that only the bits set are looked
/// at.
struct LanguageBits {
  std::array<std::uint64_t, 2> mask{};
  std::array<std::uint8_t, 128> index{};
};
constexpr LanguageBits language_bits = [] {
  LanguageBits bits;
  for (std::size_t i = 0; i < language_count; ++i) {
    auto bit = static_cast<unsigned>(languages[i].words);
    bits.mask[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    bits.index[bit] = static_cast<std::uint8_t>(i);
  }
  return bits;
}();

constexpr std::uint32_t fewest_words = 5, enough_words = 600;

/// Counts of letters by script in a sample of the text.
std::string_view by_script(std::string_view text) {
  std::array<std::uint32_t, 6> counts{};  // kana, han, hangul, arabic, hebrew, thai or devanagari
  std::uint32_t letters = 0;
  text = text.substr(0, 20000);
  while (!text.empty() && is_continuation(text.back())) text.remove_suffix(1);
  if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
  for (std::size_t at = 0, length = 0; at < text.size(); at += length) {
    char32_t c = code_point(text, at, length);
    if ((c | 32) >= 'a' && (c | 32) <= 'z') ++letters;
    if (c < 0x590) continue;
    if (c >= 0x3040 && c <= 0x30FF) ++counts[0];
    if (c >= 0x4E00 && c <= 0x9FFF) ++counts[1];
    if (c >= 0xAC00 && c <= 0xD7AF) ++counts[2];
    if (c >= 0x600 && c <= 0x6FF) ++counts[3];
    if (c >= 0x590 && c <= 0x5FF) ++counts[4];
    if (c >= 0x900 && c <= 0x97F) ++counts[5];
  }
  std::uint32_t east = counts[0] + counts[1] + counts[2];
  if (east * 3 > letters && east > 20)
    return counts[2] > east / 2 ? "ko" : counts[0] * 10 > east ? "ja" : "zh";
  if (counts[3] > letters && counts[3] > 20) return "ar";
  if (counts[4] > letters && counts[4] > 20) return "he";
  return counts[5] > letters && counts[5] > 20 ? "hi" : "";
}

}  // namespace

namespace {

/// More of the first words are frequent in English than are in any other language together: no need to count
/// those one by one.
bool is_plainly_english(const Context& ctx, std::size_t first) {
  const std::uint16_t* traits = ctx.rules.lexicon.traits();
  std::uint32_t words = 0, english = 0, foreign = 0;
  for (std::size_t block = first; block < ctx.size() && words < enough_words; ++block) {
    const BlockFacts& f = ctx.facts[block];
    const std::uint32_t in_block = f.words - f.numbers;
    if (words + in_block <= enough_words) {
      words += in_block, english += f.english, foreign += f.foreign;
      continue;
    }
    for (std::uint32_t at = f.first; at < f.last && words < enough_words; ++at) {
      const Token& token = ctx.tokens.tokens[at];
      const std::uint32_t trait = traits[token.lex], word = token.is(TokenKind::word) ? 1 : 0;
      words += word;
      english += word & trait / word_trait::english;
      foreign += word & trait / word_trait::foreign;
    }
  }
  return words >= fewest_words && english > foreign && english >= 2 && english * 12 >= words;
}

}  // namespace

std::string guess_language(const Context& ctx) {
  std::array<std::uint32_t, language_count> counts{};
  std::uint32_t words = 0;
  if (is_plainly_english(ctx, ctx.main.first)) return "en";
  const std::uint32_t first = ctx.size() > 0 ? ctx.facts[ctx.main.first].first : 0;
  for (std::uint32_t at = first; at < ctx.tokens.tokens.size() && words < enough_words; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) continue;
    ++words;
    const WordInfo& info = ctx.rules.info(token);
    for (unsigned half = 0; half < 2; ++half)
      for (std::uint64_t set = info.classes[half] & language_bits.mask[half]; set != 0; set &= set - 1)
        ++counts[language_bits.index[half * 64 + static_cast<unsigned>(std::countr_zero(set))]];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < language_count; ++i)
    if (counts[i] > counts[best]) best = i;
  if (words >= fewest_words && counts[best] >= 2 && counts[best] * 12 >= words)
    return std::string(languages[best].code);
  return std::string(by_script(ctx.page.text));
}

}  // namespace nutgraf
