// Who is a person: what names and descriptions show of their bearers. Evidence only; a name that shows none
// is no antecedent of "he" and "she".
#include "attribute/resolve.hpp"

namespace nutgraf {
namespace {

/// "superdelegate", "retiree": a noun of the form that people have.
bool ends_as_person(std::string_view word) {
  constexpr std::string_view last_letters = "nrety";  // of the endings: most words have another
  if (word.empty() || last_letters.find(word.back()) == std::string_view::npos) return false;
  for (std::string_view end :
       {"man", "woman", "person", "er", "or", "ee", "ist", "ian", "ant", "one", "body"})
    if (word.size() > end.size() + 1 && word.ends_with(end)) return true;
  return false;
}

}  // namespace

Resolver::Gender Resolver::gender_of(TokenRange words, TokenRange title) const {
  for (std::uint32_t i = title.first; i < title.last; ++i) {
    const std::string_view w = rules_.lexicon.word(tokens_.tokens[i].lex);
    if (w == "mr." || w == "mr" || w == "sir" || w == "lord" || w == "king" || w.ends_with("man"))
      return Gender::male;
    if (w == "mrs." || w == "ms." || w == "mrs" || w == "ms" || w == "lady" || w == "dame" || w == "queen" ||
        w.ends_with("woman"))
      return Gender::female;
  }
  if (words.size() < 2) return Gender::unknown;
  const bool male = is(words.first, WordClass::male_name), female = is(words.first, WordClass::female_name);
  return male == female ? Gender::unknown : male ? Gender::male : Gender::female;
}

bool Resolver::is_plural(std::string_view word) {
  return word.ends_with("s") || word == "people" || word == "men" || word == "women" || word == "some" ||
         word == "many" || word == "others";
}

bool Resolver::is_given_name(std::uint32_t i) const {
  return is(i, WordClass::male_name) || is(i, WordClass::female_name) || is(i, WordClass::given_name);
}

/// "Lowmark Transport Committee"; not "Bill Ruiz", whose first word is a name too.
bool Resolver::names_group(TokenRange words) const {
  const bool given = words.size() > 1 && is_given_name(words.first);
  for (std::uint32_t i = words.first + (given ? 1 : 0); i < words.last; ++i)
    if (is(i, WordClass::org_noun) || is(i, WordClass::document_noun)) return true;
  return false;
}

/// "Secretary of | State Ruiz": the word is the end of a title.
bool Resolver::after_office(std::uint32_t i) const {
  return i >= 2 && tokens_.tokens[i].lex != 0 && !is_given_name(i) && is(i - 2, WordClass::title_noun) &&
         rules_.lexicon.word(tokens_.tokens[i - 1].lex) == "of";
}

/// Where the name begins after titles ("Mayor Ana Ruiz") and after other known words before a given name
/// ("Democrat Ana Ruiz", "Lowmark-born Ana Ruiz").
std::uint32_t Resolver::name_start(TokenRange words) const {
  std::uint32_t start = words.first;
  if (words.size() == 1) return start;
  for (std::uint32_t i = words.first; i + 1 < words.last; ++i)
    if (is(i, WordClass::title_noun)) start = i + 1;
  if (start == words.first && words.size() == 2 && after_office(start)) return start + 1;
  if (words.last - start < 3 || is_given_name(start) || names_group({start, words.last})) return start;
  for (std::uint32_t i = start; i + 2 < words.last; ++i) {
    const bool other = (tokens_.tokens[i].lex != 0 && !is(i, WordClass::name_particle)) ||
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
  if (!title.empty() || is_given_name(first)) return true;
  const bool after_the = first > 0 && rules_.lexicon.word(tokens_.tokens[first - 1].lex) == "the";
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
  if (rules_.lexicon.word(tokens[end + 1].lex) == "who") return true;
  for (std::uint32_t i = end + 1; i < tokens.size() && i <= end + most; ++i) {
    if (!tokens[i].is(TokenKind::word) || tokens[i].has(token_flag::sentence_start)) return false;
    if (is(i, WordClass::person_noun) || is(i, WordClass::title_noun) || is(i, WordClass::job)) return true;
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
  const bool known = is(name.first, WordClass::state) || is(name.first, WordClass::agency) ||
                     is(name.last - 1, WordClass::organization);
  const bool after_the = name.first > 0 && rules_.lexicon.word(tokens_.tokens[name.first - 1].lex) == "the";
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
    if (owner || is(i, WordClass::time_noun)) continue;
    if (tag == Tag::noun || tag == Tag::name || is(i, WordClass::person_noun))
      found = i;
    else if (found < description.last || tag == Tag::preposition)
      break;
    if (is(i, WordClass::person_noun) && is_plural(rules_.lexicon.word(tokens_.tokens[i].lex))) break;
  }
  return found < description.last ? found : head;
}

/// A description's head that can be "he" or "she".
bool Resolver::is_personal(std::uint32_t head) const {
  if (is(head, WordClass::group_noun)) return false;
  if (is(head, WordClass::person_noun) || is(head, WordClass::title_noun) || is(head, WordClass::job))
    return true;
  return ends_as_person(text(head));
}

/// People without a name are unnamed, several of them a group; what is no person and speaks all the same (a
/// lawsuit, the evidence) is a document.
SourceKind Resolver::kind_of_description(std::uint32_t first, std::uint32_t head, bool plural) const {
  if (is(head, WordClass::document_noun)) return SourceKind::document;
  if (is(head, WordClass::org_noun)) return SourceKind::organization;
  const Token& token = tokens_.tokens[head];
  const std::string_view w = rules_.lexicon.word(token.lex);
  const bool officials = w.starts_with("official") || w.starts_with("source") || w.starts_with("aide") ||
                         w.starts_with("adviser") || w == "people" || w.starts_with("spokes");
  if (officials) return SourceKind::unnamed;
  const bool count = token.is(TokenKind::number) || syntax_.tags[head] == Tag::number ||
                     syntax_.tags[head] == Tag::determiner || w == "percent" || w == "half" || w == "third" ||
                     w == "those" || is(head, WordClass::group_noun);
  if (plural || count) return SourceKind::group;
  const bool named = token.has(token_flag::capital) && !token.has(token_flag::all_caps) &&
                     !(token.has(token_flag::sentence_start) && token.lex != 0) &&
                     !is(head, WordClass::time_noun);
  if (named && syntax_.tags[first] != Tag::determiner) return SourceKind::person;
  return is_personal(head) ? SourceKind::unnamed : SourceKind::document;
}

}  // namespace nutgraf
