#include "attribute/syntax.hpp"

#include <algorithm>

#include "attribute/labels.hpp"

namespace nutgraf {

void Syntax::make_room(std::size_t size) {
  if (size <= room_) return;
  room_ = std::max(size, room_ * 2);
  auto each = [&](auto*&... buffer) {
    ((buffer = take<std::remove_reference_t<decltype(*buffer)>>(memory_, room_)), ...);
  };
  each(chunk_room_, list_, cue_room_, readings_, heads_, numbers_, views_, states_);
  unsure_ = take<std::uint64_t>(memory_, room_ / 64 + 1);
  std::fill_n(chunk_room_, past_chunks, Chunk::beyond());
}

/// The middle is the first part's place past half of all; `tokens` are in the parts.
void Syntax::place_parts(std::size_t tokens) {
  const auto half = static_cast<std::uint32_t>((tokens + read_.size()) / 2);
  places_ = middle_ = 1;
  for (Part& part : read_) {
    part.place = places_;
    places_ += part.tokens.size() + 1;
    middle_ = choose(part.place <= half, places_, middle_);
  }
  constexpr std::size_t at_once = 64;
  make_room(places_ + at_once);
  readings_[0] = between_parts;
}

std::size_t Syntax::read(std::size_t first) {
  constexpr std::size_t at_once = 4'000;  // tokens
  std::size_t end = first, tokens = 0;
  while (end < parts.size() && tokens < at_once) tokens += parts[end++].tokens.size();
  read_ = std::span(parts).subspan(first, end - first);
  place_parts(tokens);
  for (const Part& part : read_) look_up(part);
  list_unsure();
  look_at_special();
  look_at_ends();
  settle();
  look_ahead();
  join_groups();
  look_at_places();
  return end;
}

void Syntax::enter(const Part& part) {
  tell_tags(part);
  shift_ = part.place - part.tokens.first;
  quotes = token_sets.any(part.place, part.place + part.tokens.size(), &TokenBits::quotes);
  make_chunks(part);
  find_main_verbs(part.tokens.last);
  complete(sets);
}

void Syntax::read(std::uint32_t first, std::uint32_t last) {
  parts.assign(1, {{first, last}});
  read(0);
  enter(parts[0]);
}

std::string Syntax::print_tags(std::uint32_t first, std::uint32_t last) const {
  std::string out;
  for (std::uint32_t i = first; i < last; ++i) {
    if (i > first) out += ' ';
    out.append(text(i)).append(1, '/').append(1, tag_letters[static_cast<std::size_t>(tags[i])]);
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
