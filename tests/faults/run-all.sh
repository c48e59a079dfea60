#!/usr/bin/env bash
# tests/faults/run-all.sh [NAME…] — breaks a running house on purpose and checks what is left: kill, kill-import, two-nodes, full-disk,
# vendor-outage, kill-sync.
# Prints a Markdown table for docs/faults.md. Some half an hour; not part of ./test, because it takes the machine's processors, for full-disk
# root, and for kill-sync strace. FAULT_ROUNDS, FAULT_ROWS and FAULT_POINTS change the sizes; FAULT_SEED repeats the moments of an earlier run.
set -eu
ROOT="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
for part in common postgres host; do . "$ROOT/eng/$part.sh"; done
FOLDER="$(mktemp -d /tmp/bookedbarber-faults.XXXXXX)"
ensure_postgres
ensure_host
quietly "Building bench/Load" dotnet build "$ROOT/bench/Load" -c Release -o "$FOLDER/Load" -v q -nologo

export TMPDIR="$FOLDER" # where the rigs keep their files and the logs of the servers

FAILED=0
fault() {
  local name="$1" data="$2"
  shift 2
  printf '| **%s** | | |\n' "$name"
  dotnet "$FOLDER/Load/BookedBarber.Bench.Load.dll" "$name" --server "$HOST/BookedBarber.dll" --data "$data" ${FAULT_SEED:+--seed "$FAULT_SEED"} "$@" || FAILED=1
}

kill_both() { fault kill "$FOLDER/kill" --rounds "${FAULT_ROUNDS:-10}"; }
kill_import() { fault kill-import "$FOLDER/import" --rows "${FAULT_ROWS:-200000}"; }
two_nodes() { fault two-nodes "$FOLDER/nodes"; }
vendor_outage() { fault vendor-outage "$FOLDER/outage"; }

kill_sync() {
  if command -v strace >/dev/null || quietly "Installing strace" apt_install strace; then
    fault kill-sync "$FOLDER/sync" --points "${FAULT_POINTS:-50}"
  else
    printf '| **kill-sync** | skipped: it needs strace | |\n'
  fi
}

# A disk of its own that is small enough to be filled.
full_disk() {
  mkdir -p "$FOLDER/small"
  if is_root && mount -t tmpfs -o size=600m tmpfs "$FOLDER/small" 2>/dev/null; then
    fault full-disk "$FOLDER/small/data"
    umount "$FOLDER/small"
  else
    printf '| **full-disk** | skipped: mounting a small disk needs root | |\n'
  fi
}

printf '| What | Found | Must be |\n| --- | --- | --- |\n'
[ $# -gt 0 ] || set -- kill kill-import two-nodes full-disk vendor-outage kill-sync
for name in "$@"; do
  case "$name" in
    kill) kill_both ;;
    kill-import) kill_import ;;
    two-nodes) two_nodes ;;
    full-disk) full_disk ;;
    vendor-outage) vendor_outage ;;
    kill-sync) kill_sync ;;
    *) fail "There is no fault '$name': kill, kill-import, two-nodes, full-disk, vendor-outage, kill-sync." ;;
  esac
done
if [ "$FAILED" = 0 ]; then rm -rf "$FOLDER"; else say "Logs of the servers: $FOLDER"; fi
exit "$FAILED"
