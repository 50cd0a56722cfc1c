// The table of all known words.
#include <algorithm>
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
  word = fold(word, folded);
  if (word.size() > 1 && word.front() == '\'') word.remove_prefix(1);
  if (word.size() > 2 && word.ends_with("'s")) word.remove_suffix(2);
  if (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  return word;
}

/// The key of a word of any length.
WordKey key_of(std::string_view word) {
  WordKey key;
  auto part = [&](std::size_t at) {
    char bytes[8] = {};
    if (at < word.size()) std::memcpy(bytes, word.data() + at, std::min<std::size_t>(8, word.size() - at));
    return load64(bytes);
  };
  key.low = part(0);
  key.high = part(8);
  for (std::size_t at = 16; at < word.size(); at += 8) key.high = key.high * 0x9E3779B97F4A7C15ull + part(at);
  return key;
}

constexpr unsigned first_bits = 14;

std::uint8_t traits_of(WordClass kind) {
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
    case WordClass::weekday:
    case WordClass::time_zone:
    case WordClass::date_joint:
    case WordClass::published_word:
    case WordClass::updated_word:
    case WordClass::undated_word:
      return word_trait::dated;
    default:
      if (kind > WordClass::lang_en && kind <= WordClass::lang_ca) return word_trait::foreign;
      return 0;
  }
}

}  // namespace

Lexicon::Lexicon()
    : slots_(1u << first_bits, 0), shift_(64 - first_bits), keys_(1), starts_(2, 0), info_(1), traits_(1) {}

/// Puts the word into one of its two places; the word that stood there moves to its other one, and so on.
/// False if that takes too many moves: the table must grow, with the last word moved still to place.
bool Lexicon::place(std::uint16_t id) {
  const Finder table = finder();
  Finder::Places at = table.places(keys_[id]);
  std::uint64_t slot = at.first;
  for (int moves = 0; moves < 200; ++moves) {
    std::swap(id, slots_[slot]);
    if (id == 0) return true;
    at = table.places(keys_[id]);
    slot = slot == at.first ? at.second : at.first;
  }
  return false;
}

void Lexicon::grow() {
  bool placed = false;
  while (!placed) {
    slots_.assign(slots_.size() * 2, 0);
    --shift_;
    placed = true;
    for (std::size_t id = 1; id < keys_.size() && placed; ++id)
      placed = place(static_cast<std::uint16_t>(id));
  }
}

std::uint16_t Lexicon::find(std::string_view lower) const {
  std::uint16_t hash = 0;
  return find(lower, hash);
}

std::uint16_t Lexicon::find(std::string_view lower, std::uint16_t& hash) const {
  std::string folded;
  const WordKey key = key_of(canonical(lower, folded));
  const Finder::Places at = finder().places(key);
  hash = at.hash;
  return finder().find(key, at);
}

std::uint16_t Lexicon::add(std::string_view lower) {
  std::string folded;
  std::string_view text = canonical(lower, folded);
  const WordKey key = key_of(text);
  if (std::uint16_t id = find(key)) return id;
  if (keys_.size() >= 65000) return 0;  // ids above are kept for wildcards
  auto id = static_cast<std::uint16_t>(keys_.size());
  keys_.push_back(key);
  arena_ += text;
  starts_.push_back(static_cast<std::uint32_t>(arena_.size()));
  info_.emplace_back();
  traits_.push_back(0);
  longest_ = std::max(longest_, text.size());
  if (keys_.size() * 5 >= slots_.size() * 2 || !place(id)) grow();
  return id;
}

void Lexicon::classify(std::uint16_t id, WordClass kind, std::uint16_t value) {
  auto bit = static_cast<unsigned>(kind);
  info_[id].classes[bit >> 6] |= std::uint64_t{1} << (bit & 63);
  if (value != 0) info_[id].value = value;
  traits_[id] |= traits_of(kind);
}

}  // namespace nutgraf
