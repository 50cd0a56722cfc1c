#include "rules/rules.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "attribute/model.hpp"
#include "base/utf8.hpp"
#include "rules/image.hpp"
#include "segment/body_model.hpp"

namespace nutgraf {
namespace {

constexpr std::string_view word_class_names[] = {
#define WORD_CLASS(name) #name,
#include "rules/word_classes.def"
#undef WORD_CLASS
};
constexpr std::string_view phrase_class_names[] = {
#define PHRASE_CLASS(name) #name,
#include "rules/phrase_classes.def"
#undef PHRASE_CLASS
};

template <class Names>
std::optional<std::size_t> index_of(const Names& names, std::string_view name) {
  auto at = std::find(std::begin(names), std::end(names), name);
  if (at == std::end(names)) return std::nullopt;
  return static_cast<std::size_t>(at - std::begin(names));
}

Error mistake(std::string_view file, std::size_t line, std::string_view what) {
  return {"bad-rule-file", "rules", std::string(file) + ":" + std::to_string(line) + ": " + std::string(what),
          std::nullopt};
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

/// Calls `each(line number, line)` for every line that holds more than a comment; stops at the first Error.
template <class Each>
std::optional<Error> for_each_line(std::string_view text, Each each) {
  std::size_t number = 0;
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (std::size_t comment = line.find("\t#"); comment != std::string_view::npos)
      line = line.substr(0, comment);
    line = trim(line);
    if (line.empty() || line.starts_with("# ") || line == "#") continue;
    if (auto error = each(number, line)) return error;
  }
  return std::nullopt;
}

/// Adds the word in lower case, as most of them stand in their files.
std::uint16_t add_lower(Lexicon& lexicon, std::string_view word) {
  const bool lower = std::all_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !(c >= 'A' && c <= 'Z');
  });
  return lower ? lexicon.add(word) : lexicon.add(to_lower(word));
}

std::optional<Error> add_words(Rules& rules, std::string_view name, std::string_view text, WordClass kind) {
  return for_each_line(text, [&](std::size_t number, std::string_view line) -> std::optional<Error> {
    std::size_t tab = line.find('\t');
    std::string_view word = trim(line.substr(0, tab));
    std::uint16_t value = 0;
    if (tab != std::string_view::npos) {
      std::string_view digits = trim(line.substr(tab));
      auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (code != std::errc() || end != digits.data() + digits.size())
        return mistake(name, number, "the value after the tab is not a number from 0 to 65535");
    }
    if (word.find(' ') != std::string_view::npos)
      return mistake(name, number, "one word a line is wanted; put several words into a .phrases file");
    std::uint16_t id = add_lower(rules.lexicon, word);
    if (id == 0) return mistake(name, number, "too many words (65,000 are the limit), or too many alike");
    rules.lexicon.classify(id, kind, value);
    return std::nullopt;
  });
}

/// Splits a phrase into lexicon ids as the tokenizer would split it: at blanks, with outer marks dropped.
std::vector<std::uint16_t> phrase_ids(Rules& rules, std::string_view phrase) {
  std::vector<std::uint16_t> ids;
  while (!phrase.empty()) {
    std::size_t end = phrase.find(' ');
    std::string_view word = phrase.substr(0, end);
    phrase.remove_prefix(end == std::string_view::npos ? phrase.size() : end + 1);
    if (word == "#") {
      ids.push_back(Phrases::any_number);
    } else if (word == "*") {
      ids.push_back(Phrases::any_word);
    } else if (!word.empty()) {
      ids.push_back(add_lower(rules.lexicon, word));
    }
  }
  return ids;
}

std::optional<Error> add_phrases(Rules& rules, std::string_view name, std::string_view text) {
  std::optional<PhraseClass> kind;
  return for_each_line(text, [&](std::size_t number, std::string_view line) -> std::optional<Error> {
    if (line.front() == '[') {
      std::string_view title = line.substr(1, line.size() - 2);
      auto index = index_of(phrase_class_names, title);
      if (line.back() != ']' || !index)
        return mistake(name, number, "unknown phrase class " + std::string(line));
      kind = static_cast<PhraseClass>(*index);
      return std::nullopt;
    }
    if (!kind) return mistake(name, number, "a [class] line must come before the first phrase");
    constexpr std::string_view anchors = "^=~$";
    std::size_t anchor = anchors.find(line.front());
    if (anchor == std::string_view::npos) return mistake(name, number, "a phrase starts with ^, =, ~ or $");
    auto ids = phrase_ids(rules, trim(line.substr(1)));
    if (ids.empty() || std::count(ids.begin(), ids.end(), 0) > 0)
      return mistake(name, number, "the phrase has no words");
    constexpr Anchor kinds[] = {Anchor::start, Anchor::whole, Anchor::anywhere, Anchor::end};
    rules.phrases.add(ids, *kind, kinds[anchor]);
    if (anchor > 1 && ids[0] < Phrases::any_word) rules.lexicon.mark_head(ids[0]);
    return std::nullopt;
  });
}

std::string_view stem_of(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

Result<std::vector<RuleFile>> read_directory(const std::string& directory) {
  namespace fs = std::filesystem;
  std::error_code code;
  std::vector<RuleFile> found;
  fs::recursive_directory_iterator it(directory, code), end;
  if (code)
    return Error{
        "bad-rules-dir", "rules", directory + ": cannot be read as a directory: " + code.message(), {}};
  for (; it != end; it.increment(code)) {
    if (code || !it->is_regular_file()) continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in.is_open()) return Error{"bad-rules-dir", "rules", it->path().string() + ": cannot be read", {}};
    found.push_back({it->path().string(), std::move(text)});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

/// Weights stand in for the built-in ones of the same place, so they go by their path in the directory; words
/// and cues are added, and go by the path that a message names.
std::string name_of(const RuleFile& file, const std::string& directory) {
  if (!file.name.ends_with(".weights")) return file.name;
  return std::filesystem::path(file.name).lexically_relative(directory).generic_string();
}

/// Gives the words that are met most often the lowest ids, so that tables by id hold them side by side:
/// en/tags.txt has them in that order.
void number_common_words(Rules& rules) {
  constexpr std::size_t common = 4000;
  std::size_t added = 0;
  for (std::size_t i = 0; i < builtin_rule_file_count; ++i) {
    if (builtin_rule_files[i].name != "en/tags.txt") continue;
    std::string_view text = builtin_rule_files[i].text;
    while (!text.empty() && added < common) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      if (line.starts_with('#')) continue;
      rules.lexicon.add(line.substr(0, line.find('\t')));
      ++added;
    }
  }
}

}  // namespace

std::string_view Rules::file(std::string_view name) const {
  auto found = files.find(name);
  return found == files.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Error> add_rule_file(Rules& rules, std::string_view name, std::string_view text) {
  if (name.ends_with(".words")) {
    auto kind = index_of(word_class_names, stem_of(name));
    if (!kind) return mistake(name, 1, "no word class is named " + std::string(stem_of(name)));
    return add_words(rules, name, text, static_cast<WordClass>(*kind));
  }
  if (name.ends_with(".phrases")) return add_phrases(rules, name, text);
  rules.files[std::string(name)] = std::string(text);
  return std::nullopt;
}

std::optional<Error> add_user_rule_file(Rules& rules, std::string_view name, std::string_view text) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    if (!is_valid_utf8(text.substr(at, end - at))) return mistake(name, line, "the line is not UTF-8");
    at = end + 1;
  }
  return add_rule_file(rules, name, text);
}

Result<std::shared_ptr<const Rules>> load_rule_files(const std::string& directory) {
  auto rules = std::make_shared<Rules>();
  number_common_words(*rules);
  for (std::size_t i = 0; i < builtin_rule_file_count; ++i)
    if (auto error = add_rule_file(*rules, builtin_rule_files[i].name, builtin_rule_files[i].text))
      return *error;
  if (!directory.empty()) {
    auto files = read_directory(directory);
    if (!files) return files.error();
    for (const RuleFile& file : files.value())
      if (auto error = add_user_rule_file(*rules, name_of(file, directory), file.text)) return *error;
  }
  constexpr std::string_view weights = "weights/body.weights";
  auto model = read_body_model(weights, rules->file(weights));
  if (!model) return model.error();
  rules->body_model = std::move(model).value();
  if (auto error = load_attribution_model(*rules)) return *error;
  std::erase_if(rules->files, [](const auto& file) {
    return file.first.ends_with(".weights") || file.first.ends_with("/cues.txt") ||
           file.first.ends_with("/sources.txt") || file.first.ends_with("/tags.txt");
  });
  return std::shared_ptr<const Rules>(rules);
}

Result<std::shared_ptr<const Rules>> load_rules(const std::string& directory) {
  if (directory.empty() && !builtin_rules_image.empty()) return read_builtin_image();
  return load_rule_files(directory);
}

}  // namespace nutgraf
