// Build-time tool: embed OUT.cpp ROOT FILE... writes the files' texts as nutgraf::builtin_rule_files.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

/// Raw string literals, in pieces short enough for every compiler.
void write_literal(std::ostream& out, const std::string& text) {
  constexpr std::size_t piece = 12000;
  if (text.empty()) out << "\"\"";
  for (std::size_t at = 0; at < text.size(); at += piece)
    out << "R\"nutgraf(" << text.substr(at, piece) << ")nutgraf\"\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: embed OUT.cpp ROOT FILE...\n";
    return 2;
  }
  std::vector<std::string> files(argv + 3, argv + argc);
  std::sort(files.begin(), files.end());
  std::ofstream out(argv[1], std::ios::binary);
  out << "// Made by embed.cpp from the files of src/rules/.\n#include \"rules/rules.hpp\"\n\nnamespace nutgraf {\n"
      << "const BuiltinFile builtin_rule_files[] = {\n";
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in) {
      std::cerr << "embed: cannot read " << file << "\n";
      return 1;
    }
    out << "{\"" << std::filesystem::relative(file, argv[2]).generic_string() << "\",\n";
    write_literal(out, text);
    out << "},\n";
  }
  out << "};\nconst std::size_t builtin_rule_file_count = " << files.size() << ";\n}  // namespace nutgraf\n";
  return out.flush() ? 0 : 1;
}
