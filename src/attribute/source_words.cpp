#include "attribute/source_words.hpp"

#include <string_view>

namespace nutgraf {
namespace {

struct ClassBit {
  WordClass kind;
  std::uint32_t bits;
};
constexpr ClassBit class_bits[] = {
    {WordClass::male_name, source_word::male_name},
    {WordClass::female_name, source_word::female_name},
    {WordClass::given_name, source_word::given_name},
    {WordClass::title_noun, source_word::title_noun},
    {WordClass::job, source_word::job},
    {WordClass::person_noun, source_word::person_noun},
    {WordClass::org_noun, source_word::org_noun},
    {WordClass::document_noun, source_word::document_noun},
    {WordClass::group_noun, source_word::group_noun},
    {WordClass::time_noun, source_word::time_noun},
    {WordClass::name_particle, source_word::name_particle},
    {WordClass::weekday, source_word::weekday},
    {WordClass::state, source_word::place},
    {WordClass::agency, source_word::place},
    {WordClass::organization, source_word::organization},
};

struct BitName {
  std::string_view name;
  std::uint32_t bit;
};
constexpr BitName bit_names[] = {
    {"the", source_word::the},       {"definite", source_word::definite},   {"of", source_word::of},
    {"who", source_word::who},       {"owner", source_word::owner},         {"she", source_word::she},
    {"sir", source_word::sir},       {"honorific", source_word::honorific}, {"madam", source_word::madam},
    {"plural", source_word::plural}, {"staff", source_word::staff},         {"counted", source_word::counted},
    {"man", source_word::man},       {"woman", source_word::woman},
};

}  // namespace

bool SourceRule::fits(std::string_view text) const {
  if (word.starts_with('*')) return text.ends_with(std::string_view(word).substr(1));
  if (word.ends_with('*')) return text.starts_with(std::string_view(word).substr(0, word.size() - 1));
  return text == word;
}

bool SourceRule::add(std::string_view name) {
  const bool minus = name.starts_with('-');
  if (minus) name.remove_prefix(1);
  for (const BitName& b : bit_names) {
    if (b.name != name) continue;
    (minus ? takes : gives) |= b.bit;
    return true;
  }
  return false;
}

std::vector<std::uint32_t> source_words(const Lexicon& lexicon, std::span<const SourceRule> rules) {
  std::vector<std::uint32_t> out(lexicon.size());
  for (std::size_t id = 1; id < out.size(); ++id) {
    const WordInfo& info = lexicon.info(static_cast<std::uint16_t>(id));
    const std::string_view word = lexicon.word(static_cast<std::uint16_t>(id));
    for (const SourceRule& rule : rules)
      if (rule.fits(word)) out[id] = (out[id] | rule.gives) & ~rule.takes;
    for (const ClassBit& c : class_bits) out[id] |= info.has(c.kind) ? c.bits : 0;
  }
  return out;
}

}  // namespace nutgraf
