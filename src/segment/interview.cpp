// Questions and answers: blocks that begin with Q: and A:, or with the names of two who take turns.
#include <algorithm>
#include <array>

#include "segment/fields.hpp"

namespace nutgraf {
namespace {

enum class Turn : std::uint8_t { none, question, answer };

/// "Q:", "Q.", "Question:", "A:", "Answer —"
Turn labelled(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.last - f.first < 3) return Turn::none;
  std::uint32_t at = f.first;
  if (ctx.tokens.tokens[at].is(TokenKind::symbol) || ctx.tokens.tokens[at].is(TokenKind::bullet)) ++at;
  const Token &word = ctx.tokens.tokens[at], &mark = ctx.tokens.tokens[at + 1];
  std::string_view text = ctx.page.slice({word.start, word.end()});
  bool dotted = text == "Q." || text == "A.";
  bool marked = mark.is(TokenKind::colon) || mark.is(TokenKind::dash) ||
                (mark.is(TokenKind::period) && text.size() == 1) || dotted;
  if (!marked) return Turn::none;
  if (text == "Q" || text == "Q." || text == "Question" || text == "QUESTION") return Turn::question;
  if (text == "A" || text == "A." || text == "Answer" || text == "ANSWER") return Turn::answer;
  return Turn::none;
}

}  // namespace

void vote_interview(Context& ctx) {
  std::size_t questions = 0, answers = 0;
  std::vector<Turn> turns(ctx.size(), Turn::none);
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    turns[block] = labelled(ctx, block);
    questions += turns[block] == Turn::question;
    answers += turns[block] == Turn::answer;
  }
  if (questions == 0 || answers == 0) return;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    if (turns[block] == Turn::question) ctx.votes.cast(block, Role::question, 7, "question-label");
    if (turns[block] == Turn::answer) ctx.votes.cast(block, Role::answer, 7, "answer-label");
  }
}

}  // namespace nutgraf
