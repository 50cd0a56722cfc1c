// A closed hash of the element names: the scan looks up every tag of the page here.
#include "read/html/tags.hpp"

#include <cstring>

namespace nutgraf {
namespace {

constexpr std::size_t count = static_cast<std::size_t>(Tag::count);
constexpr std::string_view names[count] = {
    "",
#define TAG(name, traits) #name,
#include "read/html/tags.def"
#undef TAG
};
constexpr std::size_t longest = 10;  // blockquote, figcaption
constexpr std::size_t slots = 512;

constexpr std::size_t hash(const char* name, std::size_t size) {
  std::uint32_t h = static_cast<std::uint32_t>(size);
  for (std::size_t i = 0; i < size; ++i) h = h * 31 + static_cast<unsigned char>(name[i] | 0x20);
  return (h ^ (h >> 9)) % slots;
}

constexpr auto table = [] {
  std::array<std::uint8_t, slots> all{};
  for (std::size_t tag = 1; tag < count; ++tag) {
    std::size_t at = hash(names[tag].data(), names[tag].size());
    while (all[at]) at = (at + 1) % slots;
    all[at] = static_cast<std::uint8_t>(tag);
  }
  return all;
}();

bool same_name(std::string_view lower, std::string_view any) {
  if (lower.size() != any.size()) return false;
  for (std::size_t i = 0; i < any.size(); ++i) {
    char c = any[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace

Tag find_tag(std::string_view name) {
  if (name.empty() || name.size() > longest) return Tag::unknown;
  for (std::size_t at = hash(name.data(), name.size()); table[at]; at = (at + 1) % slots)
    if (same_name(names[table[at]], name)) return static_cast<Tag>(table[at]);
  return Tag::unknown;
}

std::string_view tag_name(Tag tag) {
  return names[static_cast<std::size_t>(tag)];
}

bool breaks_out(Tag tag) {
  switch (tag) {
    case Tag::b_:
    case Tag::big_:
    case Tag::blockquote_:
    case Tag::body_:
    case Tag::br_:
    case Tag::center_:
    case Tag::code_:
    case Tag::dd_:
    case Tag::div_:
    case Tag::dl_:
    case Tag::dt_:
    case Tag::em_:
    case Tag::embed_:
    case Tag::h1_:
    case Tag::h2_:
    case Tag::h3_:
    case Tag::h4_:
    case Tag::h5_:
    case Tag::h6_:
    case Tag::head_:
    case Tag::hr_:
    case Tag::i_:
    case Tag::img_:
    case Tag::li_:
    case Tag::listing_:
    case Tag::menu_:
    case Tag::meta_:
    case Tag::nobr_:
    case Tag::ol_:
    case Tag::p_:
    case Tag::pre_:
    case Tag::ruby_:
    case Tag::s_:
    case Tag::small_:
    case Tag::span_:
    case Tag::strong_:
    case Tag::strike_:
    case Tag::sub_:
    case Tag::sup_:
    case Tag::table_:
    case Tag::tt_:
    case Tag::u_:
    case Tag::ul_:
      return true;
    default:
      return false;
  }
}

}  // namespace nutgraf
