#include "emit/indent.hpp"

namespace nutgraf {

/// The rest of a string from `at`, its closing mark included; returns where it ends.
std::size_t Indenter::add_string(std::string_view part, std::size_t at, std::string& out) {
  const std::size_t first = at;
  for (; at < part.size() && in_string_; ++at) {
    in_string_ = escaped_ || part[at] != '"';
    escaped_ = !escaped_ && part[at] == '\\';
  }
  out.append(part.substr(first, at - first));
  return at;
}

void Indenter::add_mark(char c, std::string& out) {
  const bool closes = c == '}' || c == ']';
  if (closes) --depth_;
  const bool opens_line = closes ? !fresh_ : fresh_ && c != ',' && c != ':';
  if (opens_line) new_line(out);
  out += c;
  if (c == ',') new_line(out);
  if (c == ':') out += ' ';
  fresh_ = c == '{' || c == '[';
  depth_ += fresh_;
  in_string_ = c == '"';
}

void Indenter::add(std::string_view part, std::string& out) {
  for (std::size_t at = 0; at < part.size();)
    if (in_string_)
      at = add_string(part, at, out);
    else
      add_mark(part[at++], out);
}

}  // namespace nutgraf
