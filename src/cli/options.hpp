// cli/: the command line as a validated value. Nothing behind this header sees argv.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "nutgraf/emit.hpp"
#include "nutgraf/parser.hpp"

namespace nutgraf::cli {

enum class Command { parse, batch, filter, check, explain, sources, schema, rules, completions };
enum class OutputFormat { automatic, json, jsonl, markdown, text, csv };

constexpr bool is_json(OutputFormat to) {
  return to == OutputFormat::automatic || to == OutputFormat::json || to == OutputFormat::jsonl;
}

struct Options {
  Command command = Command::parse;
  std::vector<std::string>
      inputs;          ///< files and folders; a rule class for `rules`, a shell for `completions`
  std::string output;  ///< batch -o
  OutputFormat to = OutputFormat::automatic;
  std::optional<bool> pretty;
  EmitOptions emit;
  ParseOptions parse;  ///< name is set per input
  std::string rules_dir;
  bool fail_if_empty = false;
  unsigned jobs = 0;     ///< 0: as many as there are cores
  bool update = false;   ///< check: write the expected files
  bool all = false;      ///< explain: every vote; sources: every source
  bool partial = false;  ///< check: compare only the members that the expected object has
};

/// The program ends here: help, version or a mistake in the arguments.
struct Stop {
  int code = 0;
  std::string out, error;
};

std::variant<Options, Stop> read_options(int argc, char** argv);

/// The help of the whole program.
std::string main_help();

/// A completion script for bash, zsh or fish; empty for other names.
std::string completions(const std::string& shell);

}  // namespace nutgraf::cli
