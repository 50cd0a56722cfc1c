// attribute/: shallow syntax, as much as attribution needs. Private.
//
//     The  senior official  said  rivers  had risen  on  Monday
//     D    J      N         T     N       A   E      I   P
//     [np                ] [vg ] [np   ] [vg       ] [prep][np]
//
// A word class for every token of a part of a block (by the word, its neighbours, and capitals: WordClasses),
// then chunks (GroupTables). Quotation marks are seen through: they do not change a class. Linear time; loops
// over all tokens have no branches, as the kinds of words cannot be foreseen; buffers are reused, so that
// short parts cost little.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "attribute/chunk_bits.hpp"
#include "attribute/groups.hpp"
#include "attribute/model.hpp"
#include "attribute/part_values.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Word classes and chunks of one part of a block at a time.
class Syntax {
 public:
  Syntax(const Page& page, const Tokens& tokens, const Rules& rules)
      : page_(page), tokens_(tokens), rules_(rules), model_(*rules.attribution), groups_(GroupTables::get()) {
    tags.resize(tokens.tokens.size() + 64, Tag::stop);  // some are read at once
  }

  /// Fills `tags` for the tokens [first, last) and replaces all else that is kept of a part. Parts are read
  /// in order: the class of the token past them is overwritten.
  void read(std::uint32_t first, std::uint32_t last);

  std::vector<Tag> tags;
  PartValues<std::uint32_t> chunk_of;  ///< index into chunks
  std::span<Chunk> chunks;
  ChunkSets sets;                       ///< of chunks
  TokenSets token_sets;                 ///< of tokens, by their numbers in the part
  bool quotes = false;                  ///< the part holds quotation marks
  std::span<const std::uint32_t> cues;  ///< chunks that may report something, by their word alone

  /// "The/D official/N said/T" and "[np The official] [vg said]", for tests and for people.
  std::string print_tags(std::uint32_t first, std::uint32_t last) const;
  std::string print_chunks() const;

  /// A bit of word_bit.
  bool says(std::uint32_t token, unsigned bit) const {
    return (model_.tags[tokens_.tokens[token].lex].bits & bit) != 0;
  }

 private:
  void tag(std::uint32_t first, std::uint32_t last);
  void look_up(std::uint32_t first, std::uint32_t last);
  void look_at_marks(std::uint32_t first, std::size_t count);
  void settle(std::uint32_t first, std::uint32_t last);
  bool mostly_capitals(std::uint32_t first, std::uint32_t last) const;
  Tag marked_class(std::uint32_t token) const;
  bool opens_inverted(std::uint32_t token) const;
  void chunk(std::uint32_t first, std::uint32_t last);
  void look_ahead(std::uint32_t first, std::uint32_t last);
  std::uint32_t join_groups(std::uint32_t first, std::uint32_t last);
  void make_chunks(std::uint32_t first, std::uint32_t count);
  void look_at_tokens(std::uint32_t first, std::uint32_t last);
  void find_main_verbs(std::uint32_t last);
  bool past_apposition(std::uint32_t number, std::uint32_t last) const;
  bool main_verb(std::uint32_t number, std::uint32_t last) const;
  void make_room(std::size_t size);
  std::string_view text(std::uint32_t token) const {
    return page_.slice({tokens_.tokens[token].start, tokens_.tokens[token].end()});
  }

  const Page& page_;
  const Tokens& tokens_;
  const Rules& rules_;
  const AttributionModel& model_;
  const GroupTables& groups_;
  // Buffers in one piece of memory, each as long as the longest part so far, and as many more as are read at
  // once.
  std::unique_ptr<std::byte[]> memory_;
  std::size_t room_ = 0;
  Chunk* chunk_room_ = nullptr;
  std::uint32_t* cue_room_ = nullptr;
  std::uint32_t* ends_ = nullptr;    ///< of groups: one past their last tokens
  std::uint32_t* unsure_ = nullptr;  ///< words to come back to: see look_up()
  std::uint32_t* marked_ = nullptr;
  WordClasses::Choice* choices_ = nullptr;  ///< one past the word's place
  std::uint8_t* bits_ = nullptr;            ///< of word_bit, of the words and marks of the part
  std::uint8_t* flags_ = nullptr;           ///< of tokens
  std::uint8_t* views_ = nullptr;           ///< see GroupTables
  std::uint8_t* states_ = nullptr;          ///< of groups
  std::size_t unsure_count_ = 0;
};

/// True for a word that ends in an apostrophe and s, or in s and an apostrophe.
bool is_possessive(std::string_view word);

}  // namespace nutgraf
