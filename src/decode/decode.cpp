// Bytes → Text: which charset, conversion, repairs, and whether it is a page or plain text.
#include <algorithm>

#include "base/utf8.hpp"
#include "decode/convert.hpp"
#include "decode/double_encoded.hpp"
#include "decode/sniff.hpp"
#include "decode/text.hpp"

namespace nutgraf {
namespace {

// Offsets have 32 bits, and text may grow when it is decoded.
constexpr std::size_t largest = std::size_t{1} << 31;

struct Choice {
  const Encoding* encoding = nullptr;
  std::size_t skip = 0;  ///< the BOM
  bool guessed = false;
  Utf8Survey seen{};   ///< where UTF-8 was looked for: of the bytes after the BOM
  bool plain = false;  ///< all bytes are valid UTF-8, and no control is among them
};

Error fail(std::string code, std::string message, std::optional<std::uint64_t> byte = std::nullopt) {
  return {std::move(code), "decode", std::move(message), byte};
}

void warn(Text& text, std::string code, std::string message, std::optional<Span> span = std::nullopt) {
  text.warnings.push_back(
      {std::move(code), std::move(message), text.format == Format::text ? span : std::nullopt});
}

std::string hex(unsigned char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'0', 'x', digits[c >> 4], digits[c & 15]};
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// Sequences of two and more bytes that are right, against bytes that are wrong, in the first megabyte.
bool mostly_utf8(std::string_view bytes) {
  bytes = bytes.substr(0, 1u << 20);
  std::size_t right = 0, wrong = 0;
  while (!bytes.empty()) {
    const std::size_t good = valid_utf8_prefix(bytes);
    right += static_cast<std::size_t>(
        std::count_if(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(good),
                      [](char c) { return static_cast<unsigned char>(c) >= 0xC2; }));
    if (good == bytes.size()) break;
    ++wrong;
    bytes.remove_prefix(good + 1);
  }
  return right * 2 >= wrong;  // by chance: 1 to 5 in GBK, far less in other charsets
}

bool has_escapes_2022(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos && bytes.find("\x1B(B") != std::string_view::npos;
}

/// In the order of the HTML standard: the caller's word, what the bytes surely are, what the page declares, a
/// guess.
Choice choose(std::string_view bytes, const ParseOptions& options) {
  if (Bom bom = find_bom(bytes); bom.encoding) return {bom.encoding, bom.bytes};
  if (const Encoding* asked = find_encoding(options.charset)) return {asked};
  const Encoding* utf8 = utf8_encoding();
  const Utf8Survey seen = survey_utf8(bytes);
  const bool valid = seen.valid == bytes.size();
  if (valid && !seen.controls) return {utf8, 0, false, seen, true};
  if (const Encoding* wide = find_wide(bytes)) return {wide};
  if (valid) return {has_escapes_2022(bytes) ? find_encoding("iso-2022-jp") : utf8, 0, false, seen};
  const Encoding* declared = options.from == InputFormat::text ? nullptr : declared_in_html(bytes);
  if (declared && declared != utf8) return {declared};
  if (mostly_utf8(bytes)) return {utf8, 0, false, seen};
  return {guess_legacy(bytes), 0, true};
}

std::optional<Error> refuse(std::string_view bytes, const Choice& choice) {
  if (choice.skip > 0) return std::nullopt;
  const bool wide = choice.encoding->kind != EncodingKind::single &&
                    choice.encoding->kind != EncodingKind::multi &&
                    choice.encoding->kind != EncodingKind::utf8;
  if (std::string_view what = known_binary(bytes); !what.empty())
    return fail("binary-input", "this is no text: it looks like " + std::string(what), 0);
  if (!wide && !choice.plain && looks_binary(bytes))
    return fail("binary-input",
                "this is no text: it has many control bytes; articles are read from text or HTML", 0);
  return std::nullopt;
}

void warn_of_invalid(Text& text, const Converted& from, std::string_view bytes) {
  if (from.invalid == 0) return;
  const auto byte = static_cast<unsigned char>(bytes[from.first_invalid]);
  const std::size_t at = text.utf8.find("\uFFFD");
  const auto start = static_cast<std::uint32_t>(at == std::string::npos ? 0 : at);
  warn(text, "invalid-bytes",
       counted(from.invalid, "place is", "places are") + " not valid " + text.charset +
           (from.invalid == 1 ? " and stands" : " and stand") + " as U+FFFD; the first is " + hex(byte) +
           " at byte " + std::to_string(from.first_invalid),
       Span{start, start + 3});
}

void replace_nuls(Text& text) {
  const std::size_t first = text.utf8.find('\0');
  if (first == std::string::npos) return;
  std::string out;
  ByteMap map;
  map.unit = text.bytes.unit;
  std::uint64_t count = 0;
  std::size_t copied = 0, old = 0;
  const auto& entries = text.bytes.entries;
  auto copy_to = [&](std::size_t end) {
    for (; old < entries.size() && entries[old].text < end; ++old)
      map.entries.push_back(
          {static_cast<std::uint32_t>(entries[old].text - copied + out.size()), entries[old].input});
    out.append(text.utf8, copied, end - copied);
    copied = end;
  };
  auto mark = [&](std::size_t at) {
    map.entries.push_back(
        {static_cast<std::uint32_t>(out.size()),
         static_cast<std::uint32_t>(input_byte(text.bytes, text.utf8, static_cast<std::uint32_t>(at)))});
  };
  for (std::size_t at = first; at != std::string::npos; at = text.utf8.find('\0', at + 1)) {
    copy_to(at);
    mark(at);
    append_utf8(out, 0xFFFD);
    copied = at + 1;
    mark(copied);
    while (old < entries.size() && entries[old].text < copied) ++old;  // mark(at) stands for it
    ++count;
  }
  copy_to(text.utf8.size());
  if (old < entries.size())  // of the end itself
    map.entries.push_back({static_cast<std::uint32_t>(out.size()), entries[old].input});
  for (Warning& warning : text.warnings) {  // a NUL grows from one byte to three
    if (!warning.span) continue;
    const auto before = text.utf8.begin() + warning.span->start;
    const auto shift = static_cast<std::uint32_t>(2 * std::count(text.utf8.begin(), before, '\0'));
    warning.span = Span{warning.span->start + shift, warning.span->end + shift};
  }
  const auto byte = input_byte(text.bytes, text.utf8, static_cast<std::uint32_t>(first));
  const auto start = static_cast<std::uint32_t>(first);
  text.utf8 = std::move(out);
  text.bytes = std::move(map);
  warn(
      text, "nul",
      counted(count, "NUL stands", "NULs stand") + " as U+FFFD; the first is at byte " + std::to_string(byte),
      Span{start, start + 3});
}

void repair(Text& text) {
  const std::uint64_t count = repair_double_encoding(text.utf8, text.bytes);
  if (count == 0) return;
  for (Warning& warning : text.warnings)
    warning.span.reset();  // places have moved; the messages name the bytes
  warn(text, "double-encoded",
       counted(count, "character was", "characters were") + " encoded twice (â€œ for “) and " +
           (count == 1 ? "is" : "are") + " repaired");
}

bool is_blank(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t length = 0;
    const CharClass kind = char_class(code_point(utf8, at, length));
    if (kind != CharClass::blank && kind != CharClass::zero_width && kind != CharClass::control) return false;
    at += length;
  }
  return true;
}

}  // namespace

Result<Text> decode(std::string_view bytes, const ParseOptions& options) {
  if (bytes.empty()) return fail("empty-input", "the input is empty");
  if (bytes.size() >= largest)
    return fail("too-large", "the input has " + std::to_string(bytes.size()) +
                                 " bytes; at most 2 GB are read as one article");
  const Choice choice = choose(bytes, options);
  if (auto error = refuse(bytes, choice)) return *error;
  Converted converted = convert(bytes, choice.skip, *choice.encoding, choice.seen.valid);
  if (converted.utf8.size() >= largest * 2 - 1)
    return fail("too-large", "the decoded text has more than 4 GB");
  Text text;
  text.utf8 = std::move(converted.utf8);
  text.bytes = std::move(converted.bytes);
  text.charset = choice.encoding->name;
  const bool detect = options.from == InputFormat::detect;
  text.format = detect                              ? detect_format(text.utf8)
                : options.from == InputFormat::html ? Format::html
                                                    : Format::text;
  if (!options.charset.empty() && !find_encoding(options.charset))
    warn(text, "unknown-charset",
         "the charset \"" + options.charset + "\" is not known; read as " + text.charset);
  if (choice.guessed) warn(text, "guessed-charset", "no charset is declared; read as " + text.charset);
  warn_of_invalid(text, converted, bytes);
  if (!choice.plain) replace_nuls(text);
  if (!choice.plain || choice.seen.latin) repair(text);
  text.only_newlines = choice.plain && !choice.seen.line_ends && text.warnings.empty();
  if (is_blank(text.utf8)) warn(text, "no-text", "the input has nothing but blanks");
  return text;
}

}  // namespace nutgraf
