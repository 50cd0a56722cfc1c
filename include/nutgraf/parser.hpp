// Bytes in, Article out.
//
//     auto parser = nutgraf::Parser::create();         // loads the built-in rules, some 2 milliseconds
//     auto article = parser.value().parse(bytes, {});  // const: threads may share one Parser
//     if (article) std::cout << nutgraf::to_json(article.value(), {});
//
// A Parser is immutable after create(); parse() allocates what it needs, takes up to 150 kB of stack, and
// keeps nothing. Rule names in an Article are views into the Parser or static storage: keep the Parser alive
// as long as its Articles.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"
#include "nutgraf/result.hpp"

namespace nutgraf {

struct Rules;

enum class InputFormat : std::uint8_t { detect, text, html };

struct ParseOptions {
  InputFormat from = InputFormat::detect;
  std::string name;     ///< for messages and JSON `source.name`
  std::string id;       ///< JSON `source.id`
  std::string url;      ///< the page's address where known; evidence for dates and canonical links
  std::string charset;  ///< overrides detection, e.g. from an HTTP header
  bool hash = false;    ///< compute Article::sha256
};

/// One vote of one rule on one block, for explain().
struct Vote {
  std::uint32_t block = 0;
  Role role = Role::body;
  float weight = 0;
  std::string_view rule;
};

/// What one feature of src/attribute/features.def, with its values, weighed for one attribution, for
/// explain(): "lemma.follow~say~that" +1.2. A positive weight is for the reading that was taken or, if the
/// name begins with "end.", for the place where the content ends.
struct Reason {
  std::uint32_t attribution = 0;
  float weight = 0;  ///< natural log-odds
  std::string feature;
};

struct Explanation {
  Article article;
  std::vector<Vote> votes;      ///< by block, then in the order the rules ran
  std::vector<Reason> reasons;  ///< by attribution, then in the order in which they were added up
};

class Parser {
 public:
  /// Loads the built-in rules and, if `rules_dir` is not empty, the user's words and phrases on top of them.
  /// A mistake in the user's files is an Error that names file and line.
  static Result<Parser> create(const std::string& rules_dir = {});

  /// Any bytes: an article, or an Error for input that is no text at all (binary, empty). Linear time.
  Result<Article> parse(std::string_view bytes, const ParseOptions& options) const;

  /// As parse(), for bytes that nobody needs any more: they are let go once they are decoded, if they are
  /// many.
  Result<Article> parse_freeing(std::string& bytes, const ParseOptions& options) const;

  struct Input {
    std::string_view bytes;
    ParseOptions options;
  };
  /// As parse() of each, a stage at a time: some 9% faster for articles of a few kilobytes. All are in memory
  /// at once, with several times their size.
  std::vector<Result<Article>> parse_all(std::span<const Input> inputs) const;

  /// As parse(), and keeps every vote.
  Result<Explanation> explain(std::string_view bytes, const ParseOptions& options) const;

  const Rules& rules() const { return *rules_; }

 private:
  explicit Parser(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const Rules> rules_;
};

}  // namespace nutgraf
