#include "read/titles.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_title = 1000;  // bytes; longer values are no titles

/// Beyond ASCII.
bool is_wordlike(char32_t code) {
  auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/// ASCII letters in lower case and digits; 0 for the rest.
constexpr auto ascii_folded = [] {
  std::array<char, 128> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = table[c - 32u] = c;
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  return table;
}();

std::string fold(std::string_view text, bool blanks) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0, n = 0; at < text.size(); at += n) {
    if (const auto c = static_cast<unsigned char>(text[at]); c < 0x80) {
      n = 1;
      const char folded = ascii_folded[c];
      if (folded != 0 && gap && blanks && !out.empty()) out.push_back(' ');
      gap = folded == 0;
      if (folded != 0) out.push_back(folded);
      continue;
    }
    char32_t code = code_point(text, at, n);
    if (code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0xFEFF) continue;
    if (!is_wordlike(code)) {
      gap = true;
      continue;
    }
    if (gap && blanks && !out.empty()) out += ' ';
    gap = false;
    append_lower(out, text.substr(at, n));
  }
  return out;
}

// ---- parts of a title
// ----------------------------------------------------------------------------------------------
enum class MarkKind : std::uint8_t { bar, dash, colon };  // how surely what follows is the site's part

struct Part {
  std::size_t start, end;  // without blanks around
  MarkKind before;         // the mark before it
};

struct Mark {
  std::string_view text;
  MarkKind kind;
};
constexpr MarkKind bar = MarkKind::bar, dash = MarkKind::dash, colon = MarkKind::colon;
constexpr Mark marks[] = {{"|", bar},    {" - ", dash},  {" – ", dash},  {" — ", dash}, {" · ", bar},
                          {" • ", bar},  {" » ", bar},   {" « ", bar},   {" › ", bar},  {" :: ", bar},
                          {" ~ ", bar},  {" / ", bar},   {" -- ", dash}, {"：", colon}, {"｜", bar},
                          {"_", bar},    {" > ", bar},   {" ⋆ ", bar},   {" ● ", bar},  {" ∙ ", bar},
                          {": ", colon}, {" : ", colon}, {"¦", bar},     {"│", bar}};

/// Bytes that a mark begins with.
constexpr auto mark_starts = [] {
  std::array<bool, 256> table{};
  for (const Mark& mark : marks) table[static_cast<unsigned char>(mark.text[0])] = true;
  return table;
}();

const Mark* mark_at(std::string_view title, std::size_t at) {
  for (const Mark& mark : marks)
    if (title.substr(at, mark.text.size()) == mark.text) return &mark;
  return nullptr;
}

std::vector<Part> split_parts(std::string_view title) {
  std::vector<Part> parts{{0, title.size(), bar}};
  for (std::size_t at = 1; at < title.size() && parts.size() < 12; ++at) {
    const bool may_be = mark_starts[static_cast<unsigned char>(title[at])];
    const Mark* mark = may_be ? mark_at(title, at) : nullptr;
    if (mark == nullptr) continue;
    parts.back().end = at;
    at += mark->text.size();
    parts.push_back({at, title.size(), mark->kind});
    --at;
  }
  for (Part& part : parts) {
    while (part.start < part.end && title[part.start] == ' ') ++part.start;
    while (part.end > part.start && title[part.end - 1] == ' ') --part.end;
  }
  return parts;
}

std::size_t count_words(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

std::string_view slice(std::string_view title, const std::vector<Part>& parts, std::size_t first,
                       std::size_t last) {
  return title.substr(parts[first].start, parts[last - 1].end - parts[first].start);
}

// The range of parts that stays when those that name the site are dropped; [0, size) if none does.
std::pair<std::size_t, std::size_t> keep_range(std::string_view title, const std::vector<Part>& parts,
                                               const std::vector<std::string>& sites) {
  auto names_site = [&](std::size_t i, MarkKind mark) {
    std::string_view part = slice(title, parts, i, i + 1);
    if (mark != colon) return is_site_name(part, sites);
    return std::find(sites.begin(), sites.end(), fold_solid(part)) != sites.end();
  };
  std::size_t first = 0, last = parts.size();
  for (std::size_t i = last; i-- > 1;)
    if (names_site(i, parts[i].before)) last = i;
  while (first + 1 < last && names_site(first, parts[first + 1].before)) ++first;
  return {first, last};
}

// ---- declared titles
// -----------------------------------------------------------------------------------------------
struct TitleWeight {
  std::string_view key;
  float weight;
};
// By the key's end, the first that fits. Shares were measured on pages whose headline is known.
constexpr TitleWeight title_weights[] = {
    {"alternativeHeadline", 0.2f}, {".headline", 0.5f},         {".name", 0.3f}, {"og:title", 0.45f},
    {"twitter:title", 0.3f},       {"itemprop:headline", 0.5f}, {"title", 0.4f}, {"", 0.3f}};

float weight_of(std::string_view key) {
  for (const TitleWeight& w : title_weights)
    if (key.size() >= w.key.size() && key.substr(key.size() - w.key.size()) == w.key) return w.weight;
  return 0;
}

void add_title(std::vector<DeclaredTitle>& out, std::string_view text, const std::string& key, float weight) {
  std::string folded = fold_words(text);
  if (folded.empty() || text.size() > max_title) return;
  for (DeclaredTitle& title : out)
    if (title.folded == folded) {
      title.weight = std::min(1.0f, title.weight + weight);
      return;
    }
  out.push_back({std::string(text), std::move(folded), key, weight});
}

// Every run of parts may be the wording shown: a weak candidate each, a strong one if it is declared
// elsewhere too.
void add_runs(std::vector<DeclaredTitle>& out, std::string_view title, const std::string& key) {
  auto share = [&](std::string_view run) {  // the longer of two parts is the headline
    return 0.1f * static_cast<float>(run.size()) / static_cast<float>(title.size());
  };
  auto weight = [&](std::string_view run, std::size_t count) {
    const DeclaredTitle* known = find_title(out, fold_words(run));
    return known != nullptr && known->weight >= 0.3f && run != title
               ? weight_of(key)
               : 0.05f * static_cast<float>(count) + share(run);
  };
  std::vector<Part> parts = split_parts(title);
  if (parts.size() > 6) return;
  for (std::size_t first = 0; first < parts.size(); ++first)
    for (std::size_t last = parts.size(); last > first; --last)
      if (parts[first].start < parts[last - 1].end) {
        std::string_view run = slice(title, parts, first, last);
        if (count_words(run) >= 3) add_title(out, run, key, weight(run, last - first));
      }
}

std::string_view host_of(std::string_view url) {
  std::size_t start = url.find("//");
  if (start == std::string_view::npos) return {};
  url.remove_prefix(start + 2);
  return url.substr(0, url.find_first_of("/?#:"));
}

void add_host(std::vector<std::string>& out, std::string_view host) {
  if (host.substr(0, 4) == "www.") host.remove_prefix(4);
  if (host.empty()) return;
  out.push_back(fold_solid(host));
  for (std::size_t dot; (dot = host.find('.')) != std::string_view::npos; host.remove_prefix(dot + 1)) {
    std::string label = fold_solid(host.substr(0, dot));
    if (label.size() > 3) out.push_back(std::move(label));
  }
}

}  // namespace

std::string fold_words(std::string_view text) {
  return fold(text, true);
}
std::string fold_solid(std::string_view text) {
  return fold(text, false);
}

std::vector<std::string> site_names(const Page& page) {
  std::vector<std::string> out;
  for (const MetaCandidate& m : page.meta) {
    bool name = m.field == MetaField::site_name && m.value.size() < 100 && m.value.substr(0, 4) != "http";
    if (name) out.push_back(fold_solid(m.value));
    if (m.field == MetaField::url && m.rank == 0) add_host(out, host_of(m.value));
  }
  std::erase_if(out, [](const std::string& s) { return s.size() < 2; });
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_site_name(std::string_view words, const std::vector<std::string>& sites) {
  return is_folded_site_name(fold_solid(words), sites);
}

bool is_folded_site_name(std::string_view solid, const std::vector<std::string>& sites) {
  if (solid.empty()) return true;
  for (const std::string& site : sites) {
    if (solid == site) return true;
    bool holds = solid.size() >= 4 && site.size() >= 4 &&
                 (solid.find(site) != std::string_view::npos || site.find(solid) != std::string::npos);
    if (holds && 10 * std::min(solid.size(), site.size()) >= 5 * std::max(solid.size(), site.size()))
      return true;
  }
  return false;
}

std::string_view strip_site(std::string_view title, const std::vector<std::string>& sites, bool* sure) {
  if (sure != nullptr) *sure = true;
  std::vector<Part> parts = split_parts(title);
  if (parts.size() == 1) return title;
  auto [first, last] = keep_range(title, parts, sites);
  bool named = first > 0 || last < parts.size();
  if (named && parts[first].start < parts[last - 1].end) return slice(title, parts, first, last);
  if (sure != nullptr) *sure = false;
  std::size_t rest = count_words(slice(title, parts, 0, parts.size() - 1));
  std::size_t tail = count_words(slice(title, parts, parts.size() - 1, parts.size()));
  if (parts.back().before == bar && tail <= 5 && rest > tail) return slice(title, parts, 0, parts.size() - 1);
  return title;
}

std::vector<DeclaredTitle> declared_titles(const Page& page) {
  std::vector<DeclaredTitle> out;
  std::vector<std::string> sites = site_names(page);
  for (const MetaCandidate& m : page.meta) {
    if (m.field != MetaField::title || m.rank == 1) continue;
    bool sure = true;
    std::string_view stripped = strip_site(m.value, sites, &sure);
    add_title(out, stripped, m.key, weight_of(m.key) * (sure ? 1.0f : 0.8f) * (m.rank == 0 ? 1.0f : 0.5f));
  }
  for (const MetaCandidate& m : page.meta)
    if (m.field == MetaField::title && m.rank == 0 && m.key == "title") add_runs(out, m.value, m.key);
  std::stable_sort(out.begin(), out.end(),
                   [](const DeclaredTitle& a, const DeclaredTitle& b) { return a.weight > b.weight; });
  return out;
}

const DeclaredTitle* find_title(const std::vector<DeclaredTitle>& titles, std::string_view folded) {
  for (const DeclaredTitle& title : titles)
    if (title.folded == folded) return &title;
  return nullptr;
}

}  // namespace nutgraf
