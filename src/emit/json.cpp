// Article → JSON, in the order of fields of the schema (schema.json). What is not known is null.
#include <algorithm>
#include <span>
#include <string>

#include "emit/indent.hpp"
#include "emit/offsets.hpp"
#include "emit/slice.hpp"
#include "emit/writer.hpp"
#include "nutgraf/emit.hpp"

namespace nutgraf {
namespace {

constexpr std::uint64_t schema_version = 1;

/// The writer with what every part needs: the article, its offsets.
struct Json {
  const Article& article;
  Offsets offset;
  JsonWriter& out;

  void known(std::string_view text) { text.empty() ? out.null() : out.string(text); }
  void known_any(std::string_view bytes) { bytes.empty() ? out.null() : out.any_string(bytes); }
  void index(std::optional<std::uint32_t> value) { value ? out.number(*value) : out.null(); }

  // With a pen: members and values of objects that stand in lists. Each text renews the pen.
  Pen known(Pen pen, std::string_view text) { return text.empty() ? pen.raw("null") : out.string(pen, text); }
  /// The words of a span as a string; null if there are none.
  Pen words(Pen pen, Span span) {
    const std::string_view text = safe_slice(article, span);
    return text.empty() ? pen.raw("null") : out.folded_piece(pen.raw("\""), text).raw("\"");
  }
  /// The members "text", "start" and "end".
  Pen text_and_range(Pen pen, Span span) {
    pen = out.folded_piece(pen.raw("\"text\":\""), safe_slice(article, span));
    return pen.raw("\",\"start\":")
        .number(offset(span.start))
        .raw(",\"end\":")
        .number(offset(std::max(span.start, span.end)));
  }
  Pen span(Pen pen, Span value) { return text_and_range(pen.raw("{"), value).raw("}"); }
  Pen span(Pen pen, const std::optional<Span>& value) { return value ? span(pen, *value) : pen.raw("null"); }
  /// each(Pen, item, index) → Pen writes the members of the item's object.
  template <class List, class Each>
  Pen objects(Pen pen, const List& list, Each each) {
    pen.raw("[");
    std::uint64_t id = 0;
    for (const auto& item : list) {
      pen = out.renewed(pen);
      if (id > 0) pen.raw(",");
      pen = each(pen.raw("{"), item, id++).raw("}");
    }
    return pen.raw("]");
  }
  Pen spans(Pen pen, std::span<const Span> list) {
    return objects(pen, list, [&](Pen p, Span item, std::uint64_t) { return text_and_range(p, item); });
  }

  void text_and_range(Span value) {
    out.element();
    out.take(text_and_range(out.pen(), value));
  }
  void span(const std::optional<Span>& value) { out.take(span(out.pen(), value)); }
  template <class List, class Each>
  void objects(const List& list, Each each) {
    out.take(objects(out.pen(), list, each));
  }
  void spans(const std::vector<Span>& list) { out.take(spans(out.pen(), list)); }
  void strings(const std::vector<std::string>& list) {
    out.open('[');
    for (const std::string& item : list) {
      out.element();
      out.string(item);
    }
    out.close(']');
  }
};

void write_source(Json& j) {
  const Article& a = j.article;
  j.out.key("nutgraf");
  j.out.open('{');
  j.out.key("version");
  j.out.plain_string(NUTGRAF_VERSION);
  j.out.key("schema");
  j.out.number(schema_version);
  j.out.close('}');
  j.out.key("source");
  j.out.open('{');
  j.out.key("name");
  j.known_any(a.name);
  j.out.key("format");
  j.out.plain_string(to_string(a.format));
  j.out.key("charset");
  j.known(a.charset);
  j.out.key("bytes");
  j.out.number(a.input_bytes);
  j.out.key("id");
  j.known_any(a.id);
  if (!a.sha256.empty()) {
    j.out.key("sha256");
    j.out.string(a.sha256);
  }
  j.out.close('}');
}

Pen write_person(Json& j, Pen pen, const Person& person) {
  pen = j.known(pen.raw("\"name\":"), person.name);
  pen = j.known(pen.raw(",\"role\":"), person.role);
  pen = j.known(pen.raw(",\"affiliation\":"), person.affiliation);
  pen = j.known(pen.raw(",\"email\":"), person.email);
  pen = j.known(pen.raw(",\"handle\":"), person.handle);
  return j.known(pen.raw(",\"location\":"), person.location);
}

void write_byline(Json& j) {
  if (!j.article.byline) return j.out.null();
  j.out.open('{');
  j.text_and_range(j.article.byline->span);
  j.out.key("authors");
  j.objects(j.article.byline->authors,
            [&](Pen pen, const Person& person, std::uint64_t) { return write_person(j, pen, person); });
  j.out.close('}');
}

void write_dateline(Json& j) {
  if (!j.article.dateline) return j.out.null();
  const Dateline& dateline = *j.article.dateline;
  j.out.open('{');
  j.text_and_range(dateline.span);
  j.out.key("place");
  j.known(dateline.place);
  j.out.key("agency");
  j.known(dateline.agency);
  j.out.key("date");
  j.known(dateline.date);
  j.out.close('}');
}

void write_timestamp(Json& j, const std::optional<Timestamp>& time) {
  if (!time) return j.out.null();
  j.out.open('{');
  j.out.key("iso");
  j.known(time->iso);
  if (time->span) {
    j.text_and_range(*time->span);
  } else {
    j.out.key("text");
    j.out.null();
    j.out.key("start");
    j.out.null();
    j.out.key("end");
    j.out.null();
  }
  j.out.key("from");
  j.out.plain_string(to_string(time->from));
  j.out.close('}');
}

void write_head(Json& j) {
  const Article& a = j.article;
  j.out.key("url");
  j.known_any(a.url);
  j.out.key("language");
  j.known(a.language);
  j.out.key("title");
  j.known(a.title);
  j.out.key("authors");
  j.strings(a.authors);
  j.out.key("date");
  j.known(a.date);
  j.out.key("headline");
  j.span(a.headline);
  j.out.key("kicker");
  j.span(a.kicker);
  j.out.key("deck");
  j.span(a.deck);
  j.out.key("byline");
  write_byline(j);
  j.out.key("dateline");
  write_dateline(j);
  j.out.key("published");
  write_timestamp(j, a.published);
  j.out.key("modified");
  write_timestamp(j, a.modified);
  j.out.key("publisher");
  j.known(a.publisher);
  j.out.key("section");
  j.known(a.section);
  j.out.key("keywords");
  j.strings(a.keywords);
}

void write_body(Json& j) {
  j.out.key("body");
  Pen pen = j.out.pen().raw("\"");
  bool first = true;
  for (const Block& block : j.article.blocks) {
    if (!is_story(block.role)) continue;
    if (!first) pen.raw("\\n\\n");
    first = false;
    pen = j.out.folded_piece(pen, safe_slice(j.article, block.span));
  }
  j.out.take(pen.raw("\""));
}

std::string_view kind_of(const Block& block) {
  return to_string(block.boilerplate == BoilerplateKind::none ? BoilerplateKind::other : block.boilerplate);
}

Pen write_block(Json& j, Pen pen, const Block& block, std::uint64_t id) {
  pen.raw("\"id\":").number(id).raw(",\"role\":\"").plain(to_string(block.role)).raw("\",");
  pen = j.known(j.text_and_range(pen, block.span).raw(",\"rule\":"), block.rule);
  pen.raw(",\"confidence\":").fraction(block.confidence).raw(",\"boilerplate\":");
  if (block.role == Role::boilerplate)
    pen.raw("\"").plain(kind_of(block)).raw("\"");
  else
    pen.raw("null");
  if (j.article.format != Format::html) return pen;
  pen.raw(",\"html\":{\"start\":").number(block.html.start);
  return pen.raw(",\"end\":").number(block.html.end).raw("}");
}

void write_blocks(Json& j) {
  j.out.key("blocks");
  j.objects(j.article.blocks,
            [&](Pen pen, const Block& block, std::uint64_t id) { return write_block(j, pen, block, id); });
  j.out.key("captions");
  j.objects(j.article.captions, [&](Pen pen, const Caption& caption, std::uint64_t) {
    return j.span(j.text_and_range(pen, caption.span).raw(",\"credit\":"), caption.credit);
  });
}

/// The name of the source that a quote's attribution names.
Span speaker_of(const Article& article, const Quote& quote) {
  if (!quote.attribution || *quote.attribution >= article.attributions.size()) return {};
  auto source = article.attributions[*quote.attribution].source;
  return source && *source < article.sources.size() ? article.sources[*source].name : Span();
}

Pen write_quote(Json& j, Pen pen, const Quote& quote, std::uint64_t id) {
  pen.raw("\"id\":").number(id).raw(",\"kind\":\"").plain(to_string(quote.kind)).raw("\",");
  pen = j.text_and_range(pen, quote.span);
  pen.raw(",\"block\":").number(quote.block).raw(",\"attribution\":").index(quote.attribution);
  return j.words(pen.raw(",\"speaker\":"), speaker_of(j.article, quote));
}

Pen write_attribution(Json& j, Pen pen, const Attribution& a, std::uint64_t id) {
  pen.raw("\"id\":").number(id).raw(",\"kind\":\"").plain(to_string(a.kind));
  pen.raw("\",\"block\":").number(a.block);
  pen = j.spans(pen.raw(",\"content\":"), j.article.spans_of(a.content));
  pen = j.span(pen.raw(",\"cue\":"), a.cue);
  pen = j.span(pen.raw(",\"speaker\":"), a.speaker);
  pen.raw(",\"source\":").index(a.source).raw(",\"parent\":").index(a.parent);
  pen = j.known(pen.raw(",\"rule\":"), a.rule);
  return pen.raw(",\"confidence\":").fraction(a.confidence);
}

Pen write_speaker(Json& j, Pen pen, const Source& source, std::uint64_t id) {
  pen = j.words(pen.raw("\"id\":").number(id).raw(",\"name\":"), source.name);
  pen = j.words(pen.raw(",\"title\":"), source.title);
  pen.raw(",\"kind\":\"").plain(to_string(source.kind)).raw("\",\"mentions\":");
  pen = j.spans(pen, j.article.spans_of(source.mentions)).raw(",\"attributions\":[");
  bool first = true;
  for (std::uint32_t index : j.article.statements_of(source)) {
    if (!first) pen.raw(",");
    first = false;
    pen = j.out.renewed(pen).number(index);
  }
  return pen.raw("]");
}

void write_speech(Json& j) {
  j.out.key("quotes");
  j.objects(j.article.quotes,
            [&](Pen pen, const Quote& quote, std::uint64_t id) { return write_quote(j, pen, quote, id); });
  j.out.key("attributions");
  j.objects(j.article.attributions, [&](Pen pen, const Attribution& a, std::uint64_t id) {
    return write_attribution(j, pen, a, id);
  });
  j.out.key("sources");
  j.objects(j.article.sources, [&](Pen pen, const Source& source, std::uint64_t id) {
    return write_speaker(j, pen, source, id);
  });
}

void write_boilerplate(Json& j) {
  j.out.key("boilerplate");
  j.out.open('[');
  for (const Block& block : j.article.blocks) {
    if (block.role != Role::boilerplate) continue;
    j.out.element();
    Pen pen = j.text_and_range(j.out.pen().raw("{"), block.span);
    j.out.take(pen.raw(",\"kind\":\"").plain(kind_of(block)).raw("\"}"));
  }
  j.out.close(']');
}

void write_warning(Json& j, const Warning& warning) {
  j.out.open('{');
  j.out.key("code");
  j.out.any_string(warning.code);
  j.out.key("message");
  j.out.any_string(warning.message);
  j.out.key("start");
  warning.span ? j.out.number(j.offset(warning.span->start)) : j.out.null();
  j.out.key("end");
  warning.span ? j.out.number(j.offset(warning.span->end)) : j.out.null();
  j.out.close('}');
}

void write_warnings(Json& j) {
  j.out.key("warnings");
  j.out.open('[');
  for (const Warning& warning : j.article.warnings) {
    j.out.element();
    write_warning(j, warning);
  }
  j.out.close(']');
}

void write_tail(Json& j) {
  j.out.key("contributors");
  j.objects(j.article.contributors, [&](Pen pen, const Contributor& contributor, std::uint64_t) {
    pen = j.known(pen.raw("\"name\":"), contributor.name);
    return j.known(pen.raw(",\"role\":"), contributor.role);
  });
  j.out.key("corrections");
  j.spans(j.article.corrections);
  j.out.key("notes");
  j.spans(j.article.notes);
  write_boilerplate(j);
  write_warnings(j);
}

/// About the bytes that will be written, as articles have them: the text stands in the body, in the blocks
/// and, in part, once more in what was said; an object's other members are of nearly one size. Seldom too
/// few.
std::size_t expected_size(const Article& a, const EmitOptions& options) {
  const std::size_t texts = a.text.size() * (options.with_text ? 4 : 3);
  return 1024 + texts + a.blocks.size() * 150 + a.attributions.size() * 380 + a.quotes.size() * 110 +
         a.sources.size() * 230;
}

/// In parts that a writer with a drain can pass on one by one; cut between code points.
void write_text(JsonWriter& writer, std::string_view text) {
  Pen pen = writer.pen().raw("\"");
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), JsonWriter::drain_at);
    while (size < text.size() && is_continuation(text[size])) --size;
    pen = writer.piece(pen, text.substr(0, size));
    text.remove_prefix(size);
  }
  writer.take(pen.raw("\""));
}

void write_article(JsonWriter& writer, const Article& article, const EmitOptions& options) {
  Json j{article, Offsets(article, options.offsets), writer};
  writer.expect_pieces_of(article.text);
  writer.open('{');
  write_source(j);
  write_head(j);
  if (options.with_text) {
    writer.key("text");
    write_text(writer, article.text);
  }
  write_body(j);
  write_blocks(j);
  write_speech(j);
  write_tail(j);
  writer.close('}');
}

}  // namespace

void append_json(std::string& out, const Article& article, const EmitOptions& options) {
  std::string line;
  {
    JsonWriter writer(options.pretty ? line : out, expected_size(article, options));
    write_article(writer, article, options);
  }
  if (options.pretty) Indenter().add(line, out);
}

void write_json(const Article& article, const EmitOptions& options,
                const std::function<void(std::string_view)>& sink) {
  std::string rest, lines;
  Indenter indenter;
  const std::function<void(std::string_view)> indented = [&](std::string_view part) {
    lines.clear();
    indenter.add(part, lines);
    sink(lines);
  };
  const auto& target = options.pretty ? indented : sink;
  {
    JsonWriter writer(rest, expected_size(article, options), &target);
    write_article(writer, article, options);
  }
  target(rest);
}

std::string to_json(const Article& article, const EmitOptions& options) {
  std::string out;
  append_json(out, article, options);
  return out;
}

std::string to_json(const Error& error, std::string_view name, std::string_view id) {
  std::string out;
  JsonWriter writer(out);
  auto known = [&](std::string_view text) { text.empty() ? writer.null() : writer.any_string(text); };
  writer.open('{');
  writer.key("source");
  writer.open('{');
  writer.key("name");
  known(name);
  writer.key("id");
  known(id);
  writer.close('}');
  writer.key("error");
  writer.open('{');
  writer.key("code");
  known(error.code);
  writer.key("stage");
  known(error.stage);
  writer.key("message");
  known(error.message);
  writer.key("byte");
  error.byte ? writer.number(*error.byte) : writer.null();
  writer.close('}');
  writer.close('}');
  writer.finish();
  return out;
}

}  // namespace nutgraf
