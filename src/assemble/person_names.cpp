#include "assemble/person_names.hpp"

#include <algorithm>
#include <cctype>

#include "base/names.hpp"
#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {

bool is_given_name(std::string_view word, const Rules& rules) {
  return rules.lexicon.is(rules.lexicon.find(to_lower(word)), WordClass::given_name);
}

namespace {

constexpr std::size_t max_value = 600, max_words = 5;

constexpr std::string_view leads[] = {
    "written by", "posted by", "words by", "story by", "author:",      "autor:",
    "auteur:",    "autore:",   "text:",    "by:",      "by",           "von",
    "par",        "por",       "door",     "przez",    "recueilli par"};
constexpr std::string_view joints[] = {" and ",  " und ", " et ", " og ", " och ",
                                       " with ", " mit ", " & ",  " + "};
// One letter, and in names too: only between two full names.
constexpr std::string_view weak_joints[] = {" y ", " e ", " i ", " en "};
// What follows them is where or for whom a person works.
constexpr std::string_view tails[] = {" for ", " from ", " of ",   " in ", " at ",  " via ",
                                      " für ", " pour ", " para ", " - ",  " – ",   " — ",
                                      ": ",    " (",     " [",     " @",   " http", " <"};
constexpr std::string_view credentials[] = {
    "md",  "m.d.",  "phd",   "ph.d.", "ph.d",   "ms",   "m.s.",  "rd",    "rdn",  "rn",   "r.n.",
    "ma",  "m.a.",  "mba",   "ba",    "b.a.",   "bs",   "bsc",   "msc",   "mph",  "esq",  "esq.",
    "jd",  "j.d.",  "do",    "d.o.",  "dds",    "cpp",  "psp",   "cepf®", "dvm",  "cfp",  "cfa",
    "cpa", "cissp", "ld",    "ldn",   "cscs",   "facp", "facs",  "lmft",  "lcsw", "psyd", "edd",
    "np",  "cfp®",  "pt",    "dpt",   "pharmd", "lpc",  "cpt",   "mfa",   "llm",  "cipp", "pmp",
    "ace", "nasm",  "faan",  "fand",  "facog",  "aud",  "dacvb", "vmd",   "lvt",  "mhs",  "mpa",
    "msn", "fnp",   "fnp-c", "aprn",  "crnp",   "pa-c", "cn"};
constexpr std::string_view honorifics[] = {"dr", "dr.", "prof", "prof.", "mr.",  "mrs.",       "ms.",
                                           "mr", "mrs", "sir",  "herr",  "frau", "dipl.-ing.", "dr.-ing."};
constexpr std::string_view generations[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string_view trim(std::string_view s) {
  auto edge = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == '"' || c == '\'' || c == '*' || c == '-';
  };
  while (!s.empty() && edge(s.front())) s.remove_prefix(1);
  while (!s.empty() && (edge(s.back()) || s.back() == ':' || s.back() == '|')) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> words_of(std::string_view s) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < s.size();) {
    std::size_t end = std::min(s.find(' ', at), s.size());
    if (end > at) out.push_back(s.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// "By Ana Ruiz" → "Ana Ruiz"; "von" only before two words, as it may be the name's own.
std::string_view without_lead(std::string_view value) {
  std::string lower(value.substr(0, 20));  // the leads are ASCII
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (std::string_view lead : leads) {
    if (!lower.starts_with(lead)) continue;
    std::string_view rest = value.substr(lead.size());
    bool word = lead.back() == ':' || (!rest.empty() && (rest[0] == ' ' || rest[0] == ':'));
    bool own = (lead == "von" || lead == "por") && words_of(rest).size() < 2;
    if (word && !own) return trim(rest.substr(rest.empty() || rest[0] != ':' ? 0 : 1));
  }
  return value;
}

std::string_view without_tail(std::string_view part) {
  std::size_t cut = part.size();
  for (std::string_view tail : tails)
    if (std::size_t at = part.find(tail); at != std::string_view::npos && at > 0) cut = std::min(cut, at);
  return trim(part.substr(0, cut));
}

bool is_credential(std::string_view word) {
  std::string lower = to_lower(trim(word));
  return is_one_of(lower, credentials) || is_one_of(lower, generations);
}

// A part of a list: "MD", "Ph.D. RN", "Jr."
bool is_all_credentials(std::string_view part) {
  std::vector<std::string_view> words = words_of(part);
  return std::all_of(words.begin(), words.end(), is_credential);
}

bool starts_upper(std::string_view word) {
  std::size_t length = 0;
  return !word.empty() &&
         to_lower(word.substr(0, (code_point(word, 0, length), length))) != word.substr(0, length);
}

// A word that a name may hold: letters with inner apostrophes, hyphens and points.
bool is_name_word(std::string_view word) {
  std::size_t letters = 0;
  for (char c : word) {
    if (std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80)
      ++letters;
    else if (c != '\'' && c != '-' && c != '.')
      return false;
  }
  return letters > 0;
}

bool is_impersonal(std::string_view lower, const Rules& rules) {
  std::uint16_t id = rules.lexicon.find(lower);
  return rules.lexicon.is(id, WordClass::impersonal) || rules.lexicon.is(id, WordClass::agency);
}

// Whole words, and the parts of user names: q_admin, sv-team, page.author.
bool holds_impersonal(const std::vector<std::string_view>& words, const Rules& rules) {
  for (std::string_view word : words) {
    std::string lower = to_lower(word);
    if (is_impersonal(lower, rules)) return true;
    for (std::size_t at = 0; at < lower.size();) {
      std::size_t end = std::min(lower.find_first_of("-_.", at), lower.size());
      if (end > at && (at > 0 || end < lower.size()) && is_impersonal(lower.substr(at, end - at), rules))
        return true;
      at = end + 1;
    }
  }
  return false;
}

bool is_host(std::string_view word) {
  std::size_t dot = word.rfind('.');
  return dot != std::string_view::npos && dot > 1 && word.size() - dot >= 3 && word.size() - dot <= 5 &&
         to_lower(word) == word;
}

// A pen name or user name: one word, letters and digits.
bool is_handle(std::string_view word) {
  std::size_t letters = 0, digits = 0;
  for (char c : word) {
    if (std::isdigit(static_cast<unsigned char>(c)))
      ++digits;
    else if (std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80)
      ++letters;
    else if (c != '_' && c != '.' && c != '-' && c != '\'')
      return false;
  }
  return letters >= 2 && letters > digits && word.size() <= 24;
}

// "CDC": no pen name, unless it is a given name in capitals.
bool is_acronym(std::string_view word, const Rules& rules) {
  bool capitals = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals && word.size() <= 5 && !is_given_name(word, rules);
}

constexpr std::string_view articles[] = {"the", "a",   "an", "our", "your", "my", "der",
                                         "die", "das", "le", "la",  "les",  "el", "los",
                                         "las", "il",  "lo", "gli", "os",   "as", "het"};

bool is_name(std::string_view part, const Rules& rules) {
  std::vector<std::string_view> words = words_of(part);
  if (words.empty() || words.size() > max_words || holds_impersonal(words, rules)) return false;
  if (rules.lexicon.is(rules.lexicon.find(to_lower(words.back())), WordClass::byline_by))
    return false;  // "Written By"
  if (words.size() == 1) return is_handle(words[0]) && !is_host(words[0]) && !is_acronym(words[0], rules);
  if (!std::all_of(words.begin(), words.end(), is_name_word)) return false;
  std::string first = to_lower(words[0]);
  if (is_one_of(first, articles) || rules.lexicon.is(rules.lexicon.find(first), WordClass::stopword))
    return false;
  if (!is_given_name(first, rules) && judge_name(part, rules).kind == NameKind::organization) return false;
  auto capitals = std::count_if(words.begin(), words.end(), starts_upper);
  return capitals >= 2 || capitals == 0;
}

// Professional letters after a name, as they are written: MA, Ph.D., PhD, not Ma.
bool is_letters(std::string_view word) {
  bool capitals = std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_one_of(to_lower(word), credentials))
    return capitals || word.find('.') != std::string_view::npos || word[0] == 'P';
  return false;
}

std::string tidy_name(std::string_view part) {
  std::vector<std::string_view> words = words_of(part);
  while (words.size() > 1 && is_one_of(to_lower(trim(words[0])), honorifics)) words.erase(words.begin());
  while (words.size() > 1 && is_letters(words.back())) words.pop_back();
  if (words.size() > 1 && words.back().size() > 5 && words.back().back() == '.')
    words.back().remove_suffix(1);
  std::string out;
  for (std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

// Cuts at every separator and conjunction; commas are cut by the caller.
void split(std::string_view value, std::vector<std::string_view>& out) {
  std::size_t start = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    std::size_t length = std::string_view(";|/\n").find(value[at]) != std::string_view::npos ? 1 : 0;
    for (std::string_view joint : joints)
      if (length == 0 && value.substr(at, joint.size()) == joint) length = joint.size();
    for (std::string_view joint : weak_joints)
      if (length == 0 && value.substr(at, joint.size()) == joint &&
          words_of(value.substr(start, at - start)).size() > 1 &&
          words_of(value.substr(at + joint.size())).size() > 1)
        length = joint.size();
    if (length == 0) continue;
    out.push_back(value.substr(start, at - start));
    start = at + length;
    at = start - 1;
  }
  out.push_back(value.substr(start));
}

// "Ruiz, Ana M." → one name the other way round.
bool is_inverted(const std::vector<std::string_view>& parts) {
  if (parts.size() != 2) return false;
  std::vector<std::string_view> last = words_of(parts[0]), first = words_of(parts[1]);
  return last.size() == 1 && !first.empty() && first.size() <= 2 && is_name_word(last[0]) &&
         std::all_of(first.begin(), first.end(),
                     [](std::string_view w) { return is_name_word(w) && starts_upper(w); }) &&
         starts_upper(last[0]) && !is_all_credentials(parts[1]);
}

std::vector<std::string_view> split_commas(std::string_view value) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= value.size();) {
    std::size_t end = std::min(value.find(',', at), value.size());
    if (std::string_view part = trim(value.substr(at, end - at)); !part.empty()) out.push_back(part);
    at = end + 1;
  }
  return out;
}

// The names in one comma-separated run. After a name, a part that is no name is its role or its house, and so
// is what follows. A single word counts only where nothing is beside it.
void read_run(std::string_view run, bool alone, const Rules& rules, std::vector<std::string>& out) {
  std::vector<std::string_view> parts = split_commas(run);
  if (is_inverted(parts)) {
    std::string name = std::string(parts[1]) + " " + std::string(parts[0]);
    if (is_name(name, rules)) out.push_back(tidy_name(name));
    return;
  }
  bool named = false;
  for (std::string_view part : parts) {
    std::string_view bare = without_tail(without_lead(part));
    std::string name = tidy_name(bare);
    if (is_all_credentials(name)) continue;
    bool single = name.find(' ') == std::string::npos;
    bool whole = parts.size() == 1 && bare.size() == part.size() && (alone || is_given_name(name, rules));
    if (is_name(name, rules) && (!single || whole)) {
      named = true;
      out.push_back(std::move(name));
    } else if (named) {
      return;
    }
  }
}

}  // namespace

std::vector<std::string> person_names(std::string_view value, const Rules& rules) {
  std::vector<std::string> out;
  value = trim(value);
  if (value.size() > max_value || value.find("://") != std::string_view::npos || value.starts_with("www."))
    return out;
  std::vector<std::string_view> runs;
  value = without_lead(value);
  split(value, runs);
  // "Ana and Tom": a pair of given names
  bool pair = runs.size() == 2 && std::any_of(runs.begin(), runs.end(), [&](std::string_view run) {
                return is_given_name(trim(run), rules);
              });
  for (std::string_view run : runs) read_run(trim(run), runs.size() == 1 || pair, rules, out);
  return out;
}

}  // namespace nutgraf
