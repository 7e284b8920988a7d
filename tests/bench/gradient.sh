#!/usr/bin/env bash
# gradient.sh BUILD_DIR [--quick] - what 05-gradient-averaging spends on communication, and how many samples it
# goes through in a second, by each algorithm on 2 ranks. Lines as of ratio.h.
set -eu
build=$1 repeats=9
if [ "${2:-}" = --quick ]; then repeats=3; fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
algorithms='allreduce reduce-bcast ring'

for ((i = 0; i < repeats; i++)); do
    for algorithm in $algorithms; do # means over the ranks, as one may wait for the other
        "$here/../../tools/launch" "$build" -n 2 -t 120 -- "$build/solutions/gradient-averaging" -o "$work/g.h5" \
            --epochs 500 --algorithm "$algorithm" 2>"$work/log" |
            awk '$1 == "compute" { compute = $3 } $1 == "communication" { communication = $3 } $1 == "speed:" { speed = $2 }
                END { print communication / (compute + communication), speed }' >>"$work/$algorithm"
    done
done
for algorithm in $algorithms; do
    awk '{ print $1 }' "$work/$algorithm" | awk -v key="gradient.communication_share.$algorithm" \
        -v text="part of an epoch that is communication, 1438 images, 2 ranks" -f "$here/quartiles.awk"
    awk '{ print $2 }' "$work/$algorithm" | awk -v key="gradient.samples_per_s.$algorithm" \
        -v text="samples a second, in all epochs together" -f "$here/quartiles.awk"
done
