// Quotations: which of them an attribution holds, which go on from the one before, and what kind each is.
#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

/// Cues after which the next sentence's quotation is still the same speaker's.
bool reports(const Found& f) {
  return f.quoted || f.kind == CueKind::speech || f.kind == CueKind::ask || f.kind == CueKind::judge;
}

}  // namespace

void Finder::hold(Found& holder, TokenRange quote) {
  holder.content.push_back(quote);
  for (std::uint32_t i = quote.first; i < quote.last; ++i) claimed_[i] |= 1;
}

/// continued: the reporting attribution before the quotation in its block, or the quoting one after it, or
/// the one that the block before ended with. `order_` holds the block's attributions by cue, `next_` the
/// first one past `pair`.
Found* Finder::continued_by(const QuotePair& pair, std::size_t first_found) {
  while (next_ < order_.size() && found_[order_[next_]].cue.first < pair.open) {
    const Found& now = found_[order_[next_]];
    // "…," she said, pointing at it. "…": the quoting cue of a sentence, not the -ing form after it
    const bool after_quoting =
        reporting_ >= 0 && !now.quoted && found_[static_cast<std::size_t>(reporting_)].quoted &&
        found_[static_cast<std::size_t>(reporting_)].sentence_first == now.sentence_first;
    if (reports(now) && !after_quoting) reporting_ = static_cast<std::int64_t>(order_[next_]);
    ++next_;
  }
  if (reporting_ >= 0) return &found_[static_cast<std::size_t>(reporting_)];
  for (std::size_t k = next_; k < order_.size() && k < next_ + 8; ++k)
    if (found_[order_[k]].quoted) return &found_[order_[k]];
  if (block_first_ != pair.open) return nullptr;
  for (std::size_t i = first_found, steps = 0; i-- > 0 && found_[i].block + 2 >= block_ && steps < 8; ++steps)
    if (found_[i].quoted) return &found_[i];
  return nullptr;
}

/// Gives the block's unclaimed quotations of whole sentences to the speaker they continue.
void Finder::attach_quotes(std::uint32_t block, std::size_t first_found) {
  order_.clear();
  for (std::size_t i = first_found; i < found_.size(); ++i) order_.push_back(static_cast<std::uint32_t>(i));
  std::sort(order_.begin(), order_.end(),
            [&](auto a, auto b) { return found_[a].cue.first < found_[b].cue.first; });
  next_ = 0;
  reporting_ = -1;
  const QuotePair* end = tokens_.quotes.data() + tokens_.quotes.size();
  for (const QuotePair* pair = first_quote(block); pair != end && pair->block == block; ++pair) {
    if (pair->level != 0) continue;
    const TokenRange quote{pair->open, std::min(pair->close + (pair->closed ? 1u : 0u), block_last_)};
    if (std::any_of(claimed_.begin() + quote.first, claimed_.begin() + quote.last,
                    [](auto c) { return c != 0; }))
      continue;
    Found* reopened = pair->continues ? holder_before(pair->open) : nullptr;
    if (reopened != nullptr) {
      hold(*reopened, quote);
      continue;
    }
    const bool opens = pair->open == block_first_ || token(pair->open).has(token_flag::sentence_start) ||
                       token(pair->open - 1).has(token_flag::sentence_end);
    const bool closes = quote.last >= block_last_ || token(quote.last - 1).has(token_flag::sentence_end);
    if (!opens && closes && quote.size() > 5 && leading_verb(*pair, quote.last)) {
      reporting_ = static_cast<std::int64_t>(found_.size() - 1);
      continue;
    }
    if (in_words(*pair, quote) || trailing_verb(*pair, quote) || signed_quote(*pair, quote)) {
      reporting_ = static_cast<std::int64_t>(found_.size() - 1);
      continue;
    }
    if (!opens || !closes || quote.size() < 4) continue;
    if (Found* speaker = continued_by(*pair, first_found); speaker != nullptr) hold(*speaker, quote);
  }
  introduce_next();
}

/// leading-verb: a statement after a comma or colon that no cue claimed belongs to the verb before it: "laid
/// it out: “…”".
bool Finder::leading_verb(const QuotePair& pair, std::uint32_t last) {
  const std::uint32_t open = pair.open;
  if (open <= block_first_ + 1 || !token(open + 1).has(token_flag::capital) || names_work(open)) return false;
  const bool colon = token(open - 1).is(TokenKind::colon);
  if (!colon && !token(open - 1).is(TokenKind::comma)) return false;
  std::uint32_t c = syntax.chunk_of[open];
  for (int steps = 0; c > 0 && steps < 16; ++steps) {
    --c;
    if (token(chunk(c).last - 1).has(token_flag::sentence_end) || claimed_[chunk(c).first] != 0) return false;
    if (!kind(c, ChunkKind::verb_group)) continue;
    const bool reporting = model_.cue_of(chunk(c).lex).cue != 0;
    if (!colon && !reporting) return false;
    Subject s = find_subject(c);
    if (s.range.empty()) return false;
    give(s, {chunk(c).first, chunk(c).last}, {open, last}, "leading-verb");
    return true;
  }
  return false;
}

/// The attribution that holds the last quotation before `open`, if it lies in one of the last blocks.
Found* Finder::holder_before(std::uint32_t open) {
  for (std::size_t i = found_.size(), steps = 0; i-- > 0 && steps < 6; ++steps) {
    Found& f = found_[i];
    if (f.content.empty() || f.block + 40 < block_) return nullptr;
    const TokenRange& r = f.content.back();
    if (r.last <= open && quote_of_[r.last - 1] >= 0) {
      const QuotePair& pair = tokens_.quotes[static_cast<std::size_t>(quote_of_[r.last - 1])];
      if (!pair.closed) return &f;
    }
  }
  return nullptr;
}

const QuotePair* Finder::first_quote(std::uint32_t block) const {
  const QuotePair* first = tokens_.quotes.data();
  const QuotePair* last = first + tokens_.quotes.size();
  return std::lower_bound(first, last, block,
                          [](const QuotePair& q, std::uint32_t b) { return q.block < b; });
}

/// direct: the whole content; partial: words within one; title, scare: nobody's statement.
QuoteKind Finder::kind_of_quote(const QuotePair& pair, std::uint32_t last, const Found* holder) const {
  if (holder != nullptr) {
    for (const TokenRange& r : holder->content)
      if (r.first == pair.open && r.last >= last && r.last <= last + 1) return QuoteKind::direct;
    for (const TokenRange& r : holder->content)
      if (r.first == pair.open && r.last + 1 >= last && quote_of_[r.last - 1] == quote_of_[pair.open])
        return QuoteKind::direct;
    return QuoteKind::partial;
  }
  std::uint32_t words = 0, capitals = 0;
  for (std::uint32_t i = pair.open + 1; i < last; ++i) {
    if (!token(i).is(TokenKind::word)) continue;
    ++words;
    capitals += token(i).has(token_flag::capital) || token(i).length < 4;
  }
  if (words > 1 && words < 12 && capitals == words && token(pair.open + 1).has(token_flag::capital))
    return QuoteKind::title;
  if (words <= 4) return QuoteKind::scare;
  const bool sentence =
      token(last - 1).has(token_flag::sentence_end) && token(pair.open).has(token_flag::sentence_start);
  return sentence ? QuoteKind::direct : QuoteKind::partial;
}

std::vector<Quote> Finder::quotes(const std::vector<Found>& found) const {
  std::vector<std::int32_t> holder_of(tokens_.quotes.size(), -1);
  for (std::size_t f = 0; f < found.size(); ++f) {
    if (!found[f].quoted || found[f].parent >= 0) continue;
    for (const TokenRange& r : found[f].content)
      for (std::uint32_t i = r.first; i < r.last; ++i)
        if (quote_of_[i] >= 0 && holder_of[static_cast<std::size_t>(quote_of_[i])] < 0)
          holder_of[static_cast<std::size_t>(quote_of_[i])] = static_cast<std::int32_t>(f);
  }
  std::vector<Quote> out;
  for (std::size_t q = 0; q < tokens_.quotes.size(); ++q) {
    const QuotePair& pair = tokens_.quotes[q];
    const Role role = segments_.decisions[pair.block].role;
    if (pair.level != 0 || pair.open + 1 >= pair.close || !reads_role(role)) continue;
    const std::uint32_t last = std::min<std::uint32_t>(pair.close, tokens_.first[pair.block + 1]);
    if (last <= pair.open + 1) continue;
    const Span span{token(pair.open + 1).start, token(last - 1).end()};
    const std::int32_t holder = holder_of[q];
    if (pair.continues && !out.empty() && holder >= 0 &&
        out.back().attribution == static_cast<std::uint32_t>(holder)) {
      out.back().span.end = span.end;
      continue;
    }
    Quote quote;
    quote.span = span;
    quote.block = pair.block;
    const std::uint32_t end = pair.closed ? last + 1 : last;
    quote.kind = kind_of_quote(pair, end, holder >= 0 ? &found[static_cast<std::size_t>(holder)] : nullptr);
    if (holder >= 0) quote.attribution = static_cast<std::uint32_t>(holder);
    out.push_back(quote);
  }
  return out;
}

}  // namespace nutgraf
