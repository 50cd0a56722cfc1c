// "(Reporting by A; editing by B)", "A and B contributed to this report."
#include <algorithm>

#include "base/utf8.hpp"
#include "segment/fields.hpp"

namespace nutgraf {
namespace {

bool blank_or_mark(char c) {
  return c == ' ' || c == '(' || c == ')' || c == '[' || c == ']' || c == '.' || c == ',' || c == ';' ||
         c == '-' || c == '*' || c == '\n';
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && blank_or_mark(s.front())) s.remove_prefix(1);
  while (s.starts_with("—") || s.starts_with("–")) s.remove_prefix(3);
  while (!s.empty() && blank_or_mark(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank_or_mark(s.back())) s.remove_suffix(1);
  return s;
}

void add_names(Context& ctx, std::string_view names, const std::string& role) {
  ParsedByline parsed = parse_byline(trim(names), ctx.rules, BylineMode::value);
  for (Person& person : parsed.people) ctx.out.contributors.push_back({std::move(person.name), role});
}

/// "Reporting by A and B", "additional reporting by C": role and names.
bool read_role_by(Context& ctx, std::string_view part) {
  std::string lower = to_lower(part);
  std::size_t by = lower.find(" by ");
  if (by == std::string::npos || by > 40 || lower.size() != part.size()) return false;
  std::string role = lower.substr(0, by);
  if (role.starts_with("and ")) role = role.substr(4);
  add_names(ctx, part.substr(by + 4), role);
  return true;
}

/// "A, B and C contributed to this report": the names before the verb.
bool read_before(Context& ctx, std::string_view part) {
  std::string lower = to_lower(part);
  constexpr std::string_view verbs[] = {" contributed",      " reported from", " reported this",
                                        " also contributed", " assisted",      " provided"};
  std::size_t at = std::string::npos;
  for (std::string_view verb : verbs) at = std::min(at, lower.find(verb));
  if (at == std::string::npos || lower.size() != part.size()) return false;
  std::string_view names = part.substr(0, at);
  for (std::string_view word :
       {"’s ", "'s ", "s’ ", "s' ", "writers ", "writer ", "reporters ", "reporter ", "correspondents ",
        "correspondent ", "journalists ", "staff ", "editors ", "researchers ", "researcher "})
    if (std::size_t found = names.rfind(word); found != std::string_view::npos) {
      names.remove_prefix(found + word.size());
      break;
    }
  add_names(ctx, names,
            lower.substr(at + 1, 11) == "contributed" || lower.substr(at + 1, 4) == "also" ? "contributing"
                                                                                           : "reporting");
  return true;
}

/// "With assistance from A".
bool read_after(Context& ctx, std::string_view part) {
  std::string lower = to_lower(part);
  std::size_t from = lower.find("assistance from ");
  if (from == std::string::npos || lower.size() != part.size()) return false;
  add_names(ctx, part.substr(from + 16), "assistance");
  return true;
}

/// Cuts at semicolons, and at ". " or ", " before another "… by".
void read_block(Context& ctx, std::string_view text) {
  while (!text.empty()) {
    std::size_t end = text.find(';');
    std::size_t stop = text.find(". ");
    if (stop != std::string_view::npos && stop > 2 && stop < end && text[stop - 1] >= 'a' &&
        text[stop - 2] != ' ')
      end = stop;
    std::string_view part = trim(text.substr(0, end));
    if (!read_role_by(ctx, part) && !read_before(ctx, part)) read_after(ctx, part);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

/// "— Jo Pike, Courier": who signs, under what is no quotation.
bool is_sign_off(const Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (f.opens != TokenKind::dash || f.words < 3 || f.words > 6 || f.capitals < f.words || f.numbers > 0 ||
      f.links > 0 || f.commas != 1 || block == 0 || ctx.facts[block - 1].quoted)
    return false;
  std::string_view text = trim(ctx.text(block));
  NameVerdict verdict = judge_name(text.substr(0, text.find(',')), ctx.rules);
  return verdict.kind == NameKind::person && verdict.confidence >= 0.5f;
}

void vote_block(Context& ctx, std::size_t block) {
  const BlockFacts& f = ctx.facts[block];
  if (is_sign_off(ctx, block)) ctx.votes.cast(block, Role::contributor, 6, "contributor-sign-off");
  if (!f.has(PhraseClass::contributor) || f.words > 90) return;
  if (f.leads_with(PhraseClass::contributor) && !by_names_someone(ctx, block)) return;
  if (f.leads_with(PhraseClass::contributor))
    ctx.votes.cast(block, Role::contributor, f.words <= 60 ? 6.5f : 3.0f, "contributor-phrase-first");
  else if (f.words <= 45)
    ctx.votes.cast(block, Role::contributor, 6, "contributor-phrase");
}

}  // namespace

void vote_contributors(Context& ctx) {
  for (std::size_t block = 0; block < ctx.size(); ++block) {
    const BlockFacts& f = ctx.facts[block];
    if ((f.opens == TokenKind::dash) | f.has(PhraseClass::contributor)) vote_block(ctx, block);
  }
}

void read_contributors(Context& ctx, std::uint32_t block) {
  read_block(ctx, ctx.text(block));
}

}  // namespace nutgraf
