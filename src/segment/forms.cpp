// The form of a story block: subhead, list item, table, blockquote, pull quote.
#include "segment/context.hpp"

namespace nutgraf {

void vote_forms(Context&) {}

}  // namespace nutgraf
