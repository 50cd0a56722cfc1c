// segment/: a line that may be part of the article's head or foot. Private.
#pragma once
#include <cstdint>
#include <optional>

#include "base/dates.hpp"
#include "base/names.hpp"

namespace nutgraf {

struct ShownDate {
  DateTime value;
  Span span;
};

/// What the recognisers of bylines and dates read in one block.
struct FieldLine {
  std::uint32_t block = 0;
  ParsedByline byline;          ///< people is empty if it is none
  std::uint32_t byline_at = 0;  ///< where in the block the byline begins
  bool label_only = false;      ///< "By", "Written by" alone: the name stands in the next block
  bool bare = false;            ///< a name without "By"
  std::optional<ShownDate> published, modified;
  bool dated = false;       ///< holds a date or time, perhaps incomplete
  bool date_only = false;   ///< holds dates, their labels and nothing more
  std::uint8_t others = 0;  ///< words beside the dates that say nothing about dates
  bool labelled = false;    ///< `published` has a label such as "Published"
  bool has_byline() const { return !byline.people.empty() || !byline.organizations.empty(); }
};

}  // namespace nutgraf
