// One door to Catch2: version 2 (Debian 12) and version 3 (Debian 13) name their headers differently.
#pragma once
#ifdef NUTGRAF_CATCH2_V2
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif
