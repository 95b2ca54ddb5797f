#!/usr/bin/env bash
# Starts the service with a demo tenant on a free port of loopback, and lets schemathesis try the contract on it: every
# operation with data that fits its schema and data that does not.
set -euo pipefail
cd "$(dirname "$0")/.."

server=.build/release/shadewise-server
[ -x "$server" ] || server=.build/debug/shadewise-server
[ -x .venv-api/bin/schemathesis ] || {
    echo "Installing schemathesis into .venv-api ..."
    python3 -m venv .venv-api
    .venv-api/bin/python3 -m pip install --quiet --disable-pip-version-check 'schemathesis>=4,<5'
}
folder=$(mktemp -d)
"$server" serve --demo --port 0 --log error >"$folder/out" 2>"$folder/err" &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    grep -q '^key: ' "$folder/out" && break
    kill -0 "$pid" 2>/dev/null || { cat "$folder/err" >&2; exit 1; }
    sleep 0.1
done
url=$(sed -n 's/^listening: //p' "$folder/out")
key=$(sed -n 's/^key: //p' "$folder/out")
.venv-api/bin/schemathesis run "$url/openapi.yaml" --url "$url" --header "Authorization: Bearer $key" --checks all \
    --max-examples "${EXAMPLES:-25}" --no-color "$@"
