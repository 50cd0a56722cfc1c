// Pairing of quotation marks.
//
// Every mark gets its shape and, from its neighbours, whether it can open and whether it can close. Then one
// pass with a small stack of open marks: „ “ ‟ `` 「 open; ” '' 」 close what is open; straight marks go by
// their neighbours; “ closes after „ (German), « closes after » (Danish, German), ” opens where nothing is
// open (Swedish, Finnish). Single marks are taken only where a pair is found; what remains is an apostrophe.
#include "tokenize/quotes.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "tokenize/kind_set.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t deepest = 12;
constexpr std::uint32_t dropped = UINT32_MAX;

/// Ends of clauses: what stands after a closing mark, and not after an opening one.
constexpr KindSet closing_marks(TokenKind::comma, TokenKind::period, TokenKind::question,
                                TokenKind::exclamation, TokenKind::colon, TokenKind::semicolon,
                                TokenKind::paren_close, TokenKind::quote_close);
constexpr KindSet opening_marks(TokenKind::paren_open, TokenKind::dash, TokenKind::slash, TokenKind::bar,
                                TokenKind::quote_open, TokenKind::bullet);
constexpr KindSet unknown_marks(TokenKind::quote_plain, TokenKind::apostrophe);

bool is_mark(TokenKind kind) {
  return unknown_marks.has(kind);
}

}  // namespace

void QuotePairer::block(std::uint32_t block, std::uint32_t first, std::uint32_t last,
                        std::span<const std::uint32_t> marks, std::string_view next_block) {
  block_ = block, first_ = first, last_ = last;
  base_ = static_cast<std::uint32_t>(out_.quotes.size());
  if (open_block_ != UINT32_MAX && block - open_block_ > 3) open_block_ = UINT32_MAX;
  if (marks.empty()) return;
  if (collect(marks)) return pair_in_turn();
  look_ahead();
  stack_.clear();
  for (const Mark& mark : marks_) step(mark);
  finish(next_block);
  settle();
}

/// True if double marks, each of which can only open or only close, open and close in turn.
bool QuotePairer::collect(std::span<const std::uint32_t> marks) {
  marks_.resize(marks.size());
  bool in_turn = marks.size() % 2 == 0, opens = true;
  MarkShape last = MarkShape::apostrophe;
  for (std::size_t i = 0; i < marks.size(); ++i, opens = !opens) {
    const std::uint32_t at = marks[i];
    Mark& mark = marks_[i];
    mark.token = at;
    mark.shape = shape_at(token(at));
    context(mark);
    const bool straight = mark.shape == MarkShape::straight, left = mark.shape == MarkShape::left;
    const bool after_number = token(at - (at != first_)).is(TokenKind::number);  // perhaps a prime
    const bool pairs = (straight & (last == MarkShape::straight) & !after_number) |
                       ((mark.shape == MarkShape::right) & (last == MarkShape::left));
    in_turn &= (mark.may_open == opens) & (mark.may_close != opens) &
               ((opens & (straight | left)) | (!opens & pairs));
    last = mark.shape;
  }
  return in_turn;
}

MarkShape QuotePairer::shape_at(const Token& mark) const {
  const char* const p = text_.data() + mark.start;
  if (*p == '"') return MarkShape::straight;
  if (mark.length == 3 && p[0] == '\xE2' && p[1] == '\x80')
    return general_shapes[static_cast<unsigned char>(p[2]) & 63];
  std::size_t length = 0;
  return shape_of(code_point(text_, mark.start, length), mark.length);
}

/// What all steps make of such marks.
void QuotePairer::pair_in_turn() {
  for (std::size_t i = 0; i < marks_.size(); i += 2) {
    QuotePair pair;
    pair.open = marks_[i].token, pair.close = marks_[i + 1].token;
    pair.block = block_;
    pair.continues = i == 0 && open_block_ != UINT32_MAX && pair.open == first_ && !open_single_;
    out_.quotes.push_back(pair);
    out_.tokens[pair.open].kind = TokenKind::quote_open;
    out_.tokens[pair.close].kind = TokenKind::quote_close;
    flag_inside(pair);
  }
  open_block_ = UINT32_MAX;
}

void QuotePairer::flag_inside(const QuotePair& pair) {
  Token* const tokens = out_.tokens.data();
  for (std::uint32_t t = pair.open + 1; t < pair.close; ++t) tokens[t].flags |= token_flag::in_quotes;
}

/// Neighbours: an opening mark has a blank or an opening bracket before it and none after it, a closing one
/// the reverse. Beside another mark of unknown direction both are possible.
void QuotePairer::context(Mark& mark) const {
  const std::uint32_t at = mark.token, previous = at - (at != first_), next = at + (at + 1 != last_);
  const bool blank_before = (at == first_) | token(at).has(token_flag::space_before);
  const bool blank_after = (at + 1 == last_) | token(next).has(token_flag::space_before);
  const TokenKind before = token(previous).kind, after = token(next).kind;
  const bool opens_before = opening_marks.has(before), mark_before = is_mark(before);
  const bool opens_after = opening_marks.has(after), mark_after = is_mark(after);
  const bool closes_after = closing_marks.has(after), ellipsis_after = after == TokenKind::ellipsis;
  const bool free_before = blank_before | opens_before | mark_before;
  const bool free_after = blank_after | closes_after | opens_after | mark_after | ellipsis_after;
  mark.may_open = free_before & !blank_after & !closes_after;
  mark.may_close = !blank_before & (before != TokenKind::paren_open) & free_after;
}

/// For each mark, how many later marks of its family can close before one that must open: at most 2.
void QuotePairer::look_ahead() {
  std::uint8_t closers[2] = {0, 0};
  for (std::size_t i = marks_.size(); i-- > 0;) {
    Mark& mark = marks_[i];
    std::uint8_t& count = closers[is_single(mark.shape) ? 1 : 0];
    mark.closers = count;
    const bool shaped_open = mark.shape == MarkShape::left || mark.shape == MarkShape::low ||
                             mark.shape == MarkShape::tick_open || mark.shape == MarkShape::angle_left ||
                             mark.shape == MarkShape::single_left || mark.shape == MarkShape::corner_open;
    if (mark.may_open && (shaped_open || !mark.may_close))
      count = 0;
    else if (mark.may_close && count < 2)
      ++count;
  }
}

int QuotePairer::find_open(bool single) const {
  for (int i = static_cast<int>(stack_.size()) - 1; i >= 0; --i) {
    if (stack_[static_cast<std::size_t>(i)].single == single) return i;
    if (single) return -1;  // a double mark opened since: a single one cannot reach across it
  }
  return -1;
}

/// Open marks above `depth` found no partner: they are apostrophes or stray.
void QuotePairer::drop_above(int depth) {
  while (static_cast<int>(stack_.size()) > depth) {
    QuotePair& pair = out_.quotes[stack_.back().pair];
    out_.tokens[pair.open].kind = stack_.back().single ? TokenKind::apostrophe : TokenKind::quote_plain;
    pair.open = dropped;
    stack_.pop_back();
  }
  while (out_.quotes.size() > base_ && out_.quotes.back().open == dropped) out_.quotes.pop_back();
}

void QuotePairer::open(const Mark& mark) {
  if (stack_.size() >= deepest) return;
  QuotePair pair;
  pair.open = mark.token;
  pair.close = last_;
  pair.block = block_;
  pair.single = is_single(mark.shape);
  pair.closed = false;
  stack_.push_back({static_cast<std::uint32_t>(out_.quotes.size()), mark.shape, pair.single});
  out_.quotes.push_back(pair);
  out_.tokens[mark.token].kind = TokenKind::quote_open;
}

void QuotePairer::close(int depth, const Mark& mark) {
  drop_above(depth + 1);
  QuotePair& pair = out_.quotes[stack_.back().pair];
  pair.close = mark.token;
  pair.closed = true;
  out_.tokens[mark.token].kind = TokenKind::quote_close;
  stack_.pop_back();
}

/// A mark opens where one of its kind is open already: the earlier one was never closed and ends here.
void QuotePairer::reopen(int depth, const Mark& mark) {
  drop_above(depth + 1);
  out_.quotes[stack_.back().pair].close = mark.token;
  stack_.pop_back();
  open(mark);
}

void QuotePairer::step(const Mark& mark) {
  switch (mark.shape) {
    case MarkShape::apostrophe:
      return;
    case MarkShape::angle_left:
    case MarkShape::angle_right:
      return step_angle(mark, MarkShape::angle_left);
    case MarkShape::single_angle_left:
    case MarkShape::single_angle_right:
      return step_angle(mark, MarkShape::single_angle_left);
    default:
      return is_single(mark.shape) ? step_single(mark) : step_double(mark);
  }
}

void QuotePairer::step_double(const Mark& mark) {
  const int at = find_open(false);
  const bool must_open = mark.may_open && !mark.may_close, must_close = mark.may_close && !mark.may_open;
  if (at < 0) {
    if (mark.shape == MarkShape::straight && is_prime(mark)) {
      out_.tokens[mark.token].kind = TokenKind::apostrophe;
      return;
    }
    const bool by_shape = mark.shape == MarkShape::left || mark.shape == MarkShape::low ||
                          mark.shape == MarkShape::tick_open || mark.shape == MarkShape::corner_open;
    const bool blank_after = mark.token + 1 == last_ || token(mark.token + 1).has(token_flag::space_before);
    if (by_shape ? !must_close || mark.shape == MarkShape::low
                 : mark.may_open || (mark.shape == MarkShape::straight && !must_close && !blank_after))
      open(mark);
    return;
  }
  const MarkShape top = stack_[static_cast<std::size_t>(at)].shape;
  switch (mark.shape) {
    case MarkShape::low:
    case MarkShape::tick_open:
    case MarkShape::corner_open:
      return open(mark);
    case MarkShape::corner_close:
    case MarkShape::tick_close:
      return close(at, mark);
    case MarkShape::left:
      if ((top == MarkShape::low && !must_open) || must_close) return close(at, mark);
      if (top != MarkShape::left || mark.closers >= 2) return open(mark);
      return reopen(at, mark);
    case MarkShape::right:
      return must_open && top == MarkShape::right ? reopen(at, mark) : close(at, mark);
    default:
      if (is_prime(mark) && (!must_close || mark.closers > 0)) return;
      if (!must_open) return close(at, mark);
      return top == MarkShape::straight ? reopen(at, mark) : open(mark);
  }
}

/// « » ‹ ›: either may open; what is open decides, then what follows.
void QuotePairer::step_angle(const Mark& mark, MarkShape left) {
  const bool single = is_single(left);
  const int at = find_open(single);
  const MarkShape top = at < 0 ? MarkShape::apostrophe : stack_[static_cast<std::size_t>(at)].shape;
  const auto right = static_cast<MarkShape>(static_cast<int>(left) + 1);
  const bool must_open = mark.may_open && !mark.may_close;
  if (mark.shape == left) {
    if (top == right && !must_open) return close(at, mark);
    if (top == left && token(mark.token).has(token_flag::line_start)) return;  // repeated at each line
    if (top == left && mark.closers < 2 && must_open) return reopen(at, mark);
    return open(mark);
  }
  if (top == left || (top == right && !must_open)) return close(at, mark);
  if (must_open && mark.closers > 0) open(mark);
}

/// Feet and inches, minutes and seconds: a mark right after a number.
bool QuotePairer::is_prime(const Mark& mark) const {
  const std::uint32_t at = mark.token;
  if (at == first_ || token(at).has(token_flag::space_before) || !token(at - 1).is(TokenKind::number))
    return false;
  if (find_open(false) < 0) return true;
  return at >= first_ + 2 && is_mark(token(at - 2).kind) && !token(at - 1).has(token_flag::space_before);
}

/// "the boys’ club" inside single marks: a plural, and another mark that can close follows.
bool QuotePairer::possessive(const Mark& mark) const {
  const std::uint32_t at = mark.token;
  if (at == first_ || at + 1 == last_ || mark.closers == 0) return false;
  const Token& word = token(at - 1);
  return word.is(TokenKind::word) && (text_[word.end() - 1] | 32) == 's' &&
         token(at + 1).is(TokenKind::word) && token(at + 1).has(token_flag::space_before);
}

void QuotePairer::step_single(const Mark& mark) {
  const int at = find_open(true);
  const bool must_open = mark.may_open && !mark.may_close;
  if (mark.shape == MarkShape::single_low) {
    if (mark.may_open) open(mark);
    return;
  }
  if (at >= 0 && mark.may_close && !(mark.shape == MarkShape::single_left && must_open)) {
    if (!possessive(mark)) close(at, mark);
    return;
  }
  if (!mark.may_open) return;
  if (at >= 0 && must_open) drop_above(at);  // the earlier one was an apostrophe
  const bool sure = mark.shape == MarkShape::single_left;
  if (sure || mark.closers > 0) open(mark);
}

/// At the block's end: double marks run to it; a single one only if the next block opens again with a single
/// mark.
void QuotePairer::finish(std::string_view next_block) {
  const bool opens_next =
      next_block.starts_with("‘") || next_block.starts_with("'") || next_block.starts_with("‚");
  while (!stack_.empty()) {
    const Open& top = stack_.back();
    QuotePair& pair = out_.quotes[top.pair];
    const bool at_start = pair.open == first_, empty = pair.open + 1 == last_;
    bool keep = top.single
                    ? opens_next && (at_start || top.shape == MarkShape::single_left) && stack_.size() == 1
                    : top.shape != MarkShape::angle_right;
    if (!keep || empty) {
      drop_above(static_cast<int>(stack_.size()) - 1);
      continue;
    }
    stack_.pop_back();
  }
}

/// Removes dropped pairs, sets levels and flags, and joins quotations that run over blocks.
void QuotePairer::settle() {
  auto& quotes = out_.quotes;
  quotes.erase(std::remove_if(quotes.begin() + base_, quotes.end(),
                              [](const QuotePair& p) { return p.open == dropped; }),
               quotes.end());
  closes_.clear();
  for (std::size_t i = base_; i < quotes.size(); ++i) {
    QuotePair& pair = quotes[i];
    while (!closes_.empty() && closes_.back() <= pair.open) closes_.pop_back();
    pair.level = static_cast<std::uint8_t>(closes_.size());
    closes_.push_back(pair.close);
    if (pair.level > 0) continue;
    flag_inside(pair);
  }
  if (quotes.size() == base_) return;
  if (open_block_ != UINT32_MAX && quotes[base_].open == first_ && quotes[base_].single == open_single_)
    quotes[base_].continues = true;
  open_block_ = UINT32_MAX;
  for (std::size_t i = quotes.size(); i-- > base_;) {
    if (quotes[i].level > 0) continue;
    if (!quotes[i].closed && quotes[i].close == last_) open_block_ = block_, open_single_ = quotes[i].single;
    break;
  }
}

}  // namespace nutgraf
