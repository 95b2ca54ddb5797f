#!/usr/bin/env bash
# Installs the peers into .venv-compare, once, and djpeg. What cannot be installed is left out of the comparison.
set -euo pipefail
cd "$(dirname "$0")/../.."

here=Scripts/compare
venv=.venv-compare
wanted=$(cat "$here/requirements.txt" "$here/setup.sh" | sha256sum)

if ! command -v djpeg >/dev/null; then
    echo "Installing libjpeg-turbo-progs (djpeg) ..."
    run=()
    [ "$(id -u)" -eq 0 ] || run=(sudo)
    { "${run[@]}" apt-get update -qq && "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends libjpeg-turbo-progs >/dev/null; } ||
        echo "warning: no djpeg; its rows are left out (apt-get install libjpeg-turbo-progs)" >&2
fi

[ "$(cat "$venv/installed" 2>/dev/null)" = "$wanted" ] && exit 0

echo "Installing the peers into $venv (about 1.5 GB, once) ..."
[ -x "$venv/bin/python3" ] || python3 -m venv "$venv"
pip=("$venv/bin/python3" -m pip --quiet --disable-pip-version-check)
"${pip[@]}" install -r "$here/requirements.txt"
"${pip[@]}" install --no-deps skin-tone-classifier==1.2.6
"${pip[@]}" install 'ai-edge-litert==2.3.0' 'numpy<2' ||
    echo "warning: ai-edge-litert is not to be had here; the networks' rows are left out" >&2
echo "$wanted" >"$venv/installed"
