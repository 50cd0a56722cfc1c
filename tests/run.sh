#!/bin/sh
# Builds nutgraf in build/ and runs all tests. Installs first what is missing, on Debian, and says so.
# usage: tests/run.sh [OPTION OF CTEST...]     e.g. tests/run.sh -R sample
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
# shellcheck disable=SC2086  # lists of words
need $build_packages $test_packages

cmake -B build -DNUTGRAF_TESTS=ON
cmake --build build --parallel "$(nproc)"
ctest --test-dir build --parallel "$(nproc)" --output-on-failure "$@"
