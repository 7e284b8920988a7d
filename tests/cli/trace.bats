#!/usr/bin/env bats
# ./lab trace: options, exit status, records that are missing or cut, pictures. What it finds, and that it
# finds nothing where nothing is, is held by tests/trace/run_corpus.
load common

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    # shellcheck source=/dev/null
    . "$BUILD/launch.env"
    compiler=$(sed -n 's/^MPI_C_COMPILER:[A-Z]*=//p' "$BUILD/CMakeCache.txt")
    explain=$BUILD/bin/explain
}

compile() { "$compiler" -g -O1 -pthread "$ROOT/tests/trace/$1.c" -o "$(basename "$1")"; }

@test "one of our programs by its name, and its profile" {
    run --separate-stderr "$LAB" trace -n 3 solutions/hello --profile
    [ "$status" -eq 0 ]
    [[ $output == *"MPI_Recv"* || $output == *"MPI_Gather"* ]]
    [[ $output != *"results: "* ]] # which are gone
    [[ $stderr == *"nothing found"* ]]
}

# shellcheck disable=SC2016  # the shell that is started knows MPILAB_TRACE
@test "a deadlock is told, with lines, before the time limit; nothing is left behind" {
    compile wrong/receive_first_in_ring
    start=$SECONDS
    run --separate-stderr "$LAB" trace -n 3 --time-limit 60 -- sh -c 'echo "$MPILAB_TRACE" >records; exec ./receive_first_in_ring'
    [ "$status" -eq 1 ]
    [ $((SECONDS - start)) -lt 30 ]
    [[ $output == *"deadlock: rank"*"receive_first_in_ring.c:"*"all receive before they send"* ]]
    [ -s records ]
    [ ! -e "$(cat records)" ]
    run pgrep -f "$PWD/receive_first_in_ring"
    [ "$status" -ne 0 ]
}

# shellcheck disable=SC2016  # the shell that is started knows PPID
@test "a launcher that does not end when asked to is killed, also where it runs under a time limit" {
    sed 's|int out = .*|& fclose(fopen(rank == 0 ? "ready-0" : "ready-1", "w"));|' "$ROOT/tests/trace/wrong/receive_first_in_ring.c" >ring.c
    "$compiler" -g -I "$ROOT/tests/trace/wrong" ring.c -o receive_first_in_ring
    "$LAB" trace -n 2 --time-limit 60 -- sh -c 'echo "$PPID" >launcher; exec ./receive_first_in_ring' >out 2>&1 3>&- &
    trace=$!
    until [ -e ready-0 ] && [ -e ready-1 ]; do sleep 0.02; kill -0 $trace; done
    launcher=$(head -n 1 launcher) # MPI has begun, which takes the launcher, and nothing is certain yet
    kill -STOP "$launcher"
    wait $trace || true
    cat out
    grep -q 'deadlock: rank' out
    run ! kill -0 "$launcher"
}

@test "what works by luck deadlocks with --synchronous" {
    compile wrong/send_first_small
    run --separate-stderr "$LAB" trace -n 2 --severity error -- ./send_first_small
    [ "$status" -eq 0 ]
    run --separate-stderr "$LAB" trace -n 2 -- ./send_first_small
    [ "$status" -eq 1 ]
    [[ $output == *"works by luck"* ]]
    run --separate-stderr "$LAB" trace -n 2 --synchronous --severity error -- ./send_first_small
    [ "$status" -eq 1 ]
    [[ $output == *deadlock* ]]
}

@test "--json is JSON, whatever the program prints" {
    compile wrong/leaves_early
    run --separate-stderr "$LAB" trace -n 2 --json -- ./leaves_early
    [ "$status" -eq 1 ]
    jq -e '.findings[] | select(.kind == "no_finalize") | .places[0].line > 0' <<<"$output"
    run --separate-stderr "$LAB" trace -n 2 --json -- sh -c "echo '{'; exec $BUILD/solutions/hello -o x.h5"
    [ "$status" -eq 0 ]
    jq -e '.findings == [] and (.profile | length == 2)' <<<"$output"
}

@test "pictures are well-formed; the deadlocked calls are marked" {
    compile wrong/receive_first
    run "$LAB" trace -n 2 --timeline t.svg --matrix m.svg --chrome c.json -- ./receive_first
    [ "$status" -eq 1 ]
    xmllint --noout t.svg m.svg
    [ "$(grep -c 'stroke="#c62828"' t.svg)" -eq 2 ]
    jq -e '[.traceEvents[] | select(.name == "MPI_Recv")] | length == 2' c.json
}

@test "the matrix counts what is sent" {
    compile correct/messages_in_order
    run "$LAB" trace -n 2 --matrix m.svg -- ./messages_in_order
    [ "$status" -eq 0 ]
    grep -q 'rank 0 to rank 1: 9 messages, 360 bytes' m.svg
    grep -q 'rank 1 to rank 0: 0 messages, 0 bytes' m.svg
}

@test "a record that is missing, cut, or of another run" {
    compile correct/exchange
    "$LAB" trace -n 3 --keep one -- ./exchange
    "$LAB" trace -n 3 --keep two -- ./exchange
    run "$explain" one
    [ "$status" -eq 0 ]
    rm one/rank-1
    run "$explain" one
    [ "$status" -eq 1 ]
    [[ $output == *"there is no record of rank 1"* ]]
    for bytes in 0 1 100 5000 1000000; do
        head -c $bytes two/rank-2 >one/rank-1
        run "$explain" one
        [ "$status" -eq 1 ]
        [[ $output == *"the record of rank 1 is"* ]]
    done
    cp two/rank-1 one/rank-1
    run "$explain" one
    [ "$status" -eq 1 ]
    [[ $output == *"the record of rank 1 is not of this run"* ]]
    mkdir none
    run "$explain" none
    [ "$status" -eq 2 ]
}

@test "exit status of runs that cannot be explained" {
    run "$LAB" trace -n 2 -- true
    [ "$status" -eq 2 ]
    run "$LAB" trace -n 2 -- ./not-there
    [ "$status" -eq 2 ]
    for arguments in "-n 0 -- true" "-n x -- true" "-n 2" "--severity bad -- true" "--time-limit 0 -- true" "-x -- true" "-n" \
        "--timeline /nowhere/x.svg -- touch ran" "--matrix . -- touch ran" "--chrome /proc/x -- touch ran"; do
        # shellcheck disable=SC2086
        run "$LAB" trace $arguments
        [ "$status" -eq 2 ]
        [ "${#lines[@]}" -eq 1 ] && [[ $output == "lab: trace: "* ]] || { echo "$arguments: $output"; return 1; }
    done
    [ ! -e ran ]
}

@test "a program that goes wrong in another way is not called right" {
    run "$LAB" trace -n 2 solutions/hello -- --no-such-option
    [ "$status" -ne 0 ]
}

@test "a rank dies and the launcher does not notice: that is seen, and nobody waits for a time limit" {
    [ "$SANITIZE" != ON ] || skip "its ranks would load the recorder, which is not for sanitizers"
    printf '%s\n' '#include <mpi.h>' '#include <signal.h>' '#include <stdio.h>' '#include <unistd.h>' \
        'int main(void) { int rank; MPI_Init(NULL, NULL); MPI_Comm_rank(MPI_COMM_WORLD, &rank); MPI_Barrier(MPI_COMM_WORLD);' \
        'if (rank == 1) { fclose(fopen("ready", "w")); while (access("stopped", F_OK)) usleep(9999); raise(SIGKILL); }' 'alarm(60); pause(); }' >dies.c
    "$compiler" -g dies.c -o dies
    mkdir records
    MPILAB_TRACE=$PWD/records MPILAB_TRACE_RUN=1 "$ROOT/tools/launch" "$BUILD" -n 2 -p "$BUILD/lib/librecorder.so" -- ./dies >out 2>&1 3>&- &
    launcher=$!
    until [ -e ready ]; do sleep 0.05; kill -0 $launcher; done
    kill -STOP $launcher
    touch stopped
    status=0
    timeout 50 "$explain" --run 1 --watch $launcher records || status=$?
    kill -CONT $launcher
    wait $launcher || true
    echo "status $status: $(cat out)"
    [ "$status" -eq 3 ]
}

@test "who ends a run reaches its ranks by their records, and nobody else" {
    [ "$SANITIZE" != ON ] || skip "its ranks would load the recorder, which is not for sanitizers"
    printf '%s\n' '#include <mpi.h>' '#include <stdio.h>' '#include <unistd.h>' \
        'int main(void) { int rank; MPI_Init(NULL, NULL); MPI_Comm_rank(MPI_COMM_WORLD, &rank); MPI_Barrier(MPI_COMM_WORLD);' \
        'fclose(fopen(rank == 0 ? "ready-0" : "ready-1", "w")); alarm(60); pause(); }' >waits.c
    "$compiler" -g waits.c -o waits
    mkdir "the records"
    MPILAB_TRACE="$PWD/the records" MPILAB_TRACE_RUN=1 "$ROOT/tools/launch" "$BUILD" -n 2 -p "$BUILD/lib/librecorder.so" -- ./waits >out 2>&1 3>&- &
    launcher=$!
    until [ -e ready-0 ] && [ -e ready-1 ]; do sleep 0.05; kill -0 $launcher; done
    bytes=$("$explain" --bytes 2)
    size=$(($(stat -c %s "the records/rank-0") * 2))
    [ "$size" -le "$bytes" ] && [ $((bytes - size)) -lt $((bytes / 10)) ]
    cp -r "the records" copy # has the same process ids, to which its records are nothing
    head -c 20 copy/rank-1 >copy/rank-2
    mkfifo copy/rank-3
    run timeout 20 "$explain" --end 9 copy
    [ "$status" -eq 0 ]
    run "$explain" --end 0 "the records"
    [ "$status" -eq 1 ]
    run "$explain" --end 15 "the records"
    [ "$status" -eq 1 ]
    wait $launcher || true
    run "$explain" --end 0 "the records"
    [ "$status" -eq 0 ]
    for words in "--end TERM copy" "--end 99 copy" "--bytes 0" "--bytes x"; do
        # shellcheck disable=SC2086  # several words
        run "$explain" $words
        [ "$status" -eq 2 ]
        [[ $output == "explain: ${words%% *}: not a number of "* ]]
    done
}

@test "a slow rank, and threads, are no deadlock" {
    compile correct/slow_rank
    compile correct/threads
    for n in 2 8; do
        run "$LAB" trace -n $n --time-limit 100 -- ./slow_rank
        [ "$status" -eq 0 ]
    done
    run "$LAB" trace -n 2 --time-limit 100 -- ./threads
    [ "$status" -eq 0 ]
}

@test "a window of memory of one's own works on one rank, too, where there is no fast network" {
    cat >"$BATS_TEST_TMPDIR/window.c" <<'END'
#include <mpi.h>
#include <stdio.h>
int main(int argc, char **argv) {
    int memory[4] = {0}, one = 1;
    MPI_Win window;
    MPI_Init(&argc, &argv);
    MPI_Win_create(memory, sizeof memory, sizeof memory[0], MPI_INFO_NULL, MPI_COMM_WORLD, &window);
    MPI_Win_fence(0, window);
    MPI_Put(&one, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
    MPI_Win_fence(0, window);
    printf("put %d\n", memory[0]);
    MPI_Win_free(&window);
    MPI_Finalize();
}
END
    "$(sed -n 's/^MPI_C_COMPILER:[A-Z]*=//p' "$BUILD/CMakeCache.txt")" -o "$BATS_TEST_TMPDIR/window" "$BATS_TEST_TMPDIR/window.c"
    run "$ROOT/tools/launch" "$BUILD" -n 1 -t 60 -- "$BATS_TEST_TMPDIR/window"
    [ "$status" -eq 0 ]
    [ "$output" = "put 1" ]
    run "$LAB" trace -n 1 -- "$BATS_TEST_TMPDIR/window"
    [ "$status" -eq 0 ]
    [[ $output == *"put 1"*"nothing found"* ]]
}

@test "as much is kept as MPILAB_TRACE_SIZE says, which takes memory as it fills; where there is too little, the run goes on" {
    [ "$SANITIZE" != ON ] || skip "its ranks would load the recorder, which is not for sanitizers"
    printf '%s\n' '#include <mpi.h>' '#include <stdlib.h>' 'int main(int argc, char *argv[]) { int in, out = 0, rank; MPI_Init(&argc, &argv);' \
        'MPI_Comm_rank(MPI_COMM_WORLD, &rank); for (int i = 0; i < atoi(argv[1]); i++) MPI_Sendrecv(&out, 1, MPI_INT, 1 - rank, 0,' \
        '&in, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); MPI_Finalize(); }' >sends.c
    "$compiler" -g sends.c -o sends
    records() { # FOLDER SIZE MESSAGES: how many calls were kept, and kB of memory
        mkdir -p "$1"
        MPILAB_TRACE=$1 MPILAB_TRACE_SIZE=$2 "$ROOT/tools/launch" "$BUILD" -n 2 -t 60 -p "$BUILD/lib/librecorder.so" -- ./sends "$3" || return
        "$explain" --chrome calls.json "$1" || return
        calls=$(grep -c '"ph": "X", "pid": 0, "tid": 0' calls.json) memory=$(du -k "$1/rank-0" | cut -f 1)
    }
    records few 1 10
    [ "$calls" -eq 13 ] && [ "$memory" -lt 2500 ]
    records many 1 40000
    [ "$calls" -le 32768 ] && [ "$memory" -gt 4000 ]
    records all 2 40000
    [ "$calls" -eq 40003 ] && [ "$memory" -gt 8000 ]
    [ "$(MPILAB_TRACE_SIZE=2 "$explain" --bytes 2)" -gt "$(($("$explain" --bytes 2) * 3 / 2))" ]
    mkdir small
    mount -t tmpfs -o size=4m none small || skip "no tmpfs can be mounted here"
    records small 1 40000 || { umount small; false; }
    umount small
    [ "$calls" -gt 2000 ] && [ "$calls" -lt 32768 ]
}

@test "nothing moves, but nothing is certain: where the ranks are is said, and the run goes on" {
    cat >polls.c <<'END'
#include <mpi.h>
#include <unistd.h>
int main(int argc, char **argv)
{
    int rank, flag = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    while (rank == 1 && !flag && access("enough", F_OK) != 0) {
        MPI_Iprobe(0, 4, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
END
    "$compiler" -g polls.c -o polls
    "$LAB" trace --time-limit 120 -n 2 -- ./polls >out 2>err 3>&- &
    trace=$!
    until grep -q 'no message has moved.*rank 0 is in MPI_Finalize (polls.c:11); rank 1 asks again and again by MPI_Iprobe (polls.c:9)' err; do
        sleep 0.1
        kill -0 $trace
    done
    touch enough
    wait $trace
    grep -q 'nothing found' err
}

@test "a program of the other MPI library" {
    case $MPI_FAMILY in hydra) other=mpicc.openmpi ;; *) other=mpicc.mpich ;; esac
    command -v "$other" >/dev/null || skip "no $other"
    "$other" "$ROOT/tests/trace/correct/eight_ranks.c" -o foreign
    run --separate-stderr "$LAB" trace -n 2 -- ./foreign
    [ "$status" -eq 2 ]
    [[ $stderr == *"./foreign was built with another MPI library (lib"*") than mpilab is here"* ]]
}

@test "--tag-output says who has printed a line" {
    printf '%s\n' '#include <mpi.h>' '#include <stdio.h>' 'int main(int c, char **v) { MPI_Init(&c, &v); puts("here"); MPI_Finalize(); }' >here.c
    "$compiler" here.c -o here
    run --separate-stderr "$LAB" trace --tag-output -n 2 -- ./here
    [ "$status" -eq 0 ]
    grep -qE '^.*\b0\b.*here$' <<<"$output"
    grep -qE '^.*\b1\b.*here$' <<<"$output"
}

@test "MPI_Comm_spawn finds room, with as many ranks as cores" {
    cat >spawn.c <<'END'
#include <mpi.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    MPI_Comm parent, children;
    int rank, sum = 0, one = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_get_parent(&parent);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (parent == MPI_COMM_NULL) {
        MPI_Comm_spawn(argv[0], MPI_ARGV_NULL, 2, MPI_INFO_NULL, 0, MPI_COMM_WORLD, &children,
                       MPI_ERRCODES_IGNORE);
        MPI_Reduce(NULL, &sum, 1, MPI_INT, MPI_SUM, rank == 0 ? MPI_ROOT : MPI_PROC_NULL, children);
        if (rank == 0) printf("children: %d\n", sum);
        MPI_Comm_disconnect(&children);
    } else {
        MPI_Reduce(&one, NULL, 1, MPI_INT, MPI_SUM, 0, parent);
        MPI_Comm_disconnect(&parent);
    }
    MPI_Finalize();
    return 0;
}
END
    "$compiler" -g spawn.c -o spawn
    unset MPILAB_SHARED_CORES
    run --separate-stderr "$LAB" trace --time-limit 60 -n 2 -- "$PWD/spawn"
    [ "$status" -eq 0 ]
    [[ $output == *"children: 2"* ]]
}
