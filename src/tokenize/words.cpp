// Words, numbers, addresses.
#include <algorithm>
#include <bit>

#include "tokenize/scan.hpp"

namespace nutgraf {
/// Does the period at `end` belong to the word before it?
bool Scanner::takes_period(std::uint32_t start, std::uint32_t end, std::uint16_t lex, bool capital) const {
  if (byte(end) != '.' || byte(end + 1) == '.') return false;
  if (end - start == 1) return capital;
  if (!(rules_.lexicon.traits()[lex] & word_trait::abbreviated)) return false;
  const WordInfo& info = rules_.lexicon.info(lex);
  if (info.has(WordClass::abbreviation_number)) {
    std::uint32_t next = end + 1;
    while (byte(next) == ' ') ++next;
    if (is_digit(byte(next))) return true;
  }
  if (info.has(WordClass::abbreviation_capital) && !capital) return false;
  return info.has(WordClass::abbreviation) || info.has(WordClass::abbreviation_either) ||
         info.has(WordClass::abbreviation_last);
}

/// The bytes of an apostrophe, hyphen, ampersand or invisible character at `at` that joins two parts of one
/// word; 0 if there is none. Apostrophes and hyphens come out straight in the canonical form.
std::uint32_t Scanner::inner_joint(std::uint32_t at) const {
  const Byte c = byte(at);
  if (c == '\'' || c == '-' || c == '&' || c == '`') return word_follows(at + 1) ? 1 : 0;
  if (c < 0x80) return 0;
  std::size_t bytes = 0;
  char32_t code = code_point(text_, at, bytes);
  auto length = static_cast<std::uint32_t>(bytes);
  bool joins = code == 0x2019 || code == 0x2018 || code == 0x02BC || code == 0xB4 || code == 0x2010 ||
               code == 0x2011 || code == 0xFF07 || code == 0x2032 ||
               char_class(code) == CharClass::zero_width;
  return joins && word_follows(at + length) ? length : 0;
}

namespace {

/// What a joint is in the canonical form: ' or - or &, nothing for invisible characters.
char straight(std::string_view joint) {
  if (joint.size() == 1) return joint[0] == '`' ? '\'' : joint[0];
  std::size_t length = 0;
  char32_t c = code_point(joint, 0, length);
  if (char_class(c) == CharClass::zero_width) return 0;
  return c == 0x2010 || c == 0x2011 ? '-' : '\'';
}

}  // namespace

/// A point inside U.S., a.m., Ph.D.: single letters follow one another, or a short stem and a lone letter
/// with its point.
bool Scanner::inner_point(std::uint32_t at, std::uint32_t part) const {
  if (part == 0 || part > 2 || !is_alpha(byte(at + 1)) || is_alpha(byte(at + 2))) return false;
  return part == 1 || byte(at + 2) == '.';
}

/// How many ASCII letters stand at `at`, as far as sixteen bytes tell; 0 also near the block's end.
std::uint32_t Scanner::letters_at(std::uint32_t at) const {
  return at + 16 <= end_ ? static_cast<std::uint32_t>(plain_length(text_.data() + at)) : 0;
}

/// Scans a word of any script from `at`; `lower_` gets its canonical form.
std::uint32_t Scanner::word_end(std::uint32_t at, std::uint8_t& flags) {
  constexpr std::uint32_t longest = 65000;
  std::uint32_t count = 0, part = 0;  // letters of the word, and since the last point
  bool capital = false, small = false;
  lower_.clear();
  while (at < end_ && at - start_ < longest) {
    std::uint32_t length = 1;
    const Byte c = byte(at);
    if (is_alpha(c) && at + 16 <= end_ && at - start_ < longest - 16) {
      const char* const letters = text_.data() + at;
      const auto size = static_cast<std::uint32_t>(plain_length(letters));
      if (count == 0) capital = (c & 32) == 0;
      small = small || !all_capitals(letters, size);
      lower_.put(letters, size);
      count += size, part += size, at += size;
      continue;
    }
    const CharClass kind = c < 0x80 ? (is_alpha(c) ? (c & 32 ? CharClass::lower : CharClass::upper)
                                       : is_digit(c) || c == '_' ? CharClass::digit
                                                                 : CharClass::other)
                                    : class_at(at, length);
    if (kind == CharClass::lower || kind == CharClass::upper) {
      if (count == 0) capital = kind == CharClass::upper;
      small = small || kind == CharClass::lower;
      ++count, ++part;
    } else if (kind == CharClass::other || kind == CharClass::zero_width) {
      const bool point = c == '.' && inner_point(at, part);
      const std::uint32_t joint = point ? 1 : inner_joint(at);
      if (joint == 0) break;
      if (char s = straight(text_.substr(at, joint)); s != 0) lower_.put(s);
      if (point || c == '-') part = 0;
      at += joint;
      continue;
    } else if (kind != CharClass::mark && kind != CharClass::digit) {
      break;
    }
    if (c < 0x80)
      lower_.put(static_cast<char>(is_alpha(c) ? c | 32 : c));
    else
      lower_.put_lower(text_.substr(at, length));
    at += length;
  }
  flags = static_cast<std::uint8_t>((capital ? token_flag::capital : 0) |
                                    (count > 1 && !small ? token_flag::all_caps : 0));
  return at;
}

/// Looks up a canonical word, and keeps its hash for the token.
std::uint16_t Scanner::find(WordKey key) {
  const std::uint64_t hash = Lexicon::Finder::hash(key);
  hash_ = Lexicon::Finder::token_hash(hash);
  return static_cast<std::uint16_t>(rules_.lexicon.finder().find(hash));
}

/// Looks up `lower_` without a possessive ’s.
std::uint16_t Scanner::look_up() {
  std::string_view word = lower_.view();
  if (word.ends_with("'s")) word.remove_suffix(2);
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() <= 16 && Lexicon::bare(word).size() == word.size()) return find(lower_.key(word.size()));
  const std::uint16_t lex = rules_.lexicon.find(word, hash_);
  return word.size() >= CanonicalWord::most ? std::uint16_t{0} : lex;
}

void Scanner::long_word() {
  if (address()) return;
  std::uint8_t flags = 0;
  std::uint32_t end = word_end(at_, flags);
  if (end == at_) {  // a lone mark
    std::uint32_t length = 0;
    class_at(at_, length);
    return emit(TokenKind::symbol, at_ + std::max(length, 1u));
  }
  std::uint16_t lex = look_up();
  const std::string_view lower = lower_.view();
  const bool points = lower.size() > 2 && lower[1] == '.';
  if (takes_period(at_, end, lex, (flags & token_flag::capital) != 0) ||
      (points && byte(end) == '.' && byte(end + 1) != '.')) {
    ++end;
    flags |= token_flag::abbreviation;
    if (std::uint32_t joint = inner_joint(end)) {  // U.S.-led, the U.S.’s
      std::uint8_t ignored = 0;
      std::uint32_t tail = word_end(end + joint, ignored);
      if (lower_.view() != "s") lex = 0;
      end = tail;
    }
  }
  if (flags & token_flag::abbreviation) return emit_stop(TokenKind::word, end, lex, flags);
  emit(TokenKind::word, end, lex, flags);
}

namespace {

/// Letters, digits and marks of the parts of an address.
constexpr auto address_bytes = [] {
  std::array<bool, 256> table{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = table[c & 0xDFu] = true;
  for (unsigned char c = '0'; c <= '9'; ++c) table[c] = true;
  for (unsigned char c : {'-', '_', '+'}) table[c] = true;
  return table;
}();

}  // namespace

/// An e-mail address or a web address at the word's start; looks at most a few dozen bytes ahead before it is
/// sure.
bool Scanner::address() {
  std::uint32_t at = at_ + letters_at(at_), point = 0;
  bool mail = false;
  for (; at < end_ && at - at_ < 80; ++at) {
    const Byte c = byte(at);
    if (address_bytes[c]) continue;
    const bool inner = is_alpha(byte(at + 1)) || is_digit(byte(at + 1));
    if (c == '.' && inner)
      point = at;
    else if (c == '@' && inner && !mail)
      mail = true, point = 0;
    else
      break;
  }
  const bool named = byte(at_ + 3) == '.' && text_.substr(at_, 3) == "www";
  if (named || (byte(at) == ':' && text_.substr(at, 3) == "://")) {
    emit(TokenKind::url, url_end(at));
    return true;
  }
  if (point == 0 || at - at_ >= 80) return false;
  if (mail) {
    emit(TokenKind::email, at);
    return true;
  }
  for (std::uint32_t i = point + 1; i < at; ++i)
    if (!(text_[i] >= 'a' && text_[i] <= 'z')) return false;
  std::uint16_t domain = rules_.lexicon.find(text_.substr(point + 1, at - point - 1));
  if (point - at_ < 2 || !rules_.lexicon.is(domain, WordClass::top_domain)) return false;
  emit(TokenKind::url, byte(at) == '/' ? url_end(at) : at);
  return true;
}

std::uint32_t Scanner::url_end(std::uint32_t at) const {
  std::uint32_t start = at;
  auto ends = [](Byte c) {
    return c <= ' ' || c == '<' || c == '>' || c == '"' || c >= 0x80 || c == ')' || c == ']';
  };
  while (at < end_ && !ends(byte(at))) ++at;
  auto trails = [](char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'';
  };
  while (at > start && trails(text_[at - 1])) --at;
  return at;
}

/// 12 · 1,200.50 · 8:59 · 2026-03-04 · 3/4 · 3rd · 10-year-old
void Scanner::number() {
  std::uint32_t at = at_;
  std::uint32_t length = 1;
  bool plain = true;  // ASCII digits and marks between them
  while (at < end_ && at - at_ < 60000) {
    const Byte c = byte(at);
    const bool joins = (c == '.' || c == ',' || c == ':' || c == '/' || c == '-') && is_digit(byte(at + 1));
    if (is_digit(c) || joins) {
      ++at;
      continue;
    }
    if (c < 0x80 || class_at(at, length) != CharClass::digit) break;
    at += length;
    plain = false;
  }
  std::uint32_t joint = byte(at) == '.' ? 0 : inner_joint(at);
  if (byte(at) == '\'' && !is_alpha(byte(at + 1))) joint = 0;  // feet and inches: 6'2"
  std::uint16_t lex = 0;
  if (joint > 0 || (word_follows(at) && byte(at) != '.')) {
    std::uint8_t flags = 0;
    at = std::max(word_end(at + joint, flags), at);
    plain = false;
  }
  if (at - at_ <= 16) {
    lower_.clear();
    const std::string_view shown = text_.substr(at_, at - at_);
    plain ? lower_.put(shown) : lower_.put_lower(shown);
    lex = plain ? find(lower_.key(shown.size())) : rules_.lexicon.find(lower_.view(), hash_);
  }
  emit(TokenKind::number, at, lex);
}

}  // namespace nutgraf
