// The block that shows the headline of a page, by the titles that the page declares.
#include <algorithm>

#include "read/titles.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t longest = 400;     // bytes of a headline
constexpr float least_weight = 0.25f;      // of a declared title
constexpr float least_of_heading = 0.04f;  // where a heading has its wording: any part of the page's title

// A title counts by how surely it is declared, and by what the block is.
float heading_weight(const Layout& layout) {
  constexpr std::uint32_t outside =
      region::nav | region::footer | region::aside | region::hidden | region::template_;
  float weight = layout.heading == 1 ? 0.6f : layout.heading == 2 ? 0.4f : layout.heading != 0 ? 0.25f : 0.0f;
  if (layout.regions & region::itemprop_headline) weight += 0.2f;
  if (layout.regions & outside) weight -= 0.4f;
  if (layout.form == BlockForm::list_item || layout.form == BlockForm::table_row) weight -= 0.2f;
  return weight;
}

struct Match {
  Span span;
  float weight = 0;
};

// "Weather Floods close the pass" where "Weather: Floods close the pass" is declared: the mark's absence
// shows that the kicker is an element of its own. Bytes of the kicker, or 0.
std::uint32_t glued_kicker(std::string_view text, std::string_view declared) {
  for (std::string_view mark : {": ", " - ", " – ", " | "}) {
    std::size_t at = declared.find(mark);
    if (at == std::string_view::npos || at < 3 || at > 40) continue;
    std::string_view kicker = declared.substr(0, at), rest = declared.substr(at + mark.size());
    bool glued = text.size() == at + 1 + rest.size() && text[at] == ' ' && text.starts_with(kicker) &&
                 text.ends_with(rest);
    if (glued && std::count(rest.begin(), rest.end(), ' ') >= 2) return static_cast<std::uint32_t>(at + 1);
  }
  return 0;
}

// The declared title with which a heading ends: "Weather Floods close the pass", "Title:Floods close the
// pass".
const DeclaredTitle* ending(std::string_view text, const std::vector<DeclaredTitle>& titles) {
  for (const DeclaredTitle& title : titles) {
    if (title.weight < 0.4f || title.text.size() < 15 || text.size() <= title.text.size()) continue;
    char before = text[text.size() - title.text.size() - 1];
    if (text.ends_with(title.text) && (before == ' ' || before == ':')) return &title;
  }
  return nullptr;
}

// The declared title with which a heading begins, its deck in the same element: "Floods close the pass Two
// roads are cut off".
const DeclaredTitle* beginning(std::string_view text, const std::vector<DeclaredTitle>& titles) {
  for (const DeclaredTitle& title : titles)
    if (title.weight >= 0.8f && title.text.size() >= 15 && text.size() > title.text.size() &&
        text.starts_with(title.text) && text[title.text.size()] == ' ')
      return &title;
  return nullptr;
}

// The whole block, one of its lines, or its end after a kicker. `folded`: its fold_words().
std::optional<Match> match_block(const Page& page, const PageBlock& block, std::string_view folded,
                                 const std::vector<DeclaredTitle>& titles) {
  std::string_view text = page.slice(block.span);
  auto matched = [&](std::string_view words) {
    const DeclaredTitle* title = find_title(titles, words);
    float least = block.layout.heading != 0 ? least_of_heading : least_weight;
    return title != nullptr && title->weight >= least ? title : nullptr;
  };
  const DeclaredTitle* whole = matched(folded);
  const DeclaredTitle* tail = block.layout.heading != 0 ? ending(text, titles) : nullptr;
  if (tail != nullptr && (whole == nullptr || whole->weight + 0.4f < tail->weight)) {
    auto size = static_cast<std::uint32_t>(tail->text.size());
    return Match{{block.span.end - size, block.span.end}, tail->weight - 0.1f};
  }
  const DeclaredTitle* head =
      whole == nullptr && block.layout.heading != 0 ? beginning(text, titles) : nullptr;
  if (head != nullptr)
    return Match{{block.span.start, block.span.start + static_cast<std::uint32_t>(head->text.size())},
                 head->weight - 0.1f};
  if (const DeclaredTitle* title = whole)
    return Match{{block.span.start + glued_kicker(text, title->text), block.span.end}, title->weight};
  if (block.layout.heading == 0) return std::nullopt;
  for (std::size_t at = 0; at < text.size() && text.find('\n') != std::string_view::npos;) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    auto start = static_cast<std::uint32_t>(block.span.start + at);
    if (const DeclaredTitle* title = matched(fold_words(text.substr(at, end - at))))
      return Match{{start, static_cast<std::uint32_t>(block.span.start + end)}, title->weight - 0.05f};
    at = end + 1;
  }
  return std::nullopt;
}

// Bytes of the shortest declared title, folded, that a block other than a heading may show.
std::size_t shortest_title(const std::vector<DeclaredTitle>& titles) {
  std::size_t shortest = std::string::npos;
  for (const DeclaredTitle& title : titles)
    if (title.weight >= least_weight) shortest = std::min(shortest, title.folded.size());
  return shortest;
}

// fold_solid() from fold_words().
std::string without_blanks(std::string words) {
  std::erase(words, ' ');
  return words;
}

}  // namespace

std::optional<ShownTitle> shown_title(const Page& page, const std::vector<DeclaredTitle>& titles,
                                      const std::vector<std::string>& sites) {
  std::optional<ShownTitle> best, top;
  float most = 0;
  const std::size_t shortest = shortest_title(titles);
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    if (block.span.size() > longest) continue;
    // letters of lower case have at most twice the bytes
    if (block.layout.heading == 0 && block.span.size() * 2 < shortest) continue;
    const std::string folded = fold_words(page.slice(block.span));
    if (is_folded_site_name(without_blanks(folded), sites)) continue;
    if (block.layout.heading == 1 && !top) top = ShownTitle{i, block.span, false};
    std::optional<Match> match = match_block(page, block, folded, titles);
    if (!match) continue;
    float weight = match->weight + heading_weight(block.layout);
    if (!best || weight > most + 0.001f) best = ShownTitle{i, match->span, true}, most = weight;
  }
  if (best || !top || is_akin(fold_words(page.slice(top->span)), titles)) return best ? best : top;
  return std::nullopt;
}

bool is_akin(std::string_view folded, const std::vector<DeclaredTitle>& titles) {
  constexpr std::size_t stem = 4;  // bytes
  if (titles.empty() || titles.front().weight < 0.4f) return true;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = std::min(folded.find(' ', at), folded.size());
    std::string start = " " + std::string(folded.substr(at, std::min(end - at, stem)));
    bool known = end - at >= stem && std::any_of(titles.begin(), titles.end(), [&](const DeclaredTitle& t) {
                   return t.folded.find(start) != std::string::npos || t.folded.starts_with(start.substr(1));
                 });
    if (known) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace nutgraf
