// Articles with random values in every field, for the tests of emit/.
#pragma once
#include <random>
#include <string>

#include "base/utf8.hpp"
#include "nutgraf/article.hpp"

namespace nutgraf::test {

class RandomArticle {
 public:
  explicit RandomArticle(unsigned seed) : random_(seed) {}

  Article make() {
    Article a;
    a.text = text(300);
    a.format = number(2) ? Format::html : Format::text;
    a.name = text(8);
    a.id = text(3);
    a.charset = "utf-8";
    a.input_bytes = number(1000000);
    a.title = text(9);
    a.language = number(2) ? "en" : "";
    for (unsigned i = number(3); i > 0; --i) a.authors.push_back("x" + text(5));
    a.headline = maybe(a);
    a.kicker = maybe(a);
    a.deck = maybe(a);
    if (number(2)) a.byline = Byline{span(a), {{text(3), text(3), "", text(3), text(2), text(9)}, {}}};
    if (number(2)) a.dateline = Dateline{span(a), text(4), "", text(3)};
    if (number(2)) a.published = Timestamp{"2026-03-04", maybe(a), static_cast<Origin>(number(8))};
    for (unsigned i = number(6); i > 0; --i)
      a.blocks.push_back({static_cast<Role>(number(static_cast<unsigned>(Role::count))),
                          static_cast<BoilerplateKind>(number(static_cast<unsigned>(BoilerplateKind::count))),
                          span(a),
                          {number(99), number(99)},
                          "rule",
                          static_cast<float>(number(1300)) / 1000 - 0.1f});
    for (unsigned i = number(3); i > 0; --i) a.captions.push_back({span(a), maybe(a)});
    for (unsigned i = number(4); i > 0; --i)
      a.quotes.push_back({static_cast<QuoteKind>(number(5)), span(a), number(9), index(4)});
    for (unsigned i = number(4); i > 0; --i)
      a.attributions.push_back({static_cast<AttributionKind>(number(3)), number(9), spans(a, 2), maybe(a),
                                maybe(a), index(3), index(4), "rule", 0.5f});
    for (unsigned i = number(3); i > 0; --i)
      a.sources.push_back(
          {span(a), span(a), static_cast<SourceKind>(number(5)), spans(a, 1), {number(2), number(4)}});
    for (unsigned i = number(3); i > 0; --i) a.statements.push_back(number(4));
    for (unsigned i = number(3); i > 0; --i) a.contributors.push_back({text(5), text(4)});
    for (unsigned i = number(3); i > 0; --i) a.corrections.push_back(span(a));
    for (unsigned i = number(3); i > 0; --i) a.warnings.push_back({"code", "m" + text(8), maybe(a)});
    return a;
  }

  unsigned number(unsigned below) { return static_cast<unsigned>(random_() % below); }

  /// Letters, marks, blanks, controls, and code points of two to four bytes.
  std::string text(unsigned most) {
    static constexpr char32_t some[] = {U'a',  U'b',  U' ',      U' ',      U'"', U'\\',        U'\n', U'\r',
                                        U'\t', U'\b', U'\f',     0,         1,    31,           127,   U'/',
                                        U'é',  U'“',  U'\u00a0', U'\u2028', U'😀', U'\U0010FFFF'};
    std::string out;
    for (unsigned i = number(most); i > 0; --i)
      number(3) == 0 ? append_utf8(out, some[number(std::size(some))])
                     : out.push_back(static_cast<char>('a' + number(26)));
    return out;
  }

 private:
  Items spans(Article& a, unsigned count) {
    const Items out{static_cast<std::uint32_t>(a.spans.size()), count};
    for (unsigned i = 0; i < count; ++i) a.spans.push_back(span(a));
    return out;
  }
  Span span(const Article& a) {
    auto size = static_cast<unsigned>(a.text.size());
    unsigned start = number(size + 1), end = start + number(size + 1 - start);
    if (number(20) == 0) return {start, size + number(9)};  // a span that leaves the text
    return {start, end};
  }
  std::optional<Span> maybe(const Article& a) { return number(2) ? std::optional(span(a)) : std::nullopt; }
  std::optional<std::uint32_t> index(unsigned below) {
    return number(2) ? std::optional<std::uint32_t>(number(below)) : std::nullopt;
  }
  std::mt19937 random_;
};

}  // namespace nutgraf::test
