// A line is cut into words and marks, marks and joining words cut it into parts, and each part is judged
// alone: a person, a role, an organisation, a place. The first part that is none of these ends the byline.
#include "base/names.hpp"

#include <algorithm>

#include "base/name_pieces.hpp"
#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that start what follows a byline: dates, reading times, buttons.
bool starts_tail(const std::vector<Piece>& pieces, std::size_t i) {
  const Piece& p = pieces[i];
  if (p.kind == PieceKind::number || p.kind == PieceKind::url) return true;
  if (p.kind != PieceKind::word) return false;
  bool number_next = i + 1 < pieces.size() && pieces[i + 1].kind == PieceKind::number;
  if (p.is(WordClass::month) && number_next) return true;
  if (p.is(WordClass::weekday) && !p.given() && i + 1 < pieces.size()) {
    const Piece& next = pieces[i + 1];
    if (number_next || next.is_mark(',') || next.is(WordClass::month)) return true;
  }
  return p.is(WordClass::byline_tail);
}

/// "lowmark.example"
bool is_domain(std::string_view word) {
  std::size_t dot = word.find('.');
  return dot != std::string_view::npos && dot + 3 < word.size();
}

/// Judges the words [a, b) of one part.
class Judge {
 public:
  Judge(std::string_view text, const std::vector<Piece>& pieces) : text_(text), pieces_(pieces) {}

  NameVerdict part(std::size_t a, std::size_t b) const {
    NameVerdict verdict;
    if (a >= b) return verdict;
    NameVerdict person = as_person(a, b);
    if (person.kind == NameKind::person) return person;
    bool job = false, organization = false, capital = false;
    for (std::size_t i = a; i < b; ++i) {
      job |= pieces_[i].is(WordClass::job);
      organization |= pieces_[i].is(WordClass::organization) || pieces_[i].is(WordClass::agency) ||
                      (pieces_[i].kind == PieceKind::word && is_domain(pieces_[i].lower));
      capital |= pieces_[i].capital;
    }
    const Piece& last = pieces_[b - 1];
    if (job && (!last.is(WordClass::organization) || last.is(WordClass::job)))
      verdict.kind = NameKind::role;
    else if (organization && capital)
      verdict.kind = NameKind::organization;
    else if (job)
      verdict.kind = NameKind::role;
    verdict.confidence = verdict.kind == NameKind::none ? 0.0f : 1.0f;
    return verdict;
  }

  /// The longest start of [a, b) that is surely a person while the rest is a role or an organisation:
  /// "Ana Ruiz Lowmark News". Returns the index after it, or `a`.
  std::size_t glued_person(std::size_t a, std::size_t b, float least) const {
    for (std::size_t end = std::min(a + 3, b - 1); end >= a + 2; --end) {
      NameVerdict head = as_person(a, end);
      if (head.kind != NameKind::person || head.confidence < least) continue;
      bool shouted = all_caps(a, end) && !all_caps(end, b) && all_caps(a, end);
      if (end == a + 3 && !shouted && !middle(pieces_[a + 1]) && !pieces_[a + 2].is(WordClass::name_suffix))
        continue;
      NameVerdict tail = part(end, b);
      if (tail.kind == NameKind::role || tail.kind == NameKind::organization) return end;
    }
    return a;
  }

 private:
  bool middle(const Piece& p) const { return p.initial || p.is(WordClass::name_particle) || p.given(); }
  bool all_caps(std::size_t a, std::size_t b) const {
    return std::all_of(pieces_.begin() + static_cast<std::ptrdiff_t>(a),
                       pieces_.begin() + static_cast<std::ptrdiff_t>(b),
                       [](const Piece& p) { return p.all_caps || p.initial; });
  }
  /// A word that cannot be part of a name.
  static bool barred(const Piece& p) {
    if (p.initial || p.given() || p.is(WordClass::given_name_weak)) return false;
    if (p.is(WordClass::name_particle) && !p.is(WordClass::not_name)) return false;
    return p.is(WordClass::organization) || p.is(WordClass::agency) || p.is(WordClass::job) ||
           p.is(WordClass::not_name) || p.is(WordClass::stopword) || p.is(WordClass::byline_by);
  }
  static bool is_letters(const Piece& p) {  // MD, PhD
    return p.is(WordClass::name_suffix) && !one_of(p.lower, {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}) &&
           (p.all_caps || p.lower.find('.') != std::string::npos || p.lower.size() > 2) && !p.given();
  }

  NameVerdict as_person(std::size_t a, std::size_t b) const {
    NameVerdict verdict;
    bool titled = false;
    while (b - a > 1 && pieces_[a].is(WordClass::honorific) && pieces_[a].capital) ++a, titled = true;
    while (b - a > 1 && is_letters(pieces_[b - 1])) --b, titled = true;
    std::size_t n = b - a;
    if (n == 0 || n > 6) return verdict;
    const Piece& word = pieces_[a];  // "…, Chief Officer, AI at Work"
    if (n == 1 && a > 0 && pieces_[a - 1].is_mark(',') && word.all_caps && word.lower.size() <= 3 &&
        !word.given())
      return verdict;
    std::size_t capitals = 0, unknown = 0, barred_count = 0;
    bool given = false, weak = false, initials = false, particle = false;
    for (std::size_t i = a; i < b; ++i) {
      const Piece& p = pieces_[i];
      if (p.kind != PieceKind::word || p.lower.size() > 30) return verdict;
      bool small = p.is(WordClass::name_particle) || one_of(p.lower, {"d’", "al-"});
      if (!p.capital && !(small && i + 1 < b && (i > a || n > 1)) && p.lower.find("l-") == std::string::npos)
        return verdict;
      if (p.lower.find_first_of("!?#$%*_=<>{}") != std::string::npos) return verdict;
      if (p.lower.ends_with('.') && !p.initial && !p.is(WordClass::name_suffix) &&
          !p.is(WordClass::name_particle) && i + 1 == b)
        return verdict;
      capitals += p.capital ? 1 : 0;
      barred_count += barred(p) ? 1 : 0;
      bool surname_place = i == b - 1 && n > 1;
      if (!surname_place || n == 1) given |= p.given() && !p.initial;
      if (!surname_place) weak |= p.is(WordClass::given_name_weak);
      initials |= p.initial && i + 1 < b;
      particle |= small && i > a && !p.given();
      const auto& classes = p.info->classes;
      unknown += (classes[0] | classes[1]) == 0 ? 1 : 0;
    }
    if (capitals == 0) return verdict;
    bool first_given = pieces_[a].given() || (n > 2 && pieces_[a].initial && pieces_[a + 1].given());
    const Piece& last = pieces_[b - 1];
    bool surname_like = barred_count == 1 && barred(last) && first_given && n >= 2 && n <= 3 &&
                        last.is(WordClass::not_name) && !last.is(WordClass::organization) &&
                        !last.is(WordClass::job);
    if (barred_count > 0 && !surname_like) return verdict;
    verdict.kind = NameKind::person;
    if (n == 1)
      verdict.confidence = pieces_[a].all_caps && !given ? 0.2f : given ? (titled ? 0.9f : 0.6f) : 0.3f;
    else if (surname_like)
      verdict.confidence = 0.6f;
    else if (given && first_given)
      verdict.confidence = 1.0f;
    else if (given)
      verdict.confidence = n == 2 ? 0.6f : 0.7f;
    else if (titled)
      verdict.confidence = 0.8f;
    else if (initials)
      verdict.confidence = 0.7f;
    else if (weak)
      verdict.confidence = 0.6f;
    else if (particle)
      verdict.confidence = 0.6f;
    else
      verdict.confidence = last.given() && n == 2 ? 0.6f : n <= 3 && unknown == n ? 0.5f : 0.4f;
    verdict.name = std::string(text_.substr(pieces_[a].start, pieces_[b - 1].end - pieces_[a].start));
    return verdict;
  }

  std::string_view text_;
  const std::vector<Piece>& pieces_;
};

class Reader {
 public:
  Reader(std::string_view text, const Rules& rules, BylineMode mode)
      : text_(text), mode_(mode), read_(text, rules), pieces_(read_.list), judge_(text, pieces_) {}

  ParsedByline run() {
    std::size_t i = 0;
    while (i < pieces_.size() && pieces_[i].kind == PieceKind::mark) ++i;
    author_ = true;
    out_.clean = true;
    if (std::size_t after = lead(i)) {
      out_.lead = author_;
      out_.other_lead = !author_;
      i = after;
    }
    while (i < pieces_.size() && !done_) i = step(i);
    if (out_.people.empty() && out_.others.empty() && out_.organizations.empty()) out_.clean = false;
    return std::move(out_);
  }

 private:
  /// "By", "Written by", "Story and photos by", "Author:", "As told to" at `i`: the index after it, or 0.
  std::size_t lead(std::size_t i) {
    std::size_t at = i;
    bool author = false, other = false;
    std::string role;
    for (; at < pieces_.size() && at < i + 6; ++at) {
      const Piece& p = pieces_[at];
      if (p.kind == PieceKind::mark && (p.mark == '&' || p.mark == '/') && at > i) continue;
      if (p.kind != PieceKind::word) return 0;
      if (p.is(WordClass::byline_by) && at + 1 < pieces_.size()) {
        if (at > i && !author && !other) return 0;
        std::size_t next = pieces_[at + 1].is_mark(':') ? at + 2 : at + 1;
        if (next >= pieces_.size() || pieces_[next].kind == PieceKind::number) return 0;
        if (at == i && !name_may_start(next)) return 0;
        return take_lead(i, at, next, author || !other);
      }
      if (p.is(WordClass::byline_label) && at + 1 < pieces_.size() && pieces_[at + 1].is_mark(':')) {
        out_.label |= out_.people.empty();
        return take_lead(i, at, at + 2, true);
      }
      if (p.lower == "told" && at + 2 < pieces_.size() && pieces_[at + 1].lower == "to")
        return take_lead(i, at, at + 2, false);
      if (p.is(WordClass::other_verb))
        other = true;
      else if (p.is(WordClass::byline_verb))
        author = true;
      else if (!one_of(p.lower, {"and", "&", "as", "a", "an", "or", "fact", "this", "was", "by", "del", "di",
                                 "di", "par", "data", "additional", "und"}))
        return 0;
    }
    return 0;
  }
  bool name_may_start(std::size_t i) const {
    const Piece& p = pieces_[i];
    return p.kind == PieceKind::word && (p.capital || p.is(WordClass::name_particle));
  }
  std::size_t take_lead(std::size_t first, std::size_t last, std::size_t next, bool author) {
    author_ = author;
    role_.clear();
    if (last > first)
      role_ = std::string(text_.substr(pieces_[first].start, pieces_[last - 1].end - pieces_[first].start));
    pending_ = out_.people.size();
    led_ = true;
    return next;
  }

  bool joins(std::size_t i, std::size_t begin) const {
    const Piece& p = pieces_[i];
    if (!p.is(WordClass::name_joiner) || i == begin || i + 1 >= pieces_.size())
      return i == begin && p.is(WordClass::name_joiner);
    if (p.lower.size() > 1) return !p.capital || p.all_caps;
    return i - begin >= 2 && !p.capital;
  }
  static bool leads_place(const Piece& p) {
    return !p.capital && one_of(p.lower, {"in", "for", "of", "at", "from", "im", "aus", "bei", "à", "en",
                                          "special", "är", "tại"});
  }

  /// Reads one part that starts at `i`; returns where the next one starts.
  std::size_t step(std::size_t i) {
    const Piece& p = pieces_[i];
    if (p.kind == PieceKind::mark) return i + 1;
    if (p.kind == PieceKind::email || p.kind == PieceKind::handle) return contact(i);
    if (starts_a_tail(i)) return stop_at_tail();
    if (i > 0)
      if (std::size_t after = lead(i); after != 0 && !(out_.people.empty() && out_.others.empty())) {
        out_.lead |= author_;
        return after;
      }
    if (p.is(WordClass::name_joiner) && p.lower != "en" && !p.capital) return i + 1;
    if (p.is(WordClass::name_joiner) && p.all_caps && p.lower == "and") return i + 1;
    if (leads_place(p)) return place(i);
    std::size_t end = i;
    while (end < pieces_.size() && pieces_[end].kind == PieceKind::word) {
      if (end > i && (starts_a_tail(end) || joins(end, i) || leads_place(pieces_[end]))) break;
      if (end > i + 1 && lead_begins(end)) break;
      ++end;
    }
    take(i, end);
    return std::max(end, i + 1);
  }
  bool starts_a_tail(std::size_t i) const {
    if (starts_section(i)) return true;
    if (!starts_tail(pieces_, i)) return false;
    return !(pieces_[i].given() && i + 1 < pieces_.size() && pieces_[i + 1].kind == PieceKind::word &&
             pieces_[i + 1].capital);
  }
  /// "Ana Ruiz In Travel, Hiking", "Ana Ruiz · in: Travel": where the page files the story.
  bool starts_section(std::size_t i) const {
    const Piece& p = pieces_[i];
    if (out_.people.empty() && i < 2) return false;
    bool colon = i + 1 < pieces_.size() && pieces_[i + 1].is_mark(':');
    return p.lower == "in" && (colon || (p.capital && !p.all_caps));
  }
  /// "Photographs by" inside a line without marks.
  bool lead_begins(std::size_t i) const {
    const Piece& p = pieces_[i];
    if (!p.is(WordClass::byline_verb) && !p.is(WordClass::other_verb)) return false;
    for (std::size_t at = i + 1; at < pieces_.size() && at < i + 4; ++at)
      if (pieces_[at].is(WordClass::byline_by)) return true;
    return false;
  }
  std::size_t stop_at_tail() {
    out_.tail = true;
    done_ = true;
    return pieces_.size();
  }
  std::size_t contact(std::size_t i) {
    std::string value(text_.substr(pieces_[i].start, pieces_[i].end - pieces_[i].start));
    while (!value.empty() && (value.back() == '.' || value.back() == ',')) value.pop_back();
    if (!out_.people.empty()) {
      Person& person = out_.people.back();
      (pieces_[i].kind == PieceKind::email ? person.email : person.handle) = value;
      out_.end = pieces_[i].end;
    }
    return i + 1;
  }

  // "in Lowmark", "for The Courier"
  std::size_t place(std::size_t i) {
    std::size_t first = i + 1;
    while (first < pieces_.size() && one_of(pieces_[first].lower, {"the", "to", "our"})) ++first;
    std::size_t end = first;
    while (end < pieces_.size() && pieces_[end].kind == PieceKind::word && pieces_[end].capital &&
           !starts_a_tail(end))
      ++end;
    bool section = pieces_.size() - i <= 6 && pieces_[i].lower == "in";  // a lower-case one
    bool dated = first < pieces_.size() && starts_a_tail(first);         // "at March 4, 2026"
    if (end == first && !out_.people.empty() && (section || dated)) return stop_at_tail();
    if (end == first || out_.people.empty()) return unclean(i);
    std::string value(text_.substr(pieces_[i + 1].start, pieces_[end - 1].end - pieces_[i + 1].start));
    bool location = one_of(pieces_[i].lower, {"in", "im", "aus", "à", "en", "från"}) ||
                    (pieces_[i].lower == "at" && judge_.part(first, end).kind != NameKind::organization);
    for (std::size_t k = pending_; k < out_.people.size(); ++k) {
      std::string& field = location ? out_.people[k].location : out_.people[k].affiliation;
      if (field.empty()) field = value;
    }
    if (location) pending_ = out_.people.size();
    out_.end = pieces_[end - 1].end;
    return end;
  }

  std::size_t unclean(std::size_t) {
    out_.clean = false;
    done_ = true;
    return pieces_.size();
  }

  /// "By Ana Ruiz. Updated March 4": the point belongs to no name.
  void drop_full_stop(Piece& p) const {
    if (!led_ || p.kind != PieceKind::word || p.lower.size() < 4 || !p.lower.ends_with('.') || p.initial ||
        p.is(WordClass::name_suffix) || p.is(WordClass::name_particle) || is_domain(p.lower))
      return;
    p.lower.remove_suffix(1);
    --p.end;
  }

  void take(std::size_t a, std::size_t b) {
    if (b - a == 1 && pieces_[a].is(WordClass::name_suffix) && !out_.people.empty() && author_)
      return suffix(a);
    drop_full_stop(pieces_[b - 1]);
    NameVerdict verdict = judge_.part(a, b);
    bool sure = led_ || mode_ == BylineMode::value || !out_.people.empty();
    float least = sure ? (mode_ == BylineMode::value || out_.people.empty() ? 0.2f : 0.5f) : 0.4f;
    if (verdict.kind == NameKind::person && verdict.confidence >= least) return person(verdict, b);
    if (verdict.kind != NameKind::person)
      if (std::size_t end = judge_.glued_person(a, b, led_ && out_.people.empty() ? 0.5f : 0.9f); end > a) {
        person(judge_.part(a, end), end);
        return take(end, b);
      }
    std::string words(text_.substr(pieces_[a].start, pieces_[b - 1].end - pieces_[a].start));
    if (verdict.kind == NameKind::role) return set_role(words, b);
    if (verdict.kind == NameKind::organization) return organization(words, b);
    bool capital = pieces_[a].capital;
    if (!capital && bracketed(a, b) && !out_.people.empty()) {  // "Ana Ruiz (now) and Jo Pike (earlier)"
      out_.end = pieces_[b].end;
      return;
    }
    if (has_role_ && a > 0 && pieces_[a - 1].is_mark('|')) {  // "Ana Ruiz Staff Writer | rivers, bridges"
      stop_at_tail();
      return;
    }
    if (!author_ && !out_.others.empty() && pieces_[a].all_caps) return;  // letters after a name
    if (!capital || out_.people.empty()) {
      unclean(a);
      return;
    }
    for (std::size_t k = pending_; k < out_.people.size(); ++k)
      if (out_.people[k].affiliation.empty()) out_.people[k].affiliation = words;
    if (b - a > (led_ ? 10u : 5u)) unclean(a);
  }
  bool bracketed(std::size_t a, std::size_t b) const {
    return a > 0 && pieces_[a - 1].is_mark('(') && b < pieces_.size() && pieces_[b].is_mark(')');
  }
  void suffix(std::size_t a) {
    const Piece& p = pieces_[a];
    if (one_of(p.lower, {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})) {
      Person& last = out_.people.back();
      last.name += ", ";
      last.name += text_.substr(p.start, p.end - p.start);
    }
    out_.end = p.end;
  }
  void person(const NameVerdict& verdict, std::size_t end) {
    out_.end = pieces_[end - 1].end;
    if (!author_) {
      out_.others.push_back({verdict.name, role_});
      return;
    }
    out_.confidence = std::max(out_.confidence, verdict.confidence);
    for (const Person& known : out_.people)
      if (known.name == verdict.name) return;
    Person p;
    p.name = verdict.name;
    if (out_.people.size() >= pending_ && !role_.empty() &&
        !one_of(to_lower(role_), {"written", "words", "story", "text", "posted", "published", "author"}))
      p.role = role_;
    if (has_role_) pending_ = out_.people.size(), has_role_ = false;
    out_.people.push_back(std::move(p));
  }
  void set_role(const std::string& words, std::size_t end) {
    if (out_.people.empty() && out_.others.empty()) {
      if (led_)
        out_.organizations.push_back(words);
      else
        unclean(0);
      return;
    }
    for (std::size_t k = pending_; k < out_.people.size(); ++k)
      if (out_.people[k].role.empty()) out_.people[k].role = words;
    has_role_ = true;
    out_.end = pieces_[end - 1].end;
  }
  void organization(const std::string& words, std::size_t end) {
    if (out_.people.empty()) {
      if (author_) out_.organizations.push_back(words);
    } else {
      for (std::size_t k = pending_; k < out_.people.size(); ++k)
        if (out_.people[k].affiliation.empty()) out_.people[k].affiliation = words;
      has_role_ = true;
    }
    out_.end = pieces_[end - 1].end;
  }

  std::string_view text_;
  BylineMode mode_;
  NamePieces read_;
  std::vector<Piece>& pieces_;
  Judge judge_;
  ParsedByline out_;
  std::string role_;
  std::size_t pending_ = 0;  ///< the first person that the next role belongs to
  bool author_ = true, led_ = false, done_ = false, has_role_ = false;
};

}  // namespace

NameVerdict judge_name(std::string_view text, const Rules& rules) {
  const NamePieces pieces(text, rules);
  for (const Piece& piece : pieces.list)
    if (piece.kind != PieceKind::word) return {};
  return Judge(text, pieces.list).part(0, pieces.list.size());
}

ParsedByline parse_byline(std::string_view text, const Rules& rules, BylineMode mode) {
  return Reader(text, rules, mode).run();
}

}  // namespace nutgraf
