# Sourced. ensure_host publishes the server into a folder named after its sources, so that a build never replaces the files of a server
# that runs, and sets HOST to that folder.

HOST_SOURCES=(src connectors sandbox Directory.Build.props Directory.Packages.props global.json .editorconfig eng/BannedSymbols.txt)

ensure_host() {
  require_dotnet
  HOST="$ARTIFACTS/host/$(fingerprint "${HOST_SOURCES[@]}")"
  [ -f "$HOST/.complete" ] && return 0
  require_dotnet_sdk
  one_at_a_time build_host || exit 2
}

# The analyzers have their say in ./test; here they would only make the first start slower.
build_host() {
  [ -f "$HOST/.complete" ] && return 0
  quietly "Building the server" publish_host || {
    rm -rf "$HOST"
    return 1
  }
  : >"$HOST/.complete"
  forget_old_hosts
}

# Machine code made ahead spares every start, and the first seconds of an import, the compiling. Its compiler is a package of the registry and
# not there for every system; without it the server is the same, only slower to begin with.
publish_host() {
  local publish=(dotnet publish "$ROOT/src/Host/BookedBarber.csproj" -c Release -o "$HOST" -v q -nologo -p:RunAnalyzers=false)
  "${publish[@]}" --use-current-runtime --no-self-contained -p:PublishReadyToRun=true && return 0
  rm -rf "$HOST"
  "${publish[@]}"
}

# The two newest others may still be running.
forget_old_hosts() {
  local folder
  ls -1dt "$ARTIFACTS/host"/*/ 2>/dev/null | tail -n +4 | while IFS= read -r folder; do rm -rf "$folder"; done
}
