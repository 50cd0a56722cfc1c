// segment/: what each block may be at first sight. Private.
//
// Most rules look for something rare. What can be told of a block without a branch is told of all blocks in
// one pass, as bits; a rule then goes only to the blocks that have its bit.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/byte_bits.hpp"
#include "segment/context.hpp"

namespace nutgraf {

/// Each is missing only where the rule of that name has nothing to find.
namespace sign {
enum : std::uint16_t {
  dated = 1,          ///< may_be_date_line()
  signed_ = 2,        ///< may_be_byline_line()
  credited = 4,       ///< vote_credit()
  placed = 8,         ///< vote_caption()
  picture = 16,       ///< the page marks it as a caption
  question = 32,      ///< the label of a question
  time = 64,          ///< is_time_of_day()
  formed = 128,       ///< vote_form(), vote_doubtful_line()
  pulled = 256,       ///< a pull quote
  copyright = 512,    ///< is_copyright_notice()
  stands_out = 1024,  ///< vote_by_itself()
  called = 2048       ///< a phrase names a kind of boilerplate
};
}

/// The phrases that name a kind of boilerplate.
constexpr std::uint64_t boilerplate_phrases = [] {
  using enum PhraseClass;
  std::uint64_t bits = 0;
  for (PhraseClass phrase : {comments, newsletter, cookie, copyright, advertisement, author_bio, related,
                             share, promotion, contents, navigation, player, references})
    bits |= std::uint64_t{1} << static_cast<unsigned>(phrase);
  return bits;
}();

/// Calls `each(block)` for the blocks that have one of the signs, in order.
template <class Each>
void for_each_with(const Context& ctx, std::uint16_t signs, Each each) {
  for (std::size_t first = 0; first < ctx.size(); first += 64)
    for (std::uint64_t found = masked_bits(ctx.signs.data() + first, signs); found != 0; found &= found - 1)
      each(first + static_cast<std::size_t>(std::countr_zero(found)));
}

/// Fills ctx.signs and ctx.any.
void note_signs(Context& ctx);

}  // namespace nutgraf
