// attribute/: groups of words, the parts that a sentence falls into. Private.
#pragma once
#include <cstdint>
#include <string_view>

namespace nutgraf {

enum class ChunkKind : std::uint8_t {
  noun_group,  // determiner to head noun, a pronoun, a name with its titles
  verb_group,  // auxiliaries, negation, adverbs, head verb; or "to" and a verb
  preposition,
  subordinator,
  wh,
  conjunction,
  adverb,
  adjective,
  comma,
  dash,
  stop,
  quote,
  other,
  count
};
inline constexpr std::string_view chunk_names[] = {"np",  "vg", "prep", "sub", "wh", "cc", "adv",
                                                   "adj", ",",  ":",    ".",   "\"", "x"};

/// What a chunk is to its neighbours. Words of closed classes, by their number in the model, come after
/// these; of those without a number it is `beyond`.
enum class Label : std::uint8_t {
  beyond,  ///< past the chunks that may be looked at
  noun,
  time,
  pronoun,
  infinitive,
  finite,
  gerund,
  participle,
  comma,
  semicolon,
  colon,
  dash,
  paren_open,
  paren_close,
  ellipsis,
  quote_open,
  quote_close,
  adjective,
  adverb,
  preposition,
  subordinator,
  wh,
  conjunction,
  stop,
  other,
  words
};

/// The sets of chunks that ChunkBits keeps: one for each Label, words in that of their kind, and these.
namespace chunk_cell {
enum : std::uint8_t {
  infinitive_finite = static_cast<std::uint8_t>(Label::words),  // "to can", a slip
  finite_inside,                                                // with its subject inside: "he's"
  participle_bare,                                              // without an auxiliary
  count
};
}

/// What a chunk is, whatever words it holds.
struct ChunkShape {
  ChunkKind kind = ChunkKind::other;
  Label label = Label::other;                                   ///< or that of its last word, see Label
  std::uint8_t cell = static_cast<std::uint8_t>(Label::other);  ///< of chunk_cell
  bool finite : 1 = false;                                      ///< verb group with a finite verb
  bool passive : 1 = false;                                     ///< be + participle
  bool modal : 1 = false;
  bool negated : 1 = false;
  bool infinitive : 1 = false;      ///< begins with "to"
  bool perfect : 1 = false;         ///< have + participle
  bool subject_inside : 1 = false;  ///< begins with a contraction that holds its subject ("he's")
  bool bare : 1 = false;            ///< its verb is a participle without an auxiliary, and it is not finite
};

struct Chunk : ChunkShape {
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  std::uint32_t head = 0;             ///< head noun or head verb: the last token

  /// One past those that may be looked at.
  static Chunk beyond() {
    Chunk out;
    out.label = Label::beyond;
    out.cell = static_cast<std::uint8_t>(Label::beyond);
    return out;
  }
};
static_assert(sizeof(ChunkShape) == 4 && sizeof(Chunk) == 16);

}  // namespace nutgraf
