// decode/: UTF-8 that was read as windows-1252 and encoded once more ("â€œ" for “). Private.
#pragma once
#include <cstdint>
#include <string>

#include "nutgraf/article.hpp"

namespace nutgraf {

/// Repairs `utf8` in place if most of what is not ASCII in it is double-encoded, and keeps `bytes` true.
/// Returns how many sequences were repaired; 0 leaves everything as it was. Linear.
std::uint64_t repair_double_encoding(std::string& utf8, ByteMap& bytes);

}  // namespace nutgraf
