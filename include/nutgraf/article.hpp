// The value a parse returns: a structured news article.
//
// Ownership: an Article owns its text (`Article::text`) once; every Span is a half-open range of bytes into
// that string, so slices are views that live as long as the Article. Strings are UTF-8 and always valid.
// Thread-safety: a plain value; concurrent reads are safe.
//
//     text      …|Floods close the pass|\n\nBy Ana Ruiz\n\nLOWMARK (LW) — Rivers …
//     headline   ^start               ^end        (bytes here; the JSON writes code points, see emit.hpp)
//
// An empty string, an empty optional or an empty vector means "not known"; nothing is guessed.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf {

/// Half-open range of bytes [start, end) in Article::text.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const { return end - start; }
  constexpr bool empty() const { return start >= end; }
  constexpr bool contains(Span other) const { return start <= other.start && other.end <= end; }
  constexpr bool overlaps(Span other) const { return start < other.end && other.start < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

/// Items of one of the article's lists, one after another: what belongs to an attribution or a source is kept
/// in lists of the whole article, found by Article::spans_of() and Article::statements_of().
struct Items {
  std::uint32_t first = 0;  ///< index into the list
  std::uint32_t count = 0;
};

enum class Format : std::uint8_t { text, html };

/// What a block is in the article. The names in JSON are those of to_string(Role).
enum class Role : std::uint8_t {
  headline,
  kicker,
  deck,
  byline,
  date_line,
  dateline,
  body,
  subhead,
  list_item,
  table,
  blockquote,
  pull_quote,
  question,
  answer,
  caption,
  credit,
  contributor,
  correction,
  note,
  boilerplate,
  count
};

/// What sort of boilerplate a block is; `none` for every other role.
enum class BoilerplateKind : std::uint8_t {
  none,
  promotion,
  newsletter,
  related,
  share,
  navigation,
  advertisement,
  copyright,
  cookie,
  comments,
  author_bio,
  other,
  count
};

/// One block of the page in reading order. Blocks do not overlap and cover every non-blank character.
struct Block {
  Role role = Role::body;
  BoilerplateKind boilerplate = BoilerplateKind::none;
  Span span;
  Span html;              ///< bytes of the input, HTML only; empty for text
  std::string_view rule;  ///< the rule whose vote decided; static storage or owned by the Parser
  float confidence = 0;   ///< margin of the votes, 0 to 1
};

struct Person {
  std::string name, role, affiliation, email, handle, location;
};

struct Byline {
  Span span;
  std::vector<Person> authors;
};

struct Dateline {
  Span span;  ///< the whole dateline with its separator left out
  std::string place, agency, date;
};

/// Where a value was found.
enum class Origin : std::uint8_t { visible, json_ld, meta, time, url, microdata, title, link };

struct Timestamp {
  std::string iso;  ///< ISO 8601: a day, or a day and time as far as it is stated, with its zone if stated
  std::optional<Span> span;
  Origin from = Origin::visible;
};

struct Caption {
  Span span;
  std::optional<Span> credit;
};

struct Contributor {
  std::string name, role;  ///< role: "reporting", "writing", "editing", … or empty
};

enum class QuoteKind : std::uint8_t { direct, partial, scare, title, block };

struct Quote {
  QuoteKind kind = QuoteKind::direct;
  Span span;  ///< without its marks
  std::uint32_t block = 0;
  /// Index into Article::attributions: the outermost statement that the words stand in, whose speaker the
  /// article has them from. Who is said to have said them is found by `parent`.
  std::optional<std::uint32_t> attribution;
};

enum class AttributionKind : std::uint8_t { direct, mixed, indirect };

/// One reported statement: what was said, the words that report it, and who said it.
struct Attribution {
  AttributionKind kind = AttributionKind::direct;
  std::uint32_t block = 0;  ///< the block of the first content span
  Items content;            ///< of Article::spans: with quotation marks
  std::optional<Span> cue;
  std::optional<Span> speaker;          ///< the words that name the speaker here
  std::optional<std::uint32_t> source;  ///< index into Article::sources
  /// Index of the innermost attribution in whose content this one lies: in "Ruiz said O'Dell told her that it
  /// was safe" what O'Dell told is under what Ruiz said. A parent stands before its children. Only sure
  /// statements are given inside others.
  std::optional<std::uint32_t> parent;
  std::string_view rule;
  float confidence = 0;
};

/// `unnamed`: people who are not named ("a senior official"), `group`: several of them ("voters", "a third");
/// `document`: whatever tells something and is no person or organization ("the report", "the evidence").
enum class SourceKind : std::uint8_t { person, organization, group, document, unnamed };

/// One speaker of the article with all its mentions.
struct Source {
  Span name;   ///< the fullest name, where it stands
  Span title;  ///< "White House press secretary", or empty
  SourceKind kind = SourceKind::person;
  Items mentions;      ///< of Article::spans
  Items attributions;  ///< of Article::statements
};

struct Warning {
  std::string code;  ///< stable, e.g. "invalid-utf8"
  std::string message;
  std::optional<Span> span;  ///< in Article::text
};

struct BoilerplateSpan {
  Span span;
  BoilerplateKind kind = BoilerplateKind::other;
};

/// Maps offsets in Article::text to bytes of the input. See decode/text.hpp for how it is made and read.
/// Entries are (offset in text, byte of input), ascending. From one entry to the next both advance together
/// byte for byte
/// (`unit` 0: UTF-8 input; an entry stands wherever that ceases to hold), or the input advances `unit` bytes
/// a code point (1: legacy one-byte charsets; 2: UTF-16, code points above U+FFFF take two units; 4: UTF-32).
/// For other multi-byte charsets (`unit` 255) offsets inside an entry's stretch are known only up to its
/// start. No entries: the identity.
struct ByteMap {
  struct Entry {
    std::uint32_t text, input;
  };
  std::vector<Entry> entries;
  std::uint8_t unit = 0;
};

struct Article {
  std::string text;  ///< decoded input (text), or the page's reading text (HTML)
  Format format = Format::text;
  std::string name;     ///< as given by the caller; empty if none
  std::string id;       ///< caller's identifier; empty if none
  std::string charset;  ///< "utf-8", "windows-1252", …
  std::uint64_t input_bytes = 0;
  std::string sha256;  ///< of the input, only if asked for
  ByteMap bytes;       ///< text offsets to input bytes; for text input only

  std::string url, language, title, publisher, section;
  std::vector<std::string> authors, keywords;
  std::string date;  ///< YYYY-MM-DD as published

  std::optional<Span> headline, kicker, deck;
  std::optional<Byline> byline;
  std::optional<Dateline> dateline;
  std::optional<Timestamp> published, modified;
  std::vector<Block> blocks;
  std::vector<Caption> captions;
  std::vector<Quote> quotes;
  std::vector<Attribution> attributions;
  std::vector<Source> sources;
  std::vector<Span> spans;                ///< contents of the attributions and mentions of the sources
  std::vector<std::uint32_t> statements;  ///< of the sources: indices into `attributions`
  std::vector<Contributor> contributors;
  std::vector<Span> corrections, notes;
  std::vector<Warning> warnings;

  /// The words of a span as they stand in the text; a view into `text`.
  std::string_view slice(Span span) const { return std::string_view(text).substr(span.start, span.size()); }
  /// Attribution::content or Source::mentions; a view into `spans`. What leaves the list is left out.
  std::span<const Span> spans_of(Items items) const { return part(spans, items); }
  /// Source::attributions; a view into `statements`.
  std::span<const std::uint32_t> statements_of(const Source& source) const {
    return part(statements, source.attributions);
  }

 private:
  template <class T>
  static std::span<const T> part(const std::vector<T>& list, Items items) {
    const std::size_t first = std::min<std::size_t>(items.first, list.size());
    return {list.data() + first, std::min<std::size_t>(items.count, list.size() - first)};
  }
};

std::string_view to_string(Role role);
std::string_view to_string(BoilerplateKind kind);  ///< empty for `none`
std::string_view to_string(QuoteKind kind);
std::string_view to_string(AttributionKind kind);
std::string_view to_string(SourceKind kind);
std::string_view to_string(Origin origin);
std::string_view to_string(Format format);

/// True for the roles whose text makes up the JSON `body`.
bool is_story(Role role);

}  // namespace nutgraf
