#!/usr/bin/env bats
# ./lab show, what gnuplot draws of a file, and several files side by side. (show.bats: the summary and the
# picture.) The files are small, the pictures are looked at by eye elsewhere: here, that they are there, and
# what is said where they cannot be.
load common

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    solution mandelbrot m2 2 --width 61 --height 47 --max-iter 300
    solution mandelbrot m3 3 --width 61 --height 47 --max-iter 300 --schedule block
    solution mandelbrot other 2 --width 61 --height 47 --max-iter 200
    solution gradient-averaging g 2 --samples 200 --epochs 30
    solution gather a 2 --images 100
    solution point-to-point p 2
    solution broadcast b 2
    solution heat h 3 --width 30 --height 20 --steps 20
    solution pi i 2 --samples 100000
    solution sort s 3 --count 1000
    "$BUILD/bin/scale" --cores 8 --arguments "--width 61" --rows rows -o scaling.h5 m2.h5 m3.h5 >scale.table
    printf 'kernel.fast\t%s\t%s\t%s\ttimes as fast\n' 2 1.5 3 >lines
    printf 'kernel.time_ms\t%s\t%s\t%s\tmilliseconds\n' 0.5 0.5 0.5 >>lines
    "$BUILD/bin/bench_file" bench.h5 "a fast machine" <lines
    for kind in lacking empty nan all-nan hostile many broken-scaling broken-bench; do
        "$BUILD/tests/cli/odd_results" $kind $kind.h5
    done
    "$LAB" show --no-plots m2.h5 >/dev/null # builds, if there is something to build
}
solution() { # PROGRAM FILE RANKS ARGUMENT...
    local name=$1 file=$2 ranks=$3
    shift 3
    "$ROOT/tools/launch" "$BUILD" -n "$ranks" -t 60 -- "$BUILD/solutions/$name" -o "$file.h5" "$@"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$BATS_FILE_TMPDIR"/*.h5 .
    unset COLUMNS
    export NO_COLOR=1
}
needs_gnuplot() { command -v gnuplot >/dev/null || skip "no gnuplot"; }
show() { run --separate-stderr timeout 60 "$LAB" show "$@"; }

# is_plot NAME [HEIGHT] - NAME.png is a PNG 800 pixels wide, NAME.svg an SVG
is_plot() {
    local size
    [ "$(head -c 4 "$1.png" | tail -c 3)" = PNG ] || { echo "no $1.png"; return 1; }
    size=$(od -An -v -tu1 -j 16 -N 8 "$1.png" | awk '{ print 256 * $3 + $4, 256 * $7 + $8 }')
    [ "$size" = "800 ${2:-420}" ] || { echo "$1.png: $size"; return 1; }
    grep -q '<svg' "$1.svg"
}
plots() { find . -name '*-*.svg' | sort | tr '\n' ' '; }

@test "what can be drawn follows from the file" {
    needs_gnuplot
    show m2.h5
    [ "$status" -eq 0 ]
    [[ $output == *"plots: m2-regions.png, m2-work.png (and .svg)" ]]
    is_plot m2-regions
    is_plot m2-work
    show g.h5
    [[ $output == *"plots: g-epoch.png, g-loss.png, g-regions.png, g-weights.png, g-work.png (and .svg)" ]]
    is_plot g-epoch
    is_plot g-loss
    is_plot g-weights 360
    show --plots-only a.h5
    [ "$output" = "plots: a-mean_ink.png, a-regions.png, a-work.png (and .svg)" ]
    is_plot a-mean_ink
    show --plots-only p.h5
    [ "$output" = "plots: p-messages.png, p-regions.png (and .svg)" ]
    is_plot p-messages
    show --plots-only b.h5
    [ "$output" = "plots: b-algorithms.png, b-regions.png (and .svg)" ]
    is_plot b-algorithms
    show --plots-only h.h5 --ranks
    [ "$output" = "plots: h-regions.png, h-temperature.png, h-work.png (and .svg)" ]
    is_plot h-temperature 421
    [ "$(grep -o 'after [0-9]* steps*' h-temperature.svg | tr '\n' ',')" = "after 0 steps,after 1 step,after 4 steps,after 16 steps,after 20 steps," ]
    show --plots-only i.h5
    [ "$output" = "plots: i-error.png, i-regions.png, i-work.png (and .svg)" ]
    is_plot i-error
    show --plots-only s.h5
    [ "$output" = "plots: s-keys.png, s-regions.png, s-work.png (and .svg)" ]
    is_plot s-keys
    show --plots-only h.h5
}

@test "no plots unless they are asked for" {
    show --no-plots m2.h5
    [ "$status" -eq 0 ]
    [[ $output == *"compute [s]"* ]]
    show --picture-only g.h5
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    "$BUILD/bin/show" g.h5 >/dev/null
    [ -z "$(plots)" ]
}

@test "a scaling study: the table of ./lab scale again, and its plot" {
    needs_gnuplot
    show scaling.h5
    echo "$output" "$stderr"
    [ "$status" -eq 0 ]
    diff <(head -n 20 "$BATS_FILE_TMPDIR/scale.table") <(head -n 20 <<<"$output" | grep -v '^plots:')
    [[ $output == *"plots: scaling.png and .svg" ]]
    is_plot scaling
}

@test "a benchmark: its table and its plot" {
    needs_gnuplot
    COLUMNS=100 show bench.h5
    [ "$status" -eq 0 ]
    grep -E '^  machine +a fast machine$' <<<"$output"
    grep -E '^kernel.fast +2\.000  \[1\.500 3\.000\] +times as fast$' <<<"$output"
    grep -E '^kernel.time_ms +0\.500 +milliseconds$' <<<"$output"
    # kernel.time_ms has a unit: it is no ratio, and has no row in the plot.
    is_plot bench-ratios 129
}

@test "a plot in text on a terminal" {
    needs_gnuplot
    script --version 2>/dev/null | grep -q util-linux || skip "no script(1) of util-linux"
    run env TERM=xterm COLUMNS=60 script -qec "'$LAB' show --plots-only g.h5" /dev/null
    [[ $output == *"epoch"*"plots: g-epoch.png"* ]]
    grep -q '\*\*' <<<"$output"
    run ! grep -E '^.{70}' <(grep -v plots: <<<"$output")
}

@test "without gnuplot: one line, and the rest as ever" {
    mkdir bin empty
    for folder in ${PATH//:/ } "$PWD/empty" "$PWD/missing"; do
        for program in "$folder"/*; do
            case ${program##*/} in gnuplot* | chafa) continue ;; esac
            [ -e "bin/${program##*/}" ] || [ ! -e "$program" ] || ln -s "$program" bin
        done
    done
    PATH=$PWD/bin show m2.h5
    [ "$status" -eq 0 ]
    [[ $output == *"compute [s]"* ]]
    [ "$(grep -c 'no plots' <<<"$output")" -eq 1 ]
    [[ $output == *"no plots: there is no gnuplot (Debian, Ubuntu: apt-get install gnuplot-nox)" ]]
    [ -z "$(plots)" ]
    PATH=$PWD/bin show scaling.h5
    [ "$status" -eq 0 ]
    [ "$(grep -c 'no plots' <<<"$output")" -eq 1 ]
}

@test "gnuplot that fails: its words, status 1, the summary before" {
    mkdir bin
    printf '#!/bin/sh\necho "line 7: it is broken" >&2\nexit 1\n' >bin/gnuplot
    chmod +x bin/gnuplot
    PATH=$PWD/bin:$PATH show a.h5
    [ "$status" -eq 1 ]
    [[ $output == *"compute [s]"* ]]
    [[ $stderr == *"no plot a-regions: gnuplot failed: line 7: it is broken"* ]]
    [ -z "$(plots)" ]
}

@test "a folder or a plot that cannot be written: said once, after the summary" {
    needs_gnuplot
    ln -s /proc/self/fd here # a folder where nobody can make a file, root neither
    exec 7<a.h5
    show here/7
    [ "$status" -eq 1 ]
    [[ $output == *"compute [s]"* ]]
    [[ $stderr == *"lab: no plots: ./here cannot be written"* ]]
    [ "$(grep -c 'no plots' <<<"$stderr")" -eq 1 ]
    mkdir a-regions.png # in the way, also for root
    show a.h5
    [ "$status" -eq 1 ]
    [[ $output == *"compute [s]"* ]]
    [[ $stderr == *"no plot ./a-regions.png: it cannot be written"* ]]
    [ "$(grep -c 'no plot' <<<"$stderr")" -eq 1 ]
}

@test "files that lack something" {
    for words in 'lacking neither /timing nor /result is in it' \
        'broken-scaling the scaling study in it is not whole' 'broken-bench the table of ratios in it is not whole'; do
        show "${words%% *}.h5"
        echo "$stderr"
        [ "$status" -eq 1 ]
        [[ $stderr == *"show: ${words%% *}.h5: ${words#* } ("* ]]
    done
    show empty.h5
    [ "$status" -eq 0 ]
    [[ $output == *"no plot of /result/loss: there is no value in it"* ]]
    show all-nan.h5
    [ "$status" -eq 0 ]
    [[ $output == *"no plot of /result/ink: no value in it is a number"* ]]
}

@test "values that cannot be drawn are left out, names that would run commands do not" {
    needs_gnuplot
    for file in nan many hostile; do
        show --plots-only $file.h5
        echo "$output" "$stderr"
        [ "$status" -eq 0 ]
        is_plot $file-regions
    done
    is_plot nan-loss
    is_plot many-work
    [ ! -e ran ]
}

@test "two runs side by side" {
    show m2.h5 m3.h5
    [ "$status" -eq 0 ]
    [[ $output == "a  m2.h5"$'\n'"b  m3.h5"* ]]
    grep -E '^differ in +a +b$' <<<"$output"
    grep -E '^  ranks +2 +3$' <<<"$output"
    grep -E '^  schedule +dynamic +block$' <<<"$output"
    grep -E '^  the same: .*program mandelbrot' <<<"$output"
    grep -E '^longest rank +a +b +b/a$' <<<"$output"
    grep -E '^  compute \[s\]( +[0-9.e-]+){3}$' <<<"$output"
    grep -E '^  rate \[Miter/s\]( +[0-9.,e+]+){3}$' <<<"$output"
    grep -E '^  a - b +the same$' <<<"$output"
    [ ! -e m2.png ]
    ! command -v gnuplot || is_plot m2-compared
}

@test "the ratio is b's time over a's" {
    seconds() { h5dump -y -d /timing/seconds "$1" | sed -n '/DATA {/,/}/p' | tr -dc '0-9.e, \n-' | tr ',' '\n' | grep '[0-9]' | tail -n "$2" | sort -g | tail -n 1; }
    show --no-plots m2.h5 m3.h5
    echo "$output"
    # h5dump gives six digits, the table two behind the point
    awk -v a="$(seconds m2.h5 2)" -v b="$(seconds m3.h5 3)" '$1 == "total" { there = 1; off = $NF - b / a }
        END { exit !there || off * off > 0.02 * 0.02 + (b / a / 1e4) ^ 2 }' <<<"$output"
}

@test "results that differ, and programs that differ" {
    show --no-plots m2.h5 other.h5 g.h5
    [ "$status" -eq 0 ]
    grep -E '^  a - b +differ: .+' <<<"$output"
    grep -E '^  a - c +of different programs, so not compared$' <<<"$output"
    show --no-plots bench.h5 m2.h5
    [ "$status" -eq 0 ]
    show --no-plots scaling.h5 scaling.h5
    grep -E '^  2 ranks \[s\] .* 1\.00$' <<<"$output"
    [[ $output != *results* ]]
}

@test "narrow terminals, many files" {
    for columns in 40 60 80; do
        COLUMNS=$columns show --no-plots m2.h5 m3.h5 other.h5 g.h5
        [ "$status" -eq 0 ]
        run ! awk -v most=$columns 'length > most { print; found = 1 } END { exit !found }' <<<"$output"
    done
    COLUMNS=60 show --no-plots m2.h5 m3.h5 other.h5 g.h5
    grep -E '^  left out: +c, d \(a line has 60' <<<"$output"
    COLUMNS=100 show --no-plots m2.h5 m3.h5 other.h5 g.h5
    [[ $output != *"left out"* ]]
}

@test "a file that cannot be read among others" {
    show --no-plots m2.h5 missing.h5 m3.h5
    [ "$status" -eq 1 ]
    one_clear_line "missing.h5: No such file"
    grep -E '^  a - b +the same$' <<<"$output"
}
