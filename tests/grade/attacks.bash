# shellcheck shell=bash
# Sourced by attacks.bats: a class of attackers, with honest submissions before and behind them. ATTACKS: which of them;
# AS: as whom ./lab grade is called.
. "$BATS_TEST_DIRNAME/common.bash"

class_of_attackers() {
    local name
    export FOLDER=$BATS_FILE_TMPDIR/class REPORT=$BATS_FILE_TMPDIR/report
    mkdir -p "$FOLDER" "$REPORT"
    echo secret_value >"$BATS_FILE_TMPDIR/secret"
    submit a-honest "$ROOT/solutions/01-hello/hello.c"
    for name in "${ATTACKS[@]}"; do submit_attack "$name"; done
    { echo; cat "$ROOT/solutions/01-hello/hello.c"; } >"$BATS_FILE_TMPDIR/honest.c"
    submit z-honest "$BATS_FILE_TMPDIR/honest.c"
    "$ROOT/tests/students/submission" "$ROOT/tests/students/01-hello/wrong-root.patch" "$BATS_FILE_TMPDIR/wrong.c"
    submit z-wrong "$BATS_FILE_TMPDIR/wrong.c"
    # What would harm whoever builds it there.
    printf 'all:\n\ttouch /tmp/mpilab_attack_make\n' >"$FOLDER/z-honest/Makefile"
    echo 'file(TOUCH /tmp/mpilab_attack_cmake)' >"$FOLDER/z-honest/CMakeLists.txt"
    ln -s "$ROOT/solutions/01-hello/hello.c" "$FOLDER/y-link_hello.c"
    [ ${#AS[@]} -eq 0 ] || { chmod a+rx "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/*; chmod -R a+rwX "$BATS_FILE_TMPDIR"; }
    sleep 1
    touch "$BATS_FILE_TMPDIR/begun"
    # Somebody to talk to.
    perl -MIO::Socket -e 'IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 47611, Listen => 5) or exit; sleep 900' 3>&- &
    export LISTENER=$!
    MPILAB_KEY=secret_value grade >"$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/err" || echo $? >"$BATS_FILE_TMPDIR/status"
    kill $LISTENER 2>/dev/null || true
}

# What each test of a class asks for.
none_passes() {
    local name found
    for name in "${ATTACKS[@]}"; do
        found=$(verdict "m-$name")
        [[ $found =~ ^(FAIL|TODO|ERROR)$ ]] || { echo "$name: '$found'"; cat "$BATS_FILE_TMPDIR/err"; return 1; }
    done
    [ ! -e "$REPORT/results/y-link.json" ]
    grep -q 'y-link_hello.c: a link' "$REPORT/not-recognised.txt"
}
others_are_judged_as_ever() {
    [ "$(verdict a-honest)" = PASS ]
    [ "$(verdict z-honest)" = PASS ]
    [ "$(verdict z-wrong)" = FAIL ]
    [[ $(jq -r '.programs[0].sentence' "$REPORT/results/z-wrong.json") == *"the value is empty"* ]]
}
nothing_got_out() {
    run jq -r '.student as $s | .programs[].cases[].output | select(. != null) | select(test("mpilab_attack:")) | $s + " " + .' "$REPORT"/results/m-*.json
    [ -z "$output" ] || { echo "$output"; return 1; }
}
texts_are_harmless() { # colours may be there, other escapes may not
    local file
    for file in "$REPORT"/results/*.json; do
        run jq -r '[.. | strings | gsub("\u001b\\[[0-9;]*[mK]"; "") | select(test("[\u0000-\u0008\u000b-\u001f\u007f]"))] | length' "$file"
        [ "$output" = 0 ] || { echo "$file: $output"; return 1; }
    done
}
nothing_is_left() {
    run pgrep -f 'sleep 7654321'
    [ "$status" -eq 1 ]
    run ls -d /tmp/mpilab_attack* /dev/shm/mpilab_attack* /var/tmp/mpilab_attack* /run/mpilab_attack* /mpilab_attack*
    [ -z "$(ls -d {/tmp,/dev/shm,/var/tmp,/run,,"$HOME",/home,/dev}/mpilab_attack* 2>/dev/null)" ]
    run ! grep -r . "$REPORT/.work"
    run ! grep -i 6d706961 /proc/sysvipc/{shm,sem,msg}
    [ -z "$(find "$ROOT/solutions" "$ROOT/data" "$ROOT/common" "$ROOT/tools" "$BUILD/lib" "$BUILD/bin/check" "$BUILD/solutions/hello" \
        -newer "$BATS_FILE_TMPDIR/begun" -type f)" ]
    ! ps -eo args | grep -F "$BATS_FILE_TMPDIR" | grep -v grep | grep lab-grade
}
