// Names over the whole article: where each stands, whose it may be, and which of its forms is the fullest.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "attribute/resolve.hpp"
#include "base/text_hash.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t longest_name = 12;  // tokens

}  // namespace

/// Of what is no word, and of short words that are not known.
std::uint32_t Resolver::key_of_letters(std::uint32_t token) const {
  return new_word | static_cast<std::uint32_t>(text_hash(text(token)));
}

/// Adds the name with the words, and titles before them, to the lists.
[[gnu::always_inline]] inline void Resolver::add_name(TokenRange words) {
  Name name;
  name.title_first = words.first;
  name.words = {begin_of(words), words.last};
  name.key = key_of(words.last - 1);
  const std::uint32_t number = name_count_++;
  Heads& list = lists_[name.key & lists_mask_];
  name.older = list;
  list.any = number;
  const std::uint32_t several = words.last - words.first > 1 ? ~0u : 0;
  list.longer = (number & several) | (list.longer & ~several);
  names_[number] = name;
}

/// Names in words that begin with one of time, or are too many for one: "Monday Ana Ruiz".
void Resolver::add_names_in(TokenRange words) {
  while (!words.empty()) {
    const bool named =
        syntax_.tags[words.first] == Tag::name || (syntax_.tags[words.first] == Tag::possessive &&
                                                   tokens_.tokens[words.first].has(token_flag::capital));
    if (!named || says(words.first, source_word::time_noun)) {
      ++words.first;
      continue;
    }
    const std::uint32_t end = words.first + std::min(words.size(), longest_name);
    add_name({words.first, end});
    words.first = end;
  }
}

/// Where names stand, without the titles before them, and their lists by last word.
void Resolver::index_names() {
  runs_ = NameRuns(tokens_, syntax_.tags, words_, memory_);
  const std::span<const TokenRange> runs = runs_.all();
  names_ = take<Name>(memory_, runs.size() + tokens_.tokens.size() / longest_name);
  names_before_run_ = take<std::uint32_t>(memory_, runs.size() + 1);
  const std::size_t lists = std::bit_ceil(std::min<std::size_t>(runs.size() + 1, 1 << 15)) * 2;
  lists_ = take<Heads>(memory_, lists);
  lists_mask_ = lists - 1;
  static_assert(no_name == ~0u);
  std::memset(static_cast<void*>(lists_), 0xFF, lists * sizeof(Heads));
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const TokenRange run = runs[r];
    names_before_run_[r] = name_count_;
    const bool simple = !says(run.first, source_word::time_noun) & (run.last - run.first <= longest_name);
    if (simple) [[likely]]
      add_name(run);
    else
      add_names_in(run);
  }
  names_before_run_[runs.size()] = name_count_;
}

/// The number of names that begin before the token.
std::uint32_t Resolver::names_before(std::uint32_t token) const {
  const std::uint32_t count = names_before_run_[runs_.before(token)];
  if (count == 0 || names_[count - 1].title_first < token) [[likely]]
    return count;
  // in a run with several names, or before the name in it
  const Name* const past = std::partition_point(names_, names_ + count,
                                                [=](const Name& name) { return name.title_first < token; });
  return static_cast<std::uint32_t>(past - names_);
}

/// The name of the index that the words are, null if they are none.
Resolver::Name* Resolver::name_at(TokenRange words) {
  const std::uint32_t count = names_before(words.last);
  if (count == 0) return nullptr;
  Name& name = names_[count - 1];
  return name.words.first == words.first && name.words.last == words.last ? &name : nullptr;
}

/// The names that end in the same word as the token, from the last one in the text on; `longer`: only those
/// of several words, titles included.
Resolver::Namesakes Resolver::namesakes(std::uint32_t i, std::uint32_t most, bool longer) const {
  const std::uint32_t key = key_of(i);
  const Heads list = heads(key);
  return {longer ? list.longer : list.any, most, key, longer};
}

/// The next one, null at the end. Names of other words in the same list are passed, but not without end.
Resolver::Name* Resolver::next(Namesakes& walk) {
  while (walk.at != no_name && walk.most > 0 && walk.others > 0) {
    Name& name = names_[walk.at];
    walk.at = walk.longer ? name.older.longer : name.older.any;
    if (name.key == walk.key) {
      --walk.most;
      return &name;
    }
    --walk.others;
  }
  return nullptr;
}

/// No other name stands between it and the beginning of its sentence.
bool Resolver::first_in_sentence(std::size_t n) {
  Name& name = names_[n];
  if (name.opens == Opens::unknown) {
    const std::uint32_t after = n > 0 ? names_[n - 1].words.last : 0;
    std::uint32_t i = name.title_first + 1;
    while (i > after && !tokens_.tokens[i - 1].has(token_flag::sentence_start)) --i;
    name.opens = i > after ? Opens::yes : Opens::no;
  }
  return name.opens == Opens::yes;
}

/// Whose name it may be: done for the names that are asked for only.
void Resolver::describe(Name& name) {
  if (name.described) return;
  name.described = true;
  name.gender = gender_of(name.words, name.title());
  name.person = !names_group(name.words) && shows_person(name.words, name.title());
}

/// The words of `a` all stand in `b` in order, or the other way round.
bool Resolver::compatible(TokenRange a, TokenRange b) const {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() == b.size()) {
    std::uint32_t other = 0;
    for (std::uint32_t k = 0; k < a.size(); ++k) other |= key_of(a.first + k) ^ key_of(b.first + k);
    return other == 0;
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

/// The same of two that end in one word.
bool Resolver::compatible_ends(TokenRange a, TokenRange b) const {
  if ((a.last - a.first == 1) | (b.last - b.first == 1)) return true;
  --a.last, --b.last;
  return compatible(a, b);
}

/// The fullest compatible name before the mention, else the first after it. Of several bearers of a surname
/// it is the one named most often that is meant by the surname alone ("Tom Ruiz and his wife, Ana Ruiz …
/// Ruiz").
Resolver::Name* Resolver::fullest(TokenRange words, Gender gender) {
  Name* const own = name_at(words);
  Name* best = nullptr;
  if (own != nullptr && words.size() > 1) {
    if (fits(*own, gender)) best = own;
  } else if (own != nullptr) {
    best = fullest_of({own->older.longer, same_name, own->key, true}, words, gender);
  }
  if (best == nullptr) best = fullest_of(namesakes(words.last - 1, same_name, true), words, gender);
  if (best == nullptr) best = own != nullptr && fits(*own, gender) ? own : alone(words, gender);
  if (best != nullptr) describe(*best);
  return best;
}

/// The same of a list of names of several words.
Resolver::Name* Resolver::fullest_of(Namesakes walk, TokenRange words, Gender gender) {
  struct Bearer {
    Name* name;
    int times;
  };
  std::array<Bearer, 4> bearers{};
  std::size_t count = 0;
  Name* later = nullptr;
  while (Name* name = next(walk)) {
    if (name->words.size() == 1 || (words.size() > 1 && !compatible_ends(words, name->words))) continue;
    if (!fits(*name, gender)) continue;
    if (name->words.first > words.first) {
      if (later == nullptr || name->words.size() >= later->words.size()) later = name;
      continue;
    }
    std::size_t k = 0;
    while (k < count && !compatible_ends(bearers[k].name->words, name->words)) ++k;
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

/// One word that no longer name ends in and that is no given name: "Lowmark".
bool Resolver::nobody(const Name& name) const {
  return heads(name.key).longer == no_name && !says(name.words.first, source_word::any_given_name);
}

/// fullest() of a name of the index itself, which stays what it is: found once.
const Resolver::Name& Resolver::known(Name& name) {
  describe(name);
  if (name.words.size() > 1) return name;
  if (name.fullest == 0) {
    const Name* full = fullest(name.words, name.gender);
    name.fullest = 1 + static_cast<std::uint32_t>((full != nullptr ? full : &name) - names_);
  }
  return names_[name.fullest - 1];
}

}  // namespace nutgraf
