// Who is a person: what names and descriptions show of their bearers. Evidence only; a name that shows none
// is no antecedent of "he" and "she".
#include "attribute/labels.hpp"
#include "attribute/resolve.hpp"

namespace nutgraf {
namespace {

/// Up to four letters as a number, the last one in its highest byte.
constexpr std::uint32_t letters(std::string_view word) {
  std::uint32_t out = 0;
  for (char c : word) out = out >> 8 | std::uint32_t{static_cast<unsigned char>(c)} << 24;
  return out;
}

/// "superdelegate", "retiree": a noun of the form that people have. All endings are tried without a branch:
/// which one a word has cannot be foreseen.
bool ends_as_person(std::string_view word) {
  if (word.size() < 4) return false;
  const std::uint32_t end = letters(word.substr(word.size() - 4));
  auto is = [](std::uint32_t a, std::string_view b) { return unsigned{a == letters(b)}; };
  const std::uint32_t two = end & 0xFFFF0000, three = end & 0xFFFFFF00;
  const unsigned of_two = is(two, "er") | is(two, "or") | is(two, "ee");
  const unsigned of_three =
      is(three, "man") | is(three, "ist") | is(three, "ian") | is(three, "ant") | is(three, "one");
  const unsigned longer = unsigned{word.size() > 4} & of_three;
  const unsigned longest = unsigned{word.size() > 5} & (is(end, "body") | is(end, "rson"));
  if ((of_two | longer | longest) == 0) return false;
  return end != letters("rson") || (word.size() > 7 && word.ends_with("person"));
}

}  // namespace

Resolver::Gender Resolver::gender_of(TokenRange words, TokenRange title) const {
  for (std::uint32_t i = title.first; i < title.last; ++i) {
    if (says(i, source_word::sir | source_word::man)) return Gender::male;
    if (says(i, source_word::madam | source_word::woman)) return Gender::female;
  }
  constexpr Gender by_name[] = {Gender::unknown, Gender::male, Gender::female, Gender::unknown};
  static_assert(source_word::male_name == 1 && source_word::female_name == 2);
  static_assert(static_cast<int>(Gender::unknown) == 0);
  return by_name[uses(words.first) & 3 & (0 - unsigned{words.last - words.first > 1})];
}

/// What any of the words is.
std::uint32_t Resolver::all_uses(TokenRange words) const {
  std::uint32_t bits = 0;
  for (std::uint32_t i = words.first; i < words.last; ++i) bits |= uses(i);
  return bits;
}

/// "Lowmark Transport Committee"; not "Bill Ruiz", whose first word is a name too.
bool Resolver::names_group(TokenRange words) const {
  const bool given = (words.last - words.first > 1) & is_given_name(words.first);
  std::uint32_t bits = uses(words.first + given) | uses(words.last - 1);
  if (words.last - words.first > 2) bits |= all_uses({words.first + 1, words.last - 1});
  return (bits & source_word::any_body) != 0;
}

/// "Secretary of | State Ruiz": the word is the end of a title.
bool Resolver::after_office(std::uint32_t i) const {
  return i >= 2 && says(i - 1, source_word::of) && says(i - 2, source_word::title_noun) &&
         tokens_.tokens[i].lex != 0 && !is_given_name(i);
}

/// Where the name begins after titles ("Mayor Ana Ruiz") and after other known words before a given name
/// ("Democrat Ana Ruiz", "Lowmark-born Ana Ruiz").
std::uint32_t Resolver::name_start(TokenRange words) const {
  std::uint32_t start = words.first;
  if (words.size() == 1) return start;
  for (std::uint32_t i = words.first; i + 1 < words.last; ++i)
    start = says(i, source_word::title_noun) ? i + 1 : start;
  if (words.size() == 2) return start == words.first && after_office(start) ? start + 1 : start;
  if (words.last - start < 3 || is_given_name(start) || names_group({start, words.last})) return start;
  for (std::uint32_t i = start; i + 2 < words.last; ++i) {
    const bool other = (tokens_.tokens[i].lex != 0 && !says(i, source_word::name_particle)) ||
                       text(i).find('-') != std::string_view::npos || ends_as_person(text(i));
    if (!other || is_given_name(i)) return start;
    if (is_given_name(i + 1)) return i + 1;
  }
  return start;
}

/// The last word stands as a name by itself: "Ana Ruiz … Ruiz".
bool Resolver::alone_elsewhere(TokenRange words) {
  Namesakes walk = namesakes(words.last - 1, 16, false);
  while (const Name* name = next(walk))
    if (name->words.size() == 1) return true;
  return false;
}

/// A given name, initials, a title before it, or a surname that is used alone.
bool Resolver::shows_person(TokenRange words, TokenRange title) {
  const std::uint32_t first = words.first;
  if ((unsigned{!title.empty()} | unsigned{is_given_name(first)}) != 0) return true;
  const bool after_the = first > 0 && says(first - 1, source_word::the);
  if (after_the || words.size() < 2) return false;
  const bool initial = tokens_.tokens[first].length <= 2 && text(first).back() == '.';
  return initial || (words.size() == 2 && alone_elsewhere(words));
}

/// "…, 34, said"; "…, a neighbor, said"; "…, who said".
bool Resolver::followed_by_person(std::uint32_t end) const {
  constexpr std::uint32_t most = 7;  // tokens
  const auto& tokens = tokens_.tokens;
  if (end + 1 >= tokens.size() || !tokens[end].is(TokenKind::comma)) return false;
  if (tokens[end + 1].is(TokenKind::number) && end + 2 < tokens.size() &&
      tokens[end + 2].is(TokenKind::comma))
    return true;
  if (says(end + 1, source_word::who)) return true;
  for (std::uint32_t i = end + 1; i < tokens.size() && i <= end + most; ++i) {
    if (!tokens[i].is(TokenKind::word) || tokens[i].has(token_flag::sentence_start)) return false;
    if (says(i, source_word::any_person)) return true;
  }
  return false;
}

/// "Ana Ruiz, | the port's chief executive, |": up to the next mark or verb; empty if it names no office.
TokenRange Resolver::office_after(std::uint32_t end) const {
  constexpr std::uint32_t most = 14;  // tokens
  const auto& tokens = tokens_.tokens;
  if (end + 1 >= tokens.size() || !tokens[end].is(TokenKind::comma)) return {};
  // "Ana Ruiz, Tom O'Dell and": another name, if it is not "Tom O'Dell's sister"
  const bool owner = end + 2 < tokens.size() && is_possessive(text(end + 2));
  if (is_given_name(end + 1) && syntax_.tags[end + 1] == Tag::name && !owner) return {};
  TokenRange office{end + 1, end + 1};
  bool named = false;
  for (; office.last < tokens.size() && office.size() < most; ++office.last) {
    const std::uint32_t i = office.last;
    const bool number = tokens[i].is(TokenKind::number);
    if ((!tokens[i].is(TokenKind::word) && !number) || tokens[i].has(token_flag::sentence_start)) break;
    if (is_tag(syntax_.tags[i], "BZTMAWUOFH") || (is_tag(syntax_.tags[i], "I") && !named)) break;
    const std::string_view word = text(i);
    named = named || (is_personal(i) && !is_given_name(i) && !(word.ends_with('s') && !word.ends_with("ss")));
  }
  while (!office.empty() && is_tag(syntax_.tags[office.last - 1], "DIKR")) --office.last;
  return named ? office : TokenRange{};
}

SourceKind Resolver::kind_of_name(TokenRange name, bool person) const {
  const Token& first = tokens_.tokens[name.first];
  const bool acronym = name.size() == 1 && first.has(token_flag::all_caps);
  if (acronym || names_group(name)) return SourceKind::organization;
  if (person || is_given_name(name.first)) return SourceKind::person;
  const bool known = says(name.first, source_word::place) || says(name.last - 1, source_word::organization);
  const bool after_the = name.first > 0 && says(name.first - 1, source_word::the);
  return known || after_the ? SourceKind::organization : SourceKind::person;
}

/// The last noun before what follows a noun: "people" of "people familiar with the plan"; `head` if there is
/// none.
std::uint32_t Resolver::own_head(TokenRange description, std::uint32_t head) const {
  std::uint32_t found = description.last;
  for (std::uint32_t i = description.first; i < description.last; ++i) {
    const Tag tag = syntax_.tags[i];
    const bool owner = tag == Tag::possessive && is_possessive(text(i));
    if (owner) found = description.last;
    if (owner || says(i, source_word::time_noun)) continue;
    const bool person = says(i, source_word::person_noun);
    const bool noun = (tag == Tag::noun) | (tag == Tag::name) | person;
    const bool past = (found < description.last) | (tag == Tag::preposition);
    found = choose(noun, i, found);
    const bool ends = choose(noun, unsigned{person} & unsigned{says(i, source_word::plural)}, past) != 0;
    if (ends) break;
  }
  return found < description.last ? found : head;
}

/// A description's head that can be "he" or "she".
bool Resolver::is_personal(std::uint32_t head) const {
  const std::uint32_t word = uses(head);
  if ((word & source_word::group_noun) != 0) return false;
  return (word & source_word::any_person) != 0 || ends_as_person(text(head));
}

/// People without a name are unnamed, several of them a group; what is no person and speaks all the same (a
/// lawsuit, the evidence) is a document.
SourceKind Resolver::kind_of_description(std::uint32_t first, std::uint32_t head, bool plural) const {
  const std::uint32_t word = uses(head);
  if ((word & source_word::document_noun) != 0) return SourceKind::document;
  if ((word & source_word::org_noun) != 0) return SourceKind::organization;
  if ((word & source_word::staff) != 0) return SourceKind::unnamed;
  const Token& token = tokens_.tokens[head];
  const bool count = token.is(TokenKind::number) || syntax_.tags[head] == Tag::number ||
                     syntax_.tags[head] == Tag::determiner ||
                     (word & (source_word::counted | source_word::group_noun)) != 0;
  if (plural || count) return SourceKind::group;
  const bool named = token.has(token_flag::capital) && !token.has(token_flag::all_caps) &&
                     !(token.has(token_flag::sentence_start) && token.lex != 0) &&
                     (word & source_word::time_noun) == 0;
  if (named && syntax_.tags[first] != Tag::determiner) return SourceKind::person;
  return is_personal(head) ? SourceKind::unnamed : SourceKind::document;
}

}  // namespace nutgraf
