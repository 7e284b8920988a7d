#!/usr/bin/env bats
# ./lab show, by the program behind it: summary, picture, errors. Nothing here starts a build.
load common

SHOW=$BUILD/bin/show

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 "$BUILD/solutions/mandelbrot" -o m.h5 \
        --width 61 --height 47 --centre=-0.5,0 --span 3 --max-iter 300 --schedule cyclic
    "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 "$BUILD/solutions/hello" -o h.h5
    "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 "$BUILD/skeletons/mandelbrot" -o s.h5 \
        --width 30 --height 20
    h5mkgrp foreign.h5 /group
}

# Each test has files of its own.
setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$BATS_FILE_TMPDIR"/*.h5 .
    unset COLUMNS NO_COLOR
}

needs_png() {
    ! "$SHOW" m.h5 2>&1 | grep -q 'built without libpng' || skip "built without libpng"
}

# refuses STATUS TEXT ARGUMENT... - one line on stderr with TEXT in it, and this exit status
refuses() {
    local status_wanted=$1 text=$2
    shift 2
    run --separate-stderr "$SHOW" "$@"
    echo "status $status: $stderr"
    [ "$status" -eq "$status_wanted" ]
    [[ $stderr == "show: "*"$text"* ]]
    [ "$(wc -l <<<"$stderr")" -eq 1 ]
}

# pixel FILE.png X Y - red green blue; by libpng, not by the program that is tested
pixel() {
    cat >pixel.c <<'C'
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char *argv[])
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (argc != 4 || !png_image_begin_read_from_file(&image, argv[1])) return 1;
    image.format = PNG_FORMAT_RGB;
    unsigned char *rgb = malloc(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, NULL, rgb, 0, NULL)) return 1;
    unsigned char *p = rgb + 3 * (atoi(argv[3]) * image.width + atoi(argv[2]));
    printf("%d %d %d\n", p[0], p[1], p[2]);
    return 0;
}
C
    [ -x pixel ] || cc -o pixel pixel.c -lpng
    ./pixel "$@"
}

bytes() { od -An -v -tu1 -j "$2" -N "$3" "$1" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'; }

@test "the summary says what was run, where, how, and how long it took" {
    run --separate-stderr "$SHOW" m.h5
    [ "$status" -eq 0 ]
    [ -z "$stderr" ] || [[ $stderr == *"built without libpng"* ]]
    grep -E '^  program +mandelbrot \(solution\)$' <<<"$output"
    grep -E '^  ranks +2 on 1 host \(.+\)$' <<<"$output"
    grep -E '^  created +20[0-9]{2}-[0-9]{2}-[0-9]{2}T' <<<"$output"
    grep -E '^  MPI +[A-Z]' <<<"$output"
    grep -E '^  max-iter +300$' <<<"$output"
    grep -E '^timing +min +mean +max +imbalance$' <<<"$output"
    grep -E '^  compute \[s\]( +[0-9.e-]+){4}$' <<<"$output"
    grep -E '^  iterations( +[0-9,.]+){3} +[12]\.[0-9]{2}$' <<<"$output"
    grep -E '^  rate +[0-9.e+]+ Miter/s' <<<"$output"
    grep -E '^  max_iter +300$' <<<"$output"
    grep -E '^  iterations +47 x 61 int32, picture: escape time$' <<<"$output"
    grep -E '^  imaginary +47 float64, axis$' <<<"$output"
    run ! grep -v '/' <(awk 'length > 80' <<<"$output") # only a path may be longer
}

@test "the mean and the imbalance are those of the values" {
    read -ra work < <(h5dump -y -d /timing/rows m.h5 | sed -n '/DATA {/,/}/p' | tr -dc '0-9 \n' | xargs)
    want=$(awk -v a="${work[0]}" -v b="${work[1]}" 'BEGIN { m = a > b ? a : b; printf "%.2f", 2 * m / (a + b) }')
    "$SHOW" m.h5 | grep -E "^  rows .* $want\$"
}

@test "a program without a picture; of several files, those that can be read" {
    run --separate-stderr "$SHOW" h.h5
    [ "$status" -eq 0 ]
    [[ $output == "h.h5"* ]]
    grep -E '^  program +hello \(solution\)$' <<<"$output"
    grep -E '^  greetings +2 text\[64\]$' <<<"$output"
    [ ! -e h.png ]
    run --separate-stderr "$SHOW" missing.h5 h.h5
    [ "$status" -eq 1 ]
    grep -E '^  program +hello' <<<"$output"
}

@test "SLURM's job is named where there was one" {
    SLURM_JOB_ID=4711 SLURM_JOB_NODELIST='n[1-2]' SLURM_JOB_PARTITION=short \
        "$ROOT/tools/launch" "$BUILD" -n 1 -t 60 "$BUILD/solutions/hello" -o j.h5
    "$SHOW" j.h5 | grep -E '^  SLURM job +4711 on n\[1-2\], partition short$'
}

@test "a narrow terminal gets a narrower table" {
    COLUMNS=40 run "$SHOW" h.h5
    grep -E '^timing +max +imbalance$' <<<"$output"
    run ! grep -v '/' <(awk 'length > 40' <<<"$output")
}

@test "the PNG: signature, size, black inside the set, coloured outside; the same every time" {
    needs_png
    run "$SHOW" --picture-only m.h5
    [ "$status" -eq 0 ]
    [ "$output" = "picture: m.png" ]
    [ "$(bytes m.png 0 8)" = "137 80 78 71 13 10 26 10" ]
    [ "$(bytes m.png 16 10)" = "0 0 0 61 0 0 0 47 8 2" ]
    [ "$(pixel m.png 30 23)" = "0 0 0" ]
    [ "$(pixel m.png 0 0)" != "0 0 0" ]
    "$SHOW" --png again.png m.h5
    cmp m.png again.png
    [ "$(find . -name '*.png*' | wc -l)" -eq 2 ] # nothing temporary is left
}

@test "pixels that nobody computed are grey, and counted" {
    needs_png
    run "$SHOW" --picture-only s.h5
    [ "$status" -eq 0 ]
    [[ $output == *"grey: 600 pixels without a valid count"* ]]
    [ "$(pixel s.png 10 10)" = "128 128 128" ]
}

@test "half-blocks with --colour always, as wide as asked for" {
    COLUMNS=40 run "$SHOW" --picture-only --colour always m.h5
    [ "$status" -eq 0 ]
    grep '▀' <<<"$output" | sed $'s/\033\\[[0-9;]*m//g; s/▀/x/g' >blocks
    [ "$(wc -l <blocks)" -eq 15 ] # 30 rows of pixels: 47 * 40 / 61
    [ "$(sort -u blocks)" = "$(printf 'x%.0s' {1..40})" ]
    [[ $output == *"38;2;0;0;0m"* ]] # black: the inside
}

@test "no escape code into a pipe, with --colour never, or from what a file says" {
    for words in "" "--colour never" "--colour auto"; do
        # shellcheck disable=SC2086  # two words
        run "$SHOW" $words m.h5
        [ "$status" -eq 0 ]
        [[ $output != *$'\033'* ]]
    done
}

@test "colours on a terminal, none there with NO_COLOR" {
    needs_png
    script --version 2>/dev/null | grep -q util-linux || skip "no script(1) of util-linux"
    run env TERM=xterm COLUMNS=40 script -qec "'$SHOW' --picture-only m.h5" /dev/null
    [[ $output == *$'\033['* ]]
    run env TERM=xterm NO_COLOR=1 script -qec "'$SHOW' --picture-only m.h5" /dev/null
    [[ $output != *$'\033['* ]]
    [[ $output == *"picture: m.png"* ]]
}

@test "files that are not there, or not what they should be" {
    mkdir folder
    : >empty.h5
    echo "a text, longer than a signature" >text.h5
    head -c 3000 m.h5 >short.h5
    mv h.h5 run.h5.partial
    mkfifo pipe.h5
    refuses 1 "missing.h5: No such file" missing.h5
    refuses 1 "folder: is a directory" folder
    refuses 1 "empty.h5: is empty" empty.h5
    refuses 1 "text.h5: is not an HDF5 file" text.h5
    refuses 1 "short.h5: is damaged or cut off" short.h5
    refuses 1 "foreign.h5: HDF5, but no result of an mpilab program" foreign.h5
    refuses 1 "run.h5.partial: the run that writes it has not finished" run.h5.partial
    refuses 1 "run.h5: not there, but its .partial is" run.h5
    refuses 1 "pipe.h5: is not an ordinary file" pipe.h5
}

@test "a place where no PNG can be written: said, after the summary" {
    needs_png
    refuses 1 "cannot write nowhere/x.png: No such file or directory" --png nowhere/x.png m.h5
    [[ $output == *"compute [s]"* ]]
    mkdir in-the-way
    refuses 1 "cannot write in-the-way: " --png in-the-way m.h5
    [ "$(find . -name '*.??????' | wc -l)" -eq 0 ]
    [ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
    mkdir locked && cp m.h5 locked && chmod a-w locked
    refuses 1 "cannot write locked/m.png: Permission denied" locked/m.h5
    chmod u+w locked # so that it can be cleared away
    [[ $output == *"compute [s]"* ]]
}

@test "mistakes on the command line" {
    refuses 2 "which file?"
    refuses 2 "unknown or ambiguous option --nonsense" --nonsense m.h5
    refuses 2 "--columns: not a number from 10 to 1000: wide" --columns wide m.h5
    refuses 2 "--colour: must be auto, always or never, not red" --colour red m.h5
    refuses 2 "--png needs a value" --png
    refuses 2 "only one FILE" --png x.png m.h5 h.h5
    run "$SHOW" --picture-only h.h5
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    run "$SHOW" --help
    [ "$status" -eq 0 ]
    [[ $output == "usage: show"* ]]
}

@test "damaged files: an answer or an error, never a crash" {
    size=$(wc -c <h.h5)
    for i in $(seq 1 60); do
        cp h.h5 d.h5
        # any byte, the same ones at every run
        printf '%b' "\\0$(printf %03o $((i * 37 % 256)))" |
            dd of=d.h5 bs=1 seek=$((i * 7919 % size)) conv=notrunc 2>/dev/null
        run timeout 20 "$SHOW" d.h5
        echo "change $i: status $status"
        [ "$status" -le 1 ]
    done
}
