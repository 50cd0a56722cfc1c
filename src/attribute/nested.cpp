// Statements within a statement: "Ana Ruiz said O'Dell had told her that …" holds O'Dell's under Ruiz's. Only
// those are given that are sure: who said it stands beside a verb of speech, and what was said opens after
// it.
#include <array>
#include <cmath>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

constexpr float sure_score = 2.0f;    // log-odds
constexpr float quoted_score = 3.5f;  // with quotation marks, which the outer statement holds as well
constexpr std::size_t most_deep = 2;  // statements that one may stand in

bool named(SubjectKind kind) {
  return kind == SubjectKind::name || kind == SubjectKind::unnamed || kind == SubjectKind::org ||
         kind == SubjectKind::he || kind == SubjectKind::they;
}

}  // namespace

bool Finder::surely_says(const Candidate& c) const {
  const Frame& f = c.frame;
  const bool opens = f.follow == Follow::that || f.follow == Follow::clause || f.follow == Follow::quote;
  if (c.mode != Mode::after || c.score < sure_score || f.kind != CueKind::speech || !opens) return false;
  if (f.type != CueType::verb || f.cue_id == 0) return false;
  const Chunk& verb = chunk(f.chunk);
  const bool plain = verb.finite && !verb.passive && !verb.modal && !verb.negated;
  return plain && named(f.subject.kind) && f.subject.rule == SubjectRule::adjacent;
}

/// The content of a statement that lies in `holder`, and no further.
void Finder::nest_in(const Held& holder, const Candidate& c) {
  const Frame& f = c.frame;
  inside_ = holder.range;
  const std::uint32_t end = std::min(content_end(f, f.start), inside_.last);
  inside_ = {};
  if (end <= f.start + 1) return;
  Found out;
  out.cue = f.cue;
  out.source = f.subject.range;
  out.source_head = f.subject.head;
  out.source_kind = f.subject.kind;
  out.content.push_back({f.start, end});
  out.block = block_;
  out.kind = f.kind;
  out.cue_id = f.cue_id;
  out.sentence_first = f.sentence_first;
  out.confidence = 1.0f / (1.0f + std::exp(-c.score));
  out.rule = "nested";
  out.parent = holder.index;
  out.quoted = holds_quoted({f.start, end});
  if (out.quoted && c.score < quoted_score) return;
  if (keep_reasons) {
    note_reading(f, c.mode, out.reasons);
    inside_ = holder.range;
    note_end(f, out.reasons);
    inside_ = {};
  }
  found_.push_back(std::move(out));
}

/// Finds the sure statements inside the contents of the block, each under the innermost that holds it.
void Finder::nest(std::size_t first_found) {
  bool any = false;
  for (const Candidate& c : candidates_)
    any |= claims_.held(c.frame.head) & (c.score >= sure_score) & (c.frame.kind == CueKind::speech);
  if (!any) return;
  held_.clear();
  for (std::size_t f = first_found; f < found_.size(); ++f)
    for (const TokenRange& r : found_[f].content) held_.push_back({r, static_cast<std::int32_t>(f)});
  std::sort(held_.begin(), held_.end(),
            [](const Held& a, const Held& b) { return a.range.first < b.range.first; });
  std::array<Held, most_deep + 1> open;
  std::size_t depth = 0, next = 0;
  for (const Candidate& c : candidates_) {
    const std::uint32_t head = c.frame.head;
    for (; next < held_.size() && held_[next].range.first <= head; ++next) open[0] = held_[next], depth = 1;
    while (depth > 0 && open[depth - 1].range.last <= head) --depth;
    if (depth == 0 || depth > most_deep) continue;
    const Held& inner = open[depth - 1];
    const Found& holder = found_[static_cast<std::size_t>(inner.index)];
    if (holder.kind != CueKind::speech) continue;
    if (!surely_says(c) || !inner.range.holds(c.frame.subject.range.first)) continue;
    const std::size_t before = found_.size();
    nest_in(inner, c);
    if (found_.size() > before)
      open[depth++] = {found_.back().content.front(), static_cast<std::int32_t>(before)};
  }
}

}  // namespace nutgraf
