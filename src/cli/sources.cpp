// nutgraf sources FILE|DIR...: who is quoted in the articles, how often and at what length; named against
// unnamed.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/ordered.hpp"
#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "cli/source.hpp"
#include "cli/styled.hpp"
#include "cli/terminal.hpp"
#include "emit/indent.hpp"
#include "emit/slice.hpp"
#include "emit/writer.hpp"

namespace nutgraf::cli {
namespace {

constexpr std::size_t shown = 40;
constexpr std::size_t batch_size = 8;
constexpr std::size_t most_messages = 20;

/// What one source said, in one article or in many.
struct Share {
  std::string name, title;
  SourceKind kind = SourceKind::person;
  std::uint64_t articles = 0, statements = 0, quotes = 0, quoted_words = 0, words = 0;

  void add(const Share& other) {
    if (title.empty()) title = other.title;
    articles += other.articles;
    statements += other.statements;
    quotes += other.quotes;
    quoted_words += other.quoted_words;
    words += other.words;
  }
};

bool is_named(SourceKind kind) {
  return kind != SourceKind::unnamed && kind != SourceKind::group;
}

/// Runs of letters and digits between blanks.
std::uint64_t count_words(std::string_view text) {
  std::uint64_t words = 0;
  bool inside = false;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    bool letter =
        byte >= 0xC3 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    if (letter && !inside) ++words;
    inside = byte > ' ' && (inside || letter);
  }
  return words;
}

/// The sources of an article; the last one, without a name, has the statements of nobody known.
std::vector<Share> shares_of(const Article& article) {
  std::vector<Share> out;
  for (const Source& source : article.sources)
    out.push_back(
        {one_line(article, source.name), one_line(article, source.title), source.kind, 1, 0, 0, 0, 0});
  out.emplace_back();
  auto share_of = [&](const Attribution& a) -> Share& {
    return a.source && *a.source < article.sources.size() ? out[*a.source] : out.back();
  };
  for (const Attribution& a : article.attributions) {
    Share& share = share_of(a);
    ++share.statements;
    for (Span span : article.spans_of(a.content)) share.words += count_words(safe_slice(article, span));
  }
  for (const Quote& quote : article.quotes) {
    if (!quote.attribution || *quote.attribution >= article.attributions.size()) continue;
    Share& share = share_of(article.attributions[*quote.attribution]);
    ++share.quotes;
    share.quoted_words += count_words(safe_slice(article, quote.span));
  }
  std::erase_if(out, [](const Share& share) { return share.statements == 0; });
  return out;
}

/// All articles together.
struct Census {
  std::map<std::pair<SourceKind, std::string>, Share> shares;
  std::uint64_t statements = 0, named = 0, unnamed = 0, unknown = 0;
  std::uint64_t quoted_words = 0, named_words = 0;
  Tally tally;

  void add(const std::vector<Share>& list) {
    for (const Share& share : list) {
      statements += share.statements;
      quoted_words += share.quoted_words;
      if (share.name.empty()) {
        unknown += share.statements;
        continue;
      }
      (is_named(share.kind) ? named : unnamed) += share.statements;
      if (is_named(share.kind)) named_words += share.quoted_words;
      Share& sum = shares[{share.kind, share.name}];
      if (sum.name.empty()) sum.name = share.name, sum.kind = share.kind;
      sum.add(share);
    }
  }

  /// Who speaks most comes first.
  std::vector<const Share*> ranked() const {
    std::vector<const Share*> out;
    for (const auto& [key, share] : shares) out.push_back(&share);
    std::stable_sort(out.begin(), out.end(), [](const Share* a, const Share* b) {
      return a->statements != b->statements       ? a->statements > b->statements
             : a->quoted_words != b->quoted_words ? a->quoted_words > b->quoted_words
                                                  : a->name < b->name;
    });
    return out;
  }
};

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "0%" : std::to_string((part * 200 + whole) / (whole * 2)) + "%";
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

std::string padded(const std::string& text, std::size_t width) {
  std::size_t used = width_of(text);
  return used + 2 > width ? shortened(text, width - 2) + "  " : text + std::string(width - used, ' ');
}

std::string table_of(const Census& census, const Options& options) {
  Painter paint(wants_colour(STDOUT_FILENO));
  std::size_t width = std::clamp<std::size_t>(columns(STDOUT_FILENO), 60, 120), numbers = 9 + 7 + 8 + 8,
              kinds = 14;
  std::size_t name_width = width - numbers - kinds;
  std::string head = padded("source", name_width) + padded("kind", kinds) + right("articles", 9) +
                     right("said", 7) + right("quotes", 8) + right("words", 8);
  std::string out = paint(styled(Style::strong, head)) + "\n";
  auto list = census.ranked();
  std::size_t rows = options.all ? list.size() : std::min(list.size(), shown);
  for (std::size_t i = 0; i < rows; ++i) {
    const Share& s = *list[i];
    std::string name = s.title.empty() ? s.name : s.name + "  " + styled(Style::faint, s.title);
    std::string kind = padded(std::string(to_string(s.kind)), kinds);
    out += paint(padded(name, name_width) + (is_named(s.kind) ? kind : styled(Style::label, kind)) +
                 right(grouped(s.articles), 9) + right(grouped(s.statements), 7) +
                 right(grouped(s.quotes), 8) + right(grouped(s.quoted_words), 8)) +
           "\n";
  }
  if (rows < list.size()) out += "… and " + counted(list.size() - rows, "more source") + ": --all\n";
  out += "\n" + counted(census.tally.done, "article") + ", " + counted(census.statements, "statement") +
         ": " + grouped(census.named) + " by named sources (" + percent(census.named, census.statements) +
         "), " + grouped(census.unnamed) + " by unnamed ones (" + percent(census.unnamed, census.statements) +
         "), " + grouped(census.unknown) + " by nobody known; " + grouped(census.quoted_words) +
         " words quoted, " + percent(census.named_words, census.quoted_words) + " of named sources\n";
  return out;
}

void write_share(JsonWriter& out, const Share& share) {
  out.open('{');
  out.key("name");
  out.string(share.name);
  out.key("title");
  share.title.empty() ? out.null() : out.string(share.title);
  out.key("kind");
  out.plain_string(to_string(share.kind));
  out.key("articles");
  out.number(share.articles);
  out.key("statements");
  out.number(share.statements);
  out.key("quotes");
  out.number(share.quotes);
  out.key("quoted_words");
  out.number(share.quoted_words);
  out.key("words");
  out.number(share.words);
  out.close('}');
}

std::string json_of(const Census& census) {
  std::string text;
  JsonWriter out(text);
  out.open('{');
  out.key("articles");
  out.number(census.tally.done);
  out.key("failed");
  out.number(census.tally.failed);
  out.key("statements");
  out.open('{');
  out.key("all");
  out.number(census.statements);
  out.key("named");
  out.number(census.named);
  out.key("unnamed");
  out.number(census.unnamed);
  out.key("unknown");
  out.number(census.unknown);
  out.close('}');
  out.key("quoted_words");
  out.open('{');
  out.key("all");
  out.number(census.quoted_words);
  out.key("named");
  out.number(census.named_words);
  out.close('}');
  out.key("sources");
  out.open('[');
  for (const Share* share : census.ranked()) {
    out.element();
    write_share(out, *share);
  }
  out.close(']');
  out.close('}');
  out.finish();
  std::string lines;
  Indenter().add(text, lines);
  return lines + "\n";
}

struct Job {
  struct Result {
    Item item;
    std::vector<Share> shares;
    std::optional<Error> error;
  };
  std::vector<Result> results;
  std::size_t count = 0;
  std::string bytes;
};

void count_one(Job& job, Job::Result& result, const Parser& parser, const Options& options) {
  result.shares.clear();
  result.error = result.item.error ? result.item.error : read_file(result.item.path, job.bytes);
  if (result.error) return;
  auto article = parser.parse(job.bytes, options.parse);
  if (article) {
    result.shares = shares_of(article.value());
  } else {
    result.error = article.error();
  }
}

void take(Census& census, const Job::Result& result, Progress& progress) {
  ++(result.error ? census.tally.failed : census.tally.done);
  if (result.error && census.tally.failed <= most_messages) {
    progress.clear();
    complain(describe(*result.error, result.item.name.empty() ? "standard input" : result.item.name));
  }
  census.add(result.shares);
  progress.show(census.tally.done, census.tally.failed, 0, result.item.name);
}

Census count_all(const Parser& parser, const Options& options) {
  Census census;
  Progress progress;
  TreeSource source(options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs, std::nullopt);
  auto next = [&](Job& job, bool) {
    job.results.resize(batch_size);
    job.count = 0;
    while (job.count < batch_size && !interrupted() && source.next(job.results[job.count].item)) ++job.count;
    return job.count > 0 ? Next::job : Next::end;
  };
  auto work = [&](Job& job) {
    for (std::size_t i = 0; i < job.count && !interrupted(); ++i)
      count_one(job, job.results[i], parser, options);
  };
  auto sink = [&](Job& job) {
    for (std::size_t i = 0; i < job.count && !interrupted(); ++i) take(census, job.results[i], progress);
    return !interrupted();
  };
  run_ordered<Job>(thread_count(options.jobs), next, work, sink);
  progress.clear();
  return census;
}

}  // namespace

int sources_command(const Parser& parser, const Options& options) {
  Census census = count_all(parser, options);
  if (interrupted()) return exit_interrupted;
  bool json = options.to == OutputFormat::json;
  Output out(STDOUT_FILENO, "standard output");
  out.write(json ? json_of(census) : table_of(census, options));
  if (!out.flush()) {
    if (out.failure() == EPIPE) return exit_pipe_closed;
    complain(out.error().message);
    return exit_all_failed;
  }
  if (census.tally.done + census.tally.failed > 0) return census.tally.exit(false);
  complain("no articles were found");
  return exit_usage;
}

}  // namespace nutgraf::cli
