#include "attribute/syntax.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

// natural logarithms, in thousandths
constexpr std::int16_t name_score = 3000;      // a capital inside a sentence
constexpr std::int16_t other_capital = -4000;  // a known word with such a capital, as itself
constexpr std::int16_t name_at_start = -2500;  // a known word at a sentence's start, as a name

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

struct Mark {
  Tag tag = Tag::other;
  std::uint8_t bits = 0;  ///< of word_bit
};
constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr std::array<Mark, kind_count> marks_by_kind = [] {
  std::array<Mark, kind_count> out{};
  for (std::size_t i = 0; i < kind_count; ++i) out[i].tag = punctuation_tag(static_cast<TokenKind>(i));
  out[static_cast<std::size_t>(TokenKind::colon)].bits = word_bit::cue;
  out[static_cast<std::size_t>(TokenKind::quote_close)].bits = word_bit::closing;
  return out;
}();

/// The last bytes of words that marked_class() may know: "’s", "'S" (bit 0), "s'", "s’", "A." (bit 1).
constexpr std::array<std::uint8_t, 256> mark_ends = [] {
  std::array<std::uint8_t, 256> out{};
  out['s'] = out['S'] = 1;
  out['\''] = out[0x99] = out['.'] = 2;
  return out;
}();
/// The bytes before them.
constexpr std::array<std::uint8_t, 256> mark_before = [] {
  std::array<std::uint8_t, 256> out{};
  out.fill(2);
  out['\''] = out[0x99] = 3;
  return out;
}();

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

/// The class of a possessive form or contraction, and of an initial ("James A. Baker"); Tag::count for
/// others.
[[gnu::noinline]] Tag Syntax::marked_class(std::uint32_t token) const {
  const Token& t = tokens_.tokens[token];
  if (t.is(TokenKind::apostrophe))  // "the Harbour Workers' Union"
    return t.start > 0 && page_.text[t.start - 1] == 's' ? Tag::possessive : Tag::count;
  const char* end = page_.text.data() + t.end();
  if (end[-1] == '.') return t.length == 2 && t.has(token_flag::capital) ? Tag::name : Tag::count;
  const bool letter = end[-1] == 's' || end[-1] == 'S';
  if (letter && (t.length < 2 || (end[-2] != '\'' && end[-2] != '\x99'))) return Tag::count;
  if (!is_possessive(text(token))) return Tag::count;
  const std::uint16_t choice = model_.tags[t.lex].choice;
  const bool function_word = choice != 0 && is(model_.choices[choice].tag[0], "OWRDHMAU");
  return function_word && ends_with_apostrophe_s(text(token)) ? Tag::contraction : Tag::possessive;
}

/// "Said Ana Ruiz, “We waited.”": a past form of a speech verb and a name at a sentence's start.
bool Syntax::opens_inverted(std::uint32_t token) const {
  const CueEntry e = model_.cue_of(tokens_.tokens[token].lex);
  const bool past = (e.forms >> static_cast<unsigned>(CueForm::past) & 1) != 0;
  if (!past || model_.cues[e.cue].kind != CueKind::speech || token + 2 >= tokens_.tokens.size()) return false;
  const Token& next = tokens_.tokens[token + 1];
  return next.is(TokenKind::word) && next.has(token_flag::capital) && !next.has(token_flag::sentence_end);
}

/// The classes of a word with a capital that is in the lexicon: as itself and as a name.
[[gnu::noinline]] const AttributionModel::Choices& Syntax::with_name(const AttributionModel::Choices& own,
                                                                     bool expected) {
  named_ = own;
  bool name = false;
  for (std::size_t i = 0; i < own.size; ++i) {
    named_.score[i] = static_cast<std::int16_t>(own.score[i] + (expected ? 0 : other_capital));
    name |= own.tag[i] == Tag::name;
  }
  if (name) return named_;
  named_.tag[named_.size] = Tag::name;
  named_.score[named_.size++] = expected ? name_at_start : name_score;
  return named_;
}

/// The classes of a word that has several; null if it has one, which is then in `tags`.
[[gnu::always_inline]] inline const AttributionModel::Choices* Syntax::choices_of(std::uint32_t token,
                                                                                  bool title_case) {
  const Token& t = tokens_.tokens[token];
  const std::uint16_t known = model_.tags[t.lex].choice;
  const AttributionModel::Choices* choices = &model_.choices[known];
  const bool start = t.has(token_flag::sentence_start);
  if (known == 0) {
    choices = &model_.by_suffix(text(token));
  } else if (t.has(token_flag::capital)) {
    if (start && opens_inverted(token)) {
      tags[token] = Tag::past;
      return nullptr;
    }
    if (!is(choices->tag[0], closed_classes)) choices = &with_name(*choices, start || title_case);
  }
  if (choices->size > 1) return choices;
  tags[token] = choices->tag[0];
  return nullptr;
}

/// Puts a word of several classes to the undecided ones, with the best way to each from the classes of the
/// one before, or from `before` if it is the first. Returns Tag::count, or the word's class if it has one
/// only or too many are undecided.
Tag Syntax::leave_open(std::uint32_t token, bool title_case, Tag before) {
  const AttributionModel::Choices* choices = choices_of(token, title_case);
  if (choices == nullptr) return tags[token];
  if (open_ == most_open) return choices->tag[0];
  Column& left = columns_[open_];
  if (open_ == 0) left.tag[0] = before;
  Column& now = columns_[++open_];
  now.token = token;
  now.size = choices->size;
  for (std::size_t k = 0; k < choices->size; ++k) {
    const auto& after = model_.after[index(choices->tag[k])];
    std::int32_t top = left.best[0] + after[index(left.tag[0])];
    std::size_t pick = 0;
    for (std::size_t j = 1; j < left.size; ++j) {
      const std::int32_t score = left.best[j] + after[index(left.tag[j])];
      pick = score > top ? j : pick;
      top = score > top ? score : top;
    }
    now.tag[k] = choices->tag[k];
    now.back[k] = static_cast<std::uint8_t>(pick);
    now.best[k] = top + choices->score[k];
  }
  return Tag::count;
}

/// Settles the undecided words: the best path back from class `pick` of the last of them.
inline void Syntax::settle(std::size_t pick) {
  const Column* column = &columns_[open_];
  for (; open_ > 0; --open_, --column) {
    tags[column->token] = column->tag[pick];
    pick = column->back[pick];
  }
}

/// The class of the last undecided word that fits best, with `next` after it.
inline std::size_t Syntax::best_end(Tag next) const {
  const Column& end = columns_[open_];
  const auto& after = model_.after[index(next)];
  std::size_t pick = 0;
  std::int32_t top = end.best[0] + after[index(end.tag[0])];
  for (std::size_t i = 1; i < end.size; ++i) {
    const std::int32_t score = end.best[i] + after[index(end.tag[i])];
    pick = score > top ? i : pick;
    top = score > top ? score : top;
  }
  return pick;
}

/// The same, whatever comes after it.
std::size_t Syntax::best_end() const {
  const Column& end = columns_[open_];
  return static_cast<std::size_t>(std::max_element(end.best.begin(), end.best.begin() + end.size) -
                                  end.best.begin());
}

/// A headline in capitals: they say nothing of names then.
bool Syntax::mostly_capitals(std::uint32_t first, std::uint32_t last) const {
  if (last - first >= 40) return false;
  std::uint32_t capitals = 0, words = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    if (!tokens_.tokens[i].is(TokenKind::word)) continue;
    ++words;
    capitals += tokens_.tokens[i].has(token_flag::capital);
  }
  return words > 3 && capitals * 10 > words * 7;
}

/// The classes of the words that have one only, Tag::count for the others, which are listed; and
/// which words marked_class() may know, in `marked_`. Without a branch: what kind a word is cannot be
/// foreseen.
void Syntax::tag_sure_words(std::uint32_t first, std::uint32_t last) {
  const Token* const tokens = tokens_.tokens.data();
  const WordTags* const words = model_.tags.data();
  const char* const page = page_.text.data();
  Tag* const out = tags.data();
  std::uint8_t* const bits = bits_.data();
  std::uint32_t* unsure = listed_.data();
  std::uint32_t* marked = marked_.data();
  std::uint32_t quote = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& t = tokens[i];
    static_assert(token_flag::capital == 1 << 2);
    const WordTags& word = words[t.lex];
    const Tag by_word = word.only[t.flags >> 2 & 1];
    const Mark mark = marks_by_kind[static_cast<std::size_t>(t.kind)];
    const Tag one = t.is(TokenKind::word) ? by_word : mark.tag;
    bits[i - first] = static_cast<std::uint8_t>(word.bits | mark.bits);
    const std::uint32_t end = t.end();
    const auto last_byte = static_cast<unsigned char>(page[end - 1]);
    const auto byte_before = static_cast<unsigned char>(page[std::max(end, 2u) - 2]);
    out[i] = one;
    *unsure = i;
    unsure += one == Tag::count;
    *marked = i;
    const std::uint32_t ends = mark_ends[last_byte] & mark_before[byte_before];
    marked += (t.is(TokenKind::word) ? ends : t.is(TokenKind::apostrophe) ? 1u : 0u) != 0;
    quote |= one == Tag::quote;
  }
  quotes = quote != 0;
  listed_count_ = static_cast<std::size_t>(unsure - listed_.data());
  const std::uint32_t* const end = marked;
  for (marked = marked_.data(); marked != end; ++marked)
    if (const Tag one = marked_class(*marked); one != Tag::count) out[*marked] = one;
}

/// The class of the word before the token, Tag::stop at a sentence's start; quotation marks are seen through.
inline Tag Syntax::class_before(std::uint32_t token, std::uint32_t first) const {
  if (tokens_.tokens[token].has(token_flag::sentence_start)) return Tag::stop;
  while (token > first && tags[token - 1] == Tag::quote) --token;
  return token > first ? tags[token - 1] : Tag::stop;
}

/// A word of several classes between two that are settled; Tag::count if that is not so.
inline Tag Syntax::settle_alone(std::uint32_t token, const Run& run) {
  constexpr std::size_t few = 4;
  std::uint32_t next = token + 1;
  while (next < run.last && tags[next] == Tag::quote) ++next;
  if (next >= run.last || tags[next] == Tag::count || token == run.opening) return Tag::count;
  if (tokens_.tokens[next].has(token_flag::sentence_start)) return Tag::count;
  const AttributionModel::Choices* choices = choices_of(token, run.title_case);
  if (choices == nullptr || choices->size > few) return Tag::count;
  const std::size_t before = index(class_before(token, run.first));
  const auto& after = model_.after[index(tags[next])];
  std::int32_t top = -(1 << 30);
  Tag pick = Tag::count;
  for (std::size_t k = 0; k < few; ++k) {  // places past its size weigh too little to be picked
    const Tag tag = choices->tag[k];
    const std::int32_t score = choices->score[k] + model_.after[index(tag)][before] + after[index(tag)];
    pick = score > top ? tag : pick;
    top = std::max(top, score);
  }
  return pick;
}

/// Settles the words of several classes from `token` to the next that is sure; returns one past the last.
std::uint32_t Syntax::settle_run(std::uint32_t token, const Run& run) {
  Tag before = class_before(token, run.first);
  open_ = 0;
  for (std::uint32_t i = token; i < run.last; ++i) {
    if (tags[i] == Tag::quote) continue;
    if (i > token && tokens_.tokens[i].has(token_flag::sentence_start)) {
      settle(0);
      return i;
    }
    Tag one = tags[i];
    if (one == Tag::count) one = leave_open(i, run.title_case, before);
    if (one == Tag::count) continue;
    // a capital at the block's start says less than what follows would have it: it is settled alone
    if (open_ > 0) settle(open_ == 1 && columns_[1].token == run.opening ? best_end() : best_end(one));
    tags[i] = one;
    return i + 1;
  }
  if (open_ > 0) settle(best_end());
  return run.last;
}

void Syntax::tag(std::uint32_t first, std::uint32_t last) {
  tag_sure_words(first, last);
  Run run{first, last, first, mostly_capitals(first, last)};
  while (run.opening < last && tags[run.opening] == Tag::quote) ++run.opening;
  std::uint32_t done = first;
  for (std::size_t k = 0; k < listed_count_; ++k) {
    const std::uint32_t token = listed_[k];
    if (token < done || tags[token] != Tag::count) continue;
    const Tag one = settle_alone(token, run);
    if (one != Tag::count)
      tags[token] = one;
    else
      done = settle_run(token, run);
  }
}

/// "His lawyer, Tom O'Dell, objected to it, and": the participle at `number` is the verb if a noun group and
/// one more between commas stand before it and no verb takes the clause up after the next comma.
bool Syntax::past_apposition(std::uint32_t number, std::uint32_t last) const {
  if (number < 4) return false;
  const bool apposition = chunks[number - 2].kind == ChunkKind::noun_group &&
                          chunks[number - 3].kind == ChunkKind::comma &&
                          chunks[number - 4].kind == ChunkKind::noun_group;
  if (!apposition || tags[chunks[number - 2].head] != Tag::name) return false;
  for (std::uint32_t i = chunks[number].head + 1; i < last && i < chunks[number].head + 14; ++i) {
    if (tags[i] == Tag::comma) return tags[i + 1] == Tag::conjunction;
    if (is(tags[i], "MAZT")) return false;
    if (tags[i] == Tag::stop) return true;
  }
  return false;
}

/// A participle without an auxiliary is the verb of its clause after a pronoun or "who", or where no other
/// verb follows.
bool Syntax::main_verb(std::uint32_t number, std::uint32_t last) const {
  if (number == 0) return false;
  const Chunk& c = chunks[number];
  const Chunk& before = chunks[number - 1];
  // "…, then asked, “Why?”"
  const bool reports = c.head + 2 < last && tags[c.head + 1] == Tag::comma &&
                       tokens_.tokens[c.head + 2].is(TokenKind::quote_open);
  if (before.kind == ChunkKind::comma && reports && model_.cue_of(tokens_.tokens[c.head].lex).cue != 0)
    return true;
  if (before.kind == ChunkKind::comma) return past_apposition(number, last);
  if (before.kind == ChunkKind::wh) return true;
  const bool after_quote =
      before.kind == ChunkKind::quote && tokens_.tokens[before.first].is(TokenKind::quote_close);
  if (after_quote) return true;
  if (before.kind != ChunkKind::noun_group) return false;
  if (tags[before.head] == Tag::pronoun) return true;
  const std::string_view w = rules_.lexicon.word(tokens_.tokens[before.head].lex);
  if (w == "one" || w == "some" || w == "many" || w == "most" || w == "both" || w == "each") return false;
  if (number >= 2) {
    const ChunkKind k = chunks[number - 2].kind;
    if (k == ChunkKind::preposition || k == ChunkKind::verb_group) return false;
  }
  if (c.head + 1 < last && rules_.lexicon.word(tokens_.tokens[c.head + 1].lex) == "by") return false;
  for (std::uint32_t i = c.head + 1; i < last && i < c.head + 14; ++i) {
    if (is(tags[i], ".,:UW")) return true;
    if (is(tags[i], "MAZT")) return false;
  }
  return true;
}

/// The view of each word of the part: see GroupTables.
void Syntax::look_ahead(std::uint32_t first, std::uint32_t last) {
  const GroupTables& groups = groups_;
  const Tag* const tag = tags.data() + first;
  const std::uint8_t* const bits = bits_.data();
  std::uint8_t* const views = views_.data();
  std::uint8_t view = GroupTables::view_of_end;
  for (std::size_t i = last - first; i-- > 0;) views[i] = view = groups.view(tag[i], bits[i], view);
}

/// The groups that the views make. Each word is written down as the last of its group, until one more joins.
/// Words that may report something and participles that may be verbs are noted.
void Syntax::join_groups(std::uint32_t first, std::uint32_t last) {
  const std::size_t size = last - first;
  chunk_of.reset(first, last);
  chunk_of[last] = 0;
  const GroupTables& groups = groups_;
  const std::uint8_t* const views = views_.data();
  const std::uint8_t* const bits = bits_.data();
  std::uint32_t* const number_of = &chunk_of[first];
  std::uint32_t* noted = listed_.data();
  Chunk* const out = chunk_room_.data();
  out[0].first = first;
  std::size_t state = GroupTables::start;
  std::uint32_t number = ~0u;
  for (std::uint32_t i = 0; i < size; ++i) {
    state = groups.next(state, views[i]);
    const GroupTables::End& end = groups.end(state);
    number += end.begins;
    Chunk& c = out[number];
    static_cast<ChunkShape&>(c) = end.shape;
    c.head = first + i;
    (&c)[1].first = c.last = first + i + 1;
    number_of[i] = number;
    *noted = first + i;
    noted += ((bits[i] & (word_bit::cue | word_bit::according)) | end.participle) != 0;
  }
  chunks = {out, number + 1u};
  listed_count_ = static_cast<std::size_t>(noted - listed_.data());
}

/// The bits by which a chunk's last word says that it may report something.
static unsigned reports_by(ChunkKind kind) {
  switch (kind) {
    case ChunkKind::noun_group:
    case ChunkKind::adjective:
    case ChunkKind::dash:  // a colon
      return word_bit::cue;
    case ChunkKind::verb_group:
      return word_bit::cue | word_bit::according;
    case ChunkKind::preposition:
      return word_bit::according;
    default:
      return 0;
  }
}

void Syntax::chunk(std::uint32_t first, std::uint32_t last) {
  look_ahead(first, last);
  join_groups(first, last);
  cues.clear();
  for (std::size_t k = 0; k < listed_count_; ++k) {
    const std::uint32_t number = chunk_of[listed_[k]];
    Chunk& c = chunks[number];
    if (c.head != listed_[k]) continue;
    if ((bits_[c.head - first] & reports_by(c.kind)) != 0) cues.push_back(number);
    const bool bare = !c.finite && !c.infinitive && !c.passive && !c.perfect;
    if (tags[c.head] == Tag::participle && bare && main_verb(number, last)) {
      tags[c.head] = Tag::past;
      c.finite = true;
      c.label = Label::finite;
    }
  }
}

/// Buffers are as long as the longest part so far, and one more.
void Syntax::make_room(std::size_t size) {
  if (size < bits_.size()) return;
  constexpr std::size_t least = 400;
  size = std::max(size + size / 2, least);
  bits_.resize(size);
  views_.resize(size);
  chunk_room_.resize(size);
  listed_.resize(size);
  marked_.resize(size);
}

void Syntax::read(std::uint32_t first, std::uint32_t last) {
  make_room(last - first + 1u);
  tag(first, last);
  tags[last] = Tag::stop;  // no group goes past it, so that none looks for the block's end
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
