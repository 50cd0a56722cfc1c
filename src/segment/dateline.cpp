// Datelines: "LOWMARK, Ore. (LW) —" at the head of the first paragraph, or standing alone above it.
#include <algorithm>

#include "base/utf8.hpp"
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t longest = 110;  // bytes of a dateline with its separator

enum class Separator : std::uint8_t { none, dash, hyphen, colon, bar, slash };

struct Cut {
  Separator kind = Separator::none;
  std::size_t at = 0, end = 0;  ///< the separator's bytes
};

/// Letters, digits and blanks part nothing.
constexpr bool parts_nothing(char c) {
  return c == ' ' || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

/// The kinds of tokens that a separator is, or that may hold one. A longer block without them has no
/// dateline.
constexpr std::uint32_t separator_kinds =
    kind_bits(TokenKind::dash, TokenKind::colon, TokenKind::bar, TokenKind::symbol, TokenKind::bullet,
              TokenKind::url, TokenKind::email, TokenKind::handle);

/// The first separator of `text`, outside brackets.
Cut find_separator(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size() && at < longest; ++at) {
    char c = text[at];
    if (parts_nothing(c)) continue;
    bool before = at > 0 && text[at - 1] == ' ', after = at + 1 >= text.size() || text[at + 1] == ' ';
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth > 0) continue;
    if (c == '\xE2' && text.substr(at, 2) == "\xE2\x80" && at + 2 < text.size() &&
        (text[at + 2] == '\x93' || text[at + 2] == '\x94' || text[at + 2] == '\x95'))
      return {Separator::dash, at, at + 3};
    if (text.substr(at, 3) == "--(") {  // "LOWMARK, Ore.--(LOWMARK WIRE)--"
      ++at;
      continue;
    }
    if (c == '-' && at + 1 < text.size() && text[at + 1] == '-')
      return {Separator::dash, at, at + (text.substr(at, 3) == "---" ? 3 : 2)};
    if ((c == '-' || c == '_') && before && after) return {Separator::hyphen, at, at + 1};
    if (c == ':' && after && at > 0) return {Separator::colon, at, at + 1};
    if (c == '|') return {Separator::bar, at, at + 1};
    if (c == '.' && after && at > 5 &&
        !before) {  // end of a sentence, unless an abbreviation: two lower-case letters at most before it
      std::size_t start = at;
      while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '.') --start;
      if (at - start > 5) return {};
    }
    if (c == '"' || c == '?' || c == '!' || c == ';') return {};
  }
  return {};
}

bool is_upper(std::string_view word) {
  bool upper = false;
  for (std::size_t at = 0; at < word.size(); ++at) {
    auto c = static_cast<unsigned char>(word[at]);
    if (c >= 'a' && c <= 'z') return false;
    if ((c >= 'A' && c <= 'Z') || c >= 0x80) upper = true;
  }
  return upper;
}

bool capital(std::string_view word) {
  auto c = static_cast<unsigned char>(word.front());
  return (c >= 'A' && c <= 'Z') || c >= 0xC3;
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == ',')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == ',' || s.back() == '/' || s.back() == '-'))
    s.remove_suffix(1);
  return s;
}

/// What the words of a place look like.
struct PlaceWords {
  int words = 0, upper = 0, capitals = 0, small = 0, barred = 0, labels = 0, names = 0;
};

PlaceWords look_at_place(std::string_view place, const Rules& rules) {
  PlaceWords out;
  const std::string_view whole = place;
  bool past_comma = false;
  while (!place.empty()) {
    std::size_t end = place.find_first_of(" /,");
    std::string_view word = place.substr(0, end);
    place.remove_prefix(end == std::string_view::npos ? place.size() : end + 1);
    if (word.empty()) continue;
    std::string lower = to_lower(word);
    std::uint16_t id = rules.lexicon.find(lower);
    bool joint = lower == "and" || lower == "the" || rules.lexicon.is(id, WordClass::name_particle);
    bool sentence =
        rules.lexicon.is(id, WordClass::stopword) && !joint && !rules.lexicon.is(id, WordClass::place_joint);
    if (sentence && !past_comma) ++out.barred;  // THE RIVER ROSE BY NIGHT; but LOWMARK, OR
    past_comma |= place.size() < whole.size() && whole[whole.size() - place.size() - 1] == ',';
    ++out.words;
    if (is_upper(word)) ++out.upper;
    if (capital(word))
      ++out.capitals;
    else if (!joint)
      ++out.small;
    if (word.find_first_of("0123456789@#$%&*=“”‘") != std::string_view::npos) ++out.barred;
    const WordInfo& info = rules.lexicon.info(id);
    bool label = info.has(WordClass::not_place) || info.has(WordClass::published_word) ||
                 info.has(WordClass::updated_word) || info.has(WordClass::byline_by) ||
                 info.has(WordClass::byline_label);
    if (label) ++out.labels;
    if (rules.lexicon.is(id, WordClass::given_name)) ++out.names;
    if (out.small + out.barred > 0) return out;  // no place, whatever follows
  }
  if (out.labels == out.words) ++out.barred;  // BREAKING, WATCH LIVE; but NEW YORK
  return out;
}

struct Parts {
  std::string_view place, agency, date;
  std::string_view story;  ///< what runs on behind the brackets: "Lowmark (LW)The river rose"
  bool bracket_place = false;
};

/// "(LW)", "(March 4)", "/Wire/": what stands in them.
void take_brackets(std::string_view& head, const Rules& rules, Parts& parts) {
  std::size_t open = head.find_first_of("([");
  if (open == std::string_view::npos) {
    std::size_t slash = head.find(" /");
    if (slash == std::string_view::npos || head.substr(slash + 2, 1) == " ") return;  // LOWMARK / EASTPORT
    parts.agency = trim(head.substr(slash + 2));
    head = trim(head.substr(0, slash));
    return;
  }
  std::size_t close = head.find_first_of(")]", open);
  std::string_view inside =
      trim(head.substr(open + 1, close == std::string_view::npos ? close : close - open - 1));
  if (trim(head.substr(0, open)).empty()) {
    parts.bracket_place = true;
    head = inside;
    return;
  }
  std::vector<DateMatch> dates;
  find_dates(inside, rules, DayOrder::unknown, dates);
  (dates.empty() ? parts.agency : parts.date) = inside;
  std::string_view rest = close == std::string_view::npos ? std::string_view() : trim(head.substr(close + 1));
  head = trim(head.substr(0, open));
  if (rest.empty() || !parts.date.empty()) return;
  constexpr std::size_t weekday = 12;  // "Wednesday, "
  find_dates(rest, rules, DayOrder::unknown, dates);
  const bool dated = !dates.empty() && dates[0].start <= weekday && (capital(rest) || dates[0].start == 0);
  (dated ? parts.date : parts.story) = rest;
}

/// "LOWMARK, Oregon, March 4, 2026": the date from the place.
void take_date(std::string_view& head, const Rules& rules, Parts& parts) {
  std::vector<DateMatch> dates;
  find_dates(head, rules, DayOrder::unknown, dates);
  if (dates.empty()) return;
  parts.date = trim(head.substr(dates[0].start, dates[0].end - dates[0].start));
  head = trim(head.substr(0, dates[0].start));
}

bool plausible(const Parts& parts, const PlaceWords& words, Separator kind, bool alone, const Rules& rules) {
  if (words.words == 0 || words.barred > 0 || words.small > 0 || words.words > 9) return false;
  std::string_view first = parts.place.substr(0, parts.place.find_first_of(" ,/"));
  bool particle = rules.lexicon.is(rules.lexicon.find(to_lower(first)), WordClass::name_particle);  // EL GATO
  bool first_upper = is_upper(first) && (first.size() >= 3 || particle);
  if (!parts.agency.empty()) {
    PlaceWords agency = look_at_place(parts.agency, rules);
    if (agency.small > 0 || agency.words > 4 || agency.barred > 0) return false;
    return first_upper || words.words <= 4;
  }
  if (!parts.date.empty()) return words.words <= 6;
  if (parts.bracket_place) return kind != Separator::colon && words.words <= 3;
  bool all_upper_first_part = is_upper(parts.place.substr(0, parts.place.find(',')));
  if (kind == Separator::colon || kind == Separator::bar) {
    if (alone || words.words > 2 || words.names > 0) return false;
    std::string lower = to_lower(parts.place);
    const WordInfo& info = rules.lexicon.info(rules.lexicon.find(lower));
    return first_upper || ((info.classes[0] | info.classes[1]) == 0 && words.words == 1);
  }
  return first_upper && all_upper_first_part && words.words <= 6;
}

/// Without a mark between dateline and story only a known agency or a place in capitals tells that it is one:
/// "Mayor Tom O'Dell (L) speaks" is none.
bool plausible_run_on(std::string_view place, const Parts& parts, const Rules& rules) {
  const bool agency = rules.lexicon.is(rules.lexicon.find(to_lower(parts.agency)), WordClass::agency);
  return capital(parts.story) && (agency || (is_upper(place) && is_upper(parts.agency)));
}

}  // namespace

bool match_dateline(std::string_view text, const Rules& rules, DatelineMatch& out) {
  Cut cut = find_separator(text);
  if (cut.kind == Separator::none && text.size() < longest)  // it may stand alone
    cut = {Separator::dash, text.size(), text.size()};
  if (cut.kind == Separator::none || cut.at < 3) return false;
  std::string_view head = text.substr(0, cut.at);
  while (!head.empty() && (head.back() == ' ' || head.back() == ',')) head.remove_suffix(1);
  while (!head.empty() && head.front() == ' ') head.remove_prefix(1);
  if (head.size() < 3) return false;
  std::size_t span_start = static_cast<std::size_t>(head.data() - text.data()),
              span_end = span_start + head.size();
  Parts parts;
  take_brackets(head, rules, parts);
  if (!parts.story.empty()) {
    if (!plausible_run_on(head, parts, rules)) return false;
    const auto at = static_cast<std::size_t>(parts.story.data() - text.data());
    cut = {Separator::dash, at, at};
    span_end = span_start + trim(text.substr(span_start, at - span_start)).size();
  }
  const std::string_view rest = text.substr(cut.end);
  const bool nothing_after = trim(rest).empty();
  take_date(head, rules, parts);
  parts.place = trim(head);
  if (parts.place.empty()) return false;
  PlaceWords words = look_at_place(parts.place, rules);
  if (!plausible(parts, words, cut.kind, nothing_after, rules)) return false;
  if (nothing_after && parts.agency.empty() &&
      !(!parts.date.empty() && is_upper(parts.place.substr(0, parts.place.find(',')))))
    return false;
  if (!nothing_after && cut.kind != Separator::bar && cut.kind != Separator::colon && trim(rest).size() < 25)
    return false;
  out.dateline.span = {static_cast<std::uint32_t>(span_start), static_cast<std::uint32_t>(span_end)};
  out.dateline.place = std::string(parts.place);
  out.dateline.agency = std::string(parts.agency);
  out.dateline.date = std::string(parts.date);
  out.end = static_cast<std::uint32_t>(cut.end);
  return true;
}

namespace {

/// A word that no place has, with nothing between its letters and the next word: `first`: it opens the line.
bool bars_place(const Context& ctx, const Token& token, bool first) {
  const std::string_view word = ctx.page.slice({token.start, token.end()});
  const char after = token.end() < ctx.page.text.size() ? ctx.page.text[token.end()] : ' ';
  if (after != ' ' && after != ',') return false;
  if (ctx.rules.lexicon.traits()[token.lex] & word_trait::dated) return false;  // a date may begin here
  const WordInfo& info = ctx.rules.info(token);
  if (info.has(WordClass::name_particle)) return false;
  if (word[0] >= 'a' && word[0] <= 'z') return word != "and" && word != "the";
  return first && info.has(WordClass::stopword) && !info.has(WordClass::place_joint) && word != "The" &&
         word != "THE" && word != "And" && word != "AND";
}

/// False only if the block begins with words of which no place is made, as most sentences do.
bool may_open_with_place(const Context& ctx, const BlockFacts& f) {
  constexpr std::uint32_t reach = 8;  // tokens
  for (std::uint32_t at = f.first; at < std::min(f.last, f.first + reach); ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::comma)) continue;
    if (!token.is(TokenKind::word)) return true;
    if (bars_place(ctx, token, at == f.first)) return false;
  }
  return true;
}

/// A dateline alone in its line has an agency or a date.
bool may_stand_alone(std::string_view text, const BlockFacts& f) {
  bool digit = false;
  for (char c : text) digit |= (c >= '0') & (c <= '9');
  return digit | f.brackets | f.has(TokenKind::slash);
}

bool may_have_dateline(const Context& ctx, std::uint32_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (!(f.kinds & separator_kinds) && (f.bytes >= longest || !may_stand_alone(ctx.text(block), f)))
    return false;
  return may_open_with_place(ctx, f);
}

}  // namespace

void place_dateline(Context& ctx, const Head& head) {
  if (ctx.size() == 0) return;
  std::uint32_t start = head.start != Head::none      ? head.start
                        : head.headline != Head::none ? head.headline + 1
                                                      : 0;
  std::uint32_t from = head.headline != Head::none && head.headline < start
                           ? std::max(head.headline + 1, start > 3 ? start - 3 : 0)
                       : start > 2 ? start - 2
                                   : 0;
  for (std::uint32_t b = from; b < ctx.size() && b <= start + 1; ++b) {
    if (b == head.headline) continue;
    if (!may_have_dateline(ctx, b)) continue;
    bool story = ctx.facts[b].words >= 12;
    if (ctx.votes.sum(b, Role::caption) + ctx.votes.sum(b, Role::credit) + ctx.votes.sum(b, Role::byline) > 3)
      continue;
    DatelineMatch match;
    if (!match_dateline(ctx.text(b), ctx.rules, match)) continue;
    std::uint32_t base = ctx.page.blocks[b].span.start;
    match.dateline.span.start += base;
    match.dateline.span.end += base;
    if (!story) {
      if (match.end + 3 < ctx.page.blocks[b].span.size()) continue;
      ctx.votes.cast(b, Role::dateline, 8, "dateline-alone");
    }
    ctx.out.dateline = std::move(match.dateline);
    return;
  }
}

}  // namespace nutgraf
