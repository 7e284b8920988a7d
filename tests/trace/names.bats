#!/usr/bin/env bats
# What is preloaded into a program takes none of its names: programs with libraries of their own run under ./lab trace as
# without it, and are explained as any other. Sources in names/.
load ../cli/common

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    compiler=$(sed -n 's/^MPI_C_COMPILER:[A-Z]*=//p' "$BUILD/CMakeCache.txt")
    sources=$BATS_TEST_DIRNAME/names
    preloaded=()
    for name in recorder yield_ucx; do # the last is for MPICH only
        [ ! -e "$BUILD/lib/lib$name.so" ] || preloaded+=("$BUILD/lib/lib$name.so")
    done
    export LD_LIBRARY_PATH=$PWD${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

compile() { "$compiler" -g -O1 -fno-builtin "$@"; } # ARGUMENTS...
library() { compile -w -I . -shared -fPIC "$@" -o libown.so; }

# What the preloaded libraries call their own, except for what the compiler adds. Fails where this is nothing.
list_names() {
    nm --defined-only "${preloaded[@]}" | awk 'NF == 3 && $2 ~ /[TtDdBbRr]/ { print $3 }' | sort -u |
        grep -E '^[a-z][A-Za-z0-9_]*$' |
        grep -vxE '_.*|exit|pthread_create|mpilab_trace_site|ucp_worker_progress|completed|frame_dummy|.*register_tm_clones' |
        sed 's/.*/NAME(&)/' >names.h
    grep -qx 'NAME(now)' names.h && grep -qx 'NAME(record)' names.h && [ "$(wc -l <names.h)" -gt 70 ]
}

# The same output by itself, under each library alone, and under the tracer, which has nothing to say.
runs_as_without() { # WANTED PROGRAM [ARGUMENTS...]
    local wanted=$1
    shift
    run "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 -- "$@"
    [ "$output" = "$wanted" ] || { echo "by itself: $output"; return 1; }
    rm -rf ends && mkdir ends
    run "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 -w "$PWD/ends" -- "$@"
    [[ $output == "$wanted" && -s ends/rank-1 ]] || { echo "with its ends recorded: $output"; return 1; }
    run --separate-stderr "$LAB" trace -n 2 --time-limit 60 -- "$@"
    [[ $output == "$wanted" && $status -eq 0 && $stderr == "trace: nothing found" ]] ||
        { echo "under trace, exit status $status: $output $stderr"; return 1; }
}

@test "the preloaded libraries show MPI's names and those that they stand in for, and no other" {
    [ ${#preloaded[@]} -ge 1 ]
    for library in "${preloaded[@]}"; do
        nm -D -g --defined-only "$library" | awk '{ print $3 }' >shown
        case $library in
        *yield_ucx*) grep -x ucp_worker_progress shown ;;
        *) grep -x MPI_Init shown && grep -x exit shown ;;
        esac
        if grep -vxE 'MPI_[A-Z][A-Za-z0-9_]*|exit|_exit|pthread_create|mpilab_trace_site|ucp_worker_progress' shown; then
            return 1
        fi
    done
}

@test "a library of the program with functions of all names that the preloaded ones have" {
    list_names
    library "$sources/library.c"
    compile "$sources/program.c" -L . -lown -o program
    runs_as_without "0 names differ" ./program
}

@test "a library of the program with variables of all these names" {
    list_names
    library -DVARIABLES "$sources/library.c"
    compile "$sources/program.c" -L . -lown -o program
    runs_as_without "0 names differ" ./program
}

@test "a program that shows functions of all these names to its libraries" {
    list_names
    compile -w -I . -rdynamic "$sources/program.c" "$sources/library.c" -o program
    runs_as_without "0 names differ" ./program
}

@test "a plugin with functions of all these names, and one with variables" {
    list_names
    compile -DPLUGIN "$sources/program.c" -ldl -o program
    library "$sources/library.c"
    runs_as_without "0 names differ" ./program
    library -DVARIABLES "$sources/library.c"
    runs_as_without "0 names differ" ./program
}

@test "a program whose library has a clock named now; its faults are its own" {
    library "$sources/clock.c"
    compile "$sources/elapsed.c" -L . -lown -o elapsed
    runs_as_without "elapsed 0.250000 s" ./elapsed
    line=$(grep -n '<- here' "$sources/elapsed.c" | cut -d : -f 1)
    run "$LAB" trace -n 2 --time-limit 60 -- ./elapsed waits
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock: "*"elapsed.c:$line"* ]]
    run "$LAB" trace -n 2 --time-limit 60 -- ./elapsed crashes
    [ "$status" -eq 1 ]
    [[ $output == *"segmentation fault (SIGSEGV) at elapsed.c:$line"* ]]
}

@test "a C++ program" {
    compile -x c++ -std=c++14 -DOMPI_SKIP_MPICXX -DMPICH_SKIP_MPICXX -pthread -rdynamic "$sources/objects.cpp" -lstdc++ -o objects
    runs_as_without "50 8 8 1" ./objects
}

@test "a library of the program that stands before malloc, and calls MPI there" {
    library "$sources/memory.c" -ldl
    compile "$sources/allocates.c" -L . -lown -o allocates
    runs_as_without "all were seen" ./allocates
}

@test "a program with functions named like some of the C library's" {
    compile -w "$sources/likewise.c" -o likewise
    runs_as_without "2 calls, sum 2" ./likewise
    line=$(grep -n '<- here' "$sources/likewise.c" | cut -d : -f 1)
    run "$LAB" trace -n 2 --time-limit 60 -- ./likewise fails
    [ "$status" -eq 1 ]
    [[ $output == *"likewise.c:$line"* ]]
}

@test "a program that calls exit in the midst of MPI: its exit handlers run, and nobody waits for those that wait" {
    compile "$sources/leaves.c" -o leaves
    for handler in slow waits finalizes; do
        mkdir "$handler"
        wanted=$'leaving\nhandler ran'
        case $handler in waits) wanted=leaving ;; esac
        for with in nothing ends trace; do
            [ $handler-$with != waits-nothing ] || continue # it hangs
            command=("$ROOT/tools/launch" "$BUILD" -n 2 -t 60)
            case $with in ends) command+=(-w "$PWD/$handler") ;; trace) command=("$LAB" trace -n 2 --time-limit 60) ;; esac
            run --separate-stderr "${command[@]}" -- ./leaves $handler
            [ $handler != finalizes ] || output=${output/$'\nhandler ran\nhandler ran'/$'\nhandler ran'} # rank 0 may be ended before
            [[ $output == "$wanted" || ($with == trace && $output == "$wanted"$'\n'error:*) ]] ||
                { echo "$handler, with $with: $output"; return 1; }
            [ "$status" -eq 3 ] || [ $with-"$status" = trace-1 ] || { echo "$handler, with $with: status $status"; return 1; }
        done
        case $handler in
        finalizes) [[ $stderr == *"trace: nothing found, but the run ended with exit status 3" ]] ;;
        *) [[ $output == *"exit status 3 without MPI_Finalize"* && $output != *deadlock* && $output != *"time limit"* ]] ;;
        esac || { echo "$handler: $output $stderr"; return 1; }
    done
}

@test "a program in Python, by mpi4py" {
    /usr/bin/python3 -c 'import mpi4py' 2>/dev/null || skip "no mpi4py (Debian: python3-mpi4py)"
    library=$(ldd "$(/usr/bin/python3 -c 'import mpi4py.MPI as m; print(m.__file__)')" | grep -oE 'libmpi[ch]*\.so\.[0-9]+' | head -n 1)
    ldd "$BUILD/lib/librecorder.so" | grep -qF "$library" || skip "mpi4py is for the other MPI library"
    runs_as_without "3 is the sum" /usr/bin/python3 "$sources/sum.py"
    run "$LAB" trace -n 2 --time-limit 60 -- /usr/bin/python3 "$sources/crossed.py"
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock: rank 0 waits at python3"*"(MPI_Recv from rank 1, tag 7) for rank 1"*"(MPI_Barrier) for rank 0"* ]]
}
