// Arguments → Options, by CLI11. Only the command that was named is set up: it is the first argument, else
// `parse`.
#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>

#include "cli/exit.hpp"
#include "cli/help.hpp"
#include "cli/suggest.hpp"

namespace nutgraf::cli {
namespace {

const std::map<std::string, OutputFormat> output_formats = {{"json", OutputFormat::json},
                                                            {"jsonl", OutputFormat::jsonl},
                                                            {"markdown", OutputFormat::markdown},
                                                            {"text", OutputFormat::text},
                                                            {"csv", OutputFormat::csv}};
const std::map<std::string, OutputFormat> census_formats = {{"json", OutputFormat::json},
                                                            {"text", OutputFormat::text}};
const std::map<std::string, OffsetUnit> offset_units = {
    {"codepoints", OffsetUnit::code_points}, {"bytes", OffsetUnit::bytes}, {"utf16", OffsetUnit::utf16}};
const std::map<std::string, InputFormat> input_formats = {{"text", InputFormat::text},
                                                          {"html", InputFormat::html}};

template <class Enum>
std::string names_of(const std::map<std::string, Enum>& names) {
  std::string out;
  for (const auto& [name, value] : names) out += (out.empty() ? "" : "|") + name;
  return out;
}

/// An option whose value is one of a few names.
template <class Enum>
void add_choice(CLI::App& app, const char* flag, Enum& target, const std::map<std::string, Enum>& names,
                const char* help) {
  app.add_option_function<std::string>(
         flag,
         [&target, &names, flag](const std::string& value) {
           auto at = names.find(value);
           if (at == names.end())
             throw CLI::ValidationError(std::string(flag) + " is one of " + names_of(names) + ", not \"" +
                                        value + "\"");
           target = at->second;
         },
         help)
      ->type_name(names_of(names));
}

void add_input_options(CLI::App& app, Options& o) {
  add_choice(app, "--from", o.parse.from, input_formats, "what the input is; found out if not given");
  app.add_option("--charset", o.parse.charset, "the input's character set, e.g. from an HTTP header")
      ->type_name("NAME");
  app.add_option("--rules", o.rules_dir, "folder with words and phrases of your own")->type_name("DIR");
}

void add_json_options(CLI::App& app, Options& o) {
  add_choice(app, "--offsets", o.emit.offsets, offset_units,
             "what start and end count (default: codepoints)");
  app.add_flag("--with-text", o.emit.with_text, "add the text that offsets count in");
  app.add_flag("--hash", o.parse.hash, "add the SHA-256 of the input");
}

void add_layout_options(CLI::App& app, Options& o) {
  add_choice(app, "--to", o.to, output_formats, "what to write (default: json)");
  auto* pretty = app.add_flag_callback(
      "--pretty", [&o] { o.pretty = true; }, "JSON with line breaks");
  app.add_flag_callback(
         "--compact", [&o] { o.pretty = false; }, "JSON on one line")
      ->excludes(pretty);
  app.add_flag("--fail-if-empty", o.fail_if_empty, "exit 1 if an input has no headline and no story");
}

void add_jobs_option(CLI::App& app, Options& o, const char* help) {
  app.add_option("-j,--jobs", o.jobs, help)->type_name("N")->check(CLI::Range(1u, 1024u));
}

void add_page_options(CLI::App& app, Options& o) {
  app.add_option("--url", o.parse.url, "the page's address, where known")->type_name("URL");
  app.add_option("--id", o.parse.id, "your own identifier, for source.id")->type_name("ID");
}

void set_up(CLI::App& app, Options& o) {
  switch (o.command) {
    case Command::parse:
      app.add_option("FILE", o.inputs, "articles, as text or as saved HTML; - or nothing: standard input");
      add_layout_options(app, o);
      add_json_options(app, o);
      add_input_options(app, o);
      add_page_options(app, o);
      add_jobs_option(app, o, "threads (default: one, or one a core for many files)");
      break;
    case Command::batch:
      app.add_option("DIR|FILE", o.inputs, "folders, with all folders below them, and files")->required();
      app.add_option("-o,--output", o.output,
                     "folder for one file an article; or NAME.jsonl; or - for standard output")
          ->type_name("OUT")
          ->required();
      add_layout_options(app, o);
      add_json_options(app, o);
      add_input_options(app, o);
      add_jobs_option(app, o, "threads (default: one a core); the output does not depend on it");
      break;
    case Command::filter:
      add_json_options(app, o);
      add_input_options(app, o);
      add_jobs_option(app, o, "threads (default: one a core); the output does not depend on it");
      break;
    case Command::check:
      app.add_option("DIR|FILE", o.inputs, "folders with fixtures, or fixtures")->required();
      app.add_flag("--update", o.update, "write the expected files, and show what changes");
      app.add_flag("--partial", o.partial, "compare only the members that the expected objects have");
      add_json_options(app, o);
      add_input_options(app, o);
      break;
    case Command::explain:
      app.add_option("FILE", o.inputs, "articles; - or nothing: standard input");
      app.add_flag("-v,--all", o.all, "show every vote, not only the heaviest");
      add_input_options(app, o);
      add_page_options(app, o);
      break;
    case Command::sources:
      app.add_option("FILE|DIR", o.inputs, "articles, and folders of them; - or nothing: standard input");
      add_choice(app, "--to", o.to, census_formats, "what to write (default: a table, text)");
      app.add_flag("-v,--all", o.all, "show every source, not only the first 40");
      add_input_options(app, o);
      add_jobs_option(app, o, "threads (default: one a core); the output does not depend on it");
      break;
    case Command::rules:
      app.add_option("CLASS", o.inputs, "show the words or phrases of this class")->expected(0, 1);
      app.add_option("--rules", o.rules_dir, "folder with words and phrases of your own")->type_name("DIR");
      break;
    case Command::completions:
      app.add_option("SHELL", o.inputs, "bash, zsh or fish")->required()->expected(1);
      break;
    case Command::schema:
      break;
  }
}

/// "N:UINT in [1 - 1024]" → "N".
std::string value_name(const std::string& type) {
  return type.substr(0, type.find(':'));
}

std::unique_ptr<CLI::App> make_app(Options& options) {
  auto app = std::make_unique<CLI::App>(std::string(), std::string(info_of(options.command).name));
  app->set_help_flag("-h,--help", "this help");
  set_up(*app, options);
  return app;
}

CommandHelp describe(const CLI::App& app, Command command) {
  CommandHelp help{info_of(command), {}};
  for (const CLI::Option* option : app.get_options()) {
    OptionHelp one;
    if (!option->get_snames().empty()) one.letter = "-" + option->get_snames()[0];
    if (!option->get_lnames().empty()) one.name = "--" + option->get_lnames()[0];
    if (one.name.empty()) one.value = option->get_name(true);
    if (!one.name.empty() && option->get_items_expected_max() > 0)
      one.value = value_name(option->get_type_name());
    one.help = option->get_description();
    one.required = option->get_required();
    help.options.push_back(std::move(one));
  }
  return help;
}

std::vector<std::string> long_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// What is wrong, what may have been meant, where the help is.
Stop mistake(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& arguments,
             const std::string& command) {
  std::string message = error.what();
  if (message.starts_with("The following argument")) {
    std::string unknown = message.substr(message.find(": ") + 2);
    for (const std::string& argument : arguments)
      if (argument.starts_with(unknown + "=") || argument == unknown)
        unknown = argument.substr(0, argument.find('='));
    message = (unknown.starts_with("-") ? "unknown option " : "unexpected argument ") + unknown;
    std::string meant = closest(unknown, long_options(app));
    if (!meant.empty()) message += "; did you mean " + meant + "?";
  }
  return {exit_usage, {}, message + "\nHelp: nutgraf " + command + " --help"};
}

/// What CLI11 cannot know.
std::string validate(const Options& o) {
  if (o.to == OutputFormat::jsonl && o.pretty == true)
    return "--pretty and --to jsonl exclude each other: a line of JSON Lines has no line breaks";
  bool json = is_json(o.to);
  if (!json && (o.emit.with_text || o.parse.hash || o.pretty))
    return "--with-text, --hash, --pretty and --compact are for JSON";
  if (o.command == Command::parse && !o.parse.id.empty() && o.inputs.size() > 1)
    return "--id is for one input";
  if (o.command == Command::parse && !o.parse.url.empty() && o.inputs.size() > 1)
    return "--url is for one input";
  if (std::count(o.inputs.begin(), o.inputs.end(), "-") > 1)
    return "standard input (-) can be read once only";
  for (const std::string& input : o.inputs)
    if (input.empty()) return "a file name is empty";
  return {};
}

}  // namespace

std::vector<CommandHelp> describe_commands() {
  std::vector<CommandHelp> out;
  for (const CommandInfo& info : commands) {
    Options options;
    options.command = info.command;
    out.push_back(describe(*make_app(options), info.command));
  }
  return out;
}

std::variant<Options, Stop> read_options(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  Options options;
  std::string first = arguments.empty() ? "" : arguments[0];
  if (first == "--version" || first == "-V") return Stop{exit_ok, "nutgraf " NUTGRAF_VERSION "\n", {}};
  if (first == "--help" || first == "-h" || first == "help") return Stop{exit_ok, main_help(), {}};
  if (const CommandInfo* info = find_command(first)) {
    options.command = info->command;
    arguments.erase(arguments.begin());
  }
  auto app = make_app(options);
  const std::string command = info_of(options.command).name;
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // CLI11 takes them from the back
  try {
    app->parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return Stop{exit_ok, help_of(describe(*app, options.command)), {}};
  } catch (const CLI::ParseError& error) {
    return mistake(*app, error, arguments, command);
  }
  if (std::string wrong = validate(options); !wrong.empty())
    return Stop{exit_usage, {}, wrong + "\nHelp: nutgraf " + command + " --help"};
  return options;
}

}  // namespace nutgraf::cli
