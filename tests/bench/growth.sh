#!/usr/bin/env bash
# growth.sh BUILD_DIR [RANKS] - how cost grows, beside cost models: two tables for docs/performance.md.
#
# 06-mandelbrot with its size and its iterations: compute = (a x pixels + b x iterations) / ranks, output = c + d x
# bytes. a and b come from two rows, 1024 x 1024 pixels with at most 10 and 1000 iterations, c and d from two others,
# 256 and 2048 pixels wide; all other rows are predicted. Medians of 7 runs, of the slowest rank.
#
# The ring of 05-gradient-averaging with the length n of the vector: 2 (p - 1) messages of n / p bytes, each latency +
# bytes / bandwidth, both as 02-point-to-point fits them (the median of 5 fits), and p - 1 times the additions of n / p
# bytes, whose price comes from the row of 256 KiB.
set -eu
build=$1 ranks=${2:-2} repeats=7
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

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
        --width "$1" --height "$1" --max-iter "$2" >"$work/log" </dev/null
    h5dump -d /result/total_iterations "$work/m.h5" | sed -n 's/.*(0): //p' >"$work/total"
    "$build/tests/bench/times" "$work/m.h5" |
        awk -F '\t' -v total="$(cat "$work/total")" '$1 == "compute" { c = $3 } $1 == "output" { o = $3 } END { print total, c, o }'
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
    {
        side[NR] = $1; most[NR] = $2; iterations[NR] = $3; compute[NR] = $4; output[NR] = $5
        row[$1, $2] = NR
    }
    function shown(x) { return sprintf((x >= 100) ? "%.0f" : "%.3g", x) }
    function bytes(i) { return 4 * side[i] * side[i] }
    END {
        few = row[1024, 10]; many = row[1024, 1000]; small = row[256, 1000]; large = row[2048, 1000]
        b = (compute[many] - compute[few]) / (iterations[many] - iterations[few])
        a = (compute[few] - b * iterations[few]) / (1024 * 1024)
        d = (output[large] - output[small]) / (bytes(large) - bytes(small))
        c = output[small] - d * bytes(small)
        printf "%d ranks; the model, for one rank: %.3g ns a pixel, %.3g ns an iteration; output %.3g ms and %.0f MB/s\n\n",
            ranks, 1e9 * a * ranks, 1e9 * b * ranks, 1e3 * c, 1 / d / 1e6
        print "| pixels | max-iter | iterations, 10^6 | compute, ms | by the model | output, ms | by the model |"
        print "|---|---|---|---|---|---|---|"
        for (i = 1; i <= NR; i++) {
            printf "| %d x %d | %d | %s | %s | %s | %s | %s |\n", side[i], side[i], most[i], shown(iterations[i] / 1e6),
                shown(1e3 * compute[i]), shown(1e3 * (a * side[i] * side[i] + b * iterations[i])),
                shown(1e3 * output[i]), shown(1e3 * (c + d * bytes(i)))
        }
    }'

for ((i = 0; i < 5; i++)); do
    "$here/../../tools/launch" "$build" -n "$ranks" -t 300 -- "$build/solutions/point-to-point" -o "$work/p.h5" >"$work/out" </dev/null
    for what in latency bandwidth; do h5dump -d /timing/$what "$work/p.h5" | sed -n 's/.*(0): //p' | head -n 1 >>"$work/$what"; done
done
middle() { sort -g "$work/$1" | sed -n 3p; }
for size in 1:KiB:1024 16:KiB:16384 256:KiB:262144 1:MiB:1048576 4:MiB:4194304 16:MiB:16777216 64:MiB:67108864; do
    sum() { # the median of three
        local i
        for i in 1 2 3; do
            "$here/../../tools/launch" "$build" -n "$ranks" -t 300 -- "$build/tests/bench/sums" --seconds "${size##*:}" "$@" </dev/null
        done | sort -g | sed -n 2p
    }
    name=${size%:*}
    printf '%s\t%s\t%s\t%s\n' "${name/:/ }" "${size##*:}" "$(sum ring)" "$(sum)"
done | awk -F '\t' -v p="$ranks" -v a="$(middle latency)" -v b="$(middle bandwidth)" '
    function shown(x) { return sprintf((x >= 100) ? "%.0f" : "%.3g", x) }
    function messages(n) { return 2 * (p - 1) * (a + n / p / b) }
    { name[NR] = $1; bytes[NR] = $2; ring[NR] = $3; library[NR] = $4 }
    $2 == 262144 { add = ($3 - messages($2)) / ((p - 1) * $2 / p) }
    END {
        printf "\nthe model: latency %.3g us, bandwidth %.3g GB/s, additions of %.3g GB/s\n\n", 1e6 * a, b / 1e9, 1 / add / 1e9
        print "| vector | ring, us | by the model | MPI_Allreduce, us |"
        print "|---|---|---|---|"
        for (i = 1; i <= NR; i++) {
            printf "| %s | %s | %s | %s |\n", name[i], shown(1e6 * ring[i]),
                shown(1e6 * (messages(bytes[i]) + (p - 1) * bytes[i] / p * add)), shown(1e6 * library[i])
        }
    }'
