#include "rules/image.hpp"

#include <cstdint>

#include "attribute/model.hpp"
#include "rules/rules.hpp"
#include "segment/body_model.hpp"

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace nutgraf {
namespace {

/// The image is read once and is no longer wanted: its pages, which can be had from the program's file again,
/// need not count as memory.
void let_go([[maybe_unused]] std::string_view image) {
#ifdef MADV_DONTNEED
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto first = reinterpret_cast<std::uintptr_t>(image.data());
  const std::uintptr_t start = (first + page - 1) / page * page, end = (first + image.size()) / page * page;
  if (start < end) (void)::madvise(reinterpret_cast<void*>(start), end - start, MADV_DONTNEED);
#endif
}

}  // namespace

std::string image_of(const Rules& rules) {
  std::string out;
  ImageWriter{out}(rules);
  return out;
}

std::shared_ptr<const Rules> read_image(std::string_view image) {
  auto rules = std::make_shared<Rules>();
  ImageReader{image}(*rules);
  return rules;
}

std::shared_ptr<const Rules> read_builtin_image() {
  auto rules = read_image(builtin_rules_image);
  let_go(builtin_rules_image);
  return rules;
}

}  // namespace nutgraf
