// A sequence is double-encoded if its characters, written as windows-1252 bytes, are one valid UTF-8
// sequence.
#include "decode/double_encoded.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "decode/text.hpp"

namespace nutgraf {
namespace {

/// The windows-1252 byte of a character, -1 if it has none. C1 controls stand for the five unused bytes.
int byte_1252(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  constexpr char32_t high[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                 0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  const auto* found = std::find(std::begin(high), std::end(high), c);
  return found == std::end(high) ? -1 : static_cast<int>(0x80 + (found - std::begin(high)));
}

struct Sequence {
  std::size_t length = 0;  ///< bytes in the text; 0 = none here
  std::string inner;       ///< what it stands for
};

Sequence sequence_at(std::string_view text, std::size_t at) {
  Sequence found;
  std::size_t length = 0;
  const int lead = byte_1252(code_point(text, at, length));
  if (lead < 0xC2 || lead > 0xF4) return found;
  const std::size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t end = at + length;
  found.inner.push_back(static_cast<char>(lead));
  while (found.inner.size() < wanted && end < text.size()) {
    const int next = byte_1252(code_point(text, end, length));
    if (next < 0x80 || next > 0xBF) break;
    found.inner.push_back(static_cast<char>(next));
    end += length;
  }
  const bool lost_byte = found.inner == "\xE2\x80";  // ” whose last byte was dropped as unused
  if (lost_byte) found.inner = "”";
  if (lost_byte || (found.inner.size() == wanted && is_valid_utf8(found.inner))) found.length = end - at;
  return found;
}

bool has_candidates(std::string_view text) {
  return text.find("â€") != std::string_view::npos || text.find("\xC3\x83\xC2") != std::string_view::npos ||
         text.find("\xC3\x82\xC2") != std::string_view::npos;
}

/// Calls `each(from, sequence)` at every character outside ASCII; it returns where to go on.
template <class Each>
void for_each_wide(std::string_view text, Each each) {
  for (std::size_t at = ascii_prefix(text); at < text.size(); at += ascii_prefix(text.substr(at))) {
    std::size_t length = 0;
    code_point(text, at, length);
    Sequence found = sequence_at(text, at);
    each(at, found.length > 0 ? found.length : length, found);
    at += found.length > 0 ? found.length : length;
  }
}

/// More than half of what is outside ASCII, and at least two sequences or one of the unmistakable “â€”.
bool is_double_encoded(std::string_view text) {
  std::uint64_t doubled = 0, plain = 0, sure = 0;
  for_each_wide(text, [&](std::size_t, std::size_t, const Sequence& found) {
    (found.length > 0 ? doubled : plain) += 1;
    if (found.inner.size() == 3 && found.inner.starts_with("\xE2\x80")) ++sure;
  });
  return doubled > plain && (doubled >= 2 || sure >= 1);
}

}  // namespace

std::uint64_t repair_double_encoding(std::string& utf8, ByteMap& bytes) {
  if (bytes.unit != 0 || !has_candidates(utf8) || !is_double_encoded(utf8)) return 0;
  std::string out;
  ByteMap map;
  std::uint64_t count = 0;
  std::size_t copied = 0, old = 0;
  // Entries of the map so far stay true for the places between the repairs.
  auto copy_to = [&](std::size_t end) {
    for (; old < bytes.entries.size() && bytes.entries[old].text < end; ++old)
      map.entries.push_back({static_cast<std::uint32_t>(bytes.entries[old].text - copied + out.size()),
                             bytes.entries[old].input});
    out.append(utf8, copied, end - copied);
    copied = end;
  };
  out.reserve(utf8.size());
  auto mark = [&](std::size_t at) {
    const auto input = static_cast<std::uint32_t>(input_byte(bytes, utf8, static_cast<std::uint32_t>(at)));
    map.entries.push_back({static_cast<std::uint32_t>(out.size()), input});
  };
  for_each_wide(utf8, [&](std::size_t at, std::size_t length, const Sequence& found) {
    if (found.length == 0) return;
    copy_to(at);
    mark(at);
    out += found.inner;
    copied = at + length;
    while (old < bytes.entries.size() && bytes.entries[old].text < copied) ++old;
    mark(copied);
    ++count;
  });
  copy_to(utf8.size());
  utf8 = std::move(out);
  bytes = std::move(map);
  return count;
}

}  // namespace nutgraf
