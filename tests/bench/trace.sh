#!/usr/bin/env bash
# trace.sh BUILD_DIR [--ratios] [ROUNDS [CALLS]] - what the recorder costs: nanoseconds a call, the share of two programs'
# time, and memory. Runs with and without it take turns; of each the fastest counts. Prints, and fails only if
# the record of 10 times as many calls is larger.
# --ratios: only the first, of several kinds of calls, as a line of ratio.h.
set -eu
build=$1
shift
ratios=''
if [ "${1:-}" = --ratios ]; then
    ratios=1
    shift
fi
rounds=${1:-3} calls=${2:-300000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
records=$(mktemp -d /dev/shm/mpilab-bench.XXXXXX)
trap 'rm -rf "$work" "$records"' EXIT
export OMPI_MCA_btl_vader_backing_directory=$records
recorder=$build/lib/librecorder.so
compiler=$(sed -n 's/^MPI_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")

plain() { "$here/../../tools/launch" "$build" -n "$1" -t 200 -- "${@:2}"; }
traced() {
    rm -f "$records"/rank-*
    MPILAB_TRACE=$records MPILAB_TRACE_RUN=1 \
        "$here/../../tools/launch" "$build" -n "$1" -t 200 -p "$recorder" -- "${@:2}"
}

"$compiler" -O2 "$here/calls.c" -o "$work/calls"
for ((i = 0; i < rounds; i++)); do
    plain 1 "$work/calls" "$calls" >>"$work/plain"
    traced 1 "$work/calls" "$calls" >>"$work/traced"
done
# A line for each kind of call: its name, nanoseconds without and with the recorder, and how many more for one call.
awk '$1 ~ /^MPI/ { side = FILENAME ~ /traced$/; if (!((side, $1) in best) || $2 < best[side, $1]) best[side, $1] = $2; names[$1] = 1 }
     END { for (name in names) {
         calls = gsub(/\+/, "+", name) + 1
         printf "%s\t%.0f\t%.0f\t%.0f\n",
             name, best[0, name], best[1, name], (best[1, name] - best[0, name]) / calls } }' "$work/plain" "$work/traced" >"$work/costs"
if [ -n "$ratios" ]; then
    cut -f 4 "$work/costs" | awk -v key=trace.ns_per_call -v text="nanoseconds that the recorder adds to a call, of several" -f "$here/quartiles.awk"
    exit
fi
awk -F '\t' '{ printf "%-34s %7d ns, with the recorder %7d ns: %d ns more for each call\n", $1, $2, $3, $4 }' "$work/costs"

# Programs, by the time that they measure themselves: starting takes longer than tracing.
total() { "$build/tests/bench/times" "$work/r.h5" | awk -F '\t' '$1 == "total" { print $2 }'; }
short=0
[ "$calls" -ge 100000 ] || short=1 # as a test: that it works
for program in "mandelbrot --width 3000 --height 3000 --max-iter 10000" "gradient-averaging --epochs 10000"; do
    name=${program%% *}
    [ $short = 0 ] || program=$name
    for ((i = 0; i < rounds; i++)); do
        # shellcheck disable=SC2086  # arguments are several words
        plain 2 "$build/solutions/"$program -o "$work/r.h5" >"$work/out"
        total >>"$work/$name.plain"
        # shellcheck disable=SC2086
        traced 2 "$build/solutions/"$program -o "$work/r.h5" >"$work/out"
        total >>"$work/$name.traced"
    done
    awk -v name="$name" '{ side = FILENAME ~ /traced$/; if (!(side in best) || $1 < best[side]) best[side] = $1 }
        END { printf "%-34s %.3f s, with the recorder %.3f s: ratio %.3f\n", name, best[0], best[1], best[1] / best[0] }' \
        "$work/$name.plain" "$work/$name.traced"
done

traced 1 "$work/calls" $((calls / 10)) >"$work/few"
few=$(stat -c %s "$records/rank-0")
traced 1 "$work/calls" "$calls" >"$work/many"
many=$(stat -c %s "$records/rank-0")
printf 'record after %d calls: %d bytes; after %d: %d bytes\n' $((calls * 6 / 10)) "$few" $((calls * 6)) "$many"
printf 'memory of the process: %s, then %s\n' "$(awk '/RssAnon/ { print $2, $3 }' "$work/few")" "$(awk '/RssAnon/ { print $2, $3 }' "$work/many")"
[ "$many" -eq "$few" ]
