# To be sourced: starts the service with a demo tenant on a free port of loopback, and sets `pid`, `url`, `key` and
# `folder`, where it writes. It ends with the script that sourced this.
#
# Arguments after the file's name go to `serve`; SERVER picks the program.
for server in ${SERVER:-.build/server/release/shadewise-server .build/release/shadewise-server .build/debug/shadewise-server}; do
    [ -x "$server" ] && break
done
[ -x "$server" ] || { echo "error: no shadewise-server is built; make build-server" >&2; exit 1; }
folder=$(mktemp -d)
"$server" serve --demo --port 0 --log error "${@//FOLDER/$folder}" >"$folder/out" 2>"$folder/err" &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
    grep -q '^key: ' "$folder/out" && break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
done
url=$(sed -n 's/^listening: //p' "$folder/out")
key=$(sed -n 's/^key: //p' "$folder/out")
[ -n "$key" ] || { echo "error: the service does not start" >&2; cat "$folder/err" >&2; exit 1; }
