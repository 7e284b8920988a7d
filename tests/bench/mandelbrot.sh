#!/usr/bin/env bash
# mandelbrot.sh BUILD_DIR [--quick] - 06-mandelbrot against its kernel on as many ranks, in turns; the start of
# MPI is in neither. Lines as of ratio.h: the whole program, and its region `compute` alone.
set -eu
build=$1 repeats=9
size=(4096 4096 1000)
if [ "${2:-}" = --quick ]; then repeats=5 size=(2048 2048 1000); fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
launch() { "$here/../../tools/launch" "$build" -n 2 -t 120 -- "$@"; }

program() { # seconds of its slowest rank: in all, and in `compute`
    launch "$build/solutions/mandelbrot" -o "$work/m.h5" --width "${size[0]}" --height "${size[1]}" \
        --max-iter "${size[2]}" --schedule dynamic >"$work/log" 2>&1
    "$build/tests/bench/times" "$work/m.h5" |
        awk -F '\t' '$1 == "total" { total = $3 } $1 == "compute" { compute = $3 } END { print total, compute }'
}
kernel() { launch "$build/tests/bench/rows" "${size[@]}" 2>>"$work/log"; }

for ((i = 0; i < repeats; i++)); do
    if ((i % 2)); then
        a=$(program) b=$(kernel)
    else
        b=$(kernel) a=$(program)
    fi
    echo "$a $b"
done >"$work/seconds"
ratio() { # COLUMN KEY TEXT
    awk -v column="$1" '{ print $column / $3 }' "$work/seconds" | awk -v key="$2" -v text="$3" -f "$here/quartiles.awk"
}
ratio 1 mandelbrot.program_vs_kernel "time of the whole program / of its kernel alone, 2 ranks"
ratio 2 mandelbrot.compute_vs_kernel "time of its region compute / of its kernel alone, 2 ranks"
