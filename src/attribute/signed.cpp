// Quotations that somebody's name stands under.
#include "attribute/finder.hpp"

namespace nutgraf {

/// signed: “We waited too long.” — Ana Ruiz, Lowmark: a dash and a name, and no more in the block.
bool Finder::signed_quote(const QuotePair& pair, TokenRange quote) {
  const std::uint32_t c = syntax.chunk_of[quote.last - 1] + 1;
  if (!pair.closed || !kind_noun(c + 1) || block_last_ - chunk(c).first > 16) return false;
  if (!token(chunk(c).first).is(TokenKind::dash)) return false;
  if (syntax.tags[chunk(c + 1).head] != Tag::name) return false;
  for (std::uint32_t i = c + 2; i < chunks(); ++i)
    if (kind(i, ChunkKind::quote) || (kind_is_verb(i) && chunk(i).finite)) return false;
  Subject s;
  s.head = chunk(c + 1).head;
  s.range = {chunk(c + 1).first, chunk(extend_right(c + 1, true) - 1).last};
  s.kind = kind_of(s.range, s.head);
  give(s, {chunk(c).first, chunk(c).last}, quote, "signed");
  return true;
}

/// A block that may be a signature: “— Ana Ruiz, Eastport”.
bool Finder::signature(std::uint32_t block) const {
  const std::uint32_t first = tokens_.first[block], last = tokens_.first[block + 1];
  if (last < first + 2 || last - first > 16 || !token(first).is(TokenKind::dash)) return false;
  for (std::uint32_t i = first; i < last; ++i)
    if (around(i) != nullptr || (i + 1 < last && token(i).has(token_flag::sentence_end))) return false;
  return token(first + 1).is(TokenKind::word) && token(first + 1).has(token_flag::capital);
}

/// signed-below: a block that is a quotation, then one that is a signature. What stands under a quotation
/// says more than who spoke before; a line that may be the article's byline does not.
void Finder::sign(std::uint32_t block) {
  if (block == 0 || !signature(block) || !reads_role(segments_.decisions[block - 1].role)) return;
  const std::uint32_t first = tokens_.first[block - 1], last = tokens_.first[block];
  if (first >= last) return;
  if (const QuotePair* quote = around(first); quote == nullptr || around(last - 1) != quote) return;
  Found* before = nullptr;
  for (std::size_t i = found_.size(), steps = 0; i-- > 0 && steps < 8 && before == nullptr; ++steps)
    if (found_[i].content.back().first == first) before = &found_[i];
  if (before == nullptr && claims_.any(first)) return;
  if (before != nullptr && (before->content.size() < 2 || !reads_role(segments_.decisions[block].role)))
    return;
  block_ = block;
  block_first_ = last;
  block_last_ = tokens_.first[block + 1];
  note_quotes();  // none: see signature()
  syntax.read(block_first_, block_last_);
  if (!kind_noun(1) || syntax.tags[chunk(1).head] != Tag::name) return;
  if (before != nullptr) before->content.pop_back();
  Subject s;
  s.head = chunk(1).head;
  s.range = {chunk(1).first, chunk(extend_right(1, true) - 1).last};
  s.kind = kind_of(s.range, s.head);
  give(s, {block_first_, block_first_ + 1}, {first, last}, "signed-below");
  found_.back().block = block - 1;
}

}  // namespace nutgraf
