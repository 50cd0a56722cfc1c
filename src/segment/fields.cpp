// The recognisers of an article's parts: hooks until they land.
#include "segment/context.hpp"

namespace nutgraf {

void vote_fields(Context&) {}
void place_structure(Context&) {}
void read_fields(Context&) {}

}  // namespace nutgraf
