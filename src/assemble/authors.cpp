// Who wrote it: the names that the byline shows and the page declares, cleaned and weighed.
#include <algorithm>
#include <array>
#include <cctype>

#include "assemble/metadata.hpp"
#include "assemble/person_names.hpp"
#include "base/names.hpp"
#include "base/utf8.hpp"
#include "read/titles.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_names = 40;
constexpr float least_support = 0.55f;

struct AuthorSource {
  std::string_view key;  ///< what the candidate's key holds
  float weight;
};
// How far a source is to be believed, by its key, the first that fits.
constexpr AuthorSource sources[] = {
    {"[NewsMediaOrganization]", 0.2f},
    {"[Corporation]", 0.1f},
    {"[Organization]", 0.4f},
    {"WebPage.author", 0.8f},
    {"WebPage.creator", 0.7f},
    {".author", 1.0f},
    {".creator", 0.85f},
    {"citation_author", 1.3f},
    {"article:author", 0.75f},
    {"contributor", 0.3f},
    {"author", 0.8f},
    {"byl", 0.8f},
    {"", 0.6f},
};

// Marked up where it is shown: by how near that is to the headline. Far away stand other stories' and
// comments' authors.
float located_weight(const MetaCandidate& m, const Evidence& evidence) {
  float nearness = evidence.nearness(m);
  return nearness >= 0.45f ? nearness : 0.0f;
}

float weight_of(const MetaCandidate& m, const Evidence& evidence) {
  if (m.from == Origin::microdata && !m.key.starts_with("itemprop:")) return located_weight(m, evidence);
  static constexpr std::array<float, 3> by_rank{1.0f, 0.0f, 0.8f};
  for (const AuthorSource& source : sources)
    if (m.key.find(source.key) != std::string::npos)
      return source.weight * by_rank[std::min<std::size_t>(m.rank, 2)];
  return 0;
}

struct Author {
  std::string name, folded;
  bool shown;                        // the page's text holds the name
  bool given;                        // it begins with a known given name
  bool led = false;                  // it stands behind "By"
  float best = 0;                    // of its strongest source
  std::array<float, 8> by_origin{};  // the best weight of each kind of source
  bool several_words() const { return folded.find(' ') != std::string::npos; }

  float support() const {
    float total = 0;
    for (float part : by_origin) total += part;
    float form = several_words() ? 1.0f : given ? 0.9f : 0.8f;
    return total * form * (shown ? 1.0f : several_words() || given ? 0.8f : 0.4f);
  }
};

class Authors {
 public:
  explicit Authors(const Evidence& evidence)
      : page_(evidence.page), rules_(evidence.rules), sites_(evidence.sites) {}

  void add(const MetaCandidate& m, float weight) {
    if (weight <= 0) return;
    bool person = m.key.find("[Person]") != std::string::npos;
    for (std::string& name : person_names(m.value, rules_))
      if (!is_house(name, person)) put(std::move(name), m.from, weight);
  }

  // A name that a byline shows beside "By" is a name; others are judged as declared ones are.
  void add_shown(const std::string& name, bool led, float weight) {
    if (led && (authors_.empty() || !is_house(name, false))) return put(name, Origin::visible, weight, true);
    if (led) return;
    for (std::string& part : person_names(name, rules_)) put(std::move(part), Origin::visible, weight);
  }

  // The names of the strongest source, and others that several sources support as well.
  std::vector<std::string> choose() const {
    const Author* top = nullptr;
    for (const Author& a : authors_)
      if (a.support() >= least_support && (top == nullptr || rank(a) > rank(*top))) top = &a;
    std::vector<std::string> out;
    for (const Author& a : authors_)
      if (top != nullptr && a.support() >= least_support && rank(a) >= rank(*top)) out.push_back(a.name);
    return out;
  }

 private:
  // Full names and those behind "By" before user names, then by the strongest source.
  static float rank(const Author& a) { return a.best + (a.several_words() || a.led ? 1.0f : 0.0f); }

  // The site's own name is an author's only if it is a person's: "Ana Ruiz" on anaruiz.example. `person`: it
  // is declared to be.
  bool is_house(std::string_view name, bool person) const {
    if (!is_site_name(name, sites_)) return false;
    std::size_t blank = name.find(' ');
    if (blank == std::string_view::npos) return true;
    if (is_given_name(name.substr(0, blank), rules_)) return false;
    return !person || is_title_of_site(name) || judge_name(name, rules_).kind != NameKind::person;
  }

  // Exactly what the site calls itself: some sites give that to all their stories as a person's name.
  bool is_title_of_site(std::string_view name) const {
    std::string solid = fold_solid(name);
    return std::any_of(page_.meta.begin(), page_.meta.end(), [&](const MetaCandidate& m) {
      bool title = m.field == MetaField::site_name && m.rank == 0 && !m.key.ends_with(".publisher");
      return title && fold_solid(m.value) == solid;
    });
  }

  bool is_shown(const std::string& name) const {
    if (page_.text.find(name) != std::string::npos) return true;
    std::string upper = name;
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return page_.text.find(upper) != std::string::npos;
  }

  void put(std::string name, Origin from, float weight, bool led = false) {
    if (authors_.size() >= max_names) return;
    std::string folded = fold_words(name);
    auto it = std::find_if(authors_.begin(), authors_.end(),
                           [&](const Author& a) { return same_person(a.folded, folded); });
    if (it == authors_.end()) {
      bool shown = from == Origin::visible || is_shown(name);
      bool given = is_given_name(name.substr(0, name.find(' ')), rules_);
      it = authors_.insert(it, {std::move(name), std::move(folded), shown, given, led, 0, {}});
    } else if (folded.size() < it->folded.size()) {  // without the role that ran into it
      it->name = std::move(name);
      it->folded = std::move(folded);
    }
    it->best = std::max(it->best, weight);
    float& best = it->by_origin[static_cast<std::size_t>(from)];
    best = std::max(best, weight);
  }

  // Equal; or equal first and last words with initials or middle names between; or one goes on where the
  // other ends.
  static bool same_person(std::string_view a, std::string_view b) {
    if (a == b) return true;
    auto extends = [](std::string_view longer, std::string_view shorter) {
      return longer.size() > shorter.size() && longer.starts_with(shorter) && longer[shorter.size()] == ' ';
    };
    auto first = [](std::string_view s) { return s.substr(0, s.find(' ')); };
    auto last = [](std::string_view s) { return s.substr(s.rfind(' ') + 1); };
    bool several = a.find(' ') != std::string_view::npos && b.find(' ') != std::string_view::npos;
    return several && ((first(a) == first(b) && last(a) == last(b)) || extends(a, b) || extends(b, a));
  }

  const Page& page_;
  const Rules& rules_;
  const std::vector<std::string>& sites_;
  std::vector<Author> authors_;
};

// The byline's names count less where another line, or none, might as well be the byline.
float byline_weight(const Evidence& evidence) {
  if (evidence.page.format != Format::html) return 1.2f;
  return std::max(2 * evidence.segments.byline_confidence - 0.8f, least_support + 0.1f);
}

}  // namespace

std::vector<std::string> weigh_authors(const Evidence& evidence) {
  Authors authors(evidence);
  if (evidence.segments.byline)
    for (const Person& person : evidence.segments.byline->authors)
      authors.add_shown(person.name, evidence.segments.byline_led, byline_weight(evidence));
  for (const MetaCandidate& m : evidence.page.meta)
    if (m.field == MetaField::author) authors.add(m, weight_of(m, evidence));
  return authors.choose();
}

}  // namespace nutgraf
