# shellcheck shell=bash
# Shared by lab-submit and lab-jobs: what SLURM knows of jobs, and what that means. Sourced after lib.sh.
#
# $LAB_JOBS/ID holds what this checkout knows of a job, as lines key=value, of which the last
# counts: log and result, and what SLURM last said of it, as SLURM forgets a job soon after its end.

job_note() { # ID KEY VALUE
    { mkdir -p "$LAB_JOBS" && echo "$2=$3" >>"$LAB_JOBS/$1"; } 2>/dev/null || true
}

# jobs_look [ID] - asks SLURM once about all jobs of this checkout, or about job ID, and sets job_lines, a line for each, or for the
# tasks of an array that are alike (the newest last), and job_error, which cluster did not answer, and how
# shellcheck disable=SC2034  # for those who call
jobs_look() {
    local folder=$LAB_JOBS lines
    mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || folder=''
    lines=$(
        unset "${!SQUEUE_@}" "${!SACCT_@}" # nobody's settings change what the commands print
        shopt -s nullglob
        cd "$LAB_JOBS" 2>/dev/null || cd / # where no name begins with a digit
        export LC_ALL=C SLURM_TIME_FORMAT=standard LAB_ROOT LAB_JOBS=$folder job=${1:-} words=$LAB_ROOT/tools/job_words.tsv
        user=$(id -un 2>/dev/null || id -u) awk -f "$LAB_ROOT/tools/jobs.awk" [0-9]* /dev/null
    ) || true
    job_error=$(sed -n $'s/^error\x1f//p' <<<"$lines")
    job_lines=$(grep -E '^[0-9]' <<<"$lines" | sort -t $'\x1f' -k 1,1n -k 2,2n)
}

# job_read LINE - one of job_lines; job_over is empty until the job is over
# shellcheck disable=SC2034  # for those who call
job_read() {
    local base id
    IFS=$'\x1f' read -r base id job_shown job_name job_state job_elapsed job_nodes job_cluster job_over job_exit \
        job_restarts job_start job_log job_result job_tasks job_meaning <<<"$1"
}

# The line of a job's output that says most about its end: the last one by a program of ours or by the
# script, else SLURM's own ("*** JOB 7 ON n1 CANCELLED AT ... DUE TO TIME LIMIT ***"), else the last.
job_last_line() {
    local names
    [ -r "$job_log" ] || return 0
    names=${job_name//[^A-Za-z0-9_-]/.}$(programs 2>/dev/null | cut -f 2 | sed 's/^/|/' | tr -d '\n')
    tail -n 100 "$job_log" | tr -d '\r' | awk -v ours="^($names): " '
        /^[[:space:]-]*$/ { next }
        $0 ~ ours { own = $0 }
        /\*\*\* (JOB|STEP) / { slurms = $0 }
        { last = $0 }
        END { print substr(own != "" ? own : slurms != "" ? slurms : last, 1, 200) }'
}

# A path as seen from the project's folder.
short_path() { case $1 in "$LAB_ROOT"/*) echo "${1#"$LAB_ROOT"/}" ;; *) echo "$1" ;; esac; }
