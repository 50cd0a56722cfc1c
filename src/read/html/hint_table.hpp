// read/html: class and id names → hint bits. Private. See src/rules/hints.txt.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/hints.hpp"

namespace nutgraf {

struct Rules;

class HintTable {
 public:
  /// The table of the rules' hints.txt. Cached by thread: the reference holds until the next call with other
  /// rules.
  static const HintTable& of(const Rules& rules);

  explicit HintTable(std::string_view data);
  /// Hints of one name; `buffer` is scratch space.
  std::uint64_t name(std::string_view name, std::string& buffer) const;

 private:
  struct Slot {
    std::string word;
    std::uint64_t bits = 0, whole_bits = 0;
  };
  const Slot* find(std::string_view word) const;
  const Slot* find(std::string_view word, std::size_t hashed) const;
  void add(std::string_view word, std::uint64_t bit);
  std::uint64_t part(std::string_view word) const;
  bool skipped(std::string_view lower) const;
  std::vector<Slot> slots_;
  std::vector<std::string> skip_;
  std::array<bool, 256> skip_starts_{};  ///< first bytes of those
  std::string data_;
};

/// Hints of attribute values, remembered for one page.
class HintCache {
 public:
  explicit HintCache(const HintTable& table) : table_(table) {}
  /// Hints of names parted by blanks. `value` must live as long as the cache.
  std::uint64_t names(std::string_view value);

 private:
  struct Entry {
    std::string_view value;
    std::uint64_t bits = 0;
  };
  std::uint64_t name(std::string_view name);
  const HintTable& table_;
  std::array<Entry, 512> values_{}, names_{};
  std::string buffer_;
};

}  // namespace nutgraf
