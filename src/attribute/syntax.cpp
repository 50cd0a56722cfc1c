#include "attribute/syntax.hpp"

#include <algorithm>

#include "base/byte_bits.hpp"

namespace nutgraf {
namespace {

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

/// What a token is by its kind.
struct alignas(8) ByKind {
  WordClasses::Choice word = 0;  ///< all bits for words: what they are is not told by their kind
  WordClasses::Choice mark = 0;
  std::uint8_t bits = 0;  ///< of word_bit
  bool listed = false;    ///< look_at_marks() may know it, whatever its last byte
};
constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::symbol) + 1;
constexpr std::array<ByKind, kind_count> by_kind = [] {
  std::array<ByKind, kind_count> out{};
  for (std::size_t i = 0; i < kind_count; ++i) {
    const Tag tag = punctuation_tag(static_cast<TokenKind>(i));
    out[i].mark = static_cast<WordClasses::Choice>(tag);
    out[i].listed = static_cast<TokenKind>(i) == TokenKind::apostrophe || tag == Tag::number;
    if (tag == Tag::quote) out[i].bits = word_bit::quote;
  }
  auto mark = [&](TokenKind kind, unsigned bits) {
    out[static_cast<std::size_t>(kind)].bits |= static_cast<std::uint8_t>(bits);
  };
  out[static_cast<std::size_t>(TokenKind::word)] = {0xFFFF, 0, 0, false};
  mark(TokenKind::semicolon, word_bit::semicolon);
  mark(TokenKind::colon, word_bit::cue);
  mark(TokenKind::dash, word_bit::dash);
  mark(TokenKind::paren_open, word_bit::paren_open);
  mark(TokenKind::paren_close, word_bit::paren_close);
  mark(TokenKind::quote_open, word_bit::opening);
  mark(TokenKind::quote_close, word_bit::closing);
  return out;
}();

/// The last bytes of tokens that marked_class() may know: "’s", "'S" (bit 0), "s'", "s’", "A." (bit 1).
constexpr std::array<std::uint8_t, 256> mark_ends = [] {
  std::array<std::uint8_t, 256> out{};
  out['s'] = out['S'] = 1;
  out['\''] = out[0x99] = out['.'] = 2;
  return out;
}();
constexpr std::array<bool, 256> may_be_marked = [] {
  std::array<bool, 256> out{};
  for (std::size_t i = 0; i < 256; ++i) out[i] = mark_ends[i] != 0;
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
  const std::uint16_t number = model_.tags[t.lex].number;
  const bool function_word = number != 0 && is(model_.classes.first_class(number), "OWRDHMAU");
  return function_word && ends_with_apostrophe_s(text(token)) ? Tag::contraction : Tag::possessive;
}

/// "Said Ana Ruiz, “We waited.”": a past form of a speech verb and a name at a sentence's start.
bool Syntax::opens_inverted(std::uint32_t token) const {
  const Token& t = tokens_.tokens[token];
  const CueEntry e = model_.cue_of(t.lex);
  const bool past = t.has(token_flag::capital) && (e.forms >> static_cast<unsigned>(CueForm::past) & 1) != 0;
  if (!past || model_.cues[e.cue].kind != CueKind::speech || token + 2 >= tokens_.tokens.size()) return false;
  const Token& next = tokens_.tokens[token + 1];
  return next.is(TokenKind::word) && next.has(token_flag::capital) && !next.has(token_flag::sentence_end);
}

/// A headline in capitals: they say nothing of names then.
bool Syntax::mostly_capitals(std::uint32_t first, std::uint32_t last) const {
  if (last - first >= 40) return false;
  unsigned capitals = 0, words = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& t = tokens_.tokens[i];
    const unsigned word = t.is(TokenKind::word);
    words += word;
    capitals += word & t.has(token_flag::capital);
  }
  return words > 3 && capitals * 10 > words * 7;
}

/// What each word may be, by its form alone. Those of several classes are listed, and those that
/// look_at_marks() may know. Without a branch: what kind a word is cannot be foreseen.
void Syntax::look_up(std::uint32_t first, std::uint32_t last) {
  const Token* const tokens = tokens_.tokens.data() + first;
  const WordTags* const words = model_.tags.data();
  const auto* const forms = model_.classes.forms(mostly_capitals(first, last));
  const char* const page = page_.text.data();
  Tag* const out = tags.data() + first;
  std::uint8_t* const bits = bits_;
  std::uint8_t* const flags = flags_;
  WordClasses::Choice* const choices = choices_ + 1;
  std::uint32_t* unsure = unsure_;
  std::uint32_t* marked = marked_;
  for (std::uint32_t i = 0; i < last - first; ++i) {
    const Token& t = tokens[i];
    const WordTags& word = words[t.lex];
    const ByKind& kind = by_kind[static_cast<std::size_t>(t.kind)];
    const unsigned choice = (forms[word.number][WordClasses::writing(t.flags)] & kind.word) | kind.mark;
    choices[i] = static_cast<WordClasses::Choice>(choice);
    out[i] = static_cast<Tag>(choice);
    bits[i] = word.bits | kind.bits;
    flags[i] = t.flags;
    *unsure = i;
    unsure += choice >= tag_count;
    *marked = i;
    marked += may_be_marked[static_cast<unsigned char>(page[t.end() - 1])] | kind.listed;
  }
  unsure_count_ = static_cast<std::size_t>(unsure - unsure_);
  look_at_marks(first, static_cast<std::size_t>(marked - marked_));
}

/// The words of `marked_` that are possessive forms, contractions or initials, and its numbers that are
/// years.
void Syntax::look_at_marks(std::uint32_t first, std::size_t count) {
  const char* const page = page_.text.data();
  std::uint32_t* end = marked_;
  for (std::size_t k = 0; k < count; ++k) {
    const std::uint32_t i = marked_[k];
    const Token& t = tokens_.tokens[first + i];
    const auto last_byte = static_cast<unsigned char>(page[t.end() - 1]);
    const auto byte_before = static_cast<unsigned char>(page[std::max(t.end(), 2u) - 2]);
    const unsigned word = t.is(TokenKind::word) ? 3 : 0;
    const bool year = t.is(TokenKind::number) & (t.length == 4);
    bits_[i] |= static_cast<std::uint8_t>(year ? unsigned{word_bit::year} : 0u);
    const unsigned by_bytes = mark_ends[last_byte] & mark_before[byte_before] & word;
    *end = i;
    end += (by_bytes | (t.is(TokenKind::apostrophe) ? 1u : 0u)) != 0;
  }
  for (const std::uint32_t* marked = marked_; marked != end; ++marked) {
    const Tag one = marked_class(first + *marked);
    if (one == Tag::count) continue;
    tags[first + *marked] = one;
    choices_[*marked + 1] = static_cast<WordClasses::Choice>(one);
  }
}

/// Settles the words of several classes, each by the class before it and what the word after it may be.
/// Quotation marks are seen through.
void Syntax::settle(std::uint32_t first, std::uint32_t last) {
  constexpr auto quote = static_cast<WordClasses::Choice>(Tag::quote);
  constexpr auto stop = static_cast<WordClasses::Choice>(Tag::stop);
  const Token* const tokens = tokens_.tokens.data() + first;
  WordClasses::Choice* const choices = choices_ + 1;
  Tag* const out = tags.data() + first;
  choices[-1] = choices[last - first] = stop;  // quotation marks end there
  for (std::size_t k = 0; k < unsure_count_; ++k) {
    WordClasses::Choice& choice = choices[unsure_[k]];
    if (choice == WordClasses::unknown) choice = model_.classes.by_end(text(first + unsure_[k]));
  }
  std::uint32_t opening = 0;
  while (choices[opening] == quote) ++opening;
  for (std::size_t k = 0; k < unsure_count_; ++k) {
    const std::uint32_t i = unsure_[k];
    const WordClasses::Choice choice = choices[i];
    if (choice < tag_count) {
      out[i] = static_cast<Tag>(choice);
      continue;
    }
    std::uint32_t before = i, next = i + 1;
    while (choices[static_cast<std::ptrdiff_t>(before) - 1] == quote) --before;
    while (choices[next] == quote) ++next;
    const bool starts = before == 0 || tokens[i].has(token_flag::sentence_start);
    // a capital at the block's start says less than what follows would have it
    const bool alone = i == opening && choices[next] < tag_count;
    const WordClasses::Choice ahead = alone ? stop : choices[next];
    out[i] = model_.classes.decide(choice, starts ? Tag::stop : out[before - 1], ahead);
    if (starts && (bits_[i] & word_bit::cue) != 0 && opens_inverted(first + i)) out[i] = Tag::past;
  }
}

void Syntax::tag(std::uint32_t first, std::uint32_t last) {
  look_up(first, last);
  settle(first, last);
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
  const std::uint8_t* const bits = bits_;
  std::uint8_t* const views = views_;
  std::uint8_t view = GroupTables::view_of_end;
  for (std::size_t i = last - first; i-- > 0;) views[i] = view = groups.view(tag[i], bits[i], view);
}

/// The groups that the views make, each by its state past its last word: what is written down for a word is
/// overwritten by the next one of its group.
std::uint32_t Syntax::join_groups(std::uint32_t first, std::uint32_t last) {
  const std::size_t size = last - first;
  chunk_of.reset(first, last);
  chunk_of[last] = 0;
  const GroupTables& groups = groups_;
  const std::uint8_t* const views = views_;
  std::uint32_t* const number_of = &chunk_of[first];
  std::uint32_t* const ends = ends_;
  std::uint8_t* const states = states_;
  std::uint8_t state = groups.start();
  std::uint32_t number = ~0u;
  for (std::uint32_t i = 0; i < size; ++i) {
    state = groups.next(state, views[i]);
    number += groups.begins(state);
    ends[number] = first + i + 1;
    states[number] = state;
    number_of[i] = number;
  }
  return number + 1;
}

/// The chunks of `count` groups that begin with the token `first`, and their sets.
void Syntax::make_chunks(std::uint32_t first, std::uint32_t count) {
  chunks = {chunk_room_, count};
  sets.reset(count);
  for (std::uint32_t row = 0, c = 0; c < count; ++row) {
    ChunkBits& bits = sets.row(row);
    const std::uint32_t end = std::min(count, c + 64);
    for (std::uint64_t bit = 1; c < end; ++c, bit <<= 1) {
      Chunk& chunk = chunks[c];
      static_cast<ChunkShape&>(chunk) = groups_.shape(states_[c]);
      chunk.first = first;
      chunk.last = first = ends_[c];
      chunk.head = first - 1;
      bits.cell[chunk.cell] |= bit;
    }
  }
}

/// The bits by which a chunk's last word says that it may report something.
constexpr auto reports_by = [] {
  std::array<std::uint8_t, static_cast<std::size_t>(ChunkKind::count)> out{};
  auto set = [&](ChunkKind kind, unsigned bits) {
    out[static_cast<std::size_t>(kind)] = static_cast<std::uint8_t>(bits);
  };
  set(ChunkKind::noun_group, word_bit::cue);
  set(ChunkKind::adjective, word_bit::cue);
  set(ChunkKind::dash, word_bit::cue);  // a colon
  set(ChunkKind::verb_group, word_bit::cue | word_bit::according);
  set(ChunkKind::preposition, word_bit::according);
  return out;
}();

/// Lists the chunks that may report something, and tells what the tokens are and which chunks end sentences.
void Syntax::look_at_tokens(std::uint32_t first, std::uint32_t last) {
  token_sets.reset(last - first);
  std::uint32_t* cue = cue_room_;
  quotes = false;
  for (std::uint32_t row = 0, i = 0; i < last - first; ++row, i += 64) {
    const std::uint32_t count = std::min(last - first - i, 64u);
    const std::uint64_t here = ~std::uint64_t{0} >> (64 - count);
    TokenBits& tokens = token_sets.row(row);
    tokens.sentence_ends = masked_bits(&flags_[i], token_flag::sentence_end) & here;
    tokens.quotes = equal_bits(&tags[first + i], static_cast<std::uint8_t>(Tag::quote)) & here;
    quotes |= tokens.quotes != 0;
    for (std::uint64_t ends = tokens.sentence_ends; ends != 0; ends &= ends - 1) {
      const std::uint32_t token = first + i + static_cast<std::uint32_t>(std::countr_zero(ends));
      const std::uint32_t c = chunk_of[token];
      sets.row(c / 64).sentence_ends |= std::uint64_t{chunks[c].head == token} << c % 64;
    }
    std::uint64_t reporting = masked_bits(&bits_[i], word_bit::cue | word_bit::according) & here;
    for (; reporting != 0; reporting &= reporting - 1) {
      const std::uint32_t at = i + static_cast<std::uint32_t>(std::countr_zero(reporting));
      const std::uint32_t c = chunk_of[first + at];
      *cue = c;
      cue += (chunks[c].head == first + at) &
             ((bits_[at] & reports_by[static_cast<std::size_t>(chunks[c].kind)]) != 0);
    }
  }
  cues = {cue_room_, static_cast<std::size_t>(cue - cue_room_)};
}

/// The participles that are verbs of their clauses.
void Syntax::find_main_verbs(std::uint32_t last) {
  for (std::uint32_t row = 0; row < sets.rows(); ++row)
    for (std::uint64_t bare = sets.row(row).cell[chunk_cell::participle_bare]; bare != 0; bare &= bare - 1) {
      const std::uint32_t number = row * 64 + static_cast<std::uint32_t>(std::countr_zero(bare));
      if (!main_verb(number, last)) continue;
      Chunk& c = chunks[number];
      tags[c.head] = Tag::past;
      c.finite = true;
      c.bare = false;
      c.label = Label::finite;
      sets.row(row).cell[c.cell] ^= ChunkSets::bit(number);
      c.cell = static_cast<std::uint8_t>(Label::finite);
      sets.row(row).cell[c.cell] |= ChunkSets::bit(number);
    }
}

void Syntax::chunk(std::uint32_t first, std::uint32_t last) {
  look_ahead(first, last);
  make_chunks(first, join_groups(first, last));
  look_at_tokens(first, last);
  find_main_verbs(last);
  complete(sets);
}

void Syntax::make_room(std::size_t size) {
  constexpr std::size_t row = 64, least = 400;
  if (size + row <= room_) return;
  room_ = std::max(size + size / 2, least) + row;
  std::size_t used = 0;
  auto each = [&](auto&& give) {
    give(chunk_room_), give(cue_room_), give(ends_), give(unsure_), give(marked_);
    give(choices_), give(bits_), give(flags_), give(views_), give(states_);
  };
  each([&](auto* buffer) { used += room_ * sizeof(*buffer); });
  memory_.reset(new std::byte[used]);
  std::byte* at = memory_.get();
  each([&]<class T>(T*& buffer) {
    buffer = reinterpret_cast<T*>(at);
    at += room_ * sizeof(T);
  });
}

void Syntax::read(std::uint32_t first, std::uint32_t last) {
  make_room(last - first + 2u);
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
