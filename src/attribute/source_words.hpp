// attribute/: what the rules about sources ask of a word, in one number. Private.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.hpp"

namespace nutgraf {

/// Bits; those with the name of a word class say that the word is of it.
namespace source_word {
enum : std::uint32_t {
  male_name = 1,
  female_name = 2,
  given_name = 4,
  title_noun = 8,
  job = 0x10,
  person_noun = 0x20,
  org_noun = 0x40,
  document_noun = 0x80,
  group_noun = 0x100,
  time_noun = 0x200,
  name_particle = 0x400,
  weekday = 0x800,
  place = 0x1000,  ///< state or agency: no person by itself
  organization = 0x2000,
  the = 0x4000,
  definite = 0x8000,  ///< the, this, that
  of = 0x10000,
  who = 0x20000,
  owner = 0x40000,       ///< his, her, its, their
  she = 0x80000,         ///< her, and what begins with "she"
  honorific = 0x100000,  ///< mr, mrs, ms
  sir = 0x200000,        ///< the title of a man
  madam = 0x400000,      ///< of a woman
  plural = 0x800000,     ///< "voters", "people", "some"
  staff = 0x1000000,     ///< "officials", "aide", "spokesman": people who speak without a name
  counted = 0x2000000,   ///< "half", "those": some of many
  man = 0x4000000,       ///< ends so, but not as "woman"
  woman = 0x8000000,     ///< ends so

  any_given_name = male_name | female_name | given_name,
  any_person = person_noun | title_noun | job,
  any_body = org_noun | document_noun
};
}

/// A line of en/sources.txt.
struct SourceRule {
  std::string word;                    ///< or `*end`, or `start*`
  std::uint32_t gives = 0, takes = 0;  ///< bits of source_word
  bool fits(std::string_view text) const;
  /// A bit by its name, after a minus if it is taken; false if none is named so.
  bool add(std::string_view name);
};

/// The bits of source_word, by lexicon id: what the rules give, one after the other, and the word's classes.
std::vector<std::uint32_t> source_words(const Lexicon& lexicon, std::span<const SourceRule> rules);

}  // namespace nutgraf
