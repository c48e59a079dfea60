# Sourced by test. Runs every test project there is and the web app's tests, and adds up what their result files say.

RESULTS="$ARTIFACTS/test"
LONGEST_RUN=900
# A test process lives too short for code that is compiled a second time, with what its first run was seen to do. Workers that spin for more work
# take the processors from the databases they wait for, and so does a collector with threads for each processor. Code is written where it is run:
# protecting its pages one from another costs more than compiling it.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 DOTNET_gcServer=0 DOTNET_GCgen0size=4000000
# Hundreds of databases are made and thrown away: in memory, where there is room for them.
memory_folder="$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 && $4 >= 8192 { print $6 }')"
[ "$memory_folder" != /dev/shm ] || [ ! -w /dev/shm ] || export TMPDIR=/dev/shm

PASSED=0
FAILED=0
SKIPPED=0

count() {
  PASSED=$((PASSED + $1))
  FAILED=$((FAILED + $2))
  SKIPPED=$((SKIPPED + $3))
}

# The longest ones first, so that none of them is left running alone at the end.
LONGEST_FIRST=(Host Operations Access)

test_projects() {
  local found first name
  found="$(find "$ROOT/tests" -mindepth 2 -maxdepth 2 -name '*Tests.csproj' | LC_ALL=C sort)"
  for name in "${LONGEST_FIRST[@]}"; do grep "/BookedBarber\.$name\.Tests\.csproj$" <<<"$found"; done
  first="$(printf '|%s' "${LONGEST_FIRST[@]}")"
  grep -vE "/BookedBarber\.(${first#|})\.Tests\.csproj$" <<<"$found"
}

is_browser_project() { [[ "$(basename "$1")" == *Browser* ]]; }

build_tests() {
  local project
  # One compiler process for all projects: starting one for each takes longer than compiling.
  dotnet build "$ROOT/BookedBarber.slnx" -c Release -v q -nologo -p:UseSharedCompilation=true || return 1
  while IFS= read -r project; do
    grep -qF "$(basename "$project")" "$ROOT/BookedBarber.slnx" || dotnet build "$project" -c Release -v q -nologo || return 1
  done < <(test_projects)
}

# Result files and not exit codes are counted; a run that ends without one (a crash, a hang) is one failure.
run_project() {
  local name folder patience=()
  name="$(basename "$1" .csproj)"
  folder="$(find "$(dirname "$1")/bin/Release" -maxdepth 1 -type d -name 'net*' | LC_ALL=C sort | tail -n 1)"
  command -v timeout >/dev/null && patience=(timeout -k 10 "$LONGEST_RUN")
  (cd "$folder" && "${patience[@]}" dotnet "$name.dll" -noLogo -noColor -xml "$RESULTS/$name.xml") >"$RESULTS/$name.log" 2>&1 </dev/null
  echo "$?" >"$RESULTS/$name.exit"
}

run_projects() {
  local project running=0 parallel
  # As many as there are processors: each has a database at work beside it, and whole applications that look after themselves while they wait.
  parallel="$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)"
  for project in "$@"; do
    [ "$running" -lt "$parallel" ] || { wait -n; running=$((running - 1)); }
    run_project "$project" &
    running=$((running + 1))
  done
  wait
  for project in "$@"; do report_project "$(basename "$project" .csproj)"; done
}

# attribute NAME FILE — of the one <assembly> element of xunit's result file.
attribute() { sed -n "s/.*<assembly [^>]*[ ]$1=\"\([0-9]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1; }

report_project() {
  local name="$1" file="$RESULTS/$1.xml" exit passed failed skipped errors
  exit="$(cat "$RESULTS/$name.exit" 2>/dev/null || echo 1)"
  passed="$(attribute passed "$file")"
  failed="$(attribute failed "$file")"
  skipped="$(attribute skipped "$file")"
  errors="$(attribute errors "$file")"
  failed=$((${failed:-0} + ${errors:-0}))
  # A complete result file is the truth: a runner that only complains of a thread at its end has still run every test.
  [ "$exit" != 0 ] && [ "$failed" = 0 ] && [ -z "$passed" ] && failed=1
  report "$name" "${passed:-0}" "$failed" "${skipped:-0}" "$RESULTS/$name.log"
}

report() {
  count "$2" "$3" "$4"
  [ "$3" = 0 ] || {
    say "--- $1: from $5"
    { failures_in "$5" || tail -n 60 "$5"; } >&2
  }
  say "$1: $2 passed, $3 failed, $4 skipped"
}

# Each failed test with what it said; none where a run ended without one.
failures_in() { grep -qF '[FAIL]' "$1" && grep -A 20 -F '[FAIL]' "$1" | head -n 200; }

# The names of all that failed once more at the end, where they are found first.
name_failures() { grep -hF '[FAIL]' "$RESULTS"/*.log 2>/dev/null | sed 's/^ */failed: /; s/ \[FAIL\]$//' | head -n 50; }

run_web_tests() {
  [ -f "$ROOT/web/package.json" ] || return 0
  local exit counts file="$RESULTS/web.json"
  (cd "$ROOT/web" && npm test -- --reporter=default --reporter=json --outputFile.json="$file") >"$RESULTS/web.log" 2>&1 </dev/null
  exit=$?
  counts="$(node -e '
    const result = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const files = result.testResults.filter(file => file.status === "failed" && file.assertionResults.length === 0).length;
    console.log(result.numPassedTests, result.numFailedTests + files, result.numPendingTests + result.numTodoTests);
  ' "$file" 2>/dev/null)" || counts="0 1 0"
  # shellcheck disable=SC2086
  set -- $counts
  [ "$exit" != 0 ] && [ "$2" = 0 ] && set -- "$1" 1 "$3"
  report web "$1" "$2" "$3" "$RESULTS/web.log"
}

# Sets BOOKEDBARBER_CHROMIUM, which the browser tests start.
find_chromium() {
  local name
  for name in "${BOOKEDBARBER_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && BOOKEDBARBER_CHROMIUM="$(command -v "$name")" && export BOOKEDBARBER_CHROMIUM && return 0
  done
  unset BOOKEDBARBER_CHROMIUM
  return 1
}

ensure_chromium() {
  find_chromium && return 0
  quietly "Installing Chromium for the browser tests" apt_install chromium && find_chromium
}
