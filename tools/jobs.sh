# shellcheck shell=bash
# Shared by lab-submit and lab-jobs: what SLURM knows of a job, and what that means. Sourced after lib.sh.
#
# $LAB_JOBS/ID holds what this checkout knows of a job, as lines key=value, of which the last
# counts: log and result, and what SLURM last said of it, as SLURM forgets a job soon after its end.

job_known() { # ID KEY
    [ ! -r "$LAB_JOBS/$1" ] || sed -n "s/^$2=//p" "$LAB_JOBS/$1" | tail -n 1
}

job_note() { # ID KEY VALUE
    [ "$(job_known "$1" "$2")" = "$3" ] || { mkdir -p "$LAB_JOBS" && echo "$2=$3" >>"$LAB_JOBS/$1"; } 2>/dev/null || true
}

# The words of SLURM about a job as lines key=value.
scontrol_lines() { # ID
    scontrol show job "$1" 2>/dev/null | awk '
        /^$/ && NR > 1 { exit }                                  # the first task of an array
        /^ *(Command|WorkDir|StdOut)=/ { sub(/^ */, ""); print; next } # paths, maybe with blanks
        { for (i = 1; i <= NF; i++) print $i }'
}

# job_look ID - sets job_name, job_state, job_reason, job_elapsed, job_nodes, job_exit, job_limit, job_start,
# job_restarts, job_log, job_result; job_state is UNKNOWN where neither SLURM nor we know
# shellcheck disable=SC2034  # for those who call
job_look() {
    local id=$1 lines key value
    job_name='' job_state='' job_reason='' job_elapsed='' job_nodes='' job_exit='' job_limit='' job_start=''
    job_restarts=0 job_log='' job_result=''
    lines=$(scontrol_lines "$id")
    if [ -z "$lines" ]; then
        # shellcheck disable=SC2016
        lines=$(sacct -n -X -P -j "$id" -o JobName,State,Elapsed,NodeList,ExitCode,Timelimit 2>/dev/null | head -n 1 |
            awk -F '|' 'NF == 6 { sub(/ .*/, "", $2)
                printf "JobName=%s\nJobState=%s\nRunTime=%s\nNodeList=%s\nExitCode=%s\nTimeLimit=%s\n", $1, $2, $3, $4, $5, $6 }')
    fi
    while IFS='=' read -r key value; do
        case $key in
        JobName) job_name=$value ;;
        JobState) job_state=$value ;;
        Reason) job_reason=$value ;;
        RunTime) job_elapsed=$value ;;
        NodeList) job_nodes=$value ;;
        ExitCode) job_exit=$value ;;
        TimeLimit) job_limit=$value ;;
        StartTime) job_start=$value ;;
        Restarts) job_restarts=$value ;;
        StdOut) job_log=$value ;;
        esac
    done <<<"$lines"
    if [ -n "$job_state" ]; then
        for key in name state reason elapsed nodes exit limit; do
            value=job_$key
            job_note "$id" $key "${!value}"
        done
        [ -z "$job_log" ] || job_note "$id" log "$job_log"
    else
        for key in name state reason elapsed nodes exit limit; do
            printf -v "job_$key" '%s' "$(job_known "$id" $key)"
        done
        # SLURM has forgotten it, so it is over; how, nobody knows.
        job_is_over || job_state=UNKNOWN
    fi
    [ "$job_nodes" != '(null)' ] || job_nodes=''
    [ -n "$job_log" ] || job_log=$(job_known "$id" log)
    job_result=$(job_known "$id" result)
}

job_is_over() {
    case $job_state in
    '' | PENDING | CONFIGURING | RUNNING | COMPLETING | SUSPENDED | REQUEUED | RESIZING | SIGNALING | STAGE_OUT | STOPPED) return 1 ;;
    esac
}

# What a state means, and what to do, in one line; nothing where there is nothing to add.
job_meaning() {
    case $job_state in
    PENDING)
        case $job_reason in
        Resources) echo "waits for nodes to become free" ;;
        Priority) echo "waits for jobs before it in the queue" ;;
        Dependency) echo "waits for the end of another job" ;;
        DependencyNeverSatisfied) echo "will never run: the job it depends on failed; scancel it" ;;
        BeginTime) echo "waits for its start time, as after a requeue" ;;
        launch*failed*) echo "is held, as a node could not start it: scontrol release tries again; see its output" ;;
        JobHeld*) echo "is held: scontrol release starts it" ;;
        Assoc* | QOS*) echo "waits for a limit of your account or QOS ($job_reason)" ;;
        PartitionNodeLimit | PartitionTimeLimit) echo "asks for more than the partition gives ($job_reason): will not run" ;;
        Nodes_required* | ReqNodeNotAvail*) echo "waits for nodes that are down or reserved" ;;
        None | '') ;;
        *) echo "waits: $job_reason" ;;
        esac
        ;;
    CANCELLED*)
        if [ "$job_reason" = DependencyNeverSatisfied ] || [ "$job_reason" = Dependency ]; then
            echo "did not run: the job it depends on failed"
        else
            echo "cancelled, by scancel or by who runs the cluster"
        fi
        ;;
    TIMEOUT) echo "ended at its time limit of $job_limit: --time=... asks for more" ;;
    OUT_OF_MEMORY) echo "took more memory than it asked for: --mem-per-cpu=... asks for more" ;;
    NODE_FAIL) echo "a node was lost: submit it again; with --requeue SLURM does" ;;
    FAILED)
        case $job_exit in
        *:0) echo "ended with exit status ${job_exit%:*}" ;;
        *) echo "killed by signal ${job_exit#*:}" ;;
        esac
        ;;
    UNKNOWN) echo "SLURM does not know it any more" ;;
    esac
}

# The line of a job's output that says most about its end: the last one by a program of ours or by the
# script, else SLURM's own ("*** JOB 7 ON n1 CANCELLED AT ... DUE TO TIME LIMIT ***"), else the last.
job_last_line() {
    local names
    [ -r "$job_log" ] || return 0
    names=$job_name$(programs 2>/dev/null | cut -f 2 | sed 's/^/|/' | tr -d '\n')
    tail -n 100 "$job_log" | tr -d '\r' | awk -v ours="^($names): " '
        /^[[:space:]-]*$/ { next }
        $0 ~ ours { own = $0 }
        /\*\*\* (JOB|STEP) / { slurms = $0 }
        { last = $0 }
        END { print substr(own != "" ? own : slurms != "" ? slurms : last, 1, 200) }'
}

# A path as seen from the project's folder.
short_path() { case $1 in "$LAB_ROOT"/*) echo "${1#"$LAB_ROOT"/}" ;; *) echo "$1" ;; esac; }
