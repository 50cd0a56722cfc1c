#include "cli/render.hpp"

#include <algorithm>
#include <new>

namespace nutgraf::cli {
namespace {

/// Below this size of the text, a part at a time saves no memory worth mentioning.
constexpr std::size_t worth_streaming = 1 << 18;

bool found_nothing(const Article& article) {
  return !article.headline && std::none_of(article.blocks.begin(), article.blocks.end(),
                                           [](const Block& b) { return is_story(b.role); });
}

Error no_memory() {
  return {"out-of-memory", "parse", "there is not enough memory for this input; run it with -j 1", {}};
}

}  // namespace

Renderer::Renderer(const Parser& parser, const Options& options, bool pretty)
    : parser_(parser), parse_(options.parse), emit_(options.emit), to_(options.to) {
  emit_.pretty = pretty;
}

std::string_view Renderer::extension() const {
  if (to_ == OutputFormat::markdown) return ".md";
  if (to_ == OutputFormat::csv) return ".csv";
  return to_ == OutputFormat::text ? ".txt" : ".json";
}

void Renderer::write(std::string& out, const Article& article, const Sink* stream) const {
  if (to_ == OutputFormat::markdown) {
    out += to_markdown(article);
  } else if (to_ == OutputFormat::text) {
    out += to_text(article);
  } else if (to_ == OutputFormat::csv) {
    out += to_csv(article, emit_);
  } else if (stream && article.text.size() > worth_streaming) {
    write_json(article, emit_, *stream);
    (*stream)("\n");
  } else {
    append_json(out, article, emit_);
    out += '\n';
  }
}

Rendered Renderer::append(std::string& out, const Result<Article>& article, const ParseOptions& parse,
                          bool records, const Sink* stream) const {
  const std::size_t before = out.size();
  Rendered done;
  try {
    if (article)
      write(out, article.value(), stream);
    else
      done.error = article.error();
  } catch (const std::bad_alloc&) {
    done.error = no_memory();
  }
  if (!done.error) done.empty = found_nothing(article.value());
  if (done.error) {
    out.resize(before);
    if (records && is_json()) append_error(out, *done.error, parse);
  }
  return done;
}

Rendered Renderer::append(std::string& out, std::string_view bytes, const ParseOptions& parse, bool records,
                          const Sink* stream, std::string* owner) const {
  auto parsed = [&]() -> Result<Article> {
    try {
      return owner ? parser_.parse_freeing(*owner, parse) : parser_.parse(bytes, parse);
    } catch (const std::bad_alloc&) {
      return no_memory();
    }
  };
  return append(out, parsed(), parse, records, stream);
}

std::vector<Result<Article>> Renderer::parse_all(std::span<const Parser::Input> inputs) const {
  try {
    return parser_.parse_all(inputs);
  } catch (const std::bad_alloc&) {
    return {};
  }
}

void Renderer::append_error(std::string& out, const Error& error, const ParseOptions& parse) const {
  out += to_json(error, parse.name, parse.id);
  out += '\n';
}

}  // namespace nutgraf::cli
