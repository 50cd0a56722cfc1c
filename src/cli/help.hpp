// cli/: the commands and their options as plain values, and what is made of them: help and completions.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace nutgraf::cli {

struct CommandInfo {
  Command command;
  const char* name;
  const char* usage;  ///< what follows the name
  const char* line;   ///< what it does, in a line
  const char* footer;
};

extern const std::span<const CommandInfo> commands;
/// nullptr if there is none of that name.
const CommandInfo* find_command(std::string_view name);
const CommandInfo& info_of(Command command);

struct OptionHelp {
  std::string letter, name;  ///< "-o", "--output"; both empty for a positional argument
  std::string value;         ///< "FILE", "json|jsonl", empty for a flag
  std::string help;
  bool required = false;
};

struct CommandHelp {
  CommandInfo info;
  std::vector<OptionHelp> options;
};

/// Every command with its options, as read_options() takes them.
std::vector<CommandHelp> describe_commands();

std::string help_of(const CommandHelp& command);

}  // namespace nutgraf::cli
