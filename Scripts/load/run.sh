#!/usr/bin/env bash
# Figures of the service under load, on loopback, beside the command line's on the same photos: throughput with 32
# connections, latency at 70 % of it, routes without photos, five times what it can do, clients of ill will, memory over
# many uploads. Needs wrk (Debian) for the load and release builds of both programs.
#
# usage: run.sh [PART…]      parts: throughput latency json overload hostile memory; without any, all
#        SELFIES='a.jpg b.jpg'   photos to send; without, the demo selfies
#        UPLOADS=20000           of the part `memory`
set -euo pipefail
cd "$(dirname "$0")/../.."
parts=${*:-throughput latency json overload hostile memory}
command -v wrk >/dev/null || { echo "error: wrk is missing; apt-get install wrk" >&2; exit 1; }
client=${CLIENT:-.build/release/shadewise}
export SELFIES=${SELFIES:-$(echo Assets/selfies/*.jpg)}
seconds=${SECONDS_EACH:-20}

source Scripts/start-server.sh --database sqlite:FOLDER/store.sqlite
export KEY=$key
memory() { awk '/VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$pid/status"; }
load() { wrk -t2 "-c$1" "-d${2}s" --latency --timeout 30s -s Scripts/load/selfies.lua "$url" | grep '^figures'; }
rate=
measure_rate() { # photos a second with as many in flight as there are workers and a few
    [ -n "$rate" ] || rate=$(load 32 "$seconds" | tee /dev/stderr | sed -n 's/.*read\/s \([0-9.]*\).*/\1/p')
}

for part in $parts; do
    echo "== $part"
    case $part in
    throughput)
        measure_rate
        # The command line's, on the same photos: as many as take it about as long. In turn, as a machine that others
        # use too is not always as fast.
        count=$(awk "BEGIN { print int($rate * $seconds / 4 / $(wc -w <<<"$SELFIES")) + 1 }")
        mkdir -p "$folder/photos"
        for photo in $SELFIES; do
            for i in $(seq "$count"); do ln -f -s "$(realpath "$photo")" "$folder/photos/$i-$(basename "$photo")"; done
        done
        photos=$((count * $(wc -w <<<"$SELFIES")))
        rounds=$(for round in 1 2 3 4 5; do
            now=$(load 32 $((seconds / 4)) | sed -n 's/.*read\/s \([0-9.]*\).*/\1/p')
            sleep 1
            start=$(date +%s.%N)
            "$client" batch "$folder/photos" --out "$folder/batch-$round.csv" --category foundation >/dev/null 2>&1
            awk "BEGIN { t = $(date +%s.%N) - $start; printf \"%.2f command line %.1f a second, service %.1f\\n\", $now * t / $photos, $photos / t, $now }"
        done | sort -n)
        printf '%s\n' "$rounds" "figures: service by command line, median of five: $(sed -n 3p <<<"$rounds")"
        ;;
    latency)
        measure_rate
        python3 Scripts/load/paced.py "$url" "$KEY" "$(awk "BEGIN { print 0.7 * $rate }")" "$seconds" $SELFIES
        ;;
    json) python3 Scripts/load/paced.py "$url" "$KEY" 50 "$seconds" --json ;;
    overload)
        measure_rate
        before=$(memory)
        python3 Scripts/load/paced.py "$url" "$KEY" "$(awk "BEGIN { print 5 * $rate }")" "${OVERLOAD_SECONDS:-60}" $SELFIES
        echo "figures: memory before $before, after $(memory), most $(awk '/VmHWM/ { printf "%d MB", $2 / 1024 }' "/proc/$pid/status")"
        ;;
    hostile)
        before=$(memory)
        python3 Scripts/load/hostile.py "$url" "$KEY" "${SELFIES%% *}" "${HOSTILE_SECONDS:-30}"
        echo "figures: memory before $before, after $(memory)"
        ;;
    memory)
        uploads=${UPLOADS:-20000}
        load 8 5 >/dev/null
        before=$(memory)
        done=0
        while [ "$done" -lt "$uploads" ]; do
            read=$(load 8 30 | sed -n 's/.*read \([0-9]*\),.*/\1/p')
            done=$((done + read))
            echo "figures: after $done uploads $(memory)"
        done
        echo "figures: memory before $before, after $done uploads $(memory)"
        ;;
    *) echo "error: no part $part" >&2; exit 2 ;;
    esac
    kill -0 "$pid" || { echo "error: the service is gone" >&2; tail -3 "$folder/err" >&2; exit 1; }
done
