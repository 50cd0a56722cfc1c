// SHA-256, where the build has it (nettle). Private.
#pragma once
#include <string>
#include <string_view>

namespace nutgraf {

bool has_sha256();
/// 64 hexadecimal digits; empty without has_sha256().
std::string sha256(std::string_view bytes);

}  // namespace nutgraf
