# Sourced by run and test. Sets ROOT (the checkout) and ARTIFACTS; everything it prints goes to standard error.

ARTIFACTS="$ROOT/artifacts"
# Programs that are asked here must not stop for a question, show advertisements or leave build servers that keep our output open.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DEBIAN_FRONTEND=noninteractive NO_UPDATE_NOTIFIER=1
export HOME="${HOME:-$ARTIFACTS/home}"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 2
}

is_root() { [ "$(id -u)" = 0 ]; }

# quietly LABEL COMMAND… — says the label, keeps the output in a file, shows it only when the command fails.
quietly() {
  local label="$1" log
  shift
  mkdir -p "$ARTIFACTS/log"
  log="$ARTIFACTS/log/$(printf '%s' "$label" | tr -cs 'A-Za-z0-9' '-').log"
  say "$label …"
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  tail -n 60 "$log" >&2
  say "$label failed. The whole output: $log"
  return 1
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# fingerprint FOLDER|FILE… — one hash over the names and contents of all source files there.
fingerprint() {
  (
    cd "$ROOT" || exit 1
    for path in "$@"; do [ -e "$path" ] && printf '%s\0' "$path"; done |
      xargs -0 sh -c 'find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist -o -name dev-dist -o -name coverage -o -name TestResults \) -prune -o -type f -print0' find |
      LC_ALL=C sort -z | xargs -0 sh -c 'if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi' hash
  ) | sha256 | cut -c1-16
}

# one_at_a_time COMMAND… — two starts at once must not build into each other. Builds go to their own folders, so readers need no lock.
one_at_a_time() {
  mkdir -p "$ARTIFACTS"
  if command -v flock >/dev/null; then
    (
      flock 9
      "$@" 9>&-
    ) 9>"$ARTIFACTS/build.lock"
  else
    "$@"
  fi
}

require_dotnet() {
  command -v dotnet >/dev/null || fail "BookedBarber needs the .NET SDK 10. Install it (Debian, Ubuntu: apt-get install dotnet-sdk-10.0; others: the .NET download page) and run this again."
}

require_dotnet_sdk() {
  require_dotnet
  dotnet --list-sdks 2>/dev/null | grep -q '^1[0-9]\.' ||
    fail "dotnet is here, but not the .NET SDK 10. Install it (Debian, Ubuntu: apt-get install dotnet-sdk-10.0; others: the .NET download page) and run this again."
}

require_node() {
  local version
  version="$(node --version 2>/dev/null)" && command -v npm >/dev/null ||
    fail "BookedBarber needs Node.js 20.19 or newer with npm to build its web app. Install it (Debian, Ubuntu: apt-get install nodejs npm) and run this again."
  version="${version#v}"
  at_least 20 19 "$version" || fail "BookedBarber needs Node.js 20.19 or newer; this is $version. Install a newer one and run this again."
}

# at_least MAJOR MINOR VERSION
at_least() {
  local major="${3%%.*}" rest="${3#*.}"
  [ "$major" -gt "$1" ] || { [ "$major" -eq "$1" ] && [ "${rest%%.*}" -ge "$2" ]; }
}

# apt_install PACKAGE — only as root on Debian and its kin.
apt_install() {
  is_root && command -v apt-get >/dev/null || return 1
  apt-get update -qq || true
  apt-get install -y --no-install-recommends "$@"
}
