#!/bin/bash
# pipeline: compute -> check -> picture, each a job of its own that runs if the one before ended well.
#
#     bash slurm/pipeline.sh --width 2048 --height 2048     options for mandelbrot; submits four jobs
#
# Without SLURM the steps run here, one after the other. See slurm/README.md.
#
# The same file is the script of every job: `sbatch slurm/pipeline.sh check FILE`. The #SBATCH lines are
# what most steps need; the options of sbatch below say what one needs otherwise.

#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --time=00:05:00
#SBATCH --output=%x-%j.out

# env.sh is beside this file; but SLURM runs a copy of the file. slurm/01-hello.sbatch explains these lines.
original=$(squeue -h -j "${SLURM_JOB_ID:-0}" -o %o 2>/dev/null | sed '1!d; s|/*pipeline\.sh.*||')
for mpilab in "$(dirname "$0")" "$original" "$SLURM_SUBMIT_DIR"/{"$original",slurm} ''; do [ ! -r "$mpilab/env.sh" ] || break; done
. "${mpilab:?not found: call sbatch in its top directory, or with a script in its folder slurm}/env.sh" || exit 1

for tool in compare show; do
    [ -x "$lab_build/bin/$tool" ] ||
        lab_fail "$lab_build/bin/$tool is not built: run 'cmake --build $lab_build --target compare show' once, on the login node"
done

# ---- the steps: words after the name are FILE and mandelbrot's options ----

compute() { LAB_OUTPUT=$1 lab_run mandelbrot "${@:2}"; }

# The picture must not depend on who computes which row: the same on one rank, without the queue.
check() {
    LAB_RANKS=1 LAB_OUTPUT=${1%.h5}-one-rank.h5 lab_run mandelbrot "${@:2}" --schedule block || return
    if ! "$lab_build/bin/compare" "${1%.h5}-one-rank.h5" "$1"; then
        echo "$lab_script: $1 differs from the result of one rank" >&2
        return 1
    fi
    echo "$1 equals the result of one rank"
}

picture() { "$lab_build/bin/show" --picture-only --colour never --png "${1%.h5}.png" "$1"; }

# The last job: which steps ran? Words: job numbers of the three.
report() {
    local step failed='' rest='' state
    for step in compute check picture; do
        state=$(scontrol show job "$1" | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p' | head -n 1)
        echo "$step (job $1): ${state:-UNKNOWN}"
        if [ -n "$failed" ]; then
            rest="$rest $step"
        elif [ "$state" != COMPLETED ]; then
            failed="$step (job $1) ended as ${state:-UNKNOWN}"
        fi
        shift
    done
    [ -n "$failed" ] || return 0
    echo "$lab_script: $failed${rest:+; so these did not run:$rest}" >&2
    return 1
}

# ---- in a job: its step ----

if [ -n "${SLURM_JOB_ID:-}" ]; then
    case ${1:-} in
    compute | check | picture | report) "$@" ;;
    *) lab_fail "'${1:-}' is no step; submit the jobs by: bash slurm/pipeline.sh" ;;
    esac
    exit
fi

# ---- without SLURM: all steps here ----

if ! command -v sbatch >/dev/null; then
    file=$LAB_RESULTS/pipeline.h5
    compute "$file" "$@" && (check "$file" "$@") && picture "$file"
    exit
fi

# ---- on the login node: submits them ----

cd "$LAB_ROOT" || exit 1
file=$LAB_RESULTS/pipeline-$(date +%Y%m%d-%H%M%S)-$$.h5

step() { # NAME SBATCH OPTIONS... -- WORDS...: submits a step, prints its job's number
    local name=$1 options=() job
    shift
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    job=$(lab_sbatch --job-name="pipeline-$name" "${options[@]}" slurm/pipeline.sh "${lab_words[@]}" "$name" "${@:2}") || exit 1
    echo "${job%%;*}"
}

compute=$(step compute --ntasks=4 -- "$file" "$@") || exit 1
# afterok: only if that job ends with exit status 0. If it does not, this one can never run; without
# --kill-on-invalid-dep it would stay in the queue for ever.
check=$(step check --dependency="afterok:$compute" --kill-on-invalid-dep=yes -- "$file" "$@") || exit 1
picture=$(step picture --dependency="afterok:$check" --kill-on-invalid-dep=yes -- "$file") || exit 1
# afterany: in any case.
report=$(step report --dependency="afterany:$compute:$check:$picture" -- "$compute" "$check" "$picture") || exit 1

echo "compute $compute -> check $check -> picture $picture; report $report"
echo "  result   $file"
echo "  picture  ${file%.h5}.png"
echo "  report   pipeline-report-$report.out"
