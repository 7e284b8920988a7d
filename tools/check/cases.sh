# shellcheck shell=bash disable=SC2034,SC2154  # variables of tools/lab-check and its other parts
# ./lab check, second link: the runs, all in a fresh directory, side by side as far as cores allow.
# Sourced by tools/lab-check. Cases are numbered 0 ... case_count - 1; case K of KIND (student, solution)
# leaves in $work/$id/KIND-K: fresh/ (where it ran, with result.h5), output, exit, seconds, witness/.

# Sets case_ranks, case_arguments and case_key (what its result is kept as): every number of ranks with
# every line of arguments.
cases_read() {
    local ranks arguments line
    local whole=${only_ranks:-$ranks_to_check}
    case_ranks=() case_arguments=() case_key=()
    for ranks in ${whole//,/ }; do
        line=0
        while IFS= read -r arguments; do
            case_key+=("$ranks-$((line += 1))")
            case_ranks+=("$ranks")
            case_arguments+=("$arguments")
        done < <(printf '%s\n' "$cases" | tr '|' '\n')
    done
    case_count=${#case_ranks[@]}
}

case_name() { # K
    local ranks=${case_ranks[$1]}
    printf '%s rank%s%s' "$ranks" "$([ "$ranks" = 1 ] || echo s)" "${case_arguments[$1]:+, ${case_arguments[$1]}}"
}

workers=()

# in_parallel FUNCTION KIND K... - calls FUNCTION KIND K for each, as many at a time as there are cores; in a
# job one at a time, as a run has all of its cores. Begins no more once $work/$id/stop is there.
in_parallel() {
    local function=$1 kind=$2 count
    shift 2
    mkdir -p "$work/$id/begun-$function-$kind"
    count=$(cores)
    if on_nodes; then count=1; fi
    for (( ; count > 0; count--)); do
        (
            for k; do
                if [ ! -e "$work/$id/stop" ] && mkdir "$work/$id/begun-$function-$kind/$k" 2>/dev/null; then
                    "$function" "$kind" "$k"
                fi
            done
        ) </dev/null &
        workers+=($!)
    done
    wait "${workers[@]}" || true
    workers=()
    if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

# seconds_for K - the time limit of a case
seconds_for() {
    local known=
    if [ -n "$time_limit" ]; then
        echo "$time_limit"
    else
        read -r known <"$work/$id/solution-$1/seconds" || known=0
        echo $((15 + 10 * ${known%%[.,]*}))
    fi 2>/dev/null
}

run_case() { # KIND K
    local dir=$work/$id/$1-$2 limit witness=() program=$executable
    mkdir -p "$dir/fresh" "$dir/witness"
    limit=$(seconds_for "$2")
    if [ "$1" = student ]; then
        witness=(-w "$dir/witness")
    else
        program=$(build_dir)/solutions/$name
    fi
    if [ -t 2 ]; then printf '\r%s' "$DIM  $(case_name "$2")"$'\033[K'"$PLAIN" >&2; fi
    local TIMEFORMAT=%R
    # What a program prints may be endless: the rest is read, and dropped.
    {
        cd "$dir/fresh" || exit
        # shellcheck disable=SC2086  # arguments are several words
        MPILAB_SHARED_CORES=1 "$LAB_ROOT/tools/launch" "$(build_dir)" -n "${case_ranks[$2]}" -t "$limit" \
            ${witness[@]+"${witness[@]}"} -- "$program" -o "$dir/fresh/result.h5" ${case_arguments[$2]} 2>&1 &
        echo $! >"$dir/pid"
        { time wait $! || status=$?; } 2>"$dir/seconds"
        echo "${status:-0}" >"$dir/exit"
        rm -f "$dir/pid"
    } | {
        head -c 100000 >"$dir/output"
        cat >/dev/null
    }
    if [ "$(cat "$dir/exit")" != 0 ] && [ -z "$all" ]; then
        : >"$work/$id/stop"
    fi
}

# Ends what still runs: mpirun by TERM, on which it ends its ranks.
cases_stop() {
    local worker pid file
    [ ${#workers[@]} -gt 0 ] || return 0
    : >"$work/$id/stop"
    for worker in "${workers[@]}"; do
        while kill -0 "$worker" 2>/dev/null; do
            for file in "$work/$id"/*/pid; do
                if [ -e "$file" ] && read -r pid <"$file"; then kill -TERM "$pid" 2>/dev/null || true; fi
            done
            sleep 0.1
        done
    done
    workers=()
}
