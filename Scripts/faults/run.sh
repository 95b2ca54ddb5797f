#!/usr/bin/env bash
# What becomes of acknowledged data when things fail, on real processes:
#   crash [sqlite|postgres]   the service is killed under load, KILLS times
#   outage                    PostgreSQL is stopped under load and started again, OUTAGES times
#   replicas                  of two services on one PostgreSQL one is killed while two jobs run, ROUNDS times
# PostgreSQL is a private one in a temporary folder. Ends within ten minutes a test, whatever happens.
# usage: run.sh [crash [sqlite|postgres]|outage|replicas]…
#        KILLS=20 OUTAGES=10 ROUNDS=5 PHOTOS=100 SERVER=.build/debug/shadewise-server
set -euo pipefail
cd "$(dirname "$0")/../.."

server=${SERVER:-.build/debug/shadewise-server}
work=$(mktemp -d /tmp/shadewise-faults-XXXXXX)
clean() {
    for folder in "$work"/pg*/; do Scripts/postgres.sh remove "${folder%/}" 2>/dev/null || true; done
    rm -rf "$work"
}
trap clean EXIT
# The server's owner has to get at its folder.
chmod 711 "$work"

postgres() {
    folder=$work/pg$1
    Scripts/postgres.sh start "$folder" $$ || exit $?
}

run() {
    echo "$1:"
    timeout --kill-after 10 600 python3 "Scripts/faults/$2.py" "$server" "${@:3}"
    echo
}

crash_sqlite() { run "crash on SQLite" crash "sqlite:$work/store.sqlite" "${KILLS:-20}"; }
crash_postgres() {
    postgres 1
    run "crash on PostgreSQL" crash "postgres:///postgres?host=$folder&user=postgres" "${KILLS:-20}"
}
outage() {
    postgres 2
    run outage outage "$folder" "${OUTAGES:-10}"
}
replicas() {
    postgres 3
    run replicas replicas "$folder" "${ROUNDS:-5}" "${PHOTOS:-100}"
}

[ $# -gt 0 ] || set -- crash outage replicas
while [ $# -gt 0 ]; do
    case "$1 ${2:-}" in
    "crash sqlite" | "crash postgres")
        "crash_$2"
        shift
        ;;
    crash\ *)
        crash_sqlite
        crash_postgres
        ;;
    outage\ * | replicas\ *) "$1" ;;
    *)
        sed -n 's/^# usage/usage/p;s/^#    \{3,\}/    /p' "$0" >&2
        exit 2
        ;;
    esac
    shift
done
