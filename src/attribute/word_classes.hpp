// attribute/: the classes that words allow, and how they follow one another. Private.
//
// A word of several classes gets the one whose three scores are the highest in all: how often the word is of
// it, how often it follows the class before, and how well it goes with what the word after it may be. So
// words are settled one after another, each by its own classes and both neighbours, with no way back.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "attribute/tag.hpp"

namespace nutgraf {

class WordClasses {
 public:
  /// The classes that a word was seen in, the likeliest first, with the share of each.
  static constexpr std::size_t most = 4;
  struct Shares {
    std::array<Tag, most> tag{};
    std::array<std::uint8_t, most> steps{};
    std::size_t size = 0;
  };
  /// A share's natural logarithm, rounded.
  static std::uint8_t steps_of(float log);
  /// What a word may be: a Tag's number, if it has one class only; else the number of a choice.
  using Choice = std::uint16_t;
  static constexpr Choice past_choices = 12'100;  ///< further shares than make so many have none of their own
  static constexpr Choice unknown = tag_count;    ///< of a word in small letters that is not in the lexicon
  /// By how the word is written: in small letters, with a capital inside a sentence, with one at its start.
  using Choices = std::array<Choice, 3>;
  static constexpr Choices unknown_word = {unknown, static_cast<Choice>(Tag::name),
                                           static_cast<Choice>(Tag::name)};

  WordClasses();
  /// To be called in this order: classes, words and ends, finish().
  void set_follow(Tag before, Tag tag, float log) { before_[index(before)][index(tag)] = scaled(log); }
  void set_prior(Tag tag, float log) { prior_[index(tag)] = log; }
  /// The choices of words with these shares; those of unknown words, if there are too many different ones.
  Choices add(const Shares& shares);
  void add_end(std::string_view end, const Shares& shares);
  void finish();

  /// The likeliest class.
  Tag first_class(Choice choice) const { return several_[choice].tag[0]; }
  /// For a word in small letters that is not in the lexicon.
  Choice by_end(std::string_view word) const;
  /// The class of a word with that choice between a word of class `before` and one with `next`.
  Tag decide(Choice choice, Tag before, Choice next) const {
    const Scores& follow = before_[index(before)];
    const Scores& ahead = ahead_[several_[next].row];
    const Several& own = several_[choice];
    const auto score = [&](std::size_t k) {
      const std::size_t tag = index(own.tag[k]);
      return own.score[k] + follow[tag] + ahead[tag];
    };
    static_assert(most == 4);
    std::int32_t top = std::max(score(0), score(1));
    top = std::max(top, score(2));
    top = std::max(top, score(3));
    return static_cast<Tag>(top & (scale - 1));
  }

  /// Without what only add() needs.
  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.before_, self.prior_, self.several_, self.ahead_, self.rows_, self.ends_, self.ends_count_,
       self.may_end_);
  }

 private:
  /// Natural logarithms in thousandths, times `scale`: that leaves room below them for a class.
  static constexpr std::int32_t scale = 32;
  static_assert(tag_count <= scale);
  using Scores = std::array<std::int32_t, scale>;  ///< by class
  struct alignas(32) Several {
    std::array<std::int32_t, most> score{};  ///< with the class in it
    std::array<Tag, most> tag{};
    std::uint32_t row = 0;  ///< of `ahead_`
    std::array<std::uint32_t, 2> padding{};
  };
  struct End {
    std::uint32_t key = 0;
    Choice choice = 0, padding = 0;
  };
  static std::size_t index(Tag tag) { return static_cast<std::size_t>(tag); }
  static std::int32_t scaled(float log);
  static Several named(Several own);
  Several several(const Shares& shares) const;
  Choice add_choice(const Several& several, std::uint32_t row);
  Choices choices_of(const Shares& shares);

  std::array<Scores, tag_count> before_{};  ///< [class before][class]
  std::array<float, tag_count> prior_{};
  std::vector<Several> several_;  ///< by choice; single classes come first
  std::vector<Scores> ahead_;     ///< [row][class before]: how well the best class of a word follows that one
  std::uint32_t rows_ = 0;
  std::vector<End> ends_ = std::vector<End>(1u << 12);  ///< half of it is kept free
  std::size_t ends_count_ = 0;
  /// Bits that some ends have: most words are told by them to end in none of 4, 3 or 2 bytes, before one is
  /// looked up.
  static constexpr std::size_t end_bits = 1u << 15;
  std::vector<std::uint64_t> may_end_ = std::vector<std::uint64_t>(end_bits / 64);
  struct Known {
    std::uint64_t key = 0;  ///< of Shares
    Choices choices{};
  };
  static constexpr std::size_t most_known = 6000;
  static_assert(tag_count + 1 + 2 * most_known <= past_choices);
  std::vector<Known> by_shares_ = std::vector<Known>(1u << 13);
  std::size_t known_count_ = 0;
};

}  // namespace nutgraf
