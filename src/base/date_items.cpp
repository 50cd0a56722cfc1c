// Cuts a text into the items of date_items.hpp; months, weekdays and time zones are known by the lexicon.
#include "base/date_items.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t read_limit = 4096;

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A word of up to four bytes as a number.
constexpr std::uint32_t packed(std::string_view word) {
  std::uint32_t bytes = 0;
  for (char c : word) bytes = bytes << 8 | static_cast<unsigned char>(c);
  return bytes;
}

/// Words that may stand between day, month, year and time.
bool is_filler(std::string_view lower) {
  static constexpr std::uint32_t words[] = {
      packed("of"),  packed("de"),  packed("del"), packed("d"),   packed("den"),  packed("der"), packed("am"),
      packed("um"),  packed("on"),  packed("at"),  packed("à"),   packed("a"),    packed("as"),  packed("às"),
      packed("las"), packed("los"), packed("le"),  packed("les"), packed("alle"), packed("ore"), packed("om"),
      packed("kl"),  packed("klo"), packed("la"),  packed("the"), packed("t"),    packed("r"),   packed("г"),
      packed("в"),   packed("m"),   packed("o"),   packed("year")};
  if (lower.size() > 4) return false;
  const std::uint32_t word = packed(lower);
  std::uint32_t found = 0;  // all are compared at once
  for (std::uint32_t known : words) found |= known == word ? 1 : 0;
  return found != 0;
}

/// Splits text into items.
class Scanner {
 public:
  Scanner(std::string_view text, const Rules& rules) : text_(text.substr(0, read_limit)), rules_(rules) {}

  std::vector<DateItem> run() {
    std::vector<DateItem> items;
    items.reserve(text_.size() / 4 + 4);
    while (skip_blanks(), at_ < text_.size()) {
      DateItem item;
      item.space_before = space_;
      item.start = static_cast<std::uint32_t>(at_);
      if (is_digit(text_[at_])) {
        read_number(item);
      } else if (is_letter(at_)) {
        read_word(item);
      } else {
        read_mark(item);
      }
      item.end = static_cast<std::uint32_t>(at_);
      after_day_ = follows_day(items, item);
      items.push_back(item);
      space_ = false;
    }
    return items;
  }

 private:
  unsigned char byte(std::size_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
  }
  /// A no-break space of any width at `at`: its length, or 0.
  std::size_t wide_blank(std::size_t at) const {
    if (byte(at) == 0xC2 && byte(at + 1) == 0xA0) return 2;
    if (byte(at) == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) <= 0x8F || byte(at + 2) == 0xAF)) return 3;
    return 0;
  }
  bool is_letter(std::size_t at) const {
    unsigned char c = byte(at);
    if (c < 0x80) return is_ascii_letter(static_cast<char>(c));
    return c != 0xC2 && c != 0xE2 && !(c == 0xE3 && byte(at + 1) == 0x80) && c != 0xEF;
  }
  void skip_blanks() {
    for (; at_ < text_.size(); space_ = true) {
      std::size_t wide = wide_blank(at_);
      if (wide == 0 && byte(at_) > ' ') return;
      at_ += std::max<std::size_t>(wide, 1);
    }
    at_ = std::min(at_, text_.size());
  }
  /// One or two more digits follow the one at the cursor.
  bool short_rest() const {
    std::size_t n = 0;
    while (is_digit(static_cast<char>(byte(at_ + 1 + n)))) ++n;
    return n == 1 || n == 2;
  }
  /// True if a year may come after `item`: "March 4", "March 4,", "4 March".
  static bool follows_day(const std::vector<DateItem>& items, const DateItem& item) {
    if (item.month != 0) return true;
    if (items.empty()) return false;
    const DateItem& before = items.back();
    if (item.kind == DateItemKind::number) return item.digits <= 2 && before.month != 0;
    return item.mark == ',' &&
           ((before.kind == DateItemKind::number && before.digits <= 2) || before.month != 0);
  }
  void read_number(DateItem& item) {
    item.kind = DateItemKind::number;
    for (; is_digit(static_cast<char>(byte(at_))); ++at_) {
      if (item.digits < 9) item.value = item.value * 10 + (byte(at_) - '0');
      if (item.digits < 99) ++item.digits;
      // "March 4, 20268:59 pm": the year of a date runs into what follows it.
      if (item.digits == 4 && after_day_ && (item.value / 100 == 19 || item.value / 100 == 20) &&
          short_rest()) {
        ++at_;
        return;
      }
    }
  }
  void read_word(DateItem& item) {
    item.kind = DateItemKind::word;
    std::size_t start = at_;
    if (byte(at_) >= 0xE3) {  // 年, 月, 일: one character is one word
      std::size_t length = 0;
      code_point(text_, at_, length);
      at_ = std::min(at_ + length, text_.size());
      return;
    }
    while (at_ < text_.size() && is_letter(at_) && byte(at_) < 0xE3)
      at_ += byte(at_) < 0x80 ? 1 : byte(at_) < 0xE0 ? 2 : 3;
    at_ = std::min(at_, text_.size());
    at_ = start + glued_length(text_.substr(start, at_ - start));
    classify(item, text_.substr(start, at_ - start));
  }
  /// Copied pages run parts together: "PublishedMarch", "UTCUpdated". The length of the first of them.
  static std::size_t glued_length(std::string_view word) {
    auto upper = [&](std::size_t i) { return word[i] >= 'A' && word[i] <= 'Z'; };
    auto lower = [&](std::size_t i) { return word[i] >= 'a' && word[i] <= 'z'; };
    for (std::size_t i = 1; i < word.size(); ++i)
      if (upper(i) && (lower(i - 1) || (upper(i - 1) && i > 1 && i + 1 < word.size() && lower(i + 1))))
        return i;
    return word.size();
  }
  /// Nearly all words are ASCII.
  void set_lower(std::string_view word) {
    unsigned high = 0;
    lower_.assign(word);
    for (char& c : lower_) {
      high |= static_cast<unsigned char>(c);
      c = static_cast<char>(c + (((c >= 'A') & (c <= 'Z')) ? 32 : 0));
    }
    if (high < 0x80) return;
    lower_.clear();
    append_lower(lower_, word);
  }
  void classify(DateItem& item, std::string_view word) {
    item.capital = byte(item.start) < 'a' || byte(item.start) >= 0x80;
    if (word.size() > 24) return;
    std::string& lower = lower_;
    set_lower(word);
    item.filler = is_filler(lower);
    std::uint16_t id = rules_.lexicon.find(lower);
    if (byte(at_) == '.' && !rules_.lexicon.is(id, WordClass::month)) {
      lower += '.';
      std::uint16_t dotted = rules_.lexicon.find(lower);
      if (rules_.lexicon.is(dotted, WordClass::month) || rules_.lexicon.is(dotted, WordClass::weekday))
        id = dotted;
    }
    const WordInfo& info = rules_.lexicon.info(id);
    if (info.has(WordClass::month) && info.value <= 12) item.month = static_cast<std::uint8_t>(info.value);
    item.weekday = info.has(WordClass::weekday);
    item.zone = info.has(WordClass::time_zone) || (lower == "z");
    if (lower == "z") item.zone_minutes = 0;
    if (info.has(WordClass::time_zone) && info.value > 100)
      item.zone_minutes = static_cast<std::int16_t>(static_cast<int>(info.value) - 1000);
  }
  void read_mark(DateItem& item) {
    unsigned char c = byte(at_);
    std::size_t length = 1;
    if (c < 0x80) {
      item.mark = static_cast<char>(c);
    } else {
      code_point(text_, at_, length);
      bool dash = c == 0xE2 && byte(at_ + 1) == 0x80 && byte(at_ + 2) >= 0x90 && byte(at_ + 2) <= 0x95;
      bool dot = (c == 0xC2 && byte(at_ + 1) == 0xB7) || (c == 0xE2 && byte(at_ + 2) == 0xA2);
      bool apostrophe = c == 0xE2 && byte(at_ + 2) == 0x99;
      item.mark = dash ? '-' : dot ? '|' : apostrophe ? '\'' : '?';
    }
    at_ = std::min(at_ + length, text_.size());
  }

  std::string_view text_;
  const Rules& rules_;
  std::size_t at_ = 0;
  bool space_ = false;
  bool after_day_ = false;  ///< the last item may stand before a year
  std::string lower_;       ///< the word at hand
};

}  // namespace

std::vector<DateItem> scan_date_items(std::string_view text, const Rules& rules) {
  return Scanner(text, rules).run();
}

}  // namespace nutgraf
