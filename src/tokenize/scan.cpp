// The scanner's main loop and its short way for plain text: words of up to fifteen ASCII letters, without a
// loop over them, single blanks and single marks.
#include "tokenize/scan.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

#include "tokenize/plain_word.hpp"

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

}  // namespace

Scanner::Scanner(std::string_view text, const Rules& rules, Tokens& out)
    : text_(text),
      rules_(rules),
      out_(out),
      letters_(text),
      tail_(text.size() > tail_bytes ? static_cast<std::uint32_t>(text.size() - tail_bytes) : 0) {
  marks.reserve(64);
  stops.reserve(64);
  tail_copy_.fill('\n');
  text.substr(tail_).copy(tail_copy_.data(), tail_bytes);
}

void Scanner::block(Span span) {
  marks.clear();
  stops.clear();
  at_ = span.start;
  end_ = span.end;
  before_ = token_flag::space_before | token_flag::line_start;
  while (at_ < end_) {
    if (plain_text()) continue;
    if (at_ >= end_) break;
    start_ = at_;
    const Byte c = static_cast<Byte>(text_[at_]);
    switch (leads[c]) {
      case Lead::letter:
        long_word();
        break;
      case Lead::digit:
        number();
        break;
      case Lead::blank:
        skip_blanks();
        break;
      case Lead::wide:
        wide();
        break;
      case Lead::mark:
        ascii_mark(c);
        break;
    }
  }
  flush();
}

void Scanner::flush() {
  const std::size_t wanted = out_.tokens.size() + count_;
  // room for twice as many, but not for more than there are bytes left
  if (wanted > out_.tokens.capacity())
    out_.tokens.reserve(std::min(2 * out_.tokens.capacity() + count_, wanted + (text_.size() - at_)));
  out_.tokens.insert(out_.tokens.end(), batch_.begin(), batch_.begin() + static_cast<std::ptrdiff_t>(count_));
  count_ = 0;
  if (special_count_ > most_tokens) finish();  // else it has room for another batch
}

void Scanner::finish() {
  out_.special.insert(out_.special.end(), special_.begin(), special_.begin() + special_count_);
  special_count_ = 0;
}

const Token* Scanner::last_token() const {
  if (count_ > 0) return &batch_[count_ - 1];
  return out_.tokens.empty() ? nullptr : &out_.tokens.back();
}

namespace {

/// A hash with that Token::hash.
constexpr std::uint64_t full_hash(std::uint16_t token_hash) {
  return std::uint64_t{token_hash} << 48;
}
static_assert(Lexicon::Finder::token_hash(full_hash(0x1234)) == 0x1234);

/// Stores a token as two numbers, since a store for each member takes longer. `lex` counts with its lowest 16
/// bits, `hash` is the full one.
void put_short(Token* to, std::uint32_t start, std::uint32_t length, TokenKind kind, std::uint32_t flags,
               std::uint64_t lex = 0, std::uint64_t hash = 0) {
  if constexpr (std::endian::native == std::endian::little) {
    const std::uint64_t where = start | static_cast<std::uint64_t>(length) << 32 | lex << 48;
    const std::uint32_t what =
        static_cast<std::uint32_t>(kind) | flags << 8 | (static_cast<std::uint32_t>(hash >> 32) & 0xFFFF0000);
    std::memcpy(static_cast<void*>(to), &where, 8);
    std::memcpy(static_cast<void*>(&to->kind), &what, 4);
  } else {
    *to = {start, static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(lex),
           kind,  static_cast<std::uint8_t>(flags),   Lexicon::Finder::token_hash(hash)};
  }
}
static_assert(offsetof(Token, length) == 4 && offsetof(Token, lex) == 6 && offsetof(Token, kind) == 8 &&
              offsetof(Token, flags) == 9 && offsetof(Token, hash) == 10);

}  // namespace

/// Moves the end of the plain word at `start`, which follows its letters, past what else belongs to it: a
/// possessive ’s, the period of an abbreviation, a second part. False if the word needs the long way.
bool Scanner::plain_end(std::uint32_t start, PlainToken& word) {
  const std::uint32_t letters_end = word.end;
  const Byte c = byte(letters_end), next = byte(letters_end + 1);
  // a comma or a period is as likely as not: one branch for both
  const bool abbreviated = (rules_.lexicon.traits()[word.lex & 0xFFFF] & word_trait::abbreviated) != 0;
  const bool period = (c == '.') & !alphanumeric[next] & !abbreviated & (letters_end > start + 1);
  if (!joints[c] | period) return true;
  word.end = short_joint(start, letters_end);
  if (word.end == 0) return second_part(start, letters_end, word);
  if (text_[word.end] != '.') return true;
  const bool capital = (word.flags & token_flag::capital) != 0;
  if (!takes_period(start, word.end, static_cast<std::uint16_t>(word.lex), capital)) return true;
  word.flags |= token_flag::abbreviation;
  return text_[++word.end] == ' ';
}

/// Two plain parts with an apostrophe or a hyphen at `joint` between them, and nothing after them that may
/// belong to the word: don’t, well-kept.
bool Scanner::second_part(std::uint32_t start, std::uint32_t joint, PlainToken& word) {
  const char c = text_[joint];
  const bool curly = c == '\xE2' && text_.substr(joint, 3) == "’";
  const std::uint32_t from = joint + (curly ? 3 : 1);
  if ((c != '\'' && c != '-' && !curly) || from + 16 > text_.size()) return false;
  const char *const first = text_.data() + start, *const second = text_.data() + from;
  const auto size = static_cast<std::uint32_t>(plain_length(second));
  word.end = from + size;
  const Byte after = byte(word.end);
  if (size - 1 >= 15 || joints[after] || after == '+') return false;  // (+ may stand in an address)
  lower_.clear();
  lower_.put(first, joint - start);
  lower_.put(c == '-' ? '-' : '\'');
  lower_.put(second, size);
  word.lex = look_up();
  word.hash = full_hash(std::exchange(hash_, std::uint16_t{0}));
  const bool all_caps = all_capitals(first, joint - start) && all_capitals(second, size);
  word.flags = (word.flags & ~token_flag::all_caps) | (all_caps ? token_flag::all_caps : 0);
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

/// Of the plain word at `p`. Few have a second letter in upper case.
inline std::uint32_t case_flags(const char* p, std::uint32_t size) {
  const bool all_caps = (p[1] & 0x20) == 0 && size > 1 && all_capitals(p, size);
  const std::uint32_t capital = ~static_cast<unsigned char>(p[0]) >> 3 & token_flag::capital;  // the bit 0x20
  return capital | (all_caps ? token_flag::all_caps : 0);
}

}  // namespace

/// A step of plain_text() makes at most as many tokens as it passes bytes, which spares it a look at the room
/// left. Near the end of the text a copy is read that has blanks after it.
Scanner::Stretch Scanner::stretch() {
  constexpr std::uint32_t least_room = 64;
  if (count_ + least_room > batch_.size()) flush();
  const std::uint32_t room = static_cast<std::uint32_t>(batch_.size()) - count_ - 1;
  if (at_ >= tail_) return {tail_copy_.data(), tail_, std::min(end_, at_ + room)};
  return {text_.data(), 0, std::min({tail_, end_, at_ + room})};
}

/// As far as there is nothing but plain words, blanks and plain marks. Everything the loop touches often is
/// local: stores to tokens may alias members. True if there may be more of the kind past the stretch.
bool Scanner::plain_text() {
  const auto [text, from, stop] = stretch();
  const Lexicon::Finder lexicon = rules_.lexicon.finder();
  const LetterMap::View letters = letters_.view();
  Token* token = batch_.data() + count_;
  auto waiting = [&] { return static_cast<std::uint32_t>(token - batch_.data()); };
  const auto index_of_batch = static_cast<std::uint32_t>(out_.tokens.size());
  std::uint32_t* special = special_.data() + special_count_;
  std::uint32_t at = at_, before = before_;
  while (at < stop) {
    const char* p = text + (at - from);
    const std::uint32_t size = letters.length(at);
    if (size - 1 < 15) {
      const std::uint32_t flags = before | case_flags(p, size);
      const std::uint64_t hash = Lexicon::Finder::hash(plain_word(p, size).key());
      const std::uint64_t lex = lexicon.find(hash);
      if (p[size] == ' ') {
        put_short(token++, at, size, TokenKind::word, flags, lex, hash);
        at += size + 1;
        before = token_flag::space_before;
        continue;
      }
      PlainToken word{at + size, flags, lex, hash};
      if (!plain_end(at, word)) break;
      *special = index_of_batch + waiting();
      special += word.end != at + size;
      if ((word.flags & token_flag::abbreviation) != 0) stops.push_back(index_of_batch + waiting());
      put_short(token++, at, word.end - at, TokenKind::word, word.flags, word.lex, word.hash);
      at = word.end;
      before = 0;
    } else if (size != 0) {
      break;
    } else if (const std::uint32_t end = is_digit(static_cast<Byte>(*p)) ? plain_number(at) : 0; end != 0) {
      const std::uint64_t hash = Lexicon::Finder::hash(plain_word(p, end - at).key());
      *special = index_of_batch + waiting();
      special += end - at == 4;
      put_short(token++, at, end - at, TokenKind::number, before, lexicon.find(hash), hash);
      at = end;
      before = 0;
    }
    p = text + (at - from);
    if (*p != ' ') {
      const PlainMark mark = plain_mark(p);
      if (mark.length == 0) {
        if (p[0] != '\xC2' || p[1] != '\xA0') break;
        before |= token_flag::space_before;  // a no-break space
        at += 2;
        continue;
      }
      note_mark(mark.kind, index_of_batch + waiting());
      *special = index_of_batch + waiting();
      special += is_special(mark.kind, at, mark.length);
      put_short(token++, at, mark.length, mark.kind, before);
      at += mark.length;
      before = 0;
      if (p[mark.length] != ' ') continue;
    }
    before |= token_flag::space_before;
    ++at;
  }
  count_ = waiting();
  special_count_ = static_cast<std::uint32_t>(special - special_.data());
  at_ = at;
  before_ = static_cast<std::uint8_t>(before);
  return at >= stop && at < end_;
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
  if (c == '\'') return next == '\'' ? end : 0;
  const Byte last = byte(end + 2);  // “ ” – — … • end a word, ‘ ’ ‐ ‑ may not
  const bool ends = next == 0x80 && (last == 0x9C || last == 0x9D || last == 0x93 || last == 0x94 ||
                                     last == 0xA6 || last == 0xA2);
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

CharClass Scanner::class_at(std::uint32_t at, std::uint32_t& length) const {
  length = 0;
  if (at >= end_) return CharClass::other;
  std::size_t bytes = 0;
  const CharClass found = char_class(code_point(text_, at, bytes));
  length = static_cast<std::uint32_t>(bytes);
  return found;
}

bool Scanner::word_follows(std::uint32_t at) const {
  const Byte c = byte(at);
  if (c < 0x80) return is_alpha(c) || is_digit(c);
  std::uint32_t length = 0;
  const CharClass kind = class_at(at, length);
  return is_letter(kind) || kind == CharClass::digit;
}

bool Scanner::blank_at(std::uint32_t at) const {
  std::uint32_t length = 0;
  return at >= end_ || class_at(at, length) == CharClass::blank;
}

void Scanner::skip_blanks() {
  before_ |= token_flag::space_before;
  for (; at_ < end_ && leads[static_cast<Byte>(text_[at_])] == Lead::blank; ++at_)
    if (text_[at_] != ' ' && text_[at_] != '\t') before_ |= token_flag::line_start;
}

void Scanner::emit(TokenKind kind, std::uint32_t end, std::uint16_t lex, std::uint8_t flags) {
  if (end - start_ > 65000) cut_long(kind, end);
  put({start_, static_cast<std::uint16_t>(end - start_), lex, kind,
       static_cast<std::uint8_t>(before_ | flags), hash_});
  hash_ = 0;
  before_ = 0;
  at_ = end;
}

/// Lengths have 16 bits: emits all but the last piece of a longer run.
void Scanner::cut_long(TokenKind kind, std::uint32_t end) {
  constexpr std::uint32_t longest = 65000;
  while (end - start_ > longest) {
    std::uint32_t cut = start_ + longest;
    while (is_continuation(text_[cut])) --cut;
    put({start_, static_cast<std::uint16_t>(cut - start_), 0, kind, before_, 0});
    before_ = 0;
    start_ = cut;
  }
}

void Scanner::emit_mark(TokenKind kind, std::uint32_t end) {
  marks.push_back(next_index());
  emit(kind, end);
}

void Scanner::emit_stop(TokenKind kind, std::uint32_t end, std::uint16_t lex, std::uint8_t flags) {
  stops.push_back(next_index());
  emit(kind, end, lex, flags);
}

}  // namespace nutgraf
