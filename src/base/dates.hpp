// Dates as people write them. Private; no stage's own types are needed, so attribute values and text alike
// can be read.
//
//     parse_date("March 4, 2026 at 8:59 pm EST", rules)->iso()   "2026-03-04T20:59-05:00"
//     parse_date("4 mars 2026", rules)->iso()                    "2026-03-04"
//     parse_date("04/03/2026", rules)                            nothing: the order of day and month is not
//     certain parse_date("04/03/2026", rules, DayOrder::day_first)       2026-03-04 parse_date("3 hours ago",
//     rules)                           nothing
//
// Read are: ISO 8601 and its looser kin (2026-03-04 20:15:00 +0100, 2026/3/4, 2026.03.04), RFC 2822, day
// month year and month day year with the months of every language under src/rules/, 2026年3月4日 and 2026년
// 3월 4일, times before or after the day. No clock is asked: a date without a year has year 0, and an empty
// iso().
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf {

struct Rules;

/// How 04/03/2026 is to be read; `unknown` reads it only where one order is possible.
enum class DayOrder : std::uint8_t { unknown, day_first, month_first };

/// The order usual for a language tag: "en-US" → month_first, "en-GB", "de", "fr-CA" … → day_first, "en", ""
/// → unknown.
DayOrder day_order(std::string_view language_tag);

struct DateTime {
  static constexpr std::int16_t no_zone = 32767;
  std::int16_t year = 0;           ///< 0: not stated
  std::int8_t month = 0, day = 0;  ///< day 0: not stated
  std::int8_t hour = -1, minute = -1, second = -1;
  std::int16_t zone = no_zone;  ///< minutes east of Greenwich
  bool complete() const { return year != 0 && day != 0; }
  /// ISO 8601 as far as it is stated: "2026-03", "2026-03-04", "2026-03-04T20:59",
  /// "2026-03-04T20:59:07+01:00". Empty if the year is not stated.
  std::string iso() const;
};

struct DateMatch {
  DateTime value;
  std::uint32_t start = 0, end = 0;  ///< bytes in the text, weekday and time included
};

/// Appends every date in `text`, in order; also those without a year or a day. Linear; the first 4,096 bytes
/// are read.
void find_dates(std::string_view text, const Rules& rules, DayOrder order, std::vector<DateMatch>& out);

/// The first date with year, month and day in a value such as an attribute or a date line. Reads 20260304
/// too.
std::optional<DateTime> parse_date(std::string_view text, const Rules& rules,
                                   DayOrder order = DayOrder::unknown);

/// The day that a page's address states: …/2026/03/04/…, …/2026-03-04-…, …/2026/mar/04/…; nothing for
/// …/2026/03/….
std::optional<DateTime> date_in_url(std::string_view url, const Rules& rules);

}  // namespace nutgraf
