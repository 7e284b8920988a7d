#!/usr/bin/env bats
# slurm/restart.sbatch: interrupted in every way, it ends with the frames of an undisturbed run.
# shellcheck disable=SC2030,SC2031  # each test has a shell of its own
load jobs

FRAMES=10

# SLURM 22.05 now and then fails to launch a step right after a requeue, at a moment when a test looks at
# something else: once more, then, with the job of the first try out of the way.
setup_file() { export BATS_TEST_RETRIES=1; }
teardown() { if [ -n "${job:-}" ]; then scancel "$job" 2>/dev/null || true; fi; }

frames_there() {
    hurry
    [ "$(find "results/zoom-$job" -name 'frame-*.h5' 2>/dev/null | wc -l)" -ge "$1" ]
}
restarted() { # RESTARTS
    hurry
    [ "$(field "$job" Restarts)" -ge "$1" ] && is_in_state "$job" RUNNING
}
kill_a_rank() { # as a guard of the memory does
    local pid
    hurry
    for pid in $(pgrep -f "solutions/mandelbrot -o [^ ]*/zoom-$job/"); do
        [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = mandelbrot ] && kill -KILL "$pid" 2>/dev/null && return
    done
    return 1
}

@test "interrupted by a signal, a killed rank, scancel, lost nodes and SIGKILL: the same frames, bit for bit" {
    export LAB_FRAMES=$FRAMES
    # Frames of a second or so.
    options="--width 700 --height 700 --max-iter 40000"
    trap 'cat zoom-$job.out' ERR
    # shellcheck disable=SC2086
    job=$(sbatch --parsable --nodes=2 --ntasks=2 slurm/restart.sbatch $options)
    restarts=0

    until_true frames_there 1
    scancel --batch --signal=USR1 "$job" # as --signal=B:USR1@60 does
    until_true restarted $((++restarts))
    grep -E "zoom: the time is nearly over; [0-9]+ of $FRAMES frames are done" "zoom-$job.out"

    until_true frames_there 2
    scancel --batch --signal=TERM "$job" # as where an operator or another job takes the node after a while
    until_true restarted $((++restarts))
    grep "zoom: told to end; [0-9]* of $FRAMES frames are done" "zoom-$job.out"

    until_true frames_there 3
    until_true kill_a_rank
    until_true restarted $((++restarts))
    grep -E "zoom: frame [0-9]+ failed with status 1[34][137]" "zoom-$job.out"

    until_true frames_there 4
    scancel "$job"
    wait_for "$job"
    [ "$(state "$job")" = CANCELLED ]
    scontrol requeue "$job"
    until_true restarted $((++restarts))

    if [ "$CLUSTER_MODE" = ns ]; then
        for node in n2 n1; do # one that runs a rank only, and the one that runs the script as well
            until_true frames_there $((restarts + 1))
            tests/slurm/cluster kill-node "$CLUSTER" $node
            scontrol update NodeName=$node State=DOWN Reason=crash
            tests/slurm/cluster start-node "$CLUSTER" $node
            until_true restarted $((++restarts))
        done
    fi

    until_true frames_there $((restarts + 1))
    kill_all "$job"
    wait_for "$job"
    [ "$(state "$job")" = FAILED ]
    scontrol requeue "$job"
    until_true restarted $((++restarts))

    ended "$job" COMPLETED 0:0
    # More, if SLURM could not launch the ranks right after a requeue: that is survived, too.
    [ "$(field "$job" Restarts)" -ge $restarts ]
    restarts=$(field "$job" Restarts)
    grep "all $FRAMES frames are in" "zoom-$job.out"
    # A frame that is there is not computed again.
    [ "$(grep -c '^results: ' "zoom-$job.out")" -le $((FRAMES + restarts)) ]

    # shellcheck disable=SC2086
    LAB_RANKS=2 LAB_ZOOM=$PWD/results/undisturbed bash slurm/restart.sbatch $options
    same_frames results/undisturbed "results/zoom-$job" $FRAMES
}

@test "a new job goes on with an old one's folder; not with another zoom's" {
    export LAB_FRAMES=3
    LAB_ZOOM=$PWD/results/first bash slurm/restart.sbatch --width 40 --height 30
    mkdir -p results/second
    cp results/first/zoom.txt results/first/frame-001.h5 results/second
    before=$(stat -c %Y.%i results/second/frame-001.h5)
    job=$(LAB_ZOOM=$PWD/results/second sbatch --parsable slurm/restart.sbatch --width 40 --height 30)
    ended "$job" COMPLETED 0:0
    grep '^1 of 3 frames are there' "zoom-$job.out"
    [ "$(stat -c %Y.%i results/second/frame-001.h5)" = "$before" ]
    same_frames results/first results/second 3
    job=$(LAB_ZOOM=$PWD/results/second sbatch --parsable slurm/restart.sbatch --width 41)
    ended "$job" FAILED 1:0
    grep 'zoom: .* has frames of another zoom' "zoom-$job.out"
}

zoom() { LAB_RANKS=1 LAB_ZOOM=$PWD/results/more bash slurm/restart.sbatch LAB_FRAMES="$1" --width 40 --height 30; }

@test "more frames later; zoom.txt gets its name in one step, and one that an older version left is understood" {
    # A kill while it was written: its name is not there yet; or, by an older version, it is empty.
    mkdir -p results/more
    echo 'options: --wid' >results/more/zoom.partial
    : >results/more/zoom.txt
    zoom 2
    [ "$(cat results/more/zoom.txt)" = "options: --width 40 --height 30" ]
    echo 'frames: 2; options: --width 40 --height 30' >results/more/zoom.txt
    before=$(stat -c %Y.%i results/more/frame-001.h5)
    run zoom 4
    echo "$output"
    [ "$status" -eq 0 ]
    grep '^2 of 4 frames are there' <<<"$output"
    [ "$(stat -c %Y.%i results/more/frame-001.h5)" = "$before" ]
    # Fewer than are there.
    run zoom 3
    [ "$status" -eq 0 ]
    grep '^3 of 3 frames are there' <<<"$output"
    LAB_RANKS=1 LAB_ZOOM=$PWD/results/at-once LAB_FRAMES=4 bash slurm/restart.sbatch --width 40 --height 30
    echo 'options: --width 40 --height 30' | cmp - results/at-once/zoom.txt
    cp results/at-once/zoom.txt results/more
    same_frames results/at-once results/more 4
}

@test "a frame that cannot be made does not bring the job back for ever" {
    job=$(LAB_FRAMES=2 sbatch --parsable slurm/restart.sbatch --width 0)
    ended "$job" FAILED 2:0
    # A rank that is killed at every try.
    job=$(LAB_FRAMES=2 sbatch --parsable --ntasks=1 slurm/restart.sbatch --max-iter 100000000)
    until_true killed_until_over
    cat "zoom-$job.out"
    [ "$(state "$job")" = FAILED ]
    grep "zoom: frame 0 failed three times" "zoom-$job.out"
    [ "$(field "$job" Restarts)" -eq 2 ]
}
killed_until_over() {
    kill_a_rank || true
    is_over "$job"
}
