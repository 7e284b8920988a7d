# shellcheck shell=bash disable=SC2154  # bats finds this file by its name
# Before all tests: the jobs of limits.bats, which run into a time limit of a minute. They have a node of
# their own, which no other test uses or crashes.
setup_suite() {
    [ -n "${LATE:-}" ] || return 0
    BATS_TEST_DIRNAME=$PWD/tests/slurm # tests/slurm/run starts bats in the copy
    # shellcheck source=tests/slurm/jobs.bash
    . "$BATS_TEST_DIRNAME/jobs.bash"
    cd "$ROOT" || return
    # Its ranks stand still, so as not to slow down the other tests.
    victim 2 --partition=spare --nodes=1 --time=1 || return
    ranks | xargs kill -STOP
    # The signal comes 15 to 45 s after the start, as SLURM looks at the limits every 30 s. A slow launcher
    # makes the frames last that long.
    mkdir slow
    printf '#!/bin/sh\nsleep 1\nexec srun "$@"\n' >slow/srun
    chmod +x slow/srun
    LAB_FRAMES=36 LAB_LAUNCHER="$PWD/slow/srun --mpi=pmix" sbatch --parsable --partition=spare --ntasks=1 --time=1 --signal=B:USR1@45 \
        slurm/restart.sbatch --width 64 --height 48 >zoom.job
    echo "$job" >victim.job
}
