// attribute/: what stands around a cue word: its subject, what follows it, what comes before. Private.
//
//     "We waited," Ana Ruiz told reporters on Monday, adding that …
//     [pre: quote] [subject][cue ] (hearer)(adjunct)  ^start, follow: comma
#pragma once
#include <cstdint>

#include "attribute/model.hpp"
#include "attribute/syntax.hpp"
#include "attribute/token_ranges.hpp"

namespace nutgraf {

/// What follows the cue group, hearer and adjuncts skipped.
enum class Follow : std::uint8_t {
  quote,
  that,
  clause,
  noun,
  to,
  gerund,
  wh,
  adjective,
  preposition,
  as,
  comma,
  colon,
  end,
  conjunction,
  verb,
  sub,
  by,
  next_quote,  // the next sentence is a quotation
  next_block,  // a colon ends the block and the next one is a quotation
  participle,  // a comma and an -ing form
  far_quote,   // words, then a comma or colon and a quotation: "gave a warning: …"
  saying,      // words, then "saying"
  comma_that,  // a comma and "that", where the cue clause stands inside its content
  other,
  count
};
inline constexpr std::string_view follow_names[] = {
    "quote", "that",      "clause",    "np",         "to",       "ing",    "wh",        "adj",
    "prep",  "as",        "comma",     "colon",      "end",      "cc",     "verb",      "sub",
    "by",    "nextquote", "nextblock", "participle", "farquote", "saying", "commathat", "other"};

/// What stands directly before the cue clause (subject and cue).
enum class Before : std::uint8_t {
  start,
  quote,
  question,  // a quotation that ends its own sentence with ? or !
  clause,
  fragment,
  that,
  wh,
  sub,
  conjunction,
  noun,
  verb,
  prep,
  other,
  count
};
inline constexpr std::string_view before_names[] = {"start", "quote", "question", "clause", "fragment",
                                                    "that",  "wh",    "sub",      "cc",     "np",
                                                    "verb",  "prep",  "other"};

enum class SubjectKind : std::uint8_t {
  none,
  he,
  they,
  it,
  first,
  you,
  who,
  which,
  name,
  unnamed,
  org,
  document,
  common,
  demonstrative,
  count
};
inline constexpr std::string_view subject_names[] = {"none", "he",       "they",   "it",   "I",
                                                     "you",  "who",      "which",  "name", "person",
                                                     "org",  "document", "common", "this"};

/// How the subject was found; the name of the rule.
enum class SubjectRule : std::uint8_t {
  none,
  adjacent,
  apposition,
  relative,
  shared,
  chain,
  participle,
  inverted,
  object_of,
  by_agent,
  possessive,
  according,
  inside,
  colon,
  count
};
inline constexpr std::string_view subject_rule_names[] = {
    "none",     "adjacent",  "apposition", "relative",   "shared",    "chain",  "participle",
    "inverted", "object-of", "by-agent",   "possessive", "according", "inside", "colon"};

struct Subject {
  TokenRange range;
  std::uint32_t head = 0;  ///< token
  std::uint32_t edge = 0;  ///< first token of the cue clause: subject or verb, whichever is first
  SubjectKind kind = SubjectKind::none;
  SubjectRule rule = SubjectRule::none;
  TokenRange antecedent;  ///< of a relative pronoun
};

enum class CueType : std::uint8_t { verb, noun, adjective, according, colon, count };
inline constexpr std::string_view cue_type_names[] = {"verb", "noun", "adj", "according", "colon"};

struct Frame {
  CueType type = CueType::verb;
  std::uint32_t chunk = 0;  ///< of the cue word
  std::uint32_t head = 0;   ///< token of the cue word
  TokenRange cue;           ///< the words shown as the cue
  std::uint16_t cue_id = 0;
  CueKind kind = CueKind::other;
  Tag tag = Tag::other;  ///< class of the head
  Follow follow = Follow::other;
  std::uint16_t follow_word = 0;  ///< lexicon id of the preposition
  std::uint32_t start = 0;        ///< first token of what follows
  bool hearer = false;            ///< a hearer was skipped
  bool adjunct = false;           ///< time or place words were skipped
  Before before = Before::other;
  Subject subject;
  TokenRange agent;  ///< after "by"
  std::uint32_t sentence_first = 0, sentence_last = 0;
  std::uint16_t chain_lemma = 0;  ///< cue id of the verb that this one depends on ("declined to comment")
};

/// Where the content stands to the cue.
enum class Mode : std::uint8_t { after, before, both, subject, count };
inline constexpr std::string_view mode_names[] = {"after", "before", "both", "subject"};

}  // namespace nutgraf
