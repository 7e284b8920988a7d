#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031  # scripts; each test has a shell of its own
# A site whose sbatch says more on stdout than the number of the job, as TACC's does (github.com/LLNL/maestrowf, issue 441).
load ../jobs

setup_file() { built_here solution-{hello,mandelbrot} compare show; }
setup() {
    cd "$ROOT" || return
    stand_in sbatch '
        printf -- "-----\n  Welcome to the 2 nodes of this site\n-----\n\n--> Verifying valid submit host (login1)...OK\n153\n"
        exec "$REAL" "$@"'
}

@test "submit --wait, pipeline.sh and scale --slurm find the job's number below a banner" {
    run "$LAB" submit solutions/hello --ntasks=2 --wait
    echo "$output"
    [ "$status" -eq 0 ]
    job=$(sed -n 's/^job \([0-9]*\): .*/\1/p' <<<"$output")
    [ "$(state "$job")" = COMPLETED ]
    [ "$(find .lab/jobs -name '*[!0-9]*' | wc -l)" -eq 0 ] || find .lab/jobs
    run bash slurm/pipeline.sh --width 64 --height 48
    echo "$output"
    [ "$status" -eq 0 ]
    report=$(sed -n 's/.*; report \([0-9]*\)$/\1/p' <<<"$output")
    run "$LAB" scale solutions/hello --slurm --ranks 1,2 --repeat 1
    echo "$output"
    table=$(sed -n 's/.*then job \([0-9]*\).*/\1/p' <<<"$output")
    ended "$report" COMPLETED 0:0
    ended "$table" COMPLETED 0:0
}

@test "no number at all is one clear line" {
    stand_in sbatch 'case "$*" in *--test-only*) exec "$REAL" "$@" ;; *) echo "Welcome" ;; esac'
    run --separate-stderr "$LAB" submit solutions/hello
    echo "$stderr"
    [ "$status" -eq 1 ]
    [[ $stderr == *"sbatch has said no number of a job: Welcome"* ]]
}
