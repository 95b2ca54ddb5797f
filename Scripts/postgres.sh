#!/usr/bin/env bash
# A private PostgreSQL server in a folder of its own, for tests: nobody else's data, no password, no waiting for disks.
# usage: postgres.sh start FOLDER [PID] [tls]    a folder to be made, in /tmp, for names of sockets are short; the server
#                                                ends, and the folder with it, when process PID does
#        postgres.sh stop|crash|resume FOLDER    stop it and leave its data; without warning; start it again
#        postgres.sh database FOLDER NAME        make an empty database
#        postgres.sh remove FOLDER
# Its socket lies in FOLDER: postgres:///postgres?host=FOLDER&user=postgres. With `tls` it listens on 127.0.0.1, too, at
# the port in FOLDER/port, with a certificate for localhost that FOLDER/root.crt vouches for.
# Exit code 3: PostgreSQL is not installed.
set -euo pipefail

action=$1
folder=$2
data=$folder/data

programs=$(command -v initdb >/dev/null && dirname "$(readlink -f "$(command -v initdb)")" ||
    ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] && [ -x "$programs/initdb" ] && [ -x "$programs/postgres" ] || {
    echo "PostgreSQL is not installed: apt-get install postgresql" >&2
    exit 3
}

# The server refuses to be run by root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

# In a subshell, runs what outlives this script without the caller's streams, or the caller would wait for it to end:
# Foundation's `Process` takes a program for running as long as anybody has what it had open.
apart() {
    for descriptor in /proc/self/fd/*; do
        number=${descriptor##*/}
        [ "$number" -le 2 ] || eval "exec $number>&-"
    done
    exec </dev/null >/dev/null 2>&1
    "$@"
}

up() {
    (apart as_owner "$programs/pg_ctl" -D "$data" -w -t 30 -l "$folder/log" start) ||
        { tail -n 5 "$folder/log" >&2; exit 1; }
}

case $action in
start)
    mkdir -m 700 "$folder"
    [ "$(id -u)" -eq 0 ] && chown postgres:postgres "$folder"
    cd "$folder"
    as_owner "$programs/initdb" -D "$data" -U postgres -A trust -E UTF8 --no-sync </dev/null >/dev/null
    as_owner tee -a "$data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
max_connections = 200
CONF
    if [ "${4:-}" = tls ]; then
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        as_owner sh -c '
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tests -keyout root.key -out root.crt
            openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout data/server.key -out server.csr
            printf "subjectAltName=DNS:localhost\n" > names
            openssl x509 -req -in server.csr -CA root.crt -CAkey root.key -CAcreateserial -days 2 -extfile names \
                -out data/server.crt
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other -keyout other.key -out other.crt
            chmod 600 data/server.key' >/dev/null 2>&1
        as_owner tee -a "$data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $port
ssl = on
CONF
        # Over the network with a password, over the socket without.
        as_owner tee "$data/pg_hba.conf" >/dev/null <<CONF
local all all trust
host all all 127.0.0.1/32 scram-sha-256
CONF
        echo "$port" | as_owner tee port >/dev/null
    fi
    up
    if [ -n "${3:-}" ]; then
        (apart setsid "$0" watch "$folder" "$3") &
    fi
    ;;
watch)
    while kill -0 "$3" 2>/dev/null; do sleep 1; done
    "$0" remove "$folder"
    ;;
stop) as_owner "$programs/pg_ctl" -D "$data" -w -t 30 -m fast stop >/dev/null ;;
crash) as_owner "$programs/pg_ctl" -D "$data" -w -t 30 -m immediate stop >/dev/null ;;
resume) up ;;
database)
    psql "host=$folder user=postgres dbname=postgres" --no-psqlrc --quiet -c "CREATE DATABASE \"$3\"" </dev/null >/dev/null
    ;;
remove)
    as_owner "$programs/pg_ctl" -D "$data" -w -t 30 -m immediate stop >/dev/null 2>&1 || true
    # Only what was made here.
    if [ -f "$data/PG_VERSION" ]; then rm -rf "$folder"; fi
    ;;
*) echo "usage: postgres.sh start|stop|crash|resume|database|remove FOLDER …" >&2; exit 2 ;;
esac
