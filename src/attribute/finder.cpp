#include "attribute/finder.hpp"

#include <algorithm>
#include <cmath>

#include "base/enum_set.hpp"

namespace nutgraf {
namespace {

/// A longer block is read in parts, as much is kept of each token while it is read.
constexpr std::uint32_t longest_part = 20'000;

/// So many tokens, shorter blocks are read together.
constexpr std::uint32_t read_at_once = 4'000;

}  // namespace

static std::uint32_t longest_block(const Tokens& tokens) {
  std::uint32_t out = 0;
  for (std::size_t b = 1; b < tokens.first.size(); ++b)
    out = std::max(out, tokens.first[b] - tokens.first[b - 1]);
  return out;
}

/// Blocks whose text reports: the story, the headline and what stands with it, captions.
bool reads_role(Role role) {
  static const auto reads = [] {
    std::array<bool, static_cast<std::size_t>(Role::count)> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = is_story(static_cast<Role>(i));
    for (const Role r : {Role::headline, Role::deck, Role::caption, Role::pull_quote})
      out[static_cast<std::size_t>(r)] = true;
    return out;
  }();
  return reads[static_cast<std::size_t>(role)];
}

Finder::Finder(const Page& page, const Tokens& tokens, const Segments& segments, const Rules& rules,
               Memory& memory)
    : syntax(page, tokens, rules, memory),
      page_(page),
      tokens_(tokens),
      segments_(segments),
      rules_(rules),
      model_(*rules.attribution),
      memory_(memory),
      found_(&memory),
      candidate_room_(memory),
      places_(memory),
      quote_of_(std::min(longest_block(tokens), longest_part), memory),
      claims_(tokens.tokens.size() + 1, memory),
      held_(&memory),
      order_(&memory) {
  found_.reserve(std::min<std::size_t>(tokens.tokens.size() / 32 + 8, 500));  // as many as most articles have
  auto* const outer = take<QuotePair>(memory, tokens.quotes.size() + 1);
  for (const QuotePair& pair : tokens.quotes) {
    outer[outers_] = pair;
    outers_ += pair.level == 0;
  }
  constexpr std::uint32_t past = ~0u - 1;
  outer[outers_].open = outer[outers_].close = past;  // so that no loop looks for the end
  outer[outers_].closed = true;
  outer_ = outer;
}

std::pmr::vector<Found> Finder::run() {
  for (std::uint32_t b = 0; b + 1 < tokens_.first.size();) {
    if (gold == nullptr) sign(b);
    b = list_parts(b);
    for (std::size_t part = 0; part < syntax.parts.size();)
      for (const std::size_t end = syntax.read(part); part < end; ++part) read_part(syntax.parts[part]);
  }
  return std::move(found_);
}

/// Lists the parts of the block and of some after it, up to a signature: what stands over it is read first.
/// Returns the block past them.
std::uint32_t Finder::list_parts(std::uint32_t b) {
  syntax.parts.clear();
  const std::uint32_t first = tokens_.first[b];
  do {
    const std::uint32_t end = tokens_.first[b + 1];
    std::uint32_t next = reads_role(segments_.decisions[b].role) ? past_dateline(tokens_.first[b], end) : end;
    while (next < end) {
      const std::uint32_t last = part_end(next, end);
      syntax.parts.push_back({{next, last}, b});
      next = last;
    }
    ++b;
  } while (b + 1 < tokens_.first.size() && tokens_.first[b] < first + read_at_once && !signature(b));
  return b;
}

/// One past the last token of the part that begins at `first`: it ends with a sentence if it can.
std::uint32_t Finder::part_end(std::uint32_t first, std::uint32_t block_end) const {
  if (block_end - first <= longest_part) return block_end;
  for (std::uint32_t end = first + longest_part; end > first + longest_part / 2; --end)
    if (token(end - 1).has(token_flag::sentence_end)) return end;
  return first + longest_part;
}

/// The block's first token past a dateline and its separator: “LOWMARK, March 4 (LW) — The bridge …”: no
/// content holds a place line.
std::uint32_t Finder::past_dateline(std::uint32_t first, std::uint32_t last) const {
  if (!segments_.dateline || first >= last) return first;
  const Span& line = segments_.dateline->span;
  if (line.start < token(first).start || line.end > token(last - 1).end()) return first;
  std::uint32_t i = first;
  while (i < last && token(i).start < line.end) ++i;
  while (i < last && (token(i).is(TokenKind::dash) || token(i).is(TokenKind::colon) ||
                      token(i).is(TokenKind::bar) || token(i).is(TokenKind::slash)))
    ++i;
  return i < last ? i : first;
}

/// What of a pair lies in the part.
TokenRange Finder::within_part(const QuotePair& pair) const {
  return {std::max(pair.open, block_first_), std::min(end_of(pair), block_last_)};
}

void Finder::note_quotes() {
  quote_of_.reset(block_first_);
  while (end_of(outer_[next_outer_]) <= block_first_) ++next_outer_;
  for (past_outer_ = next_outer_; outer_[past_outer_].open < block_last_; ++past_outer_)
    quote_of_.fill(within_part(outer_[past_outer_]), static_cast<std::uint32_t>(past_outer_ + 1));
}

/// Most parts have no quotations: those of the others are taken back, so that these need not look.
void Finder::forget_quotes() {
  for (; next_outer_ < past_outer_; ++next_outer_) {
    const QuotePair& pair = outer_[next_outer_];
    quote_of_.fill(within_part(pair), 0);
    if (end_of(pair) > block_last_) break;
  }
  past_outer_ = next_outer_;
}

void Finder::read_part(const Syntax::Part& part) {
  block_ = part.block;
  block_first_ = part.tokens.first;
  block_last_ = part.tokens.last;
  note_quotes();
  syntax.enter(part);
  find_in_part();
  if (has_quotes()) forget_quotes();
}

void Finder::find_in_part() {
  const std::size_t first_found = found_.size();
  read_cues();
  const bool introduces = token(block_last_ - 1).is(TokenKind::colon);
  const bool quotes = has_quotes(), none = candidates_.empty();
  if (none & !quotes & !introduces) return;
  if (gold != nullptr) return train();
  settle();
  if (quotes) attach_quotes(first_found);
  if (introduces) introduce_next();
  sort_found(first_found);
  if (may_nest_) nest(first_found);
  may_nest_ = false;
}

/// In reading order, as sources are told by who spoke before.
void Finder::sort_found(std::size_t first_found) {
  auto before = [](const Found& a, const Found& b) { return a.cue.first < b.cue.first; };
  const auto first = found_.begin() + static_cast<std::ptrdiff_t>(first_found);
  if (!std::is_sorted(first, found_.end(), before)) std::stable_sort(first, found_.end(), before);
}

/// Reads the frames of the part's cue words that are worth it.
void Finder::read_cues() {
  pass_gate();
  candidate_room_.make(passed_.size() * static_cast<std::size_t>(Mode::count));
  Candidate* out = candidate_room_.data();
  for (const CuePlace& place : passed_) {
    out->frame = blank_;
    out->frame.sentence_first = place.first;
    out->frame.sentence_last = place.last;
    if (read_frame(place.chunk, out->frame)) out = weigh(out);
  }
  candidates_ = {candidate_room_.data(), out};
}

bool Finder::read_frame(std::uint32_t c, Frame& out) {
  const ChunkKind at = chunk(c).kind;
  const bool according = syntax.says(chunk(c).first, word_bit::according);
  if ((at == ChunkKind::verb_group) & !according) return verb_frame(c, out);  // most are
  switch (at) {
    case ChunkKind::verb_group:
      return according_frame(c, out) || verb_frame(c, out);
    case ChunkKind::noun_group:
      return noun_frame(c, out);
    case ChunkKind::adjective:
      return adjective_frame(c, out);
    case ChunkKind::preposition:
      return according_frame(c, out);
    case ChunkKind::dash:
      return colon_frame(c, out);
    default:
      return false;
  }
}

/// Content ranges of a reading, as far as they are free.
static TokenRange trim(const Tokens& tokens, TokenRange r) {
  constexpr EnumSet marks{TokenKind::comma, TokenKind::semicolon, TokenKind::period, TokenKind::colon,
                          TokenKind::dash};
  auto mark = [&](std::uint32_t i) { return marks.holds(tokens.tokens[i].kind); };
  if (r.empty()) return r;
  r.first += mark(r.first);  // more than one is rare
  r.last -= mark(r.last - 1);
  while (!r.empty() && mark(r.first)) ++r.first;
  while (!r.empty() && mark(r.last - 1)) --r.last;
  return r;
}

/// A quotation that is a statement of its own, whatever stands before it in the sentence: it follows a mark
/// and begins with a capital letter.
bool Finder::opens_statement(std::uint32_t open, std::uint32_t last) const {
  if (open == block_first_ || token(open).has(token_flag::sentence_start)) return true;
  if (open + 1 >= last || !token(open + 1).has(token_flag::capital)) return false;
  const Tag before = syntax.tags[open - 1];
  return before == Tag::comma || before == Tag::dash || before == Tag::stop || before == Tag::quote;
}

TokenRange Finder::range_before(const Frame& f) const {
  std::uint32_t end = f.type == CueType::according ? f.head : f.subject.edge;
  if (end <= block_first_) return {};
  std::uint32_t start = f.sentence_first;
  if (f.before == Before::wh || f.before == Before::that) return {end - 1, end};
  for (std::uint32_t i = end; i > block_first_ && i + 3 > end; --i) {
    const QuotePair* pair = outer_pair(i - 1);
    if (pair == nullptr) continue;
    const std::uint32_t open = std::max(pair->open, block_first_);
    start = std::min(start, open);
    if (opens_statement(open, i)) {
      start = open;
      break;
    }
    while (start > block_first_ && !token(start - 1).has(token_flag::sentence_end) && !claims_.any(start - 1))
      --start;
    break;
  }
  return trim(tokens_, {claims_.past_last_in({start, end}), end});
}

/// "Asked by the mayor whether it was safe": a participle whose agent is the source.
bool Finder::asked_by(const Frame& f) const {
  return !f.agent.empty() && f.tag == Tag::participle && !chunk(f.chunk).finite && !chunk(f.chunk).perfect;
}

/// The source where it is not the subject: the agent of a passive, or of what is said of the subject.
void Finder::set_source(const Candidate& candidate, Found& out) const {
  const Frame& f = candidate.frame;
  const bool of_subject = candidate.mode == Mode::subject;
  if (!of_subject && !(f.type == CueType::verb && (chunk(f.chunk).passive || asked_by(f)))) return;
  out.source = f.agent;
  if (!f.agent.empty()) out.source_head = chunk(syntax.chunk_of[f.agent.first]).head;
  out.source_kind = kind_of(out.source, out.source_head);
  if (of_subject && !f.agent.empty()) out.cue.last = std::max(out.cue.last, f.agent.first);
}

/// The content, on the side or the sides of the cue on which the reading has it. True if its end was looked
/// for.
bool Finder::set_content(const Candidate& candidate, Found& out) const {
  const Frame& f = candidate.frame;
  if (candidate.mode == Mode::before || candidate.mode == Mode::both)
    if (const TokenRange before = range_before(f); !before.empty()) out.content.push_back(before);
  if (candidate.mode == Mode::subject && !f.subject.range.empty())
    out.content.push_back(trim(tokens_, f.subject.range));
  if (f.follow == Follow::next_block && candidate.mode == Mode::after) {
    const QuotePair* pair = next_story_quote();
    out.content.push_back({pair->open, std::min(end_of(*pair), tokens_.first[block_ + 2])});
    out.quoted = true;
    return false;
  }
  constexpr EnumSet complements{Follow::to,     Follow::as,   Follow::adjective,  Follow::noun,
                                Follow::gerund, Follow::verb, Follow::preposition};
  const bool complement = complements.holds(f.follow), agent = !f.agent.empty();
  const bool rest = (candidate.mode == Mode::after) | (candidate.mode == Mode::both) |
                    ((candidate.mode == Mode::subject) & complement & !agent);
  if (!rest) return false;
  const TokenRange after = trim(tokens_, {f.start, content_end(f, f.start)});
  if (!after.empty()) out.content.push_back(after);
  return true;
}

/// Whether a range of the part holds quoted words.
bool Finder::holds_quoted(TokenRange r) const {
  const QuotePair* const past = outer_ + past_outer_;
  const QuotePair* const at = std::partition_point(
      outer_ + next_outer_, past, [&](const QuotePair& pair) { return end_of(pair) <= r.first; });
  return at != past && at->open < r.last;
}

/// False if there is no content, or a doubtful one.
bool Finder::accept(const Candidate& candidate) {
  const Frame& f = candidate.frame;
  Found& out = found_.emplace_back();
  out.type = f.type;
  out.mode = candidate.mode;
  out.cue = f.cue;
  out.source = f.subject.range;
  out.source_head = f.subject.head;
  out.source_kind = f.subject.kind;
  out.antecedent = f.subject.antecedent;
  out.block = block_;
  out.kind = f.kind;
  out.cue_id = f.cue_id;
  out.sentence_first = f.sentence_first;
  out.confidence = 1.0f / (1.0f + std::exp(-candidate.score));
  out.rule = mode_names[static_cast<std::size_t>(candidate.mode)];
  set_source(candidate, out);
  if (word_use::pronoun_of(uses(out.source_head)) == word_use::Pronoun::nobody) {  // "There was talk of"
    out.source = {};
    out.source_kind = SubjectKind::none;
  }
  const bool ends = set_content(candidate, out);
  if (has_quotes())
    for (const TokenRange& r : out.content) out.quoted |= holds_quoted(r);
  const bool doubtful_quote = out.quoted && candidate.score < accept_quoted;
  if (out.content.empty() || doubtful_quote) {
    found_.pop_back();
    return false;
  }
  if (keep_reasons) {
    note_gate(f, out.reasons);
    note_reading(f, candidate.mode, out.reasons);
    if (ends) note_end(f, out.reasons);
  }
  for (const TokenRange& r : out.content) claims_.hold(r);
  claims_.keep(out.cue);
  return true;
}

/// "Lashing out, Ruiz said", "Ruiz wrote and said": what would be the content begins with a surer statement.
bool Finder::overtaken(const Candidate& c) const {
  const Frame& f = c.frame;
  if ((c.mode != Mode::after) | ((f.follow != Follow::comma) & (f.follow != Follow::conjunction)))
    return false;
  const Candidate* const next = &c + 1;
  if (next == candidates_.data() + candidates_.size()) return false;
  const std::uint32_t begins = std::min(next->frame.subject.edge, next->frame.cue.first);
  return (next->score > c.score) & (begins > f.head) & (begins <= f.start + 1);
}

/// Accepts the readings of the block turn by turn, each from left to right.
void Finder::settle() {
  for (; turns_ != 0; turns_ &= turns_ - 1)
    for (const Candidate& c : candidates_) {
      if ((c.turn != std::countr_zero(turns_)) || overtaken(c)) continue;
      const bool free = !claims_.any(c.frame.head), taken = free && accept(c);
      may_nest_ |= !taken | (c.mode == Mode::subject);
      if (free & (c.turn == 1)) claim_clause(c.frame);
    }
}

/// The words from the subject, or from the "and" before the verb, to the verb are in no other content.
void Finder::claim_clause(const Frame& f) {
  std::uint32_t first = std::min(f.subject.edge, f.cue.first);
  if (first > f.sentence_first && syntax.tags[first - 1] == Tag::conjunction) --first;
  claims_.keep({first, f.cue.first});
}

namespace {

std::uint32_t overlap(TokenRange a, TokenRange b) {
  const std::uint32_t first = std::max(a.first, b.first), last = std::min(a.last, b.last);
  return last > first ? last - first : 0;
}

}  // namespace

/// The attribution whose cue the candidate's word stands for: of several cue words in one cue group, the
/// object noun of a light verb, else the last verb.
const Gold::Item* Finder::truth_of(std::size_t candidate) const {
  const Frame& f = candidates_[candidate].frame;
  const Gold::Item* truth = nullptr;
  for (const Gold::Item& g : gold->items)
    if (g.cue.holds(f.head)) truth = &g;
  if (truth == nullptr) return nullptr;
  auto object_of = [](const Frame& noun, const Frame& verb) {
    return noun.type == CueType::noun && noun.subject.rule == SubjectRule::object_of &&
           noun.chunk == verb.chunk + 1 &&
           (noun.follow == Follow::preposition || noun.follow == Follow::that || noun.follow == Follow::to);
  };
  for (std::size_t k = candidate >= 40 ? candidate - 40 : 0; k < candidates_.size() && k < candidate + 40;
       ++k) {
    const Frame& o = candidates_[k].frame;
    if (o.head == f.head || !truth->cue.holds(o.head)) continue;
    const bool later = o.head > f.head && o.type == CueType::verb && f.type == CueType::verb;
    const bool verb_wins = f.type != CueType::verb && o.type == CueType::verb && !object_of(f, o);
    if (later || verb_wins || object_of(o, f)) return nullptr;
  }
  return truth;
}

/// On which side of the cue the true content stands; `after` gets the part behind it.
Mode Finder::mode_of(const Frame& f, const Gold::Item& truth, TokenRange& after) const {
  bool left = false, right = false;
  for (const TokenRange& r : truth.content) {
    if (f.follow == Follow::next_block && r.first >= block_last_) right = true;
    if (r.first >= f.sentence_last && r.first != f.start) continue;
    if (r.first >= f.head) {
      right = true;
      if (after.empty()) after = r;
    } else {
      left = true;
    }
  }
  if (left && !after.empty() && after.first >= f.sentence_last) right = false, after = {};
  const bool subject = left && !f.subject.range.empty() && f.subject.rule != SubjectRule::inverted &&
                       f.type == CueType::verb &&
                       overlap(f.subject.range, truth.content.front()) * 2 > f.subject.range.size();
  if (subject) return Mode::subject;
  if (left) return right ? Mode::both : Mode::before;
  return right ? Mode::after : Mode::count;
}

/// Writes one training line for every cue word, see train_gate(), and for every reading: "cue 0|1 features"
/// and, for the true ones, "end 0|1 features".
void Finder::train() {
  if (candidates_.empty()) return;
  std::vector<std::uint32_t> reporting;
  for (std::size_t i = 0, end = 0; i < candidates_.size(); i = end) {
    const Frame& f = candidates_[i].frame;
    for (end = i; end < candidates_.size() && candidates_[end].frame.head == f.head;) ++end;
    const Gold::Item* truth = truth_of(i);
    if (truth == nullptr && gold->reported(f.head)) continue;
    TokenRange after;
    const Mode mode = truth != nullptr ? mode_of(f, *truth, after) : Mode::count;
    for (std::size_t k = i; k < end; ++k) {
      if (candidates_[k].mode == mode) reporting.push_back(f.chunk);
      dump->append(candidates_[k].mode == mode ? "cue 1 " : "cue 0 ");
      Reasons features;
      note_reading(f, candidates_[k].mode, features);
      dump->append(names_of(features)).append(1, '\n');
    }
    const bool cut = !after.empty() && f.follow != Follow::next_block &&
                     (mode == Mode::after || mode == Mode::both || mode == Mode::subject);
    if (cut && after.first < f.start + 3 && after.last > f.start) train_end(f, after);
  }
  train_gate(reporting);
}

}  // namespace nutgraf
