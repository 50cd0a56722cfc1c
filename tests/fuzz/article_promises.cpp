#include "article_promises.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "check.hpp"
#include "nutgraf/emit.hpp"

namespace nutgraf::fuzz {
namespace {

using nlohmann::json;

bool on_boundary(const std::string& text, std::size_t at) {
  return at == text.size() || (at < text.size() && !is_continuation(text[at]));
}

void check_span(const Article& article, Span span) {
  PROMISE(span.start <= span.end && span.end <= article.text.size());
  PROMISE(on_boundary(article.text, span.start) && on_boundary(article.text, span.end));
}

template <class Spans>
void check_spans(const Article& article, const Spans& spans) {
  for (const auto& span : spans) check_span(article, span);
}

void check_span(const Article& article, const std::optional<Span>& span) {
  if (span) check_span(article, *span);
}

// Blanks and marks without a shape: Unicode White_Space, controls, and the zero-width characters.
bool is_blank(char32_t c) {
  if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) return true;
  if (c < 0x1680) return c == 0xAD;
  return c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

void check_blank(const std::string& text, std::size_t from, std::size_t to) {
  std::size_t length = 0;
  for (std::size_t at = from; at < to; at += length) PROMISE(is_blank(code_point(text, at, length)));
}

void check_blocks(const Article& article) {
  std::size_t at = 0;
  for (const Block& block : article.blocks) {
    check_span(article, block.span);
    PROMISE(!block.span.empty() && block.span.start >= at);
    PROMISE(block.confidence >= 0 && block.confidence <= 1);
    PROMISE((block.role == Role::boilerplate) == (block.boilerplate != BoilerplateKind::none));
    check_blank(article.text, at, block.span.start);
    at = block.span.end;
  }
  check_blank(article.text, at, article.text.size());
}

void check_parts(const Article& article) {
  check_span(article, article.headline);
  check_span(article, article.kicker);
  check_span(article, article.deck);
  if (article.byline) check_span(article, article.byline->span);
  if (article.dateline) check_span(article, article.dateline->span);
  if (article.published) check_span(article, article.published->span);
  if (article.modified) check_span(article, article.modified->span);
  for (const Caption& caption : article.captions) {
    check_span(article, caption.span);
    check_span(article, caption.credit);
  }
  check_spans(article, article.corrections);
  check_spans(article, article.notes);
  check_spans(article, article.spans);
  for (const Warning& warning : article.warnings) check_span(article, warning.span);
}

/// Something, all of it in the list.
void check_items(Items items, std::size_t size) {
  PROMISE(items.count > 0 && items.first < size && items.count <= size - items.first);
}

void check_sources(const Article& article) {
  for (const Source& source : article.sources) {
    check_span(article, source.name);
    check_span(article, source.title);
    check_items(source.mentions, article.spans.size());
    check_items(source.attributions, article.statements.size());
    for (std::uint32_t id : article.statements_of(source))
      PROMISE(id < article.attributions.size() &&
              article.attributions[id].source ==
                  static_cast<std::uint32_t>(&source - article.sources.data()));
  }
}

void check_attributions(const Article& article) {
  for (const Quote& quote : article.quotes) {
    check_span(article, quote.span);
    PROMISE(quote.block < article.blocks.size());
    if (quote.attribution) PROMISE(*quote.attribution < article.attributions.size());
  }
  for (const Attribution& one : article.attributions) {
    PROMISE(one.block < article.blocks.size());
    check_items(one.content, article.spans.size());
    check_span(article, one.cue);
    check_span(article, one.speaker);
    if (one.source) PROMISE(*one.source < article.sources.size());
    if (one.parent) PROMISE(*one.parent < article.attributions.size());
  }
}

std::string without_blanks(std::string_view text) {
  std::string out;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); at += length)
    if (!is_blank(code_point(text, at, length))) out.append(text.substr(at, length));
  return out;
}

/// Byte offset of every code point, and the end.
std::vector<std::size_t> code_point_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!is_continuation(text[at])) starts.push_back(at);
  starts.push_back(text.size());
  return starts;
}

// A block's text is what stands between its offsets, but for blanks where lines were joined.
void check_json(const Article& article) {
  EmitOptions options;
  options.with_text = true;
  std::string bytes = to_json(article, options);
  PROMISE(is_valid_utf8(bytes) && bytes.find('\n') == std::string::npos);
  json value = json::parse(bytes, nullptr, false);
  PROMISE(value.is_object());
  PROMISE(value["blocks"].size() == article.blocks.size());
  std::string text = value["text"];
  auto starts = code_point_starts(text);
  for (const json& block : value["blocks"]) {
    std::size_t start = block["start"], end = block["end"];
    PROMISE(start < end && end < starts.size());
    auto slice = std::string_view(text).substr(starts[start], starts[end] - starts[start]);
    PROMISE(without_blanks(slice) == without_blanks(block["text"].get<std::string>()));
  }
}

void check_other_forms(const Article& article, std::size_t input_size) {
  EmitOptions options;
  options.pretty = true;
  options.offsets = OffsetUnit::bytes;
  json value = json::parse(to_json(article, options), nullptr, false);
  PROMISE(value.is_object());
  if (article.format == Format::text)
    for (const json& block : value["blocks"]) PROMISE(block["end"].get<std::size_t>() <= input_size);
  options.offsets = OffsetUnit::utf16;
  PROMISE(json::accept(to_json(article, options)));
  PROMISE(is_valid_utf8(to_markdown(article)));
  PROMISE(is_valid_utf8(to_text(article)));
}

}  // namespace

void check_article(const Article& article, std::size_t input_size) {
  PROMISE(is_valid_utf8(article.text));
  PROMISE(article.input_bytes == input_size);
  check_blocks(article);
  check_parts(article);
  check_attributions(article);
  check_sources(article);
  check_json(article);
  check_other_forms(article, input_size);
}

void check_error(const Error& error, std::size_t input_size) {
  PROMISE(!error.code.empty() && !error.message.empty() && !error.stage.empty());
  if (error.byte) PROMISE(*error.byte <= input_size);
  PROMISE(json::accept(to_json(error, "name", "")));
}

}  // namespace nutgraf::fuzz
