// Conversion of everything but multi-byte legacy charsets, without a library: each is a loop and a table.
#include "decode/convert.hpp"

#include <iconv.h>

#include <array>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::uint32_t checkpoint =
    4096;  // text bytes between map entries where the input advances by units

/// Writes code points and keeps the map; `unit` as in ByteMap.
class Writer {
 public:
  Writer(Converted& out, std::size_t expected, std::uint8_t unit) : out_(out) {
    out_.utf8.reserve(expected);
    out_.bytes.unit = unit;
  }
  void put(char32_t c, std::size_t input) {
    if (out_.utf8.size() >= next_entry_) mark(input);
    append_utf8(out_.utf8, c);
  }
  void invalid(std::size_t input) {
    if (out_.invalid++ == 0) out_.first_invalid = input;
    put(replacement, input);
    next_entry_ = 0;  // what follows may not advance by units from here
  }
  /// The text's end is the input's end, whatever stands before it.
  void end(std::size_t input) { mark(input); }
  void ascii(std::string_view run, std::size_t input) {
    if (out_.utf8.size() >= next_entry_) mark(input);
    out_.utf8.append(run);
  }

 private:
  void mark(std::size_t input) {
    out_.bytes.entries.push_back(
        {static_cast<std::uint32_t>(out_.utf8.size()), static_cast<std::uint32_t>(input)});
    next_entry_ = out_.utf8.size() + checkpoint;
  }
  Converted& out_;
  std::size_t next_entry_ = 0;
};

/// The maximal part of an ill-formed sequence at `at` that stands for one U+FFFD: its lead and the
/// continuation bytes that could have belonged to it (Unicode standard, section 3.9).
std::size_t broken_length(std::string_view bytes, std::size_t at) {
  auto b = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
  const unsigned lead = b(at);
  if (lead < 0xC2 || lead > 0xF4) return 1;
  unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  const std::size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t length = 1;
  while (length < wanted && b(at + length) >= low && b(at + length) <= high)
    ++length, low = 0x80, high = 0xBF;
  return length;
}

/// The code points of the bytes of a one-byte charset; U+FFFD where it has none. Windows-1252 has one for
/// each.
std::array<char32_t, 256> table_of(const Encoding& encoding) {
  std::array<char32_t, 256> table{};
  iconv_t door = iconv_open("UTF-32LE", encoding.iconv);
  for (unsigned i = 0; i < 256; ++i) {
    char in = static_cast<char>(i), out[8] = {};
    char *from = &in, *to = out;
    std::size_t from_left = 1, to_left = sizeof out;
    bool known = i >= 0x80 && door != reinterpret_cast<iconv_t>(-1) &&
                 iconv(door, &from, &from_left, &to, &to_left) != static_cast<std::size_t>(-1) &&
                 to_left <= 4;
    if (known && to_left == 8)
      known = iconv(door, nullptr, nullptr, &to, &to_left) != static_cast<std::size_t>(-1);
    const bool as_it_is = i < 0x80 || encoding.name == "windows-1252" || i < 0xA0;
    table[i] = known ? static_cast<char32_t>(load64(out) & 0xFFFFFFFF) : as_it_is ? i : replacement;
  }
  if (door != reinterpret_cast<iconv_t>(-1)) iconv_close(door);
  return table;
}

}  // namespace

Converted convert_utf8(std::string_view bytes, std::size_t skip, std::size_t valid) {
  Converted out;
  std::size_t good = valid > 0 ? valid : valid_utf8_prefix(bytes.substr(skip));
  out.utf8.assign(bytes.substr(skip, good));
  if (skip > 0) out.bytes.entries.push_back({0, static_cast<std::uint32_t>(skip)});
  for (std::size_t at = skip + good; at < bytes.size();) {
    if (out.invalid++ == 0) out.first_invalid = at, out.utf8.reserve(bytes.size() + bytes.size() / 64);
    out.bytes.entries.push_back(
        {static_cast<std::uint32_t>(out.utf8.size()), static_cast<std::uint32_t>(at)});
    append_utf8(out.utf8, replacement);
    at += broken_length(bytes, at);
    out.bytes.entries.push_back(
        {static_cast<std::uint32_t>(out.utf8.size()), static_cast<std::uint32_t>(at)});
    good = valid_utf8_prefix(bytes.substr(at));
    out.utf8.append(bytes.substr(at, good));
    at += good;
  }
  return out;
}

Converted convert_utf16(std::string_view bytes, std::size_t skip, bool big_endian) {
  Converted out;
  Writer writer(out, bytes.size() / 2 + bytes.size() / 8 + 16, 2);
  auto unit = [&](std::size_t at) {
    const unsigned a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? a << 8 | b : b << 8 | a);
  };
  std::size_t at = skip;
  while (at + 1 < bytes.size()) {
    const char32_t c = unit(at);
    const bool high = c >= 0xD800 && c < 0xDC00, low = c >= 0xDC00 && c < 0xE000;
    if (high && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
      writer.put(0x10000 + ((c - 0xD800) << 10) + (unit(at + 2) - 0xDC00), at);
      at += 4;
      continue;
    }
    high || low ? writer.invalid(at) : writer.put(c, at);
    at += 2;
  }
  if (at < bytes.size()) writer.invalid(at);
  writer.end(bytes.size());
  return out;
}

Converted convert_utf32(std::string_view bytes, std::size_t skip, bool big_endian) {
  Converted out;
  Writer writer(out, bytes.size() / 4 + 16, 4);
  std::size_t at = skip;
  for (; at + 3 < bytes.size(); at += 4) {
    char32_t c = 0;
    for (std::size_t i = 0; i < 4; ++i)
      c = c << 8 | static_cast<unsigned char>(bytes[at + (big_endian ? i : 3 - i)]);
    c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? writer.invalid(at) : writer.put(c, at);
  }
  if (at < bytes.size()) writer.invalid(at);
  writer.end(bytes.size());
  return out;
}

Converted convert_single(std::string_view bytes, std::size_t skip, const Encoding& encoding) {
  Converted out;
  const auto table = table_of(encoding);
  Writer writer(out, bytes.size() + bytes.size() / 16 + 16, 1);
  for (std::size_t at = skip; at < bytes.size();) {
    const std::size_t run = std::min<std::size_t>(ascii_prefix(bytes.substr(at, checkpoint)), checkpoint);
    if (run > 0) {
      writer.ascii(bytes.substr(at, run), at);
      at += run;
      continue;
    }
    const char32_t c = table[static_cast<unsigned char>(bytes[at])];
    c == replacement ? writer.invalid(at) : writer.put(c, at);
    ++at;
  }
  return out;
}

Converted convert_multi(std::string_view bytes, std::size_t skip, const Encoding& encoding) {
  iconv_t door = iconv_open("UTF-8", encoding.iconv);
  if (door == reinterpret_cast<iconv_t>(-1))
    return convert_single(bytes, skip, *find_encoding("windows-1252"));
  Converted out;
  Writer writer(out, bytes.size() + bytes.size() / 2 + 16, 255);
  std::string buffer(checkpoint * 4, '\0');
  for (std::size_t at = skip; at < bytes.size();) {
    auto* from = const_cast<char*>(bytes.data() + at);
    char* to = buffer.data();
    const std::size_t offered = std::min<std::size_t>(bytes.size() - at, checkpoint);
    std::size_t from_left = offered, to_left = buffer.size();
    const bool failed = iconv(door, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1);
    const std::size_t used = offered - from_left;
    writer.ascii({buffer.data(), buffer.size() - to_left}, at);
    at += used;
    if (!failed || (used > 0 && at + 4 < bytes.size() && offered == checkpoint && from_left < 8)) continue;
    if (at >= bytes.size()) break;
    writer.invalid(at++);
    iconv(door, nullptr, nullptr, nullptr, nullptr);
  }
  iconv_close(door);
  writer.end(bytes.size());
  return out;
}

Converted convert(std::string_view bytes, std::size_t skip, const Encoding& encoding, std::size_t valid) {
  switch (encoding.kind) {
    case EncodingKind::utf8:
      return convert_utf8(bytes, skip, valid);
    case EncodingKind::utf16le:
      return convert_utf16(bytes, skip, false);
    case EncodingKind::utf16be:
      return convert_utf16(bytes, skip, true);
    case EncodingKind::utf32le:
      return convert_utf32(bytes, skip, false);
    case EncodingKind::utf32be:
      return convert_utf32(bytes, skip, true);
    case EncodingKind::single:
      return convert_single(bytes, skip, encoding);
    case EncodingKind::multi:
      return convert_multi(bytes, skip, encoding);
  }
  return {};
}

}  // namespace nutgraf
