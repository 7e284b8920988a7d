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

# Can runs be recorded (tools/trace)? Not on the nodes of a job, whose memory is not this one's.
traces() { [ -e "$(build_dir)/lib/librecorder.so" ] && ! on_nodes && ! grep -q '^SANITIZE=ON' "$(build_dir)/launch.env"; }

# A directory for the records of a run with that many ranks: in memory where there is room (a record takes
# 7 MB), so that writing to it costs nothing.
records_for() { # RANKS DIR
    local free
    free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    if [ -w /dev/shm ] && [ "${free:-0}" -gt $(($(cores) * $1 * 9000)) ]; then
        mktemp -d "/dev/shm/mpilab-check-$$.XXXXXX"
    else
        mkdir -p "$2/records" && echo "$2/records"
    fi
}

# What the records say, after the run: $dir/trace, and witness/ in the format of witness.c. Of a run that was
# ended witness.c itself has noted more: not only the call, but who has called that. A deadlock counts as a run
# that did not end.
read_records() { # DIR RECORDS STATUS
    local options=(--notes "$1/witness")
    if [ -e "$1/hung" ]; then
        options=(--hung)
        echo 124 >"$1/exit"
    elif [ "$3" = 124 ]; then
        options=(--timed-out)
    fi
    "$(build_dir)/bin/explain" --run "$run" --rows "${options[@]}" "$2" 2>"$1/trace.error" |
        as_compiled "$source_path" "$compiled" >"$1/trace" || true
    rm -rf "$2"
}

# Until the run ends, or hangs (status 1, and no other: what cannot be read is no deadlock), or mpirun does
# not notice that a rank has died (3).
watch_run() { # PID DIR RECORDS
    local found=0
    "$(build_dir)/bin/explain" --run "$run" --watch "$1" "$3" || found=$?
    case $found in
    1) end_hung "$@" ;;
    3) kill -TERM "$1" ;;
    esac
}

# Asks every rank where it is (USR2: witness.c), and ends the run when all have answered.
end_hung() { # PID DIR RECORDS
    local record rank asked=() tries
    : >"$2/hung"
    for record in "$3"/rank-*; do
        rank=$(od -An -tu4 -j40 -N4 "$record" | tr -d ' ') # its process (tools/trace/format.h)
        if [ "${rank:-0}" -gt 1 ] && kill -USR2 "$rank"; then asked+=("$2/witness/${record##*/}"); fi
    done
    for ((tries = 0; tries < 50; tries++)); do # 2 s: a rank may have ended
        sleep 0.04
        if [ ${#asked[@]} -eq 0 ] || ! grep -L -s $'\twaits$' "${asked[@]}" | grep -q .; then break; fi
    done
    kill -TERM "$1"
}

run_case() { # KIND K
    local dir=$work/$id/$1-$2 limit options=() program=$executable records='' run watcher pid status=0
    mkdir -p "$dir/fresh" "$dir/witness"
    limit=$(seconds_for "$2")
    if [ "$1" = solution ]; then program=$(build_dir)/solutions/$name; fi
    if traces && records=$(records_for "${case_ranks[$2]}" "$dir"); then
        options=(-p "$(build_dir)/lib/librecorder.so" -w "$dir/witness" -v)
        run=$(od -An -N7 -tx8 /dev/urandom | tr -d ' ')
        export MPILAB_TRACE=$records MPILAB_TRACE_RUN=$run
        # Open MPI leaves its shared memory behind when ranks are killed: here it goes with the records.
        export OMPI_MCA_btl_vader_backing_directory=$records OMPI_MCA_osc_rdma_backing_directory=$records
        export OMPI_MCA_btl_sm_backing_directory=$records # since Open MPI 5
    elif [ "$1" = student ]; then
        options=(-w "$dir/witness" -v)
    fi
    if [ -t 2 ]; then printf '\r%s' "$DIM  $(case_name "$2")"$'\033[K'"$PLAIN" >&2; fi
    local TIMEFORMAT=%R
    # What a program prints may be endless: the rest is read, and dropped.
    {
        cd "$dir/fresh" || exit
        # shellcheck disable=SC2086  # arguments are several words
        MPILAB_SHARED_CORES=1 "$LAB_ROOT/tools/launch" "$(build_dir)" -n "${case_ranks[$2]}" -t "$limit" \
            ${options[@]+"${options[@]}"} -- "$program" -o "$dir/fresh/result.h5" ${case_arguments[$2]} 2>&1 &
        pid=$!
        echo $pid >"$dir/pid"
        if [ -n "$records" ]; then
            # Ends the run as soon as a deadlock is certain. To nobody's pipe: it must not keep that open.
            { watch_run $pid "$dir" "$records"; } >/dev/null 2>&1 &
            watcher=$!
        fi
        { time wait $pid || status=$?; } 2>"$dir/seconds"
        echo "$status" >"$dir/exit"
        rm -f "$dir/pid"
        if [ -n "$records" ]; then
            wait $watcher || true
            read_records "$dir" "$records" "$status"
        fi
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
