#!/usr/bin/env bash
# Times the built program on the real data: median and range of ten runs of each case.
# usage: benches/timing.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-10}

cargo build --quiet
ccn=${CARGO_TARGET_DIR:-target}/debug/ccn
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

nothing() { :; }
forget_site() { rm -rf "$work/site"; }

# Runs the command RUNS times, each after PREPARE, which is not timed.
measure() {
    local name=$1 prepare=$2 start end times=()
    shift 2
    for ((run = 0; run < runs; run++)); do
        "$prepare"
        start=${EPOCHREALTIME//[^0-9]/}
        "$@"
        end=${EPOCHREALTIME//[^0-9]/}
        times+=($(((end - start) / 1000)))
    done
    mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
    printf '%-28s %6d ms   (%d to %d)\n' "$name" "${times[runs / 2]}" "${times[0]}" "${times[runs - 1]}"
}

measure 'check' nothing "$ccn" check
measure 'build into an empty folder' forget_site "$ccn" build --output "$work/site"
measure 'the same on one thread' forget_site env RAYON_NUM_THREADS=1 "$ccn" build --output "$work/site"
measure 'build again, nothing changed' nothing "$ccn" build --output "$work/site"
printf '%d files, %d KiB; %d runs each on %d processors\n' \
    "$(find "$work/site" -type f | wc -l)" "$(du -sk "$work/site" | cut -f1)" "$runs" "$(nproc)"
