// The text reader: lines → blocks.
//
// In most texts that people save every line is a block: a paragraph, a menu entry, a headline. Lines are
// joined only where they were wrapped by hand or by a mail program, and that is decided region by region: a
// wrapped line is as full as it can be (the next line's first word would not have fitted), and the next line
// mostly goes on in lower case.
#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "base/text_hash.hpp"
#include "read/page.hpp"
#include "read/page_kind.hpp"
#include "read/text_lines.hpp"

namespace nutgraf {
namespace {

constexpr std::uint16_t narrowest = 40, widest = 120;  // columns at which people wrap

/// Consecutive lines without a blank line between them, [first, last), and what speaks for hard wrapping.
struct Region {
  std::uint32_t first, last;
  std::uint16_t width = 0;       ///< of the fullest line that could be wrapped
  std::uint32_t full = 0;        ///< line breaks that a word would not have fitted before
  std::uint32_t full_lower = 0;  ///< … and the next line starts in lower case
  std::uint32_t early = 0;       ///< breaks in the middle of a sentence with room left
  std::uint16_t wrap = 0;        ///< the width that counts for it; 0 = not wrapped
  bool strong() const {
    return width >= narrowest && full >= 3 && full * 5 >= (full + early) * 4 && full_lower * 5 >= full * 2;
  }
};

/// The second line begins something of its own, whatever the widths say.
bool breaks_before(const TextLine& line, const TextLine& next) {
  if (line.form == BlockForm::heading || line.form == BlockForm::table_row) return true;
  if (line.width > widest || next.width > widest) return true;
  if (next.form == BlockForm::quote) return line.quote_depth != next.quote_depth;
  if (next.form != BlockForm::paragraph || line.form == BlockForm::quote) return true;
  return next.indent > line.indent + 1 && line.form != BlockForm::list_item;
}

/// Would the next line's first word still have fitted?
bool is_full(const TextLine& line, const TextLine& next, std::uint16_t wrap) {
  return line.width + 1 + next.first_word > wrap;
}

bool ends_paragraph(const TextLine& line, const TextLine& next) {
  return line.ends_sentence && !next.starts_lower;
}

void weigh(const std::vector<TextLine>& lines, Region& region) {
  for (std::uint32_t i = region.first; i < region.last; ++i)
    if (lines[i].width <= widest && !lines[i].one_word) region.width = std::max(region.width, lines[i].width);
  for (std::uint32_t i = region.first; i + 1 < region.last; ++i) {
    const TextLine &line = lines[i], &next = lines[i + 1];
    if (breaks_before(line, next)) continue;
    if (is_full(line, next, region.width)) {
      ++region.full;
      region.full_lower += next.starts_lower ? 1 : 0;
    } else if (!ends_paragraph(line, next)) {
      ++region.early;
    }
  }
}

std::vector<Region> find_regions(std::string_view text, std::vector<TextLine>& lines) {
  std::vector<Region> regions;
  regions.reserve(lines.size());
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || lines[i].blank_before > 0) regions.push_back({i, i});
    regions.back().last = i + 1;
  }
  for (Region& region : regions) {
    if (region.last - region.first < 2) continue;
    for (std::uint32_t i = region.first; i < region.last; ++i) measure(text, lines[i]);
    weigh(lines, region);
    if (region.strong()) region.wrap = region.width;
  }
  return regions;
}

bool has_wide_line(const std::vector<TextLine>& lines, const Region& region, std::uint16_t wrap) {
  for (std::uint32_t i = region.first; i < region.last; ++i)
    if (lines[i].width > wrap + 3 && !lines[i].one_word) return true;
  return false;
}

/// A short region takes the width of a wrapped one before or after it, until a line is wider than that.
template <class It>
void spread(const std::vector<TextLine>& lines, It begin, It end) {
  std::uint16_t wrap = 0;
  for (; begin != end; ++begin) {
    if (begin->strong())
      wrap = begin->wrap;
    else if (wrap > 0 && has_wide_line(lines, *begin, wrap))
      wrap = 0;
    else if (begin->wrap == 0)
      begin->wrap = wrap;
  }
}

void spread_all(std::string_view text, std::vector<TextLine>& lines, std::vector<Region>& regions) {
  for (const Region& region : regions)
    if (region.last - region.first == 1) measure(text, lines[region.first]);
  spread(lines, regions.begin(), regions.end());
  spread(lines, regions.rbegin(), regions.rend());
}

/// Two or three lines that stand alone are joined only if every break falls inside a sentence.
bool runs_on(const std::vector<TextLine>& lines, const Region& region) {
  return region.width >= 50 && region.full > 0 && region.full == region.full_lower && region.early == 0 &&
         region.full + 1 == region.last - region.first &&
         std::none_of(lines.begin() + region.first, lines.begin() + region.last - 1,
                      [](const TextLine& line) { return line.ends_sentence; });
}

bool joins(const TextLine& line, const TextLine& next, const Region& region) {
  if (region.wrap == 0 || breaks_before(line, next)) return false;
  if (is_full(line, next, region.wrap)) return true;
  return next.starts_lower && !line.ends_sentence && line.width * 2 > region.wrap;
}

using Hashed = std::pair<std::uint64_t, std::uint32_t>;  // of a block's text, and the block

/// Of the text's size and ends: differs for most texts that differ.
std::uint64_t quick_hash(std::string_view text) {
  if (text.size() < 16) return text_hash(text);
  const std::uint64_t ends = load64(text.data()) ^ std::rotl(load64(text.data() + text.size() - 8), 29);
  return (ends ^ text.size()) * 0x9E3779B97F4A7C15ull;
}

/// Sorts the list and passes on its stretches of two and more equal hashes.
template <class Each>
void each_stretch(std::span<Hashed> hashes, Each each) {
  std::sort(hashes.begin(), hashes.end());
  for (std::size_t at = 0, end = 0; at < hashes.size(); at = end) {
    while (end < hashes.size() && hashes[end].first == hashes[at].first) ++end;
    if (end - at > 1) each(hashes.subspan(at, end - at));
  }
}

/// Which of the hashes may have an equal in the list: all that have, and few others while the list is short.
void keep_alike(std::vector<Hashed>& hashes) {
  constexpr unsigned bits = 10;
  std::array<std::uint8_t, 1u << bits> seen{};  // 0, 1, more
  auto place = [&](const Hashed& one) -> std::uint8_t& { return seen[one.first >> (64 - bits)]; };
  for (const Hashed& one : hashes) place(one) = static_cast<std::uint8_t>((place(one) + 1) | place(one) >> 1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    hashes[kept] = hashes[i];
    kept += place(hashes[i]) > 1;
  }
  hashes.resize(kept);
}

void count_repeats(Page& page) {
  constexpr std::uint32_t longest = 400;  // repeated paragraphs are no evidence of a menu
  std::vector<Hashed> hashes;
  hashes.reserve(page.blocks.size());
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i)
    if (page.blocks[i].span.size() <= longest)
      hashes.emplace_back(quick_hash(page.slice(page.blocks[i].span)), i);
  keep_alike(hashes);
  each_stretch(hashes, [&](std::span<Hashed> alike) {
    for (auto& [hash, block] : alike) hash = text_hash(page.slice(page.blocks[block].span));
    each_stretch(alike, [&](std::span<const Hashed> equal) {
      const auto count = static_cast<std::uint16_t>(std::min<std::size_t>(equal.size(), 60000));
      for (const Hashed& one : equal) page.blocks[one.second].layout.repeats = count;
    });
  });
}

PageBlock make_block(const TextLine& line) {
  PageBlock block;
  block.span = line.span;
  block.layout.form = line.form;
  block.layout.heading = line.heading;
  block.layout.ordered = line.ordered;
  block.layout.indent = line.indent;
  block.layout.blank_before = line.blank_before;
  if (line.form == BlockForm::list_item)
    block.layout.list_depth = static_cast<std::uint8_t>(1 + std::min(line.indent / 4, 10));
  return block;
}

void append_blocks(const std::vector<TextLine>& lines, const Region& region, Page& page) {
  for (std::uint32_t i = region.first; i < region.last; ++i) {
    if (i > region.first && joins(lines[i - 1], lines[i], region)) {
      PageBlock& block = page.blocks.back();
      block.span.end = lines[i].span.end;
      block.layout.hard_wrapped = true;
      if (block.layout.lines < UINT16_MAX) ++block.layout.lines;
      continue;
    }
    if (!page.blocks.empty()) page.blocks.back().layout.blank_after = lines[i].blank_before;
    page.blocks.push_back(make_block(lines[i]));
  }
}

}  // namespace

Page read_text(Text text) {
  Page page;
  page.format = text.format;
  page.charset = std::move(text.charset);
  page.bytes = std::move(text.bytes);
  page.warnings = std::move(text.warnings);
  page.text = std::move(text.utf8);
  if (auto warning = data_format(page.text)) {
    page.data = true;
    page.warnings.push_back(std::move(*warning));
  }
  auto lines = split_lines(page.text, text.only_newlines);
  auto regions = find_regions(page.text, lines);
  if (std::any_of(regions.begin(), regions.end(), [](const Region& region) { return region.wrap > 0; }))
    spread_all(page.text, lines, regions);
  page.blocks.reserve(lines.size());
  for (Region& region : regions) {
    if (region.wrap == 0 && runs_on(lines, region)) region.wrap = region.width;
    append_blocks(lines, region, page);
  }
  count_repeats(page);
  return page;
}

}  // namespace nutgraf
