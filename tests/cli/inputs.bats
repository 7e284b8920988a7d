#!/usr/bin/env bats
# Input files that are not as they should be, and roots: broadcast and gather, which read HDF5.
load common

# Files made by HDF5's own tool; then spoilt.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    seq 1 1000 >numbers
    perl -e 'print pack("C*", map { $_ * 7 % 17 } 1 .. 640)' >images
    perl -e 'print pack("C*", map { $_ % 10 } 1 .. 10)' >labels
    # table:   doubles [1000]; matrix: floats [40][25]
    h5import numbers -d 1000 -p table -t TEXTFP -s 64 -o table.h5
    h5import numbers -d 40,25 -p table -t TEXTFP -s 32 -o matrix.h5
    h5repack -l table:CHUNK=100 -f table:SHUF -f table:GZIP=6 table.h5 packed.h5
    h5import numbers -d 10,10,10 -p table -t TEXTFP -s 32 -o cube.h5
    h5import numbers -d 1000 -p table -t TEXTIN -s 32 -o integers.h5
    h5import numbers -d 1000 -p other -t TEXTFP -s 64 -o other.h5
    h5mkgrp group.h5 /table
    digits good.h5 10,8,8 10
    digits narrow.h5 10,4,16 10
    digits flat.h5 10,64 10
    digits few-labels.h5 10,8,8 9
    h5import images -d 10,8,8 -p images -t UIN -s 8 -o no-labels.h5
    h5import images -d 10,8,8 -p images -t IN -s 8 labels -d 10 -p labels -t UIN -s 8 -o signed.h5
    perl -e 'print pack("C*", 0 .. 8, 77)' >labels
    digits label-77.h5 10,8,8 10
    perl -e 'print pack("C*", map { $_ % 10 } 1 .. 10)' >labels
    perl -e 'print pack("C*", (3) x 500, 200, (3) x 139)' >images
    digits too-black.h5 10,8,8 10
    # A blank image, and only some of the digits.
    perl -e 'print pack("C*", (0) x 64, map { $_ * 5 % 17 } 1 .. 576)' >images
    digits blank.h5 10,8,8 10
}
digits() { h5import images -d "$2" -p images -t UIN -s 8 labels -d "$3" -p labels -t UIN -s 8 -o "$1"; }

setup() { cd "$BATS_FILE_TMPDIR" || return; }

# Lines in $stderr, without a warning that Open MPI's mpirun has once in some hundred runs as it ends.
lines() { grep -vc '^\[warn\] Epoll' <<<"$stderr"; }

# patch_number FROM TO OLD NEW - FROM with every 64-bit number OLD made NEW
patch_number() {
    perl -0777 -pe 'BEGIN { $old = pack("Q<", shift); $new = pack("Q<", shift) } s/\Q$old\E/$new/g' \
        "$3" "$4" "$1" >"$2"
}

# refuses PROGRAM FILE TEXT - at 1, 3 and 7 ranks: one line that names the file and says TEXT, exit 1
refuses() {
    for n in 1 3 7; do
        run --separate-stderr "$ROOT/tools/launch" "$BUILD" -n $n -t 60 "$BUILD/solutions/$1" -o out.h5 --input "$2"
        echo "$1 $2, $n ranks: status $status: $stderr"
        [ "$status" -eq 1 ]
        [[ $stderr == *"$1: cannot read $2: "*"$3"* ]]
        [ "$(lines)" -eq 1 ]
        [ -z "$output" ]
        [ ! -e out.h5 ]
    done
}

# or_damaged FILE TEXT - TEXT; "damaged" where HDF5 itself (1.14) does not open the dataset
or_damaged() {
    if h5dump -H "$1" >/dev/null 2>&1; then echo "$2"; else echo damaged; fi
}

# right PROGRAM RANKS ARGUMENTS... - by the oracle
right() {
    run --separate-stderr "$ROOT/tools/launch" "$BUILD" -n "$2" -t 60 "$BUILD/solutions/$1" -o "$BATS_TEST_TMPDIR/right.h5" "${@:3}"
    echo "$*: status $status: $stderr"
    [ "$status" -eq 0 ]
    "$BUILD/tests/programs/oracle-$1" "$BATS_TEST_TMPDIR/right.h5"
}

@test "input files as they should be" {
    for n in 1 3 7; do
        for file in table matrix packed; do right broadcast $n --input $file.h5 --root -1 --max-bytes 64 --repeats 1; done
        for file in good blank; do right gather $n --input $file.h5 --root -1; done
    done
}

@test "every root of five ranks; one that is not there: one line, exit 2" {
    for r in 0 1 2 3 4; do
        right broadcast 5 --root $r --count 1234 --max-bytes 64 --repeats 1
        right gather 5 --root $r --images 23
    done
    for program in broadcast gather; do
        for r in 5 -2 x; do
            run --separate-stderr "$ROOT/tools/launch" "$BUILD" -n 5 "$BUILD/solutions/$program" -o out.h5 --root $r
            echo "$status $stderr"
            [ "$status" -eq 2 ]
            [[ $stderr == "$program: --root"* ]]
            [ "$(lines)" -eq 1 ]
            [ ! -e out.h5 ]
        done
    done
}

@test "the result does not depend on the number of ranks" {
    right gather 1
    cp "$BATS_TEST_TMPDIR/right.h5" one.h5
    for n in 2 3 7; do
        right gather $n
        for dataset in measured gathered mean_ink; do
            cmp <(h5dump -y -w 0 -d /result/$dataset one.h5 | sed '1d; /ATTRIBUTE "row_offsets"/,$d') \
                <(h5dump -y -w 0 -d /result/$dataset "$BATS_TEST_TMPDIR/right.h5" | sed '1d; /ATTRIBUTE "row_offsets"/,$d')
        done
    done
}

@test "not there, empty, no HDF5, no file" {
    mkdir -p folder
    : >empty.h5
    echo "a text, longer than a signature of HDF5" >text.h5
    for program in broadcast gather; do
        refuses $program missing.h5 "No such file"
        refuses $program folder "not an ordinary file"
        refuses $program empty.h5 "is empty"
        refuses $program text.h5 "not an HDF5 file"
    done
}

@test "the same by ./lab run" {
    run --separate-stderr "$LAB" run solutions/gather -n 3 -o out.h5 -- --input missing.h5
    [ "$status" -eq 1 ]
    [[ $stderr == *"gather: cannot read missing.h5: No such file"* ]]
    [ ! -e out.h5 ]
}

@test "cut off" {
    for file in table packed good; do head -c $(($(wc -c <$file.h5) - 100)) $file.h5 >short-$file.h5; done
    refuses broadcast short-table.h5 "cut off"
    refuses broadcast short-packed.h5 "cut off"
    refuses gather short-good.h5 "cut off"
}

@test "another shape, another type, other names" {
    refuses broadcast cube.h5 "/table has 3 dimensions, must have 1 or 2"
    refuses broadcast integers.h5 "floating-point"
    refuses broadcast other.h5 "no dataset /table"
    refuses broadcast group.h5 "/table is not a dataset"
    refuses broadcast good.h5 "no dataset /table"
    refuses gather table.h5 "no dataset /images"
    refuses gather no-labels.h5 "no dataset /labels"
    refuses gather narrow.h5 "dimension 1 is 4, must be 8"
    refuses gather flat.h5 "/images has 2 dimensions, must have 3"
    refuses gather few-labels.h5 "10 images, but 9 labels"
    refuses gather signed.h5 "unsigned integers of 1 byte"
}

@test "values that cannot be" {
    refuses gather label-77.h5 "image 9 has a label above 9"
    refuses gather too-black.h5 "image 7 has"
}

@test "sizes that are not true: no memory is taken for them" {
    patch_number table.h5 huge.h5 1000 1000000000000
    patch_number table.h5 large.h5 1000 2000000000
    patch_number table.h5 none.h5 1000 0
    refuses broadcast huge.h5 "$(or_damaged huge.h5 "more than")"
    refuses broadcast large.h5 "$(or_damaged large.h5 "has not got them")"
    refuses broadcast none.h5 "$(or_damaged none.h5 "no values")"
    patch_number packed.h5 huge-packed.h5 1000 2000000000
    refuses broadcast huge-packed.h5 "has not got them"
}

@test "damaged anywhere: an answer or an error, or HDF5 itself crashes; never a hang" {
    for program in broadcast gather; do
        case $program in broadcast) file=packed.h5 ;; gather) file=good.h5 ;; esac
        size=$(wc -c <"$file")
        for i in $(seq 1 25); do
            cp "$file" damaged.h5
            # any bytes, the same ones at every run
            for k in 1 2 3; do
                printf '%b' "\\0$(printf %03o $((i * k * 37 % 256)))" |
                    dd of=damaged.h5 bs=1 seek=$((i * k * 7919 % size)) conv=notrunc 2>/dev/null
            done
            run --separate-stderr "$ROOT/tools/launch" "$BUILD" -n 3 -t 30 "$BUILD/solutions/$program" -o out.h5 --input damaged.h5
            echo "$program, change $i: status $status: $stderr"
            rm -f out.h5 out.h5.partial
            case $status in 132 | 134 | 135 | 136 | 139) continue ;; esac # 128 + SIGILL, ABRT, BUS, FPE, SEGV
            [ "$status" -le 1 ]
            [ "$status" -eq 0 ] || [[ $stderr == *"$program: cannot read damaged.h5: "* ]]
            [ "$(lines)" -le 1 ]
        done
    done
}

@test "HDF5 crashes on the input: the run ends at once" {
    grep -q '^SANITIZE=ON' "$BUILD/launch.env" && skip "nothing is preloaded before a sanitizer"
    printf '#include <stdlib.h>\nint H5Fis_hdf5(const char *name) { abort(); }\n' >crash.c
    cc -shared -fPIC -o crash.so crash.c
    run "$ROOT/tools/launch" "$BUILD" -n 3 -t 30 -p "$PWD/crash.so" "$BUILD/solutions/broadcast" -o out.h5 --input table.h5
    echo "status $status: $output"
    [ "$status" -ne 0 ]
    [ "$status" -ne 124 ]
}

@test "what heat begins with: a picture of its own, a PNG, and files that are none" {
    cd "$BATS_TEST_TMPDIR"
    heat() { run --separate-stderr timeout 60 "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 -- "$BUILD/solutions/heat" -o h.h5 --steps 1 --width 8 --height 8 "$@"; }
    "$ROOT/tools/launch" "$BUILD" -n 1 -t 60 -- "$BUILD/solutions/mandelbrot" -o m.h5 --width 16 --height 16 >/dev/null
    heat --input m.h5
    [ "$status" -eq 0 ]
    # The middle is in the set, and so as hot as can be.
    [[ $(h5dump -d /result/temperature -s 4,3 -c 1,1 h.h5) == *": 100"* ]]
    "$BUILD/bin/show" m.h5 --png m.png >/dev/null || skip "no libpng"
    heat --input m.png
    [ "$status" -eq 0 ]
    head -c 100 m.png >cut.png
    for file in cut.png none.png h.h5 none.h5; do
        heat --input $file
        echo "$file: $status $stderr"
        [ "$status" -eq 1 ]
        [ "$(lines)" -eq 1 ]
        [[ $stderr == "heat: cannot read $file: "* ]]
    done
}

@test "patterns of life: from data/, from a file, and files that are none" {
    cd "$BATS_TEST_TMPDIR"
    life() { run --separate-stderr timeout 60 "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 -- "$BUILD/solutions/life" -o l.h5 --steps 1 --width 20 --height 20 --pattern "$@"; }
    life spaceships
    [ "$status" -eq 0 ]
    cp "$ROOT/data/glider.rle" own.rle
    life own.rle
    [ "$status" -eq 0 ]
    head -c 150 own.rle >cut.rle
    printf 'x = 3, y = 3\nb\0b!' >zero.rle
    for file in cut.rle zero.rle none.rle /dev/null .; do
        life $file
        echo "$file: $status $stderr"
        [ "$status" -eq 1 ]
        [ "$(lines)" -eq 1 ]
        [[ $stderr == "life: cannot read $file: "* ]]
    done
    life glider-gun
    [ "$status" -eq 1 ]
    [[ $stderr == *"data/glider-gun.rle has 36 x 9 cells, the field only 20 x 20"* ]]
}
