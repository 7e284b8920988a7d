#!/usr/bin/env bats
# The command ./lab grade: what it refuses, what it judges again, how it stops.
source "${BATS_TEST_DIRNAME}/common.bash"

setup() {
    needs_sandbox
    export FOLDER=$BATS_TEST_TMPDIR/class REPORT=$BATS_TEST_TMPDIR/report
    mkdir "$FOLDER"
}
left_behind() { compgen -G "$(cat "$REPORT/.work" 2>/dev/null || echo "$BATS_TEST_TMPDIR/none")"; }

@test "what cannot be is refused, in one line" {
    run --separate-stderr "$ROOT/lab" grade
    [ "$status" -eq 2 ] && [[ $stderr == *"which folder?"* ]]
    run --separate-stderr "$ROOT/lab" grade "$FOLDER/none"
    [ "$status" -eq 2 ] && [[ $stderr == *"there is no such folder"* ]]
    run --separate-stderr "$ROOT/lab" grade "$FOLDER" -o "$FOLDER/report"
    [ "$status" -eq 2 ] && [[ $stderr == *"must not be among the submissions"* ]]
    run --separate-stderr "$ROOT/lab" grade "$FOLDER" --jobs many
    [ "$status" -eq 2 ] && [[ $stderr == *"--jobs 'many'"* ]]
    run --separate-stderr "$ROOT/lab" grade "$FOLDER" -o "$REPORT" --programs helo
    [ "$status" -eq 2 ] && [[ $stderr == *"there is no program 'helo'"* ]]
    run --separate-stderr "$ROOT/lab" grade "$FOLDER" -o "$REPORT" --student 'x('
    [ "$status" -eq 2 ] && [[ $stderr == *"no regular expression"* ]]
}

@test "without bubblewrap, or where it makes no sandbox: refused, and --unprotected says what that means" {
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/bwrap"
    chmod +x "$BATS_TEST_TMPDIR/bin/bwrap"
    chmod a+rx "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/* "$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/bin"
    submit anna "$ROOT/solutions/01-hello/hello.c"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH run --separate-stderr "$ROOT/lab" grade "$FOLDER" -o "$REPORT"
    [ "$status" -eq 2 ]
    [[ $stderr == *"no sandbox can be made here"*"No permissions to create new namespace"*--unprotected*"whatever you can"* ]]
    [ "$(wc -l <<<"$stderr")" -eq 1 ]
    PATH=$BATS_TEST_TMPDIR/bin:$PATH run --separate-stderr grade --unprotected
    [ "$status" -eq 0 ]
    [[ $stderr == *"can do whatever that user can"* ]]
    [ "$(verdict anna)" = PASS ]
}

@test "only what has changed is judged again; what is no longer there is forgotten" {
    submit anna "$ROOT/solutions/01-hello/hello.c"
    "$ROOT/tests/students/submission" "$ROOT/tests/students/01-hello/wrong-root.patch" "$BATS_TEST_TMPDIR/wrong.c"
    submit bob "$BATS_TEST_TMPDIR/wrong.c"
    submit carl "$BATS_TEST_TMPDIR/wrong.c"
    run --separate-stderr grade
    [ "$status" -eq 0 ]
    [[ $stderr == *"3 submissions, of which 3 are to be judged"* ]]
    [ "$(verdict anna) $(verdict bob) $(verdict carl)" = "PASS FAIL FAIL" ]
    run ! left_behind
    jq -e '.format_version == 1 and .student == "bob" and (.files.hello.sha256 | length) == 64 and .trouble == [] and
        .files.hello.path == "bob/hello.c"' "$REPORT/results/bob.json"
    jq '{format_version: 2, created: .graded, mpi: "", programs}' "$REPORT/results/bob.json" >"$BATS_TEST_TMPDIR/report.json"
    /usr/bin/python3 -W ignore -m jsonschema -i "$BATS_TEST_TMPDIR/report.json" "$ROOT/docs/feedback.schema.json"
    run --separate-stderr grade
    [ "$status" -eq 0 ]
    [[ $stderr == *"3 submissions, of which 0 are to be judged"* ]]
    submit bob "$ROOT/solutions/01-hello/hello.c"
    rm "$FOLDER/carl/hello.c"
    run --separate-stderr grade
    [[ $stderr == *"2 submissions, of which 1 are to be judged"* ]]  || { echo "$stderr"; false; }
    [ "$(verdict bob)" = PASS ]
}

@test "stopped, by Ctrl-C or for good, it leaves nothing, and goes on" {
    submit anna "$ROOT/solutions/01-hello/hello.c"
    printf 'int main(void) { for (;;) { } }\n' >"$BATS_TEST_TMPDIR/ends-never.c"
    submit zoe "$BATS_TEST_TMPDIR/ends-never.c"
    LIMITS=(--time-limit 99)
    for signal in INT KILL; do
        setsid timeout 600 "$ROOT/lab" grade "$FOLDER" -o "$REPORT" "${LIMITS[@]}" >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
        for ((i = 0; i < 1200; i++)); do
            if [ -s "$REPORT/results/anna.json" ] && [ "$(verdict anna)" = PASS ]; then break; fi
            sleep 0.1
        done
        sleep 1
        pid=$(pgrep -f "bash .*lab-grade $FOLDER " | head -n 1)
        work=$(cat "$REPORT/.work")
        kill -$signal "$pid"
        for ((i = 0; i < 100; i++)); do
            if ! pgrep -f -- "--work $work" >/dev/null && ! pgrep -f "$work" >/dev/null; then break; fi
            sleep 0.1
        done
        run pgrep -f "$work"
        [ "$status" -eq 1 ]
        [ ! -e "$work" ]
    done
    "$ROOT/tests/students/submission" "$ROOT/tests/students/01-hello/wrong-root.patch" "$FOLDER/zoe/hello.c"
    run --separate-stderr grade
    [[ $stderr == *"2 submissions, of which 1 are to be judged"* ]]  || { echo "$stderr"; false; }
    [ "$(verdict anna) $(verdict zoe)" = "PASS FAIL" ]
}
