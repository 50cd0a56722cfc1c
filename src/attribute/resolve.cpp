#include "attribute/resolve.hpp"

#include <algorithm>

#include "attribute/labels.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t look_back = 24;         // names looked at for a pronoun
constexpr std::size_t same_description = 50;  // sources with one head word looked at

}  // namespace

Resolver::Resolver(const Page& page, const Tokens& tokens, const Rules& rules, const Syntax& syntax,
                   Memory& memory)
    : page_(page),
      tokens_(tokens),
      words_(rules.attribution->source_words.data()),
      syntax_(syntax),
      memory_(memory),
      entities_by_(memory),
      entities_(&memory) {}

std::string_view Resolver::text(std::uint32_t i) const {
  return page_.slice({tokens_.tokens[i].start, tokens_.tokens[i].end()});
}

/// The word without a possessive ending.
std::string_view Resolver::bare(std::uint32_t i) const {
  std::string_view w = text(i);
  if (!is_possessive(w)) return w;
  const std::size_t cut = w.find_last_of("'\x99");
  if (w.back() == 's' && cut != std::string_view::npos) return w.substr(0, w[cut] == '\'' ? cut : cut - 2);
  return w.substr(0, w.back() == '\'' ? w.size() - 1 : w.size() - 3);
}

/// The words of the range, which is not empty, without a possessive ending of the last one.
std::string_view Resolver::slice(TokenRange r) const {
  const std::string_view last = bare(r.last - 1);
  const std::size_t start = tokens_.tokens[r.first].start;
  return std::string_view(page_.text)
      .substr(start, static_cast<std::size_t>(last.data() + last.size() - page_.text.data()) - start);
}

/// The same in the text; empty for an empty range.
Span Resolver::span_of(TokenRange r) const {
  if (r.empty()) return {};
  const std::string_view words = slice(r);
  const auto start = static_cast<std::uint32_t>(words.data() - page_.text.data());
  return {start, start + static_cast<std::uint32_t>(words.size())};
}

/// The words are equal but for the first letter's case, wherever lines break.
bool Resolver::same_text(TokenRange a, TokenRange b) const {
  if (a.empty() || b.empty()) return false;
  const std::string_view one = slice(a), other = slice(b);
  auto same = [](char c, char d) { return (c == '\n' ? ' ' : c) == (d == '\n' ? ' ' : d); };
  return one.size() == other.size() && (one[0] | 0x20) == (other[0] | 0x20) &&
         std::equal(one.begin() + 1, one.end(), other.begin() + 1, same);
}

/// No longer name ends in this word: "Council".
bool Resolver::fullest_is_bare(TokenRange name) {
  const Name* full = fullest(name, Gender::unknown);
  return full == nullptr || full->words.size() == 1;
}

std::int32_t Resolver::make(const Entity& entity) {
  entities_.push_back(entity);
  return static_cast<std::int32_t>(entities_.size() - 1);
}

/// The name at the head of a noun group, empty if its head is no name.
TokenRange Resolver::name_in(TokenRange group, std::uint32_t head) const {
  auto named = [&](std::uint32_t i) {
    return syntax_.tags[i] == Tag::name || syntax_.tags[i] == Tag::possessive;
  };
  if (!named(head) || !tokens_.tokens[head].has(token_flag::capital) || says(head, source_word::weekday))
    return {};
  std::uint32_t first = head, last = head + 1;
  auto before = [&](std::uint32_t i) {
    return syntax_.tags[i] == Tag::name || (tokens_.tokens[i].has(token_flag::capital) && is_given_name(i));
  };
  const bool body = says(head, source_word::org_noun);  // "the Harbour Workers' Union"
  auto owner = [&](std::uint32_t i) {
    return body && i > group.first && syntax_.tags[i] == Tag::possessive &&
           tokens_.tokens[i].is(TokenKind::apostrophe) && tokens_.tokens[i - 1].has(token_flag::capital);
  };
  while (first > group.first && (before(first - 1) || owner(first - 1) ||
                                 (says(first - 1, source_word::name_particle) && first - 1 > group.first &&
                                  syntax_.tags[first - 2] == Tag::name)))
    --first;
  while (last < group.last && syntax_.tags[last] == Tag::name) ++last;
  return {first, last};
}

/// The body that was told of by its noun alone, "the council", before its name stands as a speaker; -1 if
/// none.
std::int32_t Resolver::described_body(TokenRange name) const {
  const std::uint32_t last = name.last - 1;
  if (name.size() < 2 || !says(last, source_word::org_noun)) return -1;
  const std::uint32_t n = entities_by_.newest(description_key(last));
  if (n == WordLists::none) return -1;
  const Entity& e = entities_[entities_by_.value(n)];
  const bool bare = e.described && e.kind == SourceKind::organization && e.name.size() <= 2;
  return bare ? static_cast<std::int32_t>(entities_by_.value(n)) : -1;
}

std::int32_t Resolver::by_name(TokenRange words, TokenRange group) {
  const std::uint32_t start = begin_of(words);
  const TokenRange name{start, words.last};
  const Gender gender = gender_of(name, {group.first, start});
  const Name* full = fullest(name, gender);
  const bool longer = full != nullptr && full->words.size() > name.size();
  const TokenRange best = *(longer ? &full->words : &name);
  // an entity of this name already
  const std::uint32_t last_word = key_of(best.last - 1);
  std::size_t steps = 0;
  for (std::uint32_t n = entities_by_.newest(last_word); n != WordLists::none && steps < same_name;
       n = entities_by_.older(n), ++steps) {
    const std::uint32_t known = entities_by_.value(n);
    Entity& e = entities_[known];
    if (!compatible_ends(e.name, best) || !agree(gender, e.gender)) continue;
    if (best.size() > e.name.size()) e.name = best;
    if (e.title.empty()) e.title = {group.first, start};
    return static_cast<std::int32_t>(known);
  }
  if (const std::int32_t body = described_body(best); body >= 0) {
    Entity& known = entities_[static_cast<std::size_t>(body)];
    known.name = best;
    known.described = false;
    entities_by_.add(last_word, static_cast<std::uint32_t>(body));
    return body;
  }
  Entity e;
  e.name = best;
  e.title = {group.first, start};
  e.gender = full != nullptr ? full->gender : gender_of(best, e.title);
  const bool person = (full != nullptr && full->person) ||
                      (all_uses({group.first, start}) & source_word::any_person) != 0 ||
                      followed_by_person(words.last);
  e.kind = kind_of_name(best, person);
  e.personal = e.kind == SourceKind::person && (person || is_given_name(best.first));
  const std::int32_t made = make(e);
  entities_by_.add(last_word, static_cast<std::uint32_t>(made));
  return made;
}

std::int32_t Resolver::by_pronoun(const Found& f, bool female, float& doubt) {
  const Gender want = female ? Gender::female : Gender::male;
  const std::uint32_t at = f.source.first;
  float best = -1e9f, second = -1e9f;
  const Name* pick = nullptr;
  std::int32_t pick_entity = -1;
  auto fits = [&](Gender g) { return (g == want) | (g == Gender::unknown); };
  auto offer = [&](float score, const Name* name, std::int32_t entity) {
    if (score > best)
      second = best, best = score, pick = name, pick_entity = entity;
    else if (score > second)
      second = score;
  };
  if (last_speaker_ >= 0) {
    const Entity& e = entities_[static_cast<std::size_t>(last_speaker_)];
    const float far = static_cast<float>(at - std::min(at, e.last_token)) / 60.0f;
    if (e.personal & fits(e.gender) & !e.plural) offer(2.5f - far, nullptr, last_speaker_);
  }
  const bool named_speaker =
      last_speaker_ >= 0 && !entities_[static_cast<std::size_t>(last_speaker_)].described;
  const float most = named_speaker ? 1.0f : 0.0f;
  // what scores no more than this is neither the best nor near enough to it to raise a doubt
  auto enough = [&] { return std::max(second, best - 1.001f); };
  std::size_t steps = 0;
  for (std::uint32_t n = names_before(at); n > 0 && steps < look_back; ++steps) {
    Name& name = names_[--n];
    const float near = 1.0f - static_cast<float>(at - name.words.first) / 25.0f;
    if (near + 1.2f + 0.8f + most <= enough()) break;  // and those before it are farther
    if (nobody(name)) continue;
    const float place = near + (first_in_sentence(n) ? 1.2f : 0.0f);
    if (place + 0.8f + most <= enough()) continue;
    const Name& full = known(name);
    if (!(fits(full.gender) & (full.person | name.person))) continue;
    float score = place + (full.gender == want ? 0.8f : 0.0f);
    if (named_speaker && compatible(entities_[static_cast<std::size_t>(last_speaker_)].name, full.words))
      score += 1.0f;
    offer(score, &name, -1);
  }
  doubt = best < -3.0f ? 1.0f : 1.0f / (1.0f + std::max(0.0f, best - second));
  if (pick_entity >= 0) return pick_entity;
  if (pick == nullptr || best < -4.0f) return -1;
  const TokenRange words{pick->title_first, pick->words.last};
  return by_name(words, words);
}

/// The same word, with a capital letter or without.
bool Resolver::same_word(std::uint32_t a, std::uint32_t b) const {
  return key_of(a) == key_of(b) ||
         (tokens_.tokens[a].lex != 0 && tokens_.tokens[a].lex == tokens_.tokens[b].lex);
}

/// named-body: "the council" is the Lowmark Council named last before it.
std::int32_t Resolver::named_body(TokenRange range, std::uint32_t head) {
  if (!says(head, source_word::org_noun) || range.size() > 2) return -1;
  const std::uint32_t key = key_of(head) & ~capital_key;
  const std::uint32_t end = names_before(range.first);
  for (std::uint32_t n = end; n > 0 && end - n < same_name;) {
    const Name& name = names_[--n];
    if ((name.key & ~capital_key) == key && name.words.size() > 1) return by_name(name.words, name.words);
  }
  return -1;
}

/// the senator: the speaker whose title says so
std::int32_t Resolver::title_holder(std::uint32_t head) const {
  if (says(head, source_word::org_noun)) return -1;
  std::size_t steps = 0;
  for (std::size_t i = entities_.size(); i-- > 0 && steps < 50; ++steps) {
    const Entity& e = entities_[i];
    if (e.described) continue;
    for (std::uint32_t k = e.title.first; k < e.title.last; ++k)
      if (tokens_.tokens[k].lex == tokens_.tokens[head].lex && syntax_.tags[k] != Tag::possessive)
        return static_cast<std::int32_t>(i);
  }
  return -1;
}

/// "the official": the source whose description, or name, holds all the words.
std::int32_t Resolver::described_before(TokenRange range, std::uint32_t head) {
  const std::uint32_t key = description_key(head);
  const std::uint32_t skip = syntax_.tags[range.first] == Tag::determiner && range.size() > 1 ? 1 : 0;
  std::size_t steps = 0;
  for (std::uint32_t n = entities_by_.newest(key); n != WordLists::none && steps < same_description;
       n = entities_by_.older(n), ++steps) {
    const std::uint32_t known = entities_by_.value(n);
    if (!holds_words(entities_[known].name, {range.first + skip, head + 1})) continue;
    entities_by_.add(key, known);
    return static_cast<std::int32_t>(known);
  }
  return -1;
}

/// Each of the words stands in `all`.
bool Resolver::holds_words(TokenRange all, TokenRange words) const {
  for (std::uint32_t w = words.first; w < words.last; ++w) {
    bool found = false;
    for (std::uint32_t k = all.first; k < all.last && !found; ++k) found = same_word(k, w);
    if (!found) return false;
  }
  return true;
}

/// "Councillors": the same group each time; "a clerk": another one.
std::int32_t Resolver::same_group(TokenRange range, std::uint32_t head) const {
  const bool person = says(head, source_word::person_noun);
  if (person && !(range.size() == 1 && slice(range).ends_with('s'))) return -1;
  std::size_t steps = 0;
  for (std::uint32_t n = entities_by_.newest(description_key(head));
       n != WordLists::none && steps < same_description; n = entities_by_.older(n), ++steps)
    if (same_text(entities_[entities_by_.value(n)].description, range))
      return static_cast<std::int32_t>(entities_by_.value(n));
  return -1;
}

std::int32_t Resolver::by_description(TokenRange range, std::uint32_t head) {
  while (!range.empty() && syntax_.tags[range.last - 1] == Tag::comma) --range.last;
  if (range.empty()) return -1;
  const std::uint32_t first = uses(range.first);
  // "the 24-year-old": the person who spoke last
  if (tokens_.tokens[head].length > 9 && (first & source_word::the) != 0 &&
      text(head).ends_with("-year-old") && last_speaker_ >= 0 &&
      entities_[static_cast<std::size_t>(last_speaker_)].kind == SourceKind::person)
    return last_speaker_;
  // a headline has no articles: "Council votes"
  const bool bare_body = range.size() == 1 && says(head, source_word::org_noun);
  const bool definite = (first & source_word::definite) != 0 || bare_body;
  std::int32_t known = -1;
  if (definite && tokens_.tokens[head].lex != 0) {
    if (known = described_before(range, head); known >= 0) return known;
    if (known = named_body(range, head); known >= 0) return known;
    if (known = title_holder(head); known >= 0) return known;
  }
  if (!definite && (known = same_group(range, head)) >= 0) return known;
  Entity e;
  e.name = range;
  e.description = range;
  e.described = true;
  e.head = head;
  const std::uint32_t noun = own_head(range, head);
  e.plural = says(noun, source_word::plural);
  if (says(noun, source_word::man)) e.gender = Gender::male;
  if (says(noun, source_word::woman)) e.gender = Gender::female;
  e.personal = is_personal(noun) && !e.plural;
  e.kind = kind_of_description(range.first, noun, e.plural);
  const std::int32_t made = make(e);
  entities_by_.add(description_key(head), static_cast<std::uint32_t>(made));
  return made;
}

/// apposition: "The council leader, Gareth Pugh", "a neighbour, Roy Petrakis, 81": the name after the comma
/// of a description of one person; empty if there is none.
TokenRange Resolver::name_after(TokenRange range, std::uint32_t head) const {
  if (syntax_.tags[head] == Tag::name || syntax_.tags[head] == Tag::pronoun) return {};
  // "A trial of a drug, Colfen": only what is one person's takes one person's name
  const bool own =
      says(range.first, source_word::owner | source_word::the) && !says(head, source_word::document_noun);
  if (!own && !says(head, source_word::any_person)) return {};
  for (std::uint32_t i = head + 1; i < range.last; ++i) {
    const Token& t = tokens_.tokens[i];
    if (t.is(TokenKind::quote_open) || t.is(TokenKind::paren_open)) return {};
    if (!t.is(TokenKind::comma)) continue;
    std::uint32_t last = i + 1;
    while (last < range.last && syntax_.tags[last] == Tag::name &&
           tokens_.tokens[last].has(token_flag::capital))
      ++last;
    const std::uint32_t words = last - i - 1;
    const bool ends =
        last >= range.last || tokens_.tokens[last].is(TokenKind::comma) || says(last, source_word::of);
    const bool given =
        words > 0 && says(i + 1, source_word::male_name | source_word::female_name | source_word::title_noun);
    if (ends && words < 6 && (given || (words == 2 && !says(head, source_word::org_noun))))
      return {i + 1, last};
    return {};
  }
  return {};
}

/// The head of a noun group's first part: "a spokesman" of "a spokesman for the council".
std::uint32_t Resolver::first_head(TokenRange range) const {
  std::uint32_t last = range.first + 1;
  while (last < range.last && !is_tag(syntax_.tags[last], "I,:")) ++last;
  return last - 1;
}

std::int32_t Resolver::resolve(const Found& f, float& doubt) {
  TokenRange range = f.source;
  std::uint32_t head = f.source_head;
  SubjectKind kind = f.source_kind;
  if (kind == SubjectKind::who || kind == SubjectKind::which) {
    if (f.antecedent.empty()) return -1;
    range = f.antecedent;
    head = first_head(range);
    kind = says(head, source_word::person_noun) ? SubjectKind::unnamed : SubjectKind::name;
  }
  if (range.empty()) return -1;
  switch (kind) {
    case SubjectKind::he:
      return by_pronoun(f, says(head, source_word::she), doubt);
    case SubjectKind::they:
      if (last_speaker_ >= 0 && entities_[static_cast<std::size_t>(last_speaker_)].plural)
        return doubt = 0.5f, last_speaker_;
      return -1;
    case SubjectKind::it:
      if (last_speaker_ >= 0 &&
          entities_[static_cast<std::size_t>(last_speaker_)].kind == SourceKind::organization)
        return doubt = 0.5f, last_speaker_;
      return -1;
    case SubjectKind::first:
    case SubjectKind::you:
    case SubjectKind::demonstrative:
    case SubjectKind::none:
      return -1;
    default:
      break;
  }
  const TokenRange described = name_after(range, head);
  if (!described.empty())
    return by_name(described,
                   {says(head, source_word::org_noun) ? described.first : range.first, described.last});
  TokenRange name = name_in(range, head);
  auto alone = [&] {
    return head == range.first && (range.size() == 1 || tokens_.tokens[head + 1].is(TokenKind::comma));
  };
  if (name.empty() && tokens_.tokens[head].has(token_flag::capital) && alone() && stands_as_name(head))
    name = {head, head + 1};  // a name elsewhere
  if (name.empty() | (kind == SubjectKind::unnamed)) return by_description(range, head);
  const unsigned noun = unsigned{name.size() == 1} & unsigned{says(head, source_word::org_noun)};
  if (noun != 0 && fullest_is_bare(name)) return by_description(range, head);
  return by_name(name, {range.first, name.last});
}

/// In the order of the text, those with one source side by side.
std::pmr::vector<Resolver::Turn> Resolver::turns_of(std::span<const Found> found) const {
  std::pmr::vector<Turn> out(found.size(), &memory_);
  unsigned sorted = 1;
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    const Found& f = found[i];
    const std::uint32_t place = f.source.empty() ? f.cue.first : f.source.first;
    out[i].place = place;
    out[i].attribution = i;
    sorted &= last <= place;
    last = place;
  }
  if (sorted == 0)
    std::sort(out.begin(), out.end(), [](const Turn& a, const Turn& b) {
      auto key = [](const Turn& turn) { return std::uint64_t{turn.place} << 32 | turn.attribution; };
      return key(a) < key(b);
    });
  return out;
}

/// What a statement of the turn's entity tells of it.
void Resolver::take_turn(const Found& f, Turn& turn, float doubt, Attribution& attribution) {
  Entity& entity = entities_[static_cast<std::size_t>(turn.entity)];
  entity.mentions += turn.mention;
  ++entity.attributions;
  attribution.source = static_cast<std::uint32_t>(turn.entity);
  attribution.confidence *= std::min(1.5f - doubt, 1.0f);
  entity.last_token = f.source.first;
  // no branches: which speakers come next cannot be foreseen
  const bool tells = (f.source_kind == SubjectKind::he) & (entity.gender == Gender::unknown);
  const unsigned told = static_cast<unsigned>(Gender::male) + says(f.source_head, source_word::she);
  static_assert(static_cast<int>(Gender::female) == static_cast<int>(Gender::male) + 1);
  entity.gender = static_cast<Gender>(choose(tells, told, static_cast<unsigned>(entity.gender)));
  const bool speaks =
      (entity.kind == SourceKind::person) | (entity.kind == SourceKind::unnamed) | entity.plural;
  last_speaker_ = static_cast<std::int32_t>(choose(
      speaks & (f.parent < 0), static_cast<unsigned>(turn.entity), static_cast<unsigned>(last_speaker_)));
}

void Resolver::run(std::span<const Found> found, Attributions& out) {
  if (found.empty()) return;
  index_names();
  std::pmr::vector<Turn> turns = turns_of(found);
  entities_.reserve(std::min<std::size_t>(found.size(), 64));
  entities_by_.reset(found.size());
  std::int32_t e = -1;
  std::uint32_t last_place = ~0u;
  for (Turn& turn : turns) {
    const Found& f = found[turn.attribution];
    if (f.source.empty()) continue;
    float doubt = 0;
    turn.mention = f.source.first != last_place;
    last_place = f.source.first;
    if (turn.mention) e = resolve(f, doubt);
    turn.entity = e;
    if (e >= 0) take_turn(f, turn, doubt, out.attributions[turn.attribution]);
  }
  add_sources(turns, found, out);
}

/// The entities in the order in which they were made: that of their first turns. Each has room in the lists
/// for what belongs to it; `next` tells where that begins, and where what belongs to none does.
void Resolver::make_sources(Attributions& out, std::span<Places> next) {
  Places at{static_cast<std::uint32_t>(out.spans.size()), 0};
  out.sources.reserve(entities_.size());
  for (std::size_t i = 0; i < entities_.size(); ++i) {
    const Entity& entity = entities_[i];
    next[i] = at;
    Source& source = out.sources.emplace_back();
    source.name = span_of(entity.name);
    source.kind = entity.kind;
    source.mentions = {at.mention, entity.mentions};
    source.attributions = {at.statement, entity.attributions};
    at.mention += entity.mentions;
    at.statement += entity.attributions;
    if (!entity.described & (entity.kind == SourceKind::person)) source.title = span_of(title_of(entity));
  }
  next.back() = at;
}

/// No branches: whose turn it is cannot be foreseen. What belongs to no entity is written past the rest, and
/// cut off.
void Resolver::add_sources(std::span<const Turn> turns, std::span<const Found> found, Attributions& out) {
  const auto nobody = static_cast<std::uint32_t>(entities_.size());
  const std::span<Places> next(take<Places>(memory_, nobody + 1), nobody + 1);
  auto* const entity_of = take<std::uint32_t>(memory_, turns.size());
  make_sources(out, next);
  const Places end = next.back();
  out.spans.resize(end.mention + turns.size());
  out.statements.resize(end.statement + turns.size());
  for (const Turn& turn : turns) {
    const std::uint32_t entity = std::min(static_cast<std::uint32_t>(turn.entity), nobody);
    const TokenRange r = found[turn.attribution].source;
    const Token &first = tokens_.tokens[r.first], &last = tokens_.tokens[std::max(r.last, 1u) - 1];
    out.spans[next[choose(turn.mention, entity, nobody)].mention++] = {first.start, last.end()};
    entity_of[turn.attribution] = entity;
  }
  for (std::uint32_t i = 0; i < turns.size(); ++i) out.statements[next[entity_of[i]].statement++] = i;
  out.spans.resize(end.mention);
  out.statements.resize(end.statement);
}

/// The office that the words give, without marks and determiners: "chief officer" of "chief officer, Dr.";
/// empty if they give none. Honorifics are no office.
TokenRange Resolver::office_in(TokenRange t) const {
  while (!t.empty() && (syntax_.tags[t.first] == Tag::determiner || syntax_.tags[t.first] == Tag::comma))
    ++t.first;
  while (!t.empty() && (tokens_.tokens[t.last - 1].is(TokenKind::comma) ||
                        tokens_.tokens[t.last - 1].is(TokenKind::quote_open)))
    --t.last;
  // "chief officer, Dr. Hannah Voss": the office, not the form of address
  for (std::uint32_t i = t.first; i < t.last; ++i)
    if (tokens_.tokens[i].is(TokenKind::comma)) t.last = i;
  std::uint32_t office = t.first;
  while (office < t.last && !is_personal(office)) ++office;
  if (office >= t.last) return {};
  if (t.size() == 1 && says(t.first, source_word::honorific)) return {};
  return t;
}

/// The words before the name or the apposition after it.
TokenRange Resolver::office_beside(TokenRange title, std::uint32_t end) const {
  const bool after = end < tokens_.tokens.size() && tokens_.tokens[end].is(TokenKind::comma);
  if (!after & title.empty()) return {};
  if (!title.empty())
    if (const TokenRange before = office_in(title); !before.empty()) return before;
  return after ? office_in(office_after(end)) : TokenRange{};
}

/// The office beside the name, here or at the name's first titled mention.
TokenRange Resolver::title_of(const Entity& e) {
  if (const TokenRange own = office_beside(e.title, e.name.last); !own.empty()) return own;
  TokenRange found;
  Namesakes walk = namesakes(e.name.last - 1, same_name, true);
  while (const Name* name = next(walk)) {
    // the end of a name of one word tells nothing: the one that it belongs to may be another
    const std::uint32_t end = name->words.size() > 1 ? name->words.last : no_name;
    const TokenRange t = office_beside(name->title(), end);
    if (!t.empty() && compatible_ends(e.name, name->words)) found = t;
  }
  return found;
}

}  // namespace nutgraf
