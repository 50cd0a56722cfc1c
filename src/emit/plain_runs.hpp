// emit/: where a text has bytes that its JSON does not. Private.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/unfilled.hpp"

namespace nutgraf {

/// One pass over a text, of which many pieces are written: that a piece has nothing to escape and nothing to
/// fold, as most have, is then known before it is copied. Takes a quarter of the text's memory.
class PlainRuns {
 public:
  PlainRuns() = default;
  explicit PlainRuns(std::string_view text);
  /// The first control, quotation mark or backslash at `at`, within the text, or after it; the text's end if
  /// there is none.
  std::size_t end(std::size_t at) const {
    const Part& part = parts_[at / 64];
    const std::uint64_t here = part.special >> at % 64;
    return first(at, here, part.next);
  }

 private:
  /// The first of `bits`, which begin at `at`; `otherwise` if there is none. Without a branch, since neither
  /// is rare.
  static std::size_t first(std::size_t at, std::uint64_t bits, std::size_t otherwise) {
    const std::size_t answers[] = {otherwise,
                                   at + static_cast<std::size_t>(std::countr_zero(bits | 1ull << 63))};
    return answers[bits != 0];
  }
  /// 64 bytes of the text.
  struct Part {
    std::uint64_t special;  ///< as bits
    std::size_t next;       ///< where the first one of the parts after it is
  };
  Unfilled<Part> parts_;
};

}  // namespace nutgraf
