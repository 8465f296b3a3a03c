#!/usr/bin/env bash
# Run a command beside a throw-away PostgreSQL with PostGIS:
#   tools/with_postgis.sh COMMAND [ARGUMENT...]
# The cluster lives in a temporary folder, listens on the loopback only, on a free
# port, and is stopped and removed when the command ends, however it ends. The
# command finds its address in GEO_ZS_TEST_DATABASE_URL (a superuser without
# password, who may make databases); its exit status is passed on.
set -eu

if [ $# -eq 0 ]; then
    echo "usage: tools/with_postgis.sh COMMAND [ARGUMENT...]" >&2
    exit 2
fi

bin=${GEO_ZS_POSTGRES_BIN:-}
if [ -z "$bin" ]; then
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1) || true
fi
if [ -z "$bin" ] && command -v pg_ctl >/dev/null; then
    bin=$(dirname "$(command -v pg_ctl)")
fi
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
    echo "with_postgis: no PostgreSQL found; run tools/install_postgis.sh," \
         "or set GEO_ZS_POSTGRES_BIN to the folder of initdb" >&2
    exit 1
fi

# PostgreSQL refuses to run as root: then its own user runs it.
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    as_owner() { runuser -u postgres -- "$@"; }
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/geo_zs_postgis.XXXXXX")
command_pid=""
finish() {
    status=$?
    trap - EXIT
    trap '' INT TERM HUP
    if [ -n "$command_pid" ] && kill -0 "$command_pid" 2>/dev/null; then
        kill -TERM "$command_pid" 2>/dev/null || true
        wait "$command_pid" 2>/dev/null || true
    fi
    if [ -f "$folder/data/postmaster.pid" ]; then
        (cd / && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop) \
            >/dev/null 2>&1 || true
    fi
    rm -rf "$folder"
    exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

[ "$(id -u)" -ne 0 ] || chown postgres "$folder"
cd_start=$PWD
cd /
as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 \
    --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }

# A port is free until somebody takes it: try again when that happens.
port=""
for _ in 1 2 3 4 5 6 7 8 9 10; do
    try=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    options="-p $try -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder"
    # The cluster is thrown away: it need not outlive a power cut.
    options="$options -c fsync=off -c full_page_writes=off -c max_connections=200"
    options="$options -c shared_buffers=64MB -c jit=off"
    if as_owner "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" \
        -o "$options" start >/dev/null 2>&1; then
        port=$try
        break
    fi
    grep -q "could not bind" "$folder/log" 2>/dev/null || break
done
cd "$cd_start"
if [ -z "$port" ]; then
    echo "with_postgis: PostgreSQL does not start:" >&2
    cat "$folder/log" >&2 || true
    exit 1
fi

export GEO_ZS_TEST_DATABASE_URL="postgresql+psycopg://postgres@127.0.0.1:$port/postgres"
# In the background, so that a signal to this script is acted on at once.
"$@" <&0 &
command_pid=$!
status=0
wait "$command_pid" || status=$?
command_pid=""
exit "$status"
