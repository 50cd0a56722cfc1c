// Names of people, and bylines. Private; works on any string, so attribute values and lines of text are read
// alike.
//
//     judge_name("Ana Ruiz", rules)            person, sure
//     judge_name("Courier Staff", rules)       organization
//     judge_name("Environment editor", rules)  role
//     parse_byline("By Ana Ruiz and Tom O'Dell, Staff Writers | March 4, 2026", rules)
//         people: Ana Ruiz (role "Staff Writers"), Tom O'Dell (role "Staff Writers"); lead, clean; the date
//         is not read
//
// A name is given as printed (ANA RUIZ stays in capitals), without honorifics and professional letters (Dr,
// MD, PhD); Jr., Sr. and III belong to it. Roles, organisations, e-mail addresses and handles are never
// names.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf/article.hpp"

namespace nutgraf {

struct Rules;

enum class NameKind : std::uint8_t { none, person, organization, role };

struct NameVerdict {
  NameKind kind = NameKind::none;
  float confidence =
      0;  ///< 1 = a known given name leads; 0.5 = has the form of a name; 0.3 = a single unknown word
  std::string name;  ///< persons: without honorifics and letters
};

NameVerdict judge_name(std::string_view text, const Rules& rules);

enum class BylineMode : std::uint8_t {
  line,  ///< a line of a page: without "By" only what looks much like a name counts
  value  ///< a value that is known to state authors (metadata): an unknown capitalised name counts too
};

struct ParsedByline {
  std::vector<Person> people;              ///< authors, in order
  std::vector<Contributor> others;         ///< edited by, reviewed by, photographs by …
  std::vector<std::string> organizations;  ///< "Courier Staff" where it stands for an author
  bool lead = false;                       ///< starts with "By", "Written by", "Von" …
  bool label = false;                      ///< the lead is a label: "Author:", "Words:"
  bool other_lead = false;                 ///< starts with "Edited by", "Reviewed by" …
  bool clean = false;     ///< nothing but byline parts, then perhaps a date, a reading time or "Follow"
  bool tail = false;      ///< such a tail follows
  float confidence = 0;   ///< of the surest person
  std::uint32_t end = 0;  ///< bytes of the text that the byline takes, without its tail
};

ParsedByline parse_byline(std::string_view text, const Rules& rules, BylineMode mode = BylineMode::line);

}  // namespace nutgraf
