#!/usr/bin/env bash
# peers.sh BUILD_DIR [--quick] - the same picture and the same sum over ranks, written in Python (peers/), beside
# ours, in turns, with 2 workers each. Lines as of ratio.h: how many times as fast ours is. Starting and
# compiling are in neither; the peers have the picture in one process at the end, ours in the ranks, which
# write it from there. A peer whose packages are not here is left out, with a line on stderr.
#
# PYTHON names the interpreter; otherwise the first of python3 and /usr/bin/python3 that has Numba.
set -eu
build=$1 repeats=5 size=(2048 2048 1000) sums='1KiB:1024 1MiB:1048576 64MiB:67108864'
if [ "${2:-}" = --quick ]; then repeats=1 size=(1024 1024 1000) sums='1MiB:1048576'; fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

has() { # PYTHON MODULE...
    local python=$1
    shift
    "$python" -c "$(printf 'import %s\n' "$@")" >/dev/null 2>&1
}
python=${PYTHON:-}
for candidate in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! has "$candidate" numba || python=$candidate
done
if [ -z "$python" ]; then
    echo "no peers: there is no python3 with Numba here (./lab setup --peers installs them)" >&2
    exit 0
fi

launch() { "$here/../../tools/launch" "$build" -n 2 -t 300 -- "$@"; }
is_here() { # MODULE
    has "$python" "$1" && { [ "$1" != mpi4py ] || launch "$python" -c 'from mpi4py.MPI import COMM_WORLD as c; assert c.size == 2' 2>/dev/null; }
}
peer() { # NAME ARGUMENTS...
    if [ "$1" = mpi4py_numba ]; then launch "$python" "$here/peers/$1.py" "${@:2}"; else timeout 300 "$python" "$here/peers/$1.py" "${@:2}"; fi
}
numbers() { grep -aoE '[0-9.]+( [0-9]+)?$' | tail -1; } # Numba may print colour codes before
our_picture() { # seconds, sum of all counts
    launch "$build/solutions/mandelbrot" -o "$work/m.h5" --width "${size[0]}" --height "${size[1]}" --max-iter "${size[2]}" >"$work/log"
    "$build/tests/bench/times" "$work/m.h5" |
        awk -F '\t' '$1 == "compute" || $1 ~ /^communication/ { seconds += $3 } END { printf "%s ", seconds }'
    h5dump -d /result/total_iterations "$work/m.h5" | sed -n 's/.*(0): //p'
}
pairs() { # OURS THEIRS: their time / our time, a line for each pair
    local i a b
    for ((i = 0; i < repeats; i++)); do
        if ((i % 2)); then a=$($1) b=$($2 | numbers); else b=$($2 | numbers) a=$($1); fi
        [ "${a#* }" = "${b#* }" ] || [ "${a% *}" = "$a" ] || { echo "peers.sh: $2: the sum of the counts is ${b#* }, ours ${a#* }" >&2; return 1; }
        awk -v a="${a% *}" -v b="${b% *}" 'BEGIN { print b / a }'
    done
}

for which in mpi4py_numba:mpi4py multiprocessing_pool:multiprocessing dask_processes:dask; do
    name=${which%:*} module=${which#*:}
    if ! is_here "$module"; then
        echo "no $module for $python and this MPI library: left out" >&2
        continue
    fi
    their_picture() { peer "$name" picture "${size[@]}" 2; }
    pairs our_picture their_picture >"$work/ratios"
    awk -v key="peers.picture_vs_$module" -v text="our picture, times as fast as with $module and Numba" -f "$here/quartiles.awk" "$work/ratios"
    for sum in $sums; do
        bytes=${sum#*:}
        our_sum() { launch "$build/tests/bench/sums" --seconds "$bytes"; }
        their_sum() { peer "$name" allreduce "$bytes" 2; }
        pairs our_sum their_sum >"$work/ratios"
        awk -v key="peers.allreduce_vs_$module.${sum%:*}" -v text="MPI_Allreduce, times as fast as with $module" -f "$here/quartiles.awk" "$work/ratios"
    done
done
