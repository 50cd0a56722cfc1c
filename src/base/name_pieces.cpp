// Words and marks of a line of names, with what the lexicon knows of each. Copied pages run words together
// ("ByAna", "RuizMar 4", "RUIZSTAFF WRITER"): such words are cut here.
#include "base/name_pieces.hpp"

#include <utf8proc.h>

#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

bool is_blank_at(std::string_view s, std::size_t at, std::size_t& length) {
  auto c = static_cast<unsigned char>(s[at]);
  length = 1;
  if (c <= ' ') return true;
  if (c == 0xC2 && static_cast<unsigned char>(s[at + 1]) == 0xA0) return length = 2, true;
  return false;
}

/// Marks as themselves, those that stand for brackets as such, all else as 0.
constexpr auto ascii_marks = [] {
  std::array<char, 128> table{};
  for (char c : {',', ';', ':', '|', '/', '&', '(', ')'}) table[static_cast<unsigned char>(c)] = c;
  table['['] = table['"'] = '(';
  table[']'] = ')';
  return table;
}();

/// What a byte tells of the word that it stands in.
namespace byte_is {
enum : std::uint8_t {
  plain = 1,  ///< ASCII, neither blank nor mark
  upper = 2,
  letter = 4,
  at_sign = 8,
  point = 16,
  wide = 32,  ///< part of a character beyond ASCII
  other = 64  ///< more than a dash, a bullet or such
};
}
constexpr auto byte_kinds = [] {
  std::array<std::uint8_t, 256> table{};
  auto set = [&](std::size_t c, int bits) { table[c] = static_cast<std::uint8_t>(table[c] | bits); };
  for (std::size_t c = ' ' + 1; c < 128; ++c) set(c, ascii_marks[c] == 0 ? byte_is::plain : 0);
  for (std::size_t c = 'A'; c <= 'Z'; ++c)
    set(c, byte_is::upper | byte_is::letter), set(c + 32, byte_is::letter);
  for (std::size_t c = 128; c < 256; ++c) set(c, byte_is::wide);
  for (std::size_t c = 0; c < 256; ++c) set(c, byte_is::other);
  for (char c : std::string_view("-*>~.+#!'")) table[static_cast<unsigned char>(c)] &= ~byte_is::other & 0xFF;
  set('@', byte_is::at_sign), set('.', byte_is::point);
  return table;
}();
std::uint8_t kinds_of(char c) {
  return byte_kinds[static_cast<unsigned char>(c)];
}

/// The mark that `s` has at `at`, mapped to ASCII, or 0.
char mark_at(std::string_view s, std::size_t at, std::size_t& length) {
  auto c = static_cast<unsigned char>(s[at]);
  length = 1;
  if (c < 0x80) return ascii_marks[c];
  if (c != 0xC2 && c != 0xE2) return 0;
  char32_t code = code_point(s, at, length);
  if (code == 0xB7 || code == 0x22C5 || code == 0x2022 || code == 0x2219 || code == 0x25CF) return '|';
  if (code == 0x2013 || code == 0x2014 || code == 0x2015) return '-';
  if (code == 0x201C || code == 0x201D) return '(';
  return 0;
}

enum class Case : std::uint8_t { none, lower, upper };

/// The case of the character at `at`, and its bytes.
Case case_at(std::string_view word, std::size_t at, std::size_t& length) {
  const auto c = static_cast<unsigned char>(word[at]);
  if (c < 0x80) {
    length = 1;
    return c >= 'a' && c <= 'z' ? Case::lower : c >= 'A' && c <= 'Z' ? Case::upper : Case::none;
  }
  const auto code = static_cast<utf8proc_int32_t>(code_point(word, at, length));
  return utf8proc_tolower(code) != code   ? Case::upper
         : utf8proc_toupper(code) != code ? Case::lower
                                          : Case::none;
}

/// Letters of a word, those in upper case, and what its bytes are, as bits.
struct Letters {
  std::size_t upper = 0, all = 0;
  bool capital = false;  ///< the first one is in upper case
  unsigned bytes = 0;
};

Letters count_plain(std::string_view word) {
  Letters out;
  unsigned first = 0;  // letter bits of the first letter
  for (char c : word) {
    const unsigned kinds = kinds_of(c);
    out.bytes |= kinds;
    first |= out.all == 0 ? kinds : 0u;
    out.upper += kinds / byte_is::upper & 1;
    out.all += kinds / byte_is::letter & 1;
  }
  out.capital = (first & byte_is::upper) != 0;
  return out;
}

void count_wide(std::string_view word, Letters& out) {
  out.upper = out.all = 0;
  out.capital = false;
  for (std::size_t at = 0, length = 0; at < word.size(); at += length) {
    const Case here = case_at(word, at, length);
    out.capital |= out.all == 0 && here == Case::upper;
    out.all += here != Case::none ? 1 : 0;
    out.upper += here == Case::upper ? 1 : 0;
  }
}

void note_case(Piece& piece, const Letters& letters) {
  const bool all_upper = letters.upper == letters.all, point = (letters.bytes & byte_is::point) != 0;
  piece.capital = letters.capital;
  piece.all_caps = (letters.all > 1) & all_upper;
  piece.initial = letters.capital & ((letters.all == 1) | ((letters.all <= 3) & all_upper & point));
}

void look_up(Piece& piece, const Rules& rules) {
  std::uint16_t id = rules.lexicon.find(piece.lower);
  std::string_view key = piece.lower;
  auto known = [&](std::uint16_t i) {
    const auto& c = rules.lexicon.info(i).classes;
    return (c[0] | c[1]) != 0;
  };
  if (!known(id) && key.ends_with('.')) id = rules.lexicon.find(key = key.substr(0, key.size() - 1));
  if (!known(id) && (key.ends_with("'s") || key.ends_with("’s"))) {
    std::uint16_t base = rules.lexicon.find(key.substr(0, key.size() - (key.ends_with("'s") ? 2 : 4)));
    if (known(base)) id = base;
  }
  if (!known(id))
    if (std::size_t hyphen = key.find('-'); hyphen != std::string_view::npos && hyphen > 1) {
      std::uint16_t base = rules.lexicon.find(key.substr(0, hyphen));
      if (rules.lexicon.is(base, WordClass::given_name)) id = base;
    }
  piece.info = &rules.lexicon.info(id);
}

/// A change of case inside a word before `at`: "ByAna".
bool is_boundary(std::string_view text, std::size_t at) {
  const bool upper = (kinds_of(text[at]) & byte_is::upper) != 0;
  const char before = text[at - 1];
  return upper & (before >= 'a') & (before <= 'z');
}

}  // namespace

Piece NamePieces::make_word(std::size_t start, std::size_t end) {
  Piece piece;
  const std::string_view word = text_.substr(start, end - start);
  piece.start = static_cast<std::uint32_t>(start);
  piece.end = static_cast<std::uint32_t>(end);
  piece.info = &rules_.lexicon.info(0);
  Letters letters = count_plain(word);
  if (letters.bytes & byte_is::at_sign)
    return piece.kind = word.front() == '@' ? PieceKind::handle : PieceKind::email, piece;
  if (word.starts_with("http") || word.starts_with("www.")) return piece.kind = PieceKind::url, piece;
  piece.lower = {lower_.data() + start, word.size()};
  if (letters.bytes & byte_is::wide) {
    count_wide(word, letters);
    piece.lower = wide_.emplace_front(to_lower(word));
  }
  note_case(piece, letters);
  if (word.front() >= '0' && word.front() <= '9') return piece.kind = PieceKind::number, piece;
  look_up(piece, rules_);
  return piece;
}

/// Parts a piece in two at a byte of the text.
void NamePieces::cut(std::size_t piece, std::size_t at) {
  const std::size_t start = list[piece].start, end = list[piece].end;
  list[piece] = make_word(start, at);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(piece) + 1, make_word(at, end));
}

/// Copied pages run parts together: "ByAna", "RuizPublished", "RuizMarch". Cuts the last piece at a change of
/// case where one side is a word that stands beside names.
void NamePieces::cut_glued() {
  const std::uint32_t start = list.back().start, end = list.back().end;
  if (list.back().kind != PieceKind::word || end - start < 4) return;
  for (std::size_t at = start + 2; at + 2 < end; ++at) {
    if (!is_boundary(text_, at)) continue;
    const Piece left = make_word(start, at), right = make_word(at, end);
    bool label = right.is(WordClass::published_word) || right.is(WordClass::updated_word) ||
                 right.is(WordClass::job) || right.lower == "follow" || right.lower == "share" ||
                 right.lower == "last" ||
                 (right.is(WordClass::month) && right.lower.size() > 3 && !left.is(WordClass::name_particle));
    bool by = left.is(WordClass::byline_by) && right.capital;
    if (label || by) return cut(list.size() - 1, at);
  }
}

/// "RuizMar 4": a short month, known by the number after it.
void NamePieces::cut_months() {
  for (std::size_t i = 0; i + 1 < list.size(); ++i) {
    const std::uint32_t start = list[i].start, end = list[i].end;
    if (list[i + 1].kind != PieceKind::number || list[i].kind != PieceKind::word || end - start < 5) continue;
    for (std::size_t at = start + 2; at + 2 < end; ++at)
      if (is_boundary(text_, at) && make_word(at, end).is(WordClass::month)) return cut(i, at);
  }
}

/// "RUIZSTAFF WRITER": the same in capitals, where the next word shows that a role begins.
void NamePieces::cut_shouted() {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].kind != PieceKind::word || !list[i].all_caps) continue;
    const std::string_view word = text_.substr(list[i].start, list[i].end - list[i].start);
    bool job_next =
        i + 1 < list.size() && (list[i + 1].is(WordClass::job) || list[i + 1].is(WordClass::updated_word));
    for (std::string_view tail : {"STAFF", "SENIOR", "PUBLISHED", "UPDATED", "CONTRIBUTING", "LAST"}) {
      if (word.size() < tail.size() + 2 || !word.ends_with(tail) ||
          (!job_next && tail[0] != 'P' && tail[0] != 'U'))
        continue;
      return cut(i, list[i].end - tail.size());
    }
  }
}

/// `Ana (Nita) Ruiz`, `Robert "Bob" Hale`: the nickname after a first name is one of its words.
void NamePieces::join_nicknames() {
  auto named = [&](std::size_t i) {
    const Piece& p = list[i];
    return p.kind == PieceKind::word && p.capital && !p.all_caps && !p.is(WordClass::job) &&
           !p.is(WordClass::organization) && !p.is(WordClass::byline_tail) && !p.is(WordClass::not_name);
  };
  auto bracket = [&](std::size_t i, char mark) { return list[i].is_mark(mark) || list[i].is_mark('('); };
  for (std::size_t i = 1; i + 3 < list.size(); ++i) {
    if (!list[i].is_mark('(') || !bracket(i + 2, ')')) continue;
    bool first =
        i < 2 || list[i - 2].kind == PieceKind::mark || !named(i - 2) || list[i - 2].is(WordClass::byline_by);
    bool tight = list[i].end == list[i + 1].start && list[i + 1].end == list[i + 2].start;
    if (!first || !tight || !named(i - 1) || !named(i + 1) || !named(i + 3)) continue;
    Piece nickname = list[i + 1];
    nickname.start = list[i].start, nickname.end = list[i + 2].end;
    list[i] = nickname;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i) + 1,
               list.begin() + static_cast<std::ptrdiff_t>(i) + 3);
  }
}

void NamePieces::add_mark(char mark, std::size_t start, std::size_t end) {
  Piece& piece = list.emplace_back();
  piece.kind = PieceKind::mark;
  piece.mark = mark;
  piece.start = static_cast<std::uint32_t>(start);
  piece.end = static_cast<std::uint32_t>(end);
}

/// Where the word that begins at `at` ends: at a blank or a mark.
std::size_t NamePieces::word_end(std::size_t at) const {
  while (at < text_.size()) {
    std::size_t length = 1;
    if (!(kinds_of(text_[at]) & byte_is::plain)) {
      if (is_blank_at(text_, at, length) || mark_at(text_, at, length)) break;
      code_point(text_, at, length);
    }
    at += length;
  }
  return at;
}

void NamePieces::split() {
  for (std::size_t at = 0, length = 0; at < text_.size(); at += length) {
    if (is_blank_at(text_, at, length)) {
      if (text_[at] == '\n') add_mark('|', at, at);
      continue;
    }
    if (char mark = mark_at(text_, at, length)) {
      add_mark(mark, at, at + length);
      continue;
    }
    const std::size_t end = word_end(at);
    length = end - at;
    if (!(count_plain(text_.substr(at, length)).bytes & byte_is::other)) {
      add_mark('-', at, end);
      continue;
    }
    list.push_back(make_word(at, end));
    cut_glued();
  }
}

NamePieces::NamePieces(std::string_view text, const Rules& rules) : text_(text), rules_(rules) {
  if (text.size() > read_limit) {
    std::size_t end = read_limit;
    while (end > 0 && is_continuation(text[end])) --end;
    text_ = text.substr(0, end);
  }
  for (std::size_t at = 0; at < text_.size(); ++at) {
    const unsigned capital = kinds_of(text_[at]) & byte_is::upper;
    lower_[at] = static_cast<char>(static_cast<unsigned char>(text_[at]) + capital / byte_is::upper * 32);
  }
  list.reserve(text_.size() / 5 + 4);
  split();
  cut_months();
  cut_shouted();
  join_nicknames();
}

}  // namespace nutgraf
