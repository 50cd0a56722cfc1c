#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "attribute/attributions.hpp"
#include "attribute/finder.hpp"
#include "attribute/resolve.hpp"
#include "rules/rules.hpp"

namespace nutgraf {
namespace {

Span span_of(const Tokens& tokens, TokenRange r) {
  return {tokens.tokens[r.first].start, tokens.tokens[r.last - 1].end()};
}

/// "Ana Ruiz, the mayor," without its last comma.
TokenRange without_comma(const Tokens& tokens, TokenRange r) {
  auto comma = [&] {
    return unsigned{r.last - r.first > 1} & unsigned{tokens.tokens[r.last - 1].is(TokenKind::comma)};
  };
  r.last -= comma();  // whether there is one cannot be foreseen; that there are two, never
  while (comma() != 0) [[unlikely]]-- r.last;
  return r;
}

bool pronoun_before(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  for (std::string_view w : {"i", "we", "he", "she", "they", "it", "you", "who"})
    if (lower == w) return true;
  return false;
}

/// Where an apostrophe stands in the word behind one to four letters, as in "We'd"; 0 if none does.
std::uint32_t apostrophe_in(std::string_view word) {
  unsigned places = 0;  // bits; no branch, as which letters a word has cannot be foreseen
  const std::size_t last = word.size() - 1;
  for (unsigned at = 1; at < 5; ++at) {
    const char c = word[std::min<std::size_t>(at, last)];
    places |= unsigned{(c == '\'' || c == '\xE2') && at <= last} << at;
  }
  return places == 0 ? 0 : static_cast<std::uint32_t>(std::countr_zero(places));
}

/// Of "We'd" the pronoun alone.
Span speaker_span(const Page& page, const Tokens& tokens, TokenRange source) {
  const TokenRange r = without_comma(tokens, source);
  Span out = span_of(tokens, r);
  if (r.size() > 1 || !tokens.tokens[r.first].is(TokenKind::word)) return out;
  const std::string_view word = page.slice(out);
  const std::uint32_t cut = apostrophe_in(word);
  if (cut != 0 && pronoun_before(word.substr(0, cut))) out.end = out.start + cut;
  return out;
}

/// direct: all words in quotation marks; mixed: some.
AttributionKind kind_of(const Tokens& tokens, const Found& found) {
  static_assert(static_cast<int>(TokenKind::word) == 0 && static_cast<int>(TokenKind::number) == 1);
  unsigned seen = 0;  // 1: words out of quotation marks, 2: in them
  for (const TokenRange& r : found.content)
    for (const Token* t = &tokens.tokens[r.first]; t != &tokens.tokens[r.last - 1] + 1; ++t)
      seen |= unsigned{t->kind <= TokenKind::number} << unsigned{t->has(token_flag::in_quotes)};
  return seen == 3 ? AttributionKind::mixed : seen == 2 ? AttributionKind::direct : AttributionKind::indirect;
}

/// Of those that hold quotations; they are listed first, as which do cannot be foreseen.
void set_kinds(const Tokens& tokens, std::span<const Found> found, Memory& memory,
               std::span<Attribution> out) {
  auto* const quoted = take<std::uint32_t>(memory, found.size());
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    quoted[count] = i;
    count += unsigned{found[i].quoted} | unsigned{found[i].added};
  }
  for (std::size_t k = 0; k < count; ++k) out[quoted[k]].kind = kind_of(tokens, found[quoted[k]]);
}

}  // namespace

Attributions attribute(const Page& page, const Tokens& tokens, const Segments& segments, const Rules& rules,
                       bool keep_reasons) {
  Attributions out;
  if (tokens.tokens.empty()) return out;
  // What an article of usual length takes is at hand without asking for it.
  std::array<std::byte, 96 * 1024> usual;
  Memory memory(usual.data(), usual.size());
  Finder finder(page, tokens, segments, rules, memory);
  finder.keep_reasons = keep_reasons;
  const std::pmr::vector<Found> found = finder.run();
  out.attributions.reserve(found.size());
  out.spans.reserve(found.size() * 3);  // a mention of a source each, and contents, mostly one
  for (const Found& f : found) {
    Attribution& a = out.attributions.emplace_back();
    a.block = f.block;
    a.kind = AttributionKind::indirect;
    a.content = {static_cast<std::uint32_t>(out.spans.size()), static_cast<std::uint32_t>(f.content.size())};
    for (const TokenRange& r : f.content) out.spans.push_back(span_of(tokens, r));
    if (!f.cue.empty()) a.cue = span_of(tokens, f.cue);
    if (!f.source.empty()) a.speaker = speaker_span(page, tokens, f.source);
    if (f.parent >= 0) a.parent = static_cast<std::uint32_t>(f.parent);
    a.rule = f.rule;
    a.confidence = f.confidence;
    for (const Reason& reason : f.reasons) {
      out.reasons.push_back(reason);
      out.reasons.back().attribution = static_cast<std::uint32_t>(out.attributions.size() - 1);
    }
  }
  set_kinds(tokens, found, memory, out.attributions);
  Resolver resolver(page, tokens, rules, finder.syntax, memory);
  resolver.run(found, out);
  out.quotes = finder.quotes(found);
  return out;
}

}  // namespace nutgraf
