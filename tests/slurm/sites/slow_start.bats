#!/usr/bin/env bats
# shellcheck disable=SC2016  # scripts
# A cluster on which it takes long to start a program.
load ../jobs

setup_file() { built_here solution-hello; }

@test "a time limit of a check does not count what a slow launcher takes to start" {
    stand_in srun 'case "$*" in */bin/where* | */solutions/* | */exercises/* | *fresh*) sleep 2 ;; esac; exec "$REAL" "$@"'
    cp solutions/01-hello/hello.c exercises/01-hello/hello.c
    check=$(sbatch --parsable slurm/check.sbatch "LAB_LAUNCHER=$BATS_TEST_TMPDIR/bin/srun --mpi=pmix" hello --ranks 2 --time-limit 1)
    wait_for "$check"
    tools/cut solutions/01-hello/hello.c exercises/01-hello/hello.c
    cat "check-$check.out"
    ended "$check" COMPLETED 0:0
}
