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

/// Classes whose words stay what they are with a capital letter.
inline constexpr TagSet closed_classes("DOIUWKFMAH");

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
  std::uint64_t hash = 0;  ///< feature_hash(lemma)
  CueKind kind = CueKind::other;
  CueKind noun_kind = CueKind::other;
};

/// One word's possible classes with their emission scores (natural log).
struct TagChoice {
  Tag tag = Tag::other;
  float score = 0;
};

class AttributionModel {
 public:
  static constexpr std::size_t max_choices = 5;
  struct Choices {
    std::array<TagChoice, max_choices> at{};
    std::uint8_t size = 0;
  };

  std::vector<Cue> cues{1};

  /// Per lexicon id; 0 for words that no rule knows.
  std::vector<std::uint16_t> word_choice;  ///< index into choices, 0 = none
  std::vector<CueEntry> word_cue;
  std::vector<Choices> choices{1};
  std::array<std::array<float, tag_count>, tag_count> follow{};
  std::array<float, tag_count> prior{};

  std::uint16_t choice_of(std::uint16_t lex) const {
    return lex < word_choice.size() ? word_choice[lex] : std::uint16_t{0};
  }
  /// A word's class as written with a small and with a capital letter, Tag::count where there are several.
  struct OneClass {
    Tag small = Tag::count, capital = Tag::name;
  };
  OneClass one_class_of(std::uint16_t lex) const {
    return lex < one_class_.size() ? one_class_[lex] : OneClass{};
  }
  CueEntry cue_of(std::uint16_t lex) const { return lex < word_cue.size() ? word_cue[lex] : CueEntry{}; }
  /// Choices for an unknown lower-case word by its end; never null.
  const Choices& by_suffix(std::string_view lower) const;

  /// Weight of a feature, 0 if none. Keys come from feature_key (features.hpp).
  float weight(std::uint64_t key) const {
    const auto tag = static_cast<std::uint32_t>(key >> 32) | 1u;
    const Weight* const all = weights_.data();
    for (std::size_t at = slot(key);; at = (at + 1) & (weight_slots - 1)) {
      if (all[at].tag == tag) return all[at].value;
      if (all[at].tag == 0) return 0;
    }
  }
  void set_weight(std::uint64_t key, float value);
  void add_suffix(std::string_view end, const Choices& found);

 private:
  /// A quarter of a megabyte at most, so that it stays in the second cache: the slot comes from the low half
  /// of the key, the tag that is compared from the high half.
  struct Weight {
    std::uint32_t tag = 0;
    float value = 0;
  };
  static constexpr std::size_t weight_slots = 1u << 15;
  static std::size_t slot(std::uint64_t key) {
    return static_cast<std::size_t>(static_cast<std::uint32_t>(key)) & (weight_slots - 1);
  }
  std::vector<Weight> weights_ = std::vector<Weight>(weight_slots);
  std::size_t used_ = 0;
  struct Suffix {
    std::uint32_t key = 0;
    Choices choices;
  };
  std::vector<Suffix> suffixes_ = std::vector<Suffix>(1u << 11);
  Choices plain_;
  std::vector<OneClass> one_class_;
  void find_one_classes();
  friend struct ModelLoader;
};

/// Reads the files above out of `rules`, adding their words to the lexicon. An Error names file and line.
std::optional<Error> load_attribution_model(Rules& rules);

}  // namespace nutgraf
