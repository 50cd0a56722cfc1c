// Whether a cue reports something, and on which side its content stands: a sum of named weights for each way
// to read it.
#include <cmath>

#include "attribute/finder.hpp"

namespace nutgraf {
namespace {

template <class E, class Names>
FeatureValue name_of(const Names& names, E value) {
  return FeatureValue(names[static_cast<std::size_t>(value)]);
}

FeatureValue tag_name(Tag tag) {
  return FeatureValue(tag_letters.substr(static_cast<std::size_t>(tag), 1));
}

}  // namespace

float Finder::score(const Frame& f, Mode mode, std::string* out) const {
  FeatureSum add(model_, out);
  const FeatureValue m = name_of(mode_names, mode);
  const FeatureValue type = name_of(cue_type_names, f.type);
  const FeatureValue follow = name_of(follow_names, f.follow);
  const FeatureValue before = name_of(before_names, f.before);
  const FeatureValue kind = name_of(cue_kind_names, f.kind);
  const FeatureValue subject = name_of(subject_names, f.subject.kind);
  const FeatureValue rule = name_of(subject_rule_names, f.subject.rule);
  const FeatureValue lemma(f.cue_id != 0 ? std::string_view(model_.cues[f.cue_id].lemma)
                                         : cue_type_names[static_cast<std::size_t>(f.type)]);
  const Chunk& c = chunk(f.chunk);
  add("cue", m, type);
  std::string_view key = "lemma.after";
  if (mode == Mode::before) key = "lemma.before";
  if (mode == Mode::both) key = "lemma.both";
  if (mode == Mode::subject) key = "lemma.subject";
  add("lemma.type", lemma, type);
  add(key, lemma, type);
  if (mode == Mode::after) {
    add("lemma.follow", lemma, follow);
    add("kind.follow", kind, follow);
    add("type.follow", type, follow);
    if (f.follow == Follow::preposition) {
      add("lemma.prep", lemma, FeatureValue(rules_.lexicon.word(f.follow_word)));
      add("kind.prep", kind, FeatureValue(rules_.lexicon.word(f.follow_word)));
    }
    add("follow.subject", follow, subject);
    add("after.before", before, type);
    add("follow.before", follow, before);
    if (f.hearer) add("after.hearer", follow);
    if (f.adjunct) add("after.adjunct", follow);
  } else {
    add("kind.mode", kind, m);
    add(mode == Mode::before ? "before.before"
        : mode == Mode::both ? "both.before"
                             : "subject.before",
        before, kind);
    add(mode == Mode::before ? "before.follow"
        : mode == Mode::both ? "both.follow"
                             : "subject.follow",
        follow, kind);
    add(mode == Mode::before ? "before.follow2"
        : mode == Mode::both ? "both.follow2"
                             : "subject.follow2",
        follow, before);
    const Tag opening = syntax.tags[f.sentence_first];
    add("opening", tag_name(opening), before);
    if (opening == Tag::subordinator || opening == Tag::wh || opening == Tag::preposition)
      add("opening.word", FeatureValue(word(f.sentence_first)), m);
    if (f.hearer) add("hearer", m);
    if (f.adjunct) add("adjunct", m);
  }
  add(mode == Mode::after    ? "subject.after"
      : mode == Mode::before ? "subject.of_before"
      : mode == Mode::both   ? "subject.both"
                             : "subject.subject",
      subject, kind);
  add("rule", m, rule);
  add("rule.kind", rule, kind);
  add("tag", m, tag_name(f.tag));
  add("tag.kind", kind, tag_name(f.tag));
  if (f.type == CueType::verb) {
    add("tag.lemma", lemma, tag_name(f.tag));
    if (c.passive) add("passive", m, kind);
    if (c.passive) add("passive.lemma", lemma);
    if (c.passive && !f.agent.empty()) add("agent", m, kind);
    if (c.modal) add("modal", m, kind);
    if (c.negated) add("negated", m, kind);
    if (c.infinitive) add("infinitive", m, kind);
    if (f.chain_lemma != 0) add("chain", m, FeatureValue(model_.cues[f.chain_lemma].lemma));
    if (c.infinitive && f.chain_lemma == 0) add("chain", m, "unknown");
    if (c.perfect) add("perfect", m, kind);
    if (c.finite) add("finite", m, before);
    if (f.follow == Follow::noun && f.start < block_last_) {
      // light verb: "gave a speech calling for", "made no secret of"
      const std::uint32_t n = syntax.chunk_of[f.start];
      const CueEntry e = model_.cue_of(token(chunk(n).head).lex);
      const bool noun_cue = (e.forms >> static_cast<unsigned>(CueForm::noun) & 1) != 0;
      if (noun_cue) {
        add("object.cue", m, FeatureValue(model_.cues[e.cue].lemma));
        add("object.next", lemma, reports_next(n + 1));
        if (this->kind(n + 1, ChunkKind::preposition)) add("object.prep", lemma);
      }
    }
  }
  if (f.type == CueType::noun && f.subject.rule == SubjectRule::object_of) {
    const CueEntry e = model_.cue_of(token(chunk(f.chunk - 1).head).lex);
    add("light", m, e.cue != 0 ? FeatureValue(model_.cues[e.cue].lemma) : FeatureValue("unknown"));
    add("light.follow", lemma, follow);
  }
  const std::int32_t q = quote_of_[f.head];
  if (q >= 0) add("in_quotes", m, kind);
  if (segments_.decisions[block_].role == Role::headline) add("headline", m, kind);
  if (f.sentence_first == block_first_) add("first_sentence", m);
  const std::uint32_t position = f.head - f.sentence_first;
  add("position", m,
      position < 3    ? "0"
      : position < 8  ? "3"
      : position < 16 ? "8"
      : position < 30 ? "16"
                      : "30");
  return add.sum();
}

void Finder::weigh(const Frame& f) {
  auto consider = [&](Mode mode) {
    if (gold == nullptr) {
      const float s = score(f, mode, nullptr);
      candidates_.push_back({f, mode, s});
    } else {
      candidates_.push_back({f, mode, 0});
    }
  };
  const bool can_before = f.before == Before::quote || f.before == Before::question ||
                          f.before == Before::clause || f.before == Before::fragment ||
                          f.before == Before::wh || f.type == CueType::according;
  const bool can_after = f.follow == Follow::next_block || (f.follow != Follow::end && f.start < block_last_);
  if (can_after) consider(Mode::after);
  if (can_before) consider(Mode::before);
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
