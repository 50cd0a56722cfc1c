#include "base/sha256.hpp"

#ifdef NUTGRAF_NETTLE
#include <nettle/sha2.h>
#endif

namespace nutgraf {

#ifdef NUTGRAF_NETTLE
bool has_sha256() {
  return true;
}

std::string sha256(std::string_view bytes) {
  static constexpr char hex[] = "0123456789abcdef";
  sha256_ctx state;
  std::uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&state);
  sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  sha256_digest(&state, sizeof digest, digest);
  std::string out;
  for (std::uint8_t byte : digest) {
    out += hex[byte >> 4];
    out += hex[byte & 15];
  }
  return out;
}
#else
bool has_sha256() {
  return false;
}

std::string sha256(std::string_view) {
  return {};
}
#endif

}  // namespace nutgraf
