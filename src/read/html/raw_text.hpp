// read/html: where constructs end whose inside is no markup. Private. Offsets in, offsets out; npos-free:
// what is not terminated ends with the page.
#pragma once
#include <cstddef>
#include <string_view>

namespace nutgraf {

struct RawEnd {
  std::size_t content;  ///< end of the content, where "</name" stands
  std::size_t next;     ///< past the end tag
  bool closed;
};
/// The end of the raw-text element `name` (lower case) whose content begins at `from`.
RawEnd find_raw_end(std::string_view html, std::size_t from, std::string_view name);
/// As find_raw_end for script, with its escaped states: `<!-- <script> </script> -->` within a script.
RawEnd find_script_end(std::string_view html, std::size_t from);

/// Past the comment that begins at `from` with "<!--".
std::size_t comment_end(std::string_view html, std::size_t from, bool& closed);
/// Past the CDATA section that begins at `from` with "<![CDATA[".
std::size_t cdata_end(std::string_view html, std::size_t from);
/// Past the next '>'.
std::size_t bogus_comment_end(std::string_view html, std::size_t from);

struct TagEnd {
  std::size_t next;  ///< past '>'; the page's size if the tag is not closed
  bool closed;
  bool self_closing;
};
/// The end of a tag whose attributes begin at `from` (after the name).
TagEnd find_tag_end(std::string_view html, std::size_t from);
/// Past the letters of a tag name that begins at `from`.
std::size_t name_end(std::string_view html, std::size_t from);
/// The value of an attribute of the tag `tag` ('<' to '>'), as it stands there; `found` tells absent from
/// empty.
std::string_view raw_attribute(std::string_view tag, std::string_view name, bool& found);

bool equals_ignoring_case(std::string_view any, std::string_view lower);

}  // namespace nutgraf
