#!/usr/bin/env bash
# check.sh BUILD_DIR [--ratios] [NAME...] - from saving a file to the verdict, against its floor: cmake --build and the
# bare runs of the same cases, one after the other. Prints seconds and their ratio, which should be at most 2.
# --ratios: as a line of ratio.h.
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
export LAB_STATE=$work/state
TIMEFORMAT=%R

save() { # another text each time, so that it is compiled anew
    { cat "$here"/../../solutions/*-"$name/$source"; echo "/* $RANDOM $RANDOM $1 */"; } >"$2"
}
build_it() { cmake --build "$build" --target "submission-$name" >"$work/log" 2>&1; }
check_it() { "$here/../../lab" check "$name" --file "$work/$source" >"$work/log" 2>&1; }
run_all() {
    local ranks arguments
    for ranks in $all_ranks; do
        while IFS= read -r arguments; do
            # shellcheck disable=SC2086
            MPILAB_SHARED_CORES=1 "$here/../../tools/launch" "$build" -n "$ranks" -t 100 -- \
                "$build/submissions/$name" -o "$work/r.h5" $arguments >"$work/log" 2>&1 </dev/null
        done < <(printf '%s\n' "$cases" | tr '|' '\n')
    done
}

for name; do
    source=$(printf '%s' "$name" | tr - _).c
    IFS=$'\t' read -r all_ranks cases < <(awk -F '\t' -v OFS='\t' -v name="$name" '$2 == name { print $10, $14 }' "$build/programs.tsv")
    save first "$work/$source" && check_it # the solution's results are there from now on
    save second "$build/submissions/$name.c"
    built=$({ time build_it; } 2>&1)
    bare=$({ time run_all; } 2>&1)
    save third "$work/$source"
    checked=$({ time check_it; } 2>&1)
    awk -v ratios="$ratios" -v name="$name" -v built="$built" -v bare="$bare" -v checked="$checked" 'BEGIN {
        ratio = checked / (built + bare)
        if (ratios) printf "check.time_vs_floor\t%.3g\t%.3g\t%.3g\tof %s: ./lab check / (build + bare runs)\n", ratio, ratio, ratio, name
        else printf "%s: check %.2f s; build %.2f s + bare runs %.2f s = %.2f s; ratio %.2f\n",
            name, checked, built, bare, built + bare, ratio }'
done
