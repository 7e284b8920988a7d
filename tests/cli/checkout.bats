#!/usr/bin/env bats
# The checkout itself: in a folder with an odd name, copied, moved, half configured; whose MPI it is built with.
# What is built and run is always what stands in this folder.
load common

setup_file() {
    export HOUSE="$BATS_FILE_TMPDIR/it's ü (b)/mpilab"
    copy_sources "$HOUSE"
}

setup() {
    cd "$HOUSE" || return 1
    export LAB_PRESET=dev
}

@test "a path with a blank, a quote, an umlaut and brackets: run, check, trace" {
    run ./lab run solutions/hello -n 2
    [ "$status" -eq 0 ]
    [[ $output == *"Hello from rank 1 of 2"*"results: $HOUSE/results/hello-solution.h5"* ]]
    sed 's|timing_stop("communication");|if (rank > 0) { MPI_Barrier(MPI_COMM_WORLD); } timing_stop("communication");|' \
        solutions/01-hello/hello.c >"$BATS_TEST_TMPDIR/my hello.c"
    mkdir "$BATS_TEST_TMPDIR/t m p"
    COLUMNS=1000 TMPDIR="$BATS_TEST_TMPDIR/t m p" run ./lab check hello --ranks 2 --file "$BATS_TEST_TMPDIR/my hello.c"
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock: rank 0 waits at my hello.c:"*"rank 1 in MPI_Barrier my hello.c:"* ]]
    [[ $output == *"./lab check hello --file '$BATS_TEST_TMPDIR/my hello.c'"* ]]
    [[ $output != *ld.so* ]]
    run ./lab trace -n 2 solutions/hello
    [ "$status" -eq 0 ]
    [[ $output == *"trace: nothing found"* ]]
    [[ $output != *ld.so* ]]
    cp "$BATS_TEST_TMPDIR/my hello.c" exercises/01-hello/hello.c
    run ./lab run hello -n 2 -t 5
    tools/cut solutions/01-hello/hello.c exercises/01-hello/hello.c
    [ "$status" -eq 1 ]
    [[ $output == *"rank 1 in MPI_Barrier  exercises/01-hello/hello.c:"* ]]
    [[ $output != *ld.so* ]]
}

@test "a copy runs and checks its own programs, not the original's" {
    cp -R "$HOUSE" "$BATS_TEST_TMPDIR/copy"
    cd "$BATS_TEST_TMPDIR/copy"
    sed -i 's/Hello from rank/Copy of rank/' solutions/01-hello/hello.c
    cp solutions/01-hello/hello.c exercises/01-hello/hello.c
    run ./lab run solutions/hello -n 1
    [ "$status" -eq 0 ]
    [[ $output == *"Copy of rank 0"* ]]
    run ./lab check hello --ranks 1
    [ "$status" -eq 0 ]
    [[ $output == *"PASS  01-hello"* ]]
    # A link to the same checkout is no copy.
    ln -s "$BATS_TEST_TMPDIR/copy" "$BATS_TEST_TMPDIR/link"
    run "$BATS_TEST_TMPDIR/link/lab" list
    [[ $output != *configuring* ]]
    # Moved: what was built in the old place is of no use, and nothing is made there again.
    mv "$BATS_TEST_TMPDIR/copy" "$BATS_TEST_TMPDIR/moved"
    cd "$BATS_TEST_TMPDIR/moved"
    run ./lab run hello -n 1
    [ "$status" -eq 0 ]
    [[ $output == *"Copy of rank 0"* ]]
    [ ! -e "$BATS_TEST_TMPDIR/copy" ]
}

@test "interrupted while configuring: the next command begins anew" {
    local pid command
    export TMPDIR=$BATS_TEST_TMPDIR/tmp
    mkdir "$TMPDIR"
    for command in "check hello" "run solutions/hello"; do
        rm -rf build
        # Not by `setsid command &`: what a shell starts like this ignores SIGINT, for good.
        # shellcheck disable=SC2086
        perl -e '$SIG{INT} = "DEFAULT"; setpgrp; exec @ARGV' ./lab $command >/dev/null 2>&1 3>&- &
        pid=$!
        for ((i = 0; i < 600; i++)); do [ ! -e build/dev/programs.tsv ] || break; sleep 0.05; done
        kill -INT -- "-$pid" || true
        wait $pid || true
        [ -z "$(find "$TMPDIR" -name 'lab*')" ] || { echo "$command leaves $(ls "$TMPDIR")"; return 1; }
    done
    run ./lab run solutions/hello -n 1
    [ "$status" -eq 0 ]
    [[ $output == *"Hello from rank 0 of 1"* ]]
    # As an error leaves it while CMake generates, and one while it looks again.
    for file in build.ninja CMakeFiles/VerifyGlobs.cmake; do
        [ -e "build/dev/$file" ] || continue # no Ninja here
        rm "build/dev/$file"
        run configured
        [ "$status" -eq 0 ]
        [ -e "build/dev/$file" ]
    done
}

@test "two commands at once in a fresh checkout" {
    local first
    rm -rf build
    ./lab run solutions/hello -n 1 >"$BATS_TEST_TMPDIR/first" 2>&1 &
    first=$!
    run ./lab run solutions/hello -n 1 -o "$BATS_TEST_TMPDIR/second.h5"
    [ "$status" -eq 0 ]
    wait $first
    [[ $(cat "$BATS_TEST_TMPDIR/first") == *"Hello from rank 0 of 1"* ]]
}

@test "a path that cannot be: one line that names the character" {
    for bad in ';' '#' '$' '"' \\ '[' '*' ':'; do
        cd "$BATS_TEST_TMPDIR"
        mkdir "a${bad}b"
        cp -R "$HOUSE/lab" "$HOUSE/tools" "$HOUSE/CMakePresets.json" "$HOUSE/CMakeLists.txt" "a${bad}b"
        run --separate-stderr configured "$PWD/a${bad}b"
        [ "$status" -eq 2 ]
        one_clear_line "has the character $bad in it"
        case $bad in \\) continue ;; esac # CMake itself takes it for a /
        rm -rf by-hand
        run cmake -S "a${bad}b" -B by-hand
        [ "$status" -ne 0 ]
        [[ $output == *"character $bad in"* ]]
    done
}

@test "parts of two MPI libraries are refused" {
    command -v mpicc.mpich >/dev/null && command -v mpirun.openmpi >/dev/null || skip "only one MPI library here"
    mix() { cmake -S "$HOUSE" -B "$BATS_TEST_TMPDIR/mixed" "$@" 2>&1 | tr -s ' \n' ' '; rm -rf "$BATS_TEST_TMPDIR/mixed"; }
    run mix -DMPI_C_COMPILER=mpicc.mpich -DMPIEXEC_EXECUTABLE=/usr/bin/mpirun.mpich -DHDF5_C_COMPILER_EXECUTABLE=/usr/bin/h5pcc.openmpi
    [[ $output == *"The HDF5 found is for another MPI library than the compiler's"*"mpicc has MPICH"* ]]
    run mix -DMPI_C_COMPILER=mpicc.openmpi -DMPIEXEC_EXECUTABLE=/usr/bin/mpirun.openmpi -DHDF5_C_COMPILER_EXECUTABLE=/usr/bin/h5pcc.mpich
    [[ $output == *"The HDF5 found is for another MPI library than the compiler's"*"mpicc has Open MPI"* ]]
    run mix -DMPI_C_COMPILER=mpicc.mpich -DMPIEXEC_EXECUTABLE=/usr/bin/mpirun.openmpi -DHDF5_C_COMPILER_EXECUTABLE=/usr/bin/h5pcc.mpich
    [[ $output == *"The launcher is for another MPI library than the compiler's"* ]]
}

@test "a program is meant by its name, its number, its folder, its file, from anywhere" {
    local seen
    export LAB_ROOT=$HOUSE
    for word in hello 01 01-hello exercises/hello exercises/01-hello/ exercises/01-hello/hello.c "$HOUSE/exercises/01-hello/hello.c"; do
        seen=$(bash -c '. tools/lib.sh; find_program "$1" exercise; echo "$side $id"' - "$word")
        [ "$seen" = "exercise 01-hello" ] || { echo "$word: $seen"; return 1; }
    done
    for word in pass-on bugs/pass-on bugs/01 bugs/01-pass-on exercises/bugs/pass-on exercises/bugs/01-pass-on/pass_on.c; do
        seen=$(bash -c '. tools/lib.sh; find_program "$1" exercise; echo "$side $id"' - "$word")
        [ "$seen" = "exercise bugs/01-pass-on" ] || { echo "$word: $seen"; return 1; }
    done
    seen=$(cd exercises && bash -c '. ../tools/lib.sh; find_program "$1" exercise; echo "$side $id"' - ../solutions/bugs/01-pass-on)
    [ "$seen" = "solution bugs/01-pass-on" ]
    cd exercises/02-point-to-point
    seen=$(bash -c '. ../../tools/lib.sh; find_program "$1" exercise; echo "$side $id"' - point_to_point.c)
    [ "$seen" = "exercise 02-point-to-point" ]
    seen=$(bash -c '. ../../tools/lib.sh; find_program "$1" exercise; echo "$side $id"' - ../../solutions/06-mandelbrot)
    [ "$seen" = "solution 06-mandelbrot" ]
    cd ../..
    # Not this checkout's, however much it looks like it.
    mkdir -p "$BATS_TEST_TMPDIR/other/exercises/01-hello"
    cp exercises/01-hello/hello.c "$BATS_TEST_TMPDIR/other/exercises/01-hello"
    run --separate-stderr ./lab run "$BATS_TEST_TMPDIR/other/exercises/01-hello/hello.c"
    [ "$status" -eq 2 ]
    one_clear_line "is not in this checkout"
    run --separate-stderr ./lab run solution/hello
    [ "$status" -eq 2 ]
    one_clear_line "solutions/NAME the solution"
}
