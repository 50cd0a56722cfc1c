// nutgraf rules [CLASS]: the words and phrases that the rules read, and where each comes from.
#include "rules/rules.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "cli/styled.hpp"
#include "cli/suggest.hpp"
#include "cli/terminal.hpp"

namespace nutgraf::cli {
namespace {

struct Entry {
  std::string text;   ///< as it stands in its file
  std::string place;  ///< "en/month.words:3"
};

struct Class {
  std::vector<Entry> entries;
  std::map<std::string, std::size_t> files;  ///< entries by file
};

/// What is listed: words and phrases by class, and the other files.
struct Listing {
  std::map<std::string, Class> words, phrases;
  std::vector<std::string> others;

  void add_file(const std::string& name, std::string_view text) {
    std::string stem = std::filesystem::path(name).stem().string();
    bool is_words = name.ends_with(".words"), is_phrases = name.ends_with(".phrases");
    if (!is_words && !is_phrases) return others.push_back(name);
    std::string current = is_words ? stem : "";
    for (std::size_t line = 1; !text.empty(); ++line) {
      std::size_t end = std::min(text.find('\n'), text.size());
      add_line(is_words ? words : phrases, current, name, line, text.substr(0, end), is_phrases);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

 private:
  static void add_line(std::map<std::string, Class>& classes, std::string& current, const std::string& name,
                       std::size_t number, std::string_view line, bool headers) {
    line = line.substr(0, line.find("\t#"));
    while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.remove_suffix(1);
    if (line.empty() || line.starts_with("# ") || line == "#") return;
    if (headers && line.front() == '[') {
      current = std::string(line.substr(1, line.size() - 2));
      return;
    }
    Class& into = classes[current];
    into.entries.push_back({std::string(line), name + ":" + std::to_string(number)});
    ++into.files[name];
  }
};

/// The user's files were read and found good when the parser was made.
void add_directory(Listing& listing, const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code code;
  for (std::filesystem::recursive_directory_iterator it(directory, code), end; !code && it != end;
       it.increment(code))
    if (it->is_regular_file(code)) paths.push_back(it->path().string());
  std::sort(paths.begin(), paths.end());
  std::string text;
  for (const std::string& path : paths)
    if (!read_file(path, text)) listing.add_file(path, text);
}

/// Built-in files by their language, the user's own in full.
std::string places(const std::map<std::string, std::size_t>& files, const std::string& directory) {
  std::string out;
  for (const auto& [file, count] : files) {
    bool own = !directory.empty() && file.starts_with(directory);
    out += (out.empty() ? "" : " ") + (own ? file : file.substr(0, file.find('/')));
  }
  return out;
}

std::string table(const std::map<std::string, Class>& classes, const std::string& directory) {
  constexpr std::size_t left = 36, width = 100;
  std::string out;
  for (const auto& [name, entry] : classes) {
    std::string count = grouped(entry.entries.size());
    std::string label = "  " + name;
    label += std::string(label.size() + count.size() < left - 2 ? left - 2 - label.size() - count.size() : 1,
                         ' ') +
             count + "  ";
    for (const std::string& line : wrapped(places(entry.files, directory), width - left)) {
      out += label + line + "\n";
      label = std::string(left, ' ');
    }
  }
  return out;
}

std::string overview(const Listing& listing, const std::string& directory) {
  std::string out = "Words (nutgraf rules CLASS lists them)\n" + table(listing.words, directory) +
                    "\nPhrases\n" + table(listing.phrases, directory) + "\nOther data\n";
  for (const std::string& name : listing.others) out += "  " + name + "\n";
  return out;
}

std::string entries(const std::map<std::string, Class>& classes, const std::string& name) {
  auto found = classes.find(name);
  if (found == classes.end()) return {};
  std::string out;
  for (const Entry& entry : found->second.entries) out += entry.place + "\t" + entry.text + "\n";
  return out;
}

std::string unknown(const Listing& listing, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& [known, entry] : listing.words) names.push_back(known);
  for (const auto& [known, entry] : listing.phrases) names.push_back(known);
  std::string meant = closest(name, names);
  return "no class is named " + name + (meant.empty() ? "" : "; did you mean " + meant + "?") +
         "\nAll classes: nutgraf rules";
}

}  // namespace

int rules_command(const Parser&, const Options& options) {
  Listing listing;
  for (std::size_t i = 0; i < builtin_rule_file_count; ++i)
    listing.add_file(std::string(builtin_rule_files[i].name), builtin_rule_files[i].text);
  if (!options.rules_dir.empty()) add_directory(listing, options.rules_dir);
  Output out(STDOUT_FILENO, "standard output");
  if (options.inputs.empty()) {
    out.write(overview(listing, options.rules_dir));
  } else {
    std::string text =
        entries(listing.words, options.inputs[0]) + entries(listing.phrases, options.inputs[0]);
    if (text.empty()) {
      complain(unknown(listing, options.inputs[0]));
      return exit_usage;
    }
    out.write(text);
  }
  if (out.flush()) return exit_ok;
  if (out.failure() == EPIPE) return exit_pipe_closed;
  complain(out.error().message);
  return exit_all_failed;
}

}  // namespace nutgraf::cli
