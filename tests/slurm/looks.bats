#!/usr/bin/env bats
# How ./lab jobs and --wait look at SLURM: how often they ask, and what they say of arrays, of what never ran, and of a
# job that lost a node and runs again.
# shellcheck disable=SC2016,SC2030,SC2031  # what the stand-ins expand; each test has a shell of its own
load jobs

# counting COMMAND... - runs it, with SLURM's commands counted in $CALLS, a line for each call
counting() {
    local command
    export CALLS=$BATS_TEST_TMPDIR/calls
    : >"$CALLS"
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    for command in squeue scontrol sacct sinfo; do
        printf '#!/bin/sh\necho %s >>"$CALLS"\nexec %s "$@"\n' $command "$(command -v $command)" >"$BATS_TEST_TMPDIR/bin/$command"
    done
    chmod +x "$BATS_TEST_TMPDIR"/bin/*
    PATH=$BATS_TEST_TMPDIR/bin:$PATH "$@"
}
asked() { sort "$BATS_TEST_TMPDIR/calls" | uniq -c | awk '{ printf "%s %s, ", $1, $2 }'; }

@test "an array of 1000 that waits and one of 12 that has ended: a line each, by one squeue" {
    many=$(sbatch --parsable --hold --array=1-1000%5 --output=results/many-%a.out --wrap true)
    few=$(sbatch --parsable --array=1-12 --output=results/few-%a.out --wrap 'echo task $SLURM_ARRAY_TASK_ID; [ $SLURM_ARRAY_TASK_ID != 3 ]')
    until_true is_over "$few"
    run counting "$LAB" jobs
    echo "$output"
    grep -E "^$many"'_\[1-1000%5\] +wrap +PENDING ' <<<"$output"
    grep -E "^$few"'_\[1-2,4-12\] +wrap +COMPLETED ' <<<"$output"
    grep -A 2 -E "^${few}_3 +wrap +FAILED " <<<"$output" >below
    grep "ended with exit status 1" below
    grep "results/few-3.out: task 3" below
    [ "$(asked)" = "1 squeue, " ]
    scancel "$many"
}

@test "cancelled while it waited for a job that was only held; and when that could never run" {
    held=$(sbatch --parsable --hold --wrap true)
    job=$(sbatch --parsable --dependency="afterok:$held" --wrap true)
    scancel "$job"
    jobs_says CANCELLED "cancelled, by scancel or by who runs the cluster"
    bad=$(sbatch --parsable --output=/dev/null --wrap false)
    job=$(sbatch --parsable --dependency="afterok:$bad" --wrap true)
    wait_for "$bad"
    never() { [ "$(field "$job" Reason)" = DependencyNeverSatisfied ]; }
    until_true never
    jobs_says PENDING "will never run: the job it depends on failed; scancel it"
    scancel "$job" "$held"
    jobs_says CANCELLED "did not run: the job it depends on failed"
}

@test "an output that cannot be opened; a command that is not found" {
    job=$(sbatch --parsable --output=/nowhere/at/all.out --wrap true)
    wait_for "$job"
    jobs_says FAILED "could not open its output /nowhere/at/all.out"
    job=$(sbatch --parsable --output=results/missing.out --wrap nosuchcommand)
    wait_for "$job"
    jobs_says FAILED "exit status 127: a command was not found"
    run counting "$LAB" jobs --all
    [ "$(asked)" = "1 squeue, " ]
}

@test "--wait: a node is lost, the job runs again, and few calls tell" {
    [ "$CLUSTER_MODE" = ns ] || skip "no namespaces here, so nodes cannot crash"
    counting "$LAB" submit solutions/mandelbrot --wait --requeue --open-mode=append --nodes=2 --ntasks-per-node=1 --ntasks=2 \
        -- --max-iter 100000000 >waited.out 2>waited.err 3>&- &
    local watching=$! begun=$SECONDS
    says() { grep -q "$1" waited.out; }
    until_true says "RUNNING n\[1-2\]"
    job=$(sed -n 's/^job \([0-9]*\):.*/\1/p' waited.out)
    tests/slurm/cluster kill-node "$CLUSTER" n2
    scontrol update NodeName=n2 State=DOWN Reason=crash
    until_true says "went back into the queue, as node n2 was lost"
    until_true says "PENDING was requeued once; waits"
    tests/slurm/cluster start-node "$CLUSTER" n2
    back() { hurry; says "RUNNING n\[1-2\] was requeued once"; }
    until_true back
    run "$LAB" jobs
    grep -A 1 "^$job " <<<"$output" | grep "was requeued once"
    scancel "$job"
    local status=0
    wait $watching || status=$?
    [ $status -eq 1 ]
    cat waited.out waited.err
    grep "CANCELLED after" waited.out
    grep "lab: job $job was requeued once; cancelled, by scancel" waited.err
    asked
    [ "$(grep -c squeue "$BATS_TEST_TMPDIR/calls")" -le $((12 + (SECONDS - begun) / 10)) ]
    run ! grep -E 'sacct|scontrol .*job' "$BATS_TEST_TMPDIR/calls" # the job itself asks for the site's launcher
}

# Minutes: TESTS_LONG=1 tests/slurm/run BUILD_DIR looks.bats
@test "long: a thousand tasks that ran, and forty jobs that SLURM has forgotten: one call to see all" {
    [ -n "${TESTS_LONG:-}" ] || skip "takes minutes: TESTS_LONG=1 asks for it"
    many=$(sbatch --parsable --array=1-1000 --output=/dev/null --mem-per-cpu=1 --wrap '[ $((SLURM_ARRAY_TASK_ID % 100)) != 7 ]')
    for _ in {1..40}; do sbatch --output=/dev/null --wrap true; done
    none_left() { [ -z "$(squeue -h)" ]; }
    until_true none_left || until_true none_left || until_true none_left
    time run counting "$LAB" jobs --all
    grep "^$many" <<<"$output"
    grep -E "^$many"'_\[1-6,8-106,' <<<"$output" || grep -E "^$many.*COMPLETED" <<<"$output"
    [ "$(grep -c "^$many" <<<"$output")" -eq 2 ]
    [ "$(asked)" = "1 squeue, " ]
    # A controller that knows nothing any more.
    mkdir -p forgetful
    printf '#!/bin/sh\nexit 0\n' >forgetful/squeue
    chmod +x forgetful/squeue
    PATH=$PWD/forgetful:$PATH run "$LAB" jobs --all
    [ "$(grep -c COMPLETED <<<"$output")" -ge 41 ]
    run ! grep UNKNOWN <<<"$output"
}

@test "long: --wait of a minute" {
    [ -n "${TESTS_LONG:-}" ] || skip "takes minutes: TESTS_LONG=1 asks for it"
    begin=$SECONDS
    run counting "$LAB" submit solutions/hello --wait --begin=now+60
    echo "$output" "$((SECONDS - begin)) s: $(asked)"
    [ "$status" -eq 0 ]
    [ "$(grep -c squeue "$BATS_TEST_TMPDIR/calls")" -le $((14 + (SECONDS - begin) / 10)) ]
}
