// The scanner's main loop and its short way for most words: up to sixteen ASCII letters, without a loop over
// them.
#include "tokenize/scan.hpp"

#include <algorithm>

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

}  // namespace

Scanner::Scanner(std::string_view text, const Rules& rules, Tokens& out)
    : text_(text),
      rules_(rules),
      out_(out),
      safe_(text.size() > 24 ? static_cast<std::uint32_t>(text.size() - 24) : 0) {}

void Scanner::block(Span span) {
  marks.clear();
  stops.clear();
  at_ = span.start;
  end_ = span.end;
  before_ = token_flag::space_before | token_flag::line_start;
  while (at_ < end_) {
    start_ = at_;
    const Byte c = static_cast<Byte>(text_[at_]);
    switch (leads[c]) {
      case Lead::letter:
        if (!short_words()) long_word();
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

/// Gives the plain words of the batch their ids. By themselves, in two short loops, many look-ups run at
/// once: the table is large, and what an article needs of it seldom stands in the nearest cache.
void Scanner::look_up_words() {
  const Lexicon::Finder lexicon = rules_.lexicon.finder();
  std::array<Lexicon::Finder::Places, most_tokens> places;
  for (std::uint32_t i = 0; i < words_; ++i) {
    places[i] = lexicon.places(keys_[i]);
    lexicon.prefetch(places[i]);
  }
  for (std::uint32_t i = 0; i < words_; ++i) {
    Token& token = batch_[word_at_[i]];
    token.lex = lexicon.find(keys_[i], places[i]);
    token.hash = places[i].hash;
  }
  words_ = 0;
}

void Scanner::flush() {
  look_up_words();
  out_.tokens.insert(out_.tokens.end(), batch_.begin(), batch_.begin() + static_cast<std::ptrdiff_t>(count_));
  count_ = 0;
}

const Token* Scanner::last_token() const {
  if (count_ > 0) return &batch_[count_ - 1];
  return out_.tokens.empty() ? nullptr : &out_.tokens.back();
}

/// The words from here on, as long as they are plain, with one blank, or a comma or a period and a blank,
/// between them. False if the first of them already needs the long way. Everything the loop touches is local:
/// stores to tokens may alias members.
bool Scanner::short_words() {
  if (count_ + 2 > batch_.size()) flush();
  Token* const batch = batch_.data();
  const char* const text = text_.data();
  const std::uint32_t limit = std::min(safe_, end_), block_end = end_;
  const std::uint32_t most = static_cast<std::uint32_t>(batch_.size()) - 2;
  std::uint32_t count = count_, words = words_, at = at_, before = before_;
  while (at < limit && count <= most) {
    const PlainWord word = plain_word(text + at);
    std::uint32_t end = at + word.length;
    if (word.length == 0 || end > block_end) break;
    Byte next = static_cast<Byte>(text[end]);
    if (joints[next]) {
      if (end < block_end && !short_joint(at, end)) break;
      next = static_cast<Byte>(text[end]);
    }
    if (next == '.') {
      const std::uint16_t lex = rules_.lexicon.find(word.key);
      if (lex != 0 && takes_period(at, end, lex, word.capital)) break;
    }
    keys_[words] = word.key;
    word_at_[words++] = static_cast<std::uint8_t>(count);
    const std::uint32_t capital = word.capital ? std::uint32_t{token_flag::capital} : 0u;
    const std::uint32_t caps = word.all_caps && word.length > 1 ? std::uint32_t{token_flag::all_caps} : 0u;
    batch[count++] = {at,
                      static_cast<std::uint16_t>(end - at),
                      0,
                      TokenKind::word,
                      static_cast<std::uint8_t>(before | capital | caps),
                      0};
    before = 0;
    at = end;
    if (end >= block_end) break;
    if (next != ' ') {
      if ((next != ',' && next != '.') || text[end + 1] != ' ' || end + 1 >= block_end) break;
      if (next == '.') {
        if (text[end + 2] == '.') break;  // ". . ."
        stops.push_back(static_cast<std::uint32_t>(out_.tokens.size()) + count);
      }
      batch[count++] = {end, 1, 0, next == ',' ? TokenKind::comma : TokenKind::period, 0, 0};
      ++at;
    }
    before = token_flag::space_before;
    ++at;
  }
  const bool any = count > count_;
  count_ = count;
  words_ = words;
  at_ = at;
  before_ = static_cast<std::uint8_t>(before);
  return any;
}

/// At a mark after letters: true if the word ends here, or with a possessive ’s, which `end` then takes in.
bool Scanner::short_joint(std::uint32_t start, std::uint32_t& end) const {
  const Byte c = static_cast<Byte>(text_[end]), next = byte(end + 1);
  switch (c) {
    case '.':
      return end - start > 1 && !is_alpha(next) && !is_digit(next);
    case ':':
      return next != '/';
    case '-':
      return next == ' ' || next == '-';
    case '\'':
    case 0xE2:
      break;
    default:
      return false;
  }
  if (const std::uint32_t to = possessive(end)) {
    end = to;
    return true;
  }
  if (c == '\'') return false;
  const Byte last = byte(end + 2);  // “ ” – — … • end a word, ‘ ’ ‐ ‑ may not
  return next == 0x80 &&
         (last == 0x9C || last == 0x9D || last == 0x93 || last == 0x94 || last == 0xA6 || last == 0xA2);
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
