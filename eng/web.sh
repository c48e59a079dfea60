# Sourced. ensure_web builds the web app into web/dist when its sources changed.

ensure_web() {
  [ -f "$ROOT/web/package.json" ] || return 0
  web_is_current && return 0
  require_node
  one_at_a_time build_web
}

web_stamp() { printf '%s' "$ROOT/web/dist/.built-from"; }

web_is_current() { [ -f "$(web_stamp)" ] && [ "$(cat "$(web_stamp)")" = "$(fingerprint web)" ]; }

build_web() {
  web_is_current && return 0
  install_web_packages || exit 2
  quietly "Building the web app" npm --prefix "$ROOT/web" run build || exit 2
  # Taken afterwards: the build writes some sources itself (route tree, generated types).
  fingerprint web >"$(web_stamp)"
}

# npm's own record of what it installed is the last file it writes.
install_web_packages() {
  local lock="$ROOT/web/package-lock.json" installed="$ROOT/web/node_modules/.package-lock.json" stamp="$ROOT/web/node_modules/.installed-from" wanted
  wanted="$(sha256 <"$lock" | cut -c1-16)"
  if [ -f "$installed" ]; then
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
    [ ! -f "$stamp" ] && [ ! "$lock" -nt "$installed" ] && return 0
  fi
  quietly "Fetching the web app's packages" fetch_web_packages || return 1
  printf '%s' "$wanted" >"$stamp"
}

# npm ci refuses a lock when the registry at hand lacks the build of an optional package for some other platform (rollup has 26 of them).
# npm install takes the same locked versions and passes over what is missing.
fetch_web_packages() { npm --prefix "$ROOT/web" ci || npm --prefix "$ROOT/web" install --no-save; }

# The vendors' SDKs, which tests run against the sandbox; without node or a registry those tests skip themselves.
install_sdk_packages() {
  local folder="$ROOT/tests/sdk" stamp="$ROOT/tests/sdk/node_modules/.installed-from" wanted
  wanted="$(sha256 <"$folder/package-lock.json" | cut -c1-16)"
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  quietly "Fetching the vendors' SDKs" npm --prefix "$folder" ci --ignore-scripts || return 1
  printf '%s' "$wanted" >"$stamp"
}
