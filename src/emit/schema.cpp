#include "nutgraf/emit.hpp"

namespace nutgraf {

extern const std::string_view schema_text;  // made from schema.json at build time

std::string_view json_schema() {
  return schema_text;
}

}  // namespace nutgraf
