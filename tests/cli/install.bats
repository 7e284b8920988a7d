#!/usr/bin/env bats
# cmake --install: a mpilab in a place that nobody writes to.
load common

setup_file() {
    [ "$(basename "$BUILD")" = dev ] || skip "one build is enough"
    export PREFIX=$BATS_FILE_TMPDIR/prefix HOUSE=$BATS_FILE_TMPDIR/prefix/share/mpilab
    cmake --install "$BUILD" --prefix "$PREFIX" >/dev/null
    chmod -R a-w "$PREFIX"
    find "$PREFIX" | sort >"$BATS_FILE_TMPDIR/files"
    unset LAB_STATE LAB_PRESET
    export HOME=$BATS_FILE_TMPDIR/home
    mkdir "$HOME"
}
teardown_file() { [ ! -e "${PREFIX:-/none}" ] || chmod -R u+w "$PREFIX"; }

setup() {
    unset LAB_STATE LAB_PRESET
    cd "$BATS_TEST_TMPDIR" || return
    PATH=$PREFIX/bin:$PATH
}
teardown() { diff <(find "$PREFIX" | sort) "$BATS_FILE_TMPDIR/files"; }

@test "run, show, trace and scale, with results where one is" {
    run mpilab run solutions/gather -n 3
    echo "$output"
    [ "$status" -eq 0 ]
    [ -s results/gather-solution.h5 ]
    run mpilab show gather --no-plots
    [ "$status" -eq 0 ]
    [[ $output == *"ranks            3"* ]]
    run mpilab trace -n 2 solutions/hello
    [ "$status" -eq 0 ]
    [[ $output == *"nothing found"* ]]
    printf '#include <mpi.h>\nint main(int c, char **v) { int x; MPI_Init(&c, &v); MPI_Recv(&x, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); MPI_Finalize(); return c + v[0][0]; }\n' >hangs.c
    "${MPICC:-mpicc}" -g hangs.c -o hangs
    run mpilab trace -n 1 --time-limit 30 -- ./hangs
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock"*"hangs.c:2"* ]]
    run mpilab scale solutions/hello --ranks 1,2 --repeat 1
    [ "$status" -eq 0 ]
    [ -s results/hello-solution-scaling.h5 ]
}

@test "a batch script, by bash" {
    run bash "$HOUSE/slurm/01-hello.sbatch"
    [ "$status" -eq 0 ]
    [ -s results/hello-solution.h5 ]
}

@test "list and hint; what needs a copy says so" {
    [[ $(mpilab list) == *06-mandelbrot* ]]
    [[ $(mpilab hint hello) == *"Hint 1"* ]]
    for call in "check hello" "run hello" "reset hello" "test" "watch hello" "clean" "new mine" "--preset release list"; do
        # shellcheck disable=SC2086
        run --separate-stderr mpilab $call
        [ "$status" -eq 2 ]
        one_clear_line "cp -R $HOUSE ~/mpilab"
    done
    mpilab check --help | grep -q "./lab check"
}

@test "a copy of it is a checkout" {
    cp -R "$HOUSE" mine
    chmod -R u+w mine
    cd mine
    run ./lab check hello --ranks 2
    [ "$status" -eq 1 ]
    [[ $output == *"TODO  01-hello"* ]]
}
