// The table of all known words.
#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

constexpr std::string_view curly_apostrophe = "’", hyphen = "‐", fixed_hyphen = "‑";

/// Curly apostrophes and special hyphens as ASCII; `folded` holds the copy where one is needed.
std::string_view fold(std::string_view word, std::string& folded) {
  if (word.find('\xE2') == std::string_view::npos) return word;
  for (std::size_t at = 0; at < word.size(); ++at) {
    std::string_view here = word.substr(at, 3);
    bool is_hyphen = here == hyphen || here == fixed_hyphen;
    if (here == curly_apostrophe || is_hyphen) {
      folded.push_back(is_hyphen ? '-' : '\'');
      at += 2;
    } else {
      folded.push_back(word[at]);
    }
  }
  return folded;
}

std::string_view canonical(std::string_view word, std::string& folded) {
  return Lexicon::bare(fold(word, folded));
}

/// The bytes of a word of up to eight, zero-padded, without a loop over them.
std::uint64_t short_bytes(const char* p, std::size_t size) {
  if (size == 8) return load64(p);
  if (size >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, p, 4);
    std::memcpy(&last, p + size - 4, 4);
    if constexpr (std::endian::native == std::endian::big)
      first = __builtin_bswap32(first), last = __builtin_bswap32(last);
    return first | static_cast<std::uint64_t>(last) << (size - 4) * 8;
  }
  if (size == 0) return 0;
  auto byte = [&](std::size_t at) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(p[at])) << at * 8;
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// The key of a word of any length.
WordKey key_of(std::string_view word) {
  if (word.size() <= 8) return {short_bytes(word.data(), word.size()), 0};
  WordKey key{load64(word.data()), 0};
  if (word.size() <= 16) {
    key.high = load64(word.data() + word.size() - 8) >> (16 - word.size()) * 8;
    return key;
  }
  key.high = load64(word.data() + 8);
  for (std::size_t at = 16; at < word.size(); at += 8)
    key.high = key.high * 0x9E3779B97F4A7C15ull +
               short_bytes(word.data() + at, std::min<std::size_t>(8, word.size() - at));
  return key;
}

constexpr std::size_t first_places = 1u << 15;

std::uint16_t traits_of(WordClass kind) {
  switch (kind) {
    case WordClass::stopword:
      return word_trait::common | word_trait::plain;
    case WordClass::function_word:
      return word_trait::common;
    case WordClass::lang_en:
      return word_trait::plain | word_trait::english;
    case WordClass::month:
      return word_trait::month | word_trait::dated;
    case WordClass::menu_word:
      return word_trait::menu;
    case WordClass::said:
      return word_trait::said;
    case WordClass::credit_label:
      return word_trait::credit_label;
    case WordClass::position:
      return word_trait::position;
    case WordClass::byline_by:
      return word_trait::signs | word_trait::author | word_trait::lead;
    case WordClass::byline_label:
      return word_trait::author | word_trait::lead;
    case WordClass::honorific:
    case WordClass::given_name:
    case WordClass::given_name_weak:
      return word_trait::author;
    case WordClass::published_word:
      return word_trait::signs | word_trait::dated;
    case WordClass::weekday:
    case WordClass::time_zone:
    case WordClass::date_joint:
    case WordClass::updated_word:
    case WordClass::undated_word:
      return word_trait::dated;
    case WordClass::abbreviation:
    case WordClass::abbreviation_either:
    case WordClass::abbreviation_last:
    case WordClass::abbreviation_number:
    case WordClass::abbreviation_capital:
      return word_trait::abbreviated;
    default:
      if (kind > WordClass::lang_en && kind <= WordClass::lang_ca) return word_trait::foreign;
      return 0;
  }
}

}  // namespace

Lexicon::Lexicon()
    : places_(first_places, 0),
      factors_(std::size_t{1} << Finder::bucket_bits, 1),
      newest_(factors_.size()),
      older_(1),
      hashes_(1),
      starts_(2, 0),
      info_(1),
      traits_(1) {
  constexpr std::size_t usual = 24'000;  // words of the built-in rules, about
  older_.reserve(usual);
  hashes_.reserve(usual);
  starts_.reserve(usual);
  info_.reserve(usual);
  traits_.reserve(usual);
  arena_.reserve(8 * usual);
}

/// Finds a factor with which all words of the bucket have free places, and puts them there. False if there is
/// none: the table must grow.
bool Lexicon::spread_bucket(std::size_t bucket) {
  constexpr std::size_t most = 32;
  const Finder table = finder();
  std::array<std::uint16_t, most> ids;
  std::size_t count = 0;
  for (std::uint16_t id = newest_[bucket]; id != 0; id = older_[id]) {
    if (count == most) return false;
    ids[count++] = id;
    std::uint64_t& place = places_[table.place(hashes_[id], factors_[bucket])];
    if (static_cast<std::uint16_t>(place) == id) place = 0;
  }
  for (std::uint32_t factor = 1; factor < 0x10000; ++factor) {
    std::size_t placed = 0;
    for (; placed < count; ++placed) {
      std::uint64_t& place = places_[table.place(hashes_[ids[placed]], factor)];
      if (place != 0) break;
      place = (hashes_[ids[placed]] & ~std::uint64_t{0xFFFF}) | ids[placed];
    }
    factors_[bucket] = static_cast<std::uint16_t>(factor);
    if (placed == count) return true;
    while (placed-- > 0) places_[table.place(hashes_[ids[placed]], factor)] = 0;
  }
  return false;
}

bool Lexicon::place(std::uint16_t id) {
  const std::uint64_t hash = hashes_[id];
  const std::size_t bucket = Finder::bucket(hash);
  older_[id] = std::exchange(newest_[bucket], id);
  std::uint64_t& place = places_[finder().place(hash, factors_[bucket])];
  if (place != 0) return spread_bucket(bucket);
  place = (hash & ~std::uint64_t{0xFFFF}) | id;
  return true;
}

/// Puts all words into a table of that size. False if they do not fit.
bool Lexicon::fill(std::size_t places) {
  places_.assign(places, 0);
  factors_.assign(factors_.size(), 1);
  newest_.assign(newest_.size(), 0);
  for (std::size_t id = 1; id < size(); ++id)
    if (!place(static_cast<std::uint16_t>(id))) return false;
  return true;
}

/// False if the words' hashes are too much alike for any table.
bool Lexicon::grow() {
  constexpr std::size_t most_places = 1u << 20;
  for (std::size_t places = places_.size() * 2; places <= most_places; places *= 2)
    if (fill(places)) return true;
  return false;
}

void Lexicon::drop_last() {
  hashes_.pop_back();
  older_.pop_back();
  starts_.pop_back();
  arena_.resize(starts_.back());
  info_.pop_back();
  traits_.pop_back();
  fill(places_.size());
}

std::uint16_t Lexicon::find(std::string_view lower) const {
  std::uint16_t hash = 0;
  return find(lower, hash);
}

std::uint16_t Lexicon::find(std::string_view lower, std::uint16_t& hash) const {
  std::string folded;
  const std::uint64_t full = Finder::hash(key_of(canonical(lower, folded)));
  hash = Finder::token_hash(full);
  return static_cast<std::uint16_t>(finder().find(full));
}

std::uint16_t Lexicon::add(std::string_view lower) {
  std::string folded;
  std::string_view text = canonical(lower, folded);
  const WordKey key = key_of(text);
  if (std::uint16_t id = find(key)) return id;
  if (size() >= 65000) return 0;  // ids above are kept for wildcards
  auto id = static_cast<std::uint16_t>(size());
  hashes_.push_back(Finder::hash(key));
  older_.push_back(0);
  arena_ += text;
  starts_.push_back(static_cast<std::uint32_t>(arena_.size()));
  info_.emplace_back();
  traits_.push_back(0);
  longest_ = std::max(longest_, text.size());
  const bool room = size() * 10 < places_.size() * 7;
  if ((room && place(id)) || grow()) return id;
  drop_last();
  return 0;
}

void Lexicon::classify(std::uint16_t id, WordClass kind, std::uint16_t value) {
  auto bit = static_cast<unsigned>(kind);
  info_[id].classes[bit >> 6] |= std::uint64_t{1} << (bit & 63);
  if (value != 0) info_[id].value = value;
  traits_[id] |= traits_of(kind);
}

}  // namespace nutgraf
