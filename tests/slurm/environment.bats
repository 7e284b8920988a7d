#!/usr/bin/env bats
# What was submitted is what runs, also where jobs do not inherit the environment. With submit.bats, as it builds
# what it runs: the exercise is told from the solution by what its result says.
# shellcheck disable=SC2030,SC2031  # each test has a shell of its own
load jobs

setup_file() {
    built_here {exercise,solution}-{hello,mandelbrot} show compare
    cp slurm/01-hello.sbatch hello.before
}
teardown() {
    rm -f slurm/site.sh
    cp hello.before slurm/01-hello.sbatch
}

number() { sed -n 's/^job \([0-9]*\):.*/\1/p' <<<"$output"; } # of ./lab submit's job
number_of() { sed -n "s/.*$1 \([0-9][0-9]*\).*/\1/p" <<<"$output" | head -n 1; } # WORD before it

# ran JOB SIDE [FOLDER] - hello, on two nodes, with srun: what a job without any environment would not find
ran() {
    ended "$1" COMPLETED 0:0 || return 1
    cat "${3:-results}/hello-$1.out"
    [ "$(attribute "${3:-results}/hello-$1.h5" variant)" = "$2" ] || return 1
    grep -F "started by srun --mpi=pmix" "${3:-results}/hello-$1.out"
}

@test "submit: your own program runs, whatever is said about the environment" {
    mkdir -p "results of mine"
    jobs=()
    submitted() { # ARGUMENTS...
        run --separate-stderr "$LAB" submit "$@"
        echo "$output$stderr"
        [ "$status" -eq 0 ] || return 1
        jobs+=("$(number)")
    }
    # What SLURM is told: since 23.11 it shows of a job only the name of its script.
    mkdir spy
    printf '#!/bin/sh\necho "$*" >>"%s/told"\nexec %s "$@"\n' "$PWD/spy" "$(command -v sbatch)" >spy/sbatch
    chmod +x spy/sbatch
    PATH=$PWD/spy:$PATH SBATCH_EXPORT=NONE submitted hello --ntasks=2
    LAB_RESULTS="results of mine" SBATCH_EXPORT=NONE submitted hello --ntasks=2
    submitted hello --ntasks=2 --export=NONE
    submitted hello --ntasks=2 --export=FOO=1
    submitted hello --ntasks=2 --export NONE
    echo 'LAB_SBATCH_OPTIONS="--export=NONE"' >slurm/site.sh
    submitted hello --ntasks=2
    echo 'export SBATCH_EXPORT=NONE LAB_SIDE=solution' >slurm/site.sh
    submitted hello --ntasks=2
    rm slurm/site.sh
    sed -i 's/^#SBATCH --job-name.*/&\n#SBATCH --export=NONE/' slurm/01-hello.sbatch
    submitted hello --ntasks=2
    LAB_SIDE=exercise submitted solutions/hello --ntasks=2
    solution=${jobs[8]}
    ran "$solution" solution
    ran "${jobs[1]}" exercise "results of mine"
    [[ $(field "${jobs[0]}" Command) == */slurm/01-hello.sbatch ]]
    grep -F " slurm/01-hello.sbatch " spy/told | grep -F " LAB_PRESET=$LAB_PRESET "
    unset 'jobs[8]' 'jobs[1]'
    [ ${#jobs[@]} -eq 7 ]
    for job in "${jobs[@]}"; do ran "$job" exercise; done
}

@test "sbatch by hand: the solution; LAB_SIDE=exercise: your own; by a word where nothing is inherited" {
    export SBATCH_OUTPUT=results/%x-%j.out
    solution=$(sbatch --parsable slurm/01-hello.sbatch)
    inherited=$(LAB_SIDE=exercise sbatch --parsable slurm/01-hello.sbatch)
    word=$(sbatch --parsable --export=NONE slurm/01-hello.sbatch LAB_SIDE=exercise)
    stronger=$(LAB_SIDE=exercise sbatch --parsable slurm/01-hello.sbatch LAB_SIDE=solution)
    wrong=$(sbatch --parsable slurm/01-hello.sbatch LAB_SIED=exercise)
    neither=$(sbatch --parsable slurm/01-hello.sbatch LAB_SIDE=mine)
    build=$(sbatch --parsable --export=NONE slurm/01-hello.sbatch LAB_SIDE=exercise LAB_PRESET=release)
    ran "$solution" solution
    ran "$inherited" exercise
    ran "$word" exercise
    ran "$stronger" solution
    says_only() { # JOB TEXT
        ended "$1" FAILED 1:0 || return 1
        cat "results/hello-$1.out"
        [ "$(wc -l <"results/hello-$1.out")" -eq 1 ] && grep -F -- "$2" "results/hello-$1.out"
    }
    says_only "$wrong" "hello: 'LAB_SIED=exercise': there is no such setting; there are LAB_SIDE"
    says_only "$neither" "hello: LAB_SIDE is 'mine': must be solution or exercise"
    [ -e build/release ] ||
        says_only "$build" "build/release/exercises/hello is not built: run './lab --preset release run exercises/hello' once"
}

@test "submit: the launcher that you chose, over two nodes" {
    LAB_LAUNCHER=mpirun SBATCH_EXPORT=NONE run "$LAB" submit hello --nodes=2 --ntasks-per-node=2
    echo "$output"
    [ "$status" -eq 0 ]
    job=$(number)
    ended "$job" COMPLETED 0:0
    grep -F "started by mpirun" "results/hello-$job.out"
    [ "$(attribute "results/hello-$job.h5" variant)" = exercise ]
    [ "$(h5dump -a /ranks "results/hello-$job.h5" | grep -c '(0): 4$')" -eq 1 ]
}

@test "the ranks have the environment of the script" {
    echo 'export LAB_TEST_SITE=known' >slurm/site.sh
    cat >ranks.sbatch <<'END'
#!/bin/bash
. slurm/env.sh
srun -n 2 bash -c 'echo "rank $SLURM_PROCID: $LAB_TEST_SITE, $PATH"'
END
    for export in ALL NONE FOO=1; do
        job=$(sbatch --parsable --ntasks=2 --export=$export --output=ranks.out ranks.sbatch)
        ended "$job" COMPLETED 0:0
        cat ranks.out
        [ "$(grep -c '^rank [01]: known, /' ranks.out)" -eq 2 ]
    done
}

@test "scale --slurm without an environment: side, counts, repeats and the folder of results" {
    mkdir -p "results of mine"
    SBATCH_EXPORT=NONE LAB_RESULTS="$ROOT/results of mine" run "$LAB" scale hello --slurm --ranks 1,3 --repeat 2
    echo "$output"
    [ "$status" -eq 0 ]
    array=$(number_of 'job array')
    table=$(number_of 'then job')
    ended "$table" COMPLETED 0:0
    grep 'hello (exercise), strong scaling: medians of 2 runs' "scaling-table-$table.out"
    for file in {1,3}-{1,2}.h5; do
        [ "$(attribute "results of mine/scaling-hello-$array/$file" variant)" = exercise ]
    done
}

@test "pipeline, restart and check without an environment" {
    export SBATCH_EXPORT=NONE
    LAB_SIDE=exercise run bash slurm/pipeline.sh --width 64 --height 48
    echo "$output"
    [ "$status" -eq 0 ]
    zoom=$(sbatch --parsable slurm/restart.sbatch LAB_SIDE=exercise LAB_FRAMES=2 "LAB_ZOOM=$ROOT/my zoom" --width 40 --height 30)
    cp solutions/01-hello/hello.c exercises/01-hello/hello.c
    check=$(sbatch --parsable slurm/check.sbatch "LAB_PRESET=$LAB_PRESET" hello --ranks 2)
    for step in compute check picture; do wait_for "$(number_of $step)"; done
    cat pipeline-*.out
    file=$(sed -n 's/^ *result *//p' <<<"$output")
    [ "$(attribute "$file" variant)" = exercise ]
    [ "$(attribute "${file%.h5}-one-rank.h5" variant)" = exercise ]
    ended "$zoom" COMPLETED 0:0
    [ "$(cd "my zoom" && echo *)" = "frame-000.h5 frame-001.h5 zoom.txt" ]
    [ "$(attribute "my zoom/frame-001.h5" variant)" = exercise ]
    ended "$check" COMPLETED 0:0
    tools/cut solutions/01-hello/hello.c exercises/01-hello/hello.c
    grep -E "^PASS +01-hello" "check-$check.out"
}
