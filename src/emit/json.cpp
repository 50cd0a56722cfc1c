// Article → JSON, in the order of fields of the schema (schema.json). What is not known is null.
#include <algorithm>
#include <string>

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

  void text_and_range(Span span) {
    out.text_and_range(safe_slice(article, span), offset(span.start), offset(std::max(span.start, span.end)));
  }
  void span(Span value) {
    out.open('{');
    text_and_range(value);
    out.close('}');
  }
  void span(const std::optional<Span>& value) { value ? span(*value) : out.null(); }

  template <class List, class Each>
  void array(const List& list, Each each) {
    out.open('[');
    for (const auto& item : list) {
      out.element();
      each(item);
    }
    out.close(']');
  }
  template <class List, class Each>
  void objects(const List& list, Each each) {
    std::uint64_t id = 0;
    array(list, [&](const auto& item) {
      out.open('{');
      each(item, id++);
      out.close('}');
    });
  }
  void strings(const std::vector<std::string>& list) {
    array(list, [&](const std::string& item) { out.string(item); });
  }
  void spans(const std::vector<Span>& list) {
    array(list, [&](Span item) { span(item); });
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

void write_person(Json& j, const Person& person) {
  j.out.key("name");
  j.known(person.name);
  j.out.key("role");
  j.known(person.role);
  j.out.key("affiliation");
  j.known(person.affiliation);
  j.out.key("email");
  j.known(person.email);
  j.out.key("handle");
  j.known(person.handle);
  j.out.key("location");
  j.known(person.location);
}

void write_byline(Json& j) {
  if (!j.article.byline) return j.out.null();
  j.out.open('{');
  j.text_and_range(j.article.byline->span);
  j.out.key("authors");
  j.objects(j.article.byline->authors, [&](const Person& person, std::uint64_t) { write_person(j, person); });
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
  j.out.begin_string();
  bool first = true;
  for (const Block& block : j.article.blocks) {
    if (!is_story(block.role)) continue;
    if (!first) j.out.blank_line();
    first = false;
    j.out.folded_piece(safe_slice(j.article, block.span));
  }
  j.out.end_string();
}

std::string_view kind_of(const Block& block) {
  return to_string(block.boilerplate == BoilerplateKind::none ? BoilerplateKind::other : block.boilerplate);
}

void write_block(Json& j, const Block& block, std::uint64_t id) {
  j.out.key("id");
  j.out.number(id);
  j.out.key("role");
  j.out.plain_string(to_string(block.role));
  j.text_and_range(block.span);
  j.out.key("rule");
  j.known(block.rule);
  j.out.key("confidence");
  j.out.fraction(block.confidence);
  j.out.key("boilerplate");
  block.role == Role::boilerplate ? j.out.plain_string(kind_of(block)) : j.out.null();
  if (j.article.format != Format::html) return;
  j.out.key("html");
  j.out.open('{');
  j.out.key("start");
  j.out.number(block.html.start);
  j.out.key("end");
  j.out.number(block.html.end);
  j.out.close('}');
}

void write_blocks(Json& j) {
  j.out.key("blocks");
  j.objects(j.article.blocks, [&](const Block& block, std::uint64_t id) { write_block(j, block, id); });
  j.out.key("captions");
  j.objects(j.article.captions, [&](const Caption& caption, std::uint64_t) {
    j.text_and_range(caption.span);
    j.out.key("credit");
    j.span(caption.credit);
  });
}

/// The name of the source that a quote's attribution names.
std::string_view speaker_of(const Article& article, const Quote& quote) {
  if (!quote.attribution || *quote.attribution >= article.attributions.size()) return {};
  auto source = article.attributions[*quote.attribution].source;
  return source && *source < article.sources.size() ? std::string_view(article.sources[*source].name)
                                                    : std::string_view();
}

void write_quote(Json& j, const Quote& quote, std::uint64_t id) {
  j.out.key("id");
  j.out.number(id);
  j.out.key("kind");
  j.out.plain_string(to_string(quote.kind));
  j.text_and_range(quote.span);
  j.out.key("block");
  j.out.number(quote.block);
  j.out.key("attribution");
  j.index(quote.attribution);
  j.out.key("speaker");
  j.known(speaker_of(j.article, quote));
}

void write_attribution(Json& j, const Attribution& attribution, std::uint64_t id) {
  j.out.key("id");
  j.out.number(id);
  j.out.key("kind");
  j.out.plain_string(to_string(attribution.kind));
  j.out.key("block");
  j.out.number(attribution.block);
  j.out.key("content");
  j.spans(attribution.content);
  j.out.key("cue");
  j.span(attribution.cue);
  j.out.key("speaker");
  j.span(attribution.speaker);
  j.out.key("source");
  j.index(attribution.source);
  j.out.key("parent");
  j.index(attribution.parent);
  j.out.key("rule");
  j.known(attribution.rule);
  j.out.key("confidence");
  j.out.fraction(attribution.confidence);
}

void write_speaker(Json& j, const Source& source, std::uint64_t id) {
  j.out.key("id");
  j.out.number(id);
  j.out.key("name");
  j.known(source.name);
  j.out.key("title");
  j.known(source.title);
  j.out.key("kind");
  j.out.plain_string(to_string(source.kind));
  j.out.key("mentions");
  j.spans(source.mentions);
  j.out.key("attributions");
  j.array(source.attributions, [&](std::uint32_t index) { j.out.number(index); });
}

void write_speech(Json& j) {
  j.out.key("quotes");
  j.objects(j.article.quotes, [&](const Quote& quote, std::uint64_t id) { write_quote(j, quote, id); });
  j.out.key("attributions");
  j.objects(j.article.attributions,
            [&](const Attribution& a, std::uint64_t id) { write_attribution(j, a, id); });
  j.out.key("sources");
  j.objects(j.article.sources, [&](const Source& source, std::uint64_t id) { write_speaker(j, source, id); });
}

void write_boilerplate(Json& j) {
  j.out.key("boilerplate");
  j.out.open('[');
  for (const Block& block : j.article.blocks) {
    if (block.role != Role::boilerplate) continue;
    j.out.element();
    j.out.open('{');
    j.text_and_range(block.span);
    j.out.key("kind");
    j.out.plain_string(kind_of(block));
    j.out.close('}');
  }
  j.out.close(']');
}

void write_warning(Json& j, const Warning& warning) {
  j.out.key("code");
  j.out.any_string(warning.code);
  j.out.key("message");
  j.out.any_string(warning.message);
  j.out.key("start");
  warning.span ? j.out.number(j.offset(warning.span->start)) : j.out.null();
  j.out.key("end");
  warning.span ? j.out.number(j.offset(warning.span->end)) : j.out.null();
}

void write_tail(Json& j) {
  j.out.key("contributors");
  j.objects(j.article.contributors, [&](const Contributor& contributor, std::uint64_t) {
    j.out.key("name");
    j.known(contributor.name);
    j.out.key("role");
    j.known(contributor.role);
  });
  j.out.key("corrections");
  j.spans(j.article.corrections);
  j.out.key("notes");
  j.spans(j.article.notes);
  write_boilerplate(j);
  j.out.key("warnings");
  j.objects(j.article.warnings, [&](const Warning& warning, std::uint64_t) { write_warning(j, warning); });
}

/// About the bytes that will be written: the texts of all spans, and for each object what its keys and
/// numbers take.
std::size_t expected_size(const Article& a, const EmitOptions& options) {
  std::size_t texts = options.with_text ? a.text.size() : 0,
              objects = 16 + a.warnings.size() + a.contributors.size();
  auto add = [&](Span span, std::size_t weight) {
    texts += span.empty() ? 0 : span.size();
    objects += weight;
  };
  for (const Block& block : a.blocks) {
    add(block.span, 2);
    if (is_story(block.role) || block.role == Role::boilerplate) add(block.span, 0);
  }
  for (const Quote& quote : a.quotes) add(quote.span, 2);
  for (const Attribution& attribution : a.attributions) {
    objects += 4;
    for (Span span : attribution.content) add(span, 1);
  }
  for (const Source& source : a.sources) {
    objects += 2;
    for (Span span : source.mentions) add(span, 1);
  }
  for (const Caption& caption : a.captions) add(caption.span, 2);
  return texts + texts / 24 + objects * 64;
}

/// In parts that a writer with a drain can pass on one by one; cut between code points.
void write_text(JsonWriter& writer, std::string_view text) {
  writer.begin_string();
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), JsonWriter::drain_at);
    while (size < text.size() && is_continuation(text[size])) --size;
    writer.piece(text.substr(0, size));
    text.remove_prefix(size);
  }
  writer.end_string();
}

void write_article(JsonWriter& writer, const Article& article, const EmitOptions& options) {
  Json j{article, Offsets(article, options.offsets), writer};
  writer.may_read(article.text);
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
  JsonWriter writer(out, options.pretty, expected_size(article, options));
  write_article(writer, article, options);
}

void write_json(const Article& article, const EmitOptions& options,
                const std::function<void(std::string_view)>& sink) {
  std::string rest;
  {
    JsonWriter writer(rest, options.pretty, expected_size(article, options), &sink);
    write_article(writer, article, options);
  }
  sink(rest);
}

std::string to_json(const Article& article, const EmitOptions& options) {
  std::string out;
  append_json(out, article, options);
  return out;
}

std::string to_json(const Error& error, std::string_view name, std::string_view id) {
  std::string out;
  JsonWriter writer(out, false);
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
