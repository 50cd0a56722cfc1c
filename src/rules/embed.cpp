// Build-time tool: embed --rules OUT.cpp ROOT FILE... writes the files' texts as nutgraf::builtin_rule_files,
// embed --text OUT.cpp NAME FILE one file's text as nutgraf::NAME.
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

bool read(const std::string& file, std::string& text) {
  std::ifstream in(file, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(in), {});
  if (!in) std::cerr << "embed: cannot read " << file << "\n";
  return !in.fail();
}

int embed_rules(std::ostream& out, const std::string& root, std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  out << "// Made by embed.cpp from the files of src/rules/.\n"
         "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n#include \"rules/rules.hpp\"\n\nnamespace "
         "nutgraf {\n"
      << "const BuiltinFile builtin_rule_files[] = {\n";
  std::string text;
  for (const auto& file : files) {
    if (!read(file, text)) return 1;
    out << "{\"" << std::filesystem::relative(file, root).generic_string() << "\",\n";
    write_literal(out, text);
    out << "},\n";
  }
  out << "};\nconst std::size_t builtin_rule_file_count = " << files.size() << ";\n}  // namespace nutgraf\n";
  return out.flush() ? 0 : 1;
}

int embed_text(std::ostream& out, const std::string& name, const std::string& file) {
  std::string text;
  if (!read(file, text)) return 1;
  out << "// Made by embed.cpp.\n#include <string_view>\n\nnamespace nutgraf {\n"
      << "extern const std::string_view " << name << ";\nconst std::string_view " << name << " =\n";
  write_literal(out, text);
  out << ";\n}  // namespace nutgraf\n";
  return out.flush() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  bool rules = arguments.size() > 2 && arguments[0] == "--rules";
  if (!rules && !(arguments.size() == 4 && arguments[0] == "--text")) {
    std::cerr << "usage: embed --rules OUT.cpp ROOT FILE...\n       embed --text OUT.cpp NAME FILE\n";
    return 2;
  }
  std::ofstream out(arguments[1], std::ios::binary);
  if (!rules) return embed_text(out, arguments[2], arguments[3]);
  return embed_rules(out, arguments[2], {arguments.begin() + 3, arguments.end()});
}
