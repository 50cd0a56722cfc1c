// Lines that show a date: what they say about it, and which of them dates the story.
#include <algorithm>
#include <array>

#include "base/date_items.hpp"
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

/// A number, and beside it a month, a time or a mark of a numeric date.
bool may_be_dated(const Context& ctx, const BlockFacts& f) {
  if ((f.numbers == 0) | (f.words > 45) | (f.bytes > longest_date_line)) return false;
  if (f.months > 0) return true;
  const Token* const tokens = ctx.tokens.tokens.data();
  std::array<std::uint32_t, longest_date_line + 1> numbers;
  std::uint32_t* end = numbers.data();
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    *end = at;
    end += tokens[at].is(TokenKind::number) ? 1 : 0;
  }
  return std::any_of(numbers.data(), end, [&](std::uint32_t at) {
    const Token& token = tokens[at];
    return token.length >= 4 ||
           ctx.page.slice({token.start, token.end()}).find_first_of(":/") != std::string_view::npos;
  });
}

/// The reader of dates cuts a word at marks, digits and a change of case ("mid-March", "4March",
/// "PublishedMarch"): a token may hold a month, or several numbers, that its lexicon entry does not show.
bool may_be_cut(std::string_view word, const Token& token) {
  if (token.is(TokenKind::number)) return word.find_first_not_of("0123456789,:") != std::string_view::npos;
  if (!token.is(TokenKind::word))
    return token.is(TokenKind::url) || token.is(TokenKind::email) || token.is(TokenKind::handle);
  if (token.lex != 0) return false;
  for (std::size_t i = 1; i < word.size(); ++i)
    if (word[i] < 'a' || word[i] > 'z') return true;
  return static_cast<unsigned char>(word[0]) >= 0x80;
}

/// What dates are made of, in one token.
struct DateParts {
  std::uint32_t numbers = 0;
  bool month = false;
};

DateParts date_parts(const Context& ctx, const Token& token) {
  const std::string_view word = ctx.page.slice({token.start, token.end()});
  DateParts parts;
  if (!may_be_cut(word, token)) {
    parts.numbers = token.is(TokenKind::number) ? 1 : 0;
    parts.month = (ctx.rules.lexicon.traits()[token.lex] & word_trait::month) != 0;
    return parts;
  }
  for (const DateItem& item : scan_date_items(word, ctx.rules)) {
    parts.numbers += item.kind == DateItemKind::number ? 1 : 0;
    parts.month |= item.month != 0;
  }
  return parts;
}

/// False only if the reader of dates would find none: no month beside a number, no three numbers in a row.
bool may_hold_date(const Context& ctx, const BlockFacts& f) {
  constexpr std::uint32_t beside = 5;  // tokens between a month and a number, an ordinal's ending and marks
  constexpr std::uint32_t row = 5;     // tokens of "4/3/2026"
  constexpr std::uint32_t none = 0x80000000;
  std::uint32_t month = none, number = none, before = none;  // where the last ones stand
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const DateParts parts = date_parts(ctx, ctx.tokens.tokens[at]);
    if (parts.month) month = at;
    for (std::uint32_t n = 0; n < parts.numbers; ++n) {
      if (at - before < row) return true;
      before = number, number = at;
    }
    if ((parts.month && at - number <= beside) || (parts.numbers > 0 && at - month <= beside)) return true;
  }
  return false;
}

enum class Label : std::uint8_t { none, published, updated, other };

/// Words between two dates: their label, and how many say nothing about dates.
struct Between {
  Label label = Label::none;
  int others = 0;
};

Between read_between(const Context& ctx, std::uint32_t first, std::uint32_t last, std::uint32_t from,
                     std::uint32_t to) {
  Between out;
  for (std::uint32_t at = first; at < last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.start < from || token.start >= to) continue;
    if (token.is(TokenKind::url) || token.is(TokenKind::email)) ++out.others;
    if (!token.is(TokenKind::word)) continue;
    const WordInfo& info = ctx.rules.info(token);
    if (info.has(WordClass::updated_word))
      out.label = Label::updated;
    else if (info.has(WordClass::published_word)) {
      if (out.label == Label::none) out.label = Label::published;
    } else if (info.has(WordClass::undated_word))
      out.label = Label::other;
    else if (!info.has(WordClass::date_joint) && !info.has(WordClass::weekday) &&
             !info.has(WordClass::time_zone))
      ++out.others;
  }
  return out;
}

}  // namespace

bool is_prose_beside_dates(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.numbers == 0 || f.words <= 14) return false;
  if (f.traits & word_trait::signs) return false;  // holds "published", "by" or such
  constexpr std::uint32_t most =
      8;  // words that are no part of a date: long ones of no class that dates have
  const std::uint16_t* traits = ctx.rules.lexicon.traits();
  std::uint32_t others = 0;
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    const bool undated = (traits[token.lex] & word_trait::dated) == 0;
    others += ((token.kind == TokenKind::word) & (token.length > 4) & undated) ? 1 : 0;
  }
  return others > most;
}

bool may_be_date_line(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  const bool marked = (ctx.layout(block).regions & (region::time | region::itemprop_date)) != 0;
  return (marked & (f.words <= 20)) || may_be_dated(ctx, f);
}

bool read_date_line(const Context& ctx, std::size_t block, FieldLine& line) {
  const BlockFacts& f = ctx.facts[block];
  if (!may_hold_date(ctx, f)) return false;
  Span span = ctx.page.blocks[block].span;
  std::vector<DateMatch> matches;
  find_dates(ctx.text(block), ctx.rules, ctx.out.day_order, matches);
  if (matches.empty()) return false;
  int others = 0;
  std::uint32_t from = span.start;
  Label last = Label::none;
  for (const DateMatch& match : matches) {
    Between between = read_between(ctx, f.first, f.last, from, span.start + match.start);
    others += between.others;
    Label label =
        between.label == Label::none && between.others == 0 && from != span.start && last == Label::updated
            ? Label::updated
            : between.label;
    from = span.start + match.end;
    last = label;
    if (!match.value.complete() || label == Label::other) continue;
    ShownDate shown{match.value, {span.start + match.start, span.start + match.end}};
    if (label == Label::updated) {
      if (!line.modified) line.modified = shown;
    } else if (!line.published) {
      line.published = shown;
      line.labelled = label == Label::published;
    }
  }
  others += read_between(ctx, f.first, f.last, from, span.end).others;
  line.dated = true;
  line.others = static_cast<std::uint8_t>(std::min(others, 255));
  line.date_only = others == 0;
  bool byline = others > 0 && f.words <= 30;
  return line.date_only || (byline && (line.published || line.modified) && (others <= 8 || line.labelled));
}

namespace {

constexpr std::uint32_t near = 3, foot = 4;  // blocks

bool same_day(const DateTime& a, const DateTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

/// What the page's date lines say together.
struct DatedLines {
  bool one_day = false;       ///< all state one day: most likely the page's own, wherever it stands
  bool one_day_below = true;  ///< those from the story's end on do: no list of other stories
};

DatedLines compare_lines(const Context& ctx) {
  DatedLines out;
  const DateTime *day = nullptr, *below = nullptr;
  for (const FieldLine& line : ctx.lines) {
    if (!line.published) continue;
    const DateTime& value = line.published->value;
    out.one_day = day == nullptr || (out.one_day && same_day(*day, value));
    day = &value;
    if (line.block + near < ctx.main.last) continue;
    out.one_day_below &= below == nullptr || same_day(*below, value);
    below = &value;
  }
  return out;
}

bool at_foot(const Context& ctx, const FieldLine& line) {
  return !ctx.main.empty() && line.block + near >= ctx.main.last && line.block <= ctx.main.last + foot &&
         line.others <= 3;
}

/// Where the line stands: beside the headline, inside the story, right under it, or far from all of that.
float place_score(const Context& ctx, const Head& head, const FieldLine& line, const DatedLines& lines) {
  const bool headed = head.headline != Head::none;
  std::uint32_t anchor = headed ? head.headline : head.start != Head::none ? head.start : 0;
  std::uint32_t limit = head.start == Head::none ? anchor + 8 : std::max(head.start + 1, anchor);
  if (line.date_only && headed) limit = std::max(limit, anchor + near + 1);
  std::uint32_t b = line.block;
  if (b < anchor) {
    auto above = static_cast<float>(anchor - b);
    if (above <= near && (!headed || (line.modified && line.published))) return 0.8f;
    return above <= near ? -0.3f - 0.3f * above : -0.6f - std::min(above * 0.35f, 4.0f);
  }
  if (b <= limit) return 1.5f - std::min(static_cast<float>(b - anchor) * 0.05f, 1.5f);
  if (lines.one_day_below && at_foot(ctx, line)) return line.labelled || line.modified ? -0.4f : -1.2f;
  if (ctx.main.contains(b)) return -1.0f - std::min(static_cast<float>(b - limit) * 0.2f, 3.0f);
  return (line.labelled         ? -1.0f
          : lines.one_day_below ? -1.8f
                                : -2.2f) -
         std::min(static_cast<float>(b - limit) * 0.02f, 1.0f);
}

float date_score(const Context& ctx, const Head& head, const FieldLine& line, const DatedLines& lines) {
  float score = line.date_only ? 2.0f : 0.0f;
  if (line.labelled || (line.published && line.modified)) score += 1.5f;
  if (!line.date_only && !line.has_byline() && !line.labelled) score -= line.others <= 3 ? 0.3f : 1.5f;
  if (line.has_byline()) score += 1.5f;
  if (ctx.layout(line.block).regions & (region::time | region::itemprop_date)) score += 1.5f;
  return score + place_score(ctx, head, line, lines) + (lines.one_day ? 1.0f : 0.0f);
}

/// A number, a weekday or a month comes first, or a word that may hide one; or a bracket opens soon.
bool may_open_with_day(const Context& ctx, const BlockFacts& f) {
  constexpr std::uint32_t reach = 8;  // tokens of a place before a bracket
  const Token& first = ctx.tokens.tokens[f.first];
  const WordInfo& info = ctx.rules.info(first);
  const bool number = first.is(TokenKind::number), month = info.has(WordClass::month);
  const bool weekday = info.has(WordClass::weekday);
  if (number | month | weekday) return true;
  if (may_be_cut(ctx.page.slice({first.start, first.end()}), first)) return true;
  bool bracket = false;
  if (f.brackets)
    for (std::uint32_t at = f.first; at < std::min(f.last, f.first + reach); ++at)
      bracket |= ctx.tokens.tokens[at].is(TokenKind::paren_open);
  return bracket;
}

/// The day with which the story opens: "4 March 2026 – The river …", "Lowmark, (04.03.2026). The river …".
std::optional<ShownDate> opening_day(const Context& ctx, const Head& head) {
  constexpr std::size_t reach = 48;      // bytes of the paragraph that are read
  constexpr std::size_t most_words = 2;  // of the place before a day in brackets
  if (head.start >= ctx.size() || ctx.facts[head.start].words < 15)
    return std::nullopt;  // none, or below the last line
  if (!may_open_with_day(ctx, ctx.facts[head.start])) return std::nullopt;
  const std::string_view text = ctx.text(head.start).substr(0, reach);
  std::vector<DateMatch> matches;
  find_dates(text, ctx.rules, ctx.out.day_order, matches);
  if (matches.empty() || !matches[0].value.complete() || matches[0].end + 1 >= text.size())
    return std::nullopt;
  const std::string_view before = text.substr(0, matches[0].start), after = text.substr(matches[0].end);
  const bool bracketed =
      before.ends_with('(') && after[0] == ')' &&
      static_cast<std::size_t>(std::count(before.begin(), before.end(), ' ')) <= most_words;
  constexpr std::string_view openings[] = {" – ", " — ", " - ", ": ", ". ", " | ", " „", " “", " «"};
  const bool first =
      before.empty() && std::any_of(std::begin(openings), std::end(openings),
                                    [&](std::string_view mark) { return after.starts_with(mark); });
  if (!bracketed && !first) return std::nullopt;
  const std::uint32_t at = ctx.page.blocks[head.start].span.start;
  return ShownDate{matches[0].value, {at + matches[0].start, at + matches[0].end}};
}

}  // namespace

void place_dates(Context& ctx, const Head& head) {
  const FieldLine *published = nullptr, *modified = nullptr;
  float best = 0, best_modified = 0;
  const DatedLines lines = compare_lines(ctx);
  for (const FieldLine& line : ctx.lines) {
    if (!line.published && !line.modified) continue;
    float score = date_score(ctx, head, line, lines);
    if (line.published && score > best) best = score, published = &line;
    if (line.modified && score + 1 > best_modified) best_modified = score + 1, modified = &line;
  }
  if (published) {
    ctx.out.published =
        Timestamp{published->published->value.iso(), published->published->span, Origin::visible};
    ctx.out.published_score = best;
    if (published->date_only) ctx.votes.cast(published->block, Role::date_line, 8, "date-of-the-story");
  }
  if (!published && !modified)
    if (auto day = opening_day(ctx, head)) {
      ctx.out.published = Timestamp{day->value.iso(), day->span, Origin::visible};
      ctx.out.published_score = 1.0f;
    }
  if (modified) {
    ctx.out.modified = Timestamp{modified->modified->value.iso(), modified->modified->span, Origin::visible};
    if (modified->date_only) ctx.votes.cast(modified->block, Role::date_line, 8, "update-of-the-story");
  }
}

}  // namespace nutgraf
