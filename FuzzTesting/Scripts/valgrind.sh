#!/usr/bin/env bash
# Runs the corpora of the four targets that end in system libraries under valgrind, which sees what those write outside
# their memory. Bounded: a random choice of files a target, for MINUTES in all (default 10).
set -uo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
command -v valgrind > /dev/null || {
    echo "error: valgrind is not installed: apt-get install valgrind" >&2
    exit 1
}
# Valgrind knows no instructions beyond AVX2, which is what x86-64-v3 has.
swift build --product replay
status=0
for target in jpeg png icc exif; do
    mapfile -t files < <(find ".build/seeds/$target" ".build/corpus/$target" -type f 2> /dev/null | shuf -n 150)
    [ ${#files[@]} -gt 0 ] || continue
    log=.build/logs/valgrind-$target.log
    mkdir -p .build/logs
    # Leaks are AddressSanitizer's business.
    nice -n 19 valgrind --error-exitcode=9 --leak-check=no --log-file="$log" \
        .build/debug/replay "$target" --seconds $((minutes * 15)) "${files[@]}" || status=1
    tail -1 "$log" | sed 's/^==[0-9]*== //'
done
exit $status
