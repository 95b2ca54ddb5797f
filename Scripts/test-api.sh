#!/usr/bin/env bash
# Starts the service with a demo tenant on a free port of loopback, and lets schemathesis try the contract on it: every
# operation with data that fits its schema and data that does not.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x .venv-api/bin/schemathesis ] || {
    echo "Installing schemathesis into .venv-api ..."
    python3 -m venv .venv-api
    .venv-api/bin/python3 -m pip install --quiet --disable-pip-version-check 'schemathesis>=4,<5'
}
options=("$@")
# What is sourced without arguments has this script's.
set --
source Scripts/start-server.sh
.venv-api/bin/schemathesis run "$url/openapi.yaml" --url "$url" --header "Authorization: Bearer $key" --checks all \
    --max-examples "${EXAMPLES:-25}" --no-color "${options[@]}"
