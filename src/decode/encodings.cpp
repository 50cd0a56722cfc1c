// Charset labels → encodings.
#include "decode/encodings.hpp"

#include <algorithm>
#include <string>

namespace nutgraf {
namespace {

constexpr Encoding encodings[] = {
#define ENCODING(name, iconv, kind, labels) {name, iconv, EncodingKind::kind, labels},
#include "decode/encodings.def"
#undef ENCODING
};

static_assert(encodings[0].kind == EncodingKind::utf8);

std::string normal(std::string_view label) {
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!label.empty() && blank(label.front())) label.remove_prefix(1);
  while (!label.empty() && blank(label.back())) label.remove_suffix(1);
  std::string out(label.substr(0, 64));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool has_label(std::string_view labels, std::string_view label) {
  for (std::size_t at = labels.find(label); at != std::string_view::npos; at = labels.find(label, at + 1)) {
    const bool starts = at == 0 || labels[at - 1] == ' ';
    const std::size_t end = at + label.size();
    if (starts && (end == labels.size() || labels[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

const Encoding* find_encoding(std::string_view label) {
  if (label.empty()) return nullptr;
  const std::string wanted = normal(label);
  if (wanted.empty() || wanted.find(' ') != std::string::npos) return nullptr;
  const auto* found = std::find_if(std::begin(encodings), std::end(encodings),
                                   [&](const Encoding& e) { return has_label(e.labels, wanted); });
  return found == std::end(encodings) ? nullptr : found;
}

const Encoding* utf8_encoding() {
  return &encodings[0];
}

}  // namespace nutgraf
