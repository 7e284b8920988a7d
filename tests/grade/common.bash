# shellcheck shell=bash
# Sourced by the .bats files here.
bats_require_minimum_version 1.5.0
ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
BUILD=${BUILD:-$ROOT/build/dev}
HERE=$ROOT/tests/grade
# As whom: a user of no rights where root runs the tests, who has a folder of his own.
LIMITS=(--memory 500 --processes 64 --time-limit 5)

# Skips where nobody may make a sandbox, as in a chroot.
needs_sandbox() {
    local as=()
    [ "$(id -u)" != 0 ] || as=(setpriv --reuid=54321 --regid=54321 --clear-groups)
    "${as[@]}" bwrap --unshare-all --ro-bind / / true 2>/dev/null || skip "no sandbox can be made here"
}

# submit STUDENT SOURCE [PROGRAM]
submit() {
    local program=${3:-hello}
    mkdir -p "$FOLDER/$1"
    cp "$2" "$FOLDER/$1/$program.c"
}

# submit_attack NAME - by a student of that name
submit_attack() {
    mkdir -p "$FOLDER/m-$1"
    {
        sed "s|@ROOT@|$ROOT|g; s|@BUILD@|$BUILD|g; s|@PRESET@|${BUILD##*/}|g" "$HERE/attack.h" "$HERE/attacks/$1.c"
        echo '#line 1 "hello.c"'
        awk -f "$ROOT/tools/cut.awk" - <"$ROOT/solutions/01-hello/hello.c"
    } >"$FOLDER/m-$1/hello.c"
}

# grade [OPTION...] - FOLDER into REPORT, as the user of this test
grade() { timeout 3000 ${AS[@]+"${AS[@]}"} "$ROOT/lab" --preset "${BUILD##*/}" grade "$FOLDER" -o "$REPORT" "${LIMITS[@]}" "$@"; }

# verdict STUDENT [PROGRAM]
verdict() { jq -r --arg p "${2:-01-hello}" '.programs[] | select(.program == $p) | .verdict' "$REPORT/results/$1.json"; }

# What is on this machine that a submission may have left, or changed.
traces_of_attacks() {
    pgrep -f 'sleep 7654321' || true
    ls -d /tmp/mpilab_attack* /dev/shm/mpilab* /tmp/lab-check.* /tmp/lab-grade.* /var/tmp/mpilab_attack* 2>/dev/null || true
    ipcs 2>/dev/null | grep -i 6d706961 || true
    find "$ROOT/solutions" "$ROOT/data" "$ROOT/common" "$BUILD/bin" "$BUILD/lib" "$BUILD/solutions" -newer "$BATS_TEST_TMPDIR/begun" \
        -type f 2>/dev/null || true
}
