// cli/: the progress line of long runs, on a terminal only, and numbers for people.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf::cli {

/// 1234567 → "1,234,567".
std::string grouped(std::uint64_t number);
/// "1 article", "2 articles".
std::string counted(std::uint64_t number, std::string_view thing);

class Progress {
 public:
  Progress();
  /// Shows at most ten lines a second.
  void show(std::uint64_t done, std::uint64_t failed, std::uint64_t bytes, std::string_view name);
  /// Takes the line away, before another message and at the end.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool on_;
  bool shown_ = false;
  Clock::time_point began_, last_;
};

}  // namespace nutgraf::cli
