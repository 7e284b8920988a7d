# shellcheck shell=bash
# Sourced by every batch script: finds mpilab and defines lab_run. Says what is wrong in one line.

LAB_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LAB_PRESET=${LAB_PRESET:-dev}
LAB_SIDE=${LAB_SIDE:-solution} # or exercise: your own program
lab_build=$LAB_ROOT/build/$LAB_PRESET

lab_fail() {
    echo "$(basename "$0" .sbatch): $*" >&2
    exit 1
}

# A site's own settings, where there are any: modules to load, for example.
if [ -r "$LAB_ROOT/slurm/site.sh" ]; then
    # shellcheck source=/dev/null
    . "$LAB_ROOT/slurm/site.sh"
fi

# lab_run NAME [ARGUMENTS...] - runs a program on all tasks of the job; results go to results/
lab_run() {
    local name=$1 program output
    shift
    program=$lab_build/${LAB_SIDE}s/$name
    output=$LAB_ROOT/results/$name-${SLURM_JOB_ID:-$LAB_SIDE}.h5
    [ -x "$program" ] || lab_fail "$program is not built: run './lab run ${LAB_SIDE}s/$name' once, on the login node"
    if [ -n "${SLURM_JOB_ID:-}" ]; then
        echo "job $SLURM_JOB_ID: ${SLURM_NTASKS:-?} ranks on ${SLURM_JOB_NODELIST:-?}"
        # Inside a job mpirun asks SLURM where to start how many ranks.
        export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
        # shellcheck source=/dev/null  # written by CMake: MPIEXEC
        . "$lab_build/launch.env" || lab_fail "$lab_build is not a build of mpilab"
        "$MPIEXEC" "$program" -o "$output" "$@"
    else
        echo "no SLURM here: ${LAB_RANKS:-4} ranks on $(hostname 2>/dev/null || uname -n)"
        "$LAB_ROOT/tools/launch" "$lab_build" -n "${LAB_RANKS:-4}" -- "$program" -o "$output" "$@"
    fi
}
