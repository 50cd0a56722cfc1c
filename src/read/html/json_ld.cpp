#include "read/html/json_ld.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "read/html/entities.hpp"
#include "read/html/loose_json.hpp"
#include "read/titles.hpp"

namespace nutgraf {
namespace {

constexpr std::uint32_t none = JsonNode::none;
constexpr std::size_t max_authors = 32, max_keywords = 64, max_entities = 400;

enum class Kind : std::uint8_t { article, page, media, site, organization, other };

struct KindName {
  std::string_view name;
  Kind kind;
};
// By the end of the lower-cased type name, the first that fits.
constexpr KindName kind_names[] = {
    {"newsmediaorganization", Kind::organization},
    {"organization", Kind::organization},
    {"corporation", Kind::organization},
    {"periodical", Kind::site},
    {"website", Kind::site},
    {"collectionpage", Kind::other},
    {"searchresultspage", Kind::other},
    {"profilepage", Kind::other},
    {"webpage", Kind::page},
    {"aboutpage", Kind::page},
    {"itempage", Kind::page},
    {"faqpage", Kind::page},
    {"qapage", Kind::page},
    {"article", Kind::article},
    {"blogposting", Kind::article},
    {"liveblogposting", Kind::article},
    {"discussionforumposting", Kind::article},
    {"socialmediaposting", Kind::article},
    {"report", Kind::article},
    {"recipe", Kind::article},
    {"howto", Kind::article},
    {"creativework", Kind::article},
    {"guide", Kind::article},
    {"podcastepisode", Kind::article},
    {"videoobject", Kind::media},
    {"audioobject", Kind::media},
    {"review", Kind::media},
    {"imagegallery", Kind::media},
    {"dataset", Kind::media},
};

Kind kind_of(std::string_view type) {
  std::string lower;
  for (char c : type) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (const KindName& k : kind_names)
    if (std::string_view(lower).ends_with(k.name)) return k.kind;
  return Kind::other;
}

struct Entity {
  std::uint32_t node;
  Kind kind;
  std::string type;
  bool nested;  // below something else than a graph or the page's mainEntity
  int score = 0;
};

/// "https://www.x.org/a/b/?q#f" → "x.org/a/b": what tells two addresses apart.
std::string_view bare_url(std::string_view url) {
  if (auto scheme = url.find("//"); scheme != std::string_view::npos) url.remove_prefix(scheme + 2);
  if (url.substr(0, 4) == "www.") url.remove_prefix(4);
  url = url.substr(0, url.find('#'));
  while (!url.empty() && url.back() == '/') url.remove_suffix(1);
  return url;
}

class JsonLd {
 public:
  JsonLd(const PageIdentity& page, std::vector<MetaCandidate>& out) : page_(page), out_(out) {
    for (const std::string& title : page.titles)
      if (titles_.size() < 8 && title.size() < 1000) titles_.push_back(fold_words(title));
  }

  void read(std::string_view script, Span where) {
    auto first = static_cast<std::uint32_t>(json_.nodes.size());
    if (script.find('"') == std::string_view::npos && script.find("&quot;") != std::string_view::npos) {
      unescaped_.push_back(std::make_unique<std::string>(resolve_entities(script)));
      script = *unescaped_.back();
    }
    json_.read(script);
    spans_.push_back({first, where});
  }

  void emit() {
    collect();
    rank_articles();
    bool article = std::any_of(entities_.begin(), entities_.end(),
                               [&](const Entity& e) { return e.kind == Kind::article && is_main(e); });
    for (const Entity& entity : entities_) emit_entity(entity, article);
  }

 private:
  // ---- entities
  // ----------------------------------------------------------------------------------------------------
  void collect() {
    for (std::uint32_t i = 0; i < json_.nodes.size(); ++i) {
      const JsonNode& node = json_.nodes[i];
      if (node.kind == JsonKind::string && node.key == "@id" && node.parent != none) note_id(node);
      if (node.kind != JsonKind::object || entities_.size() >= max_entities) continue;
      auto [kind, type] = type_of(i);
      if (!type.empty()) entities_.push_back({i, kind, std::move(type), is_nested(i)});
    }
  }

  // An object with more than its @id is the one that others refer to.
  void note_id(const JsonNode& id) {
    std::uint32_t first = json_.nodes[id.parent].first;
    if (json_.nodes[first].next != none) ids_.emplace(id.raw, id.parent);
  }

  // The type that tells most, of one or several.
  std::pair<Kind, std::string> type_of(std::uint32_t object) const {
    std::uint32_t node = json_.child(object, "@type");
    if (node == none) return {Kind::other, {}};
    if (json_.nodes[node].kind == JsonKind::array) node = json_.nodes[node].first;
    std::pair<Kind, std::string> best{Kind::other, {}};
    for (int n = 0; node != none && n < 8; node = json_.nodes[node].next, ++n) {
      std::string type = json_.value(node);
      if (auto slash = type.find_last_of("/:"); slash != std::string::npos) type.erase(0, slash + 1);
      Kind kind = kind_of(type);
      if (best.second.empty() || kind < best.first) best = {kind, std::move(type)};
      if (json_.nodes[node].parent == object) break;
    }
    return best;
  }

  bool is_nested(std::uint32_t node) const {
    for (; node != none; node = json_.nodes[node].parent) {
      std::string_view key = json_.nodes[node].key;
      if (!key.empty() && key != "@graph" && key != "mainEntity" && key != "mainEntityOfPage") return true;
    }
    return false;
  }

  // ---- which article is the page's own
  // -----------------------------------------------------------------------------
  void rank_articles() {
    best_score_ = 0;
    std::size_t articles = 0;
    for (Entity& entity : entities_) {
      if (entity.kind != Kind::article || entity.nested) continue;
      entity.score = 1 + url_score(entity) + title_score(entity);
      best_score_ = std::max(best_score_, entity.score);
      ++articles;
    }
    unsure_ = best_score_ == 1 && articles > 2;
  }

  int url_score(const Entity& entity) const {
    for (std::string_view key : {"url", "@id", "mainEntityOfPage"}) {
      std::string url = link_value(json_.child(entity.node, key));
      for (const std::string& known : page_.urls)
        if (!url.empty() && bare_url(url) == bare_url(known)) return 2;
    }
    return 0;
  }

  int title_score(const Entity& entity) const {
    for (std::string_view key : {"headline", "name"}) {
      std::uint32_t node = json_.child(entity.node, key);
      std::string title = node == none ? std::string() : fold_words(json_.value(node));
      for (const std::string& known : titles_)
        if (!title.empty() &&
            (known.find(title) != std::string::npos || title.find(known) != std::string::npos))
          return 4;
    }
    return 0;
  }

  bool is_main(const Entity& entity) const {
    return !entity.nested && entity.score == best_score_ && !unsure_;
  }

  // ---- values
  // ------------------------------------------------------------------------------------------------------
  std::string link_value(std::uint32_t node) const {
    if (node == none) return {};
    if (json_.nodes[node].kind == JsonKind::object) {
      std::uint32_t id = json_.child(node, "@id");
      if (id == none) id = json_.child(node, "url");
      return id == none ? std::string() : json_.value(id);
    }
    return json_.value(node);
  }

  Span where(std::uint32_t node) const {
    Span span;
    for (const auto& [first, script] : spans_)
      if (first <= node) span = script;
    return span;
  }

  void put(MetaField field, std::string value, std::string key, std::uint8_t rank, std::uint32_t node) {
    if (value.empty() || value.size() > 4000) return;
    out_.push_back({field, Origin::json_ld, std::move(value), std::move(key), rank, where(node)});
  }

  void put_text(const Entity& e, std::string_view property, MetaField field, std::uint8_t rank) {
    std::uint32_t node = json_.child(e.node, property);
    if (node == none) return;
    if (json_.nodes[node].kind == JsonKind::array) node = json_.nodes[node].first;
    if (node != none) put(field, json_.value(node), e.type + "." + std::string(property), rank, node);
  }

  void put_list(const Entity& e, std::string_view property, MetaField field, std::uint8_t rank) {
    std::uint32_t node = json_.child(e.node, property);
    if (node == none) return;
    if (json_.nodes[node].kind != JsonKind::array)
      return put(field, json_.value(node), e.type + "." + std::string(property), rank, node);
    std::size_t count = 0;
    for (node = json_.nodes[node].first; node != none && ++count <= max_keywords;
         node = json_.nodes[node].next)
      put(field, json_.value(node), e.type + "." + std::string(property), rank, node);
  }

  // The object itself, or the one that its @id refers to where it says nothing more.
  std::uint32_t resolve(std::uint32_t object) const {
    std::uint32_t id = json_.child(object, "@id");
    if (id == none || json_.child(object, "name") != none) return object;
    auto it = ids_.find(json_.nodes[id].raw);
    return it == ids_.end() ? object : it->second;
  }

  std::string name_in(std::uint32_t object) const {
    if (std::uint32_t name = json_.child(object, "name"); name != none) {
      if (json_.nodes[name].kind == JsonKind::array) name = json_.nodes[name].first;
      return name == none ? std::string() : json_.value(name);
    }
    std::string full;
    for (std::string_view key : {"givenName", "familyName"})
      if (std::uint32_t part = json_.child(object, key); part != none) {
        std::string word = json_.value(part);
        if (!full.empty() && !word.empty()) full += ' ';
        full += word;
      }
    return full;
  }

  void put_author(const Entity& e, std::string_view property, std::uint32_t node, std::uint8_t rank) {
    std::string key = e.type + "." + std::string(property);
    std::uint32_t object = node;
    if (json_.nodes[node].kind == JsonKind::object)
      object = resolve(node);
    else if (auto it = ids_.find(json_.nodes[node].raw); it != ids_.end())
      object = it->second;  // a bare @id
    else
      return put(MetaField::author, json_.value(node), key, rank, node);
    std::string type = type_of(object).second;
    if (type.empty()) type = type_of(node).second;
    if (!type.empty()) key += "[" + type + "]";
    put(MetaField::author, name_in(object), key, rank, node);
    if (std::uint32_t url = json_.child(object, "url"); url != none)
      put(MetaField::author_url, json_.value(url), e.type + "." + std::string(property) + ".url", rank, url);
  }

  // Author lists may be nested ([[a, b]]), and one object may hold several names.
  void put_authors(const Entity& e, std::string_view property, std::uint8_t rank) {
    std::uint32_t node = json_.child(e.node, property);
    if (node == none) return;
    std::vector<std::uint32_t> todo{node};
    for (std::size_t count = 0; !todo.empty() && count < 4 * max_authors; ++count) {
      node = todo.back();
      todo.pop_back();
      if (json_.nodes[node].kind != JsonKind::array) {
        put_author(e, property, node, rank);
        continue;
      }
      std::vector<std::uint32_t> items;
      for (node = json_.nodes[node].first; node != none && items.size() < max_authors;
           node = json_.nodes[node].next)
        items.push_back(node);
      todo.insert(todo.end(), items.rbegin(), items.rend());
    }
  }

  // publisher; isPartOf only if that is a site or a publication, not a page
  void put_publisher(const Entity& e, std::uint8_t rank) {
    for (std::string_view property : {"publisher", "sourceOrganization", "isPartOf"}) {
      std::uint32_t node = json_.child(e.node, property);
      if (node == none || json_.nodes[node].kind == JsonKind::array) continue;
      bool object = json_.nodes[node].kind == JsonKind::object;
      if (object) node = resolve(node);
      if (property == "isPartOf" && (!object || type_of(node).first != Kind::site)) continue;
      put(MetaField::site_name, object ? name_in(node) : json_.value(node),
          e.type + "." + std::string(property), rank, node);
    }
  }

  void put_link(const Entity& e, std::string_view property, std::uint8_t rank) {
    std::uint32_t node = json_.child(e.node, property);
    std::string url = link_value(node);
    if (url.substr(0, 4) == "http")
      put(MetaField::url, std::move(url), e.type + "." + std::string(property), rank, node);
  }

  // ---- one entity
  // --------------------------------------------------------------------------------------------------
  void emit_entity(const Entity& e, bool page_has_article) {
    switch (e.kind) {
      case Kind::article:
        return emit_work(e, is_main(e) ? 0 : e.nested || !unsure_ ? 1 : 2);
      case Kind::page:
        return emit_work(e, e.nested ? 1 : 0);
      case Kind::media:
        return emit_work(e, e.nested || page_has_article ? 1 : 2);
      case Kind::site:
      case Kind::organization:
        if (!e.nested) put_text(e, "name", MetaField::site_name, e.kind == Kind::site ? 0 : 2);
        return;
      case Kind::other:
        return;
    }
  }

  void emit_work(const Entity& e, std::uint8_t rank) {
    if (rank == 1 && (e.nested || e.kind == Kind::media)) return emit_part(e);
    put(MetaField::kind, e.type, "@type", rank, e.node);
    put_text(e, "headline", MetaField::title, rank);
    put_text(e, "name", MetaField::title, rank);
    put_text(e, "alternativeHeadline", MetaField::title, 2);
    for (std::string_view property : {"datePublished", "dateCreated", "uploadDate"})
      put_text(e, property, MetaField::published, rank);
    put_text(e, "dateModified", MetaField::modified, rank);
    put_authors(e, "author", rank);
    put_authors(e, "creator", rank);
    put_publisher(e, rank);
    put_list(e, "articleSection", MetaField::section, rank);
    put_list(e, "keywords", MetaField::keyword, rank);
    put_text(e, "inLanguage", MetaField::language, rank);
    put_text(e, "description", MetaField::description, rank);
    put_text(e, "isAccessibleForFree", MetaField::paywall, rank);
    put_link(e, "url", rank == 0 ? 2 : rank);
    put_link(e, "mainEntityOfPage", rank == 0 ? 2 : rank);
  }

  // A comment, a related story, a video: its dates and titles are not the article's.
  void emit_part(const Entity& e) {
    put_text(e, "headline", MetaField::title, 1);
    put_text(e, "datePublished", e.type == "Comment" ? MetaField::comment_date : MetaField::published, 1);
  }

  const PageIdentity& page_;
  std::vector<std::string> titles_;  // folded
  std::vector<MetaCandidate>& out_;
  LooseJson json_;
  std::vector<std::unique_ptr<std::string>> unescaped_;  // scripts whose every quotation mark was a reference
  std::vector<std::pair<std::uint32_t, Span>> spans_;
  std::vector<Entity> entities_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  int best_score_ = 0;
  bool unsure_ = false;
};

}  // namespace

void read_json_ld(std::string_view html, const std::vector<Span>& scripts, const PageIdentity& page,
                  std::vector<MetaCandidate>& out) {
  constexpr std::size_t max_scripts = 100;
  if (scripts.empty()) return;
  JsonLd reader(page, out);
  for (std::size_t i = 0; i < scripts.size() && i < max_scripts; ++i)
    reader.read(html.substr(scripts[i].start, scripts[i].size()), scripts[i]);
  reader.emit();
}

}  // namespace nutgraf
