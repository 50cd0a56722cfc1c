#include "attribute/model.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include "attribute/features.hpp"
#include "attribute/source_words.hpp"
#include "base/utf8.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

/// Classes whose words a boundary tells from one another: see Label.
constexpr TagSet labelled_classes("IUWKF");
/// Classes of words that stand in a verb group beside the verb, alone or drawn together with one.
constexpr TagSet verb_group_classes("AHMROWD");

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

/// Written out, as it runs over half a megabyte at each start of the program.
std::string_view next_word(std::string_view& line) {
  std::size_t start = 0;
  while (start < line.size() && is_blank(line[start])) ++start;
  std::size_t end = start;
  while (end < line.size() && !is_blank(line[end])) ++end;
  std::string_view word = line.substr(start, end - start);
  line.remove_prefix(end);
  return word;
}

bool read_number(std::string_view word, float& value) {
  int whole = 0;
  auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), whole);
  value = static_cast<float>(whole);
  return code == std::errc() && end == word.data() + word.size();
}

std::optional<Tag> tag_of(std::string_view letter) {
  std::size_t at = letter.size() == 1 ? tag_letters.find(letter[0]) : std::string_view::npos;
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<Tag>(at);
}

bool vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

std::string regular_past(const std::string& lemma) {
  if (lemma.back() == 'e') return lemma + "d";
  if (lemma.back() == 'y' && lemma.size() > 1 && !vowel(lemma[lemma.size() - 2]))
    return lemma.substr(0, lemma.size() - 1) + "ied";
  return lemma + "ed";
}

std::string third_person(const std::string& lemma) {
  if (lemma.back() == 'y' && lemma.size() > 1 && !vowel(lemma[lemma.size() - 2]))
    return lemma.substr(0, lemma.size() - 1) + "ies";
  std::string_view l = lemma;
  bool hiss = l.ends_with("s") || l.ends_with("sh") || l.ends_with("ch") || l.ends_with("x") ||
              l.ends_with("z") || l.ends_with("o");
  return lemma + (hiss ? "es" : "s");
}

std::string gerund(const std::string& lemma, const std::string& past) {
  std::string_view p = past;
  if (p.ends_with("ed") && p.size() == lemma.size() + 3 && lemma.back() != 'e')
    return past.substr(0, past.size() - 2) + "ing";
  if (lemma.ends_with("ie")) return lemma.substr(0, lemma.size() - 2) + "ying";
  if (lemma.back() == 'e' && lemma.size() > 2 && !lemma.ends_with("ee"))
    return lemma.substr(0, lemma.size() - 1) + "ing";
  std::size_t n = lemma.size();
  bool doubles = !p.empty() && !p.ends_with("ed") && n == 3 && !vowel(lemma[0]) && vowel(lemma[1]) &&
                 !vowel(lemma[2]) && lemma[2] != 'w' && lemma[2] != 'y';
  return doubles ? lemma + lemma.back() + "ing" : lemma + "ing";
}

/// See word_bit.
std::uint8_t verb_bits(std::string_view w) {
  unsigned bits = 0;
  const bool form = w == "is" || w == "am" || w.starts_with("isn") || w.starts_with("are") ||
                    w.starts_with("was") || w.starts_with("wer");
  if (form || w.starts_with("be")) bits |= word_bit::be;
  if (w.starts_with("ha")) bits |= word_bit::have;
  if (w.starts_with("be") || w == "having" || w == "doing" || w == "done") bits |= word_bit::unmarked;
  if (w == "not" || w == "never" || w.ends_with("n't")) bits |= word_bit::negative;
  if (w == "according") bits |= word_bit::according;
  return static_cast<std::uint8_t>(bits);
}

word_use::Pronoun pronoun_of(std::string_view w) {
  using word_use::Pronoun;
  if (w.starts_with("he") || w.starts_with("she") || w == "his" || w == "her") return Pronoun::he;
  if (w.starts_with("they") || w == "their") return Pronoun::they;
  if (w.starts_with("it")) return Pronoun::it;
  if (w.starts_with("there") || w == "when" || w == "where" || w == "why" || w == "how")
    return Pronoun::nobody;
  if (w == "i" || w.starts_with("i'") || w.starts_with("i\xE2") || w.starts_with("we") || w == "my" ||
      w == "our")
    return Pronoun::first;
  return w.starts_with("you") ? Pronoun::you : Pronoun::other;
}

/// See word_use. Whether it stands as a pronoun is told by its class.
std::uint8_t uses_of(const WordInfo& info, std::string_view word) {
  unsigned bits = word_use::pronoun * static_cast<unsigned>(pronoun_of(word));
  if (info.has(WordClass::person_noun)) bits |= word_use::person;
  if (info.has(WordClass::document_noun)) bits |= word_use::document;
  if (info.has(WordClass::org_noun)) bits |= word_use::organization;
  if (info.has(WordClass::hearer_cue)) bits |= word_use::hearer;
  if (info.has(WordClass::work_cue)) bits |= word_use::work;
  return static_cast<std::uint8_t>(bits);
}

}  // namespace

/// Reads the model's files line by line; remembers where it is for messages.
struct ModelLoader {
  ModelLoader(Rules& r, AttributionModel& m) : rules(r), model(m) {}
  Rules& rules;
  AttributionModel& model;

  std::optional<Error> each_line(std::string_view name,
                                 std::optional<Error> (ModelLoader::*take)(std::string_view,
                                                                           std::string_view&)) {
    std::string_view text = rules.file(name);
    for (std::size_t number = 1; !text.empty(); ++number) {
      std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.starts_with('#')) continue;
      std::string_view first = next_word(line);
      if (first.empty()) continue;
      if (auto error = (this->*take)(first, line)) {
        error->message = std::string(name) + ":" + std::to_string(number) + ": " + error->message;
        return error;
      }
    }
    return std::nullopt;
  }

  static Error mistake(std::string message) {
    return {"bad-rule-file", "rules", std::move(message), std::nullopt};
  }

  std::uint16_t word(std::string_view text) {
    std::uint16_t id = rules.lexicon.add(text);
    if (id >= model.words.size()) model.words.resize(id + 1u);
    add_readings(id);
    return id;
  }

  /// Up to that one, as those of unknown words.
  void add_readings(std::uint16_t id) {
    while (model.readings.size() <= id * 3u)
      for (const WordClasses::Choice choice : WordClasses::unknown_word)
        model.readings.push_back(reading::of_choice(choice));
  }
  std::span<Reading, 3> readings_of(std::uint16_t id) {
    return std::span<Reading, 3>(&model.readings[id * 3u], 3);
  }
  void add_bits(std::uint16_t id, Reading bits) {
    for (Reading& r : readings_of(id)) r |= bits;
  }

  /// Classes with numbers, each class once.
  struct Classes {
    std::array<Tag, WordClasses::most> tag{};
    std::array<float, WordClasses::most> value{};
    std::size_t size = 0;
    template <class LogOf>
    WordClasses::Shares shares(LogOf log_of) const {
      WordClasses::Shares out{tag, {}, size};
      for (std::size_t i = 0; i < size; ++i) out.steps[i] = WordClasses::steps_of(log_of(value[i]));
      return out;
    }
  };
  static Classes read_classes(std::string_view& line) {
    Classes found;
    while (found.size < WordClasses::most) {
      auto tag = tag_of(next_word(line));
      float value = 0;
      if (!tag || !read_number(next_word(line), value)) break;
      const auto end = found.tag.begin() + static_cast<std::ptrdiff_t>(found.size);
      if (std::find(found.tag.begin(), end, *tag) != end) continue;
      found.tag[found.size] = *tag;
      found.value[found.size++] = value;
    }
    return found;
  }

  std::optional<Error> take_tag_weight(std::string_view kind, std::string_view& line) {
    if (kind == "end") {
      std::string_view end = next_word(line);
      const Classes found = read_classes(line);
      if (found.size == 0 || end.size() > 4)
        return mistake("an end has up to 4 letters, then classes with weights");
      model.classes.add_end(end, found.shares([](float value) { return value / 100; }));
      return std::nullopt;
    }
    auto a = tag_of(next_word(line));
    auto b = kind == "follow" ? tag_of(next_word(line)) : a;
    float value = 0;
    if (!a || !b || !read_number(next_word(line), value))
      return mistake("`follow A B weight`, `class A weight` or `end xyz …` is wanted");
    if (kind == "follow")
      model.classes.set_follow(*a, *b, value / 100);
    else
      model.classes.set_prior(*a, value / 100);
    return std::nullopt;
  }

  std::optional<Error> take_tags(std::string_view text, std::string_view& line) {
    if (text.ends_with("'s")) return std::nullopt;  // one word with its bare form in the lexicon
    const Classes found = read_classes(line);
    float total = 0;
    for (std::size_t i = 0; i < found.size; ++i) total += found.value[i];
    if (found.size == 0) return mistake("a word is followed by classes with counts");
    const std::uint16_t id = word(text);
    if (id == 0) return std::nullopt;
    const WordClasses::Choices choices =
        model.classes.add(found.shares([total](float value) { return std::log(value / total); }));
    const std::span<Reading, 3> own = readings_of(id);
    for (std::size_t i = 0; i < own.size(); ++i)
      own[i] = (own[i] & ~reading::choice) | reading::of_choice(choices[i]);
    std::uint32_t classes = 0;
    for (std::size_t i = 0; i < found.size; ++i) classes |= 1u << static_cast<unsigned>(found.tag[i]);
    if ((classes & labelled_classes.bits) != 0) add_label(id);
    if ((classes & verb_group_classes.bits) != 0 || text == "according")
      add_bits(id, reading::of_bits(verb_bits(rules.lexicon.word(id))));
    return std::nullopt;
  }

  void add_label(std::uint16_t id) {
    const std::size_t label = static_cast<std::size_t>(Label::words) + model.label_words.size();
    if (model.label_of(id) != 0 || label >= AttributionModel::max_labels) return;
    add_bits(id, static_cast<Reading>(label));
    model.label_words.emplace_back(rules.lexicon.word(id));
  }

  void add_form(const std::string& text, std::uint16_t cue, CueForm form) {
    std::uint16_t id = word(text);
    if (id == 0) return;
    CueEntry& entry = model.words[id];
    entry.cue = cue;
    entry.forms = static_cast<std::uint8_t>(entry.forms | 1u << static_cast<unsigned>(form));
  }

  /// `lemma kind [n:kind] [past [participle]]`; see the head of cues.txt.
  std::optional<Error> take_cue(std::string_view lemma, std::string_view& line) {
    auto kind_of = [](std::string_view name) -> std::optional<CueKind> {
      for (std::size_t i = 0; i < std::size(cue_kind_names); ++i)
        if (cue_kind_names[i] == name) return static_cast<CueKind>(i);
      return std::nullopt;
    };
    Cue cue;
    const std::string text(lemma);
    auto number = static_cast<std::uint16_t>(model.cues.size());
    std::string past, participle;
    for (std::string_view item = next_word(line); !item.empty(); item = next_word(line)) {
      if (item.starts_with("v:") || item.starts_with("n:") || item.starts_with("j:")) {
        auto kind = kind_of(item.substr(2));
        if (!kind) return mistake("unknown kind of cue " + std::string(item));
        if (item[0] == 'v') add_verb_later(cue, *kind);
        if (item[0] == 'n') {
          cue.noun_kind = *kind;
          add_form(text, number, CueForm::noun);
          add_form(third_person(text), number, CueForm::noun);
        }
        if (item[0] == 'j') {
          if (verb_ == CueKind::count) cue.kind = *kind;
          add_form(text, number, CueForm::adjective);
        }
      } else if (past.empty()) {
        past = std::string(item);
      } else {
        participle = std::string(item);
      }
    }
    if (verb_ != CueKind::count) {
      if (past.empty()) past = regular_past(text);
      if (participle.empty()) participle = past;
      add_form(text, number, CueForm::base);
      add_form(third_person(text), number, CueForm::third);
      add_form(gerund(text, past), number, CueForm::gerund);
      add_form(past, number, CueForm::past);
      add_form(participle, number, CueForm::participle);
    }
    verb_ = CueKind::count;
    model.cues.push_back(cue);
    model.lemmas.push_back(text);
    return std::nullopt;
  }

  /// `feature~value~value weight`; a feature with a word that is no cue (any more) is passed by.
  std::optional<Error> take_weight(std::string_view name, std::string_view& line) {
    if (!names_) start_weights();
    std::string_view parts[3];
    std::string_view rest = name;
    for (std::size_t i = 0; i < 3 && !rest.empty(); ++i) {
      std::size_t end = rest.find('~');
      parts[i] = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    float value = 0;
    if (!read_number(next_word(line), value)) return mistake("a feature is followed by its weight times 100");
    const auto feature = names_->feature(parts[0]);
    if (!feature) return mistake("no feature is named " + std::string(parts[0]));
    const FeatureAxes& axes = feature_axes[static_cast<std::size_t>(*feature)];
    const auto a = names_->value(axes.a, parts[1]), b = names_->value(axes.b, parts[2]);
    if (a && b)
      model.weights[feature_cell(*feature, *a, *b)] =
          static_cast<std::int16_t>(std::clamp(value, -30000.0f, 30000.0f));
    return std::nullopt;
  }

  /// `word bit …`; see the head of sources.txt.
  std::optional<Error> take_source(std::string_view text, std::string_view& line) {
    SourceRule& rule = source_rules_.emplace_back();
    rule.word = text;
    for (std::string_view name = next_word(line); !name.empty(); name = next_word(line))
      if (!rule.add(name)) return mistake("no use of a source word is named " + std::string(name));
    if (text.find('*') == std::string_view::npos) word(text);
    return std::nullopt;
  }

  /// After all cues are read.
  void start_weights() {
    names_.emplace(model);
    const std::size_t lemmas = static_cast<std::size_t>(Lemma::cues) + model.cues.size() - 1;
    model.weights.resize(feature_layout.shared + feature_layout.row * lemmas);
  }

  void find_known_words() {
    KnownWords& known = model.known;
    const std::pair<std::uint16_t*, std::string_view> words[] = {
        {&known.that, "that"}, {&known.if_, "if"},   {&known.whether, "whether"}, {&known.as, "as"},
        {&known.by, "by"},     {&known.of, "of"},    {&known.to, "to"},           {&known.for_, "for"},
        {&known.who, "who"},   {&known.said, "said"}};
    for (const auto& [id, text] : words) *id = rules.lexicon.add(text);
  }

  /// Cues of one lemma have one row of weights.
  void finish() {
    if (!names_) start_weights();
    model.classes.finish();
    model.groups = GroupTables::made();
    find_known_words();
    model.words.resize(rules.lexicon.size());
    add_readings(static_cast<std::uint16_t>(rules.lexicon.size() - 1));
    for (std::size_t id = 1; id < model.words.size(); ++id) {
      const auto lex = static_cast<std::uint16_t>(id);
      const WordInfo& info = rules.lexicon.info(lex);
      unsigned bits = 0;
      if (info.has(WordClass::time_noun)) bits |= word_bit::time;
      if (info.has(WordClass::weekday)) bits |= word_bit::weekday;
      if (model.words[id].cue != 0) bits |= word_bit::cue;
      add_bits(lex, reading::of_bits(bits));
      const std::string_view text = rules.lexicon.word(lex);
      if (text.ends_with("self") || text.ends_with("selves")) model.words[id].forms |= CueEntry::reflexive;
      model.words[id].uses = uses_of(info, text);
    }
    model.source_words = source_words(rules.lexicon, source_rules_);
    for (std::size_t cue = 1; cue < model.cues.size(); ++cue) {
      const FeatureValue own = lemma_of(static_cast<std::uint16_t>(cue));
      const FeatureValue first = names_->value(Axis::lemma, model.lemmas[cue]).value_or(own);
      auto row = [&](FeatureValue v) {
        return model.weights.begin() + feature_layout.shared + feature_layout.row * v.id;
      };
      if (first != own) std::copy_n(row(first), feature_layout.row, row(own));
    }
  }

 private:
  std::optional<FeatureNames> names_;
  std::vector<SourceRule> source_rules_;
  CueKind verb_ = CueKind::count;
  void add_verb_later(Cue& cue, CueKind kind) {
    cue.kind = kind;
    verb_ = kind;
  }
};

std::optional<Error> load_attribution_model(Rules& rules) {
  auto model = std::make_shared<AttributionModel>();
  ModelLoader loader(rules, *model);
  if (auto e = loader.each_line("en/tags.weights", &ModelLoader::take_tag_weight)) return e;
  if (auto e = loader.each_line("en/tags.txt", &ModelLoader::take_tags)) return e;
  if (auto e = loader.each_line("en/cues.txt", &ModelLoader::take_cue)) return e;
  for (const auto& [name, text] : rules.files)
    if (name != "en/cues.txt" && name.ends_with("/cues.txt"))
      if (auto e = loader.each_line(name, &ModelLoader::take_cue)) return e;
  for (const auto& [name, text] : rules.files)
    if (name.ends_with("/sources.txt"))
      if (auto e = loader.each_line(name, &ModelLoader::take_source)) return e;
  if (auto e = loader.each_line("en/attribution.weights", &ModelLoader::take_weight)) return e;
  loader.finish();
  rules.attribution = std::move(model);
  return std::nullopt;
}

}  // namespace nutgraf
