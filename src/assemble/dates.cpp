// Which day a page was published: every source gives its day some weight, equal days add up.
#include "base/dates.hpp"

#include <algorithm>
#include <array>

#include "assemble/metadata.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

struct DateSource {
  std::string_view key;  ///< what the candidate's key holds
  float weight;
};
constexpr float threshold = 0.35f;

// How far a source is to be believed for the day of publication, by its key, the first that fits.
constexpr DateSource published_sources[] = {
    {"VideoObject", 0.3f},
    {"AudioObject", 0.3f},
    {"Recipe.datePublished", 0.8f},
    {"WebPage.datePublished", 0.9f},
    {".datePublished", 1.0f},
    {".dateCreated", 0.5f},
    {".uploadDate", 0.4f},
    {"article:published", 1.1f},
    {"itemprop:datePublished", 0.9f},
    {"itemprop:", 0.5f},
    {"", 0.8f},
};

float weight_of(const MetaCandidate& m) {
  static constexpr std::array<float, 3> by_rank{1.0f, 0.2f, 0.6f};
  for (const DateSource& source : published_sources)
    if (m.key.find(source.key) != std::string::npos)
      return source.weight * by_rank[std::min<std::size_t>(m.rank, 2)];
  return 0;
}

bool plausible(const DateTime& d) {
  return d.complete() && d.year >= 1985 && d.year < 2100;
}

struct Option {
  DateTime value;
  Origin from;
  float weight;   // of the strongest source of this wording
  float support;  // of all sources with the same day
  std::optional<Span> span;
  std::string iso;
};

bool same_day(const DateTime& a, const DateTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

class Options {
 public:
  Options(const Rules& rules, DayOrder order) : rules_(rules), order_(order) {}

  void add(const MetaCandidate& m, float weight) {
    if (weight <= 0 || options_.size() >= 64) return;
    if (auto date = parse_date(m.value, rules_, order_)) add(*date, m.from, weight, std::nullopt);
  }
  void add(const Timestamp& shown, float weight) {
    if (auto date = parse_date(shown.iso, rules_)) add(*date, shown.from, weight, shown.span);
  }
  void add(const DateTime& date, Origin from, float weight, std::optional<Span> span) {
    if (plausible(date)) options_.push_back({date, from, weight, 0, span, date.iso()});
  }

  // Sources of one kind that say the same count once and a half at most: a page builder writes one date in
  // many tags.
  std::optional<Timestamp> choose(float least) {
    const Option* best = nullptr;
    for (Option& option : options_) {
      option.support = support_of(option);
      if (best == nullptr || option.support > best->support ||
          (option.support == best->support && same_day(option.value, best->value) &&
           option.weight > best->weight))
        best = &option;
    }
    if (best == nullptr || best->support < least) return std::nullopt;
    return Timestamp{best->iso, best->span, best->from};
  }

 private:
  float support_of(const Option& option) const {
    std::array<float, 8> by_origin{};
    for (const Option& other : options_)
      if (same_day(option.value, other.value)) {
        float& sum = by_origin[static_cast<std::size_t>(other.from)];
        sum = std::max(sum, other.weight);
      }
    float total = 0;
    for (float part : by_origin) total += part;
    return total;
  }

  const Rules& rules_;
  DayOrder order_;
  std::vector<Option> options_;
};

}  // namespace

WeighedDates weigh_dates(const Page& page, const Segments& segments, std::string_view url,
                         std::string_view language, const Rules& rules) {
  DayOrder order = day_order(language);
  Options published(rules, order), modified(rules, order);
  if (segments.published) published.add(*segments.published, 1.0f);
  if (segments.modified) modified.add(*segments.modified, 1.0f);
  for (const MetaCandidate& m : page.meta) {
    if (m.field == MetaField::published) published.add(m, weight_of(m));
    if (m.field == MetaField::modified && m.rank != 1) modified.add(m, m.rank == 0 ? 1.0f : 0.6f);
  }
  if (auto date = date_in_url(url, rules)) published.add(*date, Origin::url, 0.8f, std::nullopt);
  return {published.choose(threshold), modified.choose(threshold)};
}

}  // namespace nutgraf
