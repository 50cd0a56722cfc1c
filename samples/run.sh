#!/bin/sh
# Builds nutgraf in build/ and parses one of the samples. Installs first what is missing, on Debian, and says so.
# usage: samples/run.sh [FILE]
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
# shellcheck disable=SC2086
need $build_packages

[ -f build/CMakeCache.txt ] || cmake -B build -DNUTGRAF_TESTS=OFF
cmake --build build --parallel "$(nproc)" --target nutgraf_bin
file=${1:-samples/court-report.txt}

printf '\n$ build/nutgraf %s      # the first lines of its JSON\n' "$file"
build/nutgraf "$file" | sed -n '1,45p'
printf '…\n\n$ build/nutgraf explain %s      # every block with its role, every quotation with its speaker\n' "$file"
build/nutgraf explain "$file"
