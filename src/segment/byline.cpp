// Bylines: which lines can be one, and which of them is the story's.
#include <algorithm>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t longest_line = 300;  // bytes

/// Something in the first words speaks for a byline, so that reading it is worth the time.
bool may_be_byline(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.bytes > longest_line || f.words == 0 || f.words > 40) return false;
  std::uint32_t words = 0;
  for (std::uint32_t at = f.first; at < f.last && words < 6; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) continue;
    const WordInfo& info = ctx.rules.info(token);
    if (info.has(WordClass::byline_by) || info.has(WordClass::byline_label)) return true;
    if (words < 3 && info.has(WordClass::given_name) && token.has(token_flag::capital)) return true;
    if (words < 2 && (info.has(WordClass::given_name_weak) || info.has(WordClass::honorific)) &&
        token.has(token_flag::capital) && f.words <= 12)
      return true;
    std::string_view word = ctx.page.slice({token.start, token.end()});  // "ByAna", as copied
    if (words == 0 && word.size() > 4 && (word[0] == 'B' || word[0] == 'b') && word[1] == 'y' &&
        word[2] >= 'A' && word[2] <= 'Z')
      return true;
    ++words;
  }
  return false;
}

/// Name and tails, no sentence: few words, and none of them in lower case but joints.
bool short_enough(const BlockFacts& f, const ParsedByline& byline) {
  if (byline.lead) return f.words <= 40;
  return f.words <= 4 || (f.words <= 24 && !f.ends_sentence());
}

bool is_label(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words == 0 || f.words > 3 || f.bytes > 24) return false;
  bool by = false;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) continue;
    const WordInfo& info = ctx.rules.info(token);
    if (info.has(WordClass::byline_by))
      by = true;
    else if (info.has(WordClass::byline_label) && f.words == 1)
      by = true;
    else if (!info.has(WordClass::byline_verb))
      return false;
  }
  return by;
}

}  // namespace

bool read_byline_line(const Context& ctx, std::size_t block, FieldLine& line) {
  if (is_label(ctx, block)) return line.label_only = true;
  bool marked = (ctx.layout(block).regions & (region::author_rel | region::itemprop_author)) != 0;
  if (!(marked && ctx.facts[block].words <= 12) && !may_be_byline(ctx, block)) return false;
  const BlockFacts& f = ctx.facts[block];
  ParsedByline byline =
      parse_byline(ctx.text(block), ctx.rules, marked ? BylineMode::value : BylineMode::line);
  if (!byline.clean || !short_enough(f, byline)) return false;
  if (byline.people.empty() && !byline.lead) return false;
  line.bare = !byline.lead && !byline.other_lead;
  line.byline = std::move(byline);
  return true;
}

namespace {

struct Choice {
  const FieldLine* line = nullptr;
  float score = 0;
};

float distance_cost(const Head& head, std::uint32_t block) {
  if (head.headline == Head::none) {
    if (head.start == Head::none) return block <= 3 ? 0.0f : 2.0f;
    float far = block <= head.start ? static_cast<float>(head.start - block)
                                    : static_cast<float>(block - head.start) * 2;
    return std::min(far * 0.15f, 4.0f);
  }
  if (block < head.headline) return 1.0f + std::min(static_cast<float>(head.headline - block) * 0.4f, 4.0f);
  std::uint32_t limit = head.start == Head::none ? head.headline + 6 : std::max(head.start, head.headline);
  float cost = std::min(static_cast<float>(block - head.headline) * 0.08f, 1.5f);
  if (block > limit) cost += 1.5f + std::min(static_cast<float>(block - limit) * 0.3f, 4.0f);
  return cost;
}

bool dated_near(const Context& ctx, std::uint32_t block) {
  for (std::uint32_t b = block > 1 ? block - 2 : 0; b <= block + 2; ++b)
    if (const FieldLine* line = line_at(ctx, b); line && line->dated) return true;
  return false;
}

float byline_score(const Context& ctx, const Head& head, const FieldLine& line) {
  if (!line.has_byline()) return -9;
  float score = line.byline.people.empty() ? 0.0f : line.byline.confidence * 2;
  score += line.byline.lead ? 2.5f : 0.0f;
  bool labelled = false;
  if (line.block > 0)
    if (const FieldLine* before = line_at(ctx, line.block - 1); before && before->label_only)
      score += 2.5f, labelled = true;
  if (line.bare && !labelled && line.byline.people.size() == 1 &&
      line.byline.people[0].name.find(' ') == std::string::npos)
    score -= 2.0f;
  if (dated_near(ctx, line.block)) score += 1.0f;
  if (line.bare && !line.byline.people.empty() && !line.byline.people[0].role.empty()) score += 1.0f;
  if (ctx.layout(line.block).regions & (region::author_rel | region::itemprop_author)) score += 2.0f;
  score -= distance_cost(head, line.block);
  if (head.start != Head::none && line.block >= head.start && ctx.story.size() > line.block &&
      ctx.story[line.block] > 2)
    score -= 1;
  return score;
}

/// Names that stand in the lines after the chosen one: "By / Ana Ruiz / and / Jo Pike", or a list of bare
/// names.
std::uint32_t gather_more(const Context& ctx, const Head& head, std::uint32_t block, Byline& byline) {
  std::uint32_t last = block;
  for (std::uint32_t b = block + 1; b < ctx.size() && b <= block + 6; ++b) {
    if (head.start != Head::none && b >= head.start && block < head.start) break;
    const BlockFacts& f = ctx.facts[b];
    if (f.words <= 1 && f.bytes <= 4) continue;  // "and", ",", "&"
    const FieldLine* line = line_at(ctx, b);
    if (!line || line->byline.people.empty() || line->byline.other_lead || line->byline.confidence < 0.9f)
      break;
    if (line->byline.people.size() > 3) break;
    for (const Person& person : line->byline.people) {
      bool known = std::any_of(byline.authors.begin(), byline.authors.end(),
                               [&](const Person& p) { return p.name == person.name; });
      if (!known) byline.authors.push_back(person);
    }
    last = b;
  }
  return last;
}

/// "Staff Writer" or "Lowmark Wire" on the line after the name.
void role_below(const Context& ctx, std::uint32_t block, Byline& byline) {
  if (block + 1 >= ctx.size() || byline.authors.empty() || !byline.authors.back().role.empty()) return;
  const BlockFacts& f = ctx.facts[block + 1];
  if (f.words == 0 || f.words > 8 || f.ends_sentence() || f.bytes > 80) return;
  NameVerdict verdict = judge_name(ctx.text(block + 1), ctx.rules);
  if (verdict.kind == NameKind::role) byline.authors.back().role = std::string(ctx.text(block + 1));
}

}  // namespace

void place_byline(Context& ctx, const Head& head) {
  Choice best;
  for (const FieldLine& line : ctx.lines) {
    float score = byline_score(ctx, head, line);
    if (score > 1.2f && (!best.line || score > best.score)) best = {&line, score};
  }
  if (!best.line) return;
  std::uint32_t block = best.line->block;
  Byline byline;
  byline.authors = best.line->byline.people;
  Span whole = ctx.page.blocks[block].span;
  byline.span = {whole.start, whole.start + (best.line->byline.end ? best.line->byline.end : whole.size())};
  if (byline.authors.empty()) {
    for (const std::string& name : best.line->byline.organizations)
      byline.authors.push_back({"", "", name, "", "", ""});
  } else {
    gather_more(ctx, head, block, byline);
    role_below(ctx, block, byline);
  }
  for (const Contributor& other : best.line->byline.others) ctx.out.contributors.push_back(other);
  ctx.votes.cast(block, Role::byline, 9, "byline-of-the-story");
  ctx.out.byline = std::move(byline);
}

}  // namespace nutgraf
