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

struct WordBit {
  std::string_view word;
  std::uint32_t bits;
};
constexpr WordBit word_bits[] = {
    {"the", source_word::the | source_word::definite},
    {"this", source_word::definite},
    {"that", source_word::definite},
    {"of", source_word::of},
    {"who", source_word::who},
    {"his", source_word::owner},
    {"her", source_word::owner | source_word::she},
    {"its", source_word::owner},
    {"their", source_word::owner},
    {"mr", source_word::honorific | source_word::sir},
    {"mrs", source_word::honorific | source_word::madam},
    {"ms", source_word::honorific | source_word::madam},
    {"sir", source_word::sir},
    {"lord", source_word::sir},
    {"king", source_word::sir},
    {"lady", source_word::madam},
    {"dame", source_word::madam},
    {"queen", source_word::madam},
    {"people", source_word::plural | source_word::staff},
    {"men", source_word::plural},
    {"women", source_word::plural},
    {"some", source_word::plural},
    {"many", source_word::plural},
    {"others", source_word::plural},
    {"percent", source_word::counted},
    {"half", source_word::counted},
    {"third", source_word::counted},
    {"those", source_word::counted},
};

/// What the word's letters say.
std::uint32_t form_bits(std::string_view word) {
  std::uint32_t bits = 0;
  if (word.ends_with('s')) bits |= source_word::plural;
  if (word.ends_with("woman"))
    bits |= source_word::woman;
  else if (word.ends_with("man"))
    bits |= source_word::man;
  if (word.starts_with("she")) bits |= source_word::she;
  for (std::string_view start : {"official", "source", "aide", "adviser", "spokes"})
    if (word.starts_with(start)) bits |= source_word::staff;
  return bits;
}

}  // namespace

std::vector<std::uint32_t> source_words(const Lexicon& lexicon) {
  std::vector<std::uint32_t> out(lexicon.size());
  for (std::size_t id = 1; id < out.size(); ++id) {
    const WordInfo& info = lexicon.info(static_cast<std::uint16_t>(id));
    out[id] = form_bits(lexicon.word(static_cast<std::uint16_t>(id)));
    for (const ClassBit& c : class_bits) out[id] |= info.has(c.kind) ? c.bits : 0;
  }
  for (const WordBit& w : word_bits)
    if (const std::uint16_t id = lexicon.find(w.word); id != 0) out[id] |= w.bits;
  return out;
}

}  // namespace nutgraf
