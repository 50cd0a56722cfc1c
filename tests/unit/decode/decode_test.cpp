#include <memory>

#include "catch.hpp"
#include "decode/encodings.hpp"
#include "decode/text.hpp"

using namespace nutgraf;
using namespace std::string_view_literals;

namespace {

/// Decodes a copy that ends where its heap buffer ends, so that a sanitizer sees an over-read.
Result<Text> decoded(std::string_view bytes, ParseOptions options = {}) {
  auto copy = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  return decode({copy.get(), bytes.size()}, options);
}

std::string codes(const Text& text) {
  std::string out;
  for (const Warning& warning : text.warnings) out += (out.empty() ? "" : " ") + warning.code;
  return out;
}

/// Every second byte a NUL: ASCII as UTF-16.
std::string utf16(std::string_view ascii, bool big_endian) {
  std::string out;
  for (char c : ascii) {
    if (big_endian) out.push_back('\0');
    out.push_back(c);
    if (!big_endian) out.push_back('\0');
  }
  return out;
}

}  // namespace

TEST_CASE("decode: charsets", "[decode]") {
  struct Case {
    std::string_view bytes, charset_option, text, charset, warnings;
  };
  const Case cases[] = {
      {"plain", "", "plain", "utf-8", ""},
      {"“Zürich”", "", "“Zürich”", "utf-8", ""},
      {"\xEF\xBB\xBF"
       "abc",
       "", "abc", "utf-8", ""},
      {"\xFF\xFE"
       "a\0b\0"sv,
       "", "ab", "utf-16le", ""},
      {"\xFE\xFF\0a\x20\x1C"sv, "", "a“", "utf-16be", ""},
      {"\xFF\xFE\0\0a\0\0\0"sv, "", "a", "utf-32le", ""},
      {"\0\0\xFE\xFF\0\0\0a"sv, "", "a", "utf-32be", ""},
      {"\xFF\xFE\x3D\xD8\x00\xDE"
       "a\0"sv,
       "", "😀a", "utf-16le", ""},
      {"\xFF\xFE\x3D\xD8"
       "a\0"sv,
       "",
       "\uFFFD"
       "a",
       "utf-16le", "invalid-bytes"},
      {"He said \x93yes\x94 \x96 it\x92s so.", "", "He said “yes” – it’s so.", "windows-1252",
       "guessed-charset"},
      {"caf\xE9", "latin1", "café", "windows-1252", ""},
      {"\x93ok\x94", "ISO-8859-1", "“ok”", "windows-1252", ""},
      {"\xEF\xF0\xE8\xE2\xE5\xF2", "cp1251", "привет", "windows-1251", ""},
      {"\x93\xFA\x96\x7B", "Shift_JIS", "日本", "shift_jis", ""},
      {"\xC8\xD5\xB1\xBE", "gb2312", "日本", "gbk", ""},
      {"\x1B$BF|K\\\x1B(B", "", "日本", "iso-2022-jp", ""},
      {"abc", "no-such", "abc", "utf-8", "unknown-charset"},
      {"“ok” b\xFF"
       "c",
       "",
       "“ok” b\uFFFD"
       "c",
       "utf-8", "invalid-bytes"},
      {"“ok” \xE2\x80", "", "“ok” \uFFFD", "utf-8", "invalid-bytes"},
      {"a long enough line\0with a NUL"sv, "", "a long enough line\uFFFDwith a NUL", "utf-8", "nul"},
      {"â€œYes,â€ she said. Itâ€™s cafÃ©", "", "“Yes,” she said. It’s café", "utf-8", "double-encoded"},
      {"Ã and São Tomé, “yes”", "", "Ã and São Tomé, “yes”", "utf-8", ""},
      {" \n\u00A0 ", "", " \n\u00A0 ", "utf-8", "no-text"},
  };
  for (const Case& c : cases) {
    CAPTURE(std::string(c.bytes));
    ParseOptions options;
    options.charset = c.charset_option;
    auto text = decoded(c.bytes, options);
    REQUIRE(text);
    CHECK(text.value().utf8 == c.text);
    CHECK(text.value().charset == c.charset);
    CHECK(codes(text.value()) == c.warnings);
  }
}

TEST_CASE("decode: UTF-16 without a mark", "[decode]") {
  const std::string words = "The river rose on Monday. Two bridges fell.";
  for (bool big_endian : {false, true}) {
    auto text = decoded(utf16(words, big_endian));
    REQUIRE(text);
    CHECK(text.value().utf8 == words);
    CHECK(text.value().charset == (big_endian ? "utf-16be" : "utf-16le"));
  }
}

TEST_CASE("decode: what is no text is refused with advice", "[decode]") {
  struct Case {
    std::string_view bytes, code, message;
  };
  const Case cases[] = {
      {"", "empty-input", "the input is empty"},
      {"%PDF-1.4 x", "binary-input",
       "this is no text: it looks like a PDF document; extract its text first, for instance with pdftotext"},
      {"\x1F\x8B\x08", "binary-input",
       "this is no text: it looks like gzip data; unpack it first, for instance with gzip -dc"},
      {"\x89PNG\r\n\x1A\n", "binary-input",
       "this is no text: it looks like a PNG image; articles are read from text or HTML"},
      {"\x01\x02\x03\x04\x05", "binary-input",
       "this is no text: it has many control bytes; articles are read from text or HTML"},
  };
  for (const Case& c : cases) {
    auto text = decoded(c.bytes);
    REQUIRE(!text);
    CHECK(text.error().code == c.code);
    CHECK(text.error().message == c.message);
    CHECK(text.error().stage == "decode");
  }
}

TEST_CASE("decode: the warning names the first bad byte and counts", "[decode]") {
  auto text = decoded(
      "“ok” a\xFF\xFE"
      "b\xE2\x80x");
  REQUIRE(text);
  REQUIRE(text.value().warnings.size() == 1);
  CHECK(text.value().warnings[0].message ==
        "3 places are not valid utf-8 and stand as U+FFFD; the first is 0xFF at byte 10");
}

TEST_CASE("decode: offsets map back to the input", "[decode]") {
  struct Case {
    std::string_view bytes, charset, needle;
    std::uint64_t byte;
  };
  const Case cases[] = {
      {"abc needle", "", "needle", 4},
      {"“x” needle", "", "needle", 8},
      {"\xEF\xBB\xBF"
       "ab needle",
       "", "needle", 6},
      {"“ok” \xFF\xFF needle", "", "needle", 12},
      {"\xFF\xFE\x1C\x20n\0e\0"sv, "", "ne", 4},
      {"\xFF\xFE\x3D\xD8\x00\xDEn\0"sv, "", "n", 6},
      {"\x93ok\x94 caf\xE9 needle", "latin1", "needle", 10},
      {"it is \0 a longer line with needle"sv, "", "needle", 27},
      {"Itâ€™s needle", "", "needle", 12},
  };
  for (const Case& c : cases) {
    CAPTURE(std::string(c.bytes));
    ParseOptions options;
    options.charset = c.charset;
    auto text = decoded(c.bytes, options);
    REQUIRE(text);
    const Text& t = text.value();
    CHECK(input_byte(t.bytes, t.utf8, static_cast<std::uint32_t>(t.utf8.find(c.needle))) == c.byte);
  }
}

TEST_CASE("decode: a page's declared charset", "[decode]") {
  struct Case {
    std::string_view bytes, text;
  };
  const Case cases[] = {
      {"<!doctype html><meta charset=windows-1251><p>\xEF\xF0",
       "<!doctype html><meta charset=windows-1251><p>пр"},
      {"<html><META HTTP-EQUIV='Content-Type' content='text/html; charset=koi8-r'>\xD0\xD2",
       "<html><META HTTP-EQUIV='Content-Type' content='text/html; charset=koi8-r'>пр"},
      {"<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>\xB1",
       "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>ą"},
      {"<!-- <meta charset=koi8-r> --><html><meta charset=\"latin1\">\x93",
       "<!-- <meta charset=koi8-r> --><html><meta charset=\"latin1\">“"},
      {"<html><meta charset=latin1>“yes”", "<html><meta charset=latin1>“yes”"},  // valid UTF-8 wins
  };
  for (const Case& c : cases) {
    auto text = decoded(c.bytes);
    REQUIRE(text);
    CHECK(text.value().utf8 == c.text);
    CHECK(text.value().format == Format::html);
  }
}

TEST_CASE("decode: page or text", "[decode]") {
  struct Case {
    const char* text;
    Format format;
  };
  const Case cases[] = {
      {"<!DOCTYPE html><p>x", Format::html},
      {"\n <!-- saved --> <html>", Format::html},
      {"<div class=a>x</div>", Format::html},
      {"<tweet>x</tweet> said", Format::text},
      {"Use <b> for bold, said Ana Ruiz. <p> is a paragraph.", Format::text},
      {"By Ana Ruiz\n\nThe river rose.", Format::text},
      {"x <p>One</p><p>Two</p><ul><li>a</li><li>b</li></ul><a href=x>y</a>", Format::html},
      {"<3 this", Format::text},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    auto text = decoded(c.text);
    REQUIRE(text);
    CHECK(text.value().format == c.format);
  }
}

TEST_CASE("charset labels", "[decode]") {
  CHECK(find_encoding(" Latin1 ")->name == "windows-1252");
  CHECK(find_encoding("UTF8")->name == "utf-8");
  CHECK(find_encoding("ISO_8859-1:1987")->name == "windows-1252");
  CHECK(find_encoding("latin") == nullptr);
  CHECK(find_encoding("") == nullptr);
}

TEST_CASE("decode: no offset leaves the input", "[decode]") {
  const std::string_view inputs[] = {
      "\xFF\xFE"
      "A\0b"sv,
      "\xFE\xFF\0a\0"sv, "\xFF\xFE\0\0a\0\0\0b"sv, "“ok” \xE2\x80", "caf\xE9"};
  for (std::string_view bytes : inputs) {
    auto text = decoded(bytes);
    REQUIRE(text);
    const Text& t = text.value();
    std::uint64_t before = 0;
    for (std::uint32_t at = 0; at <= t.utf8.size(); ++at) {
      const std::uint64_t byte = input_byte(t.bytes, t.utf8, at);
      if (at < t.utf8.size() && (static_cast<unsigned char>(t.utf8[at]) & 0xC0) == 0x80) continue;
      CHECK(byte >= before);
      CHECK(byte <= bytes.size());
      before = byte;
    }
  }
}

TEST_CASE("decode: a warning's place is right after NULs before it", "[decode]") {
  auto text = decoded("“it” is \0 here, then \xFF and more text"sv);
  REQUIRE(text);
  REQUIRE(text.value().warnings.size() == 2);
  for (const Warning& warning : text.value().warnings) {
    REQUIRE(warning.span);
    CHECK(text.value().utf8.substr(warning.span->start, warning.span->size()) == "\uFFFD");
  }
  CHECK(text.value().warnings[0].message ==
        "1 place is not valid utf-8 and stands as U+FFFD; the first is 0xFF at byte 25");
}
