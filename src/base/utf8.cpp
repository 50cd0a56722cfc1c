#include "base/utf8.hpp"

#include <utf8proc.h>

namespace nutgraf {

void append_utf8(std::string& out, char32_t c) {
  utf8proc_uint8_t bytes[4];
  auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

namespace {

/// Bytes of the code point at `at`, 0 if there is none.
std::size_t valid_length(std::string_view bytes, std::size_t at) {
  if (static_cast<unsigned char>(bytes[at]) < 0x80) return 1;
  utf8proc_int32_t code = 0;
  auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()) + at,
                                 static_cast<utf8proc_ssize_t>(bytes.size() - at), &code);
  return length > 0 ? static_cast<std::size_t>(length) : 0;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = valid_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = valid_length(bytes, at);
    out.append(length > 0 ? bytes.substr(at, length) : std::string_view("\uFFFD"));
    at += length > 0 ? length : 1;
  }
  return out;
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
