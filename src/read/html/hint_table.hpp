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
  /// The table of the rules' hints.txt. Cached by thread: the reference holds until the next call with other rules.
  static const HintTable& of(const Rules& rules);

  explicit HintTable(std::string_view data);
  /// Hints of an attribute value: names parted by blanks.
  std::uint64_t names(std::string_view value) const;

 private:
  struct Slot {
    std::string word;
    std::uint64_t bits = 0, whole_bits = 0;
  };
  const Slot* find(std::string_view word) const;
  void add(std::string_view word, std::uint64_t bit);
  std::uint64_t name(std::string_view name, std::string& buffer) const;
  std::uint64_t part(std::string_view word) const;
  bool skipped(std::string_view lower) const;
  std::vector<Slot> slots_;
  std::vector<std::string> skip_;
  std::string data_;
};

/// Remembers the hints of attribute values seen on a page.
class HintCache {
 public:
  explicit HintCache(const HintTable& table) : table_(table) {}
  /// `value` must live as long as the cache.
  std::uint64_t names(std::string_view value);

 private:
  struct Entry {
    std::string_view value;
    std::uint64_t bits = 0;
  };
  const HintTable& table_;
  std::array<Entry, 1024> entries_{};
};

}  // namespace nutgraf
