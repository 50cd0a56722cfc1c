// Names are cut at marks, digits and capitals; parts, pairs of parts and run-together words are looked up.
#include "read/html/hint_table.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text_hash.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t table_size = 4096, longest_name = 64;

constexpr std::uint64_t seed = 1469598103934665603ull;
constexpr std::uint64_t mix(std::uint64_t h, char c) {
  return (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
}
constexpr std::size_t settle(std::uint64_t h) {
  return static_cast<std::size_t>(h ^ (h >> 29));
}
std::size_t hash(std::string_view word) {
  std::uint64_t h = seed;
  for (char c : word) h = mix(h, c);
  return settle(h);
}

constexpr auto positive =
    hint_bits(Hint::content, Hint::article, Hint::entry, Hint::post, Hint::body, Hint::text, Hint::paragraph,
              Hint::story, Hint::main, Hint::headline, Hint::title, Hint::lede);

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Letters in small, '_' as '-'; barred: what no name of a part of a page holds.
constexpr char barred = '\0';
constexpr auto folded = [] {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = static_cast<char>(c);
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = static_cast<char>(c | 0x20);
  table['_'] = '-';
  for (char c : {':', '[', '/'}) table[static_cast<unsigned char>(c)] = barred;
  return table;
}();

template <class F>
void each_word(std::string_view text, F f) {
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ') ++at;
    std::size_t start = at;
    while (at < text.size() && static_cast<unsigned char>(text[at]) > ' ') ++at;
    if (at > start) f(text.substr(start, at - start));
  }
}

bool negates(std::string_view part) {
  return part == "has" || part == "no" || part == "with" || part == "without" || part == "not";
}

}  // namespace

const HintTable& HintTable::of(const Rules& rules) {
  thread_local std::unique_ptr<HintTable> cached;
  std::string_view data = rules.file("hints.txt");
  if (!cached || cached->data_ != data) cached = std::make_unique<HintTable>(data);
  return *cached;
}

HintTable::HintTable(std::string_view data) : slots_(table_size), data_(data) {
  while (!data.empty()) {
    std::string_view line = data.substr(0, data.find('\n'));
    data.remove_prefix(std::min(data.size(), line.size() + 1));
    auto tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    std::string_view kind = line.substr(0, tab);
    auto found = std::find(hint_names.begin(), hint_names.end(), kind);
    each_word(line.substr(tab + 1), [&](std::string_view word) {
      if (kind == "skip") {
        skip_.emplace_back(word);
        skip_starts_[static_cast<unsigned char>(word[0])] = true;
      } else if (found != hint_names.end())
        add(word, std::uint64_t{1} << (found - hint_names.begin()));
    });
  }
}

void HintTable::add(std::string_view word, std::uint64_t bit) {
  bool whole = word[0] == '=';
  if (whole) word.remove_prefix(1);
  for (std::size_t at = hash(word);; ++at) {
    Slot& slot = slots_[at % table_size];
    if (!slot.word.empty() && slot.word != word) continue;
    slot.word = word;
    (whole ? slot.whole_bits : slot.bits) |= bit;
    return;
  }
}

const HintTable::Slot* HintTable::find(std::string_view word, std::size_t at) const {
  for (std::size_t steps = 0; steps < table_size; ++at, ++steps) {
    const Slot& slot = slots_[at % table_size];
    if (slot.word.empty()) return nullptr;
    if (slot.word == word) return &slot;
  }
  return nullptr;
}

const HintTable::Slot* HintTable::find(std::string_view word) const {
  return find(word, hash(word));
}

/// One part: a listed word, or two listed words run together.
std::uint64_t HintTable::part(std::string_view word) const {
  if (const Slot* slot = find(word)) return slot->bits;
  if (word.size() < 7 || word.size() > 30) return 0;
  std::uint64_t h = seed;
  for (std::size_t cut = 1; cut + 3 <= word.size(); ++cut) {
    h = mix(h, word[cut - 1]);
    const Slot* first = cut >= 4 ? find(word.substr(0, cut), settle(h)) : nullptr;
    if (!first || !first->bits) continue;
    const Slot* second = find(word.substr(cut));
    if (second && second->bits) return first->bits | second->bits;
  }
  return 0;
}

bool HintTable::skipped(std::string_view lower) const {
  if (lower.empty() || !skip_starts_[static_cast<unsigned char>(lower[0])]) return false;
  return std::any_of(skip_.begin(), skip_.end(),
                     [&](const std::string& s) { return lower.substr(0, s.size()) == s; });
}

std::uint64_t HintTable::name(std::string_view raw, std::string& lower) const {
  if (raw.size() > longest_name) return 0;
  lower.resize(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i)
    if ((lower[i] = folded[static_cast<unsigned char>(raw[i])]) == barred) return 0;
  std::uint64_t bits = 0;
  if (const Slot* slot = find(lower)) bits |= slot->bits | slot->whole_bits;
  if (skipped(lower)) return bits;
  std::string_view previous, before;
  std::string pair;
  for (std::size_t at = 0; at < raw.size();) {
    if (!is_letter(raw[at])) {
      ++at;
      continue;
    }
    std::size_t segment = at;
    while (at < raw.size() && is_letter(raw[at])) ++at;
    std::string_view whole = std::string_view(lower).substr(segment, at - segment);
    if (!negates(previous)) bits |= part(whole);
    for (std::size_t a = segment; a < at;) {  // the segment's camel-case parts
      std::size_t b = a + 1;
      while (b < at && !(is_upper(raw[b]) && !is_upper(raw[b - 1]))) ++b;
      std::string_view piece = std::string_view(lower).substr(a, b - a);
      if (piece.size() != whole.size() && piece.size() >= 3 && !negates(before)) bits |= part(piece);
      if (!before.empty()) {
        pair.assign(before).append("-").append(piece);
        if (const Slot* slot = find(pair)) bits |= slot->bits;
      }
      before = piece;
      a = b;
    }
    previous = whole;
  }
  return bits;
}

std::uint64_t HintCache::name(std::string_view name) {
  Entry& entry = names_[text_hash(name.substr(0, 64)) % names_.size()];
  if (entry.value != name) entry = {name, table_.name(name, buffer_)};
  return entry.bits;
}

namespace {

/// "md:block", "d-lg-flex": hidden on narrow screens only.
bool shows_wide(std::string_view word) {
  if (word.starts_with("d-")) {
    std::string_view start = word.substr(0, 5);
    if (start == "d-sm-" || start == "d-md-" || start == "d-lg-" || start == "d-xl-") return true;
  }
  if (word.find(':') == std::string_view::npos) return false;
  for (std::string_view display : {":block", ":flex", ":inline", ":grid"})
    if (word.find(display) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::uint64_t HintCache::names(std::string_view value) {
  if (value.empty()) return 0;
  Entry& known = values_[text_hash(value.substr(0, 64)) % values_.size()];
  if (known.value == value) return known.bits;
  std::uint64_t bits = 0;
  bool entry = false, shown_wide = false;
  std::size_t count = 0;
  each_word(value, [&](std::string_view word) {
    if (++count > 40) return;
    entry |= word == "hentry" || word == "type-post" || word == "status-publish" || word == "h-entry";
    shown_wide |= shows_wide(word);
    bits |= name(word);
  });
  // The classes of a whole entry name its categories and tags too.
  if (entry) bits &= positive;
  if (shown_wide) bits &= ~hint_bit(Hint::hidden);
  known = {value, bits};
  return bits;
}

}  // namespace nutgraf
