// Where a content begins and ends.
#include <array>
#include <cstring>

#include "attribute/finder.hpp"
#include "base/enum_set.hpp"

namespace nutgraf {
namespace {

constexpr std::int32_t never = -30'000;  // hundredths of log-odds

constexpr std::uint32_t furthest = 1500;  // tokens of a content outside quotation marks

/// A number of tokens on Axis::length.
FeatureValue length_of(std::uint32_t n) {
  static constexpr auto steps = [] {
    std::array<std::uint8_t, 41> out{};
    constexpr std::size_t lows[] = {0, 1, 2, 3, 4, 6, 10, 16, 25, 40};
    static_assert(std::size(lows) == std::size(length_names));
    for (std::size_t step = 0; step < std::size(lows); ++step)
      for (std::size_t i = lows[step]; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(step);
    return out;
  }();
  return FeatureValue(std::size_t{steps[std::min(n, 40u)]});
}

/// Chunks past which a clause or an item of a list may begin.
constexpr EnumSet joints{ChunkKind::comma, ChunkKind::dash, ChunkKind::conjunction};
constexpr EnumSet leading{ChunkKind::preposition, ChunkKind::subordinator};

/// Of hundredths of log-odds from -2048 on.
constexpr auto probabilities = [] {
  constexpr auto powers = [](double factor) {  // exp(-x) = fine[x % 64] * coarse[x / 64]
    std::array<float, 64> out{};
    double power = 1;
    for (float& p : out) p = static_cast<float>(power), power *= factor;
    return out;
  };
  constexpr auto fine = powers(0.99004983374916811);    // exp(-0.01)
  constexpr auto coarse = powers(0.52729242404304861);  // exp(-0.64)
  constexpr float middle = 784'063'053.13779f;          // exp(20.48)
  std::array<float, 4096> out{};
  for (std::size_t x = 0; x < out.size(); ++x)
    out[x] = 1.0f / (1.0f + middle * coarse[x / 64] * fine[x % 64]);
  return out;
}();
float probability(std::int32_t weight) {
  const std::int32_t at = std::clamp(weight, -2048, 2047) + 2048;
  return probabilities[static_cast<std::size_t>(at)];
}

/// The first `count` bits.
constexpr std::uint64_t below(std::uint32_t count) {
  return count < 64 ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
}

/// Boundaries with the probability that the content ends there.
class Ends {
 public:
  /// Kept if `so` and if there is room, without a branch.
  void add_if(bool so, std::uint32_t length, float p) {
    const auto mass = static_cast<std::int32_t>(p * whole);
    length_[size_] = static_cast<std::int32_t>(length);
    mass_[size_] = mass;
    size_ += so & (size_ < most);
    sure_length_ = choose(mass > sure, length, sure_length_);
  }
  /// The length of the content with the most probability near it: ends that differ by less than a fifth of
  /// the length count together.
  std::uint32_t likeliest() { return sure_length_ != 0 ? sure_length_ : likeliest_of_all(); }

 private:
  static constexpr std::size_t most = 160, lanes = 4, few = 2 * lanes;
  static constexpr float whole = 1 << 27;  // of probability
  /// More than five sixths: whatever lies beside such an end, no other one weighs more.
  static constexpr auto sure = static_cast<std::int32_t>(0.834f * whole);
  using Lanes = std::int32_t __attribute__((vector_size(lanes * sizeof(std::int32_t))));
  using List = std::array<std::int32_t, most + few>;
  static Lanes load(const List& list, std::size_t i) {
    Lanes out;
    std::memcpy(&out, &list[i], sizeof out);
    return out;
  }
  static void store(List& list, std::size_t i, const Lanes& values) {
    std::memcpy(&list[i], &values, sizeof values);
  }
  /// All pairs are looked at, without a branch where ends are as few as most contents have.
  std::uint32_t likeliest_of_all() {
    const Lanes none{}, places{0, 1, 2, 3};
    for (const std::size_t i : {size_, size_ + lanes}) store(length_, i, none), store(mass_, i, none);
    Lanes best{};  // mass, then place from behind: of equal ones the first
    auto take = [&](const Lanes& mass, std::size_t i) {
      const Lanes key = (mass >> 5 << 8) + (static_cast<std::int32_t>(255 - i) - places);
      best = key > best ? key : best;
    };
    for (std::size_t i = 0; i < size_; i += few) {
      const Lanes one = load(length_, i), other = load(length_, i + lanes);
      const Lanes one4 = one * 4, one5 = one * 5, other4 = other * 4, other5 = other * 5;
      Lanes near_one = load(mass_, i) >> 2, near_other = load(mass_, i + lanes) >> 2;
      for (std::size_t some = 0; some < size_; some += few)
#pragma GCC unroll 8
        for (std::size_t k = some; k < some + few; ++k) {
          const Lanes length4 = none + length_[k] * 4, length5 = none + length_[k] * 5,
                      mass = none + mass_[k];
          near_one += (length5 >= one4) & (one5 >= length4) & mass;
          near_other += (length5 >= other4) & (other5 >= length4) & mass;
        }
      take(near_one, i);
      take(near_other, i + lanes);
    }
    std::uint32_t top = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto key = static_cast<std::uint32_t>(best[lane]);
      top = choose(key > top, key, top);
    }
    return static_cast<std::uint32_t>(length_[255 - static_cast<std::size_t>(top & 255)]);
  }
  List length_, mass_;
  std::size_t size_ = 0;
  std::uint32_t sure_length_ = 0;  ///< 0 if no end is
};

}  // namespace

/// The furthest a content that starts at `start` can reach: its sentence, or the quotation that opens in it.
std::uint32_t Finder::limit_of(std::uint32_t start, std::uint32_t sentence_last) const {
  std::uint32_t limit = std::max(std::min(sentence_last, start + furthest), start);
  if (!has_quotes()) return limit;
  for (int steps = 0; steps < 50 && limit < block_last_ && limit > start; ++steps) {
    const QuotePair* pair = outer_pair(limit - 1);
    if (pair == nullptr) break;
    if (pair->open < start) return std::min(limit, std::max(pair->close, start));
    const std::uint32_t close = std::min(pair->close + 1, block_last_);
    if (close <= limit) break;
    limit = close;
    while (limit < block_last_ && !token(limit - 1).has(token_flag::sentence_end)) ++limit;
  }
  const QuotePair* pair = start < block_last_ ? outer_pair(start) : nullptr;
  if (pair != nullptr && pair->open < start) limit = std::min(limit, std::max(pair->close, start));
  return limit;
}

/// What follows a cue verb inside a content: the opening of another content or not.
Next Finder::reports_next(std::uint32_t c) const {
  if (c >= chunks()) return Next::end;
  const Chunk& at = chunk(c);
  if (at.kind == ChunkKind::subordinator && word(at.first) == "that") return Next::that;
  const bool mark = at.kind == ChunkKind::comma || at.kind == ChunkKind::dash;
  if (const std::uint32_t quote = mark ? c + 1 : c; kind(quote, ChunkKind::quote))
    return statement_end(chunk(quote).first) != 0 ? Next::statement : Next::quote;
  if (at.kind == ChunkKind::noun_group) return clause_at(c) ? Next::clause : Next::noun;
  if (at.kind == ChunkKind::verb_group) return at.infinitive ? Next::to : Next::verb;
  return Next::other;
}

/// The finite verb group of the clause whose noun group is at `c`; 0 if there is none near.
std::uint32_t Finder::clause_verb(std::uint32_t c) const {
  const std::uint32_t next = syntax.sets.next(
      c + 1, [](const ChunkBits& b) { return ~(b.noun | b[Label::preposition] | b[Label::adverb]); });
  const bool noun = syntax.sets.has(c, &ChunkBits::noun);
  const bool finite = syntax.sets.has(next, &ChunkBits::finite);
  return (noun & finite & (next < c + 6)) ? next : 0;
}

/// Where a clause or an item of a list may begin: what it is and whether it reports something itself.
template <class Sum>
void Finder::add_joint(Sum& add, const Walk& w, const Boundary& at) const {
  const std::uint32_t c = at.chunk;
  const FeatureValue b1 = label(c), b2 = label_within(c + 1, w.end);
  const Follow follow = w.frame.follow;
  add(Feature::end_next3, b2, label_within(c + 2, w.end));
  add.either(true, at.finite, Feature::end_comma_verb, Feature::end_comma, b2, follow);
  add.either(true, clause_at(c + 1), Feature::end_clause, Feature::end_noclause, b1, b2);
  add(Feature::end_before, w.frame.before, b2);
  add.when((chunk(c).kind == ChunkKind::comma) & at.comma, Feature::end_comma_again, follow, b2);
  if (const std::uint32_t verb = clause_verb(c + 1); verb != 0) {
    add(Feature::end_before_clause, w.frame.before, w.frame.kind);
    add.when(token(chunk(c).first - 1).is(TokenKind::quote_close), Feature::end_quote_clause, b1, follow);
    if (const std::uint16_t cue = cue_at(verb).cue; cue != 0)
      add(Feature::end_clause_report, reports_next(verb + 1), model_.cues[cue].kind);
  }
  if (chunk(c, 1).kind != ChunkKind::verb_group) return;
  if (const std::uint16_t cue = cue_at(c + 1).cue; cue != 0) {
    add(Feature::end_report, reports_next(c + 2), model_.cues[cue].kind);
    add(Feature::end_cue, model_.cues[cue].kind, b2);
  }
  add.when(!at.finite && chunk(c + 1).finite, Feature::end_shared_subject, w.lemma, follow);
}

/// What speaks for or against an end, wherever it is.
template <class Sum>
void Finder::add_content(Sum& add, const Walk& w) const {
  add(Feature::end_bias, w.frame.follow);
  add(Feature::end_lemma, w.lemma);
}

/// All else that speaks for or against a content's end there, but for add_joint(). Without a branch: what
/// stands at a boundary cannot be foreseen.
template <class Sum>
[[gnu::always_inline]] inline void Finder::add_boundary(Sum& add, const Walk& w, const Boundary& at) const {
  const std::uint32_t c = at.chunk;
  const Chunk& here = chunk(c);
  const Follow follow = w.frame.follow;
  const FeatureValue b0 = label(c - 1), b1 = label(c), b2 = label_within(c + 1, w.end);
  const FeatureValue length = length_of(here.first - w.start);
  add(Feature::end_next, b1);
  add(Feature::end_follow, follow, b1);
  add(Feature::end_next2, b1, b2);
  add(Feature::end_prev, b0, b1);
  add(Feature::end_kind, w.frame.kind, b1);
  add(Feature::end_len, length, follow);
  add(Feature::end_len_next, length, b1);
  add(Feature::end_opening, w.opening, b1);
  add.either(true, at.finite, Feature::end_verb, Feature::end_noverb, follow, b1);
  const bool leads = leading.holds(here.kind);
  add.when(leads & temporal(c + 1), Feature::end_prep_time, b1, follow);
  add.either(leads, at.finite, Feature::end_prep_verb, Feature::end_prep, b1, follow);
  const bool after_quote = b0 == Label::quote_close, quote_ahead = here.first < w.last_quote;
  if (after_quote | quote_ahead) {  // rare
    add.when(after_quote, Feature::end_after_quote, b1, w.opening);
    add.when(quote_ahead, Feature::end_quote_ahead, follow, b1);
  }
  add(Feature::end_rest, length_of(w.limit - here.first), b1);
  add(Feature::end_form, w.frame.tag, b1);
}

/// quote-hangs: no verb of speech stands between a comma and the quotation further on.
bool Finder::quote_hangs(std::uint32_t comma, std::uint32_t open) const {
  for (std::uint32_t c = comma + 1; c < chunks() && chunk(c).first < open && c < comma + 24; ++c)
    if (const std::uint16_t cue = kind_is_verb(c) ? cue_at(c).cue : 0; cue != 0)
      if (model_.cues[cue].kind == CueKind::speech || model_.cues[cue].kind == CueKind::judge) return false;
  return true;
}

/// say-takes-clause: what is said holds a verb: "said the mayor and agreed to" goes on.
/// protasis-stays: "that when he called, the clerk hung up": what hangs on the first clause.
/// quote-stays: "on Monday, when he took it up for “one last coat”": a quotation that would be nobody's.
/// relative-stays, absolute-stays: ", which …" and ", one aimed at …" go on with a reported clause.
bool Finder::stays(const Walk& w, const Boundary& at) const {
  const std::uint32_t comma = at.chunk;
  if (kind(comma, ChunkKind::conjunction))
    return !at.finite && syntax.sets.has(comma + 1, &ChunkBits::finite) &&
           model_.lemmas[w.frame.cue_id] == "say";
  if (w.protasis && !at.comma && kind_noun(comma + 1)) return true;
  if (w.last_quote > chunk(comma).first && kind(comma + 1, ChunkKind::wh) && quote_hangs(comma, w.last_quote))
    return true;
  if (kind(comma + 1, ChunkKind::wh)) return word(chunk(comma + 1).first) == "which";
  return kind_noun(comma + 1) && kind_is_verb(comma + 2) && !chunk(comma + 2).finite &&
         !chunk(comma + 2).infinitive && word(chunk(comma + 1).head) == "one";
}

/// What a content is cut at, and what it is not cut within.
static std::uint64_t fences(const ChunkBits& b) {
  return b[Label::semicolon] | b[Label::paren_open] | b[Label::paren_close] | b[Label::quote_open];
}

/// A content ends at a bracket that opened before it; a noun group at a semicolon as well.
void Finder::cut_at_fences(Walk& w) const {
  constexpr EnumSet clauses{Follow::that, Follow::clause, Follow::quote, Follow::comma};
  const bool near = w.end - w.next <= 64;
  if (near & ((syntax.sets.from(w.next, fences) & below(w.end - w.next)) == 0)) return;  // mostly
  const bool clause = clauses.holds(w.frame.follow);
  std::uint32_t brackets = 0;
  for (std::uint32_t c = syntax.sets.next(w.next, fences); c < w.end; c = syntax.sets.next(c + 1, fences)) {
    const std::uint32_t i = chunk(c).first;
    const TokenKind mark = token(i).kind;
    // "(who said the bridge was safe) and left"
    if (brackets == 0 && (mark == TokenKind::paren_close || (mark == TokenKind::semicolon && !clause))) {
      w.limit = i;
      w.end = c;
      return;
    }
    brackets += mark == TokenKind::paren_open;
    brackets -= mark == TokenKind::paren_close;
    w.fenced = true;
    if (mark == TokenKind::quote_open && i > w.start) w.last_quote = i;
  }
}

/// The chunks of a row, which begins with the chunk `first`, before which no content ends: they stand within
/// brackets that open in it, or within a quotation. `left`: the fences of the row.
std::uint64_t Finder::fenced(Walk& w, std::uint32_t first, std::uint64_t left) const {
  std::uint64_t out = w.quoted_to > first ? below(w.quoted_to - first) : 0;
  std::uint32_t from = 0;  // the brackets that are open
  for (; left != 0; left &= left - 1) {
    const auto i = static_cast<std::uint32_t>(std::countr_zero(left));
    const std::uint32_t mark = chunk(first + i).first;
    if (token(mark).is(TokenKind::paren_open)) {
      if (w.brackets++ == 0) from = i + 1;
    } else if (token(mark).is(TokenKind::paren_close)) {
      if (--w.brackets == 0) out |= below(i + 1) & ~below(from);
    } else if (const QuotePair* pair = outer_pair(mark); pair != nullptr && pair->open == mark) {
      w.quoted_to = syntax.chunk_of[within_part(*pair).last - 1] + 1;
      out |= below(w.quoted_to - first) & ~below(i + 1);
    }
  }
  return w.brackets > 0 ? out | ~below(from) : out;
}

/// The boundaries in the next row of chunks.
Finder::BoundaryRow Finder::next_row(Walk& w) const {
  const ChunkBits& row = syntax.sets.row(w.next / 64);
  const std::uint32_t first = w.next & ~63u, at = w.next % 64;
  const std::uint64_t here = below(w.end - first) & ~below(at);
  BoundaryRow out{first, w.finite, w.comma};
  out.finites = (row[Label::finite] | row.cell[chunk_cell::finite_inside]) & here;
  out.commas = row.comma & here;
  out.all = row.boundaries & here & ~(std::uint64_t{w.next == w.first} << at);
  if (w.fenced) out.all &= ~fenced(w, first, fences(row) & here);
  out.joints = out.all & (row.comma | row.dash | row[Label::conjunction]);
  const Follow follow = w.frame.follow;
  const bool reported = (follow == Follow::that) | (follow == Follow::clause);
  out.may_stay = (row.comma & (0 - std::uint64_t{reported})) |
                 (row[Label::conjunction] & (0 - std::uint64_t{follow == Follow::noun}));
  w.next = first + 64;
  w.finite |= out.finites != 0;
  w.comma |= out.commas != 0;
  return out;
}

/// What add_joint() adds at each joint of the row, and one 0 more.
void Finder::weigh_joints(const Walk& w, const BoundaryRow& row, std::int32_t* out) const {
  for (std::uint64_t left = row.joints; left != 0; left &= left - 1) {
    const Boundary at = row.first_of(left);
    FeatureSum add(model_);
    add_joint(add, w, at);
    const bool may_stay = (row.may_stay & left & (0 - left)) != 0;
    *out++ = may_stay && stays(w, at) ? never : add.hundredths();
  }
  *out = 0;
}

/// Calls `visit` with each boundary of the content and with what it weighs, in hundredths of log-odds.
template <class Visit>
void Finder::weigh_boundaries(Walk& walk, Visit visit) const {
  while (walk.next < walk.end) {
    const BoundaryRow row = next_row(walk);
    const Walk& w = walk;
    FeatureSum content(model_);
    add_content(content, w);
    std::array<std::int32_t, 65> by_joint;
    weigh_joints(w, row, by_joint.data());
    const std::int32_t* joint = by_joint.data();
    for (std::uint64_t left = row.all; left != 0; left &= left - 1) {
      const Boundary at = row.first_of(left);
      const bool is_joint = (row.joints & left & (0 - left)) != 0;
      FeatureSum add = content;
      add_boundary(add, w, at);
      visit(at, add.hundredths() + (*joint & -static_cast<std::int32_t>(is_joint)));
      joint += is_joint;
    }
  }
}

/// The end of what a content that starts at `start` may hold: see blocked().
std::uint32_t Finder::free_to(std::uint32_t start, std::uint32_t limit) const {
  if (!inside_.empty()) return inside_.holds(start) ? std::min(limit, inside_.last) : start;
  return claims_.first_in({start, limit});
}

Finder::Walk Finder::walk_from(const Frame& f, std::uint32_t start) const {
  const std::uint32_t limit = free_to(start, limit_of(start, f.sentence_last));
  const std::uint32_t c = syntax.chunk_of[start];
  const bool quote = token(start).is(TokenKind::quote_open);
  Walk out{f, start, limit, lemma_of(f), quote ? opening_quote : FeatureValue(chunk(c).kind)};
  if (limit <= start) return out;
  out.first = out.next = c;
  out.end = syntax.chunk_of[limit - 1] + 1;
  if (chunk(c).kind == ChunkKind::subordinator) {
    const Chunk& next = chunk(c, 1);
    out.protasis = !is_that(chunk(c).first) || next.kind == ChunkKind::subordinator ||
                   (next.kind == ChunkKind::wh && word(next.first) == "when");
  }
  cut_at_fences(out);
  return out;
}

/// content-end: weighs at each boundary of chunks whether the content stops there.
std::uint32_t Finder::content_end(const Frame& f, std::uint32_t start) const {
  if (blocked(start)) return start;
  if (const std::uint32_t end = statement_end(start); end != 0) return end;
  Walk w = walk_from(f, start);
  if (w.limit <= start) return start;
  Ends ends;
  float alive = 1;
  weigh_boundaries(w, [&](const Boundary& at, std::int32_t weight) {
    const float stop = probability(weight);
    ends.add_if(stop > 0.002f, chunk(at.chunk).first - start, alive * stop);
    alive *= 1.0f - stop;
  });
  ends.add_if(true, w.limit - start, alive);
  return start + ends.likeliest();
}

/// What the boundary weighs at which the content was cut; nothing if it ends where it must.
void Finder::note_end(const Frame& f, Reasons& notes) const {
  const std::uint32_t end = content_end(f, f.start);
  Walk w = walk_from(f, f.start);
  weigh_boundaries(w, [&](const Boundary& at, std::int32_t) {
    if (chunk(at.chunk).first == end) note_boundary(w, at, notes);
  });
}

void Finder::note_boundary(const Walk& w, const Boundary& at, Reasons& notes) const {
  FeatureNotes add(model_, notes);
  add_content(add, w);
  add_boundary(add, w, at);
  if (joints.holds(chunk(at.chunk).kind)) add_joint(add, w, at);
}

/// Writes "end 0|1 features" for the boundaries up to the true end.
void Finder::train_end(const Frame& f, TokenRange truth) {
  if (statement_end(f.start) != 0) return;
  auto words = [&](std::uint32_t a, std::uint32_t b) {
    int n = 0;
    for (std::uint32_t i = a; i < b; ++i) n += token(i).is(TokenKind::word) || token(i).is(TokenKind::number);
    return n;
  };
  Walk w = walk_from(f, f.start);
  bool past = false;
  weigh_boundaries(w, [&](const Boundary& at, std::int32_t weight) {
    const std::uint32_t first = chunk(at.chunk).first;
    if (past || weight < never / 2) return;
    const bool stop = words(std::min(truth.last, first), std::max(truth.last, first)) == 0;
    past = stop || truth.last < first;
    if (past && !stop) return;
    Reasons features;
    note_boundary(w, at, features);
    dump->append(stop ? "end 1 " : "end 0 ").append(names_of(features)).append(1, '\n');
  });
}

}  // namespace nutgraf
