#!/usr/bin/env bats
# However a test on the cluster ends, nothing that it started is left.
# shellcheck disable=SC2030,SC2031  # each test has a shell of its own

load wait

bats_require_minimum_version 1.5.0

setup() {
    here=$BATS_TEST_DIRNAME
    PATH=$PATH:/usr/sbin:/sbin
    if ! command -v slurmctld || ! command -v munged; then
        [ -z "${CI:-}" ] || return 1
        skip "no SLURM here"
    fi >/dev/null
    scratch=$(mktemp -d /tmp/mpilab-stop.XXXXXX)
    # The time is a mark that no other process has.
    mark=300.$$$RANDOM
    # Jobs on both nodes that do not listen to SIGTERM; then the word for us that they run.
    cat >"$scratch/command" <<END
#!/bin/bash
sbatch --nodes=2 --ntasks=2 --output=/dev/null --wrap 'trap "" TERM
    srun --mpi=none bash -c "trap \"\" TERM; touch \\\$CLUSTER/rank-\\\$SLURM_PROCID; sleep $mark & wait; sleep $mark"'
for i in {1..300}; do
    [ ! -e \$CLUSTER/rank-0 ] || [ ! -e \$CLUSTER/rank-1 ] || break
    sleep 0.1
done
touch $scratch/runs
"\$@"
END
    chmod +x "$scratch/command"
}
teardown() { [ -z "${scratch:-}" ] || rm -rf "$scratch"; }

nothing_is_left() { ! pgrep -f "$scratch|sleep $mark" >/dev/null; }
gone() { ! kill -0 "$1" 2>/dev/null; }

# begin NAME COMMAND... - a cluster with its jobs, which then runs COMMAND; adds `cluster run` to pids
begin() {
    # What runs in the background would ignore SIGINT. 3: bats waits for all that have it.
    env --default-signal=INT,TERM "$here/cluster" run -c 2 "$scratch/$1" -- \
        "$scratch/command" "${@:2}" >/dev/null 2>&1 3>&- &
    pids+=($!)
    until_true test -e "$scratch/runs"
    rm "$scratch/runs"
}

@test "a command that fails, Ctrl-C, SIGTERM (the time limit of CTest), SIGKILL: nothing is left" {
    pids=() # side by side, as most of it is waiting
    for signal in INT TERM KILL; do begin $signal sleep 100; done
    [ "$(pgrep -c -f "^sleep $mark")" -ge 6 ]
    begin fails sh -c 'exit 3'
    kill -INT "${pids[0]}"
    kill -TERM "${pids[1]}"
    kill -KILL "${pids[2]}"
    status=0
    wait "${pids[3]}" || status=$?
    [ "$status" -eq 3 ]
    for pid in "${pids[@]}"; do until_true gone "$pid"; done
    until_true nothing_is_left
}

@test "Ctrl-C during the tests: no process, no folder" {
    [ -n "${BUILD:-}" ] || skip "set BUILD to a build tree"
    env --default-signal=INT,TERM "$here/run" "$BUILD" clusters.bats >"$scratch/out" 2>&1 3>&- &
    pid=$!
    folder_of_run() { [[ $(ps -o args= --ppid "$pid") =~ (/tmp/mpilab-slurm\.[^/]*)/c\  ]]; }
    until_true folder_of_run
    folder=${BASH_REMATCH[1]}
    until_true test -e "$folder/mpilab/hello-1.out" # a job's
    kill -INT "$pid"
    until_true gone "$pid"
    cat "$scratch/out"
    [ ! -e "$folder" ]
    run ! pgrep -a -f "$folder"
}
