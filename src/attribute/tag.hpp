// attribute/: classes of words. Private.
#pragma once
#include <cstdint>
#include <string_view>

namespace nutgraf {

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

}  // namespace nutgraf
