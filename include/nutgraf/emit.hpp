// An Article as bytes. Every function is pure: the same article and options give the same bytes everywhere.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "nutgraf/article.hpp"
#include "nutgraf/result.hpp"

namespace nutgraf {

enum class OffsetUnit : std::uint8_t { code_points, bytes, utf16 };

struct EmitOptions {
  OffsetUnit offsets =
      OffsetUnit::code_points;  ///< `bytes`: of the input for text, of the reading text for HTML
  bool with_text = false;       ///< adds `text`, the text that offsets count in
  bool pretty = false;          ///< indented JSON
};

/// Appends to `out`; no trailing newline.
void append_json(std::string& out, const Article& article, const EmitOptions& options);
std::string to_json(const Article& article, const EmitOptions& options);
/// The same bytes, handed to `sink` in parts: for articles whose JSON is too large to be held in memory.
void write_json(const Article& article, const EmitOptions& options,
                const std::function<void(std::string_view)>& sink);
std::string to_markdown(const Article& article);
std::string to_text(const Article& article);
/// One row an attribution, as CSV; the header is a line of its own.
std::string to_csv(const Article& article, const EmitOptions& options);
std::string_view csv_header();

/// An error record: {"source":{…},"error":{"code","stage","message","byte"}}.
std::string to_json(const Error& error, std::string_view name, std::string_view id);

/// The JSON Schema (draft 2020-12) of the output.
std::string_view json_schema();

}  // namespace nutgraf
