#!/usr/bin/env bash
# growth.sh BUILD_DIR [RANKS] - how the cost of 06-mandelbrot grows with its size and its iterations, beside a cost
# model: compute = all iterations / (rate of a core x ranks), output = bytes / rate of writing. Both rates come
# from one run in the middle (1024 x 1024 pixels, 1000 iterations); all other rows are predicted. A table for
# docs/performance.md; seconds are medians of 7 runs, of the slowest rank.
set -eu
build=$1 ranks=${2:-2} repeats=7
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The reference first.
cases='1024 1000
256 1000
512 1000
2048 1000
4096 1000
1024 10
1024 100
1024 10000
1024 100000'

one() { # SIDE MAX-ITER: all iterations, compute and output in seconds
    "$here/../../tools/launch" "$build" -n "$ranks" -t 300 -- "$build/solutions/mandelbrot" -o "$work/m.h5" \
        --width "$1" --height "$1" --max-iter "$2" >"$work/out" </dev/null
    h5dump -d /result/total_iterations "$work/m.h5" | sed -n 's/.*(0): //p' >"$work/total"
    awk -v total="$(cat "$work/total")" '$1 == "compute" { c = $4 } $1 == "output" { o = $4 } END { print total, c, o }' "$work/out"
}
for ((i = 0; i < repeats; i++)); do
    while read -r side iterations; do
        echo "$side $iterations $(one "$side" "$iterations")"
    done <<<"$cases"
done | sort -k1,1n -k2,2n -k4,4g >"$work/runs"

median() { # COLUMN: side, iterations, total and that column, for each case
    sort -k1,1n -k2,2n -k"$1,$1g" "$work/runs" | awk -v column="$1" -v repeats="$repeats" \
        '++n[$1 " " $2] == int((repeats + 1) / 2) { print $1, $2, $3, $column }'
}
paste -d ' ' <(median 4) <(median 5 | cut -d ' ' -f 4) | awk -v ranks="$ranks" '
    { line[NR] = $0 }
    $1 == 1024 && $2 == 1000 { rate = $3 / $4; writing = 4 * $1 * $1 / $5 }
    END {
        printf "%d ranks; the model: %.0f million iterations a second, %.0f MB/s written\n\n", ranks, rate / 1e6, writing / 1e6
        print "| pixels | max-iter | iterations, 10^6 | compute, ms | by the model | output, ms | by the model |"
        print "|---|---|---|---|---|---|---|"
        for (i = 1; i <= NR; i++) {
            split(line[i], c, " ")
            printf "| %d x %d | %d | %.4g | %.3g | %.3g | %.3g | %.3g |\n", c[1], c[1], c[2], c[3] / 1e6,
                1e3 * c[4], 1e3 * c[3] / rate, 1e3 * c[5], 4e3 * c[1] * c[1] / writing
        }
    }'
