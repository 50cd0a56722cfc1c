#include "decode/text.hpp"

namespace nutgraf {

Result<Text> decode(std::string_view bytes, const ParseOptions& options) {
  if (bytes.empty()) return Error{"empty-input", "decode", "the input is empty", std::nullopt};
  Text text;
  text.utf8 = bytes;
  text.charset = "utf-8";
  text.format = options.from == InputFormat::html ? Format::html : Format::text;
  return text;
}

std::uint64_t input_byte(const ByteMap&, std::string_view, std::uint32_t offset) { return offset; }

}  // namespace nutgraf
