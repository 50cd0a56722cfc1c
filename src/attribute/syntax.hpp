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
#include <span>
#include <string>
#include <vector>

#include "attribute/chunk_bits.hpp"
#include "attribute/groups.hpp"
#include "attribute/model.hpp"
#include "attribute/token_ranges.hpp"
#include "base/memory.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// The chunk of each token of a part.
class ChunkNumbers {
 public:
  ChunkNumbers() = default;
  ChunkNumbers(const std::uint32_t* numbers, std::uint32_t first, std::uint32_t base)
      : numbers_(numbers), first_(first), base_(base) {}
  /// 0 for the token past the part.
  std::uint32_t operator[](std::uint32_t token) const { return numbers_[token - first_] - base_; }

 private:
  const std::uint32_t* numbers_ = nullptr;
  std::uint32_t first_ = 0, base_ = 0;
};

/// Word classes of some parts of blocks, and chunks of one of them at a time.
class Syntax {
 public:
  Syntax(const Page& page, const Tokens& tokens, const Rules& rules, Memory& memory)
      : parts(&memory),
        tags(take<Tag>(memory, tokens.tokens.size() + tags_past), tokens.tokens.size() + tags_past),
        sets(memory),
        token_sets(memory),
        page_(page),
        tokens_(tokens),
        rules_(rules),
        model_(*rules.attribution),
        groups_(rules.attribution->groups),
        memory_(memory) {
    std::fill(tags.begin(), tags.end(), Tag::stop);
    parts.reserve(64);
  }

  /// A part of a block. Its tokens have places in buffers; the place past them, and that before the first
  /// part, are as if a full stop stood there.
  struct Part {
    TokenRange tokens;
    std::uint32_t block = 0;
    std::uint32_t place = 0;  ///< of the first token; set by read()
  };
  /// To be filled, in order, with such as are not empty, before read().
  std::pmr::vector<Part> parts;
  /// Reads the parts from that number on that are not too many; returns the number of the first one left.
  /// Some at one go: a loop over a part costs as much for its end, which cannot be foreseen, as for ten
  /// words.
  std::size_t read(std::size_t first);
  /// Goes to the next of them: what follows is of that part, and `tags` of all up to it; those past it are
  /// stops.
  void enter(const Part& part);
  void read(std::uint32_t first, std::uint32_t last);

  /// Classes that may be read past those of the tokens; they are stops.
  static constexpr std::size_t tags_past = 64;
  static constexpr std::uint32_t past_chunks = 4;

  std::span<Tag> tags;
  ChunkNumbers chunk_of;    ///< index into chunks
  std::span<Chunk> chunks;  ///< past_chunks more lie before and past them, of Label::beyond
  ChunkSets sets;           ///< of chunks
  TokenSets token_sets;     ///< of tokens of all parts read, by their places
  bool quotes = false;      ///< the part holds quotation marks

  /// A token of the part, or the one past it, in token_sets.
  std::uint32_t place(std::uint32_t token) const { return token + shift_; }
  bool ends_sentence(TokenRange range) const {
    return token_sets.any(place(range.first), place(range.last), &TokenBits::sentence_ends);
  }
  /// Goes to the part's next chunk that may report something, by its word alone; false past the last.
  bool next_cue(std::uint32_t& chunk) {
    chunk = *next_cue_ - first_group_;
    const bool more = *next_cue_ != past_group_;
    next_cue_ += more;
    return more;
  }

  /// "The/D official/N said/T" and "[np The official] [vg said]", for tests and for people.
  std::string print_tags(std::uint32_t first, std::uint32_t last) const;
  std::string print_chunks() const;

  /// A bit of word_bit.
  bool says(std::uint32_t token, unsigned bit) const {
    return (model_.bits_of(tokens_.tokens[token].lex) & bit) != 0;
  }

 private:
  static constexpr Reading between_parts =
      reading::of_tag(Tag::stop) | reading::of_bits(word_bit::cue) | reading::ends;
  void make_room(std::size_t size);
  void place_parts(std::size_t tokens);
  // tagging.cpp
  void look_up(const Part& part);
  struct LookUp;
  bool look_up(const Part& part, const LookUp& tables);
  void list_unsure();
  void look_at_special();
  Tag marked_class(std::uint32_t token) const;
  void look_at_ends();
  void settle();
  void settle_opening(const Part& part);
  bool is_quote(std::uint32_t place) const;
  void settle(std::uint32_t place);
  std::uint32_t token_at(std::uint32_t place) const;
  void tell_tags(const Part& part);
  bool opens_inverted(std::uint32_t token) const;
  // chunking.cpp
  void look_ahead();
  void join_groups();
  void make_chunks(const Part& part);
  void look_at_places();
  void find_main_verbs(std::uint32_t last);
  bool past_apposition(std::uint32_t number, std::uint32_t last) const;
  bool main_verb(std::uint32_t number, std::uint32_t last) const;
  std::string_view text(std::uint32_t token) const {
    return page_.slice({tokens_.tokens[token].start, tokens_.tokens[token].end()});
  }

  const Page& page_;
  const Tokens& tokens_;
  const Rules& rules_;
  const AttributionModel& model_;
  const GroupTables& groups_;
  std::span<Part> read_;  ///< of `parts`
  std::uint32_t places_ = 0, middle_ = 0;
  Memory& memory_;        ///< of the buffers
  std::size_t room_ = 0;  ///< their length
  // by place
  Reading* readings_ = nullptr;
  std::uint8_t* views_ = nullptr;     ///< see GroupTables
  std::uint32_t* numbers_ = nullptr;  ///< of the groups
  // by the numbers of groups
  std::uint8_t* states_ = nullptr;
  std::uint32_t* heads_ = nullptr;  ///< the places of their last words
  // of the part
  std::uint32_t shift_ = 0;  ///< from a token to its place
  std::uint32_t first_group_ = 0, past_group_ = 0;
  // lists
  std::uint64_t* unsure_ = nullptr;  ///< bits: words of several classes
  std::uint32_t* list_ = nullptr;
  Chunk* chunk_room_ = nullptr;
  std::uint32_t* cue_room_ = nullptr;  ///< see look_at_places()
  const std::uint32_t* next_cue_ = nullptr;
};

/// True for a word that ends in an apostrophe and s, or in s and an apostrophe.
bool is_possessive(std::string_view word);

}  // namespace nutgraf
