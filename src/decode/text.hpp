// decode/: bytes → Text. Private.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"
#include "nutgraf/parser.hpp"
#include "nutgraf/result.hpp"

namespace nutgraf {

/// The decoded input. `utf8` is always valid UTF-8 without a BOM; line ends, NBSP and zero-width characters
/// stand in it as in the input (the readers deal with them), so one code point of input is one code point
/// here.
struct Text {
  std::string utf8;
  std::string charset;            ///< WHATWG name in lower case: "utf-8", "windows-1252", "utf-16le", …
  Format format = Format::text;   ///< as detected or as asked for
  ByteMap bytes;                  ///< offsets in `utf8` → bytes of the input
  bool only_newlines = false;     ///< it is known that lines end with nothing but \n
  std::vector<Warning> warnings;  ///< invalid-bytes, guessed-charset, double-encoded, nul, …
};

/// Decodes any bytes. Errors: empty input, binary input (with what it looks like: PDF, gzip, image …).
/// Linear; holds at most one copy of the text beside the input.
Result<Text> decode(std::string_view bytes, const ParseOptions& options);

/// Byte of the input for an offset in Text::utf8: a binary search in the map, and, for charsets other than
/// UTF-8, a count of code points over at most a few kilobytes.
std::uint64_t input_byte(const ByteMap& map, std::string_view utf8, std::uint32_t offset);

}  // namespace nutgraf
