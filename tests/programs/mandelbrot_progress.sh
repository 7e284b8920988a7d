#!/usr/bin/env bash
# mandelbrot_progress.sh BUILD_DIR - the dynamic schedule where the counter is not in shared memory: the picture is
# right, the table shows who has worked, and an error of the window names the line that made the call.
set -eu
build=$1 ranks=3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mpilab-progress.XXXXXX")
trap 'rm -rf "$work"' EXIT
export MPILAB_SHARED_CORES=1 # ctest runs other tests at the same time
# shellcheck source=/dev/null  # MPI_FAMILY
. "$build/launch.env"

fail() {
    cat "$work/output"
    echo "FAILED: $*"
    exit 1
}
run() { # PROGRAM
    "$here/../../tools/launch" "$build" -n $ranks -t 60 -- "$1" --width 61 --height 47 --schedule dynamic \
        -o "$work/m.h5" >"$work/output" 2>&1
}
is_right() { "$build/tests/programs/oracle-mandelbrot" "$work/m.h5" >>"$work/output" 2>&1; }
far=$build/tests/programs/far_counter-mandelbrot

MPILAB_COUNTER=late run "$far" || fail "late answers: exit status $?"
is_right || fail "late answers: wrong result"
h5dump -y -w 0 -d /timing/rows "$work/m.h5" | grep -q '^ *47, 0, 0$' || fail "rank 0 has not done all the rows"
[ "$(awk '$1 == "compute" { print $5 }' "$work/output")" = $ranks.00 ] ||
    fail "one rank of $ranks has done all the work, and the imbalance of compute is not $ranks"

if MPILAB_COUNTER=nobody run "$far"; then fail "a call to a rank that does not exist: exit status 0"; fi
grep -q 'mandelbrot.c:[0-9]*: .*MPI_Fetch_and_op' "$work/output" || fail "the line of the call is not named"
! grep -q ARE_FATAL "$work/output" || fail "the library has ended the run, not mpi_check"

# What the libraries really do between nodes. How the rows then are shared is not fixed.
case $MPI_FAMILY in
openmpi*) export OMPI_MCA_osc=^sm,ucx OMPI_MCA_btl=self,tcp OMPI_MCA_btl_tcp_if_include=lo ;;
*) export MPIR_CVAR_NOLOCAL=1 ;;
esac
run "$build/solutions/mandelbrot" || fail "no shared memory: exit status $?"
is_right || fail "no shared memory: wrong result"
echo ok
