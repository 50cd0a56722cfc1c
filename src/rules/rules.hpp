// rules/: the words, phrases and weights that the stages' rules read. Private.
//
// Built in: every file of src/rules/<language>/ is compiled in as it stands (see embed.cpp) and parsed at start-up by
// the same code that reads a user's --rules directory, so both have one syntax and one set of error messages.
//
//   NAME.words      one word a line, in lower case: `word` or `word<TAB>value` (value: 1–65535, class-specific).
//                   The file's name is the word class, as in word_classes.def.
//   NAME.phrases    `[class]` headers (phrase_classes.def), then one phrase a line, matched on lower-cased words and
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
  std::uint16_t value = 0;   ///< the value of the word in the class that gives one (month number, digit …)
  bool starts_phrase = false;
  bool has(WordClass c) const {
    auto bit = static_cast<unsigned>(c);
    return (classes[bit >> 6] >> (bit & 63)) & 1;
  }
};

/// All known words. Id 0 is "unknown"; its info has no class. Look-ups take lower-cased UTF-8.
class Lexicon {
 public:
  Lexicon();
  std::uint16_t find(std::string_view lower) const {
    std::uint32_t mask = static_cast<std::uint32_t>(slots_.size() - 1);
    for (std::uint32_t at = hash(lower) & mask;; at = (at + 1) & mask) {
      std::uint16_t id = slots_[at];
      if (id == 0 || words_[id] == lower) return id;
    }
  }
  const WordInfo& info(std::uint16_t id) const { return info_[id]; }
  bool is(std::uint16_t id, WordClass c) const { return info_[id].has(c); }
  std::string_view word(std::uint16_t id) const { return words_[id]; }
  std::size_t size() const { return words_.size(); }
  /// Adds the word if it is new. Returns 0 if the table is full (65,535 words).
  std::uint16_t add(std::string_view lower);
  WordInfo& edit(std::uint16_t id) { return info_[id]; }

 private:
  static std::uint32_t hash(std::string_view word) {
    std::uint64_t h = 1469598103934665603ull;
    for (unsigned char c : word) h = (h ^ c) * 1099511628211ull;
    return static_cast<std::uint32_t>(h ^ (h >> 29));
  }
  void grow();
  std::vector<std::uint16_t> slots_;
  std::vector<std::string> words_;
  std::vector<WordInfo> info_;
};

enum class Anchor : std::uint8_t { start, whole, anywhere, end };

struct PhraseMatch {
  PhraseClass kind;
  Anchor anchor;
  std::uint32_t first, last;  ///< token range [first, last)
};

/// All phrases, as one trie over lexicon ids.
class Phrases {
 public:
  static constexpr std::uint16_t any_number = 65535, any_word = 65534;
  Phrases();
  void add(const std::vector<std::uint16_t>& words, PhraseClass kind, Anchor anchor);
  /// Appends the matches in the tokens [first, last) of one block. Time: linear in tokens times the longest phrase.
  void match(const Tokens& tokens, const Lexicon& lexicon, std::uint32_t first, std::uint32_t last,
             std::vector<PhraseMatch>& out) const;

 private:
  struct End {
    PhraseClass kind;
    Anchor anchor;
  };
  struct Node {
    std::vector<End> ends;
    bool number = false, word = false;  ///< has an edge for `#`, `*`
  };
  std::uint32_t next(std::uint32_t node, std::uint16_t word) const;
  void grow();
  std::vector<Node> nodes_;
  std::vector<std::uint64_t> keys_;     ///< open addressing: node << 16 | word, 0 = free
  std::vector<std::uint32_t> values_;
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

struct Rules {
  Lexicon lexicon;
  Phrases phrases;
  std::map<std::string, std::string, std::less<>> files;  ///< all files that are neither words nor phrases

  /// The text of a data file, empty if there is none: rules.file("en/body.weights").
  std::string_view file(std::string_view name) const;
  const WordInfo& info(const Token& token) const { return lexicon.info(token.lex); }
  bool is(const Token& token, WordClass c) const { return lexicon.is(token.lex, c); }
};

/// Parses one file into `rules`. An Error names the file and the line.
std::optional<Error> add_rule_file(Rules& rules, std::string_view name, std::string_view text);

/// The built-in files, then those of `directory` (flat, or with language folders) if it is not empty.
Result<std::shared_ptr<const Rules>> load_rules(const std::string& directory);

}  // namespace nutgraf
