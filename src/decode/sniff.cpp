// Byte order marks, binary formats, UTF-16 without a mark, legacy charsets.
#include "decode/sniff.hpp"

#include <algorithm>
#include <array>
#include <string>

#ifdef NUTGRAF_UCHARDET
#include <uchardet.h>
#endif

#include "base/utf8.hpp"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace nutgraf {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t sample = 8192;

struct Magic {
  std::string_view bytes;
  std::size_t at;
  std::string_view what;
};

constexpr Magic magics[] = {
    {"%PDF-"sv, 0, "a PDF document; extract its text first, for instance with pdftotext"},
    {"\x1F\x8B"sv, 0, "gzip data; unpack it first, for instance with gzip -dc"},
    {"PK\x03\x04"sv, 0,
     "a zip archive or an office document; unpack it, or save it as plain text or HTML, first"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, "an old office document; save it as plain text or HTML first"},
    {"{\\rtf"sv, 0, "a rich-text (RTF) document; save it as plain text or HTML first"},
    {"%!PS"sv, 0, "a PostScript document; extract its text first, for instance with ps2ascii"},
    {"\x89PNG\r\n\x1A\n"sv, 0, "a PNG image; articles are read from text or HTML"},
    {"\xFF\xD8\xFF"sv, 0, "a JPEG image; articles are read from text or HTML"},
    {"GIF8"sv, 0, "a GIF image; articles are read from text or HTML"},
    {"RIFF"sv, 0, "a media file (RIFF); articles are read from text or HTML"},
    {"OggS"sv, 0, "a media file (Ogg); articles are read from text or HTML"},
    {"ID3\x03"sv, 0, "an MP3 file; articles are read from text or HTML"},
    {"ftyp"sv, 4, "a media file (MP4); articles are read from text or HTML"},
    {"II*\0"sv, 0, "a TIFF image; articles are read from text or HTML"},
    {"MM\0*"sv, 0, "a TIFF image; articles are read from text or HTML"},
    {"wOFF"sv, 0, "a font; articles are read from text or HTML"},
    {"\x7F"
     "ELF"sv,
     0, "a program (ELF); articles are read from text or HTML"},
    {"MZ\x90\0"sv, 0, "a program (EXE); articles are read from text or HTML"},
    {"\xCF\xFA\xED\xFE"sv, 0, "a program (Mach-O); articles are read from text or HTML"},
    {"SQLite format 3\0"sv, 0, "an SQLite database; articles are read from text or HTML"},
    {"BZh"sv, 0, "bzip2 data; unpack it first, for instance with bzip2 -dc"},
    {"\xFD"
     "7zXZ\0"sv,
     0, "xz data; unpack it first, for instance with xz -dc"},
    {"7z\xBC\xAF\x27\x1C"sv, 0, "a 7z archive; unpack it first"},
    {"\x28\xB5\x2F\xFD"sv, 0, "zstd data; unpack it first, for instance with zstd -dc"},
    {"\x04\x22\x4D\x18"sv, 0, "lz4 data; unpack it first"},
    {"Rar!\x1A\x07"sv, 0, "a RAR archive; unpack it first"},
    {"bplist00"sv, 0, "a binary property list or web archive; save the page as HTML first"},
    {"ustar"sv, 257, "a tar archive; unpack it first"},
};

/// Bytes that no text has: controls but blanks, line ends, backspace, escape and the NUL that is counted
/// apart.
bool is_control(unsigned char c) {
  return c == 0x7F || (c < 0x20 && !(c >= 8 && c <= 13) && c != 0x1B && c != 0x1A && c != 0x1C && c != 0x1D);
}

std::size_t controls(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(
      bytes.begin(), bytes.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }));
}

constexpr std::size_t step = 16;

/// False only if none of the sixteen bytes from `p` on is a control; blanks and line ends are none.
bool may_have_controls(const char* p) {
#if defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i from_8 = _mm_sub_epi8(bytes, _mm_set1_epi8(8));
  const __m128i blank = _mm_cmpeq_epi8(_mm_min_epu8(from_8, _mm_set1_epi8(13 - 8)), from_8);
  const __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  const __m128i deleted = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F));
  return _mm_movemask_epi8(_mm_or_si128(_mm_andnot_si128(blank, below), deleted)) != 0;
#else
  return std::any_of(p, p + step, [](char c) { return is_control(static_cast<unsigned char>(c)); });
#endif
}

/// Bytes of windows-1252 that news text is full of: quotation marks, dashes, ellipsis, bullet, no-break
/// space, £ © « ® ° · » and the commonest accented letters.
bool common_in_1252(unsigned char c) {
  constexpr std::string_view common =
      "\x80\x82\x84\x85\x8B\x91\x92\x93\x94\x95\x96\x97\x99\x9B\xA0\xA3\xA7\xA9\xAB\xAE\xB0\xB7\xBB\xBF"
      "\xC4\xC9\xD6\xDC\xDF\xE0\xE1\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEA\xEB\xED\xEE\xEF\xF1\xF3\xF4\xF5\xF6"
      "\xF8\xFA\xFB\xFC";
  return common.find(static_cast<char>(c)) != std::string_view::npos;
}

/// High bytes in text of western languages are few, and stand alone among ASCII letters.
bool surely_western(std::string_view bytes) {
  std::size_t high = 0, common = 0, pairs = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x80) continue;
    ++high;
    common += common_in_1252(c) ? 1 : 0;
    pairs += i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) >= 0x80 ? 1 : 0;
  }
  return (high * 6 < bytes.size() || high < 16) && common * 20 >= high * 19 && pairs * 8 <= high;
}

/// The part of the input that tells most: around the first byte outside ASCII.
std::string_view telling_part(std::string_view bytes) {
  auto high =
      std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const auto at = static_cast<std::size_t>(high - bytes.begin());
  return bytes.substr(at > 4096 ? at - 4096 : 0, 1u << 18);
}

}  // namespace

Bom find_bom(std::string_view bytes) {
  constexpr std::pair<std::string_view, std::string_view> boms[] = {{"\xEF\xBB\xBF"sv, "utf-8"},
                                                                    {"\xFF\xFE\0\0"sv, "utf-32le"},
                                                                    {"\0\0\xFE\xFF"sv, "utf-32be"},
                                                                    {"\xFF\xFE"sv, "utf-16le"},
                                                                    {"\xFE\xFF"sv, "utf-16be"}};
  if (bytes.empty() || "\xEF\xFF\xFE\0"sv.find(bytes[0]) == std::string_view::npos) return {};
  for (const auto& [mark, name] : boms)
    if (bytes.starts_with(mark)) return {find_encoding(name), mark.size()};
  return {};
}

const Encoding* find_wide(std::string_view bytes) {
  bytes = bytes.substr(0, sample);
  if (bytes.size() < 4 || bytes.find('\0') == std::string_view::npos) return nullptr;
  std::array<std::size_t, 4> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) nuls[i & 3] += bytes[i] == 0 ? 1 : 0;
  const std::size_t quarter = bytes.size() / 4;
  auto many = [&](std::size_t i) { return nuls[i] * 4 >= quarter * 3; };
  auto few = [&](std::size_t i) { return nuls[i] * 20 <= quarter; };
  if (few(0) && many(2) && many(3)) return find_encoding("utf-32le");
  if (many(0) && many(1) && few(3)) return find_encoding("utf-32be");
  const std::size_t even = nuls[0] + nuls[2], odd = nuls[1] + nuls[3];
  auto some = [&](std::size_t count) { return count * 5 >= bytes.size(); };  // two of five units are ASCII
  if (some(odd) && even * 20 <= odd) return find_encoding("utf-16le");
  if (some(even) && odd * 20 <= even) return find_encoding("utf-16be");
  return nullptr;
}

std::string_view known_binary(std::string_view bytes) {
  for (const Magic& magic : magics)
    if (bytes.size() > magic.at && bytes[magic.at] == magic.bytes[0] &&
        bytes.substr(magic.at).starts_with(magic.bytes))
      return magic.what;
  return {};
}

bool looks_binary(std::string_view bytes) {
  bytes = bytes.substr(0, sample);
  std::size_t count = 0, at = 0;
  for (; at + step <= bytes.size(); at += step)
    if (may_have_controls(bytes.data() + at)) count += controls(bytes.substr(at, step));
  count += controls(bytes.substr(at));
  return (count > 8 && count * 25 > bytes.size()) || (count >= 2 && count * 3 > bytes.size());
}

const Encoding* guess_legacy(std::string_view bytes) {
  const Encoding* western = find_encoding("windows-1252");
  bytes = telling_part(bytes);
  if (surely_western(bytes)) return western;
#ifdef NUTGRAF_UCHARDET
  uchardet_t detector = uchardet_new();
  uchardet_handle_data(detector, bytes.data(), bytes.size());
  uchardet_data_end(detector);
  const Encoding* found = find_encoding(uchardet_get_charset(detector));
  uchardet_delete(detector);
  const bool legacy = found && (found->kind == EncodingKind::single || found->kind == EncodingKind::multi);
  if (legacy && found->name != "macintosh") return found;
#endif
  return western;
}

}  // namespace nutgraf
