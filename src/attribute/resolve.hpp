// attribute/: one source a speaker. Private.
//
// Names are matched over the whole article ("Ruiz" is "Ana Ruiz", whose title stands where it stands),
// pronouns by gender, nearness and being a speaker already, descriptions by their head noun ("the official"
// is the one introduced last). What stays doubtful keeps no source, or its own.
#pragma once
#include <string>
#include <vector>

#include "attribute/finder.hpp"
#include "attribute/name_runs.hpp"
#include "attribute/source_words.hpp"
#include "attribute/word_lists.hpp"

namespace nutgraf {

class Resolver {
 public:
  Resolver(const Page& page, const Tokens& tokens, const Rules& rules, const Syntax& syntax, Memory& memory);

  /// Sets `source` of every attribution and adds the sources, in order of first mention as a speaker, with
  /// their mentions and statements. `found` is what the attributions were made of.
  void run(std::span<const Found> found, Attributions& out);

 private:
  enum class Gender : std::uint8_t { unknown, male, female, neuter };
  static constexpr std::uint32_t no_name = ~0u;
  // in the key of a word
  static constexpr std::uint32_t new_word = 1u << 31;     ///< it is not in the lexicon
  static constexpr std::uint32_t capital_key = 1u << 30;  ///< it has a capital
  /// Of a list of all names, and of one of names of several words, titles included.
  struct Heads {
    std::uint32_t any = no_name, longer = no_name;
  };
  enum class Opens : std::uint8_t { unknown, no, yes };
  /// A name as it stands somewhere in the text. What is said of it is found when it is asked for.
  struct Name {
    std::uint32_t title_first = 0;  ///< of the title words before it
    TokenRange words;               ///< without titles
    std::uint32_t fullest = 0;      ///< 1 + index of the fullest form of the name, 0 = not looked for yet
    std::uint32_t key = 0;          ///< key_of() its last word
    Heads older;                    ///< the names before it in its lists
    Gender gender = Gender::unknown;
    bool described = false;  ///< gender and person are set: see describe()
    bool person = false;
    Opens opens = Opens::unknown;  ///< see first_in_sentence()
    TokenRange title() const { return {title_first, words.first}; }
  };
  /// A walk over the names with one last word: see next().
  struct Namesakes {
    std::uint32_t at, most;  ///< the next name of the list; how many are still to be given
    std::uint32_t key;
    bool longer;
    std::uint16_t others = 1000;  ///< names of other words that are still passed
  };
  struct Entity {
    TokenRange name;
    TokenRange title;
    TokenRange description;  ///< as first told of, if it is no name
    Gender gender = Gender::unknown;
    SourceKind kind = SourceKind::person;
    bool described = false;
    bool personal = false;   ///< may be "he" or "she"
    std::uint32_t head = 0;  ///< head token of a description
    std::uint32_t last_token = 0;
    bool plural = false;
    std::uint32_t mentions = 0, attributions = 0;
  };
  /// One attribution by where it names its source, or has its cue, and who that is.
  struct Turn {
    std::uint32_t place = 0, attribution = 0;
    std::int32_t entity = -1;
    bool mention = false;  ///< the first of those with one place
  };

  // names.cpp
  void index_names();
  void add_name(TokenRange words);
  void add_names_in(TokenRange words);
  Namesakes namesakes(std::uint32_t token, std::uint32_t most, bool longer) const;
  Name* next(Namesakes& walk);
  std::uint32_t names_before(std::uint32_t token) const;
  Name* name_at(TokenRange words);
  /// The lists in which names with the key stand.
  Heads heads(std::uint32_t key) const { return lists_[key & lists_mask_]; }
  bool stands_as_name(std::uint32_t token) {
    Namesakes walk = namesakes(token, 1, false);
    return next(walk) != nullptr;
  }
  bool first_in_sentence(std::size_t name);
  Name* fullest(TokenRange words, Gender gender = Gender::unknown);
  Name* fullest_of(Namesakes walk, TokenRange words, Gender gender);
  Name* alone(TokenRange words, Gender gender);
  bool fits(Name& name, Gender gender);
  void describe(Name& name);
  bool nobody(const Name& name) const;
  const Name& known(Name& name);
  bool compatible(TokenRange a, TokenRange b) const;
  bool compatible_ends(TokenRange a, TokenRange b) const;
  /// Words are one if it is, "RUIZ" and "Ruiz" too: whether it has a capital, and the number of a known word;
  /// else the hash that the token has of its form, with its first letters.
  std::uint32_t key_of(std::uint32_t token) const {
    const Token& t = tokens_.tokens[token];
    // which words are known cannot be foreseen: both keys are made
    const unsigned is_new = t.lex == 0, odd = !t.is(TokenKind::word), brief = t.length < 3;
    if ((is_new & (odd | brief)) != 0) [[unlikely]]
      return key_of_letters(token);
    const char* letters = page_.text.data() + t.start;
    const std::size_t at_second = t.length > 1, at_third = at_second + (t.length > 2);
    const std::uint32_t first = letters[0] & 31, second = letters[at_second] & 31,
                        third = letters[at_third] & 15;
    const std::uint32_t form = new_word | first << 25 | second << 20 | third << 16 | t.hash;
    const std::uint32_t capital = t.has(token_flag::capital) ? capital_key : 0u;
    return capital | t.lex | (form & (0 - is_new));
  }
  std::uint32_t key_of_letters(std::uint32_t token) const;
  /// Descriptions with one head word have one key, which is no word's.
  std::uint32_t description_key(std::uint32_t head) const { return tokens_.tokens[head].lex | 1u << 29; }
  // resolve.cpp
  std::pmr::vector<Turn> turns_of(std::span<const Found> found) const;
  void take_turn(const Found& f, Turn& turn, float doubt, Attribution& attribution);
  /// Where the next mention and the next statement of a source go.
  struct Places {
    std::uint32_t mention, statement;
  };
  void make_sources(Attributions& out, std::span<Places> next);
  void add_sources(std::span<const Turn> turns, std::span<const Found> found, Attributions& out);
  std::uint32_t first_head(TokenRange range) const;
  std::int32_t resolve(const Found& f, float& doubt);
  std::int32_t by_name(TokenRange words, TokenRange group);
  std::int32_t by_pronoun(const Found& f, bool female, float& doubt);
  std::int32_t by_description(TokenRange range, std::uint32_t head);
  std::int32_t described_before(TokenRange range, std::uint32_t head);
  bool holds_words(TokenRange all, TokenRange words) const;
  std::int32_t same_group(TokenRange range, std::uint32_t head) const;
  bool fullest_is_bare(TokenRange name);
  bool same_word(std::uint32_t a, std::uint32_t b) const;
  std::int32_t named_body(TokenRange range, std::uint32_t head);
  std::int32_t title_holder(std::uint32_t head) const;
  std::int32_t described_body(TokenRange name) const;
  std::int32_t make(const Entity& entity);
  TokenRange name_after(TokenRange range, std::uint32_t head) const;
  TokenRange name_in(TokenRange group, std::uint32_t head) const;
  // persons.cpp
  Gender gender_of(TokenRange words, TokenRange title) const;
  static bool agree(Gender a, Gender b) { return a == b || a == Gender::unknown || b == Gender::unknown; }
  bool is_given_name(std::uint32_t token) const { return says(token, source_word::any_given_name); }
  bool after_office(std::uint32_t token) const;
  std::uint32_t all_uses(TokenRange words) const;
  bool names_group(TokenRange words) const;
  /// name_start(), without a branch for most names: of how many words the next one is cannot be foreseen.
  std::uint32_t begin_of(TokenRange words) const {
    const unsigned two = words.last - words.first == 2;
    const unsigned titled = says(words.first, source_word::title_noun) & two;
    const unsigned after_of = two & says(std::max(words.first, 1u) - 1, source_word::of);
    if ((words.last - words.first > 2) | after_of) return name_start(words);
    return words.first + titled;
  }
  std::uint32_t name_start(TokenRange words) const;
  bool shows_person(TokenRange words, TokenRange title);
  bool alone_elsewhere(TokenRange words);
  TokenRange office_after(std::uint32_t end) const;
  bool followed_by_person(std::uint32_t end) const;
  bool is_personal(std::uint32_t head) const;
  std::uint32_t own_head(TokenRange description, std::uint32_t head) const;
  SourceKind kind_of_name(TokenRange name, bool person) const;
  SourceKind kind_of_description(std::uint32_t first, std::uint32_t head, bool plural) const;
  std::string_view text(std::uint32_t token) const;
  std::string_view bare(std::uint32_t token) const;
  std::string_view slice(TokenRange range) const;
  Span span_of(TokenRange range) const;
  bool same_text(TokenRange a, TokenRange b) const;
  TokenRange office_in(TokenRange words) const;
  TokenRange office_beside(TokenRange title, std::uint32_t end) const;
  TokenRange title_of(const Entity& e);
  /// Bits of source_word.
  std::uint32_t uses(std::uint32_t token) const { return words_[tokens_.tokens[token].lex]; }
  bool says(std::uint32_t token, std::uint32_t bits) const { return (uses(token) & bits) != 0; }

  static constexpr std::size_t same_name = 64;  ///< names with one last word looked at

  const Page& page_;
  const Tokens& tokens_;
  const std::uint32_t* words_;  ///< see source_words()
  const Syntax& syntax_;
  Memory& memory_;
  NameRuns runs_;
  Name* names_ = nullptr;
  std::uint32_t* names_before_run_ = nullptr;  ///< one more than there are runs
  std::uint32_t name_count_ = 0;
  std::size_t lists_mask_ = 0;
  Heads* lists_ = nullptr;  ///< the newest names, by the hash of the last word
  WordLists entities_by_;   ///< entities by key_of() the last word of the name, and by description_key()
  std::pmr::vector<Entity> entities_;
  std::int32_t last_speaker_ = -1;
};

}  // namespace nutgraf
