#!/usr/bin/env bats
# ./lab scale: the table, the HDF5 file, the plots, wrong use. No time is asserted, only what the figures
# must have to do with each other.
load common

setup() {
    OUT=$BATS_TEST_TMPDIR/s.h5
    cd "$BATS_TEST_TMPDIR" || return
}

scale() { "$LAB" scale -o "$OUT" "$@"; }

value() { h5dump -y -o /dev/stdout -d "$1" "$OUT" 2>/dev/null | grep -v HDF5 | tr -d ' \n'; }

@test "strong scaling: a row for each number of ranks, a file, plots" {
    run scale solutions/mandelbrot --ranks 1,2,3 --repeat 2 -- --width 200 --height 200
    [ "$status" -eq 0 ]
    [[ $output == *"mandelbrot (solution), strong scaling: medians of 2 runs with --width 200 --height 200"* ]]
    [ "$(grep -c '^ *[123] .*%' <<<"$output")" -eq 3 ]
    [ "$(h5dump -A 0 -d /scaling/ranks "$OUT" | grep -m 1 -o '(0): .*')" = "(0): 1, 2, 3" ]
    h5dump -d /scaling/all_seconds "$OUT" | grep -q 'SIMPLE { ( 3, 2 )'
    h5dump -d /scaling/efficiency "$OUT" | grep -q '(0): 1,'
    h5dump -a /study "$OUT" | grep -q '"strong scaling"'
    h5dump -a /scaling/seconds/units "$OUT" | grep -q '"s"'
    if command -v gnuplot >/dev/null; then
        [ "$(head -c 4 "${OUT%.h5}.png" | tail -c 3)" = PNG ]
        grep -q '<svg' "${OUT%.h5}.svg"
    fi
}

@test "of a run only the times are kept" {
    "$LAB" run solutions/mandelbrot -n 2 -o "$BATS_TEST_TMPDIR/m.h5" -- --width 500 --height 400 >/dev/null
    cp "$BATS_TEST_TMPDIR/m.h5" "$BATS_TEST_TMPDIR/whole.h5"
    "$BUILD/bin/scale" --keep-times "$BATS_TEST_TMPDIR/m.h5"
    [ "$(stat -c %s "$BATS_TEST_TMPDIR/m.h5")" -lt 20000 ]
    h5diff "$BATS_TEST_TMPDIR/m.h5" "$BATS_TEST_TMPDIR/whole.h5" /timing
    for file in m whole; do "$BUILD/bin/scale" -o "$OUT" "$BATS_TEST_TMPDIR/$file.h5" >"$BATS_TEST_TMPDIR/$file"; done
    diff "$BATS_TEST_TMPDIR/m" "$BATS_TEST_TMPDIR/whole"
    # What is no result file stays as it was.
    echo text >"$OUT"
    run "$BUILD/bin/scale" --keep-times "$OUT"
    [ "$status" -eq 2 ]
    [ "$(cat "$OUT")" = text ]
}

@test "more ranks than cores are said to be so, and left out of the fit" {
    run scale solutions/hello --ranks 1,2,$(($(nproc) + 1)) --repeat 1
    [ "$status" -eq 0 ]
    [[ $output == *"This machine has $(nproc) core"*"The fit leaves them out."* ]]
}

@test "one number of ranks: a table, no fit" {
    run scale solutions/hello --ranks 1 --repeat 1
    [ "$status" -eq 0 ]
    [[ $output == *"too few numbers of ranks"* ]]
}

@test "weak scaling: sizes grow with the ranks" {
    run scale solutions/mandelbrot --weak --ranks 1,2 --repeat 1 -- --width 60 --height '40*R'
    [ "$status" -eq 0 ]
    [[ $output == *"weak scaling"*"Gustafson's law"* ]]
    h5dump -a /study "$OUT" | grep -q '"weak scaling"'
}

@test "the program's own sizes, where it has some" {
    run scale solutions/gather --weak --ranks 1,2 --repeat 1
    [ "$status" -eq 0 ]
    [[ $output == *"with --images 200*R"* ]]
    run scale solutions/hello --weak --ranks 1,2 --repeat 1
    [ "$status" -eq 2 ]
    [[ $output == *"what grows with the ranks in hello?"* ]]
}

@test "a run that fails: its own words, no table, nothing left" {
    run env TMPDIR="$BATS_TEST_TMPDIR" "$LAB" scale solutions/broadcast --ranks 1,2 -o "$OUT" -- --input /nowhere.h5
    [ "$status" -eq 1 ]
    [[ $output == *"cannot read /nowhere.h5"*"the run with 1 ranks did not end well"* ]]
    run env TMPDIR="$BATS_TEST_TMPDIR" "$LAB" scale solutions/mandelbrot --ranks 1,2 -o "$OUT" -- --width nonsense
    [ "$status" -eq 2 ]
    [[ $output == *nonsense* && $output != *"did not end well"* ]]
    [ ! -e "$OUT" ]
    [ -z "$(find "$BATS_TEST_TMPDIR" -name 'lab-scale.*')" ]
}

@test "wrong use: one line, status 2" {
    for words in '' 'mandelbrot --ranks' 'mandelbrot --ranks 1,,2' 'mandelbrot --ranks 0,2' 'mandelbrot --ranks two' \
        'mandelbrot --repeat 0' 'mandelbrot --nonsense' 'mandelbort' 'mandelbrot --weak -- --width 100' \
        'mandelbrot -- --width 100*R' 'hello gather'; do
        # shellcheck disable=SC2086
        run "$LAB" scale $words
        echo "$words: $status $output"
        [ "$status" -eq 2 ]
        [ "$(grep -c 'lab: ' <<<"$output")" -eq 1 ]
    done
}

@test "an output that cannot be written is refused before anything is measured" {
    for command in "scale solutions/hello --ranks 1 --repeat 1" bench; do
        # shellcheck disable=SC2086
        run timeout 60 "$LAB" $command -o /proc/x.h5
        echo "$output"
        [ "$status" -eq 1 ]
        [[ $output == *"/proc/x.h5 cannot be written"* ]]
        [[ $output != *median* ]]
    done
}

@test "numbers of ranks without a result have rows, in their places" {
    mkdir f
    for n in 2 4; do "$ROOT/tools/launch" "$BUILD" -n $n -t 60 -- "$BUILD/solutions/hello" -o f/$n-1.h5 >/dev/null; done
    run "$ROOT/tools/scaling-table" "$ROOT" f 5,1,2,3,4 "a 'quote'"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"with a 'quote'"*"no result at 5 1 3 ranks"* ]]
    [ "$(awk '/^ *ranks +seconds/ { on = 1; next } /^$/ { on = 0 } on { printf "%s ", $1 ($2 == "failed" ? "!" : "") }' f/table.txt)" = "1! 2 3! 4 5! " ]
    # Whatever the first line says: rows are not put where it looks as if the table began.
    "$BUILD/tests/cli/odd_results" named named.h5
    run "$BUILD/bin/scale" --failed 8,1 -o "$OUT" named.h5
    [ "$status" -eq 0 ]
    [ "$(sed -n '3,/^$/p' <<<"$output" | awk '{ printf "%s ", $1 }')" = "ranks 1 2 8  " ]
    for list in '' '2,' two 2,,3 0; do
        run "$BUILD/bin/scale" --failed "$list" -o x.h5 named.h5
        [ "$status" -eq 2 ]
        [ "$output" = "scale: --failed: not numbers of ranks, as in 2,8: $list" ]
        [ ! -e x.h5 ]
    done
}

@test "what the plot is made from: settings and rows, whatever the program is called" {
    "$BUILD/tests/cli/odd_results" named named.h5
    "$BUILD/bin/scale" --weak --rows rows -o "$OUT" named.h5
    grep -x "title = 'ranks  seconds .by the model. (solution), weak scaling'" rows
    grep -x 'weak = 1' rows
    grep -x 'model = 0' rows # of one number of ranks
    [ "$(sed '1,/<< END$/d; /^END$/d' rows | awk '{ print NF }')" = 10 ]
    command -v gnuplot || return 0
    run "$ROOT/tools/plot" "$ROOT/tools/scale/plot.gp" rows "${OUT%.h5}"
    echo "$output"
    [ "$status" -eq 0 ]
    grep -q 'by the model' "${OUT%.h5}.svg"
}

@test "files that are no runs, or of another program" {
    "$LAB" scale solutions/hello --ranks 1 --repeat 1 -o "$OUT" >/dev/null
    run "$BUILD/bin/scale" -o x.h5 "$OUT"
    [ "$status" -eq 2 ]
    [[ $output == *"does not say how many ranks it had"* ]]
    run "$BUILD/bin/scale" -o x.h5 /dev/null
    [ "$status" -eq 2 ]
    [ ! -e x.h5 ]
}

@test "bench and scale say where a table cannot go, before anything is measured" {
    for command in "bench --quick" "scale solutions/hello --ranks 1"; do
        # shellcheck disable=SC2086  # several words
        run "$LAB" $command -o "$BATS_TEST_TMPDIR/no/such/t.h5"
        [ "$status" -eq 2 ]
        [[ $output == *": -o $BATS_TEST_TMPDIR/no/such/t.h5: there is no directory $BATS_TEST_TMPDIR/no/such"* ]]
        [ ! -e "$BATS_TEST_TMPDIR/no" ]
    done
    run "$LAB" bench --quick --json "$BATS_TEST_TMPDIR/no/b.json"
    [ "$status" -eq 2 ]
    [ "$output" = "lab: bench: --json $BATS_TEST_TMPDIR/no/b.json cannot be written" ]
}
