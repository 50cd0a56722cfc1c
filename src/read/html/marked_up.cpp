// Which attributes and classes name which value; a declared value (datetime, content) is taken before the
// text.
#include "read/html/marked_up.hpp"

#include "read/hints.hpp"
#include "read/html/entities.hpp"
#include "read/html/raw_text.hpp"
#include "read/html/text_builder.hpp"

namespace nutgraf {
namespace {

constexpr std::size_t max_candidates = 400, max_value = 300;

struct Marking {
  std::string_view name;
  MetaField field;
};
constexpr Marking itemprops[] = {
    {"datepublished", MetaField::published}, {"datecreated", MetaField::published},
    {"datemodified", MetaField::modified},   {"dateupdated", MetaField::modified},
    {"author", MetaField::author},           {"creator", MetaField::author},
    {"headline", MetaField::title},          {"articlesection", MetaField::section},
    {"inlanguage", MetaField::language}};
constexpr Marking classes[] = {{"dt-published", MetaField::published},
                               {"published", MetaField::published},
                               {"entry-date", MetaField::published},
                               {"pubdate", MetaField::published},
                               {"dt-updated", MetaField::modified},
                               {"updated", MetaField::modified},
                               {"modified", MetaField::modified},
                               {"p-author", MetaField::author},
                               {"fn", MetaField::author},
                               {"author-name", MetaField::author},
                               {"entry-title", MetaField::title},
                               {"p-name", MetaField::title}};

template <class Table>
const Marking* look_up(const Table& table, std::string_view value) {
  for (std::size_t at = 0; at < value.size() && at < 300;) {
    std::size_t end = at;
    while (end < value.size() && !is_html_blank(value[end])) ++end;
    for (const Marking& m : table)
      if (end - at == m.name.size() && equals_ignoring_case(value.substr(at, end - at), m.name)) return &m;
    at = end + 1;
  }
  return nullptr;
}

/// The text inside, blanks collapsed, cut off at max_value.
std::string inner_text(const std::vector<Node>& nodes, std::uint32_t index) {
  std::string out;
  TextBuilder text(out);
  for (std::uint32_t i = index + 1; i < nodes[index].end && out.size() < max_value; ++i) {
    if (nodes[i].is_text())
      text.append({nodes[i].text, std::min<std::size_t>(nodes[i].size, 4 * max_value)});
    else if (has_trait(nodes[i].tag, trait::block) || nodes[i].tag == Tag::br_)
      text.space();
  }
  std::size_t size = std::min(out.size(), max_value);
  while (size > 0 && size < out.size() && (static_cast<unsigned char>(out[size]) & 0xC0) == 0x80) --size;
  out.resize(size);
  return out;
}

constexpr auto elsewhere = hint_bits(Hint::related, Hint::popular, Hint::comment, Hint::sidebar, Hint::card,
                                     Hint::footer, Hint::bio, Hint::widget, Hint::promo);

/// Of the main entity, or of a teaser, a comment, a list of others?
std::uint8_t rank_of(std::uint32_t regions, std::uint64_t hints) {
  if ((regions & (region::aside | region::footer | region::nav)) || (hints & elsewhere)) return 1;
  return (regions & (region::article | region::main)) || (hints & hint_bits(Hint::byline, Hint::meta)) ? 0
                                                                                                       : 2;
}

}  // namespace

void collect_marked_up(const std::vector<Node>& nodes, std::uint32_t index, const TagAttributes& a,
                       std::uint32_t source, std::uint32_t regions, std::uint64_t hints,
                       std::vector<MetaCandidate>& out) {
  if (out.size() >= max_candidates) return;
  const Node& node = nodes[index];
  bool time = node.tag == Tag::time_;
  const Marking* item = a.itemprop.empty() ? nullptr : look_up(itemprops, a.itemprop);
  const Marking* named = a.class_.empty() ? nullptr : look_up(classes, a.class_);
  bool rel = !a.rel.empty() && equals_ignoring_case(a.rel, "author");
  if (!time && !item && !named && !rel) return;
  MetaCandidate candidate;
  candidate.from = time ? Origin::time : Origin::microdata;
  candidate.field = item    ? item->field
                    : named ? named->field
                    : rel   ? MetaField::author
                            : MetaField::published;
  bool date = candidate.field == MetaField::published || candidate.field == MetaField::modified;
  if (time && !date) candidate.field = MetaField::published;
  if (time && (hints & hint_bit(Hint::comment))) candidate.field = MetaField::comment_date;
  if (!a.datetime.empty())
    candidate.value = resolve_entities(a.datetime.substr(0, max_value));
  else if (item && !a.content.empty())
    candidate.value = resolve_entities(a.content.substr(0, max_value));
  else if (date && !time && !a.title.empty() && named)
    candidate.value = resolve_entities(a.title.substr(0, max_value));
  else
    candidate.value = inner_text(nodes, index);
  if (candidate.value.empty()) return;
  std::string element = time ? "time" : "";
  if (item)
    candidate.key = element + "[itemprop=" + std::string(item->name) + "]";
  else if (named)
    candidate.key = element + "." + std::string(named->name);
  else if (rel)
    candidate.key = "[rel=author]";
  else
    candidate.key = a.pubdate ? "time[pubdate]" : a.datetime.empty() ? "time" : "time[datetime]";
  candidate.rank = rank_of(regions, hints);
  candidate.html = {source, source};
  out.push_back(std::move(candidate));
}

}  // namespace nutgraf
