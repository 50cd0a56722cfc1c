// decode/: what the bytes look like, before anything is converted. Private.
#pragma once
#include <optional>
#include <string_view>

#include "decode/encodings.hpp"
#include "nutgraf/article.hpp"

namespace nutgraf {

struct Bom {
  const Encoding* encoding = nullptr;  ///< nullptr: there is none
  std::size_t bytes = 0;
};
Bom find_bom(std::string_view bytes);

/// UTF-16 or UTF-32 without a BOM: NULs on one side of most units. nullptr if it is not.
const Encoding* find_wide(std::string_view bytes);

/// What a binary input is, and what to do about it: "a PDF document; extract …". Empty for text.
/// Known beginnings first, then many control bytes.
std::string_view known_binary(std::string_view bytes);
bool looks_binary(std::string_view bytes);

/// The charset of undeclared bytes that are no UTF-8: never nullptr, windows-1252 for want of anything
/// better.
const Encoding* guess_legacy(std::string_view bytes);

/// The charset that a page declares in its first bytes: XML declaration, <meta charset>, <meta http-equiv>.
/// nullptr if none or unknown. A declared UTF-16 means UTF-8, as the page could be read so far.
const Encoding* declared_in_html(std::string_view bytes);

/// HTML or text, from decoded text: how it begins, or many known tags early on.
Format detect_format(std::string_view utf8);

}  // namespace nutgraf
