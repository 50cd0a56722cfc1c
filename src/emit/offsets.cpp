// Code points are counted once, 64 bytes at a time; an offset is then a sample and at most 63 bytes more.
#include "emit/offsets.hpp"

#include <algorithm>
#include <cstring>

#include "decode/text.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t block = 64;
constexpr std::uint64_t lanes = 0x0101010101010101ull;

std::uint64_t word_at(const char* p) {
  std::uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

/// One bit in each byte's lane for the bytes 0x80–0xBF, which continue a code point.
std::uint64_t continuations(std::uint64_t word) {
  return (word >> 7) & (~word >> 6) & lanes;
}

/// … for the bytes from 0xF0, which open a code point of two UTF-16 units.
std::uint64_t astral(std::uint64_t word) {
  return (word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & lanes;
}

std::uint32_t units_in(const char* p, std::size_t size, bool utf16) {
  std::uint64_t less = 0, more = 0;
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    std::uint64_t word = word_at(p + at);
    less += continuations(word);
    if (utf16) more += astral(word);
  }
  auto units = static_cast<std::uint32_t>(at - (less * lanes >> 56) + (more * lanes >> 56));
  for (; at < size; ++at) {
    auto c = static_cast<unsigned char>(p[at]);
    units += (c & 0xC0) != 0x80;
    units += utf16 && c >= 0xF0;
  }
  return units;
}

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + 64 <= text.size() && (all & lanes << 7) == 0; at += 64)
    for (std::size_t i = 0; i < 64; i += 8) all |= word_at(text.data() + at + i);
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & lanes << 7) == 0;
}

}  // namespace

Offsets::Offsets(const Article& article, OffsetUnit unit)
    : text_(article.text), map_(article.bytes), unit_(unit) {
  if (unit == OffsetUnit::bytes) {
    mapped_ = !map_.entries.empty();
    return;
  }
  if (is_ascii(text_)) return;
  counts_.reserve(text_.size() / block + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at <= text_.size(); at += block) {
    counts_.push_back(units);
    units += units_in(text_.data() + at, std::min(block, text_.size() - at), unit == OffsetUnit::utf16);
  }
}

std::uint64_t Offsets::counted(std::uint32_t byte) const {
  std::size_t sample = byte / block;
  return counts_[sample] + units_in(text_.data() + sample * block, byte % block, unit_ == OffsetUnit::utf16);
}

std::uint64_t Offsets::input(std::uint32_t byte) const {
  return input_byte(map_, text_, byte);
}

}  // namespace nutgraf
