#!/usr/bin/env bats
# Jobs that run into their time limit. They began before all other tests: setup_suite.bash.
# shellcheck disable=SC2030,SC2031,SC2034  # jobs.bash reads job and result
load jobs

@test "out of time: the earlier result is intact, nothing runs on" {
    job=$(cat victim.job)
    result=results/mandelbrot-$job.h5
    wait_for "$job"
    [ "$(state "$job")" = TIMEOUT ]
    nothing_is_spoilt
    jobs_says TIMEOUT "ended at its time limit of 00:01:00"
    jobs_says TIMEOUT "DUE TO TIME LIMIT"
}

@test "the restart job goes back into the queue before its time limit, and ends with all frames" {
    job=$(cat zoom.job)
    until_true goes_on
    grep "the time is nearly over; [0-9]* of 36 frames are done, the job goes back into the queue" "zoom-$job.out"
    [ "$(state "$job") $(field "$job" ExitCode)" = "COMPLETED 0:0" ]
    [ "$(field "$job" Restarts)" -ge 1 ]
    # No frame was computed twice but those that a requeue interrupted.
    [ "$(grep -c '^results: ' "zoom-$job.out")" -le $((36 + $(field "$job" Restarts))) ]
    LAB_FRAMES=36 LAB_ZOOM=$PWD/results/quick LAB_RANKS=2 bash slurm/restart.sbatch --width 64 --height 48
    same_frames results/quick "results/zoom-$job" 36
}
goes_on() {
    hurry
    is_over "$job"
}

@test "nothing runs any more" {
    [ -z "$(squeue -h)" ]
    nothing_runs
}
