// assemble/: the persons' names in a declared author value. Private.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf {

struct Rules;

/// "By Ana Ruiz, MD, and Tom O'Dell (Lowmark Wire)" → "Ana Ruiz", "Tom O'Dell". Addresses, roles,
/// organizations, numbers and sentences give nothing. "Ruiz, Ana" → "Ana Ruiz".
std::vector<std::string> person_names(std::string_view value, const Rules& rules);

bool is_given_name(std::string_view word, const Rules& rules);

}  // namespace nutgraf
