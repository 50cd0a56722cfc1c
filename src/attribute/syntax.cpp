#include "attribute/syntax.hpp"

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

constexpr float name_score = 3.0f;         // a capital inside a sentence
constexpr float other_capital = -4.0f;     // a known word with such a capital, as itself
constexpr float name_at_start = -2.5f;     // a known word at a sentence's start, as a name
constexpr std::size_t flush_limit = 4096;  // undecided words kept at most

std::size_t index(Tag tag) {
  return static_cast<std::size_t>(tag);
}

constexpr bool is(Tag tag, TagSet set) {
  return is_tag(tag, set);
}

constexpr Tag punctuation_tag(TokenKind kind) {
  switch (kind) {
    case TokenKind::comma:
    case TokenKind::semicolon:
      return Tag::comma;
    case TokenKind::period:
    case TokenKind::question:
    case TokenKind::exclamation:
      return Tag::stop;
    case TokenKind::quote_open:
    case TokenKind::quote_close:
    case TokenKind::quote_plain:
      return Tag::quote;
    case TokenKind::handle:
      return Tag::name;
    case TokenKind::url:
    case TokenKind::email:
      return Tag::name;
    case TokenKind::number:
      return Tag::number;
    case TokenKind::colon:
    case TokenKind::dash:
    case TokenKind::ellipsis:
    case TokenKind::slash:
    case TokenKind::bar:
    case TokenKind::paren_open:
    case TokenKind::paren_close:
      return Tag::dash;
    default:
      return Tag::other;
  }
}

constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr std::array<Tag, kind_count> punctuation_tags = [] {
  std::array<Tag, kind_count> out{};
  for (std::size_t i = 0; i < kind_count; ++i) out[i] = punctuation_tag(static_cast<TokenKind>(i));
  return out;
}();

ChunkKind single_kind(Tag tag) {
  switch (tag) {
    case Tag::preposition:
    case Tag::to:
      return ChunkKind::preposition;
    case Tag::subordinator:
      return ChunkKind::subordinator;
    case Tag::wh:
      return ChunkKind::wh;
    case Tag::conjunction:
      return ChunkKind::conjunction;
    case Tag::adverb:
    case Tag::particle:
      return ChunkKind::adverb;
    case Tag::comma:
      return ChunkKind::comma;
    case Tag::dash:
      return ChunkKind::dash;
    case Tag::stop:
      return ChunkKind::stop;
    case Tag::quote:
      return ChunkKind::quote;
    default:
      return ChunkKind::other;
  }
}

bool ends_with_apostrophe_s(std::string_view word) {
  return (word.size() > 2 && (word.ends_with("'s") || word.ends_with("'S"))) ||
         (word.size() > 4 && (word.ends_with("\xE2\x80\x99s") || word.ends_with("\xE2\x80\x99S")));
}

}  // namespace

bool is_possessive(std::string_view word) {
  const char end = word.empty() ? ' ' : word.back();
  if (end != 's' && end != 'S' && end != '\'' && end != '\x99') return false;
  return ends_with_apostrophe_s(word) || (word.size() > 2 && word.ends_with("s'")) ||
         (word.size() > 4 && word.ends_with("s\xE2\x80\x99"));
}

/// True if the word's last letters may be a possessive ending; is_possessive() tells.
bool Syntax::may_be_possessive(const Token& t) const {
  const char* end = page_.text.data() + t.end();
  const char last = end[-1];
  if (last == 's' || last == 'S') return t.length > 1 && (end[-2] == '\'' || end[-2] == '\x99');
  return last == '\'' || last == '\x99';
}

/// The class of a word that allows one only, as most do; Tag::count if there are more to weigh.
Tag Syntax::only_class(std::uint32_t token) const {
  const Token& t = tokens_.tokens[token];
  if (may_be_possessive(t) && is_possessive(text(token))) {
    const bool function_word = model_.words[t.lex].choice != 0 &&
                               is(model_.choices[model_.words[t.lex].choice].at[0].tag, "OWRDHMA");
    return function_word && ends_with_apostrophe_s(text(token)) ? Tag::contraction : Tag::possessive;
  }
  if (t.length == 2 && t.has(token_flag::capital) && text(token)[1] == '.')
    return Tag::name;  // James A. Baker
  const AttributionWord& known = model_.words[t.lex];
  return t.has(token_flag::capital) ? known.capital : known.small;
}

/// "Said Ana Ruiz, “We waited.”": a past form of a speech verb and a name at a sentence's start.
bool Syntax::opens_inverted(std::uint32_t token) const {
  const CueEntry e = model_.cue_of(tokens_.tokens[token].lex);
  const bool past = (e.forms >> static_cast<unsigned>(CueForm::past) & 1) != 0;
  if (!past || model_.cues[e.cue].kind != CueKind::speech || token + 2 >= tokens_.tokens.size()) return false;
  const Token& next = tokens_.tokens[token + 1];
  return next.is(TokenKind::word) && next.has(token_flag::capital) && !next.has(token_flag::sentence_end);
}

void Syntax::choose(std::uint32_t token, bool title_case, Column& column) const {
  const Token& t = tokens_.tokens[token];
  const std::uint16_t known = model_.words[t.lex].choice;
  const bool capital = t.has(token_flag::capital);
  const bool start = t.has(token_flag::sentence_start);
  column.token = token;
  column.size = 0;
  auto add = [&](Tag tag, float score) {
    for (std::size_t i = 0; i < column.size; ++i)
      if (column.at[i].tag == tag) return;
    if (column.size < column.at.size()) column.at[column.size++] = {tag, score};
  };
  if (known == 0) {
    const auto& by_end = model_.by_suffix(text(token));
    for (std::size_t i = 0; i < by_end.size; ++i) add(by_end.at[i].tag, by_end.at[i].score);
    return;
  }
  if (capital && start && opens_inverted(token)) return add(Tag::past, 0);
  const auto& choices = model_.choices[known];
  const bool closed = is(choices.at[0].tag, closed_classes);
  const float lower = capital && !start && !title_case && !closed ? other_capital : 0.0f;
  for (std::size_t i = 0; i < choices.size; ++i) add(choices.at[i].tag, choices.at[i].score + lower);
  if (capital && !closed) add(Tag::name, start || title_case ? name_at_start : name_score);
}

/// Settles the undecided words: the best path back from class `pick` of the last of them.
void Syntax::settle(std::size_t pick) {
  for (std::size_t c = columns_.size(); c-- > 0;) {
    tags[columns_[c].token] = columns_[c].at[pick].tag;
    pick = columns_[c].back[pick];
  }
  columns_.clear();
}

/// The class of the last undecided word that fits best, with `next` after it if it is given.
std::size_t Syntax::best_end(Tag next) const {
  const Column& end = columns_.back();
  std::size_t pick = 0;
  float top = -1e30f;
  for (std::size_t i = 0; i < end.size; ++i) {
    const float score =
        end.best[i] + (next == Tag::count ? 0.0f : model_.follow[index(end.at[i].tag)][index(next)]);
    if (score > top) top = score, pick = i;
  }
  return pick;
}

/// Weighs the classes of the last column, after those of the column before it, or after a decided `before`.
void Syntax::weigh(Tag before) {
  Column& now = columns_.back();
  const Column* left = columns_.size() > 1 ? &columns_[columns_.size() - 2] : nullptr;
  for (std::size_t k = 0; k < now.size; ++k) {
    const std::size_t to = index(now.at[k].tag);
    now.back[k] = 0;
    float top = left != nullptr ? -1e30f : model_.follow[index(before)][to];
    for (std::size_t j = 0; left != nullptr && j < left->size; ++j) {
      const float score = left->best[j] + model_.follow[index(left->at[j].tag)][to];
      if (score > top) top = score, now.back[k] = static_cast<std::uint8_t>(j);
    }
    now.best[k] = top + now.at[k].score;
  }
}

void Syntax::tag(std::uint32_t first, std::uint32_t last) {
  columns_.clear();
  std::uint32_t capitals = 0, words = 0;
  for (std::uint32_t i = first; i < last && i < first + 40; ++i) {
    if (!tokens_.tokens[i].is(TokenKind::word)) continue;
    ++words;
    capitals += tokens_.tokens[i].has(token_flag::capital);
  }
  const bool title_case = words > 3 && last - first < 40 && capitals * 10 > words * 7;
  Tag before = Tag::stop;
  std::uint32_t opening = first;  // the first word, past quotation marks
  while (opening < last &&
         punctuation_tags[static_cast<std::size_t>(tokens_.tokens[opening].kind)] == Tag::quote)
    ++opening;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& t = tokens_.tokens[i];
    Tag one = t.is(TokenKind::word) ? only_class(i) : punctuation_tags[static_cast<std::size_t>(t.kind)];
    if (one == Tag::quote) {
      tags[i] = Tag::quote;
      continue;
    }
    if (t.has(token_flag::sentence_start)) {
      if (!columns_.empty()) settle(0);
      before = Tag::stop;
    }
    if (one == Tag::count) {
      columns_.emplace_back();
      choose(i, title_case, columns_.back());
      if (columns_.back().size > 1 && columns_.size() < flush_limit) {
        weigh(before);
        continue;
      }
      one = columns_.back().at[0].tag;
      columns_.pop_back();
    }
    // a capital at the block's start says less than what follows would have it: it is settled alone
    if (!columns_.empty())
      settle(best_end(columns_.size() == 1 && columns_[0].token == opening ? Tag::count : one));
    tags[i] = before = one;
  }
  if (!columns_.empty()) settle(best_end(Tag::count));
}

std::uint32_t Syntax::skip_quotes(std::uint32_t at, std::uint32_t last) const {
  while (at < last && tags[at] == Tag::quote) ++at;
  return at;
}

/// noun_group: determiners, adjectives, participles before a noun, nouns, names; or one pronoun.
std::uint32_t Syntax::noun_group(std::uint32_t at, std::uint32_t last, Chunk& out) const {
  out.kind = ChunkKind::noun_group;
  out.head = at;
  if (tags[at] == Tag::pronoun) return at + 1;
  bool noun = false;
  std::uint32_t i = at;
  for (; i < last && i < at + 40; ++i) {
    const Tag tag = tags[i];
    const Tag next = i + 1 < last ? tags[i + 1] : Tag::stop;
    if (is(tag, "NPC")) {
      out.head = i;
      noun = true;
    } else if (tag == Tag::possessive) {
      out.head = i;
    } else if (tag == Tag::determiner) {
      if (noun) break;
    } else if (tag == Tag::adjective) {
      if (noun && !is(next, "NPJ")) break;
      if (!noun) out.head = i;
    } else if (is(tag, "EG")) {
      if (!is(next, "NPJS") || (i == at && tag == Tag::gerund) || noun) break;
    } else if (tag == Tag::adverb) {
      if (!is(next, "JCE") || noun) break;
    } else if (tag == Tag::conjunction) {
      const bool joined = i > at && tags[i - 1] == Tag::adjective && next == Tag::adjective;
      const bool ampersand = i > at && tokens_.tokens[i].length == 1;
      if (!joined && !ampersand) break;
    } else {
      break;
    }
  }
  while (i > at + 1 && is(tags[i - 1], "RK")) --i;
  if (!noun && tags[out.head] == Tag::adjective && tags[at] != Tag::determiner && tags[at] != Tag::possessive)
    out.kind = ChunkKind::adjective;
  return i;
}

/// verb_group: adverbs, modal and auxiliaries, negation, head verb; "to" and a base verb.
std::uint32_t Syntax::verb_group(std::uint32_t at, std::uint32_t last, Chunk& out) const {
  out.kind = ChunkKind::verb_group;
  std::uint32_t i = at;
  bool auxiliary = false, be = false, have = false;
  auto word = [&](std::uint32_t k) { return rules_.lexicon.word(tokens_.tokens[k].lex); };
  for (; i < last; ++i) {
    const Tag tag = tags[i];
    if (tag == Tag::to) {
      if (i != at) break;
      out.infinitive = true;
    } else if (tag == Tag::modal) {
      out.modal = true;
      out.finite = true;
      out.head = i;
    } else if (tag == Tag::auxiliary || tag == Tag::contraction) {
      const std::string_view w = word(i);
      if (tag == Tag::contraction && i != at) break;
      out.subject_inside |= tag == Tag::contraction;
      out.negated |= w.ends_with("n't");
      const bool is_be = w.starts_with("be") || w == "is" || w == "are" || w == "was" || w == "were" ||
                         w == "am" || w.starts_with("isn") || w.starts_with("are") || w.starts_with("was") ||
                         w.starts_with("wer") || tag == Tag::contraction;
      have = w.starts_with("ha");
      be = is_be && !have;
      out.finite |= !(w.starts_with("be") || w == "having" || w == "doing" || w == "done") && !out.infinitive;
      out.head = i;
      auxiliary = true;
    } else if (tag == Tag::adverb) {
      out.negated |= word(i) == "not" || word(i) == "never";
      std::uint32_t next = i + 1;
      while (next < last && next < i + 4 && tags[next] == Tag::adverb) ++next;
      if (next >= last || !is(tags[next], "BZTGEA")) break;
      if (is(tags[next], "M") && i != at) break;
    } else if (is(tag, "BZTGE")) {
      out.head = i;
      out.passive = tag == Tag::participle && be;
      out.perfect = tag == Tag::participle && have;
      const bool bare = !auxiliary && !out.modal && !out.infinitive;
      out.finite |= bare && is(tag, "BZT");
      ++i;
      break;
    } else {
      break;
    }
  }
  return i;
}

/// A participle without an auxiliary is the verb of its clause after a pronoun or "who", or where no other
/// verb follows.
bool Syntax::main_verb(const Chunk& c, std::uint32_t last) const {
  if (c.finite || c.infinitive || c.modal || chunks.empty()) return false;
  for (std::uint32_t i = c.first; i < c.head; ++i)
    if (tags[i] == Tag::auxiliary) return false;
  const Chunk& before = chunks.back();
  if (before.last != c.first) return false;
  if (before.kind == ChunkKind::wh) return true;
  const bool after_quote =
      before.kind == ChunkKind::quote && tokens_.tokens[before.first].is(TokenKind::quote_close);
  if (after_quote) return true;
  if (before.kind != ChunkKind::noun_group) return false;
  if (tags[before.head] == Tag::pronoun) return true;
  const std::string_view w = rules_.lexicon.word(tokens_.tokens[before.head].lex);
  if (w == "one" || w == "some" || w == "many" || w == "most" || w == "both" || w == "each") return false;
  if (chunks.size() >= 2) {
    const ChunkKind k = chunks[chunks.size() - 2].kind;
    if (k == ChunkKind::preposition || k == ChunkKind::verb_group) return false;
  }
  if (c.head + 1 < last && rules_.lexicon.word(tokens_.tokens[c.head + 1].lex) == "by") return false;
  for (std::uint32_t i = c.head + 1; i < last && i < c.head + 14; ++i) {
    if (is(tags[i], ".,:UW")) return true;
    if (is(tags[i], "MAZT")) return false;
  }
  return true;
}

/// The class of the first word from `at` on that is no adverb, four words at most.
Tag Syntax::after_adverbs(std::uint32_t at, std::uint32_t last) const {
  std::uint32_t k = at;
  while (k < last && k < at + 4 && tags[k] == Tag::adverb) ++k;
  return k < last ? tags[k] : Tag::stop;
}

/// Reads the chunk that starts at `i`; returns its end.
std::uint32_t Syntax::next_chunk(std::uint32_t i, std::uint32_t last, Chunk& c) const {
  const Tag tag = tags[i];
  const Tag next = i + 1 < last ? tags[i + 1] : Tag::stop;
  std::uint32_t end = i;
  if (is(tag, "DJCNPSO") ||
      (tag == Tag::adverb && is(next, "CD") && !is(after_adverbs(i, last), "MAZTEBG"))) {
    end = noun_group(i, last, c);
  } else if (is(tag, "MAZTEBGH")) {
    const bool attributive =
        tag == Tag::participle && is(next, "NP") && (chunks.empty() || !is(tags[i - 1], "NPO"));
    end = attributive ? noun_group(i, last, c) : verb_group(i, last, c);
  } else if ((tag == Tag::adverb && is(after_adverbs(i, last), "MAZTEBG")) ||
             (tag == Tag::to && is(after_adverbs(i + 1, last), "BA"))) {
    end = verb_group(i, last, c);
  }
  if (end > i) return end;
  c = Chunk{};
  c.first = c.head = i;
  c.kind = single_kind(tag);
  return i + 1;
}

void Syntax::chunk(std::uint32_t first, std::uint32_t last) {
  chunks.clear();
  for (std::uint32_t i = first; i < last;) {
    Chunk c;
    c.first = c.head = i;
    c.last = next_chunk(i, last, c);
    if (c.kind == ChunkKind::verb_group && tags[c.head] == Tag::participle && main_verb(c, last)) {
      tags[c.head] = Tag::past;
      c.finite = true;
    }
    for (std::uint32_t k = i; k < c.last; ++k) chunk_of[k] = static_cast<std::uint32_t>(chunks.size());
    chunks.push_back(c);
    i = c.last;
  }
}

void Syntax::read(std::uint32_t first, std::uint32_t last) {
  tag(first, last);
  chunk(first, last);
}

std::string Syntax::print_tags(std::uint32_t first, std::uint32_t last) const {
  std::string out;
  for (std::uint32_t i = first; i < last; ++i) {
    if (i > first) out += ' ';
    out.append(text(i)).append(1, '/').append(1, tag_letters[index(tags[i])]);
  }
  return out;
}

std::string Syntax::print_chunks() const {
  std::string out;
  for (const Chunk& c : chunks) {
    if (!out.empty()) out += ' ';
    out.append("[").append(chunk_names[static_cast<std::size_t>(c.kind)]);
    for (std::uint32_t i = c.first; i < c.last; ++i) out.append(1, ' ').append(text(i));
    out += ']';
  }
  return out;
}

}  // namespace nutgraf
