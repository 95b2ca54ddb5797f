#!/usr/bin/env bash
# Fuzzes targets in turns, a slice each, until each has had MINUTES of processor time, at the lowest priority. Figures
# are kept: started again, it goes on where it stopped. Exits with 1 when a target never ran, or stopped and
# left a crash.
#
# usage: run.sh MINUTES TARGET…     FUZZ=PROGRAM picks another build than .build/fuzz's; SLICE=SECONDS
#
# Corpora grow in .build/corpus/TARGET, what breaks a promise is kept in .build/crashes/TARGET, and figures a target in
# .build/figures/TARGET. Bounds: 10 seconds of processor time (`fuzz` itself sees to that, so that a busy machine makes
# no false alarms) and 1 GB an input; hangs and bombs count as crashes.
set -uo pipefail
cd "$(dirname "$0")/.."
minutes=$1
shift
fuzz=${FUZZ:-.build/fuzz/debug/fuzz}
[ -d .build/seeds ] || ../.venv/bin/python3 Scripts/seeds.py .build/seeds || exit 1

slice() { # of one target; false once it has had its time
    local target=$1 cpu=0 wall=0 runs=0 stops=0 edges corpus begin TIMEFORMAT='processor: %U %S'
    local figures=.build/figures/$target log=.build/logs/$target.log
    mkdir -p ".build/corpus/$target" ".build/crashes/$target" .build/logs .build/figures
    [ -f "$figures" ] && read -r cpu wall runs stops _ < "$figures"
    [ "$cpu" -lt $((minutes * 60)) ] && [ "$stops" -lt 50 ] || return 1
    begin=$(date +%s)
    {
        time nice -n 19 "$fuzz" "$target" -max_len=8192 -dict="Dictionaries/$target.dict" -timeout=600 -report_slow_units=600 \
            -rss_limit_mb=1024 -max_total_time="${SLICE:-300}" -print_final_stats=1 \
            -artifact_prefix=".build/crashes/$target/" ".build/corpus/$target" ".build/seeds/$target" 2>&1 ||
            stops=$((stops + 1))
    } > "$log.slice" 2>&1
    cat "$log.slice" >> "$log"
    runs=$((runs + $(awk '/stat::number_of_executed_units/ { n = $2 } END { print n + 0 }' "$log.slice")))
    edges=$(grep -o 'cov: [0-9]*' "$log.slice" | tail -1 | cut -d' ' -f2)
    corpus=$(grep -o 'corp: [0-9]*' "$log.slice" | tail -1 | cut -d' ' -f2)
    cpu=$((cpu + $(awk '/^processor:/ { n = $2 + $3 } END { print int(n + 0.5) }' "$log.slice"))) wall=$((wall + $(date +%s) - begin))
    echo "$cpu $wall $runs $stops ${edges:-0} ${corpus:-0}" > "$figures"
}

while true; do
    busy=0
    for target in "$@"; do slice "$target" && busy=1; done
    [ "$busy" = 1 ] || break
done
printf 'target\tprocessor s\twall s\truns\tstops\tedges\tcorpus\n'
status=0
for target in "$@"; do
    read -r _ _ runs stops _ < ".build/figures/$target"
    printf '%s\t%s\n' "$target" "$(tr ' ' '\t' < ".build/figures/$target")"
    [ "$runs" -gt 0 ] || status=1
    [ "$stops" -gt 0 ] && [ -n "$(ls -A ".build/crashes/$target")" ] && status=1
done
exit $status
