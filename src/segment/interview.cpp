// Questions and answers: blocks that begin with Q: and A:, or with the names of two who take turns.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "segment/fields.hpp"
#include "segment/signs.hpp"

namespace nutgraf {
namespace {

enum class Turn : std::uint8_t { none, question, answer };

/// A short word and a mark, or the two bytes of "Q.".
bool may_be_labelled(const Context& ctx, const BlockFacts& f) {
  constexpr std::uint32_t marks = kind_bits(TokenKind::colon, TokenKind::dash, TokenKind::period);
  constexpr std::size_t longest = std::string_view("QUESTION").size(), shortened = 2;
  if (f.last - f.first < 3) return false;
  const Token* const word = ctx.tokens.tokens.data() + label_at(f);
  const bool marked = (marks >> static_cast<unsigned>(word[1].kind) & 1) != 0;
  return (marked & (word->length <= longest)) | (word->length == shortened);
}

/// "Q:", "Q.", "Question:", "A:", "Answer —"
Turn labelled(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (!may_be_labelled(ctx, f)) return Turn::none;
  const Token &word = ctx.tokens.tokens[label_at(f)], &mark = ctx.tokens.tokens[label_at(f) + 1];
  std::string_view text = ctx.page.slice({word.start, word.end()});
  bool dotted = text == "Q." || text == "A.";
  bool marked = mark.is(TokenKind::colon) || mark.is(TokenKind::dash) ||
                (mark.is(TokenKind::period) && text.size() == 1) || dotted;
  if (!marked) return Turn::none;
  if (text == "Q" || text == "Q." || text == "Question" || text == "QUESTION") return Turn::question;
  if (text == "A" || text == "A." || text == "Answer" || text == "ANSWER") return Turn::answer;
  return Turn::none;
}

bool says(const Context& ctx, std::size_t block, std::initializer_list<std::string_view> words) {
  const BlockFacts& f = ctx.facts[block];
  for (std::uint32_t at = f.first; at < f.last; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (!token.is(TokenKind::word)) continue;
    std::string_view text = ctx.page.slice({token.start, token.end()});
    text = text.substr(0, text.find_first_of("'\xE2"));
    if (std::find(words.begin(), words.end(), text) != words.end()) return true;
  }
  return false;
}
bool first_person(const Context& ctx, std::size_t block) {
  return says(ctx, block, {"I", "my", "My", "we", "We"});
}
bool second_person(const Context& ctx, std::size_t block) {
  return says(ctx, block, {"you", "You", "your", "Your"});
}

bool asks(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  return (f.closes == TokenKind::question) & (f.words >= 1) & (f.words <= 60) &
         (ctx.layout(block).form != BlockForm::list_item);
}

/// A short remark to the other one, between two answers: "People call you …".
bool prompts(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  return f.words <= 30 && second_person(ctx, block) && !first_person(ctx, block);
}

bool all_bold(const Context& ctx, std::size_t block) {
  return ctx.layout(block).bold_bytes * 10ull >= ctx.facts[block].bytes * 9ull;
}

}  // namespace

// Questions without labels: an interview has several, and who answers speaks of himself; in a list of
// frequent questions nobody says "I".
void place_interview(Context& ctx) {
  constexpr std::uint32_t fewest = 3;
  if (ctx.any.questions < fewest) return;
  std::uint32_t asked = 0;
  for (std::uint32_t block = ctx.main.first; block < ctx.main.last; ++block)
    asked += asks(ctx, block) ? 1u : 0u;
  if (asked < fewest) return;
  std::vector<std::uint32_t> story;
  for (std::uint32_t block = ctx.main.first; block < ctx.main.last; ++block)
    if (ctx.story[block] > 0 || asks(ctx, block)) story.push_back(block);
  int questions = 0, answered = 0, addressed = 0, bold = 0;
  for (std::size_t i = 0; i + 1 < story.size(); ++i) {
    if (!asks(ctx, story[i]) || asks(ctx, story[i + 1])) continue;
    ++questions;
    answered += first_person(ctx, story[i + 1]);
    addressed += second_person(ctx, story[i]);
    bold += all_bold(ctx, story[i]) && !all_bold(ctx, story[i + 1]);
  }
  if (questions < static_cast<int>(fewest) || answered * 10 < questions * 7 || addressed * 4 < questions)
    return;
  if (static_cast<std::size_t>(questions) * 6 < story.size()) return;
  bool begun = false;
  std::size_t last_question = 0;
  for (std::size_t i = 0; i < story.size(); ++i)
    if (asks(ctx, story[i])) last_question = i;
  for (std::size_t i = 0; i < story.size(); ++i) {
    bool question = asks(ctx, story[i]);
    if (begun && i < last_question)
      question |= prompts(ctx, story[i]) || (bold > 2 && all_bold(ctx, story[i]));
    begun |= question;
    if (!begun) continue;
    if (i > last_question + 1 && !first_person(ctx, story[i])) return;
    ctx.votes.cast(story[i], question ? Role::question : Role::answer, 7,
                   question ? "interview-question" : "interview-answer");
  }
}

namespace {

/// Some block is labelled as a question.
bool has_question(const Context& ctx) {
  bool found = false;
  auto look = [&](std::size_t block) {
    found |= ctx.facts[block].words > 0 && labelled(ctx, block) == Turn::question;
  };
  for_each_with(ctx, sign::question, look);
  return found;
}

}  // namespace

void vote_interview(Context& ctx) {
  if (!has_question(ctx)) return;
  std::vector<std::pair<std::size_t, Turn>> turns;
  bool answered = false;
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const Turn turn = labelled(ctx, block);
    answered |= turn == Turn::answer;
    if (turn != Turn::none) turns.emplace_back(block, turn);
  }
  if (!answered) return;
  for (const auto& [block, turn] : turns) {
    const bool question = turn == Turn::question;
    ctx.votes.cast(block, question ? Role::question : Role::answer, 7,
                   question ? "question-label" : "answer-label");
  }
}

}  // namespace nutgraf
