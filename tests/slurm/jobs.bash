# shellcheck shell=bash disable=SC2034  # sourced by the .bats files
# What the tests on the cluster share.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LAB=$ROOT/lab
# shellcheck source=tests/slurm/wait.bash
. "$ROOT/tests/slurm/wait.bash"

bats_require_minimum_version 1.5.0

setup() {
    : "${CLUSTER:?run this by tests/slurm/run}"
    cd "$ROOT" || return
}

# built_here TARGET... - the checkout is built by who runs these tests, as on a login node
built_here() {
    cd "$ROOT" || return
    [ -e "$BUILD/CMakeCache.txt" ] || rm -rf build
    LAB_ROOT=$ROOT bash -euc '. "$LAB_ROOT/tools/lib.sh"; configure_once' && cmake --build "$BUILD" --target "$@" >/dev/null
}

# stand_in NAME SCRIPT - puts NAME in front of the commands that are here; $REAL is the one that it hides
stand_in() {
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/bash\nREAL=%q\n%s\n' "$(PATH=${PATH//"$BATS_TEST_TMPDIR/bin:"/} command -v "$1" || true)" "$2" >"$BATS_TEST_TMPDIR/bin/$1"
    chmod +x "$BATS_TEST_TMPDIR/bin/$1"
    export PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# field JOB NAME - as scontrol shows it
field() { scontrol -o show job "$1" | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1; }
state() { field "$1" JobState; }
is_over() { [ -z "$(squeue -h -j "$1" 2>/dev/null)" ]; }
is_in_state() { [ "$(state "$1")" = "$2" ]; }
wait_for() { until_true is_over "$1"; } # JOB

log_of() { scontrol show job "$1" | sed -n 's/^ *StdOut=//p'; }

# ended JOB STATE EXIT-CODE - shows the log if it ended otherwise
ended() {
    wait_for "$1" || return 1
    [ "$(state "$1") $(field "$1" ExitCode)" = "$2 $3" ] && return
    echo "job $1: $(state "$1") $(field "$1" ExitCode), expected $2 $3; its log:"
    cat "$(log_of "$1")"
    return 1
}

# hosts FILE - the hosts of a result's ranks, each once
hosts() { h5dump -y -d /run/host "$1" | grep -o '"n[0-9]*' | tr -d '"' | sort -u | tr '\n' ' '; }

attribute() { h5dump -a "/$2" "$1" | sed -n 's/.*(0): "\(.*\)"$/\1/p'; } # FILE NAME

# same FILE FILE - the same result, by the project's own comparison
same() { "$BUILD/bin/compare" "$1" "$2"; }

# No process of these tests on any node (their process tables are parts of the host's).
nothing_runs() { ! pgrep -f "$ROOT/build/$LAB_PRESET/(solutions|exercises)/|$ROOT/\.lab/lab-check\."; }

# readme_command TEXT [FILE] - the command of slurm/README.md that has this in it
readme_command() {
    local command
    command=$(awk '/^```/ { on = /^```sh/; next } on' "$ROOT/${2:-slurm/README.md}" | grep -F -- "$1" | head -n 1)
    [ -n "$command" ] || { echo "no '$1' in ${2:-slurm/README.md}"; return 1; }
    echo "$command"
}

# ---- jobs that end badly ----

# victim RANKS-PER-NODE OPTIONS... - a job over two nodes that has begun to write a result where there is one
# from an earlier run; its number is in $job
victim() {
    local per_node=$1 nodes=2
    shift
    [[ "$*" != *--nodes=1* ]] || nodes=1
    job=$(sbatch --parsable --hold --no-requeue --nodes=2 --ntasks-per-node="$per_node" "$@" --ntasks=$((nodes * per_node)) \
        slurm/06-mandelbrot.sbatch --max-iter 100000000)
    result=results/mandelbrot-$job.h5
    [ -e earlier.h5 ] || "$ROOT/tools/launch" "$BUILD" -n 2 "$BUILD/solutions/mandelbrot" -o earlier.h5 --width 64 --height 48
    cp earlier.h5 "$result"
    scontrol release "$job"
    until_true test -s "$result.partial" && until_true all_ranks_run $((nodes * per_node)) && return
    echo "job $job: $(state "$job"), $(ranks | wc -l) ranks run; its log:"
    cat "$(log_of "$job")"
    return 1
}
ranks() { pgrep -f "/mandelbrot -o [^ ]*/mandelbrot-$job.h5" | while read -r pid; do
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != mandelbrot ] || echo "$pid"; done; }
all_ranks_run() { [ "$(ranks | wc -l)" -eq "$1" ]; }
# Nor srun, mpirun, its daemons and the script: SLURM gives all of them the job's number.
none_run() { [ -z "$(ranks)" ] && ! pgrep -f "mandelbrot-$job.h5" && ! grep -lzx "SLURM_JOB_ID=$job" /proc/[0-9]*/environ 2>/dev/null; }

# What holds however a job ended: no process is left, the earlier result is intact, no new one is there.
nothing_is_spoilt() {
    until_true none_run
    cmp "$result" earlier.h5
}

# jobs_says STATE TEXT - of $job
jobs_says() {
    run "$LAB" jobs --all
    echo "$output"
    [ "$status" -eq 0 ] || return 1
    grep -qE "^$job +[a-z-]+ +$1 " <<<"$output" || return 1
    awk -v job="$job" '$1 == job { on = 1; next } /^[0-9]/ { on = 0 } on' <<<"$output" | grep -F -- "$2"
}

# same_frames FOLDER FOLDER COUNT - the same frames, and their results bit for bit; nothing unfinished
same_frames() {
    local frame count=0
    [ "$(cd "$1" && ls)" = "$(cd "$2" && ls)" ] || { ls "$1" "$2"; return 1; }
    for frame in "$1"/frame-*.h5; do
        cmp <(bits "$frame") <(bits "$2/${frame##*/}") || { echo "$frame"; return 1; }
        count=$((count + 1))
    done
    [ "$count" -eq "$3" ]
}
bits() { # FILE - the values of all datasets of its result
    local name
    for name in iterations real imaginary max_iter total_iterations; do
        h5dump -y -w 0 -m %.17g -d "/result/$name" "$1" | awk '/DATA \{/ { on = 1 } on; on && /^ *\}/ { exit }'
    done
}

# kill_all JOB - SIGKILL to all processes of a job, its script first; not to SLURM's own
kill_all() {
    local process script='' others=''
    for process in /proc/[0-9]*; do
        grep -qzx "SLURM_JOB_ID=$1" "$process/environ" 2>/dev/null || continue
        case $(cat "$process/comm" 2>/dev/null) in
        slurmstepd*) ;;
        slurm_script) script="$script ${process##*/}" ;;
        *) others="$others ${process##*/}" ;;
        esac
    done
    [ -n "$script" ] || return 1
    # shellcheck disable=SC2086  # one word each
    kill -KILL $script $others 2>/dev/null || true # some end by themselves
}

# A job that was requeued waits, here for 11 seconds, by default for two minutes, until what its earlier run
# was allowed has expired. Most of it can be spared, once that run's steps are gone.
hurry() {
    local eligible
    if ! pgrep -f "^slurmstepd: \[$job\." >/dev/null && is_in_state "$job" PENDING; then
        eligible=$(date -d "$(field "$job" EligibleTime)" +%s) || return 0
        [ "$(date +%s)" -lt $((eligible - 8)) ] || scontrol update JobId="$job" StartTime=now 2>/dev/null || true
    fi
}
