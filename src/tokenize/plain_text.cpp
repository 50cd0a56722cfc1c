// The scanner's short way for plain text: words of up to fifteen ASCII letters, without a loop over them,
// single blanks and single marks.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

#include "tokenize/plain_word.hpp"
#include "tokenize/scan.hpp"

namespace nutgraf {
namespace {

/// Bytes after which a run of letters may go on as one word or address, or with its period.
constexpr std::array<bool, 256> make_joints() {
  std::array<bool, 256> joints{};
  for (unsigned char c : {'\'', '-', '&', '_', '@', ':', '`', '.'}) joints[c] = true;
  for (std::size_t c = '0'; c <= '9'; ++c) joints[c] = true;
  for (std::size_t c = 0x80; c < 256; ++c) joints[c] = true;
  return joints;
}
constexpr auto joints = make_joints();

constexpr auto alphanumeric = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = true;
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = true;
  return table;
}();

/// Kind and flags as put_short() takes them.
constexpr std::uint32_t looks(TokenKind kind, std::uint32_t flags = 0) {
  return static_cast<std::uint32_t>(kind) | flags << 8;
}
constexpr std::uint32_t spaced = looks(TokenKind::word, token_flag::space_before);
static_assert(looks(TokenKind::word) == 0);  // so that the flags alone are the looks of a word

/// Stores a token as three numbers, since a store for each member takes longer. `lex` counts with its lowest
/// 16 bits, `hash` is the full one.
inline void put_short(Token* to, std::uint32_t start, std::uint32_t length, std::uint32_t looks,
                      std::uint64_t lex = 0, std::uint64_t hash = 0) {
  if constexpr (std::endian::native == std::endian::little) {
    const std::uint32_t word = length | static_cast<std::uint32_t>(lex) << 16;
    const std::uint32_t what = looks | (static_cast<std::uint32_t>(hash >> 32) & 0xFFFF0000);
    to->start = start;
    std::memcpy(static_cast<void*>(&to->length), &word, 4);
    std::memcpy(static_cast<void*>(&to->kind), &what, 4);
  } else {
    *to = {start,
           static_cast<std::uint16_t>(length),
           static_cast<std::uint16_t>(lex),
           static_cast<TokenKind>(looks & 0xFF),
           static_cast<std::uint8_t>(looks >> 8),
           Lexicon::Finder::token_hash(hash)};
  }
}
static_assert(offsetof(Token, length) == 4 && offsetof(Token, lex) == 6 && offsetof(Token, kind) == 8 &&
              offsetof(Token, flags) == 9 && offsetof(Token, hash) == 10);

}  // namespace

/// Moves the end of the plain word, which follows its letters, past what else belongs to it: a possessive ’s,
/// the period of an abbreviation, a second part. False if the word needs the long way.
bool Scanner::join(Token& word, std::uint32_t& end) {
  const std::uint32_t joint = end;
  end = short_joint(word.start, joint);
  if (end == 0) return second_part(word, joint, end);
  if (text_[end] != '.' || !takes_period(word.start, end, word.lex, word.has(token_flag::capital)))
    return true;
  word.flags |= token_flag::abbreviation;
  return text_[++end] == ' ';
}

/// Two plain parts with an apostrophe or a hyphen at `joint` between them, and nothing after them that may
/// belong to the word: don’t, well-kept.
bool Scanner::second_part(Token& word, std::uint32_t joint, std::uint32_t& end) {
  const char c = text_[joint];
  const bool curly = c == '\xE2' && text_.substr(joint, 3) == "’";
  const std::uint32_t from = joint + (curly ? 3 : 1);
  if ((c != '\'' && c != '-' && !curly) || from + 16 > text_.size()) return false;
  const std::uint32_t first_size = joint - word.start;
  const char *const first = text_.data() + word.start, *const second = text_.data() + from;
  const auto size = static_cast<std::uint32_t>(plain_length(second));
  end = from + size;
  const Byte after = byte(end);
  if (size - 1 >= 15 || joints[after] || after == '+') return false;  // (+ may stand in an address)
  lower_.clear();
  lower_.put(first, first_size);
  lower_.put(c == '-' ? '-' : '\'');
  lower_.put(second, size);
  const bool all_caps = all_capitals(first, first_size) && all_capitals(second, size);
  word.flags =
      static_cast<std::uint8_t>((word.flags & ~token_flag::all_caps) | (all_caps ? token_flag::all_caps : 0));
  word.lex = look_up();
  word.hash = std::exchange(hash_, std::uint16_t{0});
  return true;
}

/// The end of a number of up to fifteen ASCII digits with nothing after it that may belong to it; 0 if none
/// is at `at`.
std::uint32_t Scanner::plain_number(std::uint32_t at) const {
  std::uint32_t end = at;
  while (end - at < 16 && is_digit(byte(end))) ++end;
  if (end - at - 1 >= 15) return 0;
  const Byte c = byte(end);
  const bool may_join = c == ',' || c == '.' || c == ':' || c == '/' || c == '-';
  return may_join ? (byte(end + 1) == ' ' ? end : 0) : (joints[c] || is_alpha(c) ? 0 : end);
}

namespace {

/// Not inline: the loop that asks is short without it, and few words have a second letter in upper case.
[[gnu::noinline]] std::uint32_t looks_of_capitals(const char* p, std::uint32_t size) {
  return size > 1 && all_capitals(p, size) ? looks(TokenKind::word, token_flag::all_caps) : 0;
}

/// Looks of the plain word at `p`.
inline std::uint32_t case_looks(const char* p, std::uint32_t size) {
  constexpr std::uint32_t capital = looks(TokenKind::word, token_flag::capital);
  const std::uint32_t small = static_cast<unsigned char>(p[0]) & 0x20u;
  const std::uint32_t first = capital - small * (capital / 0x20);
  return (p[1] & 0x20) == 0 ? first | looks_of_capitals(p, size) : first;
}

/// Kinds of the marks that mostly end a word.
constexpr auto closing_kinds = [] {
  std::array<TokenKind, 256> table{};
  table.fill(no_mark);
  table[','] = TokenKind::comma;
  table['.'] = TokenKind::period;
  table[';'] = TokenKind::semicolon;
  table[':'] = TokenKind::colon;
  table['?'] = TokenKind::question;
  table['!'] = TokenKind::exclamation;
  table[')'] = TokenKind::paren_close;
  return table;
}();

/// Does the mark at `p`, after a word, stand for itself? One answer for all, since which of them it is cannot
/// be foreseen. `initial`: a period belongs to the word.
inline bool closes(const char* p, bool initial) {
  const auto c = static_cast<unsigned char>(p[0]), next = static_cast<unsigned char>(p[1]);
  const bool inner = initial | alphanumeric[next] | ((next == ' ') & (p[2] == '.'));
  return (closing_kinds[c] != no_mark) & (next != c) & !((c == '.') & inner) & !((c == ':') & (next == '/'));
}

}  // namespace

/// A step of plain_text() makes at most as many tokens as it passes bytes, which spares it a look at the room
/// left. Near the end of the text a copy is read that has newlines after it.
Scanner::Stretch Scanner::stretch() {
  constexpr std::uint32_t longest = 256;
  if (limit_ - count_ < longest) make_room();
  const std::uint32_t stop = std::min(end_, at_ + (limit_ - count_) - 1);
  if (at_ >= tail_) return {reinterpret_cast<std::uintptr_t>(tail_copy_.data()) - tail_, stop};
  return {reinterpret_cast<std::uintptr_t>(text_.data()), std::min(tail_, stop)};
}

/// As far as there is nothing but plain words, blanks and plain marks. The loop is short and all that it
/// touches is local: stores to tokens may alias members. What is no word with a blank after it is left to the
/// functions below. True if there may be more of the kind past the stretch.
bool Scanner::plain_text() {
  const Stretch text = stretch();
  const Lexicon::Finder lexicon = rules_.lexicon.finder();
  const LetterMap::View letters = letters_.view();
  Token* token = out_.tokens.data() + count_;
  std::size_t at = at_;
  std::uint32_t before = looks(TokenKind::word, before_);
  while (at < text.stop) {
    const char* const p = text.bytes(at);
    const std::uint32_t size = letters.length(at);
    const auto start = static_cast<std::uint32_t>(at);
    if (size - 1 < 15) {
      const std::uint64_t hash = Lexicon::Finder::hash(plain_word(p, size).key());
      const std::uint64_t lex = lexicon.find(hash);
      put_short(token, start, size, before | case_looks(p, size), lex, hash);
      if (p[size] == ' ') {
        ++token;
        at += size + 1;
        before = spaced;
        continue;
      }
      // (what takes a look at the lexicon comes last: a wrong guess would be found out late)
      if (closes(p + size, size == 1) &&
          !((p[size] == '.') & is_abbreviated(static_cast<std::uint16_t>(lex)))) {
        const TokenKind kind = closing_kinds[static_cast<Byte>(p[size])];
        const std::uint32_t blank = p[size + 1] == ' ';
        stops.put(index_of(token) + 1, final_marks.has(kind));
        put_short(token + 1, start + size, 1, looks(kind));
        token += 2;
        at += size + 1 + blank;
        before = blank * spaced;
        continue;
      }
    } else if (size != 0) {
      break;
    }
    Place place{token, at, before};
    if (!(size != 0 ? plain_joined(p, size, place) : plain_other(p, place))) break;
    token = place.token;
    at = place.at;
    before = place.before;
  }
  count_ = index_of(token);
  at_ = static_cast<std::uint32_t>(at);
  before_ = static_cast<std::uint8_t>(before >> 8);
  return at >= text.stop && at_ < end_;
}

/// Moves on past a token of `size` bytes, up to `p`, and a blank.
void Scanner::pass(const char* p, std::size_t size, Place& place) {
  const std::uint32_t blank = *p == ' ';
  place.at += size + blank;
  place.before = blank * spaced;
  ++place.token;
}

/// The rest of the word of `size` letters at `p`, whose token is put already. False if it needs the long way.
bool Scanner::plain_joined(const char* p, std::uint32_t size, Place& place) {
  Token& word = *place.token;
  std::uint32_t end = word.start + size;
  if (joints[byte(end)] && !join(word, end)) return false;
  const std::uint32_t length = end - word.start, index = index_of(&word);
  special_.put(index, length != size);
  stops.put(index, word.has(token_flag::abbreviation));
  word.length = static_cast<std::uint16_t>(length);
  pass(p + length, length, place);
  return true;
}

/// A number, a mark or a blank. False if it needs the long way.
bool Scanner::plain_other(const char* p, Place& place) {
  const auto at = static_cast<std::uint32_t>(place.at);
  if (*p == ' ') {
    place.before |= spaced;
    ++place.at;
    return true;
  }
  const std::uint32_t index = index_of(place.token);
  if (is_digit(static_cast<Byte>(*p))) {
    const std::uint32_t end = plain_number(at);
    if (end == 0) return false;
    const std::uint64_t hash = Lexicon::Finder::hash(plain_word(p, end - at).key());
    special_.put(index, end - at == 4);
    put_short(place.token, at, end - at, place.before | looks(TokenKind::number),
              rules_.lexicon.finder().find(hash), hash);
    pass(p + (end - at), end - at, place);
    return true;
  }
  const PlainMark mark = plain_mark(p);
  if (mark.length == 0) {
    if (p[0] != '\xC2' || p[1] != '\xA0') return false;
    place.before |= spaced;  // a no-break space
    place.at += 2;
    return true;
  }
  const bool quote = mark.kind == TokenKind::quote_plain;
  marks.put(index, quote);
  stops.put(index, final_marks.has(mark.kind));
  special_.put(index, quote & follows_s(at));
  put_short(place.token, at, mark.length, place.before | looks(mark.kind));
  pass(p + mark.length, mark.length, place);
  return true;
}

/// Where the word that begins at `start` ends, with a mark after its letters at `end`: there, or past a
/// possessive ’s. 0 if it may go on.
std::uint32_t Scanner::short_joint(std::uint32_t start, std::uint32_t end) const {
  const Byte c = static_cast<Byte>(text_[end]), next = byte(end + 1);
  switch (c) {
    case '.':
      return (end - start > 1 || next == ' ') && !is_alpha(next) && !is_digit(next) ? end : 0;
    case ':':
      return next != '/' ? end : 0;
    case '-':
      return next == ' ' || next == '-' ? end : 0;
    case '\'':
    case 0xE2:
      break;
    case 0xC2:
      return next == 0xA0 ? end : 0;  // a no-break space
    default:
      return 0;
  }
  if (const std::uint32_t to = possessive(end)) return to;
  auto ends_before = [](Byte after) { return after < 0x80 && !alphanumeric[after]; };
  if (c == '\'') return ends_before(next) ? end : 0;
  const Byte last = byte(end + 2);
  if (next != 0x80) return 0;
  if (last == 0x98 || last == 0x99) return ends_before(byte(end + 3)) ? end : 0;  // ‘ ’
  const bool ends = last == 0x9C || last == 0x9D || last == 0x93 || last == 0x94 || last == 0xA6 ||
                    last == 0xA2;  // “ ” – — … • end a word, ‐ ‑ may not
  return ends ? end : 0;
}

/// The end of ’s or 's at `end` with nothing more of a word after it, or 0.
std::uint32_t Scanner::possessive(std::uint32_t end) const {
  const bool curly = text_.substr(end, 3) == "’";
  const std::uint32_t at = end + (curly ? 3 : 1);
  if ((!curly && text_[end] != '\'') || (byte(at) | 32) != 's') return 0;
  const Byte after = byte(at + 1);
  return joints[after] || is_alpha(after) ? 0 : at + 1;
}

}  // namespace nutgraf
