# shellcheck shell=bash disable=SC2034  # sourced by the .bats files
# What all tests of the commands share.
ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
LAB=$ROOT/lab
BUILD=${BUILD:-$ROOT/build/dev}
# No test changes what the checkout remembers of a student.
export LAB_STATE=${BATS_TEST_TMPDIR:-${BATS_RUN_TMPDIR:?}}/state

bats_require_minimum_version 1.5.0

# Many tests build a copy of the project.
if command -v ccache >/dev/null; then
    export CMAKE_C_COMPILER_LAUNCHER=$ROOT/tests/compile_once CCACHE_DIR=$BUILD/ccache
fi

# Every line of a failure is of the program or of lab; none of MPI's own noise.
one_clear_line() { # TEXT, STDERR in $stderr
    [[ $stderr == *"$1"* ]] || { echo "no '$1' in: $stderr"; return 1; }
    ! grep -qE 'MPI_ABORT|PRTE|ORTE|Primary job|\*\*\*|HDF5-DIAG|BAD TERMINATION' <<<"$stderr$output" ||
        { echo "noise: $stderr$output"; return 1; }
    [ "$(grep -cE '^[a-z-]+: ' <<<"$stderr")" -eq 1 ] ||
        { echo "not one line: $stderr"; return 1; }
}

# valid_report FILE - is it what docs/feedback.schema.json says? Every report that a test makes is looked at.
valid_report() { /usr/bin/python3 -W ignore -m jsonschema -i "$1" "$ROOT/docs/feedback.schema.json"; }

# same_result FILE FILE - the values of /result/iterations are the same. (h5diff would also compare who
# owns which row, which is not the same.)
same_result() { cmp <(values "$1") <(values "$2"); }
values() { h5dump -y -w 0 -d /result/iterations "$1" | awk '/DATA \{/ { on = 1 } on; on && /^ *\}/ { exit }'; }

# configured [CHECKOUT] - makes its build tree, and builds nothing
configured() { LAB_ROOT=${1:-$PWD} bash -euc '. "$LAB_ROOT/tools/lib.sh"; configure_once'; }

# copy_project - makes $COPY, a copy of the project to write in: tools, solutions, hints, and exercises as
# they are at first. It has the list of programs, and what looks like a build tree, but is none.
copy_project() {
    local first=$BATS_FILE_TMPDIR/as_at_first build=build/${BUILD##*/} # copied afresh for each test
    COPY=$BATS_TEST_TMPDIR/mpilab
    if [ ! -d "$first" ]; then
        "$LAB" list >/dev/null || return 1
        copy_sources "$first.part" lab CMakePresets.json tools solutions exercises || return 1
        mkdir -p "$first.part/$build/CMakeFiles" && cp "$BUILD/programs.tsv" "$first.part/$build" || return 1
        touch "$first.part/$build/build.ninja" "$first.part/$build/CMakeFiles/VerifyGlobs.cmake"
        mv "$first.part" "$first" || return 1
    fi
    mkdir -p "$COPY" && cp -R "$first/." "$COPY" && cd "$COPY" && echo "CMAKE_HOME_DIRECTORY:INTERNAL=$COPY" >"$build/CMakeCache.txt"
}

# copy_sources FOLDER [WHAT...] - the sources (default: all that are built), with the exercises as at first
copy_sources() {
    local folder=$1 solution
    shift
    [ $# -gt 0 ] || set -- lab CMakeLists.txt CMakePresets.json common data exercises slurm solutions tests tools
    mkdir -p "$folder/results" || return 1
    (
        cd "$ROOT" || exit 1
        cp -R "$@" "$folder" || exit 1
        for solution in solutions/*/*.c solutions/*/*/*.c; do
            tools/cut "$solution" "$folder/exercises/${solution#solutions/}" || exit 1
        done
        rm -f "$folder"/exercises/*/*.before-reset-* "$folder/slurm/site.sh"
    )
}
