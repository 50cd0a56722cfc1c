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

Rendered Renderer::try_append(std::string& out, std::string_view bytes, const ParseOptions& parse,
                              const Sink* stream, std::string* owner) const {
  auto article = owner ? parser_.parse_freeing(*owner, parse) : parser_.parse(bytes, parse);
  if (!article) return {article.error(), false};
  const Article& value = article.value();
  if (to_ == OutputFormat::markdown) {
    out += to_markdown(value);
  } else if (to_ == OutputFormat::text) {
    out += to_text(value);
  } else if (to_ == OutputFormat::csv) {
    out += to_csv(value, emit_);
  } else if (stream && value.text.size() > worth_streaming) {
    write_json(value, emit_, *stream);
    (*stream)("\n");
  } else {
    append_json(out, value, emit_);
    out += '\n';
  }
  return {std::nullopt, found_nothing(value)};
}

Rendered Renderer::append(std::string& out, std::string_view bytes, const ParseOptions& parse, bool records,
                          const Sink* stream, std::string* owner) const {
  std::size_t before = out.size();
  Rendered done;
  try {
    done = try_append(out, bytes, parse, stream, owner);
  } catch (const std::bad_alloc&) {
    done.error =
        Error{"out-of-memory", "parse", "there is not enough memory for this input; run it with -j 1", {}};
  }
  if (done.error) {
    out.resize(before);
    if (records && is_json()) append_error(out, *done.error, parse);
  }
  return done;
}

void Renderer::append_error(std::string& out, const Error& error, const ParseOptions& parse) const {
  out += to_json(error, parse.name, parse.id);
  out += '\n';
}

}  // namespace nutgraf::cli
