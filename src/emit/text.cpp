// Article → plain text: the story to read.
#include "nutgraf/emit.hpp"
namespace nutgraf {
std::string to_text(const Article&) {
  return {};
}
std::string to_markdown(const Article&) {
  return {};
}
std::string_view json_schema() {
  return {};
}
}  // namespace nutgraf
