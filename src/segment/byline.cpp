// Bylines: which lines can be one, and which of them is the story's.
#include <algorithm>
#include <cmath>

#include "segment/byline_rules.hpp"
#include "segment/fields.hpp"
#include "segment/headline_rules.hpp"

namespace nutgraf {
namespace {

/// So much less likely than none may a byline be: the F1 of names is best there, as most pages have one.
constexpr float eagerness = 0.5f;

/// "ByAna", as copied.
bool is_glued_by(const Context& ctx, const Token& token) {
  std::string_view word = ctx.page.slice({token.start, token.end()});
  return word.size() > 4 && (word[0] == 'B' || word[0] == 'b') && word[1] == 'y' && word[2] >= 'A' &&
         word[2] <= 'Z';
}

/// A word that stands in no name and not before the "by" of a byline: in lower case, no joint and no verb of
/// one.
bool is_sentence_word(const Context& ctx, const Token& token) {
  if (token.has(token_flag::capital) || (ctx.rules.lexicon.traits()[token.lex] & word_trait::common))
    return false;
  const WordInfo& info = ctx.rules.info(token);
  for (WordClass kind : {WordClass::byline_verb, WordClass::other_verb, WordClass::name_particle,
                         WordClass::name_joiner, WordClass::byline_tail})
    if (info.has(kind)) return false;
  const std::string_view word = ctx.page.slice({token.start, token.end()});
  return word != "data" && word != "additional";
}

/// The first word is "By", run together with the next one.
bool starts_glued(const Context& ctx, const BlockFacts& f) {
  std::uint32_t at = f.first;
  while (at < f.last && !ctx.tokens.tokens[at].is(TokenKind::word)) ++at;
  return at < f.last && is_glued_by(ctx, ctx.tokens.tokens[at]);
}

/// Something in the first words speaks for a byline, so that reading it is worth the time.
bool may_be_byline(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words == 0 || f.words > 40 || f.bytes > longest_byline) return false;
  if (starts_glued(ctx, f)) return true;
  const bool bare = may_be_bare(f);  // else only with "By"
  if (!(f.traits & (bare ? word_trait::author : word_trait::lead))) return false;
  bool sentence = false;  // "The crowd was moved by …"
  std::uint32_t words = 0;
  for (std::uint32_t at = f.first; at < f.last && words < 6 && !sentence; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) continue;
    ++words;
    if (!(ctx.rules.lexicon.traits()[token.lex] & word_trait::author)) {
      sentence = !bare && is_sentence_word(ctx, token);
      continue;
    }
    const WordInfo& info = ctx.rules.info(token);
    if (info.has(WordClass::byline_by) || info.has(WordClass::byline_label)) return true;
    if (bare && words <= 3 && info.has(WordClass::given_name) && token.has(token_flag::capital)) return true;
    if (words <= 2 && (info.has(WordClass::given_name_weak) || info.has(WordClass::honorific)) &&
        token.has(token_flag::capital) && f.words <= 12)
      return true;
  }
  return false;
}

/// Name and tails, no sentence: few words, and none of them in lower case but joints.
bool short_enough(const BlockFacts& f, const ParsedByline& byline) {
  return byline.lead ? f.words <= 40 : may_be_bare(f);
}

/// "By", "Written by:", "Author", "About the author": the name stands in the next block.
bool is_label(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.words == 0 || f.words > 4 || f.bytes > 30 || !(f.traits & word_trait::lead)) return false;
  bool by = false;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) continue;
    const WordInfo& info = ctx.rules.info(token);
    std::string_view word = ctx.page.slice({token.start, token.end()});
    if (info.has(WordClass::byline_by))
      by = true;
    else if (info.has(WordClass::byline_label))
      by = true;
    else if (!info.has(WordClass::byline_verb) && word != "the" && word != "About" && word != "ABOUT" &&
             word != "THE" && word != "Meet" && word != "was" && word != "This")
      return false;
  }
  return by;
}

/// A word that says nothing about a date or who writes.
bool is_other_word(const Context& ctx, const Token& token) {
  if (!token.is(TokenKind::word)) return false;
  const WordInfo& info = ctx.rules.info(token);
  for (WordClass kind :
       {WordClass::month, WordClass::weekday, WordClass::published_word, WordClass::updated_word,
        WordClass::date_joint, WordClass::time_zone, WordClass::byline_verb})
    if (info.has(kind)) return false;
  return true;
}

/// Where a byline begins inside a dated line: "March 4, 2026 by Ana Ruiz", "Posted on 4 March by Ana Ruiz". 0
/// = nowhere. In prose a small "by" leads no byline: "has been held by Lowmark and Eastport since December
/// 2010".
std::uint32_t by_inside(const Context& ctx, std::size_t block) {
  constexpr int most = 4;  // "News story posted on 4 March by", the "by" among them
  const BlockFacts& f = ctx.facts[block];
  int others = is_other_word(ctx, ctx.tokens.tokens[f.first]) ? 1 : 0;
  for (std::uint32_t at = f.first + 1; at + 1 < f.last; ++at) {
    const Token &token = ctx.tokens.tokens[at], &next = ctx.tokens.tokens[at + 1];
    others += is_other_word(ctx, token) ? 1 : 0;
    if (!token.is(TokenKind::word) || !ctx.rules.is(token, WordClass::byline_by) || token.length != 2)
      continue;
    if (others > most && !token.has(token_flag::capital)) continue;
    if (next.is(TokenKind::word) && next.has(token_flag::capital))
      return token.start - ctx.page.blocks[block].span.start;
  }
  return 0;
}

/// "12 comments | Ana Ruiz", "March 4, 2026 · 5 min · Ana Ruiz": where the first part without a number
/// begins.
std::uint32_t past_numbered_parts(std::string_view text) {
  std::size_t from = 0;
  for (;;) {
    std::size_t end = std::string_view::npos, length = 0;
    for (std::string_view mark : {"|", "·", "•"})
      if (const std::size_t at = text.find(mark, from); at < end) end = at, length = mark.size();
    const std::string_view part = text.substr(from, end - from);
    if (length == 0 || part.find_first_of("0123456789") == std::string_view::npos) break;
    from = end + length;
  }
  return static_cast<std::uint32_t>(from);
}

/// "March 4, 2026 by Ana Ruiz", "March 4, 2026 Ana Ruiz": the names after the date.
bool read_beside_date(const Context& ctx, std::size_t block, FieldLine& line) {
  const BlockFacts& f = ctx.facts[block];
  std::uint32_t base = ctx.page.blocks[block].span.start;
  std::uint32_t from = by_inside(ctx, block);
  if (from == 0 && line.published && line.published->span.start - base < 4 && f.words <= 14)
    from = line.published->span.end - base;
  if (f.words <= 14) from = std::max(from, past_numbered_parts(ctx.text(block)));
  if (from == 0 || from >= ctx.page.blocks[block].span.size()) return false;
  const std::string_view names = without_blanks_around(ctx.text(block).substr(from));
  if (names.empty()) return false;
  from = static_cast<std::uint32_t>(names.data() - ctx.text(block).data());
  ParsedByline byline = parse_byline(names, ctx.rules);
  if (!byline.clean || byline.people.empty()) return false;
  line.byline = std::move(byline);
  line.byline_at = from;
  line.bare = !line.byline.lead;
  return true;
}

}  // namespace

bool may_be_byline_line(const Context& ctx, std::size_t block) {
  const bool marked = (ctx.layout(block).regions & (region::author_rel | region::itemprop_author)) != 0;
  return marked || may_be_byline(ctx, block);  // a label is one
}

bool read_byline_line(const Context& ctx, std::size_t block, FieldLine& line) {
  if (is_label(ctx, block)) return line.label_only = true;
  bool marked = (ctx.layout(block).regions & (region::author_rel | region::itemprop_author)) != 0;
  const BlockFacts& f = ctx.facts[block];
  if (f.leads_with(PhraseClass::contributor)) return false;
  bool dated = line.dated && f.words <= 45 && f.bytes <= longest_byline;
  bool worth = (marked && f.words <= 12) || (dated && f.words <= 14) || may_be_byline(ctx, block);
  if (worth && read_names(ctx, block, marked ? BylineMode::value : BylineMode::line, line)) return true;
  return dated && read_beside_date(ctx, block, line);
}

bool read_names(const Context& ctx, std::size_t block, BylineMode mode, FieldLine& line) {
  const BlockFacts& f = ctx.facts[block];
  if (!may_be_bare(f) && !may_be_led(ctx, f) && !starts_glued(ctx, f)) return false;
  if (mode == BylineMode::line && opens_with_no_name(ctx, f)) return false;
  ParsedByline byline = parse_byline(ctx.text(block), ctx.rules, mode);
  if (!byline.clean || !short_enough(f, byline)) return false;
  if (byline.people.empty() && !byline.lead) return false;
  line.bare = !byline.lead && !byline.other_lead;
  line.byline = std::move(byline);
  return true;
}

namespace {

/// "and Jo Pike", ", Jo Pike"
bool starts_with_joint(const Context& ctx, std::uint32_t block) {
  const Token& first = ctx.tokens.tokens[ctx.facts[block].first];
  return !first.is(TokenKind::word) || ctx.rules.is(first, WordClass::name_joiner);
}

/// Names that stand in the lines after the chosen one: "By / Ana Ruiz / and / Jo Pike", or a list of bare
/// names.
std::uint32_t gather_more(Context& ctx, const Head& head, std::uint32_t block, bool led, Byline& byline) {
  std::uint32_t last = block;
  for (std::uint32_t b = block + 1; b < ctx.size() && b <= block + 6; ++b) {
    if (head.start != Head::none && b >= head.start && block < head.start) break;
    const BlockFacts& f = ctx.facts[b];
    if (f.words <= 1 && f.bytes <= 4) continue;  // "and", ",", "&"
    const FieldLine* line = line_at(ctx, b);
    if (!line || line->byline.people.empty() || line->byline.other_lead || line->byline.confidence < 0.9f)
      break;
    if (line->byline.people.size() > 3 || ctx.votes.sum(b, Role::credit) > 0) break;  // "Mia Stone / LP"
    // After "By Ana Ruiz" a bare name is somebody else's: a photographer, a person of the story.
    if (led && line->bare && !starts_with_joint(ctx, b)) break;
    for (const Person& person : line->byline.people) {
      bool known = std::any_of(byline.authors.begin(), byline.authors.end(),
                               [&](const Person& p) { return p.name == person.name; });
      if (!known) byline.authors.push_back(person);
    }
    ctx.votes.cast(b, Role::byline, 7, "byline-goes-on");
    last = b;
  }
  return last;
}

/// "Staff Writer" or "Lowmark Wire" on the line after the name.
void role_below(Context& ctx, std::uint32_t block, Byline& byline) {
  if (block + 1 >= ctx.size() || byline.authors.empty()) return;
  Person& last = byline.authors.back();
  const BlockFacts& f = ctx.facts[block + 1];
  if (f.words == 0 || f.words > 8 || f.ends_sentence() || f.bytes > 80 || line_at(ctx, block + 1)) return;
  std::string_view text = ctx.text(block + 1);
  NameVerdict verdict = judge_name(text, ctx.rules);
  bool role = verdict.kind == NameKind::role,
       organization = verdict.kind == NameKind::organization && f.capitals == f.words;
  if (!(role && last.role.empty()) && !(organization && last.affiliation.empty())) return;
  for (Person& person : byline.authors) {
    std::string& field = role ? person.role : person.affiliation;
    if (field.empty()) field = std::string(text);
  }
  ctx.votes.cast(block + 1, Role::byline, 7, "role-under-byline");
}

/// "By Courier Staff": a byline without a person.
void place_organization(Context& ctx, const Head& head) {
  for (const FieldLine& line : ctx.lines) {
    if (!line.byline.lead || line.byline.organizations.empty() || !line.byline.people.empty()) continue;
    bool below = head.headline != Head::none && line.block > head.headline && line.block <= head.headline + 8;
    if (!below) continue;
    Byline byline;
    Span whole = ctx.page.blocks[line.block].span;
    byline.span = {whole.start + line.byline_at, whole.start + line.byline_at + line.byline.end};
    for (const std::string& organization : line.byline.organizations)
      byline.authors.push_back({"", "", organization, "", "", ""});
    ctx.votes.cast(line.block, Role::byline, 9, "byline-of-an-organization");
    ctx.out.byline = std::move(byline);
    return;
  }
}

}  // namespace

void place_byline(Context& ctx, const Head& head) {
  if (ctx.lines.empty()) return;
  std::vector<BylineRule> rules;
  auto total = [&] {
    float sum = 0;
    for (BylineRule rule : rules) sum += weight(rule);
    rules.clear();
    return sum;
  };
  no_byline_rules(ctx, rules);
  const float none = total() - eagerness;
  float most = none;
  const FieldLine* best = nullptr;
  BylineView view(ctx, head);
  for (std::size_t i = 0; i < ctx.lines.size(); ++i) {
    std::uint32_t block = ctx.lines[i].block;
    if (ctx.votes.sum(block, Role::credit) > ctx.votes.sum(block, Role::byline))
      continue;  // "Mia Stone / LP"
    if (!view.rules(i, rules)) continue;
    if (float sum = total(); sum > most) most = sum, best = &ctx.lines[i];
  }
  if (!best) return place_organization(ctx, head);
  Byline byline;
  byline.authors = best->byline.people;
  Span whole = ctx.page.blocks[best->block].span;
  byline.span = {whole.start + best->byline_at, whole.start + best->byline_at + best->byline.end};
  role_below(ctx, gather_more(ctx, head, best->block, best->byline.lead, byline), byline);
  for (const Contributor& other : best->byline.others) ctx.out.contributors.push_back(other);
  ctx.votes.cast(best->block, Role::byline, 9, "byline-of-the-story");
  ctx.out.byline = std::move(byline);
  ctx.out.byline_led = best->byline.lead;
  ctx.out.byline_confidence = 1 / (1 + std::exp(none - most));
}

}  // namespace nutgraf
