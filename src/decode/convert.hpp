// decode/: bytes of a known charset → UTF-8 with a map of offsets. Private.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "decode/encodings.hpp"
#include "nutgraf/article.hpp"

namespace nutgraf {

/// What a conversion gives. `invalid` counts the stretches that stand as U+FFFD; the first begins at
/// `first_invalid`.
struct Converted {
  std::string utf8;
  ByteMap bytes;
  std::uint64_t invalid = 0, first_invalid = 0;
};

/// `bytes` without its first `skip` bytes (the BOM). `valid`: so many bytes after them are known to be valid
/// UTF-8. Linear.
Converted convert(std::string_view bytes, std::size_t skip, const Encoding& encoding, std::size_t valid = 0);

Converted convert_utf8(std::string_view bytes, std::size_t skip, std::size_t valid);
Converted convert_utf16(std::string_view bytes, std::size_t skip, bool big_endian);
Converted convert_utf32(std::string_view bytes, std::size_t skip, bool big_endian);
Converted convert_single(std::string_view bytes, std::size_t skip, const Encoding& encoding);
Converted convert_multi(std::string_view bytes, std::size_t skip, const Encoding& encoding);

}  // namespace nutgraf
