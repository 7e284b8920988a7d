# shellcheck shell=bash disable=SC2034  # for those who source this
# Sourced by tools/lib.sh and slurm/env.sh, with LAB_ROOT set: where things are. In a checkout all is below it. A mpilab
# that cmake --install has put somewhere is for many people, and nobody writes there; a copy of it is a checkout again.
MPILAB_INSTALLED='' LAB_JOBS=$LAB_ROOT/.lab/jobs
if [ -r "$LAB_ROOT/.installed" ] && [ "$(cat "$LAB_ROOT/.installed")" -ef "$LAB_ROOT" ]; then
    MPILAB_INSTALLED=1
    LAB_PRESET=installed
    LAB_STATE=${LAB_STATE:-${XDG_STATE_HOME:-${HOME:-/tmp}/.local/state}/mpilab}
    LAB_JOBS=$LAB_STATE/jobs
    LAB_RESULTS=${LAB_RESULTS:-${SLURM_SUBMIT_DIR:-$PWD}/results}
fi
LAB_HANDOUT='' # made by ./lab handout: results of the solutions are kept, and there are no solutions
[ ! -e "$LAB_ROOT/kept" ] || LAB_HANDOUT=1
LAB_PRESET=${LAB_PRESET:-dev}
LAB_STATE=${LAB_STATE:-$LAB_ROOT/.lab} # what is remembered of a student: progress, hints shown
LAB_RESULTS=${LAB_RESULTS:-$LAB_ROOT/results}
