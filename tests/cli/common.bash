# shellcheck shell=bash disable=SC2034  # sourced by the .bats files
# What all tests of the commands share.
ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
LAB=$ROOT/lab
BUILD=${BUILD:-$ROOT/build/dev}
# No test changes what the checkout remembers of a student.
export LAB_STATE=${BATS_TEST_TMPDIR:-${BATS_RUN_TMPDIR:?}}/state

bats_require_minimum_version 1.5.0

# Every line of a failure is of the program or of lab; none of MPI's own noise.
one_clear_line() { # TEXT, STDERR in $stderr
    [[ $stderr == *"$1"* ]] || { echo "no '$1' in: $stderr"; return 1; }
    ! grep -qE 'MPI_ABORT|PRTE|ORTE|Primary job|\*\*\*|HDF5-DIAG|BAD TERMINATION' <<<"$stderr$output" ||
        { echo "noise: $stderr$output"; return 1; }
    [ "$(grep -cE '^[a-z-]+: ' <<<"$stderr")" -eq 1 ] ||
        { echo "not one line: $stderr"; return 1; }
}

# same_result FILE FILE - the values of /result/iterations are the same. (h5diff would also compare who
# owns which row, which is not the same.)
same_result() { cmp <(values "$1") <(values "$2"); }
values() { h5dump -y -w 0 -d /result/iterations "$1" | awk '/DATA \{/ { on = 1 } on; on && /^ *\}/ { exit }'; }

# copy_project - makes $COPY, a copy of the project to write in: tools, solutions, hints, and exercises as
# they are at first. It has the list of programs, but no build.
copy_project() {
    local solution
    COPY=$BATS_TEST_TMPDIR/mpilab
    "$LAB" list >/dev/null || return 1
    mkdir -p "$COPY/build/${BUILD##*/}" || return 1
    cp "$BUILD/programs.tsv" "$COPY/build/${BUILD##*/}" || return 1
    cd "$ROOT" || return 1
    cp -R lab CMakePresets.json tools solutions exercises "$COPY" || return 1
    for solution in solutions/*/*.c; do
        tools/cut "$solution" "$COPY/exercises/${solution#solutions/}" || return 1
    done
    rm -f "$COPY"/exercises/*/*.before-reset-*
    cd "$COPY" || return 1
}

# fresh_copy FOLDER - the project as it is, without what is built, ready to be built and written in there
fresh_copy() {
    mkdir -p "$1" && cd "$BATS_TEST_DIRNAME/../.." || return 1
    git ls-files -z --cached --others --exclude-standard | grep -zv '^my/' | xargs -0 cp --parents -t "$1" 2>/dev/null || true
    cd "$1" || return 1
}
