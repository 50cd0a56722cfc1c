// The straight line: bytes → Text → Page → Tokens → Segments → Attributions → Article.
#include "nutgraf/parser.hpp"

#include "assemble/assemble.hpp"
#include "attribute/attributions.hpp"
#include "base/sha256.hpp"
#include "decode/text.hpp"
#include "read/page.hpp"
#include "rules/rules.hpp"
#include "segment/segments.hpp"
#include "tokenize/tokens.hpp"

namespace nutgraf {
namespace {

/// Smaller strings are worth more for the next input than for the memory that they take.
constexpr std::size_t worth_freeing = 1 << 20;

/// An input on its way down the line.
struct Job {
  std::string_view bytes;
  const ParseOptions* options;
  std::string* owner = nullptr;  ///< what holds `bytes` and may lose them
  std::optional<Error> error{};  ///< it goes no further
  std::size_t size = 0;
  std::string hash{};
  Page page{};
  Tokens tokens{};
  Segments segments{};
  Attributions attributions{};
  Explanation out{};
};

void read(Job& job, const Rules& rules) {
  if (job.options->hash && !has_sha256()) {
    job.error = Error{
        "no-sha256", "open", "this build has no SHA-256; build it with the library nettle (nettle-dev)", {}};
    return;
  }
  auto text = decode(job.bytes, *job.options);
  if (!text) {
    job.error = text.error();
    return;
  }
  job.size = job.bytes.size();
  if (job.options->hash) job.hash = sha256(job.bytes);
  if (job.owner && job.size > worth_freeing) std::string().swap(*job.owner);
  job.page = text.value().format == Format::html ? read_html(std::move(text).value(), rules)
                                                 : read_text(std::move(text).value());
}

void put_together(Job& job, const Rules& rules) {
  job.tokens = {};  // those of a long text are large
  job.out.votes = std::move(job.segments.votes);
  job.out.reasons = std::move(job.attributions.reasons);
  job.out.article = assemble(std::move(job.page), std::move(job.segments), std::move(job.attributions),
                             *job.options, rules);
  job.out.article.input_bytes = job.size;
  job.out.article.sha256 = std::move(job.hash);
}

/// Each stage does all jobs before the next begins: it knows its way then.
void run(std::span<Job> jobs, const Rules& rules, bool keep_votes = false) {
  auto each = [&](auto stage) {
    for (Job& job : jobs)
      if (!job.error) stage(job);
  };
  each([&](Job& job) { read(job, rules); });
  each([&](Job& job) { job.tokens = tokenize(job.page, rules); });
  each([&](Job& job) { job.segments = segment(job.page, job.tokens, rules, keep_votes); });
  each(
      [&](Job& job) { job.attributions = attribute(job.page, job.tokens, job.segments, rules, keep_votes); });
  each([&](Job& job) { put_together(job, rules); });
}

Result<Article> article_of(Job& job) {
  if (job.error) return *job.error;
  return std::move(job.out.article);
}

}  // namespace

Result<Parser> Parser::create(const std::string& rules_dir) {
  auto rules = load_rules(rules_dir);
  if (!rules) return rules.error();
  return Parser(rules.value());
}

Result<Article> Parser::parse(std::string_view bytes, const ParseOptions& options) const {
  Job job{bytes, &options};
  run({&job, 1}, *rules_);
  return article_of(job);
}

Result<Article> Parser::parse_freeing(std::string& bytes, const ParseOptions& options) const {
  Job job{bytes, &options, &bytes};
  run({&job, 1}, *rules_);
  return article_of(job);
}

std::vector<Result<Article>> Parser::parse_all(std::span<const Input> inputs) const {
  std::vector<Job> jobs;
  jobs.reserve(inputs.size());
  for (const Input& input : inputs) jobs.push_back({input.bytes, &input.options});
  run(jobs, *rules_);
  std::vector<Result<Article>> out;
  out.reserve(jobs.size());
  for (Job& job : jobs) out.push_back(article_of(job));
  return out;
}

Result<Explanation> Parser::explain(std::string_view bytes, const ParseOptions& options) const {
  Job job{bytes, &options};
  run({&job, 1}, *rules_, true);
  if (job.error) return *job.error;
  return std::move(job.out);
}

}  // namespace nutgraf
