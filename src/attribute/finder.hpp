// attribute/: finds the attributions of an article, block by block. Private.
//
// For every cue word that passes the gate (gate.cpp): read its frame (frame.cpp, follow.cpp, subject.cpp),
// weigh whether it reports something and on which side the content stands (decide.cpp), cut the content
// (extent.cpp). Outermost first; what lies inside
// a content is kept under it. Quotation marks that no cue claimed are then given to the speaker they continue
// (quotes.cpp).
#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "attribute/attributions.hpp"
#include "attribute/claims.hpp"
#include "attribute/features.hpp"
#include "attribute/frame.hpp"
#include "attribute/labels.hpp"
#include "attribute/part_values.hpp"
#include "attribute/syntax.hpp"
#include "base/memory.hpp"

namespace nutgraf {

/// One attribution by token ranges.
struct Found {
  Found() {}  // not "= default": that clears all of it before it sets the members
  CueType type = CueType::verb;
  Mode mode = Mode::after;
  TokenRange cue, source;
  std::uint32_t source_head = 0;
  SubjectKind source_kind = SubjectKind::none;
  TokenRange antecedent;  ///< what a relative pronoun as source stands for
  TokenRanges content;
  std::uint32_t block = 0;
  std::uint32_t sentence_first = 0;
  std::string_view rule;
  float confidence = 0;
  std::int32_t parent = -1;
  bool quoted = false;  ///< holds quoted words
  bool added = false;   ///< quotations were added to its content afterwards
  Reasons reasons;      ///< only if asked for: what the reading and the end of the content weigh
  CueKind kind = CueKind::other;
  std::uint16_t cue_id = 0;
};

constexpr std::int32_t accept_score = -40;  ///< log-odds from which a reading is taken, in hundredths
constexpr std::int32_t gate_score = -170;   ///< the same, from which a cue word is looked at more closely
constexpr float accept_quoted = -0.1f;      ///< the same where it would claim quoted words

/// Known answers, for fitting weights only: token ranges of one article's attributions.
struct Gold {
  struct Item {
    TokenRange cue, source;
    std::vector<TokenRange> content;
  };
  std::vector<Item> items;

  /// Whether a content holds the token.
  bool reported(std::uint32_t token) const {
    bool out = false;
    for (const Item& item : items)
      for (const TokenRange& r : item.content) out |= r.holds(token);
    return out;
  }
};

/// One past the last token of a pair, its mark included.
inline std::uint32_t end_of(const QuotePair& pair) {
  return pair.close + (pair.closed ? 1u : 0u);
}

/// Blocks whose text is read for attributions.
bool reads_role(Role role);

class Finder {
 public:
  Finder(const Page& page, const Tokens& tokens, const Segments& segments, const Rules& rules,
         Memory& memory);
  std::pmr::vector<Found> run();

  /// The quotations of the blocks read, with the attribution that holds each.
  std::vector<Quote> quotes(std::span<const Found> found) const;

  bool keep_reasons = false;
  /// For fitting: with both set, run() writes training lines to `dump`.
  std::string* dump = nullptr;
  const Gold* gold = nullptr;
  Syntax syntax;

 private:
  struct Candidate {
    Frame frame;
    Mode mode = Mode::after;
    float score = 0;
    std::uint8_t turn = 0;  ///< in which it is settled: see turn_of()
  };
  /// The ways in which a cue can be read.
  struct Readings {
    bool after, before, both, subject;
    bool split;  ///< a quotation that the cue clause splits
  };
  /// A cue word in its sentence, as the gate sees it.
  struct CuePlace {
    std::uint32_t chunk = 0;
    std::uint32_t first = 0, last = 0;  ///< the sentence
    std::uint32_t nth = 0;              ///< cue words before it in the sentence
    CueKind kind = CueKind::other;
    Distance quote_ahead = Distance::none, quote_before = Distance::none;  ///< in the sentence
    // the cue word before it in the sentence
    CueKind before = CueKind::other;
    Label after_before = Label::beyond;  ///< the label of what follows that
  };
  /// What the gate keeps of the cue word before.
  struct CueBefore {
    std::uint32_t last = 0;  ///< of its sentence
    std::uint32_t nth = 0;   ///< cue words up to it in the sentence
    CueKind kind = CueKind::other;
    Label next = Label::beyond;  ///< the label of what follows it
  };
  /// A content, and the attribution that it is of.
  struct Held {
    TokenRange range;
    std::int32_t index;
  };
  // nested.cpp
  bool surely_says(const Candidate& candidate) const;
  void nest_in(const Held& holder, const Candidate& candidate);
  void nest(std::size_t first_found);
  // finder.cpp
  std::uint32_t list_parts(std::uint32_t block);
  std::uint32_t part_end(std::uint32_t first, std::uint32_t block_end) const;
  TokenRange within_part(const QuotePair& pair) const;
  void note_quotes();
  void forget_quotes();
  void read_part(const Syntax::Part& part);
  void find_in_part();
  void sort_found(std::size_t first_found);
  std::uint32_t past_dateline(std::uint32_t first, std::uint32_t last) const;
  void read_cues();
  bool read_frame(std::uint32_t chunk, Frame& out);
  bool holds_quoted(TokenRange range) const;
  void claim_clause(const Frame& frame);
  bool states(const Candidate& candidate) const;
  bool overtaken(const Candidate& candidate) const;
  std::uint8_t turn_of(const Candidate& candidate) const;
  bool asked_by(const Frame& frame) const;
  void set_source(const Candidate& candidate, Found& out) const;
  bool set_content(const Candidate& candidate, Found& out) const;
  bool accept(const Candidate& candidate);
  void settle();
  void train();
  const Gold::Item* truth_of(std::size_t candidate) const;
  Mode mode_of(const Frame& frame, const Gold::Item& truth, TokenRange& after) const;
  TokenRange range_before(const Frame& f) const;
  bool opens_statement(std::uint32_t open, std::uint32_t last) const;
  std::uint64_t mark_before_quote(std::uint32_t chunk) const;
  std::uint32_t far_quote(std::uint32_t chunk, std::uint64_t mark, std::uint32_t sentence_last) const;
  std::uint64_t gerund_after(std::uint32_t chunk) const;
  bool says_after(std::uint32_t chunk, std::uint64_t gerund, std::uint32_t sentence_last) const;
  // frame.cpp
  bool turn_of_phrase(std::uint32_t chunk) const;
  bool names_sayer(std::uint32_t chunk, const Subject& after) const;
  bool verb_frame(std::uint32_t chunk, Frame& out);
  bool noun_frame(std::uint32_t chunk, Frame& out);
  bool adjective_frame(std::uint32_t chunk, Frame& out);
  std::uint32_t past_reduced(std::uint32_t next, const Frame& frame) const;
  bool according_frame(std::uint32_t chunk, Frame& out);
  bool colon_frame(std::uint32_t chunk, Frame& out);
  void look_before(Frame& out) const;
  Before before_sentence(const Frame& frame) const;
  Before before_mark(const Frame& frame) const;
  // follow.cpp
  void look_after(std::uint32_t chunk, Frame& out) const;
  bool over(std::uint32_t chunk, const Frame& frame) const;
  bool content_opens(std::uint32_t chunk, const Frame& frame) const;
  std::uint32_t skip_hearer(std::uint32_t chunk, Frame& out) const;
  std::uint32_t skip_adjunct(std::uint32_t chunk, Frame& out) const;
  void follow_at(std::uint32_t chunk, Frame& out) const;
  void follow_closer(std::uint32_t chunk, Frame& out) const;
  void follow_preposition(std::uint32_t chunk, Frame& out) const;
  void follow_comma(std::uint32_t chunk, Frame& out) const;
  void follow_further(std::uint32_t chunk, Frame& out) const;
  void follow_rare(std::uint32_t chunk, std::uint64_t mark, std::uint64_t gerund, Frame& out) const;
  Follow follow_subordinator(std::uint32_t token_index) const;
  bool clause_at(std::uint32_t chunk) const;
  bool that_time(std::uint32_t chunk) const;
  bool tally(std::uint32_t chunk) const;
  std::uint32_t skip_adjuncts(std::uint32_t chunk) const;
  std::uint32_t past_adjunct(std::uint32_t chunk) const;
  // subject.cpp
  Subject subject_inside(std::uint32_t chunk) const;
  Subject no_subject(std::uint32_t chunk) const;
  bool wh_before(std::uint32_t chunk) const;
  Subject find_subject(std::uint32_t chunk, int depth = 0) const;
  std::uint32_t left_of(std::uint32_t chunk) const;
  Subject beside_noun(std::uint32_t chunk, std::uint32_t noun, int depth) const;
  Subject relative_subject(std::uint32_t wh) const;
  bool opens_clause(const Subject& subject) const;
  Subject shared_subject(std::uint32_t chunk, std::uint32_t conjunction, int depth) const;
  bool relative_object(std::uint32_t first) const;
  Subject relative_head(std::uint32_t noun, std::uint32_t first) const;
  Subject appositive_subject(std::uint32_t mark) const;
  Subject governing_subject(std::uint32_t chunk, int depth) const;
  Subject subject_after(std::uint32_t chunk) const;
  Subject noun_subject(std::uint32_t chunk, SubjectRule rule) const;
  Subject noun_subject(std::uint32_t left, std::uint32_t chunk, SubjectRule rule) const;
  std::uint32_t extend_left(std::uint32_t chunk) const;
  std::uint32_t extend_right(std::uint32_t chunk, bool commas) const;
  SubjectKind kind_of(TokenRange range, std::uint32_t head) const;
  // gate.cpp
  template <bool quotes>
  void look_around(CuePlace& place) const;
  void look_further(CuePlace& place) const;
  CueKind kind_of_cue(std::uint32_t chunk) const;
  template <bool quotes>
  void step(std::uint32_t chunk, CueBefore& before, CuePlace& to) const;
  template <class Sum>
  void add_gate(Sum& add, const CuePlace& place) const;
  template <bool quotes>
  void pass_gate();
  void pass_gate();
  void note_gate(const Frame& frame, Reasons& notes) const;
  void train_gate(const std::vector<std::uint32_t>& reporting);
  // decide.cpp
  Candidate* weigh(Candidate* out);
  Readings readings(const Frame& frame) const;
  Candidate* list(const Readings& can, Candidate* out) const;
  template <class Sum>
  void add_reading(Sum& add, const Frame& frame, Mode mode) const;
  template <class Sum>
  void add_quoted(Sum& add, const Frame& frame, FeatureValue lemma) const;
  template <Mode mode>
  std::int32_t score(const Frame& frame) const;
  void note_reading(const Frame& frame, Mode mode, Reasons& notes) const;
  void note_end(const Frame& frame, Reasons& notes) const;
  bool all_capital(TokenRange range) const;
  Shape quote_shape(std::uint32_t open) const;
  template <class Sum>
  void add_object(Sum& add, const Frame& frame, Mode mode, FeatureValue lemma) const;
  Shape held_shape(const Frame& frame) const;
  template <class Sum>
  void add_light_verb(Sum& add, Mode mode, FeatureValue lemma, std::uint32_t object) const;
  // extent.cpp
  /// A place where a content may end: before a chunk.
  struct Boundary {
    std::uint32_t chunk;
    bool finite, comma;  ///< the content holds a finite verb, a comma before it
  };
  /// The boundaries of a content in one row of ChunkSets.
  struct BoundaryRow {
    std::uint32_t first;  ///< chunk
    bool finite, comma;   ///< before that chunk
    std::uint64_t finites = 0, commas = 0, all = 0;
    std::uint64_t joints = 0;    ///< those before a comma, a dash or a conjunction
    std::uint64_t may_stay = 0;  ///< see stays()
    /// The first of some of them.
    Boundary first_of(std::uint64_t some) const {
      const std::uint64_t before = (some & (0 - some)) - 1;
      return {first + static_cast<std::uint32_t>(std::countr_zero(some)),
              static_cast<bool>(finite | ((finites & before) != 0)),
              static_cast<bool>(comma | ((commas & before) != 0))};
    }
  };
  /// What a walk over the boundaries of one content knows.
  struct Walk {
    const Frame& frame;
    std::uint32_t start, limit;  ///< tokens
    FeatureValue lemma, opening;
    std::uint32_t first = 0, next = 0,
                  end = 0;               ///< chunks: of `start`, the next to look at, one past the last
    bool finite = false, comma = false;  ///< before `next`
    bool protasis = false;         ///< begins with a clause that hangs on another: "that when he called, …"
    bool fenced = false;           ///< holds semicolons, brackets or marks that open a quotation
    std::uint32_t brackets = 0;    ///< open before `next`
    std::uint32_t quoted_to = 0;   ///< one past the last chunk of a quotation that opens before `next`
    std::uint32_t last_quote = 0;  ///< the last mark that opens a quotation in it
  };
  void cut_at_fences(Walk& walk) const;
  std::uint64_t fenced(Walk& walk, std::uint32_t first, std::uint64_t left) const;
  BoundaryRow next_row(Walk& walk) const;
  void weigh_joints(const Walk& walk, const BoundaryRow& row, std::int32_t* out) const;
  template <class Visit>
  void weigh_boundaries(Walk& walk, Visit visit) const;
  void note_boundary(const Walk& walk, const Boundary& at, Reasons& notes) const;
  template <class Sum>
  void add_content(Sum& add, const Walk& walk) const;
  template <class Sum>
  void add_boundary(Sum& add, const Walk& walk, const Boundary& at) const;
  template <class Sum>
  void add_joint(Sum& add, const Walk& walk, const Boundary& at) const;
  bool quote_hangs(std::uint32_t comma, std::uint32_t open) const;
  bool stays(const Walk& walk, const Boundary& at) const;
  void train_end(const Frame& frame, TokenRange truth);
  std::uint32_t free_to(std::uint32_t start, std::uint32_t limit) const;
  Walk walk_from(const Frame& frame, std::uint32_t start) const;
  std::uint32_t content_end(const Frame& frame, std::uint32_t start) const;
  std::uint32_t clause_verb(std::uint32_t chunk) const;
  Next reports_next(std::uint32_t chunk) const;
  std::uint32_t limit_of(std::uint32_t start, std::uint32_t sentence_last) const;
  // beside_quote.cpp
  bool leads_on(const QuotePair& pair) const;
  const QuotePair* outer_pair(std::uint32_t token) const;
  const QuotePair* pair_at(std::uint32_t mark) const;
  bool relative_verb(std::uint32_t chunk) const;
  std::uint32_t after_quote(std::uint32_t chunk) const;
  Subject whole_subject(std::uint32_t first, std::uint32_t chunk) const;
  bool may_reach_quote(std::uint32_t chunk, const Frame& frame) const;
  void reach_quote(std::uint32_t chunk, Frame& out) const;
  bool tagged_on(const Frame& frame) const;
  std::uint32_t statement_end(std::uint32_t open) const;
  bool names_work(std::uint32_t open) const;
  bool closes_work(std::uint32_t close) const;
  std::uint32_t skip_work(std::uint32_t chunk) const;
  void give(const Subject& subject, TokenRange cue, TokenRange quote, std::string_view rule);
  std::uint32_t verb_of(std::uint32_t chunk) const;
  bool demands(const Chunk& verb, SubjectKind who) const;
  bool trailing_verb(const QuotePair& pair, TokenRange quote);
  bool in_words(const QuotePair& pair, TokenRange quote);
  void introduce_next();
  // signed.cpp
  bool signed_quote(const QuotePair& pair, TokenRange quote);
  bool signature(std::uint32_t block) const;
  void sign(std::uint32_t block);
  // quotes.cpp
  void attach_quotes(std::size_t first_found);
  /// The attribution that holds a quotation; none below 0.
  struct Holder {
    std::int32_t found = -1;
    bool direct = false;
  };
  std::pmr::vector<Holder> holders(std::span<const Found> found) const;
  QuoteKind kind_of_unheld(const QuotePair& pair, std::uint32_t last) const;
  void hold(Found& holder, TokenRange quote);
  bool opens_quoted(const Found& found) const;
  bool run_on(const QuotePair& pair) const;
  Found* continued_by(const QuotePair& pair, std::size_t first_found);
  bool leading_verb(const QuotePair& pair, std::uint32_t last);
  Found* split_further(const QuotePair& pair, std::uint32_t last, std::size_t first_found);
  std::uint32_t answer_verb(std::uint32_t noun) const;
  bool answer_is(std::uint32_t verb, TokenRange quote);
  Found* holder_before(std::uint32_t open);
  const QuotePair* next_story_quote() const;
  std::size_t outer_from(std::uint32_t token) const;
  const QuotePair* around(std::uint32_t token) const;

  /// No content may run over the token: another holds it, or it lies outside of the one that is looked into.
  bool blocked(std::uint32_t i) const { return inside_.empty() ? claims_.any(i) : !inside_.holds(i); }
  /// Quotations in the part; most have none.
  bool has_quotes() const { return next_outer_ != past_outer_; }
  const Token& token(std::uint32_t i) const { return tokens_.tokens[i]; }
  const Chunk& chunk(std::uint32_t i) const { return syntax.chunks[i]; }
  /// The one so many further on, Syntax::past_chunks at most: outside of the part it is of no kind.
  const Chunk& chunk(std::uint32_t i, std::int32_t step) const { return *(&chunk(i) + step); }
  std::uint32_t chunks() const { return static_cast<std::uint32_t>(syntax.chunks.size()); }
  /// A word of a closed class on Axis::label.
  FeatureValue word_label(std::uint16_t lex) const { return FeatureValue(std::size_t{model_.label_of(lex)}); }
  /// What a boundary sees of a chunk.
  FeatureValue label(std::uint32_t c) const { return chunk(c).label; }
  /// The same where it does not look past the token `limit`.
  FeatureValue label(std::uint32_t c, std::uint32_t limit) const {
    return c >= chunks() || chunk(c).first >= limit ? FeatureValue(Label::beyond) : label(c);
  }
  /// The same where it does not look past the chunk before `end`; without a branch. The chunk may be one or
  /// two past the last.
  FeatureValue label_within(std::uint32_t c, std::uint32_t end) const {
    static_assert(FeatureValue(Label::beyond).id == 0);
    return FeatureValue(std::size_t{label(c).id} & (0 - std::size_t{c < end}));
  }
  /// "on Monday", "last week", "2015": a noun group of time. The chunk may be one past the last.
  bool temporal(std::uint32_t c) const { return chunk(c).label == Label::time; }
  /// The cue of which the chunk's word is a form.
  CueEntry cue_at(std::uint32_t c) const { return model_.cue_of(token(chunk(c).head).lex); }
  std::string_view word(std::uint32_t i) const { return rules_.lexicon.word(token(i).lex); }
  bool is(std::uint32_t i, WordClass c) const { return rules_.is(token(i), c); }
  /// Whether it is one of KnownWords.
  bool is_word(std::uint32_t i, std::uint16_t known) const { return token(i).lex == known; }
  bool is_that(std::uint32_t i) const { return is_word(i, model_.known.that); }
  /// Bits of word_use that the token has.
  unsigned uses(std::uint32_t i) const { return model_.words[token(i).lex].uses; }
  bool kind_is_verb(std::uint32_t c) const { return kind(c, ChunkKind::verb_group); }
  bool kind_noun(std::uint32_t c) const { return kind(c, ChunkKind::noun_group); }
  /// Of no kind if it lies outside of the part; without a branch.
  bool kind(std::uint32_t c, ChunkKind k) const {
    return syntax.chunks.data()[std::min(c, chunks())].kind == k;
  }

  const Page& page_;
  const Tokens& tokens_;
  const Segments& segments_;
  const Rules& rules_;
  const AttributionModel& model_;
  Memory& memory_;
  std::pmr::vector<Found> found_;
  Room<Candidate> candidate_room_;
  std::span<const Candidate> candidates_;  ///< of the part: a cue's best reading, if it is accepted
  unsigned turns_ = 0;                     ///< of candidates_, as bits
  bool may_nest_ = false;                  ///< the word of one of them may lie in a content
  Room<CuePlace> places_;                  ///< room for passed_
  Frame blank_;                            ///< is copied, as clearing one word by word takes longer
  std::span<const CuePlace> passed_;       ///< cue words of the part that passed the gate
  const QuotePair* outer_ = nullptr;    ///< pairs of quotation marks, none within another; and one past all
  std::size_t outers_ = 0;              ///< without that
  std::size_t next_outer_ = 0;          ///< the first that ends in this part or later
  std::size_t past_outer_ = 0;          ///< the first that begins past this part
  PartValues<std::uint32_t> quote_of_;  ///< 1-based: that of `outer_` a token lies in, marks included
  Claims claims_;                       ///< what the attributions found so far hold
  std::pmr::vector<Held> held_;         ///< contents of the block, while statements are found in them
  std::pmr::vector<std::uint32_t> order_;  ///< of attributions: attach_quotes()
  TokenRange inside_;                      ///< the content looked into, while nested statements are found
  std::size_t next_ = 0;
  std::int64_t reporting_ = -1;
  std::uint32_t block_ = 0;
  std::uint32_t block_first_ = 0, block_last_ = 0;  ///< of a long block: the part that is read
};

}  // namespace nutgraf
