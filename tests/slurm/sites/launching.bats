#!/usr/bin/env bats
# Sites whose launchers are not as they should be, and those with a launcher of their own: what a job says that it has
# started is what it has started.
# shellcheck disable=SC2016  # scripts
load ../jobs

# job OPTIONS... - hello as a job of four ranks on two nodes; its number is in $job, its output in $log
hello() {
    job=$(sbatch --parsable --nodes=2 --ntasks=4 --ntasks-per-node=2 "$@")
    wait_for "$job"
    log=$(log_of "$job")
    cat "$log"
}

@test "srun hangs: after two tries mpirun is taken" {
    # Open MPI's mpirun starts its daemons by srun.
    stand_in srun 'case "$*" in */bin/where* | */solutions/*) exec sleep 1000 ;; *) exec "$REAL" "$@" ;; esac'
    export MPILAB_TRIAL_SECONDS=12
    hello --time=3 slurm/01-hello.sbatch
    ended "$job" COMPLETED 0:0
    grep -F "job $job: 4 ranks on n[1-2] of partition debug, started by $(sed -n "s/^MPIEXEC='\(.*\)'/\1/p" "$BUILD/launch.env")" "$log"
}

@test "an mpirun that knows nothing of SLURM: all ranks are on the first node, and the job says so" {
    stand_in mpirun 'unset ${!SLURM_*}; exec "$REAL" --oversubscribe "$@"'
    hello slurm/01-hello.sbatch LAB_LAUNCHER="$BATS_TEST_TMPDIR/bin/mpirun"
    ended "$job" COMPLETED 0:0
    [ "$CLUSTER_MODE" = ns ] || skip "no namespaces here, so all nodes have one name"
    grep -F "mpirun starts all 4 ranks on 1 host (n1), not on the 2 nodes" "$log"
    grep -F "job $job: 4 ranks on n1 of n[1-2] of partition debug" "$log"
}

@test "too few places, a launcher for another library, one that says nothing: a line for each" {
    hello slurm/01-hello.sbatch LAB_LAUNCHER="mpirun -H localhost:2"
    [ "$(wc -l <"$log")" -eq 1 ]
    ended "$job" FAILED "$(sed -n 's/.*ended with status \([1-9][0-9]*\).*/\1/p' "$log"):0" # 1; 213 of Open MPI 5
    grep -E "^hello: LAB_LAUNCHER is 'mpirun -H localhost:2', which starts nothing here: it ended with status (1|213): (There are not enough slots|All nodes)" "$log"
    stand_in many 'for i in 1 2 3 4; do "${@:3}"; done'
    hello slurm/01-hello.sbatch LAB_LAUNCHER=many
    ended "$job" FAILED 1:0
    [ "$(wc -l <"$log")" -eq 1 ]
    grep -E "^hello: LAB_LAUNCHER is 'many', which starts 4 programs of one rank each, not one of 4 ranks: it does not fit .*Open MPI v" "$log"
    stand_in mute 'case "$*" in */bin/where) exec srun --mpi=pmix "$@" ;; *) exit 1 ;; esac'
    hello slurm/01-hello.sbatch LAB_LAUNCHER=mute
    ended "$job" FAILED 1:0
    grep -F "hello: mute ended with status 1 and said nothing, nor did the program" "$log"
}

@test "ibrun, as at TACC: found by itself; all ranks of the job, or fewer, on -n and -o together" {
    # docs.tacc.utexas.edu, "Stampede3 User Guide", Launching Applications; read in November 2026
    stand_in ibrun '
        ranks=$SLURM_NTASKS offset=""
        while [[ $1 == -* ]]; do
            case $1 in -n) ranks=$2 ;; -o) offset=$2 ;; *) echo "ibrun: no option $1" >&2; exit 1 ;; esac
            shift 2
        done
        [ "$ranks" = "$SLURM_NTASKS" ] || [ "$offset" = 0 ] || { echo "ibrun: -n and -o together" >&2; exit 1; }
        echo "TACC:  Starting up job $SLURM_JOB_ID"
        unset SLURM_NTASKS_PER_NODE
        srun --mpi=pmix -n "$ranks" "$@"
        echo "TACC:  Shutdown complete. Exiting."'
    hello slurm/01-hello.sbatch
    ended "$job" COMPLETED 0:0
    grep -F "job $job: 4 ranks on n[1-2] of partition debug, started by ibrun" "$log"
    hello slurm/01-hello.sbatch LAB_RANKS=3
    ended "$job" COMPLETED 0:0
    h5dump -a /ranks "results/hello-$job.h5" | grep '(0): 3$'
}
