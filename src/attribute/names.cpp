// Names over the whole article: where each stands, whose it may be, and which of its forms is the fullest.
#include <algorithm>
#include <array>
#include <bit>

#include "attribute/resolve.hpp"
#include "base/byte_bits.hpp"
#include "base/text_hash.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t longest_name = 12;  // tokens

constexpr std::uint32_t window = 64;  // tokens looked at together

/// The tokens from `i` on, as bits, whose class a name may have; up to a window of those before `end`.
std::uint64_t named_bits(const std::vector<Tag>& tags, std::uint32_t i, std::uint32_t end) {
  const std::uint32_t count = std::min(end - i, window);
  const std::uint64_t bits = equal_bits(&tags[i], static_cast<std::uint8_t>(Tag::name)) |
                             equal_bits(&tags[i], static_cast<std::uint8_t>(Tag::possessive));
  return bits & ~std::uint64_t{0} >> (window - count);
}

}  // namespace

/// Words are one if it is, "RUIZ" and "Ruiz" too: whether it has a capital, and the number of a known word;
/// else the hash that the token has of its form, with its first letters.
std::uint32_t Resolver::key_of(std::uint32_t i) const {
  const Token& t = tokens_.tokens[i];
  const std::uint32_t capital = t.has(token_flag::capital) ? 1u << 30 : 0u;
  if (t.lex != 0) return capital | t.lex;
  const std::string_view w = text(i);
  constexpr std::uint32_t unknown = 1u << 31;
  if (!t.is(TokenKind::word) || w.size() < 3) return unknown | static_cast<std::uint32_t>(text_hash(w));
  const std::uint32_t first = w[0] & 31, second = w[1] & 31, third = w[2] & 15;
  return unknown | capital | first << 25 | second << 20 | third << 16 | t.hash;
}

/// A word of a name, the last one if it is a possessive form.
bool Resolver::named(std::uint32_t i) const {
  const Tag tag = syntax_.tags[i];
  return tag == Tag::name || (tag == Tag::possessive && tokens_.tokens[i].has(token_flag::capital));
}

/// One past the name that begins at `first`.
std::uint32_t Resolver::name_end(std::uint32_t first, std::uint32_t end) const {
  std::uint32_t last = first + 1;
  auto particle = [&] {
    return is(last, WordClass::name_particle) && last + 1 < end && syntax_.tags[last + 1] == Tag::name;
  };
  while (last < end && last < first + longest_name && syntax_.tags[last - 1] != Tag::possessive &&
         (named(last) || particle()))
    ++last;
  return last;
}

/// The names of the tokens [first, end) of one block.
void Resolver::find_names(std::uint32_t first, std::uint32_t end) {
  for (std::uint32_t next = first; first < end; first = std::max(first + window, next))
    for (std::uint64_t bits = named_bits(syntax_.tags, first, end); bits != 0;) {
      const std::uint32_t i = first + static_cast<std::uint32_t>(std::countr_zero(bits));
      const bool begins = named(i) && !is(i, WordClass::time_noun);
      next = begins ? name_end(i, end) : i + 1;
      bits = next - first < window ? bits & ~std::uint64_t{0} << (next - first) : 0;
      if (!begins) continue;
      Name& name = names_.emplace_back();
      name.words = {i, next};
      name.title = {i, i};
    }
}

/// Where names stand, and their lists by last word: as much as can be done without a look at the words.
void Resolver::index_names() {
  names_.reserve(tokens_.tokens.size() / 12 + 16);
  for (std::uint32_t b = 0; b + 1 < tokens_.first.size(); ++b)
    if (segments_.decisions[b].role != Role::boilerplate) find_names(tokens_.first[b], tokens_.first[b + 1]);
  lists_.assign(std::bit_ceil(std::min<std::size_t>(names_.size() + 1, 1 << 15) * 2), {});
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    Name& name = names_[n];
    name.hash = tokens_.tokens[name.words.last - 1].hash;
    Heads& list = lists_[name.hash & (lists_.size() - 1)];
    name.older = {list.any, list.longer};
    list.any = n;
    list.longer = name.words.size() > 1 ? n : list.longer;
  }
}

/// The names that end in the same word as the token, from the last one in the text on; `longer`: only those
/// of several words, titles included.
Resolver::Namesakes Resolver::namesakes(std::uint32_t i, std::uint32_t most, bool longer) const {
  const std::uint16_t hash = tokens_.tokens[i].hash;
  const Heads list = lists_.empty() ? Heads{} : lists_[hash & (lists_.size() - 1)];
  return {longer ? list.longer : list.any, most, key_of(i), hash, longer};
}

/// The next one, null at the end. Names of other words in the same list are passed, but not without end.
Resolver::Name* Resolver::next(Namesakes& walk) {
  while (walk.at != no_name && walk.most > 0 && walk.others > 0) {
    Name& name = names_[walk.at];
    walk.at = walk.longer ? name.older.longer : name.older.any;
    if (name.hash == walk.hash && split(name).key == walk.key) {
      --walk.most;
      return &name;
    }
    --walk.others;
  }
  return nullptr;
}

/// Tells the titles before the name from the name.
Resolver::Name& Resolver::split(Name& name) const {
  if (name.key != 0) return name;
  name.words.first = name.title.last = name_start(name.words);
  name.key = key_of(name.words.last - 1);
  return name;
}

/// No other name stands between it and the beginning of its sentence.
bool Resolver::first_in_sentence(std::size_t n) {
  Name& name = names_[n];
  if (name.opens == Opens::unknown) {
    const std::uint32_t after = n > 0 ? names_[n - 1].words.last : 0;
    std::uint32_t i = name.title.first + 1;
    while (i > after && !tokens_.tokens[i - 1].has(token_flag::sentence_start)) --i;
    name.opens = i > after ? Opens::yes : Opens::no;
  }
  return name.opens == Opens::yes;
}

/// Whose name it may be: done for the names that are asked for only.
void Resolver::describe(Name& name) {
  if (name.described) return;
  name.described = true;
  name.gender = gender_of(name.words, name.title);
  name.person = !names_group(name.words) && shows_person(name.words, name.title);
}

/// The words of `a` all stand in `b` in order, or the other way round.
bool Resolver::compatible(TokenRange a, TokenRange b) const {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() == b.size()) {
    while (!a.empty() && key_of(a.first) == key_of(b.first)) ++a.first, ++b.first;
    return a.empty();
  }
  std::uint32_t j = b.first;
  for (std::uint32_t i = a.first; i < a.last; ++i) {
    const std::uint32_t key = key_of(i);
    while (j < b.last && key_of(j) != key) ++j;
    if (j == b.last) return false;
    ++j;
  }
  return true;
}

/// The fullest compatible name before the mention, else the first after it. Of several bearers of a surname
/// it is the one named most often that is meant by the surname alone ("Tom Ruiz and his wife, Ana Ruiz …
/// Ruiz").
const Resolver::Name* Resolver::fullest(TokenRange words, Gender gender) {
  struct Bearer {
    Name* name;
    int times;
  };
  std::array<Bearer, 4> bearers{};
  std::size_t count = 0;
  Name* later = nullptr;
  Namesakes walk = namesakes(words.last - 1, same_name, true);
  while (Name* name = next(walk)) {
    if (name->words.size() == 1 || (words.size() > 1 && !compatible(words, name->words))) continue;
    if (!fits(*name, gender)) continue;
    if (name->words.first > words.first) {
      if (later == nullptr || name->words.size() >= later->words.size()) later = name;
      continue;
    }
    std::size_t k = 0;
    while (k < count && !compatible(bearers[k].name->words, name->words)) ++k;
    if (k == bearers.size()) continue;
    if (k == count) bearers[count++] = {name, 0};
    ++bearers[k].times;
    if (name->words.size() > bearers[k].name->words.size()) bearers[k].name = name;
    if (words.size() > 1 && bearers[k].name->words.size() >= words.size()) break;
  }
  Name* best = later;
  for (std::size_t k = 0, most = 0; k < count; ++k)
    if (static_cast<std::size_t>(bearers[k].times) > most)
      most = static_cast<std::size_t>(bearers[k].times), best = bearers[k].name;
  if (best == nullptr) best = alone(words, gender);
  if (best != nullptr) describe(*best);
  return best;
}

/// The last mention by the surname alone that is not after this one, else the first after it.
Resolver::Name* Resolver::alone(TokenRange words, Gender gender) {
  Name* later = nullptr;
  Namesakes walk = namesakes(words.last - 1, same_name, false);
  while (Name* name = next(walk)) {
    if (name->words.size() > 1 || !fits(*name, gender)) continue;
    if (name->words.first <= words.first) return name;
    later = name;
  }
  return later;
}

bool Resolver::fits(Name& name, Gender gender) {
  if (gender == Gender::unknown) return true;
  describe(name);
  return agree(gender, name.gender);
}

/// fullest() of a name of the index itself, which stays what it is: found once.
const Resolver::Name& Resolver::known(Name& name) {
  if (name.fullest == 0) {
    describe(name);
    const Name* full = fullest(name.words, name.gender);
    const bool fuller = full != nullptr && full->words.size() >= name.words.size();
    name.fullest = 1 + static_cast<std::uint32_t>((fuller ? full : &name) - names_.data());
  }
  return names_[name.fullest - 1];
}

}  // namespace nutgraf
