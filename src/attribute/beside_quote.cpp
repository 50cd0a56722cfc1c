// The clause beside a quotation: which verb reports it, whose it is, and where the quotation says all.
#include <bit>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

/// A mark after which the speaker may follow.
bool leads(TokenKind kind) {
  return kind == TokenKind::comma || kind == TokenKind::question || kind == TokenKind::exclamation ||
         kind == TokenKind::dash || kind == TokenKind::ellipsis;
}

constexpr std::uint32_t longest_subject = 40;  // chunks

}  // namespace

/// leads-on: the speaker may stand after it: “We waited,” · “Why?” · “We —” · “I said, ‘Why?’”
bool Finder::leads_on(const QuotePair& pair) const {
  if (!pair.closed || pair.close <= pair.open + 1 || pair.close >= block_last_) return false;
  const std::uint32_t inner = pair.close > pair.open + 2 && token(pair.close - 1).is(TokenKind::quote_close);
  if (leads(token(pair.close - 1 - inner).kind)) return true;
  return pair.close + 1 < block_last_ && token(pair.close + 1).is(TokenKind::comma);
}

/// The outermost pair that the token of the part lies in, marks included; null if there is none.
const QuotePair* Finder::outer_pair(std::uint32_t i) const {
  const std::uint32_t q = quote_of_[i];
  return q != 0 ? &outer_[q - 1] : nullptr;
}

/// The pair that the token opens or closes; null if it is no outer mark.
const QuotePair* Finder::pair_at(std::uint32_t mark) const {
  if (mark - block_first_ >= block_last_ - block_first_) return nullptr;  // before the part, or past it
  const QuotePair* pair = outer_pair(mark);
  return pair != nullptr && (pair->open == mark || pair->close == mark) ? pair : nullptr;
}

/// A finite verb that says more of a noun: "who runs the ferry", "whose boat sank".
bool Finder::relative_verb(std::uint32_t c) const {
  for (std::uint32_t i = c, steps = 0; i > 0 && steps < 3; ++steps)
    if (kind(--i, ChunkKind::wh)) return true;
  return false;
}

/// The first chunk of the subject that reaches from a quotation to the verb group `c`, 0 if more than a
/// subject stands between them.
std::uint32_t Finder::after_quote(std::uint32_t c) const {
  for (std::uint32_t i = c, steps = 0; i > 0 && steps < longest_subject; ++steps) {
    const Chunk& at = chunk(--i);
    if (at.kind == ChunkKind::quote) {
      const QuotePair* pair = pair_at(at.first);
      if (pair == nullptr || pair->close != at.first) return 0;
      if (leads_on(*pair)) return kind(i + 1, ChunkKind::comma) ? i + 2 : i + 1;
      if (pair->open <= block_first_) return 0;
      i = syntax.chunk_of[pair->open];  // a nickname or slogan within the subject
      continue;
    }
    if (token(at.last - 1).has(token_flag::sentence_end) || at.kind == ChunkKind::subordinator) return 0;
    const bool verb = at.kind == ChunkKind::verb_group && at.finite && !kind(i - 1, ChunkKind::quote);
    if (verb && !relative_verb(i)) return 0;
  }
  return 0;
}

/// All from the chunk `first` to the verb group `c`, less a clause that only adds to it.
Subject Finder::whole_subject(std::uint32_t first, std::uint32_t c) const {
  Subject out;
  std::uint32_t last = c, head = first;
  for (std::uint32_t i = first; i < c; ++i) {
    const bool mark = kind(i, ChunkKind::comma) || kind(i, ChunkKind::dash);
    if (mark && (i + 1 == c || kind(i + 1, ChunkKind::wh) || kind_is_verb(i + 1))) {
      last = i;
      break;
    }
  }
  for (std::uint32_t i = first; i < last && (kind_noun(i) || kind_is_verb(i)); ++i)
    if (kind_noun(i)) head = i;
  while (last > first + 1 && kind(last - 1, ChunkKind::adverb)) --last;
  out.range = {chunk(first).first, chunk(last - 1).last};
  out.head = chunk(head).head;
  out.edge = out.range.first;
  out.kind = kind_of(out.range, out.head);
  out.rule = last < c ? SubjectRule::apposition : SubjectRule::adjacent;
  return out;
}

/// A verb of speech with a quotation mark before it that stands in its sentence.
bool Finder::may_reach_quote(std::uint32_t c, const Frame& f) const {
  const Chunk& vg = chunk(c);
  const bool speech = (f.kind == CueKind::speech) | (f.kind == CueKind::ask);
  const bool active = speech & vg.finite & !vg.passive & (f.subject.rule != SubjectRule::inverted);
  if (!(syntax.quotes & active)) return false;
  const std::uint32_t from = c - std::min(c, longest_subject);
  const std::uint64_t before = (std::uint64_t{1} << (c - from)) - 1;
  const std::uint64_t quotes = before & syntax.sets.from(from, &ChunkBits::quote);
  const std::uint64_t subordinators =
      before & syntax.sets.from(from, [](const ChunkBits& b) { return b[Label::subordinator]; });
  if (quotes <= subordinators) return false;
  const std::uint32_t quote = from + static_cast<std::uint32_t>(std::bit_width(quotes)) - 1;
  return !syntax.ends_sentence({chunk(quote).last, vg.first});
}

/// long-subject: “We waited,” Ana Ruiz, the mayor who built the pier, said: what stands between a quotation
/// that leads on and a verb of speech is its subject, however long.
void Finder::reach_quote(std::uint32_t c, Frame& f) const {
  const std::uint32_t first = after_quote(c);
  if (first == 0 || first >= c || !kind_noun(first) || temporal(first)) return;
  if (!f.subject.range.empty() && f.subject.edge <= chunk(first).first) return;
  f.subject = whole_subject(first, c);
}

/// tagged-on: “We waited too long.” Ruiz said. A sentence of subject and verb alone, after a quotation.
bool Finder::tagged_on(const Frame& f) const {
  return f.kind == CueKind::speech && f.type == CueType::verb && !f.subject.range.empty() &&
         f.subject.range.first == f.sentence_first && f.cue.last < f.sentence_last &&
         token(f.cue.last).is(TokenKind::period) && f.cue.last + 1 == f.sentence_last;
}

/// statement: a quotation that is all of its content: it opens right here and ends with a mark of its own.
/// One past its closing mark, or past the one that "and" joins to it; else 0.
std::uint32_t Finder::statement_end(std::uint32_t open) const {
  std::uint32_t end = 0;
  for (int steps = 0; steps < 8; ++steps) {
    const QuotePair* pair = pair_at(open);
    if (pair == nullptr || pair->open != open || !pair->closed || pair->close >= block_last_) return end;
    const TokenKind mark = token(pair->close - 1).kind;
    const bool marked = leads(mark) || mark == TokenKind::period;
    const bool sentence = token(open + 1).has(token_flag::capital) && pair->close > open + 8;
    if (pair->close < open + 5 || !(marked || sentence)) return end;
    end = pair->close + 1;
    open = end;
    if (open < block_last_ && token(open).is(TokenKind::comma)) ++open;
    if (open >= block_last_ || syntax.tags[open] != Tag::conjunction) return end;
    ++open;
    if (open < block_last_ && token(open).is(TokenKind::comma)) ++open;
  }
  return end;
}

/// title-of-work: “Morning Tide” after "Harbour Radio's", beside "program": title-shaped, and its neighbour
/// owns or names it.
bool Finder::names_work(std::uint32_t open) const {
  const QuotePair* pair = pair_at(open);
  if (pair == nullptr || pair->open != open) return false;
  const bool comma = open > block_first_ && token(open - 1).is(TokenKind::comma);
  const std::uint32_t before = open - (comma ? 1u : 0u);
  bool named = before > block_first_ &&
               (syntax.tags[before - 1] == Tag::possessive || is(before - 1, WordClass::work_noun));
  for (std::uint32_t i = pair->close + 1; i < block_last_ && i < pair->close + 3; ++i)
    named |= is(i, WordClass::work_noun);
  return named && quote_shape(open) == Shape::title;
}

bool Finder::closes_work(std::uint32_t close) const {
  const QuotePair* pair = pair_at(close);
  return pair != nullptr && pair->close == close && names_work(pair->open);
}

/// The chunk after a title of a work that stands at `c`; else `c`.
std::uint32_t Finder::skip_work(std::uint32_t c) const {
  if (!kind(c, ChunkKind::quote) || !names_work(chunk(c).first)) return c;
  const QuotePair* pair = pair_at(chunk(c).first);
  return pair->closed && pair->close < block_last_ ? syntax.chunk_of[pair->close] + 1 : c;
}

/// Gives a quotation to a speaker whose verb is no cue of its own right.
void Finder::give(const Subject& s, TokenRange cue, TokenRange quote, std::string_view rule) {
  Found f;
  f.cue = cue;
  f.source = s.range;
  f.source_head = s.head;
  f.source_kind = s.kind;
  f.antecedent = s.antecedent;
  f.content.push_back(quote);
  f.block = block_;
  f.sentence_first = quote.first;
  f.rule = rule;
  f.confidence = 0.5f;
  f.quoted = true;
  f.kind = CueKind::speech;
  claims_.hold(quote);
  claims_.keep(cue);
  found_.push_back(std::move(f));
}

/// The verb of the clause whose subject begins with the chunk `first`; 0 if it has none, or one that takes
/// something else than the quotation.
std::uint32_t Finder::verb_of(std::uint32_t first) const {
  for (std::uint32_t i = first; i < chunks() && i < first + longest_subject; ++i) {
    const Chunk& at = chunk(i);
    if (at.kind == ChunkKind::quote || at.kind == ChunkKind::subordinator || at.kind == ChunkKind::stop)
      return 0;
    if (at.kind != ChunkKind::verb_group || !at.finite || relative_verb(i)) continue;
    const bool quoted = at.passive && word(at.head) == "quoted";  // "was quoted as saying"
    const bool plain =
        (!at.passive || quoted) && !at.modal && !at.negated && syntax.tags[at.head] != Tag::auxiliary;
    const bool taken =
        kind(i + 1, ChunkKind::subordinator) || kind(i + 1, ChunkKind::wh) || kind_is_verb(i + 1);
    return plain && !taken ? i : 0;
  }
  return 0;
}

/// “Quiet,” he demanded; but “Morning Tide,” the musical, opened: what may be a title is said by somebody.
bool Finder::demands(const Chunk& verb, SubjectKind who) const {
  const std::uint16_t cue = model_.cue_of(token(verb.head).lex).cue;
  const CueKind kind = cue == 0 ? CueKind::other : model_.cues[cue].kind;
  return (kind == CueKind::speech || kind == CueKind::ask || kind == CueKind::want) &&
         who != SubjectKind::common && who != SubjectKind::none;
}

/// trailing-verb: “We waited!” beamed Ana Ruiz · “We waited,” an angry O'Dell shot back: whatever the verb,
/// it reports the quotation that leads on to it.
bool Finder::trailing_verb(const QuotePair& pair, TokenRange quote) {
  if (!leads_on(pair)) return false;
  const bool title = quote_shape(pair.open) == Shape::title;
  std::uint32_t c = syntax.chunk_of[pair.close] + 1;
  if (kind(c, ChunkKind::comma)) ++c;
  if (c >= chunks()) return false;
  Subject s;
  std::uint32_t verb = c;
  if (kind_is_verb(c) && chunk(c).finite && !token(chunk(c).first).has(token_flag::capital)) {
    s = subject_after(c);
    if (s.kind == SubjectKind::it || s.kind == SubjectKind::common) return false;
  } else if (kind_noun(c) && !temporal(c)) {
    verb = verb_of(c);
    if (verb == 0) return false;
    // after “Fire!” a new sentence may begin
    const bool known = model_.cue_of(token(chunk(verb).head).lex).cue != 0;
    if (!known && token(pair.close - 1).kind != TokenKind::comma) return false;
    s = whole_subject(c, verb);
    if (s.kind == SubjectKind::it || s.kind == SubjectKind::document) return false;
  }
  if (s.range.empty() || claims_.any(chunk(verb).head) || claims_.any(s.head)) return false;
  if (title && !demands(chunk(verb), s.kind)) return false;
  give(s, {chunk(verb).first, chunk(verb).last}, quote, "trailing-verb");
  return true;
}

/// in-words: "In Ana Ruiz's words, “…”" · "In the words of Ana Ruiz, “…”"
bool Finder::in_words(const QuotePair& pair, TokenRange quote) {
  const std::uint32_t c = syntax.chunk_of[pair.open];
  if (c < 3 || chunk(c - 1).kind != ChunkKind::comma || !kind_noun(c - 2)) return false;
  const Chunk& noun = chunk(c - 2);
  Subject s;
  if (word(noun.head) == "words" && kind(c - 3, ChunkKind::preposition)) {
    s.range = {noun.first, noun.head};
    s.head = noun.head - 1;
  } else if (c > 4 && word(chunk(c - 3).first) == "of" && kind_noun(c - 4) &&
             word(chunk(c - 4).head) == "words") {
    s.range = {noun.first, noun.last};
    s.head = noun.head;
  }
  if (s.range.empty() || claims_.any(s.head)) return false;
  s.kind = kind_of(s.range, s.head);
  const std::uint32_t words = s.head + 1 == noun.head ? noun.head : chunk(c - 4).head;
  give(s, {words, words + 1}, quote, "in-words");
  return true;
}

/// What a part that ends with a colon tells of the quotation after it. from: "And from Ana Ruiz:" before a
/// block that is a quotation; introduced: "Ana Ruiz issued this statement:"
void Finder::introduce_next() {
  const std::uint32_t last = chunks();
  if (last < 3) return;
  const QuotePair* pair = next_story_quote();
  if (pair == nullptr || claims_.any(pair->open)) return;
  const TokenRange quote{pair->open, std::min(end_of(*pair), tokens_.first[block_ + 2])};
  if (last <= 8 && kind_noun(last - 2) && word(chunk(last - 3).first) == "from") {
    const Subject s = noun_subject(last - 2, SubjectRule::colon);
    return give(s, {chunk(last - 3).first, chunk(last - 3).last}, quote, "from");
  }
  for (std::uint32_t c = last - 1, steps = 0; c-- > 0 && steps < 24; ++steps) {
    if (token(chunk(c).last - 1).has(token_flag::sentence_end)) return;
    if (!kind_is_verb(c) || !chunk(c).finite || claims_.only_held(chunk(c).head)) continue;
    const Subject s = find_subject(c);
    const bool speaks = s.kind == SubjectKind::name || s.kind == SubjectKind::he ||
                        s.kind == SubjectKind::they || s.kind == SubjectKind::unnamed ||
                        s.kind == SubjectKind::org;
    if (speaks) give(s, {chunk(c).first, chunk(c).last}, quote, "introduced");
    return;
  }
}

}  // namespace nutgraf
