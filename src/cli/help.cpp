#include "cli/help.hpp"

#include <algorithm>

namespace nutgraf::cli {
namespace {

constexpr CommandInfo all_commands[] = {
    {Command::parse, "parse", "[OPTION]... [FILE|-]...", "articles to standard output (the default command)",
     "One article is written as indented JSON, several as JSON Lines, one article a line.\n"
     "Exit codes: 0 all read, 1 nothing found (--fail-if-empty), 2 usage, 3 some failed, 4 all failed."},
    {Command::batch, "batch", "[OPTION]... DIR|FILE... -o OUT",
     "a folder of articles to a folder of JSON, or to one JSON Lines file",
     "Reads .txt .text .md .markdown .html .htm .xhtml .shtml and files without extension, in all folders "
     "below DIR,\n"
     "and says what it leaves out; files that are named are always read. Outputs appear whole or not at all, "
     "and\n"
     "replace earlier ones. An input that fails becomes an error record, and the run goes on (exit 3; 4 if "
     "all fail)."},
    {Command::filter, "filter", "[OPTION]... < LINES", "JSON Lines in, JSON Lines out, for pipes",
     "A line is an object with \"text\", \"html\" or \"content\" (text or HTML, found out), and if you like "
     "\"id\",\n"
     "\"name\" and \"url\"; or just a string. Each line gives one line: an article or an error record.\n"
     "Example: printf '%s\\n' '{\"id\": 7, \"text\": \"…\"}' | nutgraf filter | jq .headline.text"},
    {Command::check, "check", "[OPTION]... DIR|FILE...", "holds fixtures against their expected JSON",
     "A fixture is NAME.txt or NAME.html with NAME.json (or NAME.txt.json) beside it.\n"
     "Exit 1: something differs, an expected file is missing, or there is no fixture."},
    {Command::explain, "explain", "[OPTION]... [FILE|-]...",
     "shows every block with its role and the rules that voted", ""},
    {Command::sources, "sources", "[OPTION]... [FILE|DIR|-]...",
     "shows who is quoted how often and at what length, across articles",
     "said: statements reported; quotes, words: quotations and the words in them. Sources are told apart by "
     "their names."},
    {Command::schema, "schema", "", "prints the JSON Schema of the output", ""},
    {Command::rules, "rules", "[OPTION]... [CLASS]", "lists the words and phrases that the rules read",
     "A folder of your own holds CLASS.words, one word a line in lower case, and any NAME.phrases: a line "
     "[CLASS], then\n"
     "one phrase a line: ^starts a block, =is all of it, ~anywhere, $ends it; # is a number, * any word."},
    {Command::completions, "completions", "bash|zsh|fish", "prints a completion script",
     "For example: nutgraf completions bash > ~/.local/share/bash-completion/completions/nutgraf"},
};

constexpr std::size_t column = 28;
constexpr std::size_t width = 112;

/// Text behind a column, broken at blanks.
std::string entry(const std::string& left, std::string text) {
  std::string out = left + (left.size() < column ? std::string(column - left.size(), ' ')
                                                 : "\n" + std::string(column, ' '));
  while (text.size() > width - column) {
    std::size_t blank = text.rfind(' ', width - column);
    if (blank == std::string::npos) break;
    out += text.substr(0, blank) + "\n" + std::string(column, ' ');
    text.erase(0, blank + 1);
  }
  return out + text + "\n";
}

std::string left_side(const OptionHelp& option) {
  if (option.name.empty()) return "  " + option.value;
  std::string out = option.letter.empty() ? "      " : "  " + option.letter + ", ";
  out += option.name;
  if (!option.value.empty())
    out += " " + std::string(option.value.find('|') == std::string::npos ? option.value : "WHAT");
  return out;
}

}  // namespace

const std::span<const CommandInfo> commands = all_commands;

const CommandInfo* find_command(std::string_view name) {
  auto at = std::find_if(commands.begin(), commands.end(), [&](const auto& c) { return name == c.name; });
  return at == commands.end() ? nullptr : &*at;
}

const CommandInfo& info_of(Command command) {
  return *std::find_if(commands.begin(), commands.end(), [&](const auto& c) { return c.command == command; });
}

std::string help_of(const CommandHelp& command) {
  std::string out = "nutgraf " + std::string(command.info.name) + ": " + command.info.line +
                    "\n\nUsage: nutgraf " +
                    (command.info.command == Command::parse ? "[parse]" : command.info.name) + " " +
                    command.info.usage + "\n\n";
  for (const OptionHelp& option : command.options) {
    std::string text = option.help;
    if (!option.name.empty() && option.value.find('|') != std::string::npos)
      text = option.value + ": " + text;
    out += entry(left_side(option), text);
  }
  std::string footer = command.info.footer;
  if (!footer.empty()) out += "\n" + footer + "\n";
  if (command.info.command == Command::parse) out += "More commands: nutgraf --help\n";
  return out;
}

std::string main_help() {
  std::string out =
      "nutgraf reads news articles, raw text or saved HTML, and writes them as structured JSON: headline, "
      "byline,\n"
      "dateline, body, captions, quotations and who said what, with boilerplate labelled.\n\n"
      "Usage:\n"
      "  nutgraf FILE...             for example: nutgraf article.txt | jq .headline\n"
      "  PROGRAM | nutgraf           for example: pbpaste | nutgraf\n"
      "  nutgraf COMMAND ...         nutgraf COMMAND --help shows its options\n\nCommands:\n";
  for (const CommandInfo& info : commands) out += entry("  " + std::string(info.name), info.line);
  return out + "\nOptions of the default command: nutgraf parse --help. Version: nutgraf --version.\n";
}

}  // namespace nutgraf::cli
