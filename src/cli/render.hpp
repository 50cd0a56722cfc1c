// cli/: one input's bytes → what is written for it, in the form that the options ask for.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace nutgraf::cli {

struct Rendered {
  std::optional<Error> error;
  bool empty = false;  ///< neither a headline nor a story was found
};

/// Immutable; may be used by several threads at once.
class Renderer {
 public:
  /// `parser` and `options` must outlive it. `options.to` automatic means JSON.
  Renderer(const Parser& parser, const Options& options, bool pretty);
  using Sink = std::function<void(std::string_view)>;
  /// Appends the article, with a line break at its end. On an error: the error record if `records`, else
  /// nothing. With `stream`, the article's JSON goes there in parts instead of to `out`. With `owner`, which
  /// holds `bytes`, they are let go once they are decoded, if they are many.
  Rendered append(std::string& out, std::string_view bytes, const ParseOptions& parse, bool records,
                  const Sink* stream = nullptr, std::string* owner = nullptr) const;
  /// The same for what the parser gave.
  Rendered append(std::string& out, const Result<Article>& article, const ParseOptions& parse, bool records,
                  const Sink* stream = nullptr) const;
  /// See Parser::parse_all(); empty if there is not enough memory for all at once.
  std::vector<Result<Article>> parse_all(std::span<const Parser::Input> inputs) const;
  void append_error(std::string& out, const Error& error, const ParseOptions& parse) const;
  bool is_json() const { return cli::is_json(to_); }
  /// What stands once before all articles.
  std::string_view header() const { return to_ == OutputFormat::csv ? csv_header() : std::string_view(); }
  /// One article after another makes one file.
  bool is_lines() const { return is_json() || to_ == OutputFormat::csv; }
  std::string_view extension() const;
  const ParseOptions& parse_options() const { return parse_; }

 private:
  void write(std::string& out, const Article& article, const Sink* stream) const;
  const Parser& parser_;
  const ParseOptions& parse_;
  EmitOptions emit_;
  OutputFormat to_;
};

}  // namespace nutgraf::cli
