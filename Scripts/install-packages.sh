#!/usr/bin/env bash
# Installs the Debian packages the build needs and that are missing; asks for sudo only then.
# usage: install-packages.sh [PACKAGE…]    further ones, such as the tests' postgresql
set -euo pipefail

packages=(
    libjpeg-dev libpng-dev liblcms2-dev libsqlite3-dev zlib1g-dev libexpat1-dev pkg-config python3 python3-pip
    python3-venv libpq-dev "$@"
)
missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing ${missing[*]} ..."
    by_hand="install by hand: apt-get install ${missing[*]}"
    command -v apt-get >/dev/null || { echo "error: no apt-get here; $by_hand (or your system's names for them)" >&2; exit 1; }
    run=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "error: neither root nor sudo; $by_hand" >&2; exit 1; }
        run=(sudo)
    fi
    "${run[@]}" apt-get update -qq
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

command -v swift >/dev/null || {
    echo "error: no Swift toolchain found; install Swift 6.2 or later from swift.org and put it on PATH" >&2
    exit 1
}
version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1 \2/p' | head -n 1)
read -r major minor <<<"${version:-0 0}"
if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    echo "error: Swift $major.$minor is too old; Shadewise needs 6.2 or later" >&2
    exit 1
fi
