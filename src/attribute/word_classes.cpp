#include "attribute/word_classes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace nutgraf {
namespace {

/// Of a known word with a capital at a sentence's start, as a name: a natural logarithm.
constexpr float name_at_start = -2.5F;

/// Shares are rounded to a power of this: many words share theirs then.
constexpr float step = 0.05F;

/// Past the last class of a choice: too little to be taken.
constexpr std::int32_t never = -(1 << 28);

std::uint32_t key_of(std::string_view end) {
  std::uint32_t key = 0;
  for (char c : end) key = key << 8 | static_cast<unsigned char>(c);
  return key;
}

std::uint32_t end_hash(std::uint32_t key) {
  return key * 2654435761u >> 16;
}

}  // namespace

std::int32_t WordClasses::scaled(float log) {
  return static_cast<std::int32_t>(std::lround(std::clamp(log * 1000, -30000.0F, 30000.0F))) * scale;
}

std::uint8_t WordClasses::steps_of(float log) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(-log / step, 0.0F, 100.0F)));
}

WordClasses::WordClasses() {
  for (std::int32_t tag = 0; tag < static_cast<std::int32_t>(tag_count); ++tag) {
    Several one;
    one.score = {tag, never, never, never};
    one.tag[0] = static_cast<Tag>(tag);
    add_choice(one, rows_);
  }
  Several plain;
  plain.score = {static_cast<std::int32_t>(Tag::noun), scaled(-1) + static_cast<std::int32_t>(Tag::adjective),
                 never, never};
  plain.tag[1] = Tag::adjective;
  add_choice(plain, rows_);  // it is `unknown`
}

WordClasses::Several WordClasses::several(const Shares& shares) const {
  Several out;
  out.tag = shares.tag;
  out.score.fill(never);
  for (std::size_t k = 0; k < shares.size; ++k)
    out.score[k] = scaled(static_cast<float>(shares.steps[k]) * -step - prior_[index(shares.tag[k])]) +
                   static_cast<std::int32_t>(shares.tag[k]);
  return out;
}

/// The classes of a word with a capital at a sentence's start: as itself and as a name.
WordClasses::Several WordClasses::named(Several own) {
  if (std::find(own.tag.begin(), own.tag.end(), Tag::name) != own.tag.end()) return own;
  std::size_t place = most - 1;
  while (place > 1 && own.score[place - 1] <= never) --place;
  own.tag[place] = Tag::name;
  own.score[place] = scaled(name_at_start) + static_cast<std::int32_t>(Tag::name);
  return own;
}

/// To the word before it, it is what its row of `ahead_` says.
WordClasses::Choice WordClasses::add_choice(const Several& several, std::uint32_t row) {
  several_.push_back(several);
  several_.back().row = row;
  rows_ = std::max(rows_, row + 1);
  return static_cast<Choice>(several_.size() - 1);
}

/// A word with a capital inside a sentence is a name, unless it is of a closed class.
WordClasses::Choices WordClasses::choices_of(const Shares& shares) {
  const Tag first = shares.tag[0];
  const bool alone = shares.size == 1;
  const bool closed = is_tag(first, closed_classes);
  const Several own = several(shares);
  const Choice small = alone ? static_cast<Choice>(first) : add_choice(own, rows_);
  if (closed || (alone && first == Tag::name)) return {small, small, small};
  return {small, static_cast<Choice>(Tag::name), add_choice(named(own), several_[small].row)};
}

WordClasses::Choices WordClasses::add(const Shares& shares) {
  std::uint64_t key = 0;
  for (std::size_t k = 0; k < shares.size; ++k)
    key = key << 16 | static_cast<unsigned>(shares.tag[k]) << 8 | (shares.steps[k] + 1u);
  std::size_t at = key * 0x9E3779B97F4A7C15u >> 51;
  while (by_shares_[at].key != 0 && by_shares_[at].key != key) at = (at + 1) % by_shares_.size();
  Known& known = by_shares_[at];
  if (known.key == 0) {
    if (known_count_ == most_known) return unknown_word;
    ++known_count_;
    known = {key, choices_of(shares)};
  }
  return known.choices;
}

void WordClasses::add_end(std::string_view end, const Shares& shares) {
  const std::uint32_t key = key_of(end);
  const std::size_t mask = ends_.size() - 1;
  std::size_t at = end_hash(key) & mask;
  while (ends_[at].key != 0 && ends_[at].key != key) at = (at + 1) & mask;
  if (ends_[at].key == 0 && ++ends_count_ > ends_.size() / 2) return;
  ends_[at] = {key, add(shares)[0], 0};
  const std::uint32_t bit = end_hash(key) % end_bits;
  may_end_[bit / 64] |= std::uint64_t{1} << bit % 64;
}

/// The longest end decides. Which lengths are worth a look is told without a branch.
WordClasses::Choice WordClasses::by_end(std::string_view word) const {
  const std::size_t size = word.size();
  auto last = [&](std::size_t n) {
    return std::uint32_t{static_cast<unsigned char>(word[size - std::min(n, size)])};
  };
  const std::uint32_t two = last(2) << 8 | last(1), three = last(3) << 16 | two, four = last(4) << 24 | three;
  auto may_be = [&](std::uint32_t key, std::size_t length) {
    const std::uint32_t bit = end_hash(key) % end_bits;
    return static_cast<unsigned>(may_end_[bit / 64] >> bit % 64) & unsigned{size > length};
  };
  unsigned lengths = may_be(four, 4) | may_be(three, 3) << 1 | may_be(two, 2) << 2;
  const std::size_t mask = ends_.size() - 1;
  for (; lengths != 0; lengths &= lengths - 1) {
    const std::uint32_t key = four & ~0u >> (std::countr_zero(lengths) * 8);
    for (std::size_t at = end_hash(key) & mask; ends_[at].key != 0; at = (at + 1) & mask)
      if (ends_[at].key == key) return ends_[at].choice;
  }
  return unknown;
}

void WordClasses::finish() {
  ahead_.resize(rows_);
  for (std::size_t before = 0; before < tag_count; ++before)
    for (std::size_t tag = 0; tag < tag_count; ++tag) ahead_[tag][before] = before_[before][tag];
  std::uint32_t row = tag_count;
  for (const Several& own : several_) {
    if (own.row != row) continue;  // of a single class, or that of a choice before it
    Scores best;
    best.fill(never);
    for (std::size_t k = 0; k < most && own.score[k] > never; ++k) {
      const std::int32_t score = own.score[k] & ~(scale - 1);
      const Scores& one = ahead_[index(own.tag[k])];
      for (std::size_t before = 0; before < one.size(); ++before)
        best[before] = std::max(best[before], score + one[before]);
    }
    ahead_[row++] = best;
  }
}

}  // namespace nutgraf
