#include "attribute/chunk_bits.hpp"

namespace nutgraf {
namespace {

template <class... Labels>
std::uint64_t all(const ChunkBits& b, Labels... labels) {
  return (b[labels] | ...);
}

}  // namespace

void complete(ChunkSets& sets) {
  std::uint64_t after = 0, after_comma = 0, after_preposition = 0;  // the row before ends with one
  for (std::uint32_t row = 0; row < sets.rows(); ++row) {
    ChunkBits& b = sets.row(row);
    b.noun = all(b, Label::noun, Label::time, Label::pronoun);
    b.finite = b[Label::finite] | b.cell[chunk_cell::infinitive_finite] | b.cell[chunk_cell::finite_inside];
    b.verb = b.finite | b.cell[chunk_cell::participle_bare] |
             all(b, Label::infinitive, Label::gerund, Label::participle);
    b.comma = all(b, Label::comma, Label::semicolon);
    b.dash = all(b, Label::colon, Label::dash, Label::paren_open, Label::paren_close, Label::ellipsis);
    b.quote = all(b, Label::quote_open, Label::quote_close);
    b.joined = b.verb & (b[Label::conjunction] << 1 | after);
    b.breaks = b.comma | b.dash | all(b, Label::subordinator, Label::wh, Label::stop, Label::other);
    // whole-phrase: a mark, a conjunction or a preposition would stand there; a full stop belongs to what
    // ends
    const std::uint64_t goes_on =
        b.quote | b.cell[chunk_cell::infinitive_finite] |
        all(b, Label::noun, Label::pronoun, Label::infinitive, Label::adjective, Label::stop);
    // no-loose-preposition: not between it and its group: "a danger to Lowmark on | Monday"
    const std::uint64_t loose = (b[Label::preposition] << 1 | after_preposition) & (b.noun | b.verb);
    b.boundaries = ~(goes_on | loose | b.comma << 1 | after_comma);
    after = b[Label::conjunction] >> 63;
    after_comma = b.comma >> 63;
    after_preposition = b[Label::preposition] >> 63;
  }
}

}  // namespace nutgraf
