// rules/: the words, phrases and weights that the stages' rules read. Private.
//
// Built in: every file of src/rules/<language>/ is compiled in as it stands (see embed.cpp) and parsed by the
// same code that reads a user's --rules directory, so both have one syntax and one set of error messages. As
// long as a user adds nothing, what parsing gives is taken from an image made at build time (image.hpp).
//
//   NAME.words      one word a line, in lower case: `word` or `word<TAB>value` (value: 1–65535,
//   class-specific).
//                   The file's name is the word class, as in word_classes.def.
//   NAME.phrases    `[class]` headers (phrase_classes.def), then one phrase a line, matched on lower-cased
//   words and
//                   numbers; marks between words do not count.
//                       ^sign up for      the block begins with it
//                       =advertisement    the block is it and nothing more
//                       ~all rights reserved   anywhere in the block
//                       $reporting by     the block ends with it
//                   `#` stands for a number, `*` for any one word.
//   other files     read by their own stage through Rules::file().
//   `# …` at a line's start or after a TAB is a comment.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/result.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

enum class WordClass : std::uint8_t {
#define WORD_CLASS(name) name,
#include "rules/word_classes.def"
#undef WORD_CLASS
  count
};
static_assert(static_cast<int>(WordClass::count) <= 128);

enum class PhraseClass : std::uint8_t {
#define PHRASE_CLASS(name) name,
#include "rules/phrase_classes.def"
#undef PHRASE_CLASS
  count
};

struct WordInfo {
  std::array<std::uint64_t, 2> classes{};
  std::uint16_t value = 0;  ///< the value of the word in the class that gives one (month number, digit …)
  std::array<std::uint16_t, 3> padding{};
  bool has(WordClass c) const {
    auto bit = static_cast<unsigned>(c);
    return (classes[bit >> 6] >> (bit & 63)) & 1;
  }
};

/// What passes over all tokens ask of a word, in two bytes: see Lexicon::traits().
namespace word_trait {
enum : std::uint16_t {
  common = 1,  ///< stopword or function word
  plain = 2,   ///< stopword or one of the language's most frequent words
  month = 4,
  menu = 8,
  said = 16,            ///< WordClass::said
  head = 32,            ///< a phrase that may stand anywhere begins with it
  english = 64,         ///< one of the frequent words of English
  foreign = 128,        ///< … of another language
  abbreviated = 256,    ///< a period after it may be its own: all classes of abbreviations
  dated = 512,          ///< may stand in or beside a date: month, weekday, zone, "published", "at" …
  credit_label = 1024,  ///< WordClass::credit_label
  signs = 2048,         ///< may begin or date a byline: byline_by, published_word
  author = 4096,        ///< may begin a byline: byline_by, byline_label, honorifics, given names
  lead = 8192,          ///< names may follow it: byline_by, byline_label
  position = 16384      ///< WordClass::position
};
}

/// The first sixteen bytes of a word; the rest of a longer one is mixed into `high`. Words are equal if their
/// keys are.
struct WordKey {
  std::uint64_t low = 0, high = 0;
  friend bool operator==(WordKey, WordKey) = default;
};

/// All known words. Id 0 is "unknown"; its info has no class. Words stand in canonical form: lower case,
/// straight apostrophes and hyphens, without a leading apostrophe, a possessive ’s or a final period: "Mr."
/// and "mr", "’em" and "em", "editor’s" and "editor" are one.
class Lexicon {
 public:
  Lexicon();
  /// `lower` is in lower case; its other forms are brought to the canonical one.
  std::uint16_t find(std::string_view lower) const;
  /// The same with Token::hash of the word, known or not.
  std::uint16_t find(std::string_view lower, std::uint16_t& hash) const;
  /// `word` without a leading apostrophe, a possessive ’s, a final period: canonical, but for curly
  /// apostrophes and special hyphens.
  static std::string_view bare(std::string_view word) {
    if (word.size() > 1 && word.front() == '\'') word.remove_prefix(1);
    if (word.size() > 2 && word.back() == 's' && word[word.size() - 2] == '\'') word.remove_suffix(2);
    if (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
    return word;
  }
  /// For a canonical word of at most sixteen bytes, zero-padded, little-endian: the tokenizer's way.
  std::uint16_t find(WordKey key) const {
    return static_cast<std::uint16_t>(finder().find(Finder::hash(key)));
  }

  /// A view of the table for a hot loop; the next add() ends it. The hash is perfect: each word has a place
  /// of its own, to which the factor kept for its bucket leads, so that a look-up needs no branch: whether a
  /// word is known cannot be foreseen. A place holds 48 bits of the word's hash, which stand for the word,
  /// and its id.
  struct Finder {
    static constexpr unsigned bucket_bits = 14;
    const std::uint64_t* places;
    const std::uint16_t* factors;  ///< by bucket
    std::uint64_t place_mask;
    /// Its highest bits are the best mixed.
    static std::uint64_t hash(WordKey key) {
      constexpr std::uint64_t odd = 0xD6E8FEB86659FD93ull;
      return (key.low ^ key.high * odd) * odd;
    }
    static constexpr std::uint16_t token_hash(std::uint64_t hash) {
      return static_cast<std::uint16_t>(hash >> 48);
    }
    static std::size_t bucket(std::uint64_t hash) {
      return static_cast<std::size_t>(hash >> (64 - bucket_bits));
    }
    std::size_t place(std::uint64_t hash, std::uint64_t factor) const {
      return static_cast<std::size_t>(hash * factor >> 40 & place_mask);
    }
    /// The word's id in the lowest 16 bits, 0 if it is not known.
    std::uint64_t find(std::uint64_t hash) const {
      const std::uint64_t entry = places[place(hash, factors[bucket(hash)])];
      const std::uint64_t difference = (entry ^ hash) >> 16;
      return entry & static_cast<std::uint64_t>(static_cast<std::int64_t>(difference - 1) >> 63);
    }
  };
  Finder finder() const { return {places_.data(), factors_.data(), places_.size() - 1}; }
  const WordInfo& info(std::uint16_t id) const { return info_[id]; }
  bool is(std::uint16_t id, WordClass c) const { return info_[id].has(c); }
  /// The word in canonical form; a view that the next add() ends.
  std::string_view word(std::uint16_t id) const {
    return std::string_view(arena_).substr(starts_[id], starts_[id + 1u] - starts_[id]);
  }
  std::size_t size() const { return info_.size(); }
  std::size_t longest() const { return longest_; }
  /// Adds the word if it is new. Returns 0 if the table is full (65,000 words), or if the hashes of
  /// too many words are alike: few words can be found that do this, and none by chance.
  std::uint16_t add(std::string_view lower);
  /// Puts the word into a class; a value other than 0 is kept with it.
  void classify(std::uint16_t id, WordClass kind, std::uint16_t value = 0);
  void mark_head(std::uint16_t id) { traits_[id] |= word_trait::head; }
  /// The word_trait bits of each id: a table small enough to stay at hand.
  const std::uint16_t* traits() const { return traits_.data(); }
  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.places_, self.factors_, self.newest_, self.older_, self.hashes_, self.arena_, self.starts_,
       self.info_, self.traits_, self.longest_);
  }

 private:
  bool place(std::uint16_t id);
  bool spread_bucket(std::size_t bucket);
  bool fill(std::size_t places);
  bool grow();
  void drop_last();
  std::vector<std::uint64_t> places_;   ///< hash and id; id 0 = free
  std::vector<std::uint16_t> factors_;  ///< by bucket; few places share one, so that factors are found soon
  std::vector<std::uint16_t> newest_;   ///< the last word added to each bucket
  std::vector<std::uint16_t> older_;    ///< by id: the word added to its bucket before it
  std::vector<std::uint64_t> hashes_;   ///< by id
  std::string arena_;                   ///< all words, one after another
  std::vector<std::uint32_t> starts_;   ///< of each word in the arena, and the arena's end
  std::vector<WordInfo> info_;
  std::vector<std::uint16_t> traits_;
  std::size_t longest_ = 0;
};

enum class Anchor : std::uint8_t { start, whole, anywhere, end };

/// Classes of phrases, as bits.
struct PhraseSets {
  std::uint64_t leads = 0;    ///< those that begin a block or are all of it
  std::uint64_t whole = 0;    ///< those that are all of it
  std::uint64_t phrases = 0;  ///< all found in it
  void add(const PhraseSets& other) {
    leads |= other.leads;
    whole |= other.whole;
    phrases |= other.phrases;
  }
};
static_assert(static_cast<unsigned>(PhraseClass::count) <= 64);

/// All phrases, as two tries over lexicon ids: one for phrases that a block begins with, one for those that
/// may begin at any word. A trait of the word says whether the second can begin there, and a filter of the
/// first two words whether a phrase can go on, since nearly none does.
class Phrases {
 public:
  static constexpr std::uint16_t any_number = 65535, any_word = 65534;
  enum class Root : std::uint32_t { block, word };
  Phrases();
  void add(const std::vector<std::uint16_t>& words, PhraseClass kind, Anchor anchor);
  /// Of words, by their token indices, moves those to the front with which some phrase may begin, and returns
  /// how many they are: nearly none, and few of them in vain.
  std::size_t filter(Root root, const Tokens& tokens, std::span<std::uint32_t> words) const;
  /// Adds the phrases that begin with the word `at` of a block, which ends before the token `last`. Time:
  /// linear in the longest phrase.
  void match(Root root, const Tokens& tokens, std::uint32_t at, std::uint32_t last, PhraseSets& out) const;
  /// Some phrase that may stand anywhere begins with a wildcard; else all begin with words that have
  /// word_trait::head.
  bool starts_anywhere() const {
    const Node& node = nodes_[static_cast<std::size_t>(Root::word)];
    return node.number || node.word;
  }
  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.nodes_, self.keys_, self.values_, self.alone_, self.pairs_, self.edges_);
  }

 private:
  struct Node {
    PhraseSets here, at_end;            ///< phrases that end with it: anywhere, at the block's end
    bool number = false, word = false;  ///< has an edge for `#`, `*`
    template <class Self, class Image>
    static void image(Self& self, Image& of) {
      of(self.here, self.at_end, self.number, self.word);
    }
  };
  static std::uint32_t alone_bit(Root root, std::uint16_t first);
  static std::uint32_t pair_bit(Root root, std::uint16_t first, std::uint16_t second);
  void note_pair(Root root, const std::vector<std::uint16_t>& words);
  std::uint32_t next(std::uint32_t node, std::uint16_t word) const;
  void match_wild(std::uint32_t from, const Tokens& tokens, std::uint32_t at, std::uint32_t last,
                  PhraseSets& out) const;
  void grow();
  std::vector<Node> nodes_;
  std::vector<std::uint64_t> keys_;  ///< open addressing: node << 16 | word, 0 = free
  std::vector<std::uint32_t> values_;
  std::vector<std::uint64_t> alone_;  ///< bits by word: a phrase is it alone, or any word may follow
  std::vector<std::uint64_t> pairs_;  ///< bits: the first two words of the other phrases
  std::size_t edges_ = 0;
};

struct RuleFile {
  std::string name;  ///< "en/months.words"
  std::string text;
};

struct BuiltinFile {
  std::string_view name, text;
};
/// The files compiled in, sorted by name (made by embed.cpp).
extern const BuiltinFile builtin_rule_files[];
extern const std::size_t builtin_rule_file_count;

struct BodyModel;  // segment/body_model.hpp
class AttributionModel;

struct Rules {
  Lexicon lexicon;
  Phrases phrases;
  std::shared_ptr<const BodyModel> body_model;  ///< from weights/body.weights; null if there is none
  /// All files that are neither words nor phrases; once rules are loaded, those that are read later.
  std::map<std::string, std::string, std::less<>> files;
  std::shared_ptr<const AttributionModel> attribution;  ///< see attribute/model.hpp

  /// The text of a data file, empty if there is none: rules.file("en/body.weights").
  std::string_view file(std::string_view name) const;
  const WordInfo& info(const Token& token) const { return lexicon.info(token.lex); }
  bool is(const Token& token, WordClass c) const { return lexicon.is(token.lex, c); }
  template <class Self, class Image>
  static void image(Self& self, Image& of) {
    of(self.lexicon, self.phrases, self.body_model, self.files, self.attribution);
  }
};

/// Parses one file, in UTF-8, into `rules`. An Error names the file and the line.
std::optional<Error> add_rule_file(Rules& rules, std::string_view name, std::string_view text);
/// As add_rule_file(), for bytes from outside: they need not be UTF-8.
std::optional<Error> add_user_rule_file(Rules& rules, std::string_view name, std::string_view text);

/// The built-in files, then those of `directory` (flat, or with language folders) if it is not empty.
Result<std::shared_ptr<const Rules>> load_rule_files(const std::string& directory);
/// The same; without a directory by way of the image made of them when the program was built.
Result<std::shared_ptr<const Rules>> load_rules(const std::string& directory);

}  // namespace nutgraf
