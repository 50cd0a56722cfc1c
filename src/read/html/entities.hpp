// read/html: character references in attribute values, titles and JSON-LD strings. Private.
#pragma once
#include <string>
#include <string_view>

namespace nutgraf {

/// Resolves &amp; &#8217; &#x2019; … ; what is no known reference stays as it stands. Twice-escaped
/// references
/// (&amp;#8217;) are resolved once: call again where they are to be expected. Linear.
std::string resolve_entities(std::string_view text);

/// Resolves references twice, drops tags, zero-width characters and controls, and makes each run of blanks
/// one blank: the plain words of a declared value.
std::string clean_value(std::string_view text);

}  // namespace nutgraf
