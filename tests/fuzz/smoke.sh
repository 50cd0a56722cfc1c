#!/bin/sh
# Runs one libFuzzer program for some seconds, from the samples and the corpus. What breaks a promise is left in
# PROGRAM.crash-… beside it; put it into tests/fuzz/corpus once it is fixed.
# usage: smoke.sh SECONDS PROGRAM
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$2.log
if "$2" -max_total_time="$1" -max_len=20000 -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$2." \
  -dict="$here/words.dict" "$work" "$here/corpus" "$here/../../samples" >"$log" 2>&1; then
  echo "$(basename "$2"): $(grep -E '^(Done|stat::number_of_executed_units|#[0-9]+.*DONE)' "$log" | tail -1)"
else
  tail -60 "$log"
  exit 1
fi
