#!/usr/bin/env bats
# Several programs in one call of check: the verdicts, sentences, reports and progress of as many calls. (With a
# stand-in for the launcher, for all pairs of states: tests/check/test_judge.c.)
load common

# A checkout of which only the exercises are its own: one solved, one as at first, one wrong, one that does not compile,
# one that hangs, and one whose solution cannot be run.
setup_file() {
    export COPY=$BATS_FILE_TMPDIR/checkout
    mkdir -p "$COPY/build"
    cp -R "$ROOT/solutions" "$ROOT/exercises" "$COPY"
    ln -s "$ROOT/tools" "$ROOT/data" "$COPY"
    cp -R "$BUILD"/{launch.env,compile.args,solutions} "$COPY/build"
    # One case of each is enough here: the last column has them, with '|' between.
    awk -F '\t' -v OFS='\t' '{ sub(/[|].*/, "", $NF); print }' "$BUILD/programs.tsv" >"$COPY/build/programs.tsv"
    ln -s "$BUILD/lib" "$BUILD/bin" "$COPY/build"
    cd "$COPY" || return 1
    cp solutions/01-hello/hello.c exercises/01-hello
    tools/cut solutions/02-point-to-point/point_to_point.c exercises/02-point-to-point/point_to_point.c
    "$ROOT/tests/students/submission" "$ROOT/tests/students/03-broadcast/root-alone-broadcasts.patch" exercises/03-broadcast/broadcast.c
    sed 's/MPI_Gatherv(/MPI_Gahterv(/' solutions/04-gather/gather.c >exercises/04-gather/gather.c
    sed 's/mpi_check(MPI_Allreduce(&shard.count/if (rank == 0) &/' \
        solutions/05-gradient-averaging/gradient_averaging.c >exercises/05-gradient-averaging/gradient_averaging.c
    cp solutions/06-mandelbrot/mandelbrot.c exercises/06-mandelbrot
    printf '#!/bin/sh\necho it cannot go on\nsleep 1\nexit 3\n' >build/solutions/mandelbrot
}

# check FOLDER NAME... - leaves out, status, progress and reports in FOLDER; what differs from call to call is taken out
check() {
    local folder=$1 id places=() status=0
    shift
    mkdir -p "$folder/work" "$folder/state"
    for id; do places+=("exercises/$id"); done
    COLUMNS=1000 "$BUILD/bin/check" --root "$COPY" --build "$COPY/build" --state "$folder/state" --work "$folder/work" --ranks 2 \
        --json "$folder/c.json" --junit "$folder/c.xml" --gradescope "$folder/g.json" -- "${places[@]}" >"$folder/out" 2>"$folder/err" || status=$?
    echo $status >"$folder/status"
    valid_report "$folder/c.json"
    xmllint --noout "$folder/c.xml"
    sed -i '/^  time: /d' "$folder/out"
    jq '.programs[] | del(.seconds, .solution_seconds, .cases[].seconds)' "$folder/c.json" >"$folder/programs"
    jq '.tests[]' "$folder/g.json" >"$folder/tests"
    xmllint --format "$folder/c.xml" | sed -E 's/ (time|timestamp)="[^"]*"//g; /testsuites|^<\?xml/d' >"$folder/suites"
}

# alone ID - the same of one program, once for the whole file
alone() {
    [ -e "$BATS_FILE_TMPDIR/$1/status" ] || check "$BATS_FILE_TMPDIR/$1" "$1"
}

together() { # ID...
    local id part worst=0 folder=$BATS_TEST_TMPDIR/together.$1.${*: -1}
    check "$folder" "$@"
    for id; do
        alone "$id"
        if [ "$(cat "$BATS_FILE_TMPDIR/$id/status")" -gt "$worst" ]; then worst=$(cat "$BATS_FILE_TMPDIR/$id/status"); fi
    done
    [ "$(cat "$folder/status")" = "$worst" ] || { echo "status of $*: $(cat "$folder/status"), not $worst"; return 1; }
    for part in out programs tests suites; do
        diff <(for id; do cat "$BATS_FILE_TMPDIR/$id/$part"; done) "$folder/$part" || { echo "$part of $*"; return 1; }
    done
}

@test "the six states are what they should be" {
    local state
    for state in 01-hello:PASS 02-point-to-point:TODO 03-broadcast:FAIL 04-gather:FAIL 05-gradient-averaging:FAIL 06-mandelbrot:ERROR; do
        alone "${state%:*}"
        [ "$(jq -r .verdict "$BATS_FILE_TMPDIR/${state%:*}/programs")" = "${state#*:}" ] || { cat "$BATS_FILE_TMPDIR/${state%:*}/out"; return 1; }
    done
}

@test "ten pairs: each is judged by itself" {
    local pair
    for pair in "01-hello 02-point-to-point" "02-point-to-point 01-hello" "01-hello 03-broadcast" "03-broadcast 01-hello" \
        "04-gather 01-hello" "01-hello 06-mandelbrot" "06-mandelbrot 01-hello" "02-point-to-point 03-broadcast" \
        "03-broadcast 06-mandelbrot" "06-mandelbrot 04-gather"; do
        # shellcheck disable=SC2086
        together $pair
    done
}

@test "six at once, in both orders" {
    together 01-hello 02-point-to-point 03-broadcast 04-gather 05-gradient-averaging 06-mandelbrot
    together 06-mandelbrot 05-gradient-averaging 04-gather 03-broadcast 02-point-to-point 01-hello
}
