// attribute/: the words and weights that the attribution rules read, laid out for speed. Private.
//
// Made once from the rule files (load_attribution_model) and kept in Rules; immutable afterwards.
//   en/tags.txt, tags.weights   word classes for the tagger (made by tests/train/tags.py)
//   en/cues.txt                 cue verbs, nouns and adjectives: one a line; see the head of that file
//   en/attribution.weights      weights of the named features (made by tests/train/fit.py)
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/result.hpp"

namespace nutgraf {

struct Rules;

/// Class of a word in its sentence. The letters of tag_letters are the printable form.
enum class Tag : std::uint8_t {
  noun,
  name,
  determiner,
  possessive,
  adjective,
  adverb,
  number,
  pronoun,
  base,
  present,
  past,
  gerund,
  participle,
  modal,
  auxiliary,
  preposition,
  subordinator,
  wh,
  conjunction,
  to,
  particle,
  contraction,
  other,
  stop,
  comma,
  dash,
  quote,
  count
};
inline constexpr std::string_view tag_letters = "NPDSJRCOBZTGEMAIUWKFYHX.,:\"";
inline constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::count);

/// A set of classes, written as their letters: TagSet("NPD").
struct TagSet {
  std::uint32_t bits = 0;
  consteval TagSet(const char* letters) {
    for (; *letters != 0; ++letters) bits |= 1u << tag_letters.find(*letters);
  }
};
constexpr bool is_tag(Tag tag, TagSet set) {
  return (set.bits >> static_cast<unsigned>(tag) & 1) != 0;
}

/// Classes whose words stay what they are with a capital letter; "May" and "Will" do not.
inline constexpr TagSet closed_classes("DOIUWKFAH");

/// How a cue works; the prior of a word without weights of its own.
enum class CueKind : std::uint8_t { speech, ask, judge, belief, want, act, find, seem, other, count };
inline constexpr std::string_view cue_kind_names[] = {"speech", "ask",  "judge", "belief", "want",
                                                      "act",    "find", "seem",  "other"};

enum class CueForm : std::uint8_t { base, third, gerund, past, participle, noun, adjective, count };

/// A cue word in one of its forms.
struct CueEntry {
  std::uint16_t cue = 0;   ///< 1-based index into AttributionModel::cues; 0 = none
  std::uint8_t forms = 0;  ///< bits of CueForm
};

struct Cue {
  std::string lemma;
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
  closing = 1  ///< of a mark: it closes a quotation
};
}

/// What is asked of every word of the lexicon: few bytes.
struct WordTags {
  std::uint16_t choice = 0;  ///< index into AttributionModel::choices, 0 = none
  /// Its class with a small and with a capital letter, Tag::count if there are several.
  std::array<Tag, 2> only{Tag::count, Tag::name};
  std::uint8_t bits = 0;   ///< bits of word_bit
  std::uint8_t label = 0;  ///< of a word of a closed class: on Axis::label, 0 = none
};

class AttributionModel {
 public:
  static constexpr std::size_t max_choices = 5;
  static constexpr std::size_t max_labels = 160;  ///< further words of closed classes have none
  /// A word's possible classes with their emission scores: natural logarithms in thousandths, so that sums
  /// are exact. One place more than a word has in the files, for a name.
  struct Choices {
    std::array<std::int16_t, max_choices + 1> score{-30000, -30000, -30000, -30000, -30000, -30000};
    std::array<Tag, max_choices + 1> tag{};
    std::uint8_t size = 0;
    friend bool operator==(const Choices&, const Choices&) = default;
  };
  static_assert(sizeof(Choices) == 20);

  std::vector<Cue> cues{1};
  std::vector<CueEntry> words;           ///< by lexicon id
  std::vector<WordTags> tags;            ///< by lexicon id
  std::vector<Choices> choices{1};       ///< each that there is once
  std::vector<std::string> label_words;  ///< the words of closed classes that have a label
  std::vector<std::int16_t> weights;     ///< times 100; see features.hpp
  /// [class][class before it], in thousandths; rows of a round size.
  std::array<std::array<std::int16_t, 32>, tag_count> after{};
  std::array<float, tag_count> prior{};  ///< natural logarithms

  CueEntry cue_of(std::uint16_t lex) const { return words[lex]; }
  /// Choices for an unknown lower-case word by its end; never null.
  const Choices& by_suffix(std::string_view lower) const;
  void add_suffix(std::string_view end, const Choices& found);

 private:
  struct Suffix {
    std::uint32_t key = 0;
    Choices choices;
  };
  std::vector<Suffix> suffixes_ = std::vector<Suffix>(1u << 11);
  Choices plain_;
  friend struct ModelLoader;
};

/// Reads the files above out of `rules`, adding their words to the lexicon. An Error names file and line.
std::optional<Error> load_attribution_model(Rules& rules);

}  // namespace nutgraf
