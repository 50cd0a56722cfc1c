// Whether a cue reports something, and on which side its content stands: a sum of named weights for each way
// to read it.
#include <cmath>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

template <class E, class Values>
FeatureValue name_of(const Values& values, E value) {
  return values[static_cast<std::size_t>(value)];
}

constexpr float split_bonus = 1.0f;  // for both halves of a split quotation

constexpr auto mode_values = feature_values(mode_names);
constexpr auto type_values = feature_values(cue_type_names);
constexpr auto follow_values = feature_values(follow_names);
constexpr auto before_values = feature_values(before_names);
constexpr auto kind_values = feature_values(cue_kind_names);
constexpr auto subject_values = feature_values(subject_names);
constexpr auto rule_values = feature_values(subject_rule_names);

consteval std::array<FeatureValue, tag_count> letter_values() {
  std::array<FeatureValue, tag_count> out;
  for (std::size_t i = 0; i < tag_count; ++i) out[i] = FeatureValue(tag_letters.substr(i, 1));
  return out;
}
constexpr auto tag_values = letter_values();

/// A template of its own for each mode, in the order of Mode.
using ByMode = FeatureValue[4];
constexpr ByMode lemma_in = {"lemma.after", "lemma.before", "lemma.both", "lemma.subject"};
constexpr ByMode before_in = {"", "before.before", "both.before", "subject.before"};
constexpr ByMode follow_in = {"", "before.follow", "both.follow", "subject.follow"};
constexpr ByMode follow2_in = {"", "before.follow2", "both.follow2", "subject.follow2"};
constexpr ByMode subject_in = {"subject.after", "subject.of_before", "subject.both", "subject.subject"};

/// The values that most features share.
struct Values {
  Mode mode;
  FeatureValue m, type, follow, before, kind, subject, rule, lemma, tag;
};

FeatureValue lemma_of(const AttributionModel& model, const Frame& f) {
  if (f.cue_id == 0) return name_of(type_values, f.type);
  const Cue& cue = model.cues[f.cue_id];
  return {cue.hash, cue.lemma};
}

/// Content after the cue: what follows, with the lemma and without.
void add_after(FeatureSum& add, const Frame& f, const Values& v, std::string_view follow_word) {
  add("lemma.follow", v.lemma, v.follow);
  add("kind.follow", v.kind, v.follow);
  add("type.follow", v.type, v.follow);
  if (f.follow == Follow::preposition) {
    const FeatureValue preposition(follow_word);
    add("lemma.prep", v.lemma, preposition);
    add("kind.prep", v.kind, preposition);
  }
  add("follow.subject", v.follow, v.subject);
  add("after.before", v.before, v.type);
  add("follow.before", v.follow, v.before);
  if (f.hearer) add("after.hearer", v.follow);
  if (f.adjunct) add("after.adjunct", v.follow);
}

/// Content before the cue, around it, or its subject: what the cue clause leans on.
void add_before(FeatureSum& add, const Frame& f, const Values& v, Tag opening,
                std::string_view opening_word) {
  const auto mode = static_cast<std::size_t>(v.mode);
  add("kind.mode", v.kind, v.m);
  add(before_in[mode], v.before, v.kind);
  add(follow_in[mode], v.follow, v.kind);
  add(follow2_in[mode], v.follow, v.before);
  add("opening", name_of(tag_values, opening), v.before);
  if (opening == Tag::subordinator || opening == Tag::wh || opening == Tag::preposition)
    add("opening.word", FeatureValue(opening_word), v.m);
  if (f.hearer) add("hearer", v.m);
  if (f.adjunct) add("adjunct", v.m);
}

/// Forms of the verb group.
void add_verb(FeatureSum& add, const Frame& f, const Chunk& c, const Values& v,
              const AttributionModel& model) {
  add("tag.lemma", v.lemma, v.tag);
  if (c.passive) add("passive", v.m, v.kind);
  if (c.passive) add("passive.lemma", v.lemma);
  if (c.passive && !f.agent.empty()) add("agent", v.m, v.kind);
  if (c.modal) add("modal", v.m, v.kind);
  if (c.negated) add("negated", v.m, v.kind);
  if (c.infinitive) add("infinitive", v.m, v.kind);
  if (f.chain_lemma != 0)
    add("chain", v.m, {model.cues[f.chain_lemma].hash, model.cues[f.chain_lemma].lemma});
  if (c.infinitive && f.chain_lemma == 0) add("chain", v.m, "unknown");
  if (c.perfect) add("perfect", v.m, v.kind);
  if (c.finite) add("finite", v.m, v.before);
}

FeatureValue position_of(std::uint32_t position) {
  if (position < 3) return "0";
  if (position < 8) return "3";
  if (position < 16) return "8";
  return position < 30 ? FeatureValue("16") : FeatureValue("30");
}

}  // namespace

/// light verbs: "gave a speech calling for", "made no secret of": verb and object noun look at one another.
void Finder::add_light_verb(FeatureSum& add, const Frame& f, FeatureValue m, FeatureValue lemma) const {
  if (f.type == CueType::verb && f.follow == Follow::noun && f.start < block_last_) {
    const std::uint32_t n = syntax.chunk_of[f.start];
    const CueEntry e = model_.cue_of(token(chunk(n).head).lex);
    if ((e.forms >> static_cast<unsigned>(CueForm::noun) & 1) == 0) return;
    add("object.cue", m, {model_.cues[e.cue].hash, model_.cues[e.cue].lemma});
    add("object.next", lemma, reports_next(n + 1));
    if (kind(n + 1, ChunkKind::preposition)) add("object.prep", lemma);
  } else if (f.type == CueType::noun && f.subject.rule == SubjectRule::object_of) {
    const CueEntry e = model_.cue_of(token(chunk(f.chunk - 1).head).lex);
    add("light", m,
        e.cue != 0 ? FeatureValue(model_.cues[e.cue].hash, model_.cues[e.cue].lemma)
                   : FeatureValue("unknown"));
    add("light.follow", lemma, name_of(follow_values, f.follow));
  }
}

/// title-shape, few words, statement: what the quotation after a cue looks like.
FeatureValue Finder::quote_shape(std::uint32_t open) const {
  if (open >= block_last_ || quote_of_[open] < 0) return "none";
  const QuotePair& pair = tokens_.quotes[static_cast<std::size_t>(quote_of_[open])];
  std::uint32_t words = 0, capitals = 0;
  for (std::uint32_t i = pair.open + 1; i < pair.close && i < block_last_ && words < 12; ++i) {
    if (!token(i).is(TokenKind::word)) continue;
    ++words;
    capitals += token(i).has(token_flag::capital) || (words > 1 && token(i).length < 4);
  }
  if (words > 0 && words < 12 && capitals == words && token(pair.open + 1).has(token_flag::capital))
    return "title";
  if (words < 4) return "few";
  return words < 12 ? FeatureValue("some") : FeatureValue("many");
}

float Finder::score(const Frame& f, Mode mode, std::string* out) const {
  FeatureSum add(model_, out);
  const Values v{mode,
                 name_of(mode_values, mode),
                 name_of(type_values, f.type),
                 name_of(follow_values, f.follow),
                 name_of(before_values, f.before),
                 name_of(kind_values, f.kind),
                 name_of(subject_values, f.subject.kind),
                 name_of(rule_values, f.subject.rule),
                 lemma_of(model_, f),
                 name_of(tag_values, f.tag)};
  add("cue", v.m, v.type);
  add("lemma.type", v.lemma, v.type);
  add(lemma_in[static_cast<std::size_t>(mode)], v.lemma, v.type);
  if (mode == Mode::after)
    add_after(add, f, v,
              f.follow == Follow::preposition ? rules_.lexicon.word(f.follow_word) : std::string_view());
  else
    add_before(add, f, v, syntax.tags[f.sentence_first], word(f.sentence_first));
  add(subject_in[static_cast<std::size_t>(mode)], v.subject, v.kind);
  add("rule", v.m, v.rule);
  add("rule.kind", v.rule, v.kind);
  add("tag", v.m, v.tag);
  add("tag.kind", v.kind, v.tag);
  if (mode == Mode::after && f.follow == Follow::quote) {
    add("quote.shape", quote_shape(f.start), v.kind);
    add("quote.lemma", quote_shape(f.start), v.lemma);
  }
  if (f.type == CueType::verb) add_verb(add, f, chunk(f.chunk), v, model_);
  add_light_verb(add, f, v.m, v.lemma);
  if (segments_.decisions[block_].role == Role::headline) add("headline", v.m, v.kind);
  if (f.sentence_first == block_first_) add("first_sentence", v.m);
  add("position", v.m, position_of(f.head - f.sentence_first));
  return add.sum();
}

void Finder::weigh(const Frame& f) {
  // split-quotation: "A," she said, "B.": never the first half alone
  const bool split = f.before == Before::quote && f.follow == Follow::quote &&
                     token(f.start - 1).is(TokenKind::comma) &&
                     quote_shape(f.start).hash != FeatureValue("title").hash;
  auto consider = [&](Mode mode) {
    if (gold == nullptr) {
      const float s = score(f, mode, nullptr) + (split && mode == Mode::both ? split_bonus : 0.0f);
      if (s >= accept_score) candidates_.push_back({f, mode, s});
    } else {
      candidates_.push_back({f, mode, 0});
    }
  };
  const bool can_before = f.before == Before::quote || f.before == Before::question ||
                          f.before == Before::clause || f.before == Before::fragment ||
                          f.before == Before::wh || f.type == CueType::according;
  const bool can_after = f.follow == Follow::next_block || (f.follow != Follow::end && f.start < block_last_);
  // title-of-work: read "The Long Winter"
  const bool work = f.follow == Follow::quote && f.start == f.cue.last && is(f.head, WordClass::work_cue) &&
                    quote_shape(f.start).hash == FeatureValue("title").hash;
  if (can_after && !work) consider(Mode::after);
  if (can_before && !split) consider(Mode::before);
  if (can_before && f.before != Before::wh && f.follow != Follow::next_block && f.follow != Follow::end &&
      f.follow != Follow::next_quote &&
      (f.follow == Follow::comma || f.follow == Follow::quote || f.before == Before::fragment ||
       f.follow == Follow::verb))
    consider(Mode::both);
  const Chunk& c = chunk(f.chunk);
  if (f.type == CueType::verb && !f.subject.range.empty() &&
      (c.passive || f.kind == CueKind::seem || f.follow == Follow::by) &&
      f.subject.rule != SubjectRule::inverted)
    consider(Mode::subject);
}

}  // namespace nutgraf
