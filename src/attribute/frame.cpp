// What stands around a cue word. Each *_frame function is one way to report something.
#include "attribute/frame.hpp"

#include <array>
#include <new>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

/// What a cue clause leans on, by the class of the word; where that does not tell, `other`.
constexpr auto before_of = [] {
  std::array<Before, tag_count> out{};
  for (std::size_t tag = 0; tag < tag_count; ++tag) {
    const Tag t = static_cast<Tag>(tag);
    out[tag] = t == Tag::wh            ? Before::wh
               : t == Tag::conjunction ? Before::conjunction
               : t == Tag::preposition ? Before::prep
               : is_tag(t, "NPOSC")    ? Before::noun
               : is_tag(t, "BZTGEMA")  ? Before::verb
                                       : Before::other;
  }
  return out;
}();

}  // namespace

/// What a cue clause leans on that begins its sentence.
Before Finder::before_sentence(const Frame& f) const {
  const std::uint32_t edge = f.subject.edge;
  const bool quote_left = edge > block_first_ + 1 && token(edge - 1).is(TokenKind::quote_close);
  if (!quote_left) return Before::start;
  if (!token(edge).has(token_flag::capital)) return Before::quote;  // no sentence begins with a small letter
  const TokenKind mark = token(edge - 2).kind;
  if (mark == TokenKind::question || mark == TokenKind::exclamation || mark == TokenKind::ellipsis)
    return Before::question;
  const bool leads =
      mark == TokenKind::comma || mark == TokenKind::dash || (mark == TokenKind::period && tagged_on(f));
  return leads ? Before::quote : Before::start;
}

/// What it leans on before a comma or dash.
Before Finder::before_mark(const Frame& f) const {
  constexpr std::uint32_t furthest = 60;  // chunks
  const std::uint32_t edge = f.subject.edge;
  if (syntax.quotes && edge - 1 > f.sentence_first && token(edge - 2).is(TokenKind::quote_close))
    return closes_work(edge - 2) ? Before::fragment : Before::quote;
  const std::uint32_t low = syntax.chunk_of[f.sentence_first], high = syntax.chunk_of[edge - 1];
  const std::uint32_t past = syntax.sets.past_previous(high, &ChunkBits::finite);
  const bool near = (past > low) & (high < past - 1 + furthest);
  return near ? Before::clause : Before::fragment;
}

/// Sets `before`: what the cue clause leans on to its left.
void Finder::look_before(Frame& out) const {
  const std::uint32_t edge = out.subject.edge;
  if (edge <= out.sentence_first) {
    out.before = syntax.quotes ? before_sentence(out) : Before::start;
    return;
  }
  const Tag tag = syntax.tags[edge - 1];
  out.before = before_of[static_cast<std::size_t>(tag)];
  if (!is_tag(tag, ",:\"U")) return;
  if (tag == Tag::subordinator) {
    out.before = is_that(edge - 1) ? Before::that : Before::sub;
  } else if (tag != Tag::quote) {
    out.before = before_mark(out);
  } else {
    out.before = token(edge - 1).is(TokenKind::quote_open) ? Before::start
                 : closes_work(edge - 1)                   ? Before::fragment
                                                           : Before::quote;
  }
}

/// that-said: "That said, the bridge is safe": a turn of phrase, nobody's statement.
bool Finder::turn_of_phrase(std::uint32_t c) const {
  const std::uint32_t that = chunk(c - (c > 0)).first;
  const bool said = is_word(chunk(c).head, model_.known.said), comma = chunk(c, 1).kind == ChunkKind::comma;
  if (!(said & comma & is_that(that) & (c > 0))) return false;  // nearly always
  const bool opens = that == block_first_ || token(that).has(token_flag::sentence_start) ||
                     token(that - 1).is(TokenKind::paren_open);
  return opens && chunk(c - 1).last == that + 1;
}

/// "the harbour, forcing her to sell, said Ana Ruiz, a clerk.": nobody says a name, so that it is who said
/// it, unless a clause begins with it.
bool Finder::names_sayer(std::uint32_t c, const Subject& after) const {
  if (after.kind != SubjectKind::name || !is_word(chunk(c).head, model_.known.said)) return false;
  return !clause_at(syntax.chunk_of[after.head]);
}

/// verb: a verb group whose head is a cue verb.
bool Finder::verb_frame(std::uint32_t c, Frame& out) {
  const Chunk& vg = chunk(c);
  const CueEntry entry = cue_at(c);
  const std::uint8_t verb_forms = 0x1F;
  const bool what_to = vg.infinitive & (chunk(c, -1).kind == ChunkKind::wh);  // "what to say"
  if ((entry.cue == 0) | ((entry.forms & verb_forms) == 0) | what_to) return false;
  if (turn_of_phrase(c)) return false;
  out.type = CueType::verb;
  out.chunk = c;
  out.head = vg.head;
  out.cue = {vg.first + (vg.subject_inside ? 1u : 0u), vg.last};
  if (out.cue.empty()) out.cue = {vg.head, vg.head + 1};
  out.cue_id = entry.cue;
  out.kind = model_.cues[entry.cue].kind;
  out.tag = syntax.tags[vg.head];
  new (&out.subject) Subject(find_subject(c));  // in place: a copy of what was just written waits for it
  if (vg.infinitive & (chunk(c, -1).kind == ChunkKind::verb_group)) {
    out.chain_lemma = cue_at(c - 1).cue;
    out.cue.first = chunk(c - 1).first;
    out.subject.edge = std::min(out.subject.edge, chunk(c - 1).first);
  }
  const TokenKind left = token(vg.first - (vg.first > block_first_)).kind;
  const bool mark_left =
      (left == TokenKind::quote_close) | ((left == TokenKind::comma) & (vg.first > block_first_ + 1));
  const bool apposition = out.subject.rule == SubjectRule::apposition;
  if (vg.finite & (out.subject.range.empty() | mark_left)) {
    Subject after = subject_after(c);
    const bool surely = !apposition || names_sayer(c, after);
    if (!after.range.empty() && surely) out.subject = after;
  }
  if (may_reach_quote(c, out)) reach_quote(c, out);
  look_before(out);
  look_after(c, out);
  const bool by = (out.tag == Tag::participle) & !vg.perfect & (out.follow == Follow::by);
  if ((vg.passive | by) & !out.agent.empty()) out.subject.rule = SubjectRule::by_agent;
  return true;
}

/// noun: "the claim that", "his support for".
bool Finder::noun_frame(std::uint32_t c, Frame& out) {
  const Chunk& np = chunk(c);
  if (!is_tag(syntax.tags[np.head], "NG")) return false;
  const CueEntry entry = cue_at(c);
  if (entry.cue == 0 || (entry.forms >> static_cast<unsigned>(CueForm::noun) & 1) == 0) return false;
  if (syntax.quotes && answer_verb(c) != 0) return false;
  out.type = CueType::noun;
  out.chunk = c;
  out.head = np.head;
  out.cue = {np.head, np.last};
  out.cue_id = entry.cue;
  out.kind = model_.cues[entry.cue].noun_kind;
  out.tag = Tag::noun;
  out.subject.edge = np.first;
  for (std::uint32_t i = np.first; i < np.head; ++i) {
    const bool owner = syntax.tags[i] == Tag::possessive;
    const std::string_view w = word(i);
    const bool pronoun = syntax.tags[i] == Tag::determiner &&
                         (w == "his" || w == "her" || w == "their" || w == "its" || w == "my" || w == "our");
    if (!owner && !pronoun) continue;
    out.subject.range = {np.first, i + 1};
    out.subject.head = i;
    out.subject.kind = kind_of(out.subject.range, i);
    out.subject.rule = SubjectRule::possessive;
  }
  look_before(out);
  look_after(c, out);
  if (out.subject.range.empty() && c >= 1 && kind(c - 1, ChunkKind::verb_group)) {
    // object-of: "made the claim that"
    Subject s = find_subject(c - 1);
    if (!s.range.empty()) {
      out.subject = s;
      out.subject.rule = SubjectRule::object_of;
      out.cue.first = chunk(c - 1).first;
    }
  }
  if (out.follow == Follow::preposition && out.subject.range.empty() &&
      (word(out.start - 1) == "of" || word(out.start - 1) == "by" || word(out.start - 1) == "from") &&
      kind(syntax.chunk_of[out.start], ChunkKind::noun_group)) {
    const std::uint32_t n = syntax.chunk_of[out.start];
    out.agent = {chunk(n).first, chunk(n).last};
  }
  return true;
}

/// adjective: "is confident that", "was critical of".
bool Finder::adjective_frame(std::uint32_t c, Frame& out) {
  const Chunk& at = chunk(c);
  const CueEntry entry = cue_at(c);
  if (entry.cue == 0 || (entry.forms >> static_cast<unsigned>(CueForm::adjective) & 1) == 0) return false;
  out.type = CueType::adjective;
  out.chunk = c;
  out.head = at.head;
  out.cue = {at.first, at.last};
  out.cue_id = entry.cue;
  out.kind = model_.cues[entry.cue].kind == CueKind::other ? CueKind::belief : model_.cues[entry.cue].kind;
  out.tag = Tag::adjective;
  out.subject.edge = at.first;
  if (c > 0 && kind(c - 1, ChunkKind::verb_group)) {
    out.subject = find_subject(c - 1);
    out.cue.first = chunk(c - 1).first;
  }
  look_before(out);
  look_after(c, out);
  return true;
}

/// What says more of a document without a comma before it: "a report released on Friday by the council", "a
/// letter that was read out". One past it.
std::uint32_t Finder::past_reduced(std::uint32_t next, const Frame& f) const {
  const bool participle =
      kind_is_verb(next) && !chunk(next).finite && syntax.tags[chunk(next).head] == Tag::participle;
  const bool that = kind(next, ChunkKind::subordinator) && is_that(chunk(next).first) &&
                    kind_is_verb(next + 1) && chunk(next + 1).finite;
  if (!participle && !that) return next;
  for (std::uint32_t at = next, steps = 0; steps < 12 && !over(at, f); ++steps, ++at)
    if (kind(at, ChunkKind::comma) || kind(at, ChunkKind::stop) || kind(at, ChunkKind::dash)) return at;
  return next;
}

/// according-to: "according to the report".
bool Finder::according_frame(std::uint32_t c, Frame& out) {
  const std::uint32_t at = chunk(c).first;
  if (!syntax.says(at, word_bit::according) || at + 1 >= block_last_ || !is_word(at + 1, model_.known.to))
    return false;
  const std::uint32_t n = syntax.chunk_of[at + 1] + 1;
  out.type = CueType::according;
  out.chunk = c;
  out.head = at;
  out.cue = {at, at + 2};
  out.kind = CueKind::speech;
  out.tag = Tag::preposition;
  out.subject.edge = at;
  std::uint32_t next = n;
  if (kind(n, ChunkKind::noun_group)) {
    next = extend_right(n, true);
    next = past_reduced(next, out);
    out.subject.range = {chunk(n).first, chunk(next - 1).last};
    out.subject.head = chunk(n).head;
    out.subject.kind = kind_of(out.subject.range, out.subject.head);
    out.subject.rule = SubjectRule::according;
  }
  look_before(out);
  out.start = next < chunks() ? std::min(chunk(next).first, out.sentence_last) : out.sentence_last;
  out.follow = next >= chunks() || out.start >= out.sentence_last ? Follow::end
               : kind(next, ChunkKind::comma)                     ? Follow::comma
               : kind(next, ChunkKind::stop)                      ? Follow::end
                                                                  : Follow::other;
  if (out.follow == Follow::comma) out.start = chunk(next).last;
  return true;
}

/// colon: "Ana Ruiz: We waited too long" at the start of a block.
bool Finder::colon_frame(std::uint32_t c, Frame& out) {
  const std::uint32_t at = chunk(c).first;
  if (!token(at).is(TokenKind::colon) || c == 0 || !kind(c - 1, ChunkKind::noun_group)) return false;
  const std::uint32_t left = extend_left(c - 1);
  if (at + 1 >= block_last_) return false;
  for (std::uint32_t i = chunk(left).first; i < at; ++i)
    if (token(i).is(TokenKind::number)) return false;  // a score or a time
  if (chunk(left).first != block_first_) {
    const bool opens = token(chunk(left).first).has(token_flag::sentence_start) ||
                       kind(left - 1, ChunkKind::dash) || kind(left - 1, ChunkKind::preposition) ||
                       kind(left - 1, ChunkKind::adverb);
    if (!opens || !token(at + 1).is(TokenKind::quote_open)) return false;
  }
  out.type = CueType::colon;
  out.chunk = c;
  out.head = at;
  out.cue = {at, at + 1};
  out.kind = CueKind::speech;
  out.tag = Tag::dash;
  out.subject = noun_subject(c - 1, SubjectRule::colon);
  out.before = Before::start;
  out.start = at + 1;
  out.follow = token(at + 1).is(TokenKind::quote_open) ? Follow::quote
               : clause_at(c + 1)                      ? Follow::clause
                                                       : Follow::noun;
  return true;
}

}  // namespace nutgraf
