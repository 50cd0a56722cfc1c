// Words and marks of a line of names, with what the lexicon knows of each. Copied pages run words together
// ("ByAna", "RuizMar 4", "RUIZSTAFF WRITER"): such words are cut here.
#include "base/name_pieces.hpp"

#include <utf8proc.h>

#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t read_limit = 400;

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

/// Letters, digits and the rest of ASCII that are neither blanks nor marks.
constexpr auto plain_bytes = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = ' ' + 1; c < 128; ++c) table[c] = ascii_marks[c] == 0;
  return table;
}();

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

void note_case(Piece& piece, std::string_view word) {
  std::size_t upper = 0, letters = 0;
  for (std::size_t at = 0, length = 0; at < word.size(); at += length) {
    const Case here = case_at(word, at, length);
    if (letters == 0 && here == Case::upper) piece.capital = true;
    letters += here != Case::none ? 1 : 0;
    upper += here == Case::upper ? 1 : 0;
  }
  piece.all_caps = letters > 1 && upper == letters;
  piece.initial =
      piece.capital &&
      ((letters == 1) || (letters <= 3 && upper == letters && word.find('.') != std::string_view::npos));
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

Piece make_word(std::string_view text, std::size_t start, std::size_t end, const Rules& rules) {
  Piece piece;
  std::string_view word = text.substr(start, end - start);
  piece.start = static_cast<std::uint32_t>(start);
  piece.end = static_cast<std::uint32_t>(end);
  piece.info = &rules.lexicon.info(0);
  if (word.front() == '@') return piece.kind = PieceKind::handle, piece;
  if (word.find('@') != std::string_view::npos) return piece.kind = PieceKind::email, piece;
  if (word.starts_with("http") || word.starts_with("www.")) return piece.kind = PieceKind::url, piece;
  note_case(piece, word);
  piece.lower = to_lower(word);
  if (word.front() >= '0' && word.front() <= '9') return piece.kind = PieceKind::number, piece;
  look_up(piece, rules);
  return piece;
}

/// Copied pages run parts together: "ByAna", "RuizPublished", "RuizMarch". Cuts the last piece at a change of
/// case where one side is a word that stands beside names.
void cut_glued(std::string_view text, std::vector<Piece>& pieces, const Rules& rules) {
  const std::uint32_t start = pieces.back().start, end = pieces.back().end;
  if (pieces.back().kind != PieceKind::word || end - start < 4) return;
  std::string_view word = text.substr(start, end - start);
  for (std::size_t i = 2; i + 2 < word.size(); ++i) {
    bool boundary = word[i] >= 'A' && word[i] <= 'Z' && word[i - 1] >= 'a' && word[i - 1] <= 'z';
    if (!boundary) continue;
    Piece left = make_word(text, start, start + i, rules), right = make_word(text, start + i, end, rules);
    bool label = right.is(WordClass::published_word) || right.is(WordClass::updated_word) ||
                 right.is(WordClass::job) || right.lower == "follow" || right.lower == "share" ||
                 right.lower == "last" ||
                 (right.is(WordClass::month) && right.lower.size() > 3 && !left.is(WordClass::name_particle));
    bool by = left.is(WordClass::byline_by) && right.capital;
    if (!label && !by) continue;
    pieces.back() = std::move(left);
    pieces.push_back(std::move(right));
    return;
  }
}

/// "RuizMar 4": a short month, known by the number after it.
void cut_months(std::string_view text, std::vector<Piece>& pieces, const Rules& rules) {
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const std::uint32_t start = pieces[i].start, end = pieces[i].end;
    if (pieces[i].kind != PieceKind::word || pieces[i + 1].kind != PieceKind::number || end - start < 5)
      continue;
    for (std::size_t at = start + 2; at + 2 < end; ++at) {
      bool boundary = text[at] >= 'A' && text[at] <= 'Z' && text[at - 1] >= 'a' && text[at - 1] <= 'z';
      if (!boundary) continue;
      Piece right = make_word(text, at, end, rules);
      if (!right.is(WordClass::month)) continue;
      pieces[i] = make_word(text, start, at, rules);
      pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1, right);
      return;
    }
  }
}

/// "RUIZSTAFF WRITER": the same in capitals, where the next word shows that a role begins.
void cut_shouted(std::string_view text, std::vector<Piece>& pieces, const Rules& rules) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].kind != PieceKind::word || !pieces[i].all_caps) continue;
    const std::uint32_t start = pieces[i].start, end = pieces[i].end;
    bool job_next = i + 1 < pieces.size() &&
                    (pieces[i + 1].is(WordClass::job) || pieces[i + 1].is(WordClass::updated_word));
    for (std::string_view tail : {"STAFF", "SENIOR", "PUBLISHED", "UPDATED", "CONTRIBUTING", "LAST"}) {
      std::string_view word = text.substr(start, end - start);
      if (word.size() < tail.size() + 2 || !word.ends_with(tail) ||
          (!job_next && tail[0] != 'P' && tail[0] != 'U'))
        continue;
      auto cut = static_cast<std::size_t>(end) - tail.size();
      pieces[i] = make_word(text, start, cut, rules);
      pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1, make_word(text, cut, end, rules));
      return;
    }
  }
}

/// `Ana (Nita) Ruiz`, `Robert "Bob" Hale`: the nickname after a first name is one of its words.
void join_nicknames(std::vector<Piece>& pieces) {
  auto named = [&](std::size_t i) {
    const Piece& p = pieces[i];
    return p.kind == PieceKind::word && p.capital && !p.all_caps && !p.is(WordClass::job) &&
           !p.is(WordClass::organization) && !p.is(WordClass::byline_tail) && !p.is(WordClass::not_name);
  };
  auto bracket = [&](std::size_t i, char mark) { return pieces[i].is_mark(mark) || pieces[i].is_mark('('); };
  for (std::size_t i = 1; i + 3 < pieces.size(); ++i) {
    if (!pieces[i].is_mark('(') || !bracket(i + 2, ')')) continue;
    bool first = i < 2 || pieces[i - 2].kind == PieceKind::mark || !named(i - 2) ||
                 pieces[i - 2].is(WordClass::byline_by);
    bool tight = pieces[i].end == pieces[i + 1].start && pieces[i + 1].end == pieces[i + 2].start;
    if (!first || !tight || !named(i - 1) || !named(i + 1) || !named(i + 3)) continue;
    Piece nickname = pieces[i + 1];
    nickname.start = pieces[i].start, nickname.end = pieces[i + 2].end;
    pieces[i] = nickname;
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                 pieces.begin() + static_cast<std::ptrdiff_t>(i) + 3);
  }
}

}  // namespace

std::vector<Piece> split_name_pieces(std::string_view text, const Rules& rules) {
  std::vector<Piece> pieces;
  if (text.size() > read_limit) {
    std::size_t end = read_limit;
    while (end > 0 && is_continuation(text[end])) --end;
    text = text.substr(0, end);
  }
  pieces.reserve(text.size() / 5 + 4);
  for (std::size_t at = 0, length = 0; at < text.size();) {
    if (is_blank_at(text, at, length)) {
      if (text[at] == '\n') {
        Piece bar;
        bar.kind = PieceKind::mark, bar.mark = '|', bar.start = bar.end = static_cast<std::uint32_t>(at);
        pieces.push_back(bar);
      }
      at += length;
      continue;
    }
    if (char mark = mark_at(text, at, length)) {
      Piece piece;
      piece.kind = PieceKind::mark, piece.mark = mark;
      piece.start = static_cast<std::uint32_t>(at), piece.end = static_cast<std::uint32_t>(at + length);
      pieces.push_back(piece);
      at += length;
      continue;
    }
    std::size_t start = at, blank = 0, mark = 0;
    while (at < text.size()) {
      if (plain_bytes[static_cast<unsigned char>(text[at])]) {
        ++at;
        continue;
      }
      if (is_blank_at(text, at, blank) || mark_at(text, at, mark)) break;
      code_point(text, at, length);
      at += length;
    }
    if (text.substr(start, at - start).find_first_not_of("-*>~.+#!'") == std::string_view::npos) {
      Piece piece;
      piece.kind = PieceKind::mark, piece.mark = '-';
      piece.start = static_cast<std::uint32_t>(start), piece.end = static_cast<std::uint32_t>(at);
      pieces.push_back(piece);
    } else {
      pieces.push_back(make_word(text, start, at, rules));
      cut_glued(text, pieces, rules);
    }
  }
  cut_months(text, pieces, rules);
  cut_shouted(text, pieces, rules);
  join_nicknames(pieces);
  return pieces;
}

}  // namespace nutgraf
