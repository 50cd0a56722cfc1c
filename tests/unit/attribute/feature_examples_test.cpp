// Every feature that decides about statements, and every rule that finds a subject: a sentence in which it
// holds and one in which it does not. A new line in features.def needs a row here.
#include <set>
#include <string>

#include "attribute/features.hpp"
#include "catch.hpp"
#include "nutgraf/parser.hpp"

using namespace nutgraf;

namespace {

struct Example {
  const char *feature, *holds, *does_not;
};

const Example examples[] = {
    {"gate.form", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"gate.next", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"gate.form_next", "Ana Ruiz said that the bridge was safe.",
     "According to Ana Ruiz, the bridge was safe."},
    {"gate.prev", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"gate.next2", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"gate.prev2", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"gate.quote_ahead", "Ana Ruiz said that the bridge was safe.",
     "According to Ana Ruiz, the bridge was safe."},
    {"gate.quote_before", "Ana Ruiz said that the bridge was safe.",
     "According to Ana Ruiz, the bridge was safe."},
    {"gate.after", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"gate.nth", "Ana Ruiz said that the bridge was safe.", "According to Ana Ruiz, the bridge was safe."},
    {"cue", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"lemma.type", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"lemma.after", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"lemma.before", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"lemma.both", "\"The bridge,\" Ana Ruiz said, \"is safe for all.\"",
     "Ana Ruiz said that the bridge was safe."},
    {"lemma.subject", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"lemma.follow", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"kind.follow", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"type.follow", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"lemma.prep", "Ana Ruiz called for a new bridge over the river.",
     "Ana Ruiz said that the bridge was safe."},
    {"kind.prep", "Ana Ruiz called for a new bridge over the river.",
     "Ana Ruiz said that the bridge was safe."},
    {"follow.subject", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"after.before", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"follow.before", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"after.hearer", "Ana Ruiz told reporters that the bridge was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"after.adjunct", "Ana Ruiz said of the bridge: \"It is safe.\"",
     "Ana Ruiz said that the bridge was safe."},
    {"kind.mode", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"before.before", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"both.before", "\"The bridge,\" Ana Ruiz said, \"is safe for all.\"",
     "Ana Ruiz said that the bridge was safe."},
    {"subject.before", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"before.follow", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"both.follow", "\"The bridge,\" Ana Ruiz said, \"is safe for all.\"",
     "Ana Ruiz said that the bridge was safe."},
    {"subject.follow", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"before.follow2", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"both.follow2", "\"The bridge,\" Ana Ruiz said, \"is safe for all.\"",
     "Ana Ruiz said that the bridge was safe."},
    {"subject.follow2", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"opening", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"opening.word", "On Monday the bridge was safe, Ana Ruiz said.",
     "Ana Ruiz said that the bridge was safe."},
    {"hearer", "The bridge was safe, Ana Ruiz told reporters.", "Ana Ruiz said that the bridge was safe."},
    {"adjunct", "The bridge was safe, Ana Ruiz said on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"subject.after", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"subject.of_before", "\"The bridge is safe,\" said Ana Ruiz.",
     "Ana Ruiz said that the bridge was safe."},
    {"subject.both", "\"The bridge,\" Ana Ruiz said, \"is safe for all.\"",
     "Ana Ruiz said that the bridge was safe."},
    {"subject.subject", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"rule", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"rule.kind", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"tag", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"tag.kind", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"subject.lemma", "Ana Ruiz praised the bridge on Monday.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"object.lemma", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"object.word", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"object.after", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"after.adverb", "Ana Ruiz said openly that the bridge was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"held.quote", "Ana Ruiz called the bridge \"a danger to all of us\" on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"held.follow", "Ana Ruiz called the bridge \"a danger to all of us\" on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"question", "Did Ana Ruiz say that the bridge was safe?", "Ana Ruiz said that the bridge was safe."},
    {"quote.shape", "Ana Ruiz said \"the bridge is safe\" as she left the hall on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"quote.lemma", "Ana Ruiz said \"the bridge is safe\" as she left the hall on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"tag.lemma", "\"The bridge is safe,\" said Ana Ruiz.", "According to the report, the bridge was safe."},
    {"passive", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"passive.lemma", "The bridge is expected to open in May.", "Ana Ruiz said that the bridge was safe."},
    {"agent", "Tom O'Dell was asked by the mayor whether the bridge was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"modal", "Ana Ruiz would say that the bridge was safe.", "Ana Ruiz said that the bridge was safe."},
    {"negated", "Ana Ruiz did not say whether the bridge was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"infinitive", "Ana Ruiz tried to say that the bridge was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"chain", "Ana Ruiz tried to say that the bridge was safe.", "Ana Ruiz said that the bridge was safe."},
    {"perfect", "Ana Ruiz has said the bridge was safe, and the council will open it in May.",
     "Ana Ruiz said that the bridge was safe."},
    {"finite", "\"The bridge is safe,\" said Ana Ruiz.", "According to the report, the bridge was safe."},
    {"object.cue", "Ana Ruiz expressed hope for a new bridge.", "Ana Ruiz said that the bridge was safe."},
    {"object.next", "Ana Ruiz expressed hope for a new bridge.", "Ana Ruiz said that the bridge was safe."},
    {"object.prep", "Ana Ruiz expressed hope for a new bridge.", "Ana Ruiz said that the bridge was safe."},
    {"light", "Ana Ruiz issued a warning about the bridge to drivers.",
     "Ana Ruiz said that the bridge was safe."},
    {"light.follow", "Ana Ruiz issued a warning about the bridge to drivers.",
     "Ana Ruiz said that the bridge was safe."},
    {"headline", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge is expected to open in May."},
    {"first_sentence", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"position", "\"The bridge is safe,\" said Ana Ruiz.", "The bridge opened on Monday."},
    {"end.bias", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.next", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.follow", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.next2", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.next3", "Asked about the bridge, Ana Ruiz said it was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.prev", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.kind", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.lemma", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.len", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.len_next", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.opening", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.verb", "Ana Ruiz said the bridge was safe and denied that the road was not.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.noverb", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.comma", "Asked about the bridge, Ana Ruiz said it was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.comma_verb", "Ana Ruiz said the bridge was safe and denied that the road was not.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.clause", "Asked about the bridge, Ana Ruiz said it was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.noclause", "Ana Ruiz announced plans for a bridge, saying it would open in May.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.clause_report", "Asked about the bridge, Ana Ruiz said it was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.report", "Ana Ruiz announced plans for a bridge, saying it would open in May.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.cue", "Ana Ruiz announced plans for a bridge, saying it would open in May.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.shared_subject", "Ana Ruiz criticized the plan and warned that the bridge was unsafe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.comma_again",
     "Ana Ruiz said that the bridge, built in 1911, was safe, adding that the road was not.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.prep_time", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.prep", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.prep_verb",
     "\"It is safe,\" Ana Ruiz said of the bridge, \"and it will open in May,\" as the council wrote.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.after_quote", "Ana Ruiz denounced the plan as \"a danger\" and the council voted for it on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.before", "Asked about the bridge, Ana Ruiz said it was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.before_clause", "Asked about the bridge, Ana Ruiz said it was safe.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.quote_clause",
     "Ana Ruiz denounced the plan as \"a danger\" and the council voted for it on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.quote_ahead", "Ana Ruiz said the bridge was safe and called it \"a work of art\" on Monday.",
     "Ana Ruiz said that the bridge was safe."},
    {"end.rest", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
    {"end.form", "Ana Ruiz praised the bridge on Monday.", "Ana Ruiz said that the bridge was safe."},
};

/// How the subject of a cue is found.
const Example subject_rules[] = {
    {"none", "The claim that the bridge was safe came from the council.",
     "Ana Ruiz said that the bridge was safe."},
    {"adjacent", "Ana Ruiz said that the bridge was safe.", "\"The bridge is safe,\" said Ana Ruiz."},
    {"apposition", "Ana Ruiz, the mayor of Lowmark, said the bridge was safe.",
     "Ana Ruiz said the bridge was safe."},
    {"relative", "Ana Ruiz, who said the bridge was safe, left the hall.",
     "Ana Ruiz said the bridge was safe."},
    {"shared", "Ana Ruiz met the council and said the bridge was safe.",
     "Ana Ruiz met the council, and Tom O'Dell said the bridge was safe."},
    {"chain", "Ana Ruiz went on to say that the bridge was safe.", "Ana Ruiz said that the bridge was safe."},
    {"participle", "Ana Ruiz left the hall, saying the bridge was safe.",
     "Ana Ruiz said the bridge was safe."},
    {"inverted", "\"The bridge is safe,\" said Ana Ruiz.", "Ana Ruiz said that the bridge was safe."},
    {"object-of", "Ana Ruiz gave a speech calling for a new bridge.", "Ana Ruiz called for a new bridge."},
    {"by-agent", "Tom O'Dell was asked by the mayor whether the bridge was safe.",
     "The mayor asked whether the bridge was safe."},
    {"possessive", "Ana Ruiz's claim that the bridge was safe was wrong.",
     "The claim that the bridge was safe came from the council."},
    {"according", "According to the report, the bridge was safe.", "The report said the bridge was safe."},
    {"inside", "He's said that the bridge is safe.", "He said that the bridge is safe."},
    {"colon", "Ana Ruiz: \"The bridge is safe for all who cross it.\"",
     "\"The bridge is safe,\" said Ana Ruiz."},
};

std::vector<Reason> reasons_of(const std::string& text) {
  static const auto parser = Parser::create();
  return parser.value().explain(text + "\n", {}).value().reasons;
}

/// The names of the features that explain() gives for the statements of a text, without their values.
std::set<std::string> features_of(const std::string& text) {
  std::set<std::string> out;
  for (const Reason& reason : reasons_of(text))
    out.insert(reason.feature.substr(0, reason.feature.find('~')));
  return out;
}

/// The rules by which their subjects were found: "rule~after~adjacent".
std::set<std::string> subject_rules_of(const std::string& text) {
  std::set<std::string> out;
  for (const Reason& reason : reasons_of(text))
    if (reason.feature.starts_with("rule~")) out.insert(reason.feature.substr(reason.feature.rfind('~') + 1));
  return out;
}

}  // namespace

TEST_CASE("every feature has a sentence in which it holds and one in which it does not", "[attribute]") {
  std::set<std::string> shown;
  for (const Example& e : examples) {
    INFO(e.feature);
    CHECK(features_of(e.holds).count(e.feature) == 1);
    CHECK(features_of(e.does_not).count(e.feature) == 0);
    shown.insert(e.feature);
  }
  for (const FeatureAxes& feature : feature_axes) {
    INFO(feature.name);
    CHECK(shown.count(std::string(feature.name)) == 1);
  }
}

TEST_CASE("every rule for subjects has a sentence that it takes and one that it does not", "[attribute]") {
  std::set<std::string> shown;
  for (const Example& e : subject_rules) {
    INFO(e.feature);
    CHECK(subject_rules_of(e.holds).count(e.feature) == 1);
    CHECK(subject_rules_of(e.does_not).count(e.feature) == 0);
    shown.insert(e.feature);
  }
  for (std::string_view rule : subject_rule_names) CHECK(shown.count(std::string(rule)) == 1);
}
