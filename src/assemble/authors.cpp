// Who wrote it: the names that the byline shows and the page declares, cleaned and weighed.
#include <algorithm>
#include <array>
#include <cctype>

#include "assemble/metadata.hpp"
#include "assemble/person_names.hpp"
#include "base/utf8.hpp"
#include "read/titles.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

constexpr float threshold = 0.45f;
constexpr std::size_t max_names = 40;

struct AuthorSource {
  std::string_view key;  ///< what the candidate's key holds
  float weight;
};
// How far a source is to be believed, by its key, the first that fits.
constexpr AuthorSource sources[] = {
    {"[Organization]", 0.35f},
    {"[NewsMediaOrganization]", 0.2f},
    {"[Corporation]", 0.1f},
    {"author[", 1.0f},
    {".author", 0.9f},
    {"creator[Person]", 0.8f},
    {".creator", 0.7f},
    {"citation_author", 1.0f},
    {"article:author", 0.7f},
    {"author", 0.8f},
    {"byl", 0.8f},
    {"contributor", 0.3f},
    {"", 0.6f},
};

float weight_of(const MetaCandidate& m) {
  static constexpr std::array<float, 3> by_rank{1.0f, 0.0f, 0.8f};
  for (const AuthorSource& source : sources)
    if (m.key.find(source.key) != std::string::npos)
      return source.weight * by_rank[std::min<std::size_t>(m.rank, 2)];
  return 0;
}

struct Author {
  std::string name, folded;
  std::array<float, 8> by_origin{};  // the best weight of each kind of source
  std::size_t group;                 // the source it was first met in
  float support() const {
    float total = 0;
    for (float part : by_origin) total += part;
    return total;
  }
};

class Authors {
 public:
  Authors(const Page& page, const Rules& rules) : rules_(rules), sites_(site_names(page)) {}

  void add(std::string_view value, std::string_view key, Origin from, float weight) {
    if (weight <= 0 || authors_.size() >= max_names) return;
    for (std::string& name : person_names(value, rules_)) {
      bool person = key.find("[Person]") != std::string_view::npos;
      if (!(person && name.find(' ') != std::string::npos) && is_site_name(name, sites_)) continue;
      put(std::move(name), from, weight);
    }
    ++group_;
  }

  std::vector<std::string> choose() const {
    float best = 0;
    for (const Author& a : authors_) best = std::max(best, a.support());
    std::vector<std::string> out;
    for (const Author& a : authors_)
      if (a.support() >= threshold && a.support() >= 0.5f * best) out.push_back(a.name);
    return out;
  }

 private:
  void put(std::string name, Origin from, float weight) {
    std::string folded = fold_words(name);
    auto it = std::find_if(authors_.begin(), authors_.end(),
                           [&](const Author& a) { return same_person(a.folded, folded); });
    if (it == authors_.end()) it = authors_.insert(it, {std::move(name), std::move(folded), {}, group_});
    float& best = it->by_origin[static_cast<std::size_t>(from)];
    best = std::max(best, weight);
  }

  // Equal, or equal first and last words with initials or middle names between.
  static bool same_person(std::string_view a, std::string_view b) {
    if (a == b) return true;
    auto first = [](std::string_view s) { return s.substr(0, s.find(' ')); };
    auto last = [](std::string_view s) { return s.substr(s.rfind(' ') + 1); };
    bool several = a.find(' ') != std::string_view::npos && b.find(' ') != std::string_view::npos;
    return several && first(a) == first(b) && last(a) == last(b);
  }

  const Rules& rules_;
  std::vector<std::string> sites_;
  std::vector<Author> authors_;
  std::size_t group_ = 0;
};

}  // namespace

std::vector<std::string> weigh_authors(const Page& page, const Segments& segments, const Rules& rules) {
  Authors authors(page, rules);
  if (segments.byline)
    for (const Person& person : segments.byline->authors)
      authors.add(person.name, "byline", Origin::visible, 1.0f);
  for (const MetaCandidate& m : page.meta)
    if (m.field == MetaField::author) authors.add(m.value, m.key, m.from, weight_of(m));
  return authors.choose();
}

}  // namespace nutgraf
