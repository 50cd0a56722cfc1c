// The parts of the command line that need no process of their own.
#include "catch.hpp"
#include "cli/difference.hpp"
#include "cli/options.hpp"
#include "cli/ordered.hpp"
#include "cli/progress.hpp"
#include "cli/request.hpp"
#include "cli/source.hpp"
#include "cli/styled.hpp"
#include "cli/suggest.hpp"

using namespace nutgraf;
using namespace nutgraf::cli;

namespace {

Options options_of(std::vector<std::string> words) {
  words.insert(words.begin(), "nutgraf");
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  auto read = read_options(static_cast<int>(argv.size()), argv.data());
  if (const Stop* stop = std::get_if<Stop>(&read)) FAIL(stop->error);
  return std::get<Options>(read);
}

}  // namespace

TEST_CASE("arguments become options", "[cli]") {
  Options parse = options_of({"a.txt", "-", "--offsets", "utf16", "--pretty", "--with-text"});
  CHECK(parse.command == Command::parse);
  CHECK(parse.inputs == std::vector<std::string>{"a.txt", "-"});
  CHECK(parse.emit.offsets == OffsetUnit::utf16);
  CHECK(parse.pretty == true);
  CHECK(parse.emit.with_text);

  Options batch = options_of({"batch", "dir", "-o", "out.jsonl", "-j3", "--from=html"});
  CHECK(batch.command == Command::batch);
  CHECK(batch.output == "out.jsonl");
  CHECK(batch.jobs == 3);
  CHECK(batch.parse.from == InputFormat::html);

  CHECK(options_of({"parse", "batch"}).inputs == std::vector<std::string>{"batch"});
  CHECK(options_of({"--", "--odd-name"}).inputs == std::vector<std::string>{"--odd-name"});
  CHECK(options_of({}).inputs.empty());
  CHECK(options_of({"--compact"}).pretty == false);
}

TEST_CASE("lines of filter become requests", "[cli]") {
  struct Case {
    const char *line, *content, *id, *error;
  };
  const Case cases[] = {
      {R"({"id":"a","text":"x"})", "x", "a", ""},
      {R"({"id":12,"html":"<p>"})", "<p>", "12", ""},
      {R"("bare \u00e9")", "bare é", "", ""},
      {R"({"meta":{"text":"no","id":"no"},"list":[{"text":1}],"content":"yes"})", "yes", "", ""},
      {R"({"text":7})", "", "", "there is no string member \"text\", \"html\" or \"content\""},
      {"  ", "", "", "the line is empty; each line is one article"},
      {"null", "", "", "there is no string member \"text\", \"html\" or \"content\""},
      {R"({"text":"a","content":"b"})", "a", "",
       "only one of \"text\", \"html\" and \"content\" may be given"},
  };
  for (const Case& c : cases) {
    Request request;
    auto error = read_request(c.line, {}, request);
    CHECK((error ? error->message : "") == c.error);
    CHECK(request.content == c.content);
    CHECK(request.parse.id == c.id);
  }
}

TEST_CASE("a request starts anew from the defaults", "[cli]") {
  Request request;
  REQUIRE(!read_request(R"({"id":"a","name":"n","html":"x"})", {}, request));
  REQUIRE(!read_request(R"("y")", {}, request));
  CHECK(request.content == "y");
  CHECK((request.parse.id.empty() && request.parse.name.empty()));
  CHECK(request.parse.from == InputFormat::detect);
}

TEST_CASE("differences are named by JSON pointer", "[cli]") {
  auto found = differences(R"({"a":[1,{"b/c":2}],"x":null})", R"({"a":[1,{"b/c":3},4],"y":0})", false);
  REQUIRE(found.ok());
  std::string all;
  for (const auto& d : found.value()) all += d.pointer + " " + d.expected + " " + d.actual + "\n";
  CHECK(all == "/a/1/b~1c 2 3\n/a/2  4\n/x null \n/y  0\n");
  CHECK(differences("{}", R"({"a":1})", true).value().empty());
  CHECK(!differences("{", "{}", false).ok());
}

TEST_CASE("text is wrapped by the columns it takes", "[cli]") {
  std::string marked = "one " + styled(Style::quote, "two three") + " four";
  CHECK(width_of(marked) == 18);
  auto lines = wrapped(marked, 9);
  REQUIRE(lines.size() == 3);
  Painter plain(false), colour(true);
  CHECK(plain(lines[0]) == "one two");
  CHECK(colour(lines[0]) == "one \x1b[0;36mtwo\x1b[0m");
  CHECK(colour(lines[1]) == "\x1b[0;36mthree\x1b[0m");
  CHECK(colour(lines[2]) == "four");
  CHECK(wrapped("abcdefghijklmnop", 8) == std::vector<std::string>{"abcdefgh", "ijklmnop"});
  CHECK(wrapped("東京東京東京", 8) == std::vector<std::string>{"東京東京", "東京"});
  CHECK(shortened("a long line", 7) == "a long…");
  CHECK(wrapped("", 8).empty());
}

TEST_CASE("a mistyped name is recognised", "[cli]") {
  const std::vector<std::string> names = {"--pretty", "--compact", "--offsets"};
  CHECK(closest("--prety", names) == "--pretty");
  CHECK(closest("--offset", names) == "--offsets");
  CHECK(closest("--xyz", names) == "");
}

TEST_CASE("extensions say what an article is", "[cli]") {
  for (const char* yes : {"a.txt", "a.HTML", "README", "a.b.htm", "trailing."}) CHECK(is_article_name(yes));
  for (const char* no : {"a.json", "a.jpg", "a.txt.json"}) CHECK(!is_article_name(no));
}

TEST_CASE("jobs come back in order from any number of threads", "[cli]") {
  for (unsigned threads : {1u, 2u, 7u}) {
    struct Job {
      int number = 0, square = 0;
    };
    int next = 0;
    std::vector<int> squares;
    run_ordered<Job>(
        threads,
        [&](Job& job, bool may_wait) {
          if (!may_wait && next % 3 == 0) return Next::later;
          if (next == 1000) return Next::end;
          job.number = next++;
          return Next::job;
        },
        [](Job& job) { job.square = job.number * job.number; },
        [&](Job& job) {
          squares.push_back(job.square);
          return squares.size() < 900;
        });
    REQUIRE(squares.size() == 900);
    bool ordered = true;
    for (int i = 0; i < 900; ++i) ordered = ordered && squares[static_cast<std::size_t>(i)] == i * i;
    CHECK(ordered);
  }
}

TEST_CASE("numbers for people", "[cli]") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "article") == "1 article");
  CHECK(counted(2000, "article") == "2,000 articles");
}
