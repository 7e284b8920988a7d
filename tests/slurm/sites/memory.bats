#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031  # scripts; each test has a shell of its own
# Sites with rules for memory: none may be asked for (TACC), all of a node must be (LUMI), so much for each core. And what
# LAB_SBATCH_OPTIONS says holds for all that is submitted.
load ../jobs

setup_file() { built_here solution-{hello,mandelbrot} compare show; }
teardown() { rm -f slurm/site.sh; }

number() { sed -n "s/.*$1 \([0-9][0-9]*\).*/\1/p" <<<"$output" | head -n 1; } # WORD before it
of_submit() {
    run "$LAB" submit solutions/hello --ntasks=2 "$@"
    echo "$output"
    job=$(sed -n 's/^job \([0-9]*\):.*/\1/p' <<<"$output")
    [ "$status" -eq 0 ] && [ -n "$job" ]
}

@test "a site that takes no job which asks for memory, and none without -N" {
    # docs.tacc.utexas.edu, "Frontera User Guide", Common sbatch Options; read in November 2026
    stand_in sbatch '
        script=""
        for word; do case $word in *.sbatch | *.sh) script=$word && break ;; esac; done
        { printf "%s\n" "$@"; sed -n "s/^#SBATCH //p" "${script:-/dev/null}"; compgen -e; } | grep -E -- "^(--mem|SBATCH_MEM)" && exit 1
        [[ " $* " == *" -N "* ]] || { echo "-N is required" >&2; exit 1; }
        exec "$REAL" "$@"'
    cp slurm/sites/frontera.sh slurm/site.sh
    sed -i '/^export SBATCH_\(PARTITION\|ACCOUNT\)/d; /^LAB_MODULES/d; s/^LAB_LAUNCHER=.*/LAB_LAUNCHER=mpirun/' slurm/site.sh
    for script in slurm/*.sbatch slurm/pipeline.sh; do sbatch --test-only -N 1 "$script"; done
    of_submit
    ended "$job" COMPLETED 0:0
    run bash slurm/pipeline.sh --width 64 --height 48
    echo "$output"
    [ "$status" -eq 0 ]
    ended "$(number '; report')" COMPLETED 0:0
}

@test "all memory of a node: by site.sh, by LAB_SBATCH_OPTIONS, by the command line" {
    stand_in sbatch '
        [[ " $* " == *" --mem=0 "* || ${SBATCH_MEM_PER_NODE:-} == 0 ]] || { echo "--mem=0 is required" >&2; exit 1; }
        exec "$REAL" "$@"'
    jobs=()
    of_submit --mem=0 --hold && jobs+=("$job")
    echo 'LAB_SBATCH_OPTIONS="--mem=0 --comment=site"' >slurm/site.sh
    of_submit --hold && jobs+=("$job")
    run bash slurm/pipeline.sh --width 64
    [ "$status" -eq 0 ]
    jobs+=("$(number compute)" "$(number picture)")
    [ "$(field "$(number check)" Comment)" = site ]
    run "$LAB" scale solutions/hello --slurm --ranks 1,2
    [ "$status" -eq 0 ]
    jobs+=("$(number 'job array')" "$(number 'then job')")
    [ "$(field "${jobs[5]}" Comment)" = site ]
    echo 'export SBATCH_MEM_PER_NODE=0' >slurm/site.sh
    of_submit --hold && jobs+=("$job")
    echo 'export SBATCH_MEM_PER_CPU=300M' >slurm/site.sh # the command line is stronger
    of_submit --hold --mem=0 && jobs+=("$job")
    [ ${#jobs[@]} -eq 8 ]
    for job in "${jobs[@]}"; do [ "$(field "$job" MinMemoryNode)" = 0 ] || { scontrol show job "$job" && false; }; done
    scancel -u "$(id -un)"
}
