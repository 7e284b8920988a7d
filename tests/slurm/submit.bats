#!/usr/bin/env bats
# ./lab submit, ./lab jobs and slurm/check.sbatch, which build what they run: for a user who is not root where
# that can be (tests/slurm/run --user).
# shellcheck disable=SC2030,SC2031  # each test has a shell of its own
load jobs

# The checkout is built by the user, as on a login node.
setup_file() {
    cd "$BATS_TEST_DIRNAME/../.." || return
    rm -rf build
    ./lab list >/dev/null
}

@test "submit the solution, and follow it to its result" {
    run --separate-stderr "$LAB" submit solutions/mandelbrot --wait --nodes=2 --ntasks-per-node=2 -- --width 300 --height 200
    echo "$output$stderr"
    [ "$status" -eq 0 ]
    job=$(sed -n 's/^job \([0-9]*\): solutions\/06-mandelbrot$/\1/p' <<<"$output")
    [ -n "$job" ]
    grep -F "  output     results/mandelbrot-$job.out" <<<"$output"
    grep -F "  results    results/mandelbrot-$job.h5" <<<"$output"
    grep -E '^[0-9:]{8}  COMPLETED after 00:0' <<<"$output"
    grep -E "^  SLURM job +$job on n\[1-2\], partition debug" <<<"$output"
    grep -F "started by srun --mpi=pmix" "results/mandelbrot-$job.out"
    [ "$CLUSTER_MODE" != ns ] || [ "$(hosts "results/mandelbrot-$job.h5")" = "n1 n2 " ]
    [ "$(id -u)" = "$(stat -c %u "results/mandelbrot-$job.h5")" ]
    run "$LAB" jobs
    grep -E "^$job +mandelbrot +COMPLETED +00:0[0-9:]+ +n\[1-2\] +results/mandelbrot-$job.h5\$" <<<"$output"
}

@test "scale --slurm: the exercise as a job array, and a table" {
    cp solutions/01-hello/hello.c exercises/01-hello/hello.c
    run "$LAB" scale hello --slurm --ranks 1,2 --repeat 2
    tools/cut solutions/01-hello/hello.c exercises/01-hello/hello.c
    echo "$output"
    [ "$status" -eq 0 ]
    table=$(sed -n 's/.*then job \([0-9]*\).*/\1/p' <<<"$output")
    ended "$table" COMPLETED 0:0
    cat "scaling-table-$table.out"
    grep 'hello (exercise), strong scaling: medians of 2 runs' "scaling-table-$table.out"
}

@test "submit: the READMEs' commands" {
    for readme in README.md slurm/README.md; do
        command=$(readme_command "./lab submit" $readme)
        echo "$command"
        run eval "$command"
        echo "$output"
        [ "$status" -eq 0 ]
        grep -E '^[0-9:]{8}  COMPLETED after' <<<"$output"
    done
}

@test "submit --wait says why a job waits, and when it may start; Ctrl-C ends the watching, not the job" {
    run --separate-stderr timeout 100 "$LAB" submit solutions/hello --wait --begin=now+3
    echo "$output$stderr"
    [ "$status" -eq 0 ]
    grep -E '^[0-9:]{8}  PENDING waits for its start time.*; estimated start 2[-0-9T:]+$' <<<"$output"
    grep -E '^[0-9:]{8}  COMPLETED after' <<<"$output"
    # What runs in the background ignores Ctrl-C, and these tests do.
    setsid env --default-signal=INT timeout 100 "$LAB" submit solutions/hello --wait --hold >held.out 2>held.err 3>&- &
    local watching=$! tries=0
    until grep -q "PENDING" held.out || [ $((tries += 1)) -gt 300 ]; do sleep 0.2; done
    kill -INT -- "-$watching"
    wait $watching || true
    cat held.out held.err
    job=$(sed -n 's/^job \([0-9]*\):.*/\1/p' held.out)
    grep -F "PENDING is held: scontrol release starts it" held.out
    grep -F "job $job goes on: ./lab jobs, scancel $job" held.err
    rm held.out held.err
    [ "$(state "$job")" = PENDING ]
    scancel "$job"
}

@test "submit one's own program; without --wait it says how to follow it" {
    run --separate-stderr "$LAB" submit hello --ntasks=3
    echo "$output$stderr"
    [ "$status" -eq 0 ]
    job=$(sed -n 's/^job \([0-9]*\): exercises\/01-hello$/\1/p' <<<"$output")
    [[ $output == *"./lab jobs"*"tail -f results/hello-$job.out"*"scancel $job"* ]]
    wait_for "$job"
    [ "$(attribute "results/hello-$job.h5" variant)" = exercise ]
    h5dump -a /ranks "results/hello-$job.h5" | grep '(0): 3$'
}

@test "mpirun, for an ordinary user too" {
    job=$(LAB_LAUNCHER=mpirun sbatch --parsable --nodes=2 --ntasks-per-node=2 slurm/06-mandelbrot.sbatch --width 300 --height 200)
    ended "$job" COMPLETED 0:0
    [ "$CLUSTER_MODE" != ns ] || [ "$(hosts "results/mandelbrot-$job.h5")" = "n1 n2 " ]
}

@test "a job that fails: why, and its exit status" {
    run --separate-stderr "$LAB" submit solutions/mandelbrot --wait -- --width 0
    echo "$output$stderr"
    [ "$status" -eq 2 ]
    [[ $output == *FAILED* ]]
    [[ $stderr == *"ended with exit status 2"*"mandelbrot: --width 0: must be"* ]]
    run "$LAB" jobs
    grep -A 2 FAILED <<<"$output" | grep -F "ended with exit status 2"
    grep -A 2 FAILED <<<"$output" | grep -F "mandelbrot: --width 0: must be"
}

# refused TEXT OPTIONS... - in one line, and nothing is submitted
refused() {
    local text=$1 before
    shift
    before=$(squeue -h -t all | wc -l)
    run --separate-stderr "$LAB" submit solutions/hello "$@"
    echo "$status: $stderr"
    [ "$status" -eq 1 ] || return 1
    [[ $stderr == *"lab: SLURM would refuse the job: "*"$text"* ]] || return 1
    [ "$(grep -c '^lab: ' <<<"$stderr")" -eq 1 ] || return 1
    [ "$(squeue -h -t all | wc -l)" -eq "$before" ]
}

@test "a refusal is explained before anything is submitted" {
    refused "The partitions here are debug short spare" --partition=nosuch
    refused "debug: 2 nodes with 8 CPUs and 4096 MB each, for at most 1:00:00" --ntasks=100
    refused "Too many nodes" --nodes=7
    refused "--time must fit the partition" --partition=short --time=60
    refused "too much memory" --mem-per-cpu=9G
    refused "unrecognized option '--nonsense'. sbatch --help" --nonsense
    refused 'Invalid numeric value "x" for --ntasks' --ntasks=x
}

@test "SLURM's controller does not answer" {
    sed "s/^SlurmctldPort=.*/SlurmctldPort=1/" "$SLURM_CONF" >no-controller.conf
    echo "MessageTimeout=1" >>no-controller.conf
    export SLURM_CONF=$PWD/no-controller.conf
    run --separate-stderr timeout 100 "$LAB" jobs
    echo "$stderr"
    [ "$status" -eq 1 ]
    [ "$(wc -l <<<"$stderr")" -eq 1 ]
    [[ $stderr == "lab: squeue: "* ]]
}

@test "wrong use of submit and jobs" {
    for arguments in "" "--ntasks=3 hello" "nosuch"; do
        # shellcheck disable=SC2086
        run --separate-stderr "$LAB" submit $arguments
        [ "$status" -eq 2 ]
        [ "$(grep -c '^lab: ' <<<"$stderr")" -eq 1 ]
    done
    run --separate-stderr "$LAB" submit helo
    [[ $stderr == *"did you mean 'hello'?"* ]]
    run --separate-stderr "$LAB" jobs now
    [ "$status" -eq 2 ]
}

@test "the site's settings: partition, options, modules that are not there" {
    cat >slurm/site.sh <<'END'
export SBATCH_PARTITION=short
export SBATCH_ACCOUNT=course
LAB_SBATCH_OPTIONS="--comment=mpilab --time=1"
END
    run --separate-stderr "$LAB" submit solutions/hello
    rm slurm/site.sh
    job=$(sed -n 's/^job \([0-9]*\):.*/\1/p' <<<"$output")
    [ "$(field "$job" Partition) $(field "$job" Account) $(field "$job" TimeLimit)" = "short course 00:01:00" ]
    [ "$(field "$job" Comment)" = mpilab ]
    ended "$job" COMPLETED 0:0
    echo 'LAB_MODULES=nosuch/1.0' >slurm/site.sh
    run --separate-stderr "$LAB" submit solutions/hello
    rm slurm/site.sh
    [ "$status" -eq 1 ]
    [[ $stderr == *"LAB_MODULES"* ]]
    [ "$(wc -l <<<"$stderr")" -eq 1 ]
}

@test "site.sh.example can be used as it is" {
    cp slurm/site.sh.example slurm/site.sh
    git check-ignore slurm/site.sh
    job=$(sbatch --parsable slurm/01-hello.sbatch)
    wait_for "$job"
    rm slurm/site.sh
    [ "$(state "$job")" = COMPLETED ]
}

@test "jobs: of this checkout only; what waits says for what; what SLURM has forgotten is remembered" {
    mkdir -p elsewhere
    held=$(sbatch --parsable --hold slurm/01-hello.sbatch)
    after=$(sbatch --parsable --dependency="afterok:$held" slurm/01-hello.sbatch)
    foreign=$(cd elsewhere && sbatch --parsable --hold --wrap true)
    run "$LAB" jobs
    echo "$output"
    grep -A 1 -E "^$held +hello +PENDING" <<<"$output" | grep -F "is held: scontrol release starts it"
    grep -A 1 -E "^$after +hello +PENDING" <<<"$output" | grep -F "waits for the end of another job"
    run ! grep "^$foreign " <<<"$output"
    scancel "$held" "$after" "$foreign"
    printf '%s\n' name=old state=COMPLETED elapsed=00:01:02 nodes=n9 result=/nowhere.h5 >.lab/jobs/900000
    run "$LAB" jobs
    grep -E '^900000 +old +COMPLETED +00:01:02 +n9 +-$' <<<"$output"
}

@test "a node lost, for an ordinary user too" {
    [ "$CLUSTER_MODE" = ns ] || skip "no namespaces here, so nodes cannot crash"
    victim 2
    tests/slurm/cluster kill-node "$CLUSTER" n2
    scontrol update NodeName=n2 State=DOWN Reason=crash
    wait_for "$job"
    tests/slurm/cluster start-node "$CLUSTER" n2
    [ "$(state "$job")" = NODE_FAIL ]
    nothing_is_spoilt
    jobs_says NODE_FAIL "a node was lost"
}

# checked STATE STATUS COMMAND - a job of check.sbatch; its output is in $log
checked() {
    local job
    job=$(eval "$3" | grep -o '[0-9]*$')
    ended "$job" "$1" "$2:0" || return 1
    log=check-$job.out
    cat "$log"
}

@test "check.sbatch: a right program passes, a skeleton does not; the runs are on both nodes" {
    command=$(readme_command 'sbatch slurm/check.sbatch')
    cp solutions/01-hello/hello.c exercises/01-hello/hello.c
    checked COMPLETED 0 "$command"
    grep -E "^PASS +01-hello" "$log"
    for ranks in 2 7; do
        [ "$CLUSTER_MODE" != ns ] || [ "$(hosts .lab/cache/"$LAB_PRESET"/hello/*/$ranks-1.h5)" = "n1 n2 " ]
    done
    tools/cut solutions/01-hello/hello.c exercises/01-hello/hello.c
    checked FAILED 1 "$command"
    grep -E "^TODO +01-hello" "$log"
    grep -F "TODO(1)" "$log"
}

@test "check.sbatch: a program that hangs between the nodes: where each rank stands, by srun and mpirun" {
    tests/students/submission tests/students/02-point-to-point/all-receive-first.patch \
        exercises/02-point-to-point/point_to_point.c
    for LAB_LAUNCHER in "srun --mpi=pmix" mpirun; do
        export LAB_LAUNCHER
        checked FAILED 1 "sbatch slurm/check.sbatch point-to-point --ranks 4 --time-limit 15"
        grep -E "^FAIL +02-point-to-point" "$log"
        grep -E "the run did not end within [0-9]+ s" "$log"
        grep -F "MPI_Recv" "$log"
    done
    [ -z "$(find .lab -name 'lab-check.*')" ]
    until_true nothing_runs
}
