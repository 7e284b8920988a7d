#!/usr/bin/env bats
# sbatch, salloc and bash are called from any folder, and mpilab may be anywhere.
# shellcheck disable=SC2030,SC2031,SC2164  # each test has a shell of its own, which ends where cd fails
load jobs

setup() {
    cd "$ROOT"
    other=$BATS_FILE_TMPDIR/an\ other\ folder
    mkdir -p "$other"
    # A checkout whose name has blanks and a quote.
    blank=$BATS_FILE_TMPDIR/a\ b\'s/mpi\ lab
    [ -d "$blank" ] || {
        mkdir -p "$blank/build/$LAB_PRESET"
        cp -r lab slurm tools results "$blank"
        cp -r "$BUILD"/{bin,solutions,launch.env,programs.tsv} "$blank/build/$LAB_PRESET"
    }
}

# right JOB FOLDER [CHECKOUT] - hello has run; its output is in that folder, its result in the checkout
right() {
    ended "$1" COMPLETED 0:0 || return 1
    [ "$(log_of "$1")" = "$2/hello-$1.out" ] && [ -s "${3:-$ROOT}/results/hello-$1.h5" ]
}

@test "sbatch in another folder, in slurm/, with --chdir, through symbolic links, in an array" {
    ln -sfn "$ROOT" "$other/link to mpilab"
    cd "$other"
    job1=$(sbatch --parsable "$ROOT/slurm/01-hello.sbatch")
    job2=$(sbatch --parsable "link to mpilab/slurm/01-hello.sbatch")
    job3=$(sbatch --parsable --array=7 "$ROOT/slurm/01-hello.sbatch")
    cd "$ROOT/slurm"
    job4=$(sbatch --parsable 01-hello.sbatch --help)
    cd "$ROOT"
    job5=$(sbatch --parsable --chdir="$other" slurm/01-hello.sbatch)
    cd "$other/link to mpilab"
    job6=$(sbatch --parsable slurm/01-hello.sbatch)
    for job in "$job1" "$job2" "$job3" "$job5"; do right "$job" "$other"; done
    ended "$job4" COMPLETED 0:0
    grep '^options:' "$ROOT/slurm/hello-$job4.out"
    ended "$job6" COMPLETED 0:0
    # All of them are this checkout's jobs, also one that only waits.
    job7=$(cd "$other" && sbatch --parsable --hold "$ROOT/slurm/01-hello.sbatch")
    run "$LAB" jobs
    scancel "$job7"
    for job in "$job7" "$job1" "$job2" "$job3" "$job4" "$job5" "$job6"; do grep -E "^${job}[ _]" <<<"$output"; done
}

@test "a checkout whose path has blanks: sbatch from inside and outside, words with slashes" {
    cd "$blank"
    job1=$(sbatch --parsable slurm/01-hello.sbatch)
    cd "$other"
    job2=$(sbatch --parsable "$blank/slurm/01-hello.sbatch")
    job3=$(sbatch --parsable "$blank/slurm/06-mandelbrot.sbatch" --width 64 --height 48 -o "$other/x.h5")
    cd "$blank/slurm"
    job4=$(LAB_FRAMES=2 sbatch --parsable restart.sbatch --width 64 --height 48)
    # In one checkout, with the script of another: that one's program runs.
    cd "$ROOT"
    job5=$(sbatch --parsable "$blank/slurm/01-hello.sbatch")
    right "$job5" "$ROOT" "$blank"
    right "$job1" "$blank" "$blank"
    right "$job2" "$other" "$blank"
    ended "$job3" COMPLETED 0:0
    [ -s "$other/x.h5" ]
    ended "$job4" COMPLETED 0:0
    [ -s "$blank/results/zoom-$job4/frame-001.h5" ]
}

@test "salloc in another folder, and bash without SLURM" {
    cd "$other"
    for checkout in "$ROOT" "$blank"; do
        rm -f "$checkout"/results/hello-*.h5
        run timeout 100 salloc -n 2 bash "$checkout/slurm/01-hello.sbatch"
        echo "$output"
        [ "$status" -eq 0 ]
        grep -E "^job [0-9]+: 2 ranks on" <<<"$output"
        [ -n "$(find "$checkout/results" -name 'hello-[0-9]*.h5')" ]
        LAB_RANKS=2 bash "$checkout/slurm/01-hello.sbatch"
        [ -s "$checkout/results/hello-solution.h5" ]
        rm "$checkout/results/hello-solution.h5"
        (cd "$checkout/slurm" && LAB_RANKS=2 bash 01-hello.sbatch)
        [ -s "$checkout/results/hello-solution.h5" ]
    done
}

@test "the patterns, called in another folder" {
    cd "$other"
    for checkout in "$ROOT" "$blank"; do
        run env LAB_COUNTS=1,2 bash "$checkout/slurm/scaling.sbatch" hello
        echo "$output"
        [ "$status" -eq 0 ]
        table=$(sed -n 's/.*then job \([0-9]*\).*/\1/p' <<<"$output")
        folder=$(sed -n 's/^ *table *\(.*\)\/table.txt/\1/p' <<<"$output")
        run bash "$checkout/slurm/pipeline.sh" --width 64 --height 48
        echo "$output"
        [ "$status" -eq 0 ]
        report=$(sed -n 's/.*; report \([0-9]*\)$/\1/p' <<<"$output")
        result=$(sed -n 's/^ *result *//p' <<<"$output")
        ended "$table" COMPLETED 0:0
        [ -s "$folder/2-1.h5" ] && [ "$(dirname "$folder")" = "$checkout/results" ]
        ended "$report" COMPLETED 0:0
        [ "$(log_of "$report")" = "$checkout/pipeline-report-$report.out" ]
    done
    # A step by hand, and the array alone.
    cp "${result%.h5}-one-rank.h5" by-hand.h5
    step=$(sbatch --parsable "$ROOT/slurm/pipeline.sh" picture "$other/by-hand.h5")
    array=$(sbatch --parsable --array=1,2 "$ROOT/slurm/scaling.sbatch" hello)
    ended "$step" COMPLETED 0:0
    [ -s by-hand.png ]
    wait_for "$array"
    [ "$(cd "$ROOT/results/scaling-hello-$array" && echo *)" = "1-1.h5 2-1.h5" ]
}

@test "a copy of a script, and one that sbatch reads from stdin: from the top directory, else one clear line" {
    cp slurm/01-hello.sbatch "$other/mine.sbatch"
    cp slurm/01-hello.sbatch "$other/mine"
    job1=$(sbatch --parsable "$other/mine.sbatch")
    job2=$(sbatch --parsable "$other/mine" --help)
    job3=$(sbatch --parsable <slurm/01-hello.sbatch)
    for job in "$job1" "$job2" "$job3"; do ended "$job" COMPLETED 0:0; done
    cd "$other"
    lost() {
        [ "$1" -ne 0 ] && [ "$(wc -l <<<"$2")" -eq 1 ] && [[ $2 == *"mpilab: not found: call sbatch in its top directory"* ]]
    }
    for job in $(sbatch --parsable mine.sbatch) $(sbatch --parsable <"$ROOT/slurm/01-hello.sbatch"); do
        wait_for "$job"
        cat "hello-$job.out"
        [ "$(state "$job")" = FAILED ]
        lost 1 "$(cat "hello-$job.out")"
    done
    run bash mine.sbatch
    lost "$status" "$output"
}
