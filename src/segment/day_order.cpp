// Whether a page writes 04/03/2026 for the 4th of March or the 3rd of April: its other dates tell, where one
// number is over 12 or one reading is declared; else its language.
#include <algorithm>
#include <vector>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t most_dates = 200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Numeric {
  int first = 0, second = 0, year = 0;
};

/// The one or two digits that end before `end`; 0 if there are none or more.
int number_before(std::string_view text, std::size_t end) {
  if (end == 0 || !is_digit(text[end - 1])) return 0;
  if (end == 1 || !is_digit(text[end - 2])) return text[end - 1] - '0';
  if (end > 2 && is_digit(text[end - 3])) return 0;
  return 10 * (text[end - 2] - '0') + text[end - 1] - '0';
}

/// 4/3/2026 whose second slash is at `slash`.
Numeric numeric_at(std::string_view text, std::size_t slash) {
  Numeric out;
  if (slash + 4 >= text.size() || text[slash + 1] != '2' || text[slash + 2] != '0') return out;
  if (!is_digit(text[slash + 3]) || !is_digit(text[slash + 4])) return out;
  out.second = number_before(text, slash);
  std::size_t start = slash - (out.second == 0 ? 0 : slash > 1 && is_digit(text[slash - 2]) ? 2 : 1);
  if (out.second == 0 || start == 0 || text[start - 1] != '/') return out;
  out.first = number_before(text, start - 1);
  out.year = out.first == 0 ? 0 : 2000 + 10 * (text[slash + 3] - '0') + text[slash + 4] - '0';
  return out;
}

std::vector<DateTime> declared_days(const Page& page, const Rules& rules) {
  std::vector<DateTime> out;
  for (const MetaCandidate& meta : page.meta) {
    if (meta.field != MetaField::published && meta.field != MetaField::modified) continue;
    if (out.size() >= 32 || meta.value.size() < 10 || meta.value[4] != '-') continue;
    if (auto day = parse_date(meta.value, rules)) out.push_back(*day);
  }
  return out;
}

/// Above 0: the day comes first.
int vote(const Numeric& date, const std::vector<DateTime>& declared) {
  if (date.first > 31 || date.second > 31 || date.first == date.second) return 0;
  if (date.first > 12 || date.second > 12)
    return date.first > 12 && date.second > 12 ? 0 : date.first > 12 ? 1 : -1;
  auto holds = [&](int month, int day) {
    return std::any_of(declared.begin(), declared.end(), [&](const DateTime& d) {
      return d.year == date.year && d.month == month && d.day == day;
    });
  };
  bool day_first = holds(date.second, date.first), month_first = holds(date.first, date.second);
  return day_first == month_first ? 0 : day_first ? 1 : -1;
}

}  // namespace

DayOrder page_day_order(const Context& ctx) {
  const Page& page = ctx.page;
  std::string_view text = page.text;
  std::vector<DateTime> declared;
  bool asked = false;
  int votes = 0;
  std::size_t dates = 0;
  for (std::size_t at = text.find("/20"); at != text.npos && dates < most_dates;
       at = text.find("/20", at + 3)) {
    Numeric date = numeric_at(text, at);
    if (date.year == 0) continue;
    if (!asked) declared = declared_days(page, ctx.rules);
    asked = true;
    ++dates;
    votes += vote(date, declared);
  }
  if (votes != 0) return votes > 0 ? DayOrder::day_first : DayOrder::month_first;
  for (const MetaCandidate& meta : page.meta)
    if (meta.field == MetaField::language && day_order(meta.value) != DayOrder::unknown)
      return day_order(meta.value);
  return dates > 0 ? day_order(guess_language(ctx)) : DayOrder::unknown;
}

}  // namespace nutgraf
