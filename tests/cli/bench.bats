#!/usr/bin/env bats
# What ./lab bench puts its files together from: rows with tabs, and numbers out of result files. That it runs is held
# by tests/bench/quick.sh.
load common

setup() { cd "$BATS_TEST_TMPDIR" || return; }

row() { printf '%s\t%s\t1.5\t3\t%s\n' "$@"; }
json() {
    run --separate-stderr "$BUILD/bin/bench_file" --json
    [[ $stderr != *"without jansson"* ]] || skip "built without jansson"
}

@test "the medians as JSON, whatever the keys are" {
    # shellcheck disable=SC1003  # a backslash
    json < <(row kernel.fast 2 'times as fast'; row 'of "two" words' 0.25 'a "quote"'; row '\' 1e-7 x)
    [ "$status" -eq 0 ]
    # shellcheck disable=SC1003
    jq -e '. == {"kernel.fast": 2, "of \"two\" words": 0.25, "\\": 1e-7}' <<<"$output"
    json </dev/null
    [ "$status" -eq 0 ]
    [ "$output" = "{}" ]
}

@test "what is no number, or no row, is refused" {
    json < <(row kernel.fast inf x)
    [ "$status" -eq 2 ]
    [[ -z $output && $stderr == *kernel.fast*inf* ]]
    json <<<"a sentence"
    [ "$status" -eq 2 ]
    [[ $stderr == *"not a line of a benchmark: a sentence"* ]]
}

@test "a machine with a quote and a blank in its name, in the HDF5 file" {
    row kernel.fast 2 x | "$BUILD/bin/bench_file" b.h5 'the "fast" one, 2'\''s cores'
    h5dump -a /machine b.h5 | grep -F '"the "fast" one, 2'\''s cores"'
}

@test "the cost of the recorder is a row" {
    [ -e "$BUILD/lib/librecorder.so" ] && grep -q '^SANITIZE=OFF' "$BUILD/launch.env" || skip "not measured here"
    run --separate-stderr "$ROOT/tests/bench/trace.sh" "$BUILD" --ratios 1 2000
    echo "$stderr"
    [ "$status" -eq 0 ]
    awk -F '\t' '{ good = NF == 5 && $1 == "trace.ns_per_call" && $2 $3 $4 ~ /^[-0-9.e+]+$/ } END { exit !(good && NR == 1) }' <<<"$output"
}

@test "the times of a run, from its file: also of regions with a blank in their names" {
    "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 -- "$BUILD/solutions/mandelbrot" -o m.h5 --width 40 --height 30 >/dev/null
    run --separate-stderr "$BUILD/tests/bench/times" m.h5
    [ "$status" -eq 0 ]
    awk -F '\t' 'NF != 3 || !($2 >= 0 && $2 <= $3) { exit 1 }' <<<"$output"
    [[ $(cut -f 1 <<<"$output") == "communication queue"*compute*total* ]]
    echo text >m.h5
    run --separate-stderr "$BUILD/tests/bench/times" m.h5
    [ "$status" -eq 2 ]
    [[ -z $output && $stderr == "times: "* ]]
}
