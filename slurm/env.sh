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

# shellcheck source=tools/site.sh
. "$LAB_ROOT/tools/site.sh"

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

# ---- on the login node ----

# shellcheck disable=SC2206  # words
lab_site_options=(${LAB_SBATCH_OPTIONS:-}) # before all others, which override them

# lab_sbatch OPTIONS... - submits a job; prints its number, or NUMBER;CLUSTER, as sbatch --parsable does: the last line
# of that form, as some sites let sbatch say more on stdout.
lab_sbatch() {
    local says
    says=$(sbatch --parsable ${lab_site_options[@]+"${lab_site_options[@]}"} "$@") || { printf '%s' "${says:+$says$'\n'}" >&2 && return 1; }
    sed -nE 's/^(Submitted batch job )?([0-9]+(;[^ ;]+)?)( on cluster .*)?$/\2/p' <<<"$says" | tail -n 1 | grep . && return
    echo "$lab_script: sbatch has said no number of a job: $says" >&2
    return 1
}

# ---- modules ----

# shellcheck disable=SC2086  # one word for each module
lab_load_modules ${LAB_MODULES:-}

# ---- the launcher ----

# lab_pick_launcher RANKS - sets MPILAB_LAUNCHER, which tools/launch reads; and what it has started, where, in
# lab_started, lab_hosts and lab_host_names
lab_pick_launcher() {
    local rows status says given=${LAB_LAUNCHER:-${MPILAB_LAUNCHER:-}}
    # shellcheck source=/dev/null  # written by CMake: MPIEXEC, MPI_VERSION
    { [ -x "$lab_build/bin/where" ] && . "$lab_build/launch.env"; } 2>/dev/null ||
        lab_fail "$lab_build has no bin/where: run './lab${lab_preset:-} run ${LAB_SIDE}s/hello' once, on the login node"
    rows=$("$LAB_ROOT/tools/launchers" "$lab_build" -n "$1" --first ${given:+"$given"})
    # The first that works, else the first that starts one program at all, else the first.
    IFS=$'\t' read -r MPILAB_LAUNCHER status lab_start_seconds lab_started lab_hosts lab_host_names says < <(
        for status in works few-hosts ''; do grep -m 1 $'\t'"$status" <<<"$rows" && break; done)
    export MPILAB_LAUNCHER MPILAB_START_SECONDS=$lab_start_seconds
    case $status:$given in
    works:*) ;;
    few-hosts:* | hangs:?*) echo "$lab_script: $MPILAB_LAUNCHER $says" >&2 ;; # what hangs may be only slow: let it try
    singletons:?*)
        lab_fail "LAB_LAUNCHER is '$given', which $says: it does not fit the MPI library of the build, ${MPI_VERSION%%,*}"
        ;;
    *:?*)
        echo "$lab_script: LAB_LAUNCHER is '$given', which starts nothing here: it $says" >&2
        exit "$(sed -n 's/.*ended with status \([0-9]*\).*/\1/p' <<<"$says" | grep . || echo 1)"
        ;;
    *)
        says=$(awk -F '\t' '{ printf "%s%s: %s", (NR > 1 ? "; " : ""), $1, $7 }' <<<"$rows")
        lab_fail "neither srun nor ${MPIEXEC:-mpirun} starts programs here ($says); slurm/site.sh can name modules and a launcher"
        ;;
    esac
}

# ---- running ----

# lab_job PROGRAM - is everything there? Picks the launcher; one line about where this runs. Once.
lab_job() {
    local says where lab_preset=''
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
    lab_ranks=${LAB_RANKS:-${SLURM_NTASKS:-${SLURM_JOB_NUM_NODES:-1}}}
    # One rank says nothing of a launcher.
    lab_pick_launcher "$([ "$lab_ranks" -eq 1 ] && [ "${SLURM_NTASKS:-1}" -gt 1 ] && echo 2 || echo "$lab_ranks")"
    where=${SLURM_JOB_NODELIST:-?}
    if [ "$lab_started" = "$lab_ranks" ] && [ "$lab_hosts" != "${SLURM_JOB_NUM_NODES:-1}" ]; then
        where="$lab_host_names of $where"
    fi
    echo "job $SLURM_JOB_ID${SLURM_RESTART_COUNT:+, restart $SLURM_RESTART_COUNT}: $lab_ranks ranks on $where" \
        "of partition ${SLURM_JOB_PARTITION:-?}, started by $MPILAB_LAUNCHER"
}

# lab_note RESULT - for ./lab jobs: this job writes that file
lab_note() {
    [ -n "${SLURM_JOB_ID:-}" ] || return 0
    {
        mkdir -p "$LAB_JOBS" && printf '%s\n' "result=$1" "name=$SLURM_JOB_NAME" \
            ${SLURM_ARRAY_JOB_ID:+"base=$SLURM_ARRAY_JOB_ID" "array=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"} >>"$LAB_JOBS/$SLURM_JOB_ID"
    } 2>/dev/null || true
}

# How much is in the files that stdout and stderr of this process go to, as in a job; else nothing.
lab_written() { # PROCESS
    if [ -f "/proc/$1/fd/1" ] && [ -f "/proc/$1/fd/2" ]; then stat -L -c %s "/proc/$1/fd/1" "/proc/$1/fd/2"; fi
}

# What an exit status says that the program itself could not.
lab_explain() { # STATUS IS-SILENT
    case $1 in
    0) ;;
    1 | 2) [ -z "$2" ] || echo "$lab_script: $MPILAB_LAUNCHER ended with status $1 and said nothing, nor did the program" >&2 ;;
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
    local name=$1 program output written silent='' status=0
    shift
    program=$lab_build/${LAB_SIDE}s/$name
    output=${LAB_OUTPUT:-$LAB_RESULTS/$name-${SLURM_JOB_ID:-$LAB_SIDE}.h5}
    lab_job "$program"
    lab_note "$output"
    local me=$BASHPID # not that of a $(...)
    written=$(lab_written "$me")
    "$LAB_ROOT/tools/launch" "$lab_build" -n "$lab_ranks" -- "$program" -o "$output" "$@" || status=$?
    [ -z "$written" ] || [ "$written" != "$(lab_written "$me")" ] || silent=1
    [ -z "${SLURM_JOB_ID:-}" ] || lab_explain "$status" "$silent"
    # srun may end with 0 although a rank was killed as it started.
    if [ $status -eq 0 ] && [ ! -e "$output" ] && [[ " $* " != *" --help "* && " $* " != *" -o "* ]]; then
        echo "$lab_script: ended with status 0, but there is no $output" >&2
        return 3
    fi
    return "$status"
}
