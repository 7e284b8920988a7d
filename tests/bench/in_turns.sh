#!/usr/bin/env bash
# in_turns.sh BUILD_DIR [--quick] KEY TEXT PROGRAM ONE OTHER - how many times as fast OTHER is as ONE: a program with other
# ranks or options ("2 --update atomic"), in turns. Of each run computing and communicating count, by the slowest rank;
# starting, making what is worked on, and writing are in neither. Lines as of ratio.h.
set -eu
build=$1 repeats=9
shift
if [ "$1" = --quick ]; then repeats=3 && shift; fi
key=$1 text=$2 program=$3 one=$4 other=$5
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

seconds() { # RANKS [OPTION...]
    local ranks=$1
    shift
    "$here/../../tools/launch" "$build" -n "$ranks" -t 120 -- "$build/solutions/$program" -o "$work/r.h5" "$@" >"$work/log" 2>&1
    "$build/tests/bench/times" "$work/r.h5" | awk -F '\t' '$1 ~ /^(compute|communication)/ { sum += $3 } END { print sum }'
}
# shellcheck disable=SC2086  # words
for ((i = 0; i < repeats; i++)); do
    if ((i % 2)); then first=$(seconds $one) second=$(seconds $other); else second=$(seconds $other) first=$(seconds $one); fi
    awk -v first="$first" -v second="$second" 'BEGIN { print first / second }' >>"$work/ratios"
done
awk -v key="$key" -v text="$text" -f "$here/quartiles.awk" "$work/ratios"
