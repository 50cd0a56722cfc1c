// Elements, ARIA roles and itemprop names → region bits.
#include "read/html/regions.hpp"

#include <algorithm>

#include "read/html/raw_text.hpp"
#include "read/page.hpp"

namespace nutgraf {
namespace {

struct RoleRegion {
  std::string_view role;
  std::uint32_t region;
};
constexpr RoleRegion role_regions[] = {
    {"navigation", region::nav}, {"menu", region::nav},           {"menubar", region::nav},
    {"banner", region::header},  {"contentinfo", region::footer}, {"complementary", region::aside},
    {"main", region::main},      {"article", region::article},    {"search", region::form},
    {"form", region::form},      {"dialog", region::dialog},      {"alertdialog", region::dialog},
    {"tablist", region::nav},    {"figure", region::figure},      {"list", region::list}};

constexpr RoleRegion itemprop_regions[] = {
    {"articlebody", region::itemprop_body},   {"headline", region::itemprop_headline},
    {"author", region::itemprop_author},      {"creator", region::itemprop_author},
    {"datepublished", region::itemprop_date}, {"datemodified", region::itemprop_date},
    {"datecreated", region::itemprop_date}};

template <class Table>
std::uint32_t look_up_regions(const Table& table, std::string_view value) {
  std::uint32_t bits = 0;
  for (std::size_t at = 0; at < value.size() && at < 200;) {
    std::size_t end = std::min(value.find(' ', at), value.size());
    for (const RoleRegion& entry : table)
      if (equals_ignoring_case(value.substr(at, end - at), entry.role)) bits |= entry.region;
    at = end + 1;
  }
  return bits;
}

}  // namespace

std::uint32_t region_of(Tag tag) {
  switch (tag) {
    case Tag::nav_:
      return region::nav;
    case Tag::header_:
      return region::header;
    case Tag::footer_:
      return region::footer;
    case Tag::aside_:
      return region::aside;
    case Tag::main_:
      return region::main;
    case Tag::article_:
      return region::article;
    case Tag::figure_:
      return region::figure;
    case Tag::form_:
    case Tag::fieldset_:
      return region::form;
    case Tag::blockquote_:
      return region::blockquote;
    case Tag::table_:
      return region::table;
    case Tag::ul_:
    case Tag::ol_:
    case Tag::menu_:
    case Tag::dir_:
      return region::list;
    case Tag::dialog_:
      return region::dialog;
    case Tag::address_:
      return region::address;
    case Tag::details_:
      return region::details;
    case Tag::time_:
      return region::time;
    case Tag::noscript_:
      return region::noscript;
    default:
      return 0;
  }
}

std::uint32_t region_of_role(std::string_view role) {
  return look_up_regions(role_regions, role);
}

std::uint32_t region_of_itemprop(std::string_view itemprop) {
  return look_up_regions(itemprop_regions, itemprop);
}

bool hides(std::string_view style) {
  if (style.find("clip:rect(0") != std::string_view::npos ||
      style.find("clip: rect(0") != std::string_view::npos)
    return true;
  for (std::string_view name : {"display", "visibility"}) {
    std::size_t at = style.find(name);
    if (at == std::string_view::npos) continue;
    at += name.size();
    while (at < style.size() && (is_html_blank(style[at]) || style[at] == ':')) ++at;
    std::string_view value = style.substr(at, 6);
    if (value.substr(0, 4) == "none" || value == "hidden") return true;
  }
  return false;
}

bool skips_contents(Tag tag) {
  return tag == Tag::head_ || tag == Tag::canvas_ || tag == Tag::video_ || tag == Tag::audio_ ||
         tag == Tag::rp_ || tag == Tag::rt_ || tag == Tag::svg_ || tag == Tag::iframe_ ||
         tag == Tag::textarea_;
}

}  // namespace nutgraf
