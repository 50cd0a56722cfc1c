// Completion scripts for three shells, made from the same description of the options as the help.
#include <algorithm>

#include "cli/help.hpp"

namespace nutgraf::cli {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string values_of(const OptionHelp& option) {
  return option.value.find('|') == std::string::npos ? std::string() : replaced(option.value, "|", " ");
}

bool takes_folder(const OptionHelp& option) {
  return option.value == "DIR";
}

std::string names_of_commands() {
  std::string out;
  for (const CommandInfo& info : commands) out += (out.empty() ? "" : " ") + std::string(info.name);
  return out;
}

std::string bash() {
  std::string options, values;
  for (const CommandHelp& command : describe_commands()) {
    options += "    " + std::string(command.info.name) + ") options=\"";
    for (const OptionHelp& option : command.options) {
      if (option.name.empty()) continue;
      options += option.name + " ";
      std::string list = values_of(option),
                  name = option.letter.empty() ? option.name : option.letter + "|" + option.name;
      std::string line = "    " + name + ") ";
      if (!list.empty())
        line += "COMPREPLY=($(compgen -W \"" + list + "\" -- \"$word\")); return ;;\n";
      else if (takes_folder(option))
        line += "COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n";
      else if (option.value == "OUT")
        line += "COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
      else if (!option.value.empty())
        line += "return ;;\n";
      else
        continue;
      if (values.find(line) == std::string::npos) values += line;
    }
    options += "\" ;;\n";
  }
  return "# bash completion for nutgraf\n_nutgraf() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} "
         "options=\n"
         "  COMPREPLY=()\n  case $before in\n" +
         values +
         "  esac\n"
         "  case $command in " +
         replaced(names_of_commands(), " ", "|") +
         ") ;; *) command=parse ;; esac\n"
         "  case $command in\n" +
         options +
         "  esac\n"
         "  if [[ $word == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "  elif [[ $command == completions ]]; then\n    COMPREPLY=($(compgen -W \"bash zsh fish\" -- "
         "\"$word\"))\n"
         "  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "    [[ $COMP_CWORD == 1 ]] && COMPREPLY+=($(compgen -W \"" +
         names_of_commands() +
         "\" -- \"$word\"))\n"
         "  fi\n}\ncomplete -o filenames -F _nutgraf nutgraf\n";
}

/// Brackets and colons have a meaning in the specifications of _arguments and _describe.
std::string zsh_text(std::string text) {
  for (std::string_view c : {"[", "]", ":"}) text = replaced(std::move(text), c, "\\" + std::string(c));
  return replaced(std::move(text), "'", "'\\''");
}

std::string zsh_action(const OptionHelp& option) {
  if (option.value.empty()) return {};
  std::string list = values_of(option);
  if (!list.empty()) return ":value:(" + list + ")";
  if (takes_folder(option)) return ":folder:_files -/";
  return option.value == "OUT" ? ":output:_files" : ":" + option.value + ":";
}

std::string zsh() {
  std::string out = "#compdef nutgraf\n_nutgraf() {\n  local -a commands=(\n";
  for (const CommandInfo& info : commands)
    out += "    '" + std::string(info.name) + ":" + zsh_text(info.line) + "'\n";
  out +=
      "  )\n  local command=${words[2]}\n"
      "  if (( CURRENT == 2 )); then\n    _describe command commands\n    _files\n    return\n  fi\n"
      "  if (( ! ${commands[(I)$command:*]} )); then command=parse; fi\n  case $command in\n";
  for (const CommandHelp& command : describe_commands()) {
    out += "    " + std::string(command.info.name) + ")\n      _arguments";
    for (const OptionHelp& option : command.options) {
      if (option.name.empty()) continue;
      std::string rest = "[" + zsh_text(option.help) + "]" + zsh_action(option) + "'";
      out += " \\\n        '" + option.name + rest;
      if (!option.letter.empty()) out += " \\\n        '" + option.letter + rest;
    }
    out += command.info.command == Command::completions ? " \\\n        '*:shell:(bash zsh fish)' ;;\n"
                                                        : " \\\n        '*:file:_files' ;;\n";
  }
  return out +
         "  esac\n}\n"
         "if [[ $funcstack[1] == _nutgraf ]]; then _nutgraf \"$@\"; else compdef _nutgraf nutgraf; fi\n";
}

std::string fish() {
  std::string names = names_of_commands(), out = "# fish completion for nutgraf\n";
  for (const CommandInfo& info : commands)
    out += "complete -c nutgraf -n 'not __fish_seen_subcommand_from " + names + "' -a " + info.name +
           " -d '" + replaced(info.line, "'", "\\'") + "'\n";
  for (const CommandHelp& command : describe_commands()) {
    std::string when = command.info.command == Command::parse
                           ? "not __fish_seen_subcommand_from " + replaced(names, "parse ", "")
                           : "__fish_seen_subcommand_from " + std::string(command.info.name);
    for (const OptionHelp& option : command.options) {
      if (option.name.empty()) continue;
      out += "complete -c nutgraf -n '" + when + "'";
      if (!option.letter.empty()) out += " -s " + option.letter.substr(1);
      out += " -l " + option.name.substr(2) + " -d '" + replaced(option.help, "'", "\\'") + "'";
      std::string list = values_of(option);
      if (!list.empty())
        out += " -x -a '" + list + "'";
      else if (takes_folder(option))
        out += " -x -a '(__fish_complete_directories)'";
      else if (!option.value.empty())
        out += " -r";
      out += "\n";
    }
  }
  return out + "complete -c nutgraf -n '__fish_seen_subcommand_from completions' -x -a 'bash zsh fish'\n";
}

}  // namespace

std::string completions(const std::string& shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  return shell == "fish" ? fish() : std::string();
}

}  // namespace nutgraf::cli
