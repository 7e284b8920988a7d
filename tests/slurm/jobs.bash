# shellcheck shell=bash disable=SC2034  # sourced by the .bats files
# What the tests on the cluster share.
ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
LAB=$ROOT/lab

bats_require_minimum_version 1.5.0

setup() {
    : "${CLUSTER:?run this by tests/slurm/run}"
    cd "$ROOT" || return
}

# until_true SECONDS COMMAND...
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || { echo "not within the time: $*"; return 1; }
        sleep 0.1
    done
}

# field JOB NAME - as scontrol shows it
field() { scontrol -o show job "$1" | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1; }
state() { field "$1" JobState; }
is_over() { [ -z "$(squeue -h -j "$1" 2>/dev/null)" ]; }
is_in_state() { [ "$(state "$1")" = "$2" ]; }
wait_for() { until_true "${2:-120}" is_over "$1"; } # JOB [SECONDS]

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
nothing_runs() { ! pgrep -f "$ROOT/build/$LAB_PRESET/(solutions|exercises)/"; }

# readme_command TEXT - the command of slurm/README.md that has this in it
readme_command() {
    local command
    command=$(awk '/^```/ { on = /^```sh/; next } on' "$ROOT/slurm/README.md" | grep -F -- "$1" | head -n 1)
    [ -n "$command" ] || { echo "no '$1' in slurm/README.md"; return 1; }
    echo "$command"
}
