// Build-time tool: make_image OUT.cpp writes the image of the built-in rules as nutgraf::builtin_rules_image.
#include <fstream>
#include <iostream>

#include "rules/image.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
const std::string_view builtin_rules_image;
}

namespace {

/// A string literal; most bytes are noughts.
void write_literal(std::ostream& out, std::string_view bytes) {
  constexpr std::size_t row = 200;
  std::string line;
  for (std::size_t at = 0; at < bytes.size(); at += row) {
    line.assign(1, '"');
    for (const char c : bytes.substr(at, row)) {
      const auto byte = static_cast<unsigned char>(c);
      line += '\\';
      line += static_cast<char>('0' + (byte >> 6));
      line += static_cast<char>('0' + (byte >> 3 & 7));
      line += static_cast<char>('0' + (byte & 7));
    }
    out << line << "\"\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_image OUT.cpp\n";
    return 2;
  }
  const auto rules = nutgraf::load_rule_files("");
  if (!rules) {
    std::cerr << "make_image: " << rules.error().message << "\n";
    return 1;
  }
  const std::string image = nutgraf::image_of(*rules.value());
  std::ofstream out(argv[1], std::ios::binary);
  out << "// Made by make_image.cpp from the files of src/rules/.\n#include \"rules/image.hpp\"\n\n"
         "namespace nutgraf {\nalignas(8) static const char bytes[] =\n";
  write_literal(out, image);
  out << ";\nconst std::string_view builtin_rules_image(bytes, " << image.size()
      << ");\n}  // namespace nutgraf\n";
  return out.flush() ? 0 : 1;
}
