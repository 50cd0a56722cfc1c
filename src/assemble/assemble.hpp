// assemble/: all → Article. Private. Weighs what the page shows against what it declares.
#pragma once
#include "attribute/attributions.hpp"
#include "nutgraf/parser.hpp"
#include "segment/segments.hpp"

namespace nutgraf {

struct Rules;
Article assemble(Page page, Segments segments, Attributions attributions, const ParseOptions& options,
                 const Rules& rules);

}  // namespace nutgraf
