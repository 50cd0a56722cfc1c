// The words, numbers and marks that dates are read from. Private: dates.cpp reads them, date_lines.cpp looks
// whether there are any.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/dates.hpp"

namespace nutgraf {

enum class DateItemKind : std::uint8_t { number, word, mark };

struct DateItem {
  DateItemKind kind = DateItemKind::mark;
  char mark = 0;  ///< dashes are '-', dots and bars between parts '|', other marks beyond ASCII '?'
  std::uint8_t digits = 0;
  std::uint8_t month = 0;  ///< words: 1–12 if it names a month
  bool weekday = false, filler = false, capital = false, space_before = false, zone = false;
  std::int16_t zone_minutes = DateTime::no_zone;
  std::uint32_t value = 0;  ///< numbers of up to nine digits
  std::uint32_t start = 0, end = 0;
};

/// The items of the first 4,096 bytes of `text`.
std::vector<DateItem> scan_date_items(std::string_view text, const Rules& rules);

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace nutgraf
