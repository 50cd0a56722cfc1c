// tokenize/: quotation marks in pairs. Private. Language-neutral: shape and neighbours decide, then what
// stands open.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tokenize/chars.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Pairs the marks of one block after the other. Time: linear in the marks; the stack of open marks is
/// bounded.
class QuotePairer {
 public:
  QuotePairer(std::string_view text, Tokens& out) : text_(text), out_(out) { marks_.reserve(32); }
  /// `marks`: the block's candidate tokens; the block's tokens are [first, last).
  /// `next_block`: the text of the following block, for single marks that stay open over paragraphs.
  void block(std::uint32_t block, std::uint32_t first, std::uint32_t last,
             std::span<const std::uint32_t> marks, std::string_view next_block);

 private:
  struct Mark {
    std::uint32_t token = 0;
    MarkShape shape = MarkShape::apostrophe;
    bool may_open = false, may_close = false;  ///< by shape and neighbours, before pairing
    std::uint8_t closers =
        0;  ///< later marks of its family that can close, before the next that must open; at most 2
  };
  struct Open {
    std::uint32_t pair;
    MarkShape shape;
    bool single;
  };

  bool collect(std::span<const std::uint32_t> marks);
  MarkShape shape_at(const Token& mark) const;
  void pair_in_turn();
  void flag_inside(const QuotePair& pair);
  void look_ahead();
  void context(Mark& mark) const;
  void step(const Mark& mark);
  void step_double(const Mark& mark);
  void step_angle(const Mark& mark, MarkShape left);
  void step_single(const Mark& mark);
  bool possessive(const Mark& mark) const;
  bool is_prime(const Mark& mark) const;
  void open(const Mark& mark);
  void close(int depth, const Mark& mark);
  void reopen(int depth, const Mark& mark);
  void drop_above(int depth);
  int find_open(bool single) const;
  void finish(std::string_view next_block);
  void settle();
  const Token& token(std::uint32_t at) const { return out_.tokens[at]; }

  std::string_view text_;
  Tokens& out_;
  std::uint32_t block_ = 0, first_ = 0, last_ = 0, base_ = 0;
  std::vector<Mark> marks_;
  std::vector<Open> stack_;
  std::vector<std::uint32_t> closes_;
  std::uint32_t open_block_ = UINT32_MAX;  ///< the block whose quotation runs on, if any
  bool open_single_ = false;
};

}  // namespace nutgraf
