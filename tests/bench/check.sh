#!/usr/bin/env bash
# check.sh BUILD_DIR [--ratios] [NAME...] - from saving a file to the verdict, against its floor: compiling the file, and
# the bare runs of the same cases, as many at a time as there are cores. Prints seconds and their ratio, which should be
# at most 1.2. --ratios: as a line of ratio.h.
set -eu
build=$1
shift
ratios=''
if [ "${1:-}" = --ratios ]; then
    ratios=1
    shift
fi
[ $# -gt 0 ] || set -- hello
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LAB_STATE=$work/state MPILAB_SHARED_CORES=1
TIMEFORMAT=%R

save() { # another text each time, so that nothing of it is known
    { cat "$here"/../../solutions/*-"$name/$source"; echo "/* $RANDOM $RANDOM $1 */"; } >"$work/$source"
}
compile() { # by the command that check uses
    local command=() argument
    while IFS= read -r argument; do
        argument=${argument//@NAME@/$name} argument=${argument//@SOURCE@/$work/$source}
        command+=("${argument//@OUTPUT@/$work/program}")
    done <"$build/compile.args"
    "${command[@]}" >"$work/log" 2>&1
}
check_it() { "$here/../../lab" check "$name" --file "$work/$source" --json "$work/report.json" >"$work/log" 2>&1; }
run_one() { # RANKS ARGUMENTS...
    local ranks=$1
    shift
    "$here/../../tools/launch" "$build" -n "$ranks" -t 100 -- "$work/program" -o "$work/$BASHPID.h5" "$@" >/dev/null 2>&1 </dev/null
}
run_all() {
    local words running=0
    while read -ra words; do
        if [ $((running += 1)) -gt "$(nproc)" ]; then wait -n; fi
        run_one "${words[@]}" &
    done < <(jq -r '.programs[0].cases[] | "\(.ranks) \(.arguments)"' "$work/report.json")
    wait
}

for name; do
    source=$(printf '%s' "$name" | tr - _).c
    save first && check_it # the solution's results are there from now on
    save second
    compiled=$({ time compile; } 2>&1)
    bare=$({ time run_all; } 2>&1)
    save third
    checked=$({ time check_it; } 2>&1)
    awk -v ratios="$ratios" -v name="$name" -v compiled="$compiled" -v bare="$bare" -v checked="$checked" 'BEGIN {
        ratio = checked / (compiled + bare)
        if (ratios) printf "check.time_vs_floor\t%.3g\t%.3g\t%.3g\tof %s: ./lab check / (compiling + bare runs)\n", ratio, ratio, ratio, name
        else printf "%s: check %.2f s; compiling %.2f s + bare runs %.2f s = %.2f s; ratio %.2f\n",
            name, checked, compiled, bare, compiled + bare, ratio }'
done
