#!/usr/bin/env bash
# Kills the service under load 20 times and proves that every acknowledged event is there after, none twice: on a SQLite
# file, then on a private PostgreSQL server. Ends within ten minutes a database, whatever happens.
# usage: crash-test.sh [sqlite|postgres]…     KILLS=20 SERVER=.build/debug/shadewise-server
set -euo pipefail
cd "$(dirname "$0")/.."

kills=${KILLS:-20}
server=${SERVER:-.build/debug/shadewise-server}
work=$(mktemp -d /tmp/shadewise-crash-XXXXXX)
trap 'Scripts/postgres.sh remove "$work/pg" 2>/dev/null || true; rm -rf "$work"' EXIT
# The server's owner has to get at its folder.
chmod 711 "$work"

[ $# -gt 0 ] || set -- sqlite postgres
for database in "$@"; do
    case $database in
    sqlite) address=sqlite:$work/store.sqlite ;;
    postgres)
        Scripts/postgres.sh start "$work/pg" $$ || exit $?
        address="postgres:///postgres?host=$work/pg&user=postgres"
        ;;
    *) echo "usage: crash-test.sh [sqlite|postgres]…" >&2; exit 2 ;;
    esac
    echo "$database:"
    timeout --kill-after 10 600 python3 Scripts/crash-test.py "$server" "$address" "$kills"
done
