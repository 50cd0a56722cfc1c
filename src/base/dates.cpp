// Reads a text once into small items (numbers, words, marks) and tries each date form where one can begin.
// The forms are one function each: they take the index of an item and return the index after the form, or 0.
#include "base/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/date_items.hpp"
#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

int days_in(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && (leap || year == 0) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

class Reader {
 public:
  Reader(std::string_view text, const Rules& rules, DayOrder order)
      : text_(text), order_(order), items_(scan_date_items(text, rules)) {}

  void run(std::vector<DateMatch>& out) {
    std::size_t time_end = 0;  // item after the last free-standing time, 0 = none
    std::size_t time_start = 0;
    DateTime time;
    for (std::size_t i = 0; i < items_.size();) {
      DateTime found;
      if (std::size_t end = date(i, found)) {
        std::size_t first = i;
        end = with_time(end, found);
        if (found.hour < 0 && time_end != 0 && skip_fillers(time_end, i) == i) {
          copy_time(time, found);
          first = time_start;
        }
        while (first > 0 &&
               (items_[first - 1].weekday || (first > 1 && is(first - 1, ',') && items_[first - 2].weekday)))
          --first;
        out.push_back({found, items_[first].start, items_[end - 1].end});
        time_end = 0;
        i = end;
      } else if (std::size_t after = time_at(i, time, false)) {
        time_start = i;
        time_end = i = after;
      } else {
        ++i;
      }
    }
  }

  /// 20260304, alone or before a time.
  std::optional<DateTime> compact() const {
    for (const DateItem& item : items_) {
      if (item.kind != DateItemKind::number || item.digits != 8) continue;
      DateTime d;
      if (set(d, item.value / 10000, item.value / 100 % 100, item.value % 100)) return d;
    }
    return std::nullopt;
  }

 private:
  bool has(std::size_t i) const { return i < items_.size(); }
  bool is(std::size_t i, char mark) const {
    return has(i) && items_[i].kind == DateItemKind::mark && items_[i].mark == mark;
  }
  bool number(std::size_t i, std::uint8_t min_digits, std::uint8_t max_digits) const {
    return has(i) && items_[i].kind == DateItemKind::number && items_[i].digits >= min_digits &&
           items_[i].digits <= max_digits;
  }
  bool glued(std::size_t i) const { return has(i) && !items_[i].space_before; }
  std::string_view word(std::size_t i) const {
    return has(i) && items_[i].kind == DateItemKind::word
               ? text_.substr(items_[i].start, items_[i].end - items_[i].start)
               : std::string_view();
  }
  bool is_word(std::size_t i, std::string_view a, std::string_view b = "") const {
    std::string_view w = word(i);
    return !w.empty() && (w == a || w == b);
  }
  /// Lower-case ASCII first letter of a word, for am/pm.
  static char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  static bool set(DateTime& out, std::uint32_t year, std::uint32_t month, std::uint32_t day) {
    if (year != 0 && (year < 1800 || year > 2099)) return false;
    if (month < 1 || month > 12 || day < 1) return false;
    if (day > static_cast<std::uint32_t>(days_in(static_cast<int>(year), static_cast<int>(month))))
      return false;
    out.year = static_cast<std::int16_t>(year);
    out.month = static_cast<std::int8_t>(month);
    out.day = static_cast<std::int8_t>(day);
    return true;
  }
  static void copy_time(const DateTime& from, DateTime& to) {
    to.hour = from.hour, to.minute = from.minute, to.second = from.second, to.zone = from.zone;
  }

  std::size_t date(std::size_t i, DateTime& out) const {
    if (number(i, 1, 4)) {
      if (i > 0 && glued(i) && (items_[i - 1].kind == DateItemKind::word && !is_cjk(i - 1))) return 0;
      for (auto form :
           {&Reader::year_first, &Reader::cjk, &Reader::numeric, &Reader::day_month, &Reader::year_word})
        if (std::size_t end = (this->*form)(i, out)) return end;
    } else if (has(i) && items_[i].month != 0) {
      for (auto form : {&Reader::month_day, &Reader::month_year})
        if (std::size_t end = (this->*form)(i, out)) return end;
    }
    return 0;
  }
  bool is_cjk(std::size_t i) const {
    return has(i) && static_cast<unsigned char>(text_[items_[i].start]) >= 0xE3;
  }

  // 2026-03-04  2026/3/4  2026.03.04
  std::size_t year_first(std::size_t i, DateTime& out) const {
    if (!number(i, 4, 4) || !number(i + 2, 1, 2) || !number(i + 4, 1, 2)) return 0;
    if (!(is(i + 1, '-') || is(i + 1, '/') || is(i + 1, '.')) || !is(i + 3, items_[i + 1].mark)) return 0;
    return set(out, items_[i].value, items_[i + 2].value, items_[i + 4].value) ? i + 5 : 0;
  }

  // 2026年3月4日  2026년 3월 4일
  std::size_t cjk(std::size_t i, DateTime& out) const {
    if (!number(i, 4, 4) || !is_word(i + 1, "年", "년") || !number(i + 2, 1, 2)) return 0;
    if (!is_word(i + 3, "月", "월") || !number(i + 4, 1, 2) || !is_word(i + 5, "日", "일")) return 0;
    return set(out, items_[i].value, items_[i + 2].value, items_[i + 4].value) ? i + 6 : 0;
  }

  // 04/03/2026  4.3.26  04-03-2026
  std::size_t numeric(std::size_t i, DateTime& out) const {
    if (!number(i, 1, 2) || !number(i + 2, 1, 2) || !number(i + 4, 2, 4) || items_[i + 4].digits == 3)
      return 0;
    if (!(is(i + 1, '/') || is(i + 1, '.') || is(i + 1, '-')) || !is(i + 3, items_[i + 1].mark)) return 0;
    char sep = items_[i + 1].mark;
    if (sep != '.' && !(glued(i + 1) && glued(i + 2) && glued(i + 3) && glued(i + 4))) return 0;
    if (i > 1 && is(i - 1, sep) && glued(i) && number(i - 2, 1, 9)) return 0;
    if (is(i + 5, sep) && glued(i + 5) && number(i + 6, 1, 9) && glued(i + 6)) return 0;
    std::uint32_t a = items_[i].value, b = items_[i + 2].value, year = items_[i + 4].value;
    if (items_[i + 4].digits == 2) {
      if (sep == '-' || items_[i].digits + items_[i + 2].digits < 3) return 0;
      year += year < 70 ? 2000 : 1900;
    }
    bool day_first = a > 12 || a == b || (b <= 12 && (order_ == DayOrder::day_first || sep == '.'));
    bool month_first = b > 12 || (order_ == DayOrder::month_first && a <= 12 && sep != '.');
    if (day_first && !month_first) return set(out, year, b, a) ? i + 5 : 0;
    return month_first && set(out, year, a, b) ? i + 5 : 0;
  }

  /// A year at `i`: 2026 or ’26. Returns the index after it and the value.
  std::size_t year(std::size_t i, std::uint32_t& value) const {
    if (number(i, 4, 4) && items_[i].value >= 1800 && items_[i].value <= 2099)
      return value = items_[i].value, i + 1;
    if (is(i, '\'') && number(i + 1, 2, 2) && glued(i + 1)) return value = 2000 + items_[i + 1].value, i + 2;
    return 0;
  }

  /// Marks and words between the parts of a date.
  std::size_t skip_joint(std::size_t i) const {
    for (int n = 0; n < 3 && has(i); ++n) {
      const DateItem& item = items_[i];
      bool joint = item.kind == DateItemKind::mark
                       ? item.mark == '.' || item.mark == ',' || item.mark == '-' || item.mark == '/'
                       : item.kind == DateItemKind::word && item.filler && item.month == 0;
      if (item.kind == DateItemKind::mark && item.mark == '\'' && is_word(i - 1, "d")) joint = true;
      if (!joint) break;
      ++i;
    }
    return i;
  }

  /// The number of a day with its ordinal ending: 4, 4th, 1er, 4.
  std::size_t day(std::size_t i) const {
    if (!number(i, 1, 2) || items_[i].value < 1 || items_[i].value > 31) return 0;
    if (std::string_view w = word(i + 1); glued(i + 1) && !w.empty()) {
      constexpr std::array<std::string_view, 11> endings = {"st", "nd", "rd", "th", "er", "e",
                                                            "º",  "ST", "ND", "RD", "TH"};
      return std::find(endings.begin(), endings.end(), w) == endings.end() ? 0 : i + 2;
    }
    return i + 1;
  }

  // 4 March 2026  4. März 2026  4 de marzo de 2026  04-Mar-2026  4 March
  std::size_t day_month(std::size_t i, DateTime& out) const {
    std::size_t at = day(i);
    if (at == 0) return 0;
    at = skip_joint(at);
    if (!has(at) || items_[at].month == 0) return 0;
    std::size_t month_at = at;
    std::uint32_t value = 0;
    std::size_t before_year = skip_joint(at + 1), end = year(before_year, value);
    if (end == 0 && is(at + 1, '-') && number(at + 2, 2, 2) && glued(at + 2))
      value = 2000 + items_[at + 2].value, end = at + 3;
    if (end == 0) {
      if (!may_lack_year(month_at)) return 0;
      end = is(at + 1, '.') ? at + 2 : at + 1;
    }
    return set(out, value, items_[month_at].month, items_[i].value) ? end : 0;
  }

  // March 4, 2026  Mar. 4th 2026  Wed Mar 04 15:04:05 GMT 2026  Mar. 4
  std::size_t month_day(std::size_t i, DateTime& out) const {
    std::size_t at = i + 1;
    while (is(at, '.') || is(at, '-') || is(at, '/')) ++at;
    std::size_t day_at = at;
    at = day(at);
    if (at == 0 || (is(at, ':') && number(at + 1, 2, 2))) return 0;
    std::uint32_t value = 0;
    std::size_t end = year(skip_joint(at), value);
    DateTime time;
    if (end == 0)
      if (std::size_t after = time_at(skip_fillers(at, at + 3), time, true)) {
        end = year(skip_joint(after), value);
        if (end != 0) copy_time(time, out);
      }
    if (end == 0) {
      if (!items_[i].capital || !may_lack_year(i)) return 0;
      end = at;
    }
    return set(out, value, items_[i].month, items_[day_at].value) ? end : 0;
  }

  // March 2026
  std::size_t month_year(std::size_t i, DateTime& out) const {
    std::uint32_t value = 0;
    std::size_t end = year(skip_joint(i + 1), value);
    if (end == 0 || !set(out, value, items_[i].month, 1)) return 0;
    out.day = 0;
    return end;
  }

  // 2026 March 4  2026. március 4.  2026-Mar-04
  std::size_t year_word(std::size_t i, DateTime& out) const {
    if (!number(i, 4, 4)) return 0;
    std::size_t at = skip_joint(i + 1);
    if (!has(at) || items_[at].month == 0) return 0;
    std::size_t day_at = skip_joint(at + 1), end = day(day_at);
    if (end == 0 || !set(out, items_[i].value, items_[at].month, items_[day_at].value)) return 0;
    return end;
  }

  /// Short lower-case words such as "may", "set", "out" name a month only beside a year.
  bool may_lack_year(std::size_t i) const {
    std::string_view w = word(i);
    return items_[i].capital || (w.size() > 3 && w != "march" && w != "mars");
  }

  std::size_t skip_fillers(std::size_t i, std::size_t limit) const {
    for (int n = 0; n < 5 && i < limit && has(i); ++n, ++i) {
      const DateItem& item = items_[i];
      constexpr std::string_view marks = ",-|.()/:";
      bool skip = item.kind == DateItemKind::mark ? marks.find(item.mark) != std::string_view::npos
                                                  : item.filler || item.weekday;
      if (!skip || item.kind == DateItemKind::number) break;
    }
    return i;
  }

  std::size_t with_time(std::size_t end, DateTime& found) const {
    if (found.hour >= 0) return end;
    DateTime time;
    std::size_t after = time_at(skip_fillers(end, items_.size()), time, true);
    if (after == 0) return end;
    copy_time(time, found);
    return after;
  }

  /// "am", "p.m." at `i`: the index after it; `pm` tells which.
  std::size_t half_day(std::size_t i, bool& pm) const {
    std::string_view w = word(i);
    if (w.size() == 2 && low(w[1]) == 'm' && (low(w[0]) == 'a' || low(w[0]) == 'p'))
      return pm = low(w[0]) == 'p', i + 1;
    if (w.size() == 1 && (low(w[0]) == 'a' || low(w[0]) == 'p') && is(i + 1, '.')) {
      std::string_view m = word(i + 2);
      if (m.size() == 1 && low(m[0]) == 'm') return pm = low(w[0]) == 'p', is(i + 3, '.') ? i + 4 : i + 3;
    }
    return 0;
  }

  // 20:15  8:59 pm EST  15.04  8 p.m.  20h15  20:15:07.000+01:00
  std::size_t time_at(std::size_t i, DateTime& out, bool after_date) const {
    if (!number(i, 1, 2) || items_[i].value > 24) return 0;
    DateTime t;
    t.hour = static_cast<std::int8_t>(items_[i].value);
    t.minute = 0;
    bool colon = is(i + 1, ':'), dot = is(i + 1, '.'), h = glued(i + 1) && is_word(i + 1, "h", "H");
    std::size_t at = i + 1;
    bool minutes = (colon || dot || is_word(i + 1, "h", "H")) && number(i + 2, 2, 2) &&
                   items_[i + 2].value < 60 && (glued(i + 2) || !dot);
    if (minutes) {
      t.minute = static_cast<std::int8_t>(items_[i + 2].value);
      at = i + 3;
      if (colon && is(at, ':') && number(at + 1, 2, 2) && items_[at + 1].value < 61) {
        t.second = static_cast<std::int8_t>(items_[at + 1].value);
        at += 2;
        if ((is(at, '.') || is(at, ',')) && number(at + 1, 1, 9) && glued(at + 1)) at += 2;
      }
    } else if (h) {
      at = i + 2;
    }
    bool pm = false;
    std::size_t after_half = half_day(at, pm);
    if (after_half != 0) {
      if (t.hour > 12) pm = true;
      if (t.hour < 12 && pm) t.hour = static_cast<std::int8_t>(t.hour + 12);
      if (items_[i].value == 12 && !pm) t.hour = 0;
      at = after_half;
    } else if (!minutes && !h) {
      return 0;
    }
    std::size_t after_zone = zone(at, t);
    if (dot && after_half == 0 && !after_date && after_zone == at && !is_word(at, "Uhr", "uhr")) return 0;
    if (t.hour == 24) t.hour = 0;
    if (is_word(after_zone, "Uhr", "uhr")) ++after_zone;
    out = t;
    return after_zone;
  }

  /// A zone name or offset at `at`, also in brackets.
  std::size_t zone(std::size_t at, DateTime& out) const {
    std::size_t i = is(at, '(') ? at + 1 : at, end = at;
    if (has(i) && items_[i].zone) {
      out.zone = items_[i].zone_minutes;
      end = i + 1;
    }
    if (std::size_t after = offset(end == at ? i : end, out)) end = after;
    if (end != at && i != at) end = is(end, ')') ? end + 1 : end;
    return end;
  }

  // +01:00  -0500  +1 (after GMT or UTC)
  std::size_t offset(std::size_t i, DateTime& out) const {
    if (!(is(i, '+') || is(i, '-')) || !glued(i + 1) || !number(i + 1, 1, 4)) return 0;
    std::uint32_t value = items_[i + 1].value, minutes = 0;
    std::size_t end = i + 2;
    if (items_[i + 1].digits == 4) {
      minutes = value / 100 * 60 + value % 100;
    } else if (items_[i + 1].digits <= 2 && is(i + 2, ':') && number(i + 3, 2, 2)) {
      minutes = value * 60 + items_[i + 3].value;
      end = i + 4;
    } else if (i > 0 && items_[i - 1].zone && glued(i)) {
      minutes = value * 60;
    } else if (!glued(i)) {
      return 0;
    } else {
      minutes = value * 60;
    }
    if (minutes > 14 * 60) return 0;
    out.zone = static_cast<std::int16_t>(is(i, '-') ? -static_cast<int>(minutes) : static_cast<int>(minutes));
    return end;
  }

  std::string_view text_;
  DayOrder order_;
  std::vector<DateItem> items_;
};

void append_padded(std::string& out, int value, int width) {
  std::string digits = std::to_string(value);
  out.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
  out += digits;
}

/// Seconds since 1970 → day (Howard Hinnant's civil_from_days).
DateTime from_epoch(std::int64_t seconds) {
  std::int64_t z = seconds / 86400 + 719468, era = z / 146097, doe = z - era * 146097;
  std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
               doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  std::int64_t mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9, rest = seconds % 86400;
  DateTime out;
  out.year = static_cast<std::int16_t>(yoe + era * 400 + (month <= 2));
  out.month = static_cast<std::int8_t>(month);
  out.day = static_cast<std::int8_t>(doy - (153 * mp + 2) / 5 + 1);
  out.hour = static_cast<std::int8_t>(rest / 3600);
  out.minute = static_cast<std::int8_t>(rest / 60 % 60);
  out.second = static_cast<std::int8_t>(rest % 60);
  out.zone = 0;
  return out;
}

/// A whole value of ten (seconds) or thirteen (milliseconds) digits.
std::optional<DateTime> parse_epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), is_digit) || (text[0] != '1' && text[0] != '0'))
    return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return from_epoch(text.size() == 13 ? value / 1000 : value);
}

}  // namespace

DayOrder day_order(std::string_view language_tag) {
  std::string tag = to_lower(language_tag);
  std::replace(tag.begin(), tag.end(), '_', '-');
  if (tag.empty() || tag == "en" || tag == "en-ca") return DayOrder::unknown;
  if (tag == "en-us" || tag == "en-ph" || tag == "es-us") return DayOrder::month_first;
  return DayOrder::day_first;
}

std::string DateTime::iso() const {
  std::string out;
  if (year == 0) return out;
  append_padded(out, year, 4);
  out += '-';
  append_padded(out, month, 2);
  if (day == 0) return out;
  out += '-';
  append_padded(out, day, 2);
  if (hour < 0) return out;
  out += 'T';
  append_padded(out, hour, 2);
  out += ':';
  append_padded(out, std::max<int>(minute, 0), 2);
  if (second >= 0) out += ':', append_padded(out, second, 2);
  if (zone == no_zone) return out;
  if (zone == 0) return out += 'Z';
  out += zone < 0 ? '-' : '+';
  int minutes = zone < 0 ? -zone : zone;
  append_padded(out, minutes / 60, 2);
  out += ':';
  append_padded(out, minutes % 60, 2);
  return out;
}

void find_dates(std::string_view text, const Rules& rules, DayOrder order, std::vector<DateMatch>& out) {
  if (std::none_of(text.begin(), text.end(), is_digit)) return;  // every form has a number
  Reader(text, rules, order).run(out);
}

std::optional<DateTime> parse_date(std::string_view text, const Rules& rules, DayOrder order) {
  if (auto epoch = parse_epoch(text)) return epoch;
  Reader reader(text, rules, order);
  std::vector<DateMatch> matches;
  reader.run(matches);
  for (const DateMatch& match : matches)
    if (match.value.complete()) return match.value;
  return reader.compact();
}

std::optional<DateTime> date_in_url(std::string_view url, const Rules& rules) {
  std::size_t scheme = url.find("://");
  std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return std::nullopt;
  std::vector<DateMatch> matches;
  find_dates(url.substr(path), rules, DayOrder::unknown, matches);
  for (const DateMatch& match : matches)
    if (match.value.complete() && match.value.year >= 1990 && is_digit(url[path + match.start]) &&
        is_digit(url[path + match.start + 3]))
      return DateTime{match.value.year, match.value.month, match.value.day};
  return std::nullopt;
}

}  // namespace nutgraf
