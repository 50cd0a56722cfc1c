// Writes the rules that hold for each candidate headline or byline of a page: fields headline|byline FILE...,
// see README.md and fit_fields.py. A page starts with "# NAME"; a candidate is "BLOCK <tab> TEXT <tab>
// RULES".
#include "segment/fields.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>

#include "decode/text.hpp"
#include "rules/rules.hpp"
#include "segment/byline_rules.hpp"
#include "segment/headline_rules.hpp"

using namespace nutgraf;

namespace {

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return out;
}

template <class Rule>
void write_rules(const std::vector<Rule>& rules) {
  for (Rule rule : rules) std::cout << name(rule) << ' ';
  std::cout << '\n';
}

void write_headlines(Context& ctx) {
  HeadlineView view(ctx, story_start(ctx));
  std::vector<HeadlineRule> rules;
  for (std::uint32_t block = view.first(); block < view.last(); ++block) {
    rules.clear();
    if (!view.rules(block, rules)) continue;
    std::cout << block << '\t' << one_line(ctx.page.slice(headline_span(ctx, block))) << '\t';
    write_rules(rules);
  }
}

/// The first candidate is that there is no byline.
void write_bylines(Context& ctx) {
  Head head;
  head.start = story_start(ctx);
  place_headline(ctx, head);
  std::vector<BylineRule> rules;
  no_byline_rules(ctx, rules);
  std::cout << "-1\t\t";
  write_rules(rules);
  BylineView view(ctx, head);
  for (std::size_t i = 0; i < ctx.lines.size(); ++i) {
    rules.clear();
    if (!view.rules(i, rules)) continue;
    std::cout << ctx.lines[i].block << '\t';
    for (const Person& person : ctx.lines[i].byline.people) std::cout << one_line(person.name) << '|';
    std::cout << '\t';
    write_rules(rules);
  }
}

void write_page(const char* path, const Rules& rules, const std::function<void(Context&)>& write) {
  std::ifstream in(path, std::ios::binary);
  auto text = decode(std::string((std::istreambuf_iterator<char>(in)), {}), {});
  if (!text) return;
  Page page = text.value().format == Format::html ? read_html(std::move(text).value(), rules)
                                                  : read_text(std::move(text).value());
  Tokens tokens = tokenize(page, rules);
  Segments out;
  Context ctx{page, tokens, rules, out, false};
  gather_facts(ctx);
  if (ctx.size() == 0) return;
  ctx.votes.reset(ctx.size());
  out.day_order = page_day_order(ctx);
  vote_fields(ctx);
  score_body(ctx);
  vote_forms(ctx);
  vote_boilerplate(ctx);
  std::cout << "# " << path << '\n';
  write(ctx);
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view what = argc > 2 ? argv[1] : "";
  if (what != "headline" && what != "byline")
    return std::cerr << "usage: nutgraf_train_fields headline|byline FILE...\n", 2;
  auto rules = load_rules("");
  if (!rules) return std::cerr << rules.error().message << "\n", 1;
  for (int i = 2; i < argc; ++i)
    write_page(argv[i], *rules.value(), what == "headline" ? write_headlines : write_bylines);
}
