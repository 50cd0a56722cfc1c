// read/: the titles a page declares, without the site's part. Private. Pure; linear in the declared values.
//
// Near-equality with a declared title is the best evidence for the visible headline:
//
//     auto titles = declared_titles(page);               // once a page, best first
//     const DeclaredTitle* t = find_title(titles, fold_words(page.slice(block.span)));
//     if (t) vote(headline, t->weight);
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/page.hpp"

namespace nutgraf {

/// Letters and digits in lower case, runs of anything else as one blank: "It’s 5 o'clock — now!" → "it s 5 o
/// clock now".
std::string fold_words(std::string_view text);
/// The same without blanks: for names of sites and hosts.
std::string fold_solid(std::string_view text);

struct DeclaredTitle {
  std::string text;    ///< as declared, without the site's part where that is known
  std::string folded;  ///< fold_words(text)
  std::string key;     ///< where from: "og:title", "NewsArticle.headline", "title"
  float weight = 0;    ///< 0 to 1: how surely it is the headline's wording
};

/// Best first; equal wordings are merged (weights add up, at most 1). Empty for text input.
std::vector<DeclaredTitle> declared_titles(const Page& page);

/// The declared title with that wording, or null.
const DeclaredTitle* find_title(const std::vector<DeclaredTitle>& titles, std::string_view folded);

/// The names that the page gives its site, folded solid: site_name candidates, labels of its host. Longest
/// first.
std::vector<std::string> site_names(const Page& page);

/// True if the words are the site's own name or host, or hold little else.
bool is_site_name(std::string_view words, const std::vector<std::string>& sites);
/// The same for words that are folded solid already.
bool is_folded_site_name(std::string_view solid, const std::vector<std::string>& sites);

/// "Floods close the pass | The Lowmark Courier" → "Floods close the pass". Parts are dropped at either end
/// if they name the site, or, beside a bar, if they are short against the rest. `sure`, if given, is set to
/// false where the parting is a guess.
std::string_view strip_site(std::string_view title, const std::vector<std::string>& sites,
                            bool* sure = nullptr);

/// False if a heading has no word in common with what is surely declared: a menu's, a shop window's.
bool is_akin(std::string_view folded, const std::vector<DeclaredTitle>& titles);

/// Where the page shows its headline by what it declares: a block that is, or ends with, a declared title;
/// else its first h1, if it is akin to one. A heading goes before plain text, the better declared wording
/// before others. `sure` if a title was matched.
struct ShownTitle {
  std::uint32_t block = 0;
  Span span;
  bool sure = false;
};
std::optional<ShownTitle> shown_title(const Page& page, const std::vector<DeclaredTitle>& titles,
                                      const std::vector<std::string>& sites);

}  // namespace nutgraf
