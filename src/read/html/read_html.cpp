#include "read/page.hpp"

namespace nutgraf {

Page read_html(Text text, const Rules&) { return read_text(std::move(text)); }

}  // namespace nutgraf
