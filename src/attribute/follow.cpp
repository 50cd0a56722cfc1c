// What follows a cue word: whom it is told to, when and where, and how its content opens.
#include <array>

#include "attribute/finder.hpp"
#include "attribute/frame.hpp"

namespace nutgraf {
namespace {

/// Sets of cells of chunks: see chunk_cell.
template <class... Labels>
constexpr std::uint64_t cells(Labels... labels) {
  return ((std::uint64_t{1} << static_cast<unsigned>(labels)) | ...);
}
constexpr std::uint64_t nouns = cells(Label::noun, Label::time, Label::pronoun);
constexpr bool in(const Chunk& c, std::uint64_t set) {
  return (set >> c.cell & 1) != 0;
}

/// By the cell of a chunk: those of the next one with which it may be an adjunct; see past_adjunct().
constexpr auto adjuncts = [] {
  std::array<std::uint64_t, chunk_cell::count> out{};
  auto set = [&](Label label, std::uint64_t next) { out[static_cast<std::size_t>(label)] = next; };
  const std::uint64_t tallied =
      cells(Label::infinitive, chunk_cell::infinitive_finite, chunk_cell::participle_bare);
  set(Label::adverb, ~std::uint64_t{0});
  set(Label::time, ~std::uint64_t{0});
  set(Label::noun, tallied);
  set(Label::preposition, nouns);
  set(Label::subordinator, cells(Label::time));
  set(Label::comma, cells(Label::time));
  set(Label::semicolon, cells(Label::time));
  return out;
}();

/// What follows a cue, by the cell of the chunk.
constexpr auto follow_of = [] {
  std::array<Follow, chunk_cell::count> out{};
  out.fill(Follow::other);
  auto set = [&](std::uint64_t of, Follow follow) {
    for (std::size_t cell = 0; cell < out.size(); ++cell)
      if ((of >> cell & 1) != 0) out[cell] = follow;
  };
  set(nouns, Follow::noun);
  set(cells(Label::infinitive, chunk_cell::infinitive_finite), Follow::to);
  set(cells(Label::finite, Label::gerund, Label::participle, chunk_cell::participle_bare), Follow::verb);
  set(cells(chunk_cell::finite_inside), Follow::clause);
  set(cells(Label::quote_open), Follow::quote);
  set(cells(Label::subordinator), Follow::sub);
  set(cells(Label::wh), Follow::wh);
  set(cells(Label::adjective), Follow::adjective);
  set(cells(Label::preposition), Follow::preposition);
  set(cells(Label::comma, Label::semicolon, Label::dash, Label::paren_open, Label::paren_close,
            Label::ellipsis),
      Follow::comma);
  set(cells(Label::colon), Follow::colon);
  set(cells(Label::stop), Follow::end);
  set(cells(Label::conjunction), Follow::conjunction);
  return out;
}();
/// Those that are looked at more closely.
constexpr std::uint64_t looked_at = nouns | cells(Label::comma, Label::semicolon, Label::preposition,
                                                  Label::subordinator, Label::quote_close);

/// "The papers show, he said in May, that": the cue clause stands inside its content, or after it.
constexpr bool interrupts(const Frame& f) {
  return (f.before == Before::quote) | (f.before == Before::clause) | (f.before == Before::fragment);
}

/// Contents that a quotation further off may be, with a verb before it.
constexpr bool may_be_far(Follow follow) {
  constexpr auto set =
      cells(Follow::noun, Follow::preposition, Follow::adjective, Follow::as, Follow::wh, Follow::comma);
  return (set >> static_cast<unsigned>(follow) & 1) != 0;
}

}  // namespace

/// clause: a finite verb follows the noun group at `c` within its reach: "rivers in the north had risen".
/// What comes first decides: a mark, a verb after "and", a finite verb; without a noun group, any verb. All
/// in bits of `c` and the chunks after it, without a branch.
bool Finder::clause_at(std::uint32_t c) const {
  constexpr std::uint64_t reach = (1u << 14) - 1;
  const ChunkSets& sets = syntax.sets;
  const std::uint64_t groups = sets.from(c, &ChunkBits::noun), breaks = sets.from(c, &ChunkBits::breaks);
  const std::uint64_t finite = sets.from(c, &ChunkBits::finite), joined = sets.from(c, &ChunkBits::joined);
  const std::uint64_t inside =
      sets.from(c, [](const ChunkBits& b) { return b.cell[chunk_cell::finite_inside]; });
  const std::uint64_t all = groups | breaks | sets.from(c, &ChunkBits::verb), first = all & (0 - all);
  // past a noun group: up to its verb, or what comes before one
  const std::uint64_t further = (finite | joined | breaks) & ~(first | (first - 1)),
                      next = further & (0 - further);
  const std::uint64_t noun = 0 - std::uint64_t{(first & groups) != 0};
  const std::uint64_t verb =
      ((next & finite & ~joined & noun) | (first & inside & (~joined | 1) & ~noun)) & reach;
  if (verb == 0) return false;
  return !syntax.ends_sentence(
      {chunk(c).first, chunk(c + static_cast<std::uint32_t>(std::countr_zero(verb))).first});
}

/// that-night: "said in his speech that night": "that" before a time is no "that" of a content.
bool Finder::that_time(std::uint32_t c) const {
  return kind(c, ChunkKind::subordinator) && is_that(chunk(c).first) && kind_noun(c + 1) && temporal(c + 1) &&
         chunk(c + 1).last == chunk(c + 1).first + 1 && !kind_is_verb(c + 2) &&
         !token(chunk(c).first - 1).is(TokenKind::comma);
}

/// tally: "voted 6-3 to close the pier": numbers between the cue and what it is about.
bool Finder::tally(std::uint32_t c) const {
  return kind_noun(c) && token(chunk(c).head).is(TokenKind::number) && chunk(c).last == chunk(c).first + 1 &&
         kind_is_verb(c + 1) && chunk(c + 1).infinitive;
}

/// adjuncts: time and place words between cue and content: "said on Monday in a statement that"; `c` is not
/// the first chunk.
std::uint32_t Finder::skip_adjuncts(std::uint32_t c) const {
  std::uint32_t at = c;
  for (int steps = 0; steps < 8; ++steps) {
    const bool begins = token(chunk(at).first - 1).has(token_flag::sentence_end);
    if (begins | !in(chunk(at + 1), adjuncts[chunk(at).cell])) break;
    const std::uint32_t past = past_adjunct(at);
    if (past == at) break;
    at = past;
  }
  return at;
}

/// One past the adjunct that begins with the chunk `at`, `at` if none does.
std::uint32_t Finder::past_adjunct(std::uint32_t at) const {
  const bool noun_next = chunk(at, 1).kind == ChunkKind::noun_group;
  switch (chunk(at).kind) {
    case ChunkKind::adverb:
      return at + 1;
    case ChunkKind::noun_group:
      return temporal(at) || tally(at) ? at + 1 : at;
    case ChunkKind::subordinator:
      return that_time(at) ? at + 2 : at;
    case ChunkKind::preposition:
      return noun_next ? skip_work(at + 2) : at;
    case ChunkKind::comma:
      return temporal(at + 1) ? at + 2 : at;
    default:
      return at;
  }
}

/// The chunk before the first quotation mark from `c` on, as a bit of `c` and those after it, if it is a mark
/// and near; else none.
[[gnu::always_inline]] inline std::uint64_t Finder::mark_before_quote(std::uint32_t c) const {
  constexpr std::uint32_t furthest = 14;
  const std::uint64_t quotes = syntax.sets.from(c, &ChunkBits::quote);
  const std::uint64_t marks = syntax.sets.from(c, [](const ChunkBits& b) { return b.comma | b.dash; });
  return (quotes & (0 - quotes)) >> 1 & marks & ((1u << furthest) - 1);
}

/// far-quote: a quotation after a comma with no verb on the way, or after a colon with one at most; 0 if
/// there is none. `mark` is that of mark_before_quote().
std::uint32_t Finder::far_quote(std::uint32_t c, std::uint64_t mark, std::uint32_t sentence_last) const {
  const auto window = [&](auto of) { return syntax.sets.from(c, of); };
  const std::uint64_t within = mark - 1;
  const std::uint64_t verbs = window(&ChunkBits::verb) & within;
  const std::uint64_t clauses = verbs | (window([](const ChunkBits& b) { return b[Label::wh]; }) & within);
  const std::uint64_t opening = clauses | (window(&ChunkBits::comma) & within);
  const std::uint64_t colons = window([](const ChunkBits& b) { return b[Label::colon]; });
  const std::uint64_t ends =
      window([](const ChunkBits& b) { return b[Label::stop] | b[Label::subordinator]; });
  // a verb past a comma, a "who" or another verb
  const std::uint64_t late = verbs & ~(opening & (0 - opening));
  if ((late | ((ends | colons) & within)) != 0 || ((colons & mark) == 0 && clauses != 0)) return 0;
  const Chunk& at = chunk(c + static_cast<std::uint32_t>(std::countr_zero(mark)));
  const bool quote = at.first < sentence_last && at.last + 1 < block_last_ &&
                     token(at.last).is(TokenKind::quote_open) && token(at.last + 1).has(token_flag::capital);
  return quote ? at.last : 0;
}

/// The first chunk after the noun group at `c` that adds nothing to it, as a bit of those after `c`, if it is
/// an -ing form and near; else none.
[[gnu::always_inline]] inline std::uint64_t Finder::gerund_after(std::uint32_t c) const {
  constexpr std::uint32_t furthest = 5;
  const std::uint64_t past = ~syntax.sets.from(
      c + 1, [](const ChunkBits& b) { return b[Label::preposition] | b.noun | b[Label::adverb]; });
  const std::uint64_t gerunds = syntax.sets.from(c + 1, [](const ChunkBits& b) { return b[Label::gerund]; });
  return past & (0 - past) & gerunds & ((1u << furthest) - 1);
}

/// saying: the noun group at `c` is followed by "saying" or another reporting -ing form; a document also by
/// "condemning" or "urging". `gerund` is that of gerund_after().
bool Finder::says_after(std::uint32_t c, std::uint64_t gerund, std::uint32_t sentence_last) const {
  const std::uint32_t i = c + 1 + static_cast<std::uint32_t>(std::countr_zero(gerund));
  if (chunk(i).first >= sentence_last || syntax.tags[chunk(i).head] != Tag::gerund) return false;
  const bool document = (uses(chunk(c).head) & word_use::document) != 0;
  const CueEntry e = cue_at(i);
  return e.cue != 0 && (document || model_.cues[e.cue].kind == CueKind::speech);
}

/// Past the sentence, or the part.
bool Finder::over(std::uint32_t c, const Frame& f) const {
  return chunk(std::min(c, chunks())).first >= f.sentence_last;
}

/// "that", or a quotation with or without a mark before it.
bool Finder::content_opens(std::uint32_t c, const Frame& f) const {
  if (over(c, f)) return false;
  if (kind(c, ChunkKind::subordinator) && is_that(chunk(c).first)) return !that_time(c);
  if (kind(c, ChunkKind::comma) || kind(c, ChunkKind::dash)) ++c;
  return kind(c, ChunkKind::quote) && token(chunk(c).first).is(TokenKind::quote_open);
}

/// hearer: "told reporters that", "asked the mayor,": the first chunk after the hearer, or `at` if there is
/// none.
std::uint32_t Finder::skip_hearer(std::uint32_t at, Frame& f) const {
  std::uint32_t end = at + 1;
  while (kind(end, ChunkKind::preposition) && kind_noun(end + 1) && !over(end, f) && !temporal(end + 1) &&
         !kind_is_verb(end + 2))
    end += 2;
  auto ends = [&](std::uint32_t c) {
    return over(c, f) || kind(c, ChunkKind::comma) || kind(c, ChunkKind::stop);
  };
  auto clause = [&](std::uint32_t c) { return !over(c, f) && kind_noun(c) && clause_at(c); };
  const std::uint32_t next = skip_work(at + 1), hop = skip_adjuncts(next);
  const bool complement = clause(next) || clause(hop) || kind(next, ChunkKind::wh) ||
                          kind(next, ChunkKind::subordinator) ||
                          (kind_is_verb(next) && chunk(next).infinitive);
  const bool opens = content_opens(next, f) || content_opens(end, f) || content_opens(hop, f);
  if (!complement && !opens && !ends(next) && !kind(next, ChunkKind::dash) && !ends(hop)) return at;
  f.hearer = true;
  f.adjunct = hop > next;
  return next;
}

/// adjunct: time words always, place words where a content or the end follows: "said on Monday in Lowmark
/// that".
std::uint32_t Finder::skip_adjunct(std::uint32_t at, Frame& f) const {
  const std::uint32_t hop = skip_adjuncts(at);
  if (hop == at) return at;
  const bool lands = content_opens(hop, f) || over(hop, f) || kind(hop, ChunkKind::stop) ||
                     (kind(hop, ChunkKind::dash) && token(chunk(hop).first).is(TokenKind::colon)) ||
                     (kind(hop, ChunkKind::comma) && interrupts(f));
  bool only_time = true;
  for (std::uint32_t k = at; k < hop; ++k) {
    const bool place = chunk(k).kind == ChunkKind::preposition, time = temporal(k + 1);
    only_time &= !place | time;
  }
  const bool speech = f.kind == CueKind::speech || f.kind == CueKind::ask || f.kind == CueKind::belief ||
                      f.kind == CueKind::find;
  // "referring to the pier. “We waited”": not the place where something is said
  const bool dangling = !chunk(f.chunk).finite && !content_opens(hop, f);
  if (!only_time && (!(lands && speech) || dangling)) {
    std::uint32_t past = at;
    for (bool more = true; more;) {
      const bool adverb =
          kind(past, ChunkKind::adverb) && !syntax.says(chunk(past).first, word_bit::negative);
      const bool time = kind(past, ChunkKind::preposition) && temporal(past + 1);
      more = past < hop && (adverb || time);
      if (more) past += adverb ? 1 : 2;
    }
    return kind(past, ChunkKind::preposition) ? past : at;
  }
  f.adjunct = true;
  return hop;
}

/// A preposition after the cue: an agent, "as", or part of the cue group.
void Finder::follow_preposition(std::uint32_t at, Frame& f) const {
  const Chunk& next = chunk(at);
  f.follow_word = token(next.first).lex;
  if (f.follow_word == model_.known.by) {
    f.follow = Follow::by;
    if (!kind_noun(at + 1)) return;
    std::uint32_t after = extend_right(at + 1, false);
    f.agent = {chunk(at + 1).first, chunk(after - 1).last};
    const std::uint32_t all = extend_right(at + 1, true);
    const bool aside = all > after && kind(all, ChunkKind::comma);
    if (aside) after = all + 1;
    // agent-then: "was asked by the mayor whether", "were told by clerks that"
    const bool opens = content_opens(after, f) || kind(after, ChunkKind::wh) ||
                       kind(after, ChunkKind::subordinator) ||
                       (kind_is_verb(after) && chunk(after).infinitive);
    if (over(after, f) || !opens || f.type != CueType::verb) return;
    if (aside) f.agent.last = chunk(all - 1).last;
    follow_at(after, f);
  } else if (f.follow_word == model_.known.as) {
    f.follow = Follow::as;
  } else {
    f.follow = Follow::preposition;
    f.start = next.last;
    if (f.cue.last == next.first) f.cue.last = next.last;
  }
}

/// A comma after the cue: a quotation, an -ing form or something else comes after it.
void Finder::follow_comma(std::uint32_t at, Frame& f) const {
  f.follow = Follow::comma;
  if (over(at + 1, f)) return;
  if (kind(at + 1, ChunkKind::quote) && token(chunk(at + 1).first).is(TokenKind::quote_open)) {
    f.follow = Follow::quote;
    f.start = chunk(at).last;
  } else if (kind_is_verb(at + 1) && !chunk(at + 1).finite &&
             syntax.tags[chunk(at + 1).head] == Tag::gerund) {
    f.follow = Follow::participle;
  } else if (interrupts(f) && kind(at + 1, ChunkKind::subordinator) && is_that(chunk(at + 1).first)) {
    f.follow = Follow::comma_that;
    f.start = chunk(at).last;
  }
}

Follow Finder::follow_subordinator(std::uint32_t token_index) const {
  const KnownWords& known = model_.known;
  const std::uint16_t w = token(token_index).lex;
  if (w == known.that) return Follow::that;
  if (w == known.if_ || w == known.whether) return Follow::wh;
  return w == known.as ? Follow::as : Follow::sub;
}

/// Sets follow and start by the chunk at `at`.
void Finder::follow_at(std::uint32_t at, Frame& f) const {
  const Chunk& next = chunk(at);
  const unsigned by_cell =
      choose(next.infinitive, static_cast<unsigned>(Follow::to), static_cast<unsigned>(follow_of[next.cell]));
  const bool gerund = (by_cell == static_cast<unsigned>(Follow::verb)) &
                      (syntax.tags[next.head] == Tag::gerund) & !next.finite;
  f.follow = static_cast<Follow>(choose(gerund, static_cast<unsigned>(Follow::gerund), by_cell));
  f.start = choose(next.kind == ChunkKind::dash, next.last, next.first);
  if (in(next, looked_at)) follow_closer(at, f);
}

/// The same where the kind of the chunk does not tell.
void Finder::follow_closer(std::uint32_t at, Frame& f) const {
  const Chunk& next = chunk(at);
  if (next.kind == ChunkKind::noun_group) {
    if (clause_at(at)) f.follow = Follow::clause;
  } else if (next.kind == ChunkKind::preposition) {
    follow_preposition(at, f);
  } else if (next.kind == ChunkKind::comma) {
    follow_comma(at, f);
  } else if (next.kind == ChunkKind::subordinator) {
    f.follow = follow_subordinator(next.first);
  } else if (!token(next.first).is(TokenKind::quote_close)) {
    f.follow = Follow::quote;  // a mark that opens or closes
  }
}

/// Contents that stand further off: past an object, in the next sentence, in the next block. All of it is
/// rare, so that one branch asks for all.
void Finder::follow_further(std::uint32_t at, Frame& f) const {
  const bool verb = f.type == CueType::verb, end = f.follow == Follow::end;
  const std::uint64_t mark =
      mark_before_quote(at) & (0 - static_cast<std::uint64_t>(verb & may_be_far(f.follow)));
  const std::uint64_t gerund =
      gerund_after(at) & (0 - static_cast<std::uint64_t>(verb & (f.follow == Follow::noun)));
  const std::uint32_t next = std::min(f.sentence_last, block_last_ - 1);
  const bool last = f.sentence_last == block_last_;
  const bool next_opens = end & !last & token(next).is(TokenKind::quote_open);
  const bool colon = last & token(next).is(TokenKind::colon);
  if (((mark | gerund) != 0) | next_opens | colon) follow_rare(at, mark, gerund, f);
}

void Finder::follow_rare(std::uint32_t at, std::uint64_t mark, std::uint64_t gerund, Frame& f) const {
  if (const std::uint32_t quote = mark != 0 ? far_quote(at, mark, f.sentence_last) : 0; quote != 0) {
    f.follow = Follow::far_quote;
    f.start = quote;
  } else if (gerund != 0 && says_after(at, gerund, f.sentence_last)) {
    f.follow = Follow::saying;
  }
  if (f.follow == Follow::end && f.sentence_last < block_last_ &&
      token(f.sentence_last).is(TokenKind::quote_open)) {
    const bool when =
        f.subject.range.empty() && f.chunk > 0 && kind(f.chunk - 1, ChunkKind::wh);  // "when asked"
    const bool finite = chunk(f.chunk).finite && !when;
    const bool says =
        f.type != CueType::verb || finite || (f.subject.rule != SubjectRule::participle && !when);
    if (says) f.follow = Follow::next_quote, f.start = f.sentence_last;
  }
  const bool open_end = f.follow != Follow::that && f.follow != Follow::clause && f.follow != Follow::quote;
  if (token(block_last_ - 1).is(TokenKind::colon) && open_end && f.sentence_last == block_last_ &&
      next_story_quote() != nullptr)
    f.follow = Follow::next_block;
}

/// Sets follow, start and the words of the cue group that stand after its verb.
void Finder::look_after(std::uint32_t c, Frame& f) const {
  const bool inverted = f.subject.rule == SubjectRule::inverted;
  std::uint32_t at = syntax.chunk_of[choose(inverted, f.subject.range.last - 1, chunk(c).head)] + 1;
  const bool hears = (f.type == CueType::verb) & ((uses(f.head) & word_use::hearer) != 0);
  if (hears & in(chunk(at), nouns & ~cells(Label::time))) at = skip_hearer(at, f);
  if (in(chunk(at + 1), adjuncts[chunk(at).cell])) at = skip_adjunct(at, f);
  if (over(at, f)) {
    f.follow = Follow::end;
    f.start = f.sentence_last;
  } else {
    follow_at(at, f);
    // kept-not: "pleaded not guilty", "asked not to be named": the content begins with its negation
    const bool adverb = chunk(at, -1).kind == ChunkKind::adverb;
    const bool negative = syntax.says(chunk(at, -1).first, word_bit::negative);
    const bool negated = (at > c + 1) & adverb & (f.start == chunk(at).first) & negative;
    if (negated) f.start = chunk(at - 1).first;
  }
  follow_further(at, f);
}

/// The quotation that opens the next block, null if there is none.
const QuotePair* Finder::next_story_quote() const {
  if (block_ + 2 >= tokens_.first.size() || !reads_role(segments_.decisions[block_ + 1].role)) return nullptr;
  const std::uint32_t first = tokens_.first[block_ + 1];
  if (first != block_last_ || first >= tokens_.first[block_ + 2]) return nullptr;
  const QuotePair* pair = around(first);
  return pair != nullptr && pair->open == first ? pair : nullptr;
}

}  // namespace nutgraf
