// Article → CSV (RFC 4180, lines end with LF): one row an attribution. Its fields are those of the JSON.
#include <algorithm>
#include <string>

#include "emit/offsets.hpp"
#include "emit/slice.hpp"
#include "nutgraf/emit.hpp"

namespace nutgraf {
namespace {

class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}
  void text(std::string_view value) {
    separate();
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
      out_ += value;
      return;
    }
    out_ += '"';
    for (char c : value) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }
  void number(std::uint64_t value) {
    separate();
    out_ += std::to_string(value);
  }
  void end() { out_ += '\n'; }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  std::string& out_;
  bool first_ = true;
};

/// Two decimals without locale: 0.9 → "0.90".
std::string confidence(float value) {
  int hundredths = static_cast<int>(std::clamp(value, 0.0f, 1.0f) * 100 + 0.5f);
  return std::to_string(hundredths / 100) + "." + std::to_string(hundredths / 10 % 10) +
         std::to_string(hundredths % 10);
}

/// The parts of a split statement, with an ellipsis where the cue stood between them.
std::string content(const Article& article, const Attribution& attribution) {
  std::string out;
  for (Span span : article.spans_of(attribution.content)) {
    if (!out.empty()) out += " … ";
    out += one_line(article, span);
  }
  return out;
}

void add_row(std::string& out, const Article& a, const Attribution& attribution, const Offsets& offset,
             std::size_t id) {
  const Source* source = attribution.source && *attribution.source < a.sources.size()
                             ? &a.sources[*attribution.source]
                             : nullptr;
  auto words = [&](const std::optional<Span>& span) { return span ? one_line(a, *span) : std::string(); };
  std::uint32_t start = UINT32_MAX, end = 0;
  for (Span span : a.spans_of(attribution.content)) {
    start = std::min(start, span.start);
    end = std::max(end, span.end);
  }
  Row row(out);
  row.text(to_valid_utf8(a.id.empty() ? a.name : a.id));
  row.number(id);
  row.text(source ? one_line(a, source->name) : "");
  row.text(source ? one_line(a, source->title) : "");
  row.text(source ? to_string(source->kind) : std::string_view());
  row.text(to_string(attribution.kind));
  row.text(words(attribution.cue));
  row.text(content(a, attribution));
  row.text(words(attribution.speaker));
  row.number(offset(std::min(start, end)));
  row.number(offset(end));
  row.number(attribution.block);
  row.text(confidence(attribution.confidence));
  row.end();
}

}  // namespace

std::string_view csv_header() {
  return "article,id,source,title,source_kind,kind,cue,content,speaker,start,end,block,confidence\n";
}

std::string to_csv(const Article& article, const EmitOptions& options) {
  std::string out;
  Offsets offset(article, options.offsets);
  std::size_t id = 0;
  for (const Attribution& attribution : article.attributions)
    add_row(out, article, attribution, offset, id++);
  return out;
}

}  // namespace nutgraf
