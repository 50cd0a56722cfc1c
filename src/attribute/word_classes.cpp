#include "attribute/word_classes.hpp"

#include <algorithm>
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

}  // namespace

std::int32_t WordClasses::scaled(float log) {
  return static_cast<std::int32_t>(std::lround(std::clamp(log * 1000, -30000.0F, 30000.0F))) * scale;
}

std::uint8_t WordClasses::steps_of(float log) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(-log / step, 0.0F, 100.0F)));
}

WordClasses::WordClasses() {
  for (Choice tag = 0; tag < tag_count; ++tag) row_.push_back(tag);
  Several plain;
  plain.score = {static_cast<std::int32_t>(Tag::noun), scaled(-1) + static_cast<std::int32_t>(Tag::adjective),
                 never, never};
  plain.tag[1] = Tag::adjective;
  add_choice(plain);  // it is `unknown`
  constexpr auto name = static_cast<Choice>(Tag::name);
  add_forms(unknown, name, name);
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

/// To the word before it, it is what its row of `ahead_` says, by default one of its own.
WordClasses::Choice WordClasses::add_choice(const Several& several, Choice row) {
  several_.push_back(several);
  row_.push_back(row == no_row ? rows_++ : row);
  return static_cast<Choice>(row_.size() - 1);
}

void WordClasses::add_forms(Choice small, Choice capital, Choice at_start) {
  Forms forms{};
  forms.fill(small);
  const std::size_t inside = writing(token_flag::capital);
  forms[writing(token_flag::capital | token_flag::sentence_start)] = at_start;
  forms[inside] = capital;
  forms_.push_back(forms);
  forms[inside] = at_start;
  title_forms_.push_back(forms);
}

/// A word with a capital inside a sentence is a name, unless it is of a closed class.
void WordClasses::add_forms(const Shares& shares) {
  const Tag first = shares.tag[0];
  const bool alone = shares.size == 1;
  const bool closed = is_tag(first, closed_classes);
  const Several own = several(shares);
  const Choice small = alone ? static_cast<Choice>(first) : add_choice(own);
  if (closed || (alone && first == Tag::name))
    add_forms(small, small, small);
  else
    add_forms(small, static_cast<Choice>(Tag::name), add_choice(named(own), row_[small]));
}

std::uint16_t WordClasses::add(const Shares& shares) {
  std::uint64_t key = 0;
  for (std::size_t k = 0; k < shares.size; ++k)
    key = key << 16 | static_cast<unsigned>(shares.tag[k]) << 8 | (shares.steps[k] + 1u);
  std::size_t at = key * 0x9E3779B97F4A7C15u >> 51;
  while (by_shares_[at].key != 0 && by_shares_[at].key != key) at = (at + 1) % by_shares_.size();
  Known& known = by_shares_[at];
  if (known.key == 0) {
    if (forms_.size() > most_forms) return 0;
    known = {key, static_cast<std::uint16_t>(forms_.size())};
    add_forms(shares);
  }
  return known.number;
}

void WordClasses::add_end(std::string_view end, const Shares& shares) {
  const std::uint32_t key = key_of(end);
  const std::size_t mask = ends_.size() - 1;
  std::size_t at = (key * 2654435761u >> 16) & mask;
  while (ends_[at].key != 0 && ends_[at].key != key) at = (at + 1) & mask;
  if (ends_[at].key == 0 && ++ends_count_ > ends_.size() / 2) return;
  ends_[at] = {key, forms_[add(shares)][0], 0};
}

WordClasses::Choice WordClasses::by_end(std::string_view word) const {
  const std::size_t mask = ends_.size() - 1;
  for (std::size_t n = 4; n >= 2; --n) {
    if (word.size() < n + 1) continue;
    const std::uint32_t key = key_of(word.substr(word.size() - n));
    for (std::size_t at = (key * 2654435761u >> 16) & mask; ends_[at].key != 0; at = (at + 1) & mask)
      if (ends_[at].key == key) return ends_[at].choice;
  }
  return unknown;
}

void WordClasses::finish() {
  ahead_.resize(rows_);
  for (std::size_t before = 0; before < tag_count; ++before)
    for (std::size_t tag = 0; tag < tag_count; ++tag) ahead_[tag][before] = before_[before][tag];
  std::size_t row = tag_count;
  for (std::size_t c = 0; c < several_.size(); ++c) {
    if (row_[tag_count + c] != row) continue;
    Scores best;
    best.fill(never);
    for (std::size_t k = 0; k < most && several_[c].score[k] > never; ++k) {
      const std::int32_t score = several_[c].score[k] & ~(scale - 1);
      const Scores& one = ahead_[index(several_[c].tag[k])];
      for (std::size_t before = 0; before < one.size(); ++before)
        best[before] = std::max(best[before], score + one[before]);
    }
    ahead_[row++] = best;
  }
}

}  // namespace nutgraf
