#include "attribute/chunk_bits.hpp"

namespace nutgraf {
namespace {

template <class... Labels>
std::uint64_t all(const ChunkBits& b, Labels... labels) {
  return (b[labels] | ...);
}

}  // namespace

void complete(ChunkSets& sets) {
  std::uint64_t after = 0;  // the row before ends with a conjunction
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
    after = b[Label::conjunction] >> 63;
  }
}

}  // namespace nutgraf
