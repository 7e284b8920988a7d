# shellcheck shell=bash
# Sourced by every batch script: finds mpilab, reads the site's settings (slurm/site.sh), loads its
# modules, and defines lab_run. Says in one line what is wrong. Builds nothing.
#
# What can be set: by words after the script's name (sbatch slurm/01-hello.sbatch LAB_SIDE=exercise), in
# slurm/site.sh, or in the environment of sbatch, where jobs inherit that. Words override site.sh,
# and site.sh overrides the environment.
#   LAB_SIDE      solution (default) or exercise: your own program, which a handout without solutions always takes
#   LAB_PRESET    which build: dev (default), release... (CMakePresets.json)
#   LAB_RESULTS   where results go (default: results/)
#   LAB_LAUNCHER  what starts MPI programs on the nodes of a job (default: found by trying)
#   LAB_MODULES   modules to load
#   LAB_RANKS     how many ranks (default: as many as the job has tasks; 4 without SLURM)
#   LAB_COUNTS, LAB_REPEAT: scaling.sbatch; LAB_FRAMES, LAB_ZOOM: restart.sbatch

LAB_ROOT=$(CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
lab_script=${SLURM_JOB_NAME:-$(basename "$0" .sbatch)} # what its messages begin with

lab_fail() {
    echo "$lab_script: $*" >&2
    exit 1
}

export LC_ALL=C # numbers have a point, whatever the user's language

# ---- the site ----

if [ -r "$LAB_ROOT/slurm/site.sh" ]; then
    # shellcheck source=/dev/null
    . "$LAB_ROOT/slurm/site.sh"
fi

# ---- the settings ----

# Takes the words that are settings off those of the script that sources this file.
lab_names='LAB_SIDE LAB_PRESET LAB_RESULTS LAB_LAUNCHER LAB_MODULES LAB_RANKS LAB_COUNTS LAB_REPEAT LAB_FRAMES LAB_ZOOM'
while [[ ${1:-} == LAB_*=* ]]; do
    [[ " $lab_names " == *" ${1%%=*} "* ]] || lab_fail "'$1': there is no such setting; there are $lab_names"
    export "${1?}"
    shift
done
# shellcheck source=tools/place.sh
. "$LAB_ROOT/tools/place.sh"
export LAB_PRESET # for ./lab and tools/
LAB_SIDE=${LAB_SIDE:-solution}
[ -z "$LAB_HANDOUT" ] || LAB_SIDE=exercise
case $LAB_SIDE in solution | exercise) ;; *) lab_fail "LAB_SIDE is '$LAB_SIDE': must be solution or exercise" ;; esac
case $LAB_RESULTS in /*) ;; *) LAB_RESULTS=$PWD/$LAB_RESULTS ;; esac
lab_build=$LAB_ROOT/build/$LAB_PRESET

# The same as words for a job. It may not inherit the environment: sbatch --export=NONE, SBATCH_EXPORT=NONE.
lab_words=()
for lab_name in $lab_names; do [ -z "${!lab_name:-}" ] || lab_words+=("$lab_name=${!lab_name}"); done

# The ranks have the environment of this script; after --export=NONE, srun would give them none. Where SLURM could
# not get the user's own either, bash has a PATH for itself alone, and Open MPI 5 starts nothing without a HOME.
if [ -n "${SLURM_JOB_ID:-}" ]; then
    [ -n "${HOME:-}" ] || HOME=$(getent passwd "$(id -u)" | cut -d : -f 6)
    export SLURM_EXPORT_ENV=ALL PATH HOME
fi

# ---- modules ----

# `module` is a function that login shells define; a batch script is none.
lab_find_module() {
    local file
    for file in "${LMOD_PKG:-/usr/share/lmod/lmod}/init/bash" "${MODULESHOME:-/usr/share/modules}/init/bash" \
        /etc/profile.d/lmod.sh /etc/profile.d/modules.sh; do
        type module >/dev/null 2>&1 && return 0
        # shellcheck source=/dev/null
        [ ! -r "$file" ] || . "$file"
    done
    type module >/dev/null 2>&1
}

lab_load_modules() { # NAME...
    local name says
    lab_find_module || lab_fail "LAB_MODULES is '$*', but $(uname -n) has no 'module' command (see slurm/site.sh)"
    for name; do
        # First in a subshell, for what it says; some versions exit with 0 on an error.
        if ! says=$(module load "$name" 2>&1) || [[ $says == *ERROR* ]]; then
            lab_fail "cannot load the module '$name' of LAB_MODULES (see slurm/site.sh); 'module avail' lists those that are there"
        fi
        module load "$name"
    done
}
# shellcheck disable=SC2086  # one word for each module
[ -z "${LAB_MODULES:-}" ] || lab_load_modules $LAB_MODULES

# ---- the launcher ----

# Does a launcher start one program of many ranks? One that does not fit the MPI library starts many
# programs of one rank each, or none. Only trying tells: rank 0 alone prints the help.
lab_starts() { # LAUNCHER... PROGRAM
    local help
    help=$(timeout 120 "$@" --help 2>&1 </dev/null)
    [ "$(grep -c '^options:' <<<"$help")" = 1 ] && return
    lab_launcher_says=$(grep -v '^[ -]*$' <<<"$help" | head -n 1)
    return 1
}

# lab_pick_launcher PROGRAM - sets MPILAB_LAUNCHER, which tools/launch reads
lab_pick_launcher() {
    local nodes=${SLURM_JOB_NUM_NODES:-1} ranks type types
    ranks=${SLURM_NTASKS:-$nodes}
    # srun takes the cores of a task from here, no longer from the job (since SLURM 22.05).
    [ -z "${SLURM_CPUS_PER_TASK:-}" ] || export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK
    export MPILAB_LAUNCHER=${LAB_LAUNCHER:-${MPILAB_LAUNCHER:-}}
    [ -z "$MPILAB_LAUNCHER" ] || return 0
    [ "$ranks" -le 2 ] || ranks=2
    [ "$nodes" -le "$ranks" ] || nodes=$ranks
    types=$(srun --mpi=list 2>&1)
    for type in pmix pmi2 cray_shasta; do
        if grep -qw "$type" <<<"$types" &&
            lab_starts srun --mpi=$type --kill-on-bad-exit=1 -N "$nodes" -n "$ranks" "$1"; then
            MPILAB_LAUNCHER="srun --mpi=$type"
            return
        fi
    done
    # shellcheck source=/dev/null  # written by CMake: MPIEXEC
    . "$lab_build/launch.env" || lab_fail "$lab_build is not a build of mpilab: run './lab run ${LAB_SIDE}s/hello'"
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    export PRTE_ALLOW_RUN_AS_ROOT=1 PRTE_ALLOW_RUN_AS_ROOT_CONFIRM=1
    lab_starts "$MPIEXEC" -n "$ranks" "$1" ||
        lab_fail "neither srun nor $MPIEXEC starts $1 here (it says: $lab_launcher_says); slurm/site.sh can name modules and a launcher"
    MPILAB_LAUNCHER=$MPIEXEC
}

# ---- running ----

# lab_job PROGRAM - is everything there? Picks the launcher; one line about where this runs. Once.
lab_job() {
    local says lab_preset=''
    [ "$LAB_PRESET" = dev ] || lab_preset=" --preset $LAB_PRESET"
    [ -x "$1" ] || lab_fail "$1 is not built: run './lab$lab_preset run ${LAB_SIDE}s/$(basename "$1")' once, on the login node"
    [ -z "$MPILAB_INSTALLED" ] || mkdir -p "$LAB_RESULTS" 2>/dev/null || true
    [ -d "$LAB_RESULTS" ] || lab_fail "there is no folder $LAB_RESULTS for the results: mkdir it, or set LAB_RESULTS"
    [ -z "${lab_ranks:-}" ] || return 0
    says=$(touch "$LAB_RESULTS/.try-${SLURM_JOB_ID:-$$}" 2>&1) ||
        lab_fail "cannot write to $LAB_RESULTS: ${says##*: }; LAB_RESULTS=FOLDER chooses another (see slurm/site.sh)"
    rm -f "$LAB_RESULTS/.try-${SLURM_JOB_ID:-$$}"
    if [ -z "${SLURM_JOB_ID:-}" ]; then
        lab_ranks=${LAB_RANKS:-4}
        echo "no SLURM here: $lab_ranks ranks on $(uname -n)"
        return
    fi
    lab_pick_launcher "$1"
    lab_ranks=${LAB_RANKS:-${SLURM_NTASKS:-${SLURM_JOB_NUM_NODES:-1}}}
    echo "job $SLURM_JOB_ID${SLURM_RESTART_COUNT:+, restart $SLURM_RESTART_COUNT}: $lab_ranks ranks on" \
        "${SLURM_JOB_NODELIST:-?} of partition ${SLURM_JOB_PARTITION:-?}, started by $MPILAB_LAUNCHER"
}

# lab_note RESULT - for ./lab jobs: this job writes that file
lab_note() {
    [ -n "${SLURM_JOB_ID:-}" ] || return 0
    { mkdir -p "$LAB_JOBS" && echo "result=$1" >>"$LAB_JOBS/$SLURM_JOB_ID"; } 2>/dev/null || true
}

# What an exit status says that the program itself could not.
lab_explain() { # STATUS
    case $1 in
    0 | 1 | 2) ;;
    # srun reports the highest status: 143, or 141, for the ranks that it ended after one was killed.
    137 | 141 | 143) echo "$lab_script: a rank was killed: was its memory enough? --mem-per-cpu=... asks for more" >&2 ;;
    # Open MPI 5: of a rank that has lost its connection to another one.
    14) echo "$lab_script: a rank was killed or crashed, or a node was lost: was its memory enough? --mem-per-cpu=... asks for more" >&2 ;;
    *) echo "$lab_script: $MPILAB_LAUNCHER ended with status $1: a rank crashed, or a node was lost" >&2 ;;
    esac
}

# lab_run NAME [ARGUMENTS...] - runs a program on all tasks of the job; its results go to
# results/NAME-JOBID.h5, or to the file LAB_OUTPUT. Returns its exit status.
lab_run() {
    local name=$1 program output status=0
    shift
    program=$lab_build/${LAB_SIDE}s/$name
    output=${LAB_OUTPUT:-$LAB_RESULTS/$name-${SLURM_JOB_ID:-$LAB_SIDE}.h5}
    lab_job "$program"
    lab_note "$output"
    "$LAB_ROOT/tools/launch" "$lab_build" -n "$lab_ranks" -- "$program" -o "$output" "$@" || status=$?
    [ -z "${SLURM_JOB_ID:-}" ] || lab_explain "$status"
    # srun may end with 0 although a rank was killed as it started.
    if [ $status -eq 0 ] && [ ! -e "$output" ] && [[ " $* " != *" --help "* && " $* " != *" -o "* ]]; then
        echo "$lab_script: ended with status 0, but there is no $output" >&2
        return 3
    fi
    return "$status"
}
