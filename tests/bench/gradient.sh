#!/usr/bin/env bash
# gradient.sh BUILD_DIR [--quick] - what 05-gradient-averaging spends on communication, and how many samples it
# goes through in a second, by each algorithm on 2 ranks. Lines as of ratio.h.
set -eu
build=$1 repeats=9 images=1438 epochs=500
if [ "${2:-}" = --quick ]; then repeats=3; fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
algorithms='allreduce reduce-bcast ring'

for ((i = 0; i < repeats; i++)); do
    for algorithm in $algorithms; do # means over the ranks, as one may wait for the other
        "$here/../../tools/launch" "$build" -n 2 -t 120 -- "$build/solutions/gradient-averaging" -o "$work/g.h5" \
            --epochs $epochs --algorithm "$algorithm" >"$work/log" 2>&1
        "$build/tests/bench/times" "$work/g.h5" | awk -F '\t' -v samples=$((images * epochs)) '
            $1 == "compute" { compute = $2 } $1 == "communication" { communication = $2 }
            END { seconds = compute + communication; print communication / seconds, samples / seconds }' >>"$work/$algorithm"
    done
done
for algorithm in $algorithms; do
    awk '{ print $1 }' "$work/$algorithm" | awk -v key="gradient.communication_share.$algorithm" \
        -v text="part of an epoch that is communication, $images images, 2 ranks" -f "$here/quartiles.awk"
    awk '{ print $2 }' "$work/$algorithm" | awk -v key="gradient.samples_per_s.$algorithm" \
        -v text="samples a second, in all epochs together" -f "$here/quartiles.awk"
done
