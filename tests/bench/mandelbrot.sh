#!/usr/bin/env bash
# mandelbrot.sh BUILD_DIR [--quick] - the whole of 06-mandelbrot against its kernel on as many ranks, in turns;
# the start of MPI is in neither. Lines as of ratio.h.
set -eu
build=$1 repeats=9
size=(4096 4096 1000)
if [ "${2:-}" = --quick ]; then repeats=5 size=(2048 2048 1000); fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
launch() { "$here/../../tools/launch" "$build" -n 2 -t 120 -- "$@"; }

whole() { # its slowest rank: the fourth number of the row `total`
    launch "$build/solutions/mandelbrot" -o "$work/m.h5" --width "${size[0]}" --height "${size[1]}" \
        --max-iter "${size[2]}" --schedule dynamic 2>"$work/log" | awk '$1 == "total" { print $4 }'
}
kernel() { launch "$build/tests/bench/rows" "${size[@]}" 2>>"$work/log"; }

for ((i = 0; i < repeats; i++)); do
    if ((i % 2)); then
        a=$(whole) b=$(kernel)
    else
        b=$(kernel) a=$(whole)
    fi
    echo "$a $b"
done | awk '{ print $1 / $2 }' | sort -g | awk '
    { ratio[NR] = $1 }
    END {
        if (NR == 0) exit 1
        printf "mandelbrot.program_vs_kernel\t%.4g\t%.4g\t%.4g\ttime of the whole program / of its kernel alone, 2 ranks\n",
            ratio[int((NR + 1) / 2)], ratio[int((NR + 3) / 4)], ratio[int((3 * NR + 3) / 4)]
    }'
