// Start tags of the head and the title → candidates; JSON-LD is read in json_ld.cpp.
#include "read/html/metadata.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "read/html/entities.hpp"
#include "read/html/json_ld.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_per_field = 64, max_value = 4000, max_tags = 2000;

struct MetaKey {
  std::string_view key;
  MetaField field;
  std::uint8_t rank;
  bool suffix;
};
constexpr MetaKey meta_keys[] = {
#define META_KEY(key, field, rank) {key, MetaField::field, rank, false},
#define META_SUFFIX(key, field, rank) {key, MetaField::field, rank, true},
#include "read/html/meta_keys.def"
#undef META_SUFFIX
#undef META_KEY
};

// Keys that speak of an app, a video player, a card or a place, whatever follows.
constexpr std::string_view foreign_prefixes[] = {"smartbanner",    "al:",      "fb:",           "branch:",
                                                 "video:",         "music:",   "book:",         "twitter:app",
                                                 "google",         "apple",    "msapplication", "viewport",
                                                 "citationauthor", "og:image", "og:video",      "profile:"};

std::string plain_key(std::string_view key) {
  std::string out;
  for (char c : key.substr(0, 80))
    if (c != '-' && c != '_' && c != ' ') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

const MetaKey* look_up(std::string_view key, bool whole) {
  for (const MetaKey& k : meta_keys)
    if (k.key == key && (whole || k.suffix)) return &k;
  return nullptr;
}

const MetaKey* find_key(std::string_view key) {
  if (const MetaKey* found = look_up(key, true)) return found;
  for (std::string_view foreign : foreign_prefixes)
    if (key.substr(0, foreign.size()) == foreign) return nullptr;
  if (key.substr(0, 3) == "og:")
    if (const MetaKey* found = look_up(key.substr(3), true)) return found;
  auto mark = key.find_last_of(":.");
  return mark == std::string_view::npos ? nullptr : look_up(key.substr(mark + 1), false);
}

std::string_view get(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const Attribute& a : attributes)
    if (a.name == name) return a.value;
  return {};
}

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool has_word(std::string_view list, std::string_view word) {
  std::string lower = lower_ascii(list);
  for (std::size_t at = 0; (at = lower.find(word, at)) != std::string::npos; at += word.size()) {
    std::size_t end = at + word.size();
    if ((at == 0 || lower[at - 1] == ' ') && (end == lower.size() || lower[end] == ' ')) return true;
  }
  return false;
}

class Collector {
 public:
  explicit Collector(std::string_view html) : html_(html) {}

  void title(Span span) {
    if (!span.empty()) add(MetaField::title, Origin::title, slice(span), "title", 0, span);
  }

  void tag(Span span) {
    std::string_view tag = slice(span);
    std::vector<Attribute> attributes = read_attributes(tag);
    std::string name =
        lower_ascii(tag.substr(1, std::min(tag.find_first_of(" \t\r\n\f/>", 1), tag.size()) - 1));
    if (name == "meta")
      meta(attributes, span);
    else if (name == "link")
      link(attributes, span);
    else if (name == "html")
      language(attributes, span);
  }

  PageIdentity identity() const {
    PageIdentity page;
    for (const MetaCandidate& m : out_) {
      if (m.field == MetaField::url && m.rank == 0) page.urls.push_back(m.value);
      if (m.field == MetaField::title) page.titles.push_back(m.value);
    }
    return page;
  }

  std::vector<MetaCandidate>& out() { return out_; }

 private:
  std::string_view slice(Span span) const { return html_.substr(span.start, span.size()); }

  void add(MetaField field, Origin from, std::string_view raw, std::string key, std::uint8_t rank,
           Span span) {
    if (raw.empty() || raw.size() > max_value || counts_[static_cast<std::size_t>(field)]++ >= max_per_field)
      return;
    std::string value = clean_value(raw);
    if (!value.empty()) out_.push_back({field, from, std::move(value), std::move(key), rank, span});
  }

  void language(const std::vector<Attribute>& attributes, Span span) {
    std::string_view lang = get(attributes, "lang");
    if (lang.empty()) lang = get(attributes, "xml:lang");
    add(MetaField::language, Origin::meta, lang, "html[lang]", 0, span);
  }

  void link(const std::vector<Attribute>& attributes, Span span) {
    std::string_view rel = get(attributes, "rel"), href = get(attributes, "href");
    if (has_word(rel, "canonical"))
      add(MetaField::url, Origin::link, href, "canonical", 0, span);
    else if (has_word(rel, "amphtml") || has_word(rel, "shortlink"))
      return;
    else if (has_word(rel, "author"))
      add(MetaField::author_url, Origin::link, href, "link[author]", 2, span);
  }

  void meta(const std::vector<Attribute>& attributes, Span span) {
    std::string_view content = get(attributes, "content");
    if (content.empty()) content = get(attributes, "value");
    if (content.empty()) return;
    for (std::string_view attribute : {"property", "name", "itemprop", "http-equiv"}) {
      std::string_view keys = get(attributes, attribute);
      if (keys.empty()) continue;
      if (attribute == "itemprop" && itemprop(keys, content, span)) return;
      std::string key = lower_ascii(keys.substr(0, 80));
      const MetaKey* found = attribute == "itemprop" ? nullptr : find_key(plain_key(key));
      if (found == nullptr) continue;
      add(found->field, Origin::meta, content, std::move(key), found->rank, span);
      return;
    }
  }

  // <meta itemprop="dateCreated datePublished">: as elsewhere in the page, it may speak of a part of the
  // page.
  bool itemprop(std::string_view keys, std::string_view content, Span span) {
    static constexpr std::array<MetaKey, 9> known{{{"datePublished", MetaField::published, 0, false},
                                                   {"dateModified", MetaField::modified, 0, false},
                                                   {"dateCreated", MetaField::published, 2, false},
                                                   {"headline", MetaField::title, 0, false},
                                                   {"author", MetaField::author, 2, false},
                                                   {"inLanguage", MetaField::language, 2, false},
                                                   {"articleSection", MetaField::section, 0, false},
                                                   {"keywords", MetaField::keyword, 2, false},
                                                   {"uploadDate", MetaField::published, 2, false}}};
    for (const MetaKey& k : known)
      if (has_word(keys, lower_ascii(k.key))) {
        add(k.field, Origin::microdata, content, "itemprop:" + std::string(k.key), k.rank, span);
        return true;
      }
    return false;
  }

  std::string_view html_;
  std::vector<MetaCandidate> out_;
  std::array<std::size_t, 32> counts_{};
};

}  // namespace

std::vector<MetaCandidate> collect_metadata(std::string_view html, const Scan& scan) {
  Collector collector(html);
  collector.title(scan.title);
  std::size_t tags = 0;
  for (Span span : scan.head_tags)
    if (++tags <= max_tags) collector.tag(span);
  PageIdentity page = collector.identity();
  read_json_ld(html, scan.json_ld, page, collector.out());
  return std::move(collector.out());
}

}  // namespace nutgraf
