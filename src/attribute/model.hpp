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
  CueEntry cue_of(std::uint16_t lex) const { return lex < word_cue.size() ? word_cue[lex] : CueEntry{}; }
  /// Choices for an unknown lower-case word by its end; never null.
  const Choices& by_suffix(std::string_view lower) const;

  /// Weight of a feature, 0 if none. Keys come from feature_key (features.hpp).
  float weight(std::uint64_t key) const {
    for (std::size_t at = slot(key);; at = (at + 1) & (keys_.size() - 1)) {
      if (keys_[at] == key) return weights_[at];
      if (keys_[at] == 0) return 0;
    }
  }
  void set_weight(std::uint64_t key, float value);
  void add_suffix(std::string_view end, const Choices& found);

 private:
  std::size_t slot(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 32) & (keys_.size() - 1);
  }
  std::vector<std::uint64_t> keys_ = std::vector<std::uint64_t>(1u << 10, 0);
  std::vector<float> weights_ = std::vector<float>(1u << 10, 0.0f);
  std::size_t used_ = 0;
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
