// Groups of words: Syntax joins those of all parts, then tells of one part at a time what its chunks are.
#include <algorithm>
#include <bit>

#include "attribute/syntax.hpp"
#include "base/byte_bits.hpp"

namespace nutgraf {
namespace {

/// The bits by which a chunk's last word says that it may report something.
constexpr auto reports_by = [] {
  std::array<Reading, static_cast<std::size_t>(ChunkKind::count)> out{};
  auto set = [&](ChunkKind kind, unsigned bits) {
    out[static_cast<std::size_t>(kind)] = reading::of_bits(bits);
  };
  set(ChunkKind::noun_group, word_bit::cue);
  set(ChunkKind::adjective, word_bit::cue);
  set(ChunkKind::dash, word_bit::cue);  // a colon
  set(ChunkKind::verb_group, word_bit::cue | word_bit::according);
  set(ChunkKind::preposition, word_bit::according);
  set(ChunkKind::stop, word_bit::cue);  // between two parts
  return out;
}();

}  // namespace

/// The view of each word: see GroupTables. Each look into the tables waits for the one before; so there are
/// two rows of them, side by side, from the end of a part in the middle and from the last one's.
void Syntax::look_ahead() {
  const GroupTables& groups = groups_;
  const Reading* const readings = readings_;
  std::uint8_t* const views = views_;
  auto look = [&](std::size_t place, std::uint8_t next) {
    return views[place] = groups.view(reading::tag_and_bits(readings[place]), next);
  };
  std::size_t left = middle_, right = places_;
  std::uint8_t view = GroupTables::view_of_end, other = GroupTables::view_of_end;
  for (std::size_t both = std::min(left, right - left); both > 0; --both) {
    view = look(--left, view);
    other = look(--right, other);
  }
  while (left > 0) view = look(--left, view);
  while (right > middle_) other = look(--right, other);
}

/// The groups that the views make: of each the place of its last word, and the state past that. What is
/// written down for a word is overwritten by the next one of its group. In two rows, too; a part begins as if
/// after a full stop.
void Syntax::join_groups() {
  const GroupTables& groups = groups_;
  const std::uint8_t* const views = views_;
  std::uint32_t *const numbers = numbers_, *const heads = heads_;
  std::uint8_t* const states = states_;
  auto join = [&](std::size_t place, std::uint8_t& state, std::size_t& number) {
    state = groups.next(state, views[place]);
    number += groups.begins(state);
    heads[number] = static_cast<std::uint32_t>(place);
    states[number] = state;
    numbers[place] = static_cast<std::uint32_t>(number);
  };
  const std::size_t middle = middle_, places = places_;
  std::size_t left = 0, right = middle;
  std::size_t number = left - 1, other_number = right - 1;
  std::uint8_t state = groups.start(), other = groups.start();
  for (const std::size_t both = std::min(middle, places - middle); left < both; ++left, ++right) {
    join(left, state, number);
    join(right, other, other_number);
  }
  for (; left < middle; ++left) join(left, state, number);
  for (; right < places; ++right) join(right, other, other_number);
}

/// The part's chunks and their sets.
void Syntax::make_chunks(const Part& part) {
  const std::uint32_t end = part.place + part.tokens.size(), base = numbers_[part.place];
  const std::uint32_t count = numbers_[end] - base;
  numbers_[end] = base;
  first_group_ = base;
  past_group_ = base + count;
  while (*next_cue_ < base) ++next_cue_;
  chunk_of = {numbers_ + part.place, part.tokens.first, base};
  chunks = {chunk_room_ + past_chunks, count};
  sets.reset(count);
  const std::uint32_t *head = heads_ + base, *const past_heads = head + count;
  const std::uint8_t* state = states_ + base;
  const Reading* const readings = readings_;
  Chunk* chunk = chunks.data();
  std::uint32_t first = part.tokens.first;
  const std::uint32_t shift = first - part.place;
  for (std::uint32_t row = 0; head != past_heads; ++row) {
    ChunkBits& bits = sets.row(row);
    const std::uint32_t* const row_end = head + std::min<std::ptrdiff_t>(past_heads - head, 64);
    for (std::uint64_t bit = 1; head != row_end; ++head, ++state, ++chunk, bit <<= 1) {
      const std::uint32_t place = *head;
      groups_.set_shape(*chunk, *state, static_cast<std::uint8_t>(readings[place] & reading::label));
      chunk->first = first;
      chunk->head = place + shift;
      chunk->last = first = place + shift + 1;
      bits.cell[chunk->cell] |= bit;
    }
  }
  Chunk past = Chunk::beyond();
  past.first = past.last = first;
  past.head = part.tokens.first;
  std::fill_n(chunk, past_chunks, past);
}

/// Tells what stands at the places, 64 at a time, and lists the groups that may report something; also those
/// of the stops between parts, so that each part's end is told by the list.
void Syntax::look_at_places() {
  constexpr Reading reporting = reading::of_bits(word_bit::cue | word_bit::according);
  token_sets.reset(places_);
  token_sets.opening() = {};
  std::uint32_t* cue = cue_room_;
  for (std::uint32_t first = 0; first < places_; first += 64) {
    const Reading* const here = readings_ + first;
    const std::uint64_t inside = ~std::uint64_t{0} >> (64 - std::min(places_ - first, 64u));
    TokenBits& bits = token_sets.row(first / 64);
    bits.sentence_ends = masked_bits(here, reading::ends) & inside;
    bits.quotes = equal_bits(here, reading::choice, reading::of_tag(Tag::quote)) & inside;
    for (std::uint64_t some = masked_bits(here, reporting) & inside; some != 0; some &= some - 1) {
      const std::uint32_t place = first + static_cast<std::uint32_t>(std::countr_zero(some));
      const std::uint32_t group = numbers_[place];
      const auto kind = static_cast<std::size_t>(groups_.kind(states_[group]));
      *cue = group;
      cue += unsigned{heads_[group] == place} & unsigned{(readings_[place] & reports_by[kind]) != 0};
    }
  }
  next_cue_ = cue_room_;
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
    if (is_tag(tags[i], "MAZT")) return false;
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
    if (is_tag(tags[i], ".,:UW")) return true;
    if (is_tag(tags[i], "MAZT")) return false;
  }
  return true;
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

}  // namespace nutgraf
