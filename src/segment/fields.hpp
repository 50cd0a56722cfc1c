// segment/: the recognisers of an article's parts. Private. Each votes by a block's own form (vote_…), finds
// its place once the story is known (place_…), or reads the parts inside the decided blocks (read_…).
#pragma once
#include <string>

#include "segment/context.hpp"

namespace nutgraf {

/// The line read at `block`, or null. Linear in nothing: a binary search.
const FieldLine* line_at(const Context& ctx, std::size_t block);

constexpr std::uint32_t longest_byline = 300, longest_date_line = 320;  // bytes
constexpr std::uint32_t longest_caption = 90;                           // words

/// By its length a name alone.
inline bool may_be_name_alone(const BlockFacts& f) {
  return (f.words >= 2) & (f.words <= 5) & (f.bytes <= 60);
}
/// A name and what belongs to it, by its length: else it is a byline only after "By".
inline bool may_be_bare(const BlockFacts& f) {
  return (f.words <= 4) | ((f.words <= 24) & !f.ends_sentence());
}
/// A line that could stand over a section: short, no end mark but a question mark, no list or sentence cut
/// off.
inline bool could_be_subhead(const BlockFacts& f) {
  constexpr std::uint32_t barred_ends =
      kind_bits(TokenKind::comma, TokenKind::colon, TokenKind::semicolon, TokenKind::period,
                TokenKind::exclamation, TokenKind::ellipsis);
  constexpr std::uint32_t barred_starts = kind_bits(TokenKind::dash, TokenKind::paren_open);
  const std::uint32_t barred = (barred_ends >> static_cast<unsigned>(f.closes) & 1) |
                               (barred_starts >> static_cast<unsigned>(f.opens) & 1);
  return (f.words >= 1) & (f.words <= 14) & (f.words > f.numbers) & (barred == 0) & !f.lower_start &
         (f.links == 0) & !f.quoted;
}
/// The token that is the label of a turn of an interview, if there is one: a sign may stand before it.
inline std::uint32_t label_at(const BlockFacts& f) {
  constexpr std::uint32_t signs = kind_bits(TokenKind::symbol, TokenKind::bullet);
  return f.first + (signs >> static_cast<unsigned>(f.opens) & 1);
}

/// False only if the block is no byline, unless it is dated. Cheap.
bool may_be_byline_line(const Context& ctx, std::size_t block);                 // byline.cpp
bool read_byline_line(const Context& ctx, std::size_t block, FieldLine& line);  // byline.cpp
/// Reads the whole block as names.
bool read_names(const Context& ctx, std::size_t block, BylineMode mode, FieldLine& line);
/// False only if parse_byline() would find no lead such as "By", unless that is run together with the next
/// word.
bool may_be_led(const Context& ctx, const BlockFacts& facts);  // byline_opening.cpp
/// True only if parse_byline() would find no name in the block as a line.
bool opens_with_no_name(const Context& ctx, const BlockFacts& facts);  // byline_opening.cpp
/// Fills ctx.bios: the names with which blocks such as "Ana Ruiz writes about rivers." begin.
void collect_bios(Context& ctx);                          // bios.cpp
bool has_bio(const Context& ctx, std::string_view name);  // bios.cpp
/// False only if the block is no date line and holds no date. Cheap.
bool may_be_date_line(const Context& ctx, std::size_t block);                 // date_lines.cpp
bool read_date_line(const Context& ctx, std::size_t block, FieldLine& line);  // date_lines.cpp

/// A block with too many other words for a date line or for names beside a date, whatever dates it holds.
bool is_prose_beside_dates(const Context& ctx, std::size_t block);  // date_lines.cpp

/// "Photo by Mia Stone", not "Photographs by the river show": after the first "by", if any, stands a name.
bool by_names_someone(const Context& ctx, std::size_t block);  // captions.cpp

void vote_captions(Context& ctx);               // captions.cpp
void vote_contributors(Context& ctx);           // contributors.cpp
void vote_notes(Context& ctx);                  // notes.cpp
constexpr std::uint32_t longest_wire_mark = 8;  // bytes: "(ENDS)"
void vote_interview(Context& ctx);              // interview.cpp
void place_captions(Context& ctx);
void place_interview(Context& ctx);
void read_caption(Context& ctx, std::uint32_t block);
void read_contributors(Context& ctx, std::uint32_t block);

/// Where the parts above the story stand; block indices, or `none`.
struct Head {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  std::uint32_t headline = none;
  std::uint32_t start = none;  ///< the first block of the story proper
};

std::uint32_t story_start(const Context& ctx);  // headline.cpp: skips stray blocks of prose above the story
void place_headline(Context& ctx, Head& head);  // headline.cpp
void place_byline(Context& ctx, const Head& head);    // byline.cpp: fills out.byline
void place_dates(Context& ctx, const Head& head);     // date_lines.cpp: fills out.published, out.modified
void place_dateline(Context& ctx, const Head& head);  // dateline.cpp: fills out.dateline

/// The dateline at the head of a paragraph, if it has one; offsets in `text`.
struct DatelineMatch {
  Dateline dateline;
  std::uint32_t end = 0;  ///< past the separator
};
bool match_dateline(std::string_view text, const Rules& rules, DatelineMatch& out);

std::string guess_language(const Context& ctx);  // language.cpp

}  // namespace nutgraf
