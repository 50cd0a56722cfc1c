// The JSON writer: strings are copied some bytes a step until a byte that needs an escape.
#include "emit/writer.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/utf8.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {
namespace {

constexpr std::size_t step = 16;

bool needs_escape(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\';
}
bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

constexpr std::uint64_t lanes = 0x0101010101010101ull;

/// Copies 8 bytes and returns how many of them stand before the first one that needs an escape. The lowest
/// set bit of each test is exact; bits above it may be wrong.
std::size_t copy_word(const char* from, char* to) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  std::memcpy(to, &word, sizeof word);
  auto zero_byte = [](std::uint64_t w) { return (w - lanes) & ~w; };
  std::uint64_t control = (word - lanes * 0x20) & ~word;
  std::uint64_t found = (control | zero_byte(word ^ lanes * '"') | zero_byte(word ^ lanes * '\\')) & lanes
                                                                                                         << 7;
  if constexpr (std::endian::native == std::endian::big) return found == 0 ? 8 : 0;
  return static_cast<std::size_t>(std::countr_zero(found)) / 8;
}

/// … of 16 bytes.
std::size_t copy_step(const char* from, char* to) {
#if defined(__SSE2__)
  __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
  __m128i marks =
      _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
  auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, marks)));
  return static_cast<std::size_t>(std::countr_zero(mask | 1u << step));
#else
  std::size_t plain = copy_word(from, to);
  return plain < 8 ? plain : 8 + copy_word(from + 8, to + 8);
#endif
}

/// … of up to 7 bytes, by two halves of four that may overlap.
std::size_t copy_few(const char* from, std::size_t size, char* to) {
  if (size >= 4) {
    char halves[8];
    std::memcpy(halves, from, 4);
    std::memcpy(halves + 4, from + size - 4, 4);
    char copy[8];
    if (copy_word(halves, copy) == 8) {
      std::memcpy(to, halves, 4);
      std::memcpy(to + size - 4, halves + 4, 4);
      return size;
    }
  }
  std::size_t done = 0;
  for (; done < size && !needs_escape(static_cast<unsigned char>(from[done])); ++done) to[done] = from[done];
  return done;
}

/// Copies up to the first byte that needs an escape or to the end; returns the bytes copied. What is left of
/// a step at the end is done by a step that overlaps the one before it.
std::size_t copy_plain(const char* from, std::size_t size, char* to) {
  std::size_t done = 0;
  for (; size - done >= step; done += step)
    if (std::size_t plain = copy_step(from + done, to + done); plain < step) return done + plain;
  if (done == size) return size;
  if (size >= step) return size - step + copy_step(from + size - step, to + size - step);
  if (size < 8) return copy_few(from, size, to);
  if (std::size_t plain = copy_word(from, to); plain < 8) return plain;
  return size - 8 + copy_word(from + size - 8, to + size - 8);
}

}  // namespace

char* Pen::long_number(char* at, std::uint64_t value) {
  std::size_t size = 5;
  for (std::uint64_t limit = 100'000; size < 20 && value >= limit; limit *= 10) ++size;
  for (char* last = at + size; last > at; value /= 10) *--last = static_cast<char>('0' + value % 10);
  return at + size;
}

JsonWriter::JsonWriter(std::string& out, std::size_t expected, const Drain* drain)
    : out_(out), drain_(drain) {
  if (drain_) expected = std::min(expected, drain_at * 2);
  std::size_t used = out.size();
  out.resize(used + std::max<std::size_t>(expected, pen_room));
  at_ = out.data() + used;
  end_ = out.data() + out.size();
}

void JsonWriter::finish() {
  out_.resize(static_cast<std::size_t>(at_ - out_.data()));
  end_ = at_;
}

void JsonWriter::grow(std::size_t bytes) {
  auto used = static_cast<std::size_t>(at_ - out_.data());
  out_.resize(used + bytes + std::max<std::size_t>(used / 2, 4096));
  at_ = out_.data() + used;
  end_ = out_.data() + out_.size();
}

/// Between pieces only: inside one, blanks that were written may still be taken back.
void JsonWriter::drain() {
  auto used = static_cast<std::size_t>(at_ - out_.data());
  if (used < drain_at) return;
  (*drain_)(std::string_view(out_).substr(0, used));
  at_ = out_.data();
}

void JsonWriter::escape(unsigned char c) {
  static constexpr char hex[] = "0123456789abcdef";
  static constexpr std::string_view from = "\"\\\n\r\t\b\f", to = "\"\\nrtbf";
  *at_++ = '\\';
  std::size_t known = from.find(static_cast<char>(c));
  if (known != std::string_view::npos) {
    *at_++ = to[known];
    return;
  }
  std::memcpy(at_, "u00", 3);
  at_[3] = hex[c >> 4];
  at_[4] = hex[c & 15];
  at_ += 5;
}

/// `at` stands on a blank other than ' '. Writes the run of blanks and returns its end: one blank if it holds
/// a line break, else the run as it is. Blanks before `at`, back to `begin`, were written already and are
/// part of the run.
const char* JsonWriter::fold(const char* begin, const char* at, const char* end) {
  const char* after = at;
  bool breaks = false;
  for (; after < end && is_blank(*after); ++after) breaks |= *after != ' ' && *after != '\t';
  if (!breaks) {
    room(static_cast<std::size_t>(after - at) * 2);
    for (; at < after; ++at) *at == ' ' ? void(*at_++ = ' ') : escape('\t');
    return after;
  }
  for (; at > begin && at[-1] == ' '; --at) --at_;
  *at_++ = ' ';
  return after;
}

/// A text that may have anything in it. `plain(from, left, to)` copies up to the first byte that it finds to
/// be special, or all that is left.
template <bool Fold, class Plain>
Pen JsonWriter::copy(Pen pen, std::string_view text, Plain plain_from) {
  at_ = pen.at;
  const char* from = text.data();
  const char* const end = from + text.size();
  for (;;) {
    const auto left = static_cast<std::size_t>(end - from);
    room(left + pen_room);
    const std::size_t plain = plain_from(from, left, at_);
    if (plain == left) return {at_ + plain};
    at_ += plain;
    from += plain;
    if (Fold && is_blank(*from))
      from = fold(text.data(), from, end);
    else
      escape(static_cast<unsigned char>(*from++));
  }
}

Pen JsonWriter::piece(Pen pen, std::string_view text) {
  at_ = pen.at;
  drain_if_large();
  return copy<false>({at_}, text, copy_plain);
}

Pen JsonWriter::mixed_piece(Pen pen, std::string_view text) {
  if (place_in_text(text) == elsewhere) return copy<true>(pen, text, copy_plain);
  return copy<true>(pen, text, [this](const char* from, std::size_t left, char* to) {
    const auto begin = static_cast<std::size_t>(from - text_.data());
    const std::size_t plain = std::min(runs_.end(begin) - begin, left);
    copy_steps(from, plain, to);
    return plain;
  });
}

void JsonWriter::any_string(std::string_view bytes) {
  string(is_valid_utf8(bytes) ? bytes : to_valid_utf8(bytes));
}

}  // namespace nutgraf
