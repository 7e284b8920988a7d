#!/usr/bin/env bash
# sort.sh BUILD_DIR [--quick] - 09-sort on 2 ranks against one qsort of all keys (the same program on 1 rank), in turns.
# Starting, making the keys and writing them are in neither. Lines as of ratio.h.
set -eu
build=$1 repeats=9 count=4000000
if [ "${2:-}" = --quick ]; then repeats=3 count=1000000; fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

seconds() { # RANKS: sorting, exchanging and merging, of the slowest rank
    "$here/../../tools/launch" "$build" -n "$1" -t 120 -- "$build/solutions/sort" -o "$work/s.h5" --count $count >"$work/log" 2>&1
    "$build/tests/bench/times" "$work/s.h5" | awk -F '\t' '$1 == "compute" || $1 == "communication" { sum += $3 } END { print sum }'
}
for ((i = 0; i < repeats; i++)); do
    if ((i % 2)); then one=$(seconds 1) two=$(seconds 2); else two=$(seconds 2) one=$(seconds 1); fi
    awk -v one="$one" -v two="$two" 'BEGIN { print one / two }' >>"$work/ratios"
done
awk -v key=sort.ranks_vs_qsort -v text="sample sort on 2 ranks, times as fast as one qsort of all keys" -f "$here/quartiles.awk" "$work/ratios"
