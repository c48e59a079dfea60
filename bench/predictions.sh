#!/usr/bin/env bash
# bench/predictions.sh [competitions] [chains] [people] [choices] [speed] — measures the predictions on public data and prints a Markdown table for docs/predictions.md.
# Where Rscript with the forecast package is on the path, its figures stand beside ours.
# BOOKEDBARBER_SHARED names the folder of the data sets (default: ../shared beside the checkout); BENCH_LOCATIONS makes the test of speed smaller; BENCH_ROSTER_SECONDS
# is the time for each roster (default 60).
set -eu
ROOT="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
for part in common host; do . "$ROOT/eng/$part.sh"; done
ensure_host
OUT="$ARTIFACTS/bench/predictions"
quietly "Building bench/Predictions" dotnet build "$ROOT/bench/Predictions" -c Release -o "$OUT" -v q -nologo
exec dotnet "$OUT/BookedBarber.Bench.Predictions.dll" --host "$HOST/BookedBarber.dll" --data "${BOOKEDBARBER_SHARED:-$ROOT/../shared}/data" "$@"
