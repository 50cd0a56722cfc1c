// attribute/: what a word may be, in one number. Private.
//
// Every word of a text is looked up, so that what is asked of all of them comes in one piece and goes into
// one:
//
//     bit 31    30      29…16    15…8   7…0
//         ends  starts  choice   bits   label
#pragma once
#include <array>
#include <cstdint>

#include "attribute/tag.hpp"
#include "attribute/word_classes.hpp"

namespace nutgraf {

using Reading = std::uint32_t;

namespace reading {
inline constexpr Reading ends = 1u << 31;    ///< it is the last token of its sentence
inline constexpr Reading starts = 1u << 30;  ///< it is the first one
inline constexpr Reading choice = 0x3FFFu << 16, bits = 0xFFu << 8, label = 0xFF;
static_assert(WordClasses::past_choices <= 0x4000);

constexpr Reading of_choice(WordClasses::Choice c) {
  return Reading{c} << 16;
}
constexpr Reading of_tag(Tag tag) {
  return Reading{static_cast<unsigned>(tag)} << 16;
}
constexpr Reading of_bits(unsigned some) {
  return Reading{some} << 8;
}
constexpr WordClasses::Choice choice_of(Reading r) {
  return static_cast<WordClasses::Choice>((r & choice) >> 16);
}
/// Of a settled word.
constexpr Tag tag_of(Reading r) {
  return static_cast<Tag>(r >> 16 & 0xFF);
}
constexpr unsigned tag_and_bits(Reading r) {
  return r >> 8 & 0xFFFF;
}
}  // namespace reading

}  // namespace nutgraf
