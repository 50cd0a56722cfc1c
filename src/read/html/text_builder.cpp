#include "read/html/text_builder.hpp"

#include <array>

namespace nutgraf {
namespace {

enum : std::uint8_t { plain, blank, lead, line };

/// What one byte may begin: blanks, and the leads of C2 A0 (no-break space), C2 AD (soft hyphen), E2 80
/// 80–8D/A8/A9/AF, E2 81 A0, E3 80 80 (ideographic space), EF BB BF.
constexpr auto classes = [] {
  std::array<std::uint8_t, 256> all{};
  for (unsigned c = 0; c <= ' '; ++c) all[c] = blank;
  all['\n'] = line;
  all[0x7F] = blank;
  for (unsigned c : {0xC2u, 0xE2u, 0xE3u, 0xEFu}) all[c] = lead;
  return all;
}();

enum class Char : std::uint8_t { shown, blank, nothing };

/// The character that begins at `at` with a lead byte; `size` gets its bytes.
Char classify(std::string_view s, std::size_t at, std::size_t& size) {
  auto b = [&](std::size_t i) { return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u; };
  size = b(0) == 0xC2 ? 2 : 3;
  if (at + size > s.size()) return size = 1, Char::shown;
  if (b(0) == 0xC2) {
    if (b(1) == 0xAD) return Char::nothing;
    return b(1) == 0xA0 || b(1) < 0xA0 ? Char::blank : Char::shown;
  }
  if (b(0) == 0xE3) return b(1) == 0x80 && b(2) == 0x80 ? Char::blank : Char::shown;
  if (b(0) == 0xEF) return b(1) == 0xBB && b(2) == 0xBF ? Char::nothing : Char::shown;
  if (b(1) == 0x81 && b(2) == 0xA0) return Char::nothing;  // word joiner
  if (b(1) != 0x80) return Char::shown;
  if (b(2) <= 0x8A || b(2) == 0xA8 || b(2) == 0xA9 || b(2) == 0xAF) return Char::blank;
  return b(2) == 0x8B || b(2) == 0x8E || b(2) == 0x8F || (b(2) >= 0xAA && b(2) <= 0xAE) ? Char::nothing
                                                                                        : Char::shown;
}

}  // namespace

/// Puts the blank or line end owed before text that is about to be added.
void TextBuilder::owed() {
  if (empty()) {
    if (separate_) out_ += "\n\n", start_ = out_.size(), separate_ = false;
  } else if (breaks_) {
    out_ += '\n';
  } else if (blank_ && out_.back() != '\n' && out_.back() != ' ') {
    out_ += ' ';
  }
  blank_ = false;
  breaks_ = 0;
}

std::uint32_t TextBuilder::append(std::string_view text) {
  std::size_t before = out_.size(), at = 0;
  bool any = false;
  while (at < text.size()) {
    std::size_t run = at;
    while (run < text.size() && classes[static_cast<unsigned char>(text[run])] == plain) ++run;
    std::size_t size = 1;
    Char kind = Char::blank;
    if (run < text.size() && classes[static_cast<unsigned char>(text[run])] == lead)
      kind = classify(text, run, size);
    std::size_t shown = kind == Char::shown && run < text.size() ? run + size : run;
    if (shown > at) {
      if (!any || blank_ || breaks_) owed();
      if (!any) before = out_.size();
      any = true;
      out_.append(text.data() + at, shown - at);
    }
    if (run == text.size()) break;
    if (kind == Char::blank) blank_ = true;
    at = run + size;
  }
  return any ? static_cast<std::uint32_t>(out_.size() - before) : 0;
}

void TextBuilder::drop_tail(std::string_view mark) {
  if (out_.size() >= start_ + mark.size() && std::string_view(out_).substr(out_.size() - mark.size()) == mark)
    out_.resize(out_.size() - mark.size());
}

void TextBuilder::end() {
  separate_ = separate_ || !empty();
  start_ = out_.size();
  blank_ = false;
  breaks_ = 0;
}

bool is_blank_text(std::string_view text) {
  for (std::size_t at = 0, size = 1; at < text.size(); at += size) {
    size = 1;
    std::uint8_t kind = classes[static_cast<unsigned char>(text[at])];
    if (kind == plain) return false;
    if (kind == lead && classify(text, at, size) == Char::shown) return false;
  }
  return true;
}

}  // namespace nutgraf
