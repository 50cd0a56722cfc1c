// cli/: one line of `filter`'s input.
#pragma once
#include <string>
#include <string_view>

#include "nutgraf/parser.hpp"
#include "nutgraf/result.hpp"

namespace nutgraf::cli {

/// A JSON object with one of "text" (plain text), "html" (a page) or "content" (either, detected), and
/// optionally "id" (string or number), "name", "url"; members that are not known are passed over. Or a bare
/// JSON string: the content.
struct Request {
  std::string content;
  ParseOptions parse;
};

/// `request` is filled on top of `defaults`; on an Error it holds what was read of id and name, for the error
/// record.
std::optional<Error> read_request(std::string_view line, const ParseOptions& defaults, Request& request);

}  // namespace nutgraf::cli
