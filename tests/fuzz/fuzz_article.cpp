// The whole path, as text, as HTML and as detected: every promise of the public API holds for any bytes.
#include "article_promises.hpp"
#include "check.hpp"
#include "nutgraf/parser.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nutgraf;
  static const Parser parser = Parser::create().value();
  for (auto from : {InputFormat::text, InputFormat::html, InputFormat::detect}) {
    ParseOptions options;
    options.from = from;
    auto article = parser.parse(as_bytes(data, size), options);
    if (article)
      nutgraf::fuzz::check_article(article.value(), size);
    else
      nutgraf::fuzz::check_error(article.error(), size);
  }
  return 0;
}
