// Offsets in the text → bytes of the input.
#include <algorithm>

#include "base/utf8.hpp"
#include "decode/text.hpp"

namespace nutgraf {

std::uint64_t input_byte(const ByteMap& map, std::string_view utf8, std::uint32_t offset) {
  auto after =
      std::upper_bound(map.entries.begin(), map.entries.end(), offset,
                       [](std::uint32_t at, const ByteMap::Entry& entry) { return at < entry.text; });
  const ByteMap::Entry entry = after == map.entries.begin() ? ByteMap::Entry{0, 0} : *(after - 1);
  if (map.unit == 0) return std::uint64_t{entry.input} + (offset - entry.text);
  if (map.unit == 255) return entry.input;
  std::uint64_t units = 0;
  const std::size_t end = std::min<std::size_t>(offset, utf8.size());
  for (std::size_t at = entry.text; at < end; ++at) {
    const auto c = static_cast<unsigned char>(utf8[at]);
    units += (c & 0xC0) != 0x80 ? 1 : 0;
    units += map.unit == 2 && c >= 0xF0 ? 1 : 0;
  }
  return entry.input + units * map.unit;
}

}  // namespace nutgraf
