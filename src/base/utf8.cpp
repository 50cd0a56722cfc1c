#include "base/utf8.hpp"

#include <utf8proc.h>

namespace nutgraf {

void append_utf8(std::string& out, char32_t c) {
  utf8proc_uint8_t bytes[4];
  auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

void append_lower(std::string& out, std::string_view s) {
  for (std::size_t at = 0; at < s.size();) {
    auto c = static_cast<unsigned char>(s[at]);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
      ++at;
      continue;
    }
    std::size_t length = 0;
    char32_t code = code_point(s, at, length);
    append_utf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code))));
    at += length;
  }
}

std::string to_lower(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  append_lower(out, s);
  return out;
}

}  // namespace nutgraf
