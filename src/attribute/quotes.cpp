// Quotations: which of them an attribution holds, which go on from the one before, and what kind each is.
#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

/// Cues after which the next sentence's quotation is still the same speaker's.
bool reports(const Found& f) {
  return f.quoted || f.kind == CueKind::speech || f.kind == CueKind::ask || f.kind == CueKind::judge;
}

}  // namespace

/// Its content begins with a quotation.
bool Finder::opens_quoted(const Found& f) const {
  const QuotePair* pair = f.content.empty() ? nullptr : pair_at(f.content.front().first);
  return pair != nullptr && pair->open == f.content.front().first;
}

void Finder::hold(Found& holder, TokenRange quote) {
  holder.content.push_back(quote);
  holder.added = true;
  claims_.hold(quote);
}

/// continued: the reporting attribution before the quotation in its block, or the quoting one after it, or
/// the one that the block before ended with. `order_` holds the block's attributions by cue, `next_` the
/// first one past `pair`.
Found* Finder::continued_by(const QuotePair& pair, std::size_t first_found) {
  while (next_ < order_.size() && found_[order_[next_]].cue.first < pair.open) {
    const Found& now = found_[order_[next_]];
    // "…," she said, pointing at the "new" pier. "…": the quoting cue of a sentence, not the -ing form after
    // it
    const bool after_quoting =
        reporting_ >= 0 && !opens_quoted(now) && found_[static_cast<std::size_t>(reporting_)].quoted &&
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

/// run-on: “We waited!”The crowd left: the sentence ends in the quotation, though no blank follows it.
bool Finder::run_on(const QuotePair& pair) const {
  if (!pair.closed || pair.close + 1 >= block_last_ || pair.close <= pair.open + 1) return false;
  const TokenKind mark = token(pair.close - 1).kind;
  const bool ends =
      mark == TokenKind::period || mark == TokenKind::question || mark == TokenKind::exclamation;
  const Token& next = token(pair.close + 1);
  return ends && next.has(token_flag::capital) && !next.has(token_flag::space_before);
}

/// Gives the block's unclaimed quotations of whole sentences to the speaker they continue.
void Finder::attach_quotes(std::size_t first_found) {
  std::size_t k = next_outer_;
  auto unheld = [&] {
    const QuotePair& pair = outer_[k];
    return pair.open >= block_first_ && !claims_.any(within_part(pair));
  };
  while (k < past_outer_ && !unheld()) ++k;
  if (k == past_outer_) return;
  order_.clear();
  for (std::size_t i = first_found; i < found_.size(); ++i) order_.push_back(static_cast<std::uint32_t>(i));
  std::sort(order_.begin(), order_.end(),
            [&](auto a, auto b) { return found_[a].cue.first < found_[b].cue.first; });
  next_ = 0;
  reporting_ = -1;
  for (; k < past_outer_; ++k) {
    if (!unheld()) continue;
    const QuotePair* pair = &outer_[k];
    const TokenRange quote = within_part(*pair);
    Found* reopened = pair->continues ? holder_before(pair->open) : nullptr;
    if (reopened != nullptr) {
      hold(*reopened, quote);
      continue;
    }
    const bool opens = pair->open == block_first_ || token(pair->open).has(token_flag::sentence_start) ||
                       token(pair->open - 1).has(token_flag::sentence_end);
    const bool closes =
        quote.last >= block_last_ || token(quote.last - 1).has(token_flag::sentence_end) || run_on(*pair);
    const bool after_colon = pair->open > block_first_ && token(pair->open - 1).is(TokenKind::colon);
    if (!opens && closes && quote.size() > (after_colon ? 4 : 5) && leading_verb(*pair, quote.last)) {
      reporting_ = static_cast<std::int64_t>(found_.size() - 1);
      continue;
    }
    Found* split = opens ? nullptr : split_further(*pair, quote.last, first_found);
    if (split != nullptr) {
      hold(*split, quote);
      continue;
    }
    if (in_words(*pair, quote) || (!run_on(*pair) && trailing_verb(*pair, quote)) ||
        signed_quote(*pair, quote)) {
      reporting_ = static_cast<std::int64_t>(found_.size() - 1);
      continue;
    }
    // “We waited too long for the pier,” which may be so: it only begins a sentence
    const bool all = closes || (quote.size() > 8 && quote_shape(pair->open) == Shape::many);
    if (!opens || !all || quote.size() < 4) continue;
    if (Found* speaker = continued_by(*pair, first_found); speaker != nullptr) hold(*speaker, quote);
  }
}

/// split-further: “We waited,” she said of the pier, “and nobody came.”: the quotation goes on in the
/// sentence of its cue, past more words than a cue group holds.
Found* Finder::split_further(const QuotePair& pair, std::uint32_t last, std::size_t first_found) {
  const bool marked = pair.open > block_first_ &&
                      (token(pair.open - 1).is(TokenKind::comma) || token(pair.open - 1).is(TokenKind::dash));
  if (!marked || last < pair.open + 5) return nullptr;
  Found* said = continued_by(pair, first_found);
  if (said == nullptr || !opens_quoted(*said) || said->block != block_) return nullptr;
  const bool before = said->content.back().last <= said->cue.first && said->cue.last < pair.open;
  if (!before || said->cue.last + 60 < pair.open) return nullptr;
  for (std::uint32_t i = said->cue.first; i < pair.open; ++i)
    if (token(i).has(token_flag::sentence_end) || claims_.only_held(i)) return nullptr;
  return said;
}

/// leading-verb: a statement after a comma or colon that no cue claimed belongs to the verb before it: "laid
/// it out: “…”", "Her answer was, “…”".
bool Finder::leading_verb(const QuotePair& pair, std::uint32_t last) {
  const std::uint32_t open = pair.open;
  if (open <= block_first_ + 1 || !token(open + 1).has(token_flag::capital) || names_work(open)) return false;
  const bool colon = token(open - 1).is(TokenKind::colon);
  if (!colon && !token(open - 1).is(TokenKind::comma)) return false;
  std::uint32_t c = syntax.chunk_of[open];
  if (!colon && c > 1 && answer_is(c - 2, {open, last})) return true;
  for (int steps = 0; c > 0 && steps < 16; ++steps) {
    --c;
    if (token(chunk(c).last - 1).has(token_flag::sentence_end) || claims_.any(chunk(c).first)) return false;
    if (!kind(c, ChunkKind::verb_group)) continue;
    const bool reporting = cue_at(c).cue != 0;
    if (!colon && !reporting) return false;
    Subject s = find_subject(c);
    if (s.range.empty()) return false;
    give(s, {chunk(c).first, chunk(c).last}, {open, last}, "leading-verb");
    return true;
  }
  return false;
}

/// The form of "be" after the noun group `noun` and its "of" and "to" that a comma and a quotation follow; 0
/// if there is none.
std::uint32_t Finder::answer_verb(std::uint32_t noun) const {
  std::uint32_t c = noun + 1;
  while (c < noun + 6 && kind(c, ChunkKind::preposition) && kind_noun(c + 1)) c += 2;
  const bool be = kind_is_verb(c) && !chunk(c).subject_inside && syntax.says(chunk(c).head, word_bit::be);
  return be && kind(c + 1, ChunkKind::comma) && kind(c + 2, ChunkKind::quote) ? c : 0;
}

/// answer-is: "Ruiz's advice to her clerks was, “…”": a form of "be" and a comma before the quotation; the
/// owner of the noun says it.
bool Finder::answer_is(std::uint32_t verb, TokenRange quote) {
  if (verb == 0 || !kind_noun(verb - 1)) return false;
  const std::uint32_t noun = extend_left(verb - 1);
  if (answer_verb(noun) != verb || claims_.any(chunk(noun).head)) return false;
  Subject s;
  for (std::uint32_t i = chunk(noun).first; i < chunk(noun).head; ++i) {
    const bool owner = syntax.tags[i] == Tag::possessive;
    if (!owner &&
        !(syntax.tags[i] == Tag::determiner && kind_of({i, i + 1}, i) != SubjectKind::demonstrative))
      continue;
    s.range = {chunk(noun).first, i + 1};
    s.head = i;
    s.kind = kind_of(s.range, i);
  }
  if (s.range.empty()) return false;
  give(s, {chunk(noun).head, chunk(verb).last}, quote, "answer-is");
  return true;
}

/// The attribution that holds the last quotation before `open`, if it lies in one of the last blocks.
Found* Finder::holder_before(std::uint32_t open) {
  for (std::size_t i = found_.size(), steps = 0; i-- > 0 && steps < 6; ++steps) {
    Found& f = found_[i];
    if (f.content.empty() || f.block + 40 < block_) return nullptr;
    const TokenRange& r = f.content.back();
    if (r.last > open) continue;
    if (const QuotePair* pair = around(r.last - 1); pair != nullptr && !pair->closed) return &f;
  }
  return nullptr;
}

/// The first of `outer_` that ends past the token.
std::size_t Finder::outer_from(std::uint32_t token) const {
  const auto at = std::partition_point(outer_, outer_ + outers_,
                                       [&](const QuotePair& pair) { return end_of(pair) <= token; });
  return static_cast<std::size_t>(at - outer_);
}

/// The outermost pair that the token lies in, marks included; null if there is none.
const QuotePair* Finder::around(std::uint32_t token) const {
  const QuotePair& at = outer_[outer_from(token)];
  return at.open <= token ? &at : nullptr;
}

/// title, scare: nobody's statement.
QuoteKind Finder::kind_of_unheld(const QuotePair& pair, std::uint32_t last) const {
  std::uint32_t words = 0, capitals = 0;
  for (std::uint32_t i = pair.open + 1; i < last; ++i) {
    const bool word = token(i).is(TokenKind::word), capital = token(i).has(token_flag::capital);
    words += word;
    capitals += word & (capital | (token(i).length < 4));
  }
  if (words > 1 && words < 12 && capitals == words && token(pair.open + 1).has(token_flag::capital))
    return QuoteKind::title;
  if (words <= 4) return QuoteKind::scare;
  const bool sentence =
      token(last - 1).has(token_flag::sentence_end) && token(pair.open).has(token_flag::sentence_start);
  return sentence ? QuoteKind::direct : QuoteKind::partial;
}

/// The attributions that hold the pairs of `outer_`, the first of each.
/// direct: the pair is the whole content, but for a mark at its end; partial: words within one.
std::pmr::vector<Finder::Holder> Finder::holders(std::span<const Found> found) const {
  std::pmr::vector<Holder> out(outers_, &memory_);
  std::size_t k = 0;  // contents stand near one another
  for (std::size_t f = 0; f < found.size(); ++f) {
    if (!found[f].quoted || found[f].parent >= 0) continue;
    for (const TokenRange& r : found[f].content) {
      while (k > 0 && end_of(outer_[k - 1]) > r.first) --k;
      while (end_of(outer_[k]) <= r.first) ++k;
      for (; outer_[k].open < r.last; ++k) {
        const QuotePair& pair = outer_[k];
        Holder& holder = out[k];
        if (holder.found < 0) holder.found = static_cast<std::int32_t>(f);
        const std::uint32_t end =
            std::min(end_of(pair), tokens_.first[pair.block + 1] + (pair.closed ? 1u : 0u));
        const bool whole =
            (r.first == pair.open) & (r.last + 1 >= end) & ((r.last <= end + 1) | (r.last <= end_of(pair)));
        holder.direct |= whole & (holder.found == static_cast<std::int32_t>(f));
      }
    }
  }
  return out;
}

std::vector<Quote> Finder::quotes(std::span<const Found> found) const {
  std::vector<Quote> out;
  if (outers_ == 0) return out;
  out.reserve(outers_);
  const std::pmr::vector<Holder> held = holders(found);
  for (std::size_t k = 0; k < outers_; ++k) {
    const QuotePair& pair = outer_[k];
    if (pair.open + 1 >= pair.close || !reads_role(segments_.decisions[pair.block].role)) continue;
    const std::uint32_t last = std::min<std::uint32_t>(pair.close, tokens_.first[pair.block + 1]);
    if (last <= pair.open + 1) continue;
    const Span span{token(pair.open + 1).start, token(last - 1).end()};
    const Holder holder = held[k];
    if (pair.continues && !out.empty() && holder.found >= 0 &&
        out.back().attribution == static_cast<std::uint32_t>(holder.found)) {
      out.back().span.end = span.end;
      continue;
    }
    Quote quote;
    quote.span = span;
    quote.block = pair.block;
    if (holder.found >= 0) {
      quote.attribution = static_cast<std::uint32_t>(holder.found);
      quote.kind = holder.direct ? QuoteKind::direct : QuoteKind::partial;
    } else {
      quote.kind = kind_of_unheld(pair, pair.closed ? last + 1 : last);
    }
    out.push_back(quote);
  }
  return out;
}

}  // namespace nutgraf
