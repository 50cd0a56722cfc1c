// Which day a page was published: every source gives its day some weight, equal days add up.
#include "base/dates.hpp"

#include <algorithm>
#include <array>

#include "assemble/metadata.hpp"
#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

struct DateSource {
  std::string_view key;  ///< what the candidate's key holds
  float weight;
};
constexpr float threshold = 0.5f;
constexpr float shown_bonus = 0.6f;     // the page's text shows that day, away from running text
constexpr float visible_weight = 1.6f;  // a date line or byline beside the headline says so
constexpr float dateline_weight = 0.7f;
constexpr float url_weight = 0.8f;
constexpr float live_factor = 0.5f;  // of the day on which a live blog was last changed
constexpr float zone_weight = 0.9f;  // of a UTC time for the local day next to it

// How far a source is to be believed for the day of publication, by its key, the first that fits. A page's
// own date is that of a standing page, not of an article, unless it is shown.
constexpr DateSource published_sources[] = {
    {"script.", 0.75f},  // a day in the data of scripts: times 0.7, as of rank 2
    {"time[itemprop=datepublished]", 1.1f},
    {"[itemprop=datepublished]", 1.0f},
    {"[itemprop=", 0.6f},
    {"time[pubdate]", 1.0f},
    {"time.", 1.0f},
    {"time", 0.9f},
    {".entry-date", 0.8f},
    {".dt-published", 0.9f},
    {".published", 0.7f},
    {".pubdate", 0.8f},
    {"VideoObject", 0.35f},
    {"AudioObject", 0.3f},
    {"WebPage.datePublished", 0.4f},
    {".datePublished", 1.0f},
    {".dateCreated", 0.6f},
    {".uploadDate", 0.5f},
    {"article:published", 1.1f},
    {"itemprop:datePublished", 0.9f},
    {"itemprop:", 0.5f},
    {"created", 0.4f},
    {"", 0.8f},
};

// Marked up where it is shown.
bool is_located(const MetaCandidate& m) {
  return (m.from == Origin::time || m.from == Origin::microdata) && !m.key.starts_with("itemprop:");
}

float weight_of(const MetaCandidate& m) {
  bool located = is_located(m);
  std::array<float, 3> by_rank{1.0f, located ? 0.9f : 0.2f, located ? 0.9f : 0.7f};
  for (const DateSource& source : published_sources)
    if (m.key.find(source.key) != std::string::npos)
      return source.weight * by_rank[std::min<std::size_t>(m.rank, 2)];
  return 0;
}

bool plausible(const DateTime& d) {
  return d.complete() && d.year >= 1985 && d.year < 2100;
}

bool same_day(const DateTime& a, const DateTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

/// Days since 1970-01-01 in the Gregorian calendar.
int day_number(const DateTime& d) {
  int y = d.year - (d.month <= 2 ? 1 : 0), m = (d.month + 9) % 12;
  return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + d.day - 719469;
}

// May a local clock have shown `local`'s day when this UTC time was written? West of Greenwich by up to 10
// hours, east by up to 12.
bool is_same_moment(const DateTime& utc, const DateTime& local) {
  if (utc.zone != 0 || utc.hour < 0 || (local.zone == 0 && local.hour >= 0)) return false;
  int days = day_number(local) - day_number(utc);
  bool clock = local.hour >= 0 && local.minute >= 0 && utc.minute >= 0;
  if (clock && (local.minute - utc.minute) % 15 != 0) return false;  // zones differ by quarters of an hour
  return (days == -1 && utc.hour < 10) || (days == 1 && utc.hour >= 12);
}

// ---- days that the page shows
// --------------------------------------------------------------------------------------
// 2026, or the end of 04.03.26.
bool has_year(std::string_view text) {
  for (std::size_t at = 0; at + 3 < text.size(); ++at) {
    auto digit = [&](std::size_t i) { return text[at + i] >= '0' && text[at + i] <= '9'; };
    bool century = (text[at] == '2' && text[at + 1] == '0') || (text[at] == '1' && text[at + 1] == '9');
    if (century && digit(2) && digit(3)) return true;
    if (digit(0) && text[at + 1] == '.' && digit(2) && digit(3)) return true;
  }
  return false;
}

enum class Label : std::uint8_t { none, published, updated, other };

// What the words before a date call it: "Erschienen am:", "Last updated", "©".
Label label_of(std::string_view before, const Rules& rules) {
  Label label = Label::none;
  for (std::size_t at = 0; at < before.size();) {
    std::size_t end = std::min(before.find_first_of(" \n:,|()", at), before.size());
    std::string word = to_lower(before.substr(at, end - at));
    at = end + 1;
    std::uint16_t id = rules.lexicon.find(word);
    if (rules.lexicon.is(id, WordClass::published_word)) label = Label::published;
    if (rules.lexicon.is(id, WordClass::updated_word)) label = Label::updated;
    if (rules.lexicon.is(id, WordClass::undated_word) || word == "©") label = Label::other;
  }
  return label;
}

float label_weight(Label label, float weight) {
  switch (label) {
    case Label::published:
      return weight < 0 ? weight : std::max(weight, 0.5f) + 0.1f;
    case Label::updated:
      return 0.6f * weight;
    case Label::other:
      return -1;
    case Label::none:
      break;
  }
  return weight;
}

struct ShownDay {
  DateTime value;
  Span span;
  float weight;  ///< as the day of publication: by the block's role, and how near to the headline it stands
};

float shown_weight(const Evidence& evidence, std::uint32_t block) {
  Role role = block < evidence.segments.decisions.size() ? evidence.segments.decisions[block].role
                                                         : Role::boilerplate;
  if (is_story(role) || role == Role::caption || role == Role::note || role == Role::correction) return -1;
  float by_role = role == Role::date_line ? 0.55f : role == Role::byline ? 0.5f : 0.0f;
  if (!evidence.headline) return by_role;
  std::uint32_t away = block > *evidence.headline ? block - *evidence.headline : *evidence.headline - block;
  return std::max(by_role, away <= 2                                 ? 0.8f
                           : away <= 5                               ? 0.6f
                           : away <= 8 && block > *evidence.headline ? 0.5f
                                                                     : 0.0f);
}

// The one day that a page shows anywhere is most likely its own.
void only_day_counts(std::vector<ShownDay>& days) {
  if (days.empty() || days.size() > 3) return;
  bool same = std::all_of(days.begin(), days.end(),
                          [&](const ShownDay& d) { return same_day(d.value, days[0].value); });
  bool story = std::all_of(days.begin(), days.end(), [](const ShownDay& d) { return d.weight < 0; });
  if (same && !story) days[0].weight = std::max(days[0].weight, threshold);
}

std::vector<ShownDay> shown_days(const Evidence& evidence, DayOrder order) {
  constexpr std::size_t max_block = 200, max_days = 100;
  std::vector<ShownDay> out;
  std::vector<DateMatch> matches;
  const Page& page = evidence.page;
  if (page.format != Format::html) return out;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    Span span = page.blocks[i].span;
    std::string_view text = page.slice(span);
    if (text.size() > max_block || !has_year(text)) continue;
    matches.clear();
    find_dates(text, evidence.rules, order, matches);
    std::size_t from = 0;
    for (const DateMatch& match : matches) {
      if (!match.value.complete() || out.size() >= max_days) continue;
      Label label = label_of(text.substr(from, match.start - from), evidence.rules);
      from = match.end;
      Span place{span.start + match.start, span.start + match.end};
      out.push_back({match.value, place, label_weight(label, shown_weight(evidence, i))});
    }
  }
  only_day_counts(out);
  return out;
}

// ---- the sum
// -------------------------------------------------------------------------------------------------------
struct Option {
  DateTime value;
  Origin from;
  float weight;
  std::optional<Span> span;
  std::string iso;
  bool modified;  ///< declared to be the day of modification, and not of publication
};

// The days that the page's head declares.
struct DeclaredDays {
  DeclaredDays(const Evidence& evidence, DayOrder order) {
    for (const MetaCandidate& m : evidence.page.meta) {
      if (m.field == MetaField::kind && m.value == "LiveBlogPosting") live = true;
      bool asked = m.field == MetaField::published || m.field == MetaField::modified;
      if (!asked || m.rank == 1 || is_located(m)) continue;
      if (auto date = parse_date(m.value, evidence.rules, order))
        (m.field == MetaField::published ? published : modified).push_back(*date);
    }
  }
  // A day on which the page was changed and not published, where it tells the two apart.
  bool is_modified(const DateTime& day) const {
    return !published.empty() && holds(modified, day) && !holds(published, day);
  }

  static bool holds(const std::vector<DateTime>& days, const DateTime& day) {
    return std::any_of(days.begin(), days.end(), [&](const DateTime& d) { return same_day(d, day); });
  }
  std::vector<DateTime> published, modified;
  bool live = false;  ///< a live blog: it shows when it was last changed
};

class Options {
 public:
  Options(const Rules& rules, DayOrder order, const std::vector<ShownDay>& shown,
          const DeclaredDays* declared)
      : rules_(rules), order_(order), shown_(shown), declared_(declared) {}

  void add(const MetaCandidate& m, float weight) {
    if (weight <= 0 || options_.size() >= 64) return;
    if (auto date = parse_date(m.value, rules_, order_)) add(*date, m.from, weight, std::nullopt, {});
  }
  void add(const Timestamp& line, float weight) {
    if (auto date = parse_date(line.iso, rules_)) add(*date, line.from, weight, line.span, line.iso);
  }
  void add(const DateTime& date, Origin from, float weight, std::optional<Span> span, std::string iso) {
    if (!plausible(date)) return;
    bool modified = declared_ != nullptr && declared_->is_modified(date);
    options_.push_back({date, from, modified && declared_->live ? weight * live_factor : weight, span,
                        iso.empty() ? date.iso() : std::move(iso), modified});
  }

  std::optional<Timestamp> choose() const {
    const Option* best = nullptr;
    float most = 0;
    for (const Option& option : options_) {
      float sum = support_of(option);
      bool better = best == nullptr || sum > most + 0.001f;
      bool fuller =
          !better && sum > most - 0.001f && same_day(option.value, best->value) && preferred(option, *best);
      if (better) most = sum;
      if (better || fuller) best = &option;
    }
    if (best == nullptr || most < threshold) return std::nullopt;
    return Timestamp{fullest_iso(*best), best->span, best->from};
  }

 private:
  // The same moment as other sources state it, if with more of it: seconds, the zone.
  std::string fullest_iso(const Option& option) const {
    std::string_view fullest = option.iso;
    for (const Option& other : options_)
      if (other.iso.starts_with(option.iso) && other.iso.size() > fullest.size()) fullest = other.iso;
    return std::string(fullest);
  }

  // Of equal days the one that is shown, then the one that states the time.
  static bool preferred(const Option& a, const Option& b) {
    if (a.span.has_value() != b.span.has_value()) return a.span.has_value();
    return !a.span && a.iso.size() > b.iso.size();
  }

  // The best weight of each kind of source for the option's day, and the bonus if the page shows it.
  float support_of(const Option& option) const {
    std::array<float, 8> by_origin{};
    for (const Option& other : options_) {
      float weight = same_day(option.value, other.value)         ? other.weight
                     : is_same_moment(other.value, option.value) ? zone_weight * other.weight
                                                                 : 0.0f;
      float& best = by_origin[static_cast<std::size_t>(other.from)];
      best = std::max(best, weight);
    }
    float total = 0;
    for (float part : by_origin) total += part;
    bool declared = total > by_origin[static_cast<std::size_t>(Origin::visible)];
    bool shown = declared && !option.modified &&
                 std::any_of(shown_.begin(), shown_.end(),
                             [&](const ShownDay& d) { return same_day(d.value, option.value); });
    return total + (shown ? shown_bonus : 0.0f);
  }

  const Rules& rules_;
  DayOrder order_;
  const std::vector<ShownDay>& shown_;
  const DeclaredDays* declared_;  // null: modification is what is asked for
  std::vector<Option> options_;
};

// A date line counts by where it stands: the dates of other stories are the only ones on many pages.
float line_weight(const Evidence& evidence) {
  if (evidence.page.format != Format::html) return visible_weight;
  return std::clamp(0.3f + 0.4f * evidence.segments.published_score, 0.3f, visible_weight);
}

// A date in the page's own mark-up counts by how near it stands to the headline.
float place_factor(const Evidence& evidence, const MetaCandidate& m) {
  return is_located(m) ? 0.1f + 0.9f * evidence.nearness(m) : 1.0f;
}

}  // namespace

WeighedDates weigh_dates(const Evidence& evidence, std::string_view url, std::string_view language) {
  const Segments& segments = evidence.segments;
  const bool dated = segments.published || segments.modified || segments.dateline;
  const bool declared_any = !evidence.page.meta.empty() || !url.empty();
  if (!dated && !declared_any && evidence.page.format == Format::text) return {};
  DayOrder order = segments.day_order;
  if (order == DayOrder::unknown) order = day_order(language);
  std::vector<ShownDay> shown = shown_days(evidence, order);
  DeclaredDays declared(evidence, order);
  Options published(evidence.rules, order, shown, &declared), modified(evidence.rules, order, shown, nullptr);
  if (segments.published) published.add(*segments.published, line_weight(evidence));
  if (segments.dateline && !segments.published)
    if (auto day = parse_date(segments.dateline->date, evidence.rules, order))
      published.add(*day, Origin::visible, dateline_weight, segments.dateline->span, {});
  for (const ShownDay& day : shown) {
    bool update = segments.modified && segments.modified->span && segments.modified->span->overlaps(day.span);
    if (day.weight > 0)
      published.add(day.value, Origin::visible, update ? 0.5f * day.weight : day.weight, day.span, {});
  }
  if (segments.modified) modified.add(*segments.modified, visible_weight);
  bool hatom = false;  // a published date is marked up
  for (const MetaCandidate& m : evidence.page.meta) {
    if (m.field == MetaField::published) published.add(m, weight_of(m) * place_factor(evidence, m));
    if (m.field == MetaField::published && is_located(m)) hatom = true;
    if (m.field == MetaField::modified && m.rank != 1)
      modified.add(m, (m.rank == 0 ? 1.0f : 0.6f) * place_factor(evidence, m));
  }
  // hAtom's "updated" is the entry's date where no other is marked up
  for (const MetaCandidate& m : evidence.page.meta)
    if (!hatom && m.field == MetaField::modified && m.key.ends_with(".updated"))
      published.add(m, 0.7f * place_factor(evidence, m));
  if (auto date = date_in_url(url, evidence.rules))
    published.add(*date, Origin::url, url_weight, std::nullopt, {});
  return {published.choose(), modified.choose()};
}

}  // namespace nutgraf
