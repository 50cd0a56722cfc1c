// Any bytes decode to valid UTF-8 with a map whose offsets stay inside the input, or to an Error.
#include "base/utf8.hpp"
#include "check.hpp"
#include "decode/text.hpp"

namespace {

void check_map(const nutgraf::Text& text, std::size_t input_size) {
  std::uint64_t before = 0;
  std::size_t step = text.utf8.size() / 64 + 1;
  for (std::size_t at = 0; at <= text.utf8.size(); at += step) {
    if (at < text.utf8.size() && nutgraf::is_continuation(text.utf8[at])) continue;
    auto byte = nutgraf::input_byte(text.bytes, text.utf8, static_cast<std::uint32_t>(at));
    PROMISE(byte >= before && byte <= input_size);
    before = byte;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = nutgraf::decode(as_bytes(data, size), {});
  if (!text) {
    PROMISE(!text.error().code.empty() && !text.error().message.empty());
    return 0;
  }
  PROMISE(nutgraf::is_valid_utf8(text.value().utf8));
  PROMISE(!text.value().charset.empty());
  check_map(text.value(), size);
  return 0;
}
