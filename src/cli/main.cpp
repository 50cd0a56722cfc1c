#include <iostream>
#include <iterator>

#include "nutgraf/parser.hpp"

int main() {
  auto parser = nutgraf::Parser::create();
  if (!parser) {
    std::cerr << parser.error().message << "\n";
    return 2;
  }
  std::string bytes((std::istreambuf_iterator<char>(std::cin)), {});
  auto article = parser.value().parse(bytes, {});
  if (article)
    for (const auto& block : article.value().blocks)
      std::cout << to_string(block.role) << "\t" << article.value().slice(block.span) << "\n";
}
