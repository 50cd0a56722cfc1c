// The headline, and the kicker and deck beside it. Every line above the story is a candidate; what it looks
// like, what stands around it and how many of its words come back in the story are added up.
#include <algorithm>
#include <array>
#include <bitset>
#include <memory>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t reach = 400;      // blocks above the story that are looked at
constexpr std::uint32_t body_reach = 60;  // story blocks whose words are remembered
constexpr std::size_t set_bits = 1u << 15;

/// The content words of the story, as hashes in a bit set (a rare false hit does no harm).
class WordSet {
 public:
  static std::size_t hash(const Context& ctx, const Token& token) {
    std::uint32_t h = 2166136261u;
    std::string_view word = ctx.page.slice({token.start, token.end()});
    if (word.size() > 4 && word.back() == 's') word.remove_suffix(1);  // plural, possessive
    for (char c : word.substr(0, 24)) {
      if (c == '\'' || static_cast<unsigned char>(c) == 0xE2) break;
      h = (h ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 16777619u;
    }
    return (h ^ (h >> 15)) % set_bits;
  }
  static bool content(const Context& ctx, const Token& token) {
    return (token.is(TokenKind::word) && token.length > 2 && !ctx.rules.is(token, WordClass::stopword) &&
            !ctx.rules.is(token, WordClass::lang_en)) ||
           token.is(TokenKind::number);
  }
  void add(const Context& ctx, std::size_t block) {
    for (std::uint32_t at = ctx.facts[block].first; at < ctx.facts[block].last; ++at)
      if (content(ctx, ctx.tokens.tokens[at])) bits_.set(hash(ctx, ctx.tokens.tokens[at]));
  }
  /// Share of a block's content words that the set holds.
  float share(const Context& ctx, std::size_t block) const {
    int all = 0, hits = 0;
    for (std::uint32_t at = ctx.facts[block].first; at < ctx.facts[block].last; ++at) {
      if (!content(ctx, ctx.tokens.tokens[at])) continue;
      ++all;
      hits += bits_.test(hash(ctx, ctx.tokens.tokens[at]));
    }
    return all == 0 ? 0.3f : static_cast<float>(hits) / static_cast<float>(all);
  }

 private:
  std::bitset<set_bits> bits_;
};

float length_score(const BlockFacts& f) {
  constexpr std::array<float, 8> few = {-9, -2.2f, -1.2f, -0.3f, 0.5f, 1.0f, 1.2f, 1.3f};
  if (f.words < few.size()) return few[f.words];
  return f.words <= 17 ? 1.3f : f.words <= 24 ? 0.5f : f.words <= 32 ? -1.0f : -5.0f;
}

float form_score(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  const Layout& l = ctx.layout(block);
  float score = length_score(f);
  if (f.closes == TokenKind::period && f.words > 3) score -= f.words > 9 ? 2.5f : 1.2f;
  if (f.closes == TokenKind::colon) score -= 2.0f;
  if (f.sentences >= 2) score -= 1.0f;
  if (f.lower_start) score -= 1.5f;
  if (f.links > 0) score -= 1.5f;
  if (f.bytes > 300) score -= 4.0f;
  constexpr PhraseClass bad[] = {
      PhraseClass::promotion,  PhraseClass::newsletter,    PhraseClass::related,   PhraseClass::share,
      PhraseClass::navigation, PhraseClass::advertisement, PhraseClass::copyright, PhraseClass::cookie,
      PhraseClass::comments,   PhraseClass::contributor,   PhraseClass::correction};
  for (PhraseClass c : bad)
    if (f.is_only(c))
      score -= 2.5f;
    else if (f.leads_with(c))
      score -= 1.2f;
  if (l.heading == 1) score += 3.5f;
  if (l.heading == 2) score += 0.8f;
  if (l.heading > 2) score -= 0.3f;
  if (l.form == BlockForm::list_item) score -= 1.5f;
  if (l.regions & region::itemprop_headline) score += 2.0f;
  if (l.regions & (region::nav | region::footer | region::aside | region::hidden)) score -= 2.0f;
  return score;
}

/// Blocks until a line that usually stands under a headline: a byline, a date.
std::uint32_t to_anchor(const Context& ctx, std::size_t block, std::uint32_t limit) {
  for (const FieldLine& line : ctx.lines) {
    if (line.block <= block) continue;
    bool anchor = (line.has_byline() && (line.byline.lead || line.byline.confidence >= 0.9f)) ||
                  line.label_only || (line.dated && (line.published || line.modified));
    if (anchor) return std::min<std::uint32_t>(line.block - static_cast<std::uint32_t>(block), limit);
  }
  return limit;
}

float nearness(std::uint32_t blocks) {
  constexpr std::array<float, 9> close = {2.4f, 2.4f, 2.0f, 1.5f, 1.1f, 0.8f, 0.6f, 0.5f, 0.4f};
  if (blocks < close.size()) return close[blocks];
  return blocks <= 15 ? 0.0f : blocks <= 30 ? -0.6f : blocks <= 80 ? -1.3f : -2.2f;
}

struct Candidate {
  std::uint32_t block = Head::none;
  float score = -100;
};

bool is_field(const Context& ctx, std::size_t block) {
  const FieldLine* line = line_at(ctx, block);
  if (!line) return false;
  if (line->date_only || line->label_only) return true;
  return line->has_byline() && (line->byline.lead || ctx.facts[block].words <= 4);
}

float candidate_score(const Context& ctx, const WordSet& words, std::uint32_t block, const Head& head) {
  float score = form_score(ctx, block);
  if (score < -4) return score;
  score += 3.2f * (words.share(ctx, block) - 0.45f);
  if (ctx.votes.sum(block, Role::caption) + ctx.votes.sum(block, Role::credit) +
          ctx.votes.sum(block, Role::contributor) >
      2)
    score -= 3;
  std::uint32_t to_story = head.start == Head::none ? 12 : block < head.start ? head.start - block : 0;
  std::uint32_t anchor = to_anchor(ctx, block, 200);
  score += nearness(std::min(to_story, anchor)) + 0.4f * nearness(to_story);
  if (head.start != Head::none && block >= head.start) score -= 2.0f + static_cast<float>(block - head.start);
  if (ctx.layout(block).repeats > 1) score += ctx.facts[block].words >= 4 ? 0.7f : -0.5f;
  bool next_alike = block + 1 < ctx.size() && length_score(ctx.facts[block + 1]) > 0.4f &&
                    !ctx.facts[block + 1].ends_sentence() && block > 0 &&
                    length_score(ctx.facts[block - 1]) > 0.4f && !ctx.facts[block - 1].ends_sentence();
  if (next_alike) score -= 0.8f;
  if (block <= 1 && ctx.size() > 2 && head.start != Head::none && head.start <= 5) score += 1.0f;
  return score;
}

/// A short label above the headline: a section or "ANALYSIS".
bool is_kicker(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  return f.words >= 1 && f.words <= 4 && f.bytes <= 40 && f.sentences == 0 && f.numbers == 0 &&
         f.links == 0 && !is_field(ctx, block) && f.phrases == 0 &&
         ctx.layout(block).form != BlockForm::button;
}

void place_kicker(Context& ctx, std::uint32_t headline) {
  if (headline == 0 || !is_kicker(ctx, headline - 1)) return;
  bool first = headline == 1;
  bool shouted = ctx.facts[headline - 1].all_caps == ctx.facts[headline - 1].words && headline <= 4;
  if (!first && !shouted) return;
  ctx.out.kicker = ctx.page.blocks[headline - 1].span;
  ctx.votes.cast(headline - 1, Role::kicker, 7, "kicker-above-headline");
}

/// The sentence or two between headline and story that is not part of it.
void place_deck(Context& ctx, const Head& head) {
  std::uint32_t limit = head.start == Head::none ? head.headline + 4 : head.start;
  bool field_after = false;
  for (std::uint32_t b = head.headline + 1; b < ctx.size() && b <= head.headline + 8; ++b)
    if (const FieldLine* line = line_at(ctx, b)) field_after |= line->has_byline() || line->dated;
  for (std::uint32_t b = head.headline + 1; b < ctx.size() && b <= head.headline + 4; ++b) {
    const BlockFacts& f = ctx.facts[b];
    if (is_field(ctx, b) || f.words <= 2) continue;
    if (f.words < 5 || f.words > 60 || f.phrases != 0) return;
    if (ctx.votes.sum(b, Role::caption) + ctx.votes.sum(b, Role::credit) + ctx.votes.sum(b, Role::note) > 1)
      return;
    bool before_field = false;
    for (std::uint32_t k = b + 1; k < ctx.size() && k <= b + 4; ++k)
      if (const FieldLine* line = line_at(ctx, k))
        before_field |= (line->has_byline() && line->byline.confidence > 0.5f) || line->date_only;
    bool above_story = b < limit;
    if (!(above_story || (before_field && f.words <= 45 && b == head.headline + 1))) return;
    if (!before_field && !field_after && f.words > 30) return;
    ctx.out.deck = ctx.page.blocks[b].span;
    ctx.votes.cast(b, Role::deck, above_story ? 6.0f : 7.0f, "deck-under-headline");
    return;
  }
}

}  // namespace

std::uint32_t story_start(const Context& ctx) {
  if (ctx.main.empty()) return Head::none;
  std::uint32_t fallback = ctx.main.first;
  for (std::uint32_t b = ctx.main.first; b < ctx.main.last; ++b) {
    if (ctx.story[b] <= 0 || ctx.facts[b].words < 8) continue;
    std::uint32_t words = 0, story = 0;
    for (std::uint32_t k = b; k < ctx.main.last && k < b + 14; ++k) {
      words += ctx.facts[k].words;
      if (ctx.story[k] > 0) story += ctx.facts[k].words;
    }
    if (story * 3 >= words * 2 && story >= 60) return b;
    if (ctx.main.last - b < 14 && story * 2 >= words) return b;
  }
  return fallback;
}

void place_headline(Context& ctx, Head& head) {
  if (ctx.size() == 0) return;
  auto words = std::make_unique<WordSet>();
  std::uint32_t from = head.start == Head::none ? 0 : head.start;
  std::uint32_t seen = 0;
  for (std::uint32_t b = from; b < ctx.size() && seen < body_reach; ++b) {
    if (ctx.story[b] <= 0) continue;
    words->add(ctx, b);
    ++seen;
  }
  std::uint32_t last = head.start == Head::none
                           ? static_cast<std::uint32_t>(std::min<std::size_t>(ctx.size(), 60))
                           : std::min<std::uint32_t>(head.start + 3, static_cast<std::uint32_t>(ctx.size()));
  std::uint32_t first = last > reach ? last - reach : 0;
  Candidate best;
  for (std::uint32_t b = first; b < last; ++b) {
    if (is_field(ctx, b)) continue;
    float score = candidate_score(ctx, *words, b, head);
    if (score >= best.score) best = {b, score};
  }
  if (best.block == Head::none || best.score < 1.0f) return;
  head.headline = best.block;
  if (head.start != Head::none && head.headline >= head.start) head.start = head.headline + 1;
  ctx.out.headline = ctx.page.blocks[best.block].span;
  ctx.votes.cast(best.block, Role::headline, 10, "headline-of-the-story");
  place_kicker(ctx, best.block);
  place_deck(ctx, head);
}

}  // namespace nutgraf
