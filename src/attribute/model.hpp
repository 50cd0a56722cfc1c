// attribute/: the words and weights that the attribution rules read, laid out for speed. Private.
//
// Made once from the rule files (load_attribution_model) and kept in Rules; immutable afterwards.
//   en/tags.txt, tags.weights   word classes for the tagger (made by tests/train/tags.py)
//   en/cues.txt                 cue verbs, nouns and adjectives: one a line; see the head of that file
//   en/sources.txt              what words say of a source: their number, whether they are a man's title …
//   en/attribution.weights      weights of the named features (made by tests/train/fit.py)
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribute/groups.hpp"
#include "attribute/reading.hpp"
#include "attribute/tag.hpp"
#include "attribute/word_classes.hpp"
#include "nutgraf/result.hpp"

namespace nutgraf {

struct Rules;

/// How a cue works; the prior of a word without weights of its own.
enum class CueKind : std::uint8_t { speech, ask, judge, belief, want, act, find, seem, other, count };
inline constexpr std::string_view cue_kind_names[] = {"speech", "ask",  "judge", "belief", "want",
                                                      "act",    "find", "seem",  "other"};

enum class CueForm : std::uint8_t { base, third, gerund, past, participle, noun, adjective, count };

/// Classes of words that frames ask for, as bits: in a table of few bytes a word, which stays in the cache.
namespace word_use {
enum : std::uint8_t {
  person = 1,        ///< of the class person_noun
  document = 2,      ///< document_noun
  organization = 4,  ///< org_noun
  hearer = 8,        ///< hearer_cue
  work = 16,         ///< work_cue
  pronoun = 32       ///< times a value of Pronoun
};
/// Whom a pronoun or a possessive one stands for; `nobody`: "there", "when".
enum class Pronoun : std::uint8_t { other, he, they, it, first, you, nobody };
constexpr Pronoun pronoun_of(unsigned uses) {
  return static_cast<Pronoun>(uses / pronoun);
}
}  // namespace word_use

/// What a word of the lexicon is to frames: a cue in one of its forms, or the head of a subject.
struct CueEntry {
  static constexpr std::uint8_t reflexive = 128;  ///< it ends with "self" or "selves"
  std::uint16_t cue = 0;                          ///< 1-based index into AttributionModel::cues; 0 = none
  std::uint8_t forms = 0;                         ///< bits of CueForm, and `reflexive`
  std::uint8_t uses = 0;                          ///< bits of word_use
};

/// What frames ask of a cue, without its lemma: few bytes.
struct Cue {
  CueKind kind = CueKind::other;
  CueKind noun_kind = CueKind::other;
};

/// What chunks ask of a word, as bits.
namespace word_bit {
enum : std::uint8_t {
  be = 1,        ///< a form of "be"
  have = 2,      ///< a form of "have"
  unmarked = 4,  ///< an auxiliary that makes no clause: "been", "having", "done"
  negative = 8,  ///< "not", "never", "isn't"
  cue = 16,      ///< a form of a cue; or a colon
  according = 32,
  time = 64,  ///< of the class time_noun
  weekday = 128,
  // of marks and numbers
  closing = 1,  ///< it closes a quotation
  quote = 2,
  opening = 4,  ///< it opens one
  semicolon = 4,
  paren_open = 4,
  paren_close = 8,
  dash = 1,
  year = 128  ///< a number of four bytes
};
}

/// Words that frames tell from others, by lexicon id.
struct KnownWords {
  std::uint16_t that = 0, if_ = 0, whether = 0, as = 0, by = 0, of = 0, to = 0, for_ = 0, who = 0, said = 0;
};

class AttributionModel {
 public:
  static constexpr std::size_t max_labels = 160;  ///< further words of closed classes have none

  std::vector<Cue> cues{1};
  std::vector<std::string> lemmas{1};       ///< of the cues
  std::vector<CueEntry> words;              ///< by lexicon id
  std::vector<Reading> readings;            ///< by lexicon id, three of each: see WordClasses::Choices
  std::vector<std::uint32_t> source_words;  ///< by lexicon id: bits of source_word
  WordClasses classes;
  GroupTables groups;
  std::vector<std::string> label_words;  ///< the words of closed classes that have a label
  std::vector<std::int16_t> weights;     ///< times 100; see features.hpp
  KnownWords known;

  CueEntry cue_of(std::uint16_t lex) const { return words[lex]; }
  /// In small letters.
  Reading reading_of(std::uint16_t lex) const { return readings[lex * 3u]; }
  /// Bits of word_bit.
  unsigned bits_of(std::uint16_t lex) const { return reading_of(lex) >> 8 & 0xFF; }
  /// The label of a word of a closed class on Axis::label, 0 if it has none.
  unsigned label_of(std::uint16_t lex) const { return reading_of(lex) & reading::label; }
  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.cues, self.lemmas, self.words, self.readings, self.source_words, self.classes, self.groups,
       self.label_words, self.weights, self.known);
  }
};

/// Reads the files above out of `rules`, adding their words to the lexicon. An Error names file and line.
std::optional<Error> load_attribution_model(Rules& rules);

}  // namespace nutgraf
