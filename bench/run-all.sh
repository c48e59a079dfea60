#!/usr/bin/env bash
# bench/run-all.sh [FOLDER] [PART…] — measures the built product from outside and prints a Markdown table for docs/performance.md.
# Parts: start, reads, live, night, import; all of them when none is named, in about a quarter of an hour on a quiet machine with two cores.
# FOLDER (default /tmp/bookedbarber-bench) keeps its 10,000 locations for the next run; making them takes ten minutes more.
# BENCH_LOCATIONS, BENCH_DAYS, BENCH_SOCKETS, BENCH_RATE, BENCH_SALES, BENCH_SECONDS and BENCH_ROWS make everything smaller for a trial.
set -eu
ROOT="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
for part in common postgres host; do . "$ROOT/eng/$part.sh"; done
FOLDER="${1:-/tmp/bookedbarber-bench}"
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- start reads live night import
for part in "$@"; do
  case "$part" in start | reads | live | night | import) ;; *) fail "There is no part '$part': start, reads, live, night, import." ;; esac
done
LOCATIONS="${BENCH_LOCATIONS:-10000}" DAYS="${BENCH_DAYS:-1095}" SECONDS_EACH="${BENCH_SECONDS:-30}" PORT=18090
export BOOKEDBARBER_DATA="$FOLDER/data" BOOKEDBARBER_DEMO_PASSWORD="demo password 1" BOOKEDBARBER_URLS="http://127.0.0.1:$PORT"
mkdir -p "$FOLDER"

ensure_postgres
ensure_host
for tool in Load BareKestrel; do quietly "Building bench/$tool" dotnet build "$ROOT/bench/$tool" -c Release -o "$FOLDER/$tool" -v q -nologo; done
LOAD="$FOLDER/Load/BookedBarber.Bench.Load.dll"
BARE="$FOLDER/BareKestrel/BookedBarber.Bench.BareKestrel.dll"
ulimit -n "$(ulimit -Hn)" # one descriptor for each socket, in the server and in the load

# The load reads on the thread that noticed the bytes; the server is not started with this.
load() { DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 dotnet "$LOAD" "$@" || MISSED=1; }
section() { printf '| **%s** | | |\n' "$1"; }

serve() {
  dotnet "$HOST/BookedBarber.dll" serve >>"$FOLDER/server.log" 2>&1 &
  SERVER=$!
  trap 'kill "$SERVER" 2>/dev/null || true' EXIT
  until curl -fs "$BOOKEDBARBER_URLS/health/ready" >/dev/null; do
    kill -0 "$SERVER" || fail "The server ended; see $FOLDER/server.log"
    sleep 0.2
  done
  sleep 10 # the first seconds belong to the runtime's compiler
}

stop() {
  kill "$SERVER"
  wait "$SERVER" || true
  trap - EXIT
}

# The import has a house of its own; everything else looks at the large network.
if [ "$*" != import ] && [ ! -f "$FOLDER/.made-$LOCATIONS-$DAYS" ]; then
  dotnet "$HOST/BookedBarber.dll" demo --locations "$LOCATIONS" --days "$DAYS" >"$FOLDER/demo.log" || fail "The demo network could not be made."
  : >"$FOLDER/.made-$LOCATIONS-$DAYS"
fi

MISSED=0
printf '%s, %s cores, %s, %s, %s locations, %s days, commit %s\n\n' "$(date -u +%F)" "$(nproc)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" \
  "$(free -g | awk '/^Mem/{print $2 " GB"}')" "$LOCATIONS" "$DAYS" "$(git -C "$ROOT" rev-parse --short HEAD)"
printf '| What | Measured | Reach |\n| --- | --- | --- |\n'
measure_start() {
  section "Start"
  load start --server "$HOST/BookedBarber.dll" --data "$BOOKEDBARBER_DATA"
}

measure_reads() {
  section "Reads"
  serve
  load reads --url "$BOOKEDBARBER_URLS" --password "$BOOKEDBARBER_DEMO_PASSWORD" --pid "$SERVER" --rate "${BENCH_RATE:-1250}" --seconds "$SECONDS_EACH" --bare "$BARE"
  stop
}

measure_live() {
  section "Live"
  serve
  load stream --url "$BOOKEDBARBER_URLS" --password "$BOOKEDBARBER_DEMO_PASSWORD" --pid "$SERVER" --sockets "${BENCH_SOCKETS:-15000}" --rate "${BENCH_SALES:-500}" --seconds "$SECONDS_EACH"
  stop
}

measure_night() {
  section "Predictions of a night"
  load night --server "$HOST/BookedBarber.dll" --data "$BOOKEDBARBER_DATA" --rate "${BENCH_RATE:-1250}"
}

# Into a house of its own, so that what is kept for the next run stays as it is. The product runs as ./run starts it. Not by load(): the bare COPY
# writes blockingly, and on the thread that is to notice that the socket takes more it would wait for ever.
measure_import() {
  section "Import"
  rm -rf "$FOLDER/import"
  BOOKEDBARBER_DATA="$FOLDER/import" dotnet "$HOST/BookedBarber.dll" migrate >"$FOLDER/migrate.log" 2>&1 || fail "The database for the import could not be made; see $FOLDER/migrate.log"
  DOTNET_TieredPGO=0 dotnet "$LOAD" import --server "$HOST/BookedBarber.dll" --data "$FOLDER/import" --rows "${BENCH_ROWS:-1000000}" || MISSED=1
  rm -rf "$FOLDER/import"
}

for part in "$@"; do "measure_$part"; done
exit "$MISSED"
