// attribute/: which tokens of a text attributions hold. Private.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>

#include "attribute/token_ranges.hpp"
#include "base/memory.hpp"

namespace nutgraf {

/// Bits by token; 64 of them are looked at or set at a time, as most ranges are shorter.
class Claims {
 public:
  Claims(std::size_t tokens, Memory& memory) : words_(take<Word>(memory, tokens / 64 + 2)) {
    std::fill_n(words_, tokens / 64 + 2, Word{});
  }

  /// They are in a content.
  void hold(TokenRange r) { set(r, &Word::held); }
  /// They are words of a cue, or of the clause around it: no content runs over them.
  void keep(TokenRange r) { set(r, &Word::kept); }

  bool any(std::uint32_t token) const { return (all(words_[token / 64]) >> token % 64 & 1) != 0; }
  bool any(TokenRange r) const { return first_in(r) < r.last; }
  bool held(std::uint32_t token) const { return (words_[token / 64].held >> token % 64 & 1) != 0; }
  /// In a content, and no word of a cue.
  bool only_held(std::uint32_t token) const {
    return held(token) && (words_[token / 64].kept >> token % 64 & 1) == 0;
  }
  /// The first that is claimed, else the range's end.
  std::uint32_t first_in(TokenRange r) const {
    for (std::uint32_t i = r.first; i < r.last; i += 64)
      if (const std::uint64_t bits = from(i) & first(r.last - i); bits != 0)
        return i + static_cast<std::uint32_t>(std::countr_zero(bits));
    return r.last;
  }
  /// One past the last that is claimed, else the range's beginning.
  std::uint32_t past_last_in(TokenRange r) const {
    std::uint32_t out = r.first;
    for (std::uint32_t i = r.first; i < r.last; i += 64)
      if (const std::uint64_t bits = from(i) & first(r.last - i); bits != 0)
        out = i + static_cast<std::uint32_t>(std::bit_width(bits));
    return out;
  }

 private:
  struct Word {
    std::uint64_t held = 0, kept = 0;
  };
  static std::uint64_t all(const Word& w) { return w.held | w.kept; }
  /// The first `count` bits; at least one.
  static std::uint64_t first(std::uint32_t count) { return ~std::uint64_t{0} >> (64 - std::min(count, 64u)); }
  /// The bits of `token` and the 63 after it.
  std::uint64_t from(std::uint32_t token) const {
    const Word* const w = &words_[token / 64];
    return all(w[0]) >> token % 64 | all(w[1]) << 1 << (63 - token % 64);
  }
  void set(TokenRange r, std::uint64_t Word::*bits) {
    for (std::uint32_t i = r.first; i < r.last; i += 64) {
      const std::uint64_t some = first(r.last - i);
      words_[i / 64].*bits |= some << i % 64;
      words_[i / 64 + 1].*bits |= some >> 1 >> (63 - i % 64);
    }
  }
  Word* words_;  ///< and one past them
};

}  // namespace nutgraf
