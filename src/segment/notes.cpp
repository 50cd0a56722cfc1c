// Corrections, clarifications, editor's notes, updates, and the marks that wires set at a story's end.
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

/// "Correction:", "CORRECTION (March 4, 2026):", "Editor's note —": a label, not the start of a sentence.
bool has_label_mark(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  for (std::uint32_t at = f.first; at < f.last && at < f.first + 14; ++at) {
    const Token& token = ctx.tokens.tokens[at];
    if (token.is(TokenKind::colon)) return true;
    if (token.is(TokenKind::dash) && at < f.first + 5) return true;
    if (token.is(TokenKind::paren_open) && at > f.first && at < f.first + 4) return true;
    if (token.is(TokenKind::period) && at > f.first + 1) return at < f.first + 5;
  }
  return false;
}

bool may_be_wire_mark(const BlockFacts& f) {
  return f.bytes <= longest_wire_mark;
}

/// -30-, ###, ___, ENDS
bool is_wire_mark(const Context& ctx, std::size_t block) {
  if (!may_be_wire_mark(ctx.facts[block])) return false;
  std::string_view text = ctx.text(block);
  if (text.find_first_not_of("#*_ ") == std::string_view::npos) return text.size() >= 3;
  return text == "-30-" || text == "— 30 —" || text == "– 30 –" || text == "ENDS" || text == "(ENDS)" ||
         text == "-ENDS-" || text == "ENDS." || text == "MORE" || text == "(MORE)" || text == "-more-" ||
         text == "-end-" || text == "-END-";
}

/// "Corrections & clarifications" over a paragraph, not in a menu.
bool heads_text(const Context& ctx, std::size_t block) {
  return ctx.facts[block].words <= 3 && block + 1 < ctx.size() && ctx.facts[block + 1].words >= 8;
}

/// "• The Long Winter is published by Saltmarsh at £14.99" under the story of its author.
bool is_work_note(const BlockFacts& f) {
  return f.has(PhraseClass::work_note) && f.opens == TokenKind::bullet && f.words <= 40;
}

void vote_block(Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  bool correction = f.has(PhraseClass::correction), note = f.has(PhraseClass::note);
  if (is_wire_mark(ctx, block))
    ctx.votes.cast(block, Role::boilerplate, 7, "wire-mark", BoilerplateKind::other);
  if (is_work_note(f)) ctx.votes.cast(block, Role::note, 6, "note-of-a-work");
  if (!correction && !note) return;
  bool label = has_label_mark(ctx, block) || f.opens == TokenKind::paren_open;
  if (f.leads_with(PhraseClass::correction)) {
    if (label || f.is_only(PhraseClass::correction) || heads_text(ctx, block))
      ctx.votes.cast(block, Role::correction, 6, "correction-label");
  } else if (correction && f.words <= 120) {
    ctx.votes.cast(block, Role::correction, 6, "correction-phrase");
  }
  if (f.leads_with(PhraseClass::note)) {
    if (label || f.is_only(PhraseClass::note)) ctx.votes.cast(block, Role::note, 6, "note-label");
  } else if (note && f.words <= 70) {
    ctx.votes.cast(block, Role::note, 6, "note-phrase");
  }
}

}  // namespace

void vote_notes(Context& ctx) {
  constexpr std::uint64_t phrases = std::uint64_t{1} << static_cast<unsigned>(PhraseClass::correction) |
                                    std::uint64_t{1} << static_cast<unsigned>(PhraseClass::note) |
                                    std::uint64_t{1} << static_cast<unsigned>(PhraseClass::work_note);
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const BlockFacts& f = ctx.facts[block];
    if (((f.phrases & phrases) != 0) | may_be_wire_mark(f)) vote_block(ctx, block);
  }
}

}  // namespace nutgraf
