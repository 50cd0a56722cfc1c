// decode/: the charsets that are known, by the names of the WHATWG Encoding Standard. Private.
#pragma once
#include <cstdint>
#include <string_view>

namespace nutgraf {

enum class EncodingKind : std::uint8_t { utf8, utf16le, utf16be, utf32le, utf32be, single, multi };

struct Encoding {
  std::string_view name;  ///< "windows-1252"
  const char* iconv;      ///< what iconv calls it
  EncodingKind kind;
  std::string_view labels;  ///< blank-separated, lower case
};

/// The encoding of a label in any case, blanks around it ignored ("Latin1" → windows-1252); nullptr if
/// unknown.
const Encoding* find_encoding(std::string_view label);
const Encoding* utf8_encoding();

}  // namespace nutgraf
