#!/usr/bin/env bats
# ./lab check as a command: what it says where something is wrong with the call, the build or the run, what
# it writes for graders, and that it leaves nothing behind. What it says of results: tests/students.
load common

setup() {
    FILE=$BATS_TEST_TMPDIR/hello.c
    export TMPDIR=$BATS_TEST_TMPDIR/tmp
    mkdir -p "$TMPDIR"
}
# hello SED-SCRIPT - the solution, changed
hello() { sed "$1" "$ROOT/solutions/01-hello/hello.c" >"$FILE"; }
check() { run "$LAB" check hello --file "$FILE" --ranks "${RANKS:-1,2}" --time-limit "${LIMIT:-60}" "$@"; }
# But the folder of a launcher that had to be killed.
nothing_left() { [ -z "$(find "$TMPDIR" -mindepth 1 -maxdepth 1 ! -name "ompi.*" ! -name "prterun.*")" ] || { ls -R "$TMPDIR"; return 1; }; }

@test "wrong calls" {
    for call in "hullo" "--file $FILE" "hello --ranks 0" "hello --ranks 2,x" "hello --time-limit 0" "hello --wrong" "hello --file $FILE" \
        "hello --json /proc/x" "hello --junit $TMPDIR" "hello --gradescope $TMPDIR/no/x"; do
        # shellcheck disable=SC2086
        run "$LAB" check $call
        [ "$status" -eq 2 ] || { echo "$call: $status $output"; return 1; }
        [ "${#lines[@]}" -eq 1 ] && [[ $output == "lab: "* ]] || { echo "$call: $output"; return 1; }
    done
}

@test "a compile error is shown with its line and TODO" {
    hello 's/MPI_Gather(/MPI_Gahter(/'
    check
    [ "$status" -eq 1 ]
    [[ $output == *"FAIL  01-hello"*"in the code of TODO(3)"*"$FILE:"*"did you mean"*MPI_Gather* ]]
    [[ $output != *$'\033'* ]]
    nothing_left
}

@test "a function that is nowhere: the line that calls it" {
    hello 's|#include <mpi.h>|&\nvoid far_away(void);|; s|    MPI_Finalize();|    far_away();\n&|'
    check
    [ "$status" -eq 1 ]
    line=$(grep -n 'far_away();' "$FILE" | cut -d : -f 1)
    [[ $output == *"see line $line, in the code of TODO(3)"*"$FILE:$line: undefined reference to \`far_away'"* ]]
    [[ $output != */ld:* && $output != *.o:* ]]
    nothing_left
}

@test "files from other systems: a byte order mark and CRLF are read, UTF-16 and what is no text are told" {
    local text=$ROOT/solutions/01-hello/hello.c
    { printf '\357\273\277' && sed 's/$/\r/' "$text"; } >"$FILE"
    check
    [ "$status" -eq 0 ]
    hello 's/MPI_Gather(/MPI_Gahter(/; s/$/\r/'
    check
    [[ $output == *"in the code of TODO(3)"* ]]
    iconv -f UTF-8 -t UTF-16 "$text" >"$FILE"
    check
    [[ $output == *"$FILE is in UTF-16"* && $status -eq 1 ]]
    iconv -f UTF-8 -t UTF-16BE "$text" >"$FILE" # no mark
    check
    [[ $output == *"$FILE is in UTF-16"* && $status -eq 1 ]]
    head -c 5000 "$BUILD/bin/check" >"$FILE"
    check
    [[ $output == *"$FILE is no text"* && $status -eq 1 ]]
    : >"$FILE"
    check
    [[ $output == *"$FILE is empty"* && $status -eq 1 ]]
    [ ${#lines[@]} -le 3 ]
}

@test "what the compiler warns of is shown after a PASS, too, and at every check" {
    hello 's|^    int rank = 0;|    int never_used;\n&|'
    for _ in 1 2; do
        RANKS=1 check
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        [[ $output == *"the compiler warns:"*"unused variable"*never_used* ]]
    done
}

@test "a crash: rank, signal and line" {
    hello 's|timing_stop("communication");|if (rank == 1) { raise(SIGSEGV); } timing_stop("communication");|; s|#include <mpi.h>|#include <mpi.h>\n#include <signal.h>|'
    check
    [ "$status" -eq 1 ]
    [[ $output == *"rank 1 crashed: segmentation fault (SIGSEGV)"*"hello.c:"*"raise(SIGSEGV)"* ]]
    nothing_left
}

@test "a rank that is killed from outside" {
    hello 's|timing_stop("communication");|if (rank == 1) { raise(SIGKILL); } timing_stop("communication");|; s|#include <mpi.h>|#include <mpi.h>\n#include <signal.h>|'
    check
    [ "$status" -eq 1 ]
    [[ $output == *"rank 1 exited on signal 9 (Killed)"*"did it take too much memory?"* ]]
    nothing_left
}

@test "a hang: where each rank waits" {
    hello 's|timing_stop("communication");|if (rank > 0) { MPI_Barrier(MPI_COMM_WORLD); } timing_stop("communication");|'
    SECONDS=0
    LIMIT=50 check
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock: rank 0 waits at hello.c:"*"rank 1"*"waits at hello.c:"*"(MPI_Barrier)"*"rank 1 in MPI_Barrier hello.c:"* ]]
    [ $SECONDS -lt 50 ] # not at the time limit
    nothing_left
}

@test "no deadlock, but no end: where each rank is, at the time limit" {
    hello 's|timing_stop("communication");|if (rank > 0) { for (;;) { } } timing_stop("communication");|'
    LIMIT=3 check
    [ "$status" -eq 1 ]
    [[ $output == *"did not end within 3 s"*"rank 0 in MPI_"* ]]
    nothing_left
}

@test "what works, but leaves something behind: a PASS that says so" {
    hello 's|timing_stop("communication");|MPI_Comm copy; MPI_Comm_dup(MPI_COMM_WORLD, \&copy); timing_stop("communication");|'
    check
    [ "$status" -eq 0 ]
    [[ $output == *"PASS  01-hello"*"but "*"communicator"*"hello.c:"* ]]
    nothing_left
}

@test "right words on the terminal are no result" {
    hello 's|    file = results_create|    MPI_Finalize(); return 0;\n&|; s|results \*file = results_create|MPI_Finalize(); return 0; results *file = results_create|'
    check
    [ "$status" -eq 1 ]
    [[ $output == *"the program ended, but wrote no result file"* ]]
    hello 's|results_close(file);||'
    check
    [ "$status" -eq 1 ]
    [[ $output == *"is not complete: results_close has to come before MPI_Finalize"* ]]
}

@test "a file that is not HDF5 fails" {
    hello 's|    MPI_Finalize();.*|    if (rank == 0) { FILE *f = fopen(output, "w"); fputs("no HDF5", f); fclose(f); } MPI_Finalize();|'
    check
    [ "$status" -eq 1 ]
    [[ $output == *"FAIL  01-hello"*HDF5* ]]
}

@test "endless output is no harm" {
    hello 's|timing_stop("communication");|for (;;) { puts("endless"); }|'
    LIMIT=3 check
    [ "$status" -eq 1 ]
    [[ $output == *"did not end within 3 s"* ]]
    [ "${#output}" -lt 3000 ]
    nothing_left
}

@test "the kept results are closed while a student's program runs, and it runs elsewhere" {
    "$LAB" check hello --ranks 1,2 >"$TMPDIR/../out" || true
    # The program says with its exit status what it has found: 9 a directory of solutions near, 8 an open cache.
    hello 's|#include <mpi.h>|#include <mpi.h>\n#include <sys/stat.h>\n#include <unistd.h>|; s|^    MPI_Init.*|&\n    struct stat s; if (access("solutions", F_OK) == 0 \|\| access("../solutions", F_OK) == 0 \|\| access("../../solutions", F_OK) == 0 \|\| getenv("LAB_ROOT")) _exit(9);\n    if (stat("'"$LAB_STATE"'/cache", \&s) != 0 \|\| (s.st_mode \& 0777) != 0) _exit(8);|'
    check
    [ "$status" -eq 0 ] || { echo "$output"; return 1; }
    [ "$(stat -c %a "$LAB_STATE/cache")" = 700 ]
}

@test "no two runs that prove the same, but for --all and --ranks" {
    local json=$BATS_TEST_TMPDIR/c.json
    plan() { jq -r '[.programs[0].cases[] | "\(.ranks) \(.arguments)"] | sort | unique | length' "$json"; }
    "$LAB" check solutions/gather --json "$json" >"$BATS_TEST_TMPDIR/out"
    # 4 lines of arguments: the first at 6 numbers of ranks, the others at 2 ranks and at one more
    [ "$(plan)" = 12 ]
    [ "$(jq '[.programs[0].cases[] | select(.ranks == 2)] | length' "$json")" = 4 ]
    grep -q 'right in all 12 cases' "$BATS_TEST_TMPDIR/out"
    "$LAB" check solutions/gather --ranks 3,5 --json "$json" >/dev/null
    [ "$(plan)" = 8 ]
}

@test "a report that cannot be written is refused before anything runs" {
    run "$LAB" check hello --json "$BATS_TEST_TMPDIR/no/folder/c.json"
    [ "$status" -eq 2 ]
    [ ${#lines[@]} -eq 1 ]
}

@test "JSON, JUnit and Gradescope's file" {
    hello 's/greetings, LINE/greetings, LINE \/ 2/'
    check --json "$BATS_TEST_TMPDIR/c.json" --junit "$BATS_TEST_TMPDIR/c.xml" --gradescope "$BATS_TEST_TMPDIR/g.json"
    [ "$status" -eq 1 ]
    [ "$(jq -r '.programs[0].verdict' "$BATS_TEST_TMPDIR/c.json")" = FAIL ]
    [ "$(jq -r '.programs[0].chain["runs and ends"]' "$BATS_TEST_TMPDIR/c.json")" = FAIL ]
    [ "$(jq -r '.programs[0].chain.result' "$BATS_TEST_TMPDIR/c.json")" = SKIP ]
    [ "$(jq -r '.programs[0].cases[0].ranks' "$BATS_TEST_TMPDIR/c.json")" = 1 ]
    [[ $(jq -r '.programs[0].sentence' "$BATS_TEST_TMPDIR/c.json") == *"receives 32 x MPI_CHAR from each rank, but sends 64 x MPI_CHAR"* ]]
    [ "$(jq '.tests[0].score' "$BATS_TEST_TMPDIR/g.json")" = 0 ]
    valid_report "$BATS_TEST_TMPDIR/c.json"
    [ "$(jq -r '.programs[0].cases[0].findings[0].kind' "$BATS_TEST_TMPDIR/c.json")" = count_mismatch ]
    [ "$(jq -r '.programs[0].cases[0].findings[0].values.call' "$BATS_TEST_TMPDIR/c.json")" = MPI_Gather ]
    [ "$(jq -r '.programs[0].cases[0].findings[0].places[0].line' "$BATS_TEST_TMPDIR/c.json")" -gt 30 ]
    xmllint --noout "$BATS_TEST_TMPDIR/c.xml"
    [ "$(xmllint --xpath 'string(//testsuite/@failures)' "$BATS_TEST_TMPDIR/c.xml")" -ge 1 ]
    check --json /dev/full
    [ "$status" -eq 2 ]
    [[ $output == *"/dev/full could not be written"* ]]
}

@test "Ctrl-C ends everything and leaves nothing" {
    hello 's|timing_stop("communication");|if (rank > 0) { MPI_Barrier(MPI_COMM_WORLD); } timing_stop("communication");|'
    timeout --foreground -s INT 4 "$LAB" check hello --file "$FILE" --ranks 2,3 --time-limit 100 >/dev/null 2>&1 3>&- || true
    sleep 0.5
    ! pgrep -f "$TMPDIR/lab-check" || { pgrep -af "$TMPDIR/lab-check"; return 1; }
    nothing_left
}

@test "without a name: all programs" {
    run "$LAB" check --ranks 1 --json "$BATS_TEST_TMPDIR/all.json"
    [ "$status" -eq 1 ]
    valid_report "$BATS_TEST_TMPDIR/all.json"
    [ "$(jq -r '.programs[].program' "$BATS_TEST_TMPDIR/all.json")" = "$(tail -n +2 "$BUILD/programs.tsv" | cut -f 1 | grep -v /)" ]
}

@test "a part: all of its programs, and no others" {
    run "$LAB" check bugs --ranks 2 --json "$BATS_TEST_TMPDIR/part.json"
    [ "$status" -eq 1 ]
    valid_report "$BATS_TEST_TMPDIR/part.json"
    [ "$(jq -r '.programs[].program' "$BATS_TEST_TMPDIR/part.json")" = "$(tail -n +2 "$BUILD/programs.tsv" | cut -f 1 | grep ^bugs/)" ]
    [ "$(jq -r '[.programs[] | select(.verdict != "FAIL")] | length' "$BATS_TEST_TMPDIR/part.json")" = 0 ]
    [ "$(jq -r '.programs[0].next' "$BATS_TEST_TMPDIR/part.json")" = \
        "./lab trace -n 2 pass-on -- --count 50000     ./lab hint pass-on     edit exercises/bugs/01-pass-on/pass_on.c" ]
}

@test "an open exercise, a solution and one twice, in both orders, with every report" {
    cd "$BATS_TEST_TMPDIR"
    run "$LAB" check hello solutions/point-to-point hello solutions/hello --ranks 2 --json j --junit u --gradescope g
    [ "$status" -eq 1 ]
    valid_report j
    [ "$(jq -r '[.programs[].verdict] | join(" ")' j)" = "TODO PASS TODO PASS" ]
    [ "$(jq -r '[.programs[].file] | .[1]' j)" = solutions/02-point-to-point/point_to_point.c ]
    [ "$(jq -r '[.tests[].score] | join(" ")' g)" = "0 1 0 1" ]
    [ "$(xmllint --xpath 'count(//failure)' u)" = 2 ]
    run "$LAB" check solutions/hello point-to-point --ranks 2 --all
    [[ $output == *"PASS  01-hello"*"TODO  02-point-to-point"* ]]
    run "$LAB" check solutions/hello --ranks 1
    [ "$status" -eq 0 ]
}

@test "what could not be judged ends with 2, not with a mark" {
    # No configuration: the sources of a checkout without CMakeLists.txt
    copy_sources "$BATS_TEST_TMPDIR/bare" lab CMakePresets.json tools solutions exercises
    run "$BATS_TEST_TMPDIR/bare/lab" check hello
    [ "$status" -eq 2 ]
    [[ $output == *"could not be configured"* ]]
    # Nothing installed, and no right to install
    mkdir "$BATS_TEST_TMPDIR/path"
    for tool in bash dirname readlink cat sed grep awk ls mkdir mktemp rm head tail cut tr sort uname id env tput; do
        ln -s "$(command -v $tool)" "$BATS_TEST_TMPDIR/path/$tool"
    done
    PATH=$BATS_TEST_TMPDIR/path run "$BATS_TEST_TMPDIR/bare/lab" check hello
    [ "$status" -eq 2 ]
    [[ $output == *"Missing:"* ]]
}

@test "a full disk for the work of a check is no mark either" {
    [ "$(id -u)" = 0 ] || skip "mounting needs root"
    mkdir "$BATS_TEST_TMPDIR/full"
    mount -t tmpfs -o size=64k none "$BATS_TEST_TMPDIR/full" || skip "no tmpfs can be mounted here"
    TMPDIR=$BATS_TEST_TMPDIR/full run "$LAB" check hello
    umount "$BATS_TEST_TMPDIR/full"
    [ "$status" -eq 2 ]
    [[ $output == *"no room left in $BATS_TEST_TMPDIR/full"* ]]
}
