#!/usr/bin/env bats
# ./lab jobs, with commands in place of SLURM's that print what its versions print, and count their calls.
# shellcheck disable=SC2016,SC2030,SC2031  # what the stand-ins expand; each test has a shell of its own
load common

# The checkout is a copy: what it knows of jobs stays there. $LINES is what squeue has, a job each, as
# JobID|ArrayJobID|ArrayTaskID|State|Reason|TimeUsed|TimeLimit|StartTime|exit_code|RestartCnt|Name|NodeList|Dependency|WorkDir|Command|STDOUT
setup() {
    COPY=$BATS_TEST_TMPDIR/mpilab
    mkdir -p "$COPY" "$BATS_TEST_TMPDIR/bin" "$COPY/.lab/jobs"
    cp -r "$ROOT"/{lab,tools,CMakePresets.json} "$COPY"
    NOTES=$COPY/.lab/jobs
    export PATH=$BATS_TEST_TMPDIR/bin:$PATH QUEUE=$BATS_TEST_TMPDIR/queue CALLS=$BATS_TEST_TMPDIR/calls OLD='' SLURM_CLUSTERS=''
    : >"$CALLS"
    : >"$QUEUE"
    # Fields have the width that -O asks for (older than 20.11: no separator can be had), with its header.
    cat >"$BATS_TEST_TMPDIR/bin/squeue" <<'END'
#!/bin/sh
echo "squeue $*" >>"$CALLS"
cluster=$SLURM_CLUSTERS
while [ $# -gt 0 ]; do
    case $1 in
    -O) format=$2 ;;
    -M) cluster=$2 ;;
    -j) job=$2 ;;
    esac
    shift
done
[ ! -r "$QUEUE.now" ] || . "$QUEUE.now"
[ ! -r "$QUEUE.error" ] || { cat "$QUEUE.error" >&2; exit 1; }
[ -z "$cluster" ] || echo "CLUSTER: $cluster"
[ -z "$OLD" ] || echo "squeue: error: Invalid job format specification: STDOUT" >&2
awk -F '|' -v format="$format" -v job="$job" -v old="$OLD" '
    BEGIN { n = split(format, field, ","); for (i = 1; i <= n; i++) { split(field[i], part, ":"); name[i] = part[1]; width[i] = part[2] } }
    function out(i, text) { if (!(old && name[i] == "STDOUT")) printf "%-" width[i] "." width[i] "s", text }
    NR == 1 { for (i = 1; i <= n; i++) out(i, toupper(name[i])); print "" }
    job == "" || $1 == job || $2 == job { for (i = 1; i <= n; i++) out(i, $i); print "" }' "$QUEUE${cluster:+.$cluster}"
END
    printf '#!/bin/sh\necho "sacct $*" >>"$CALLS"\ncat "$QUEUE.sacct" 2>/dev/null && exit\n%s\n' \
        'echo "Slurm accounting storage is disabled" >&2; exit 1' >"$BATS_TEST_TMPDIR/bin/sacct"
    printf '#!/bin/sh\necho "scontrol $*" >>"$CALLS"\nexit 1\n' >"$BATS_TEST_TMPDIR/bin/scontrol"
    chmod +x "$BATS_TEST_TMPDIR"/bin/*
}

# queued ID STATE REASON [FIELD=VALUE...] - one more job in the queue
queued() {
    local ArrayJobID=$1 ArrayTaskID=N/A TimeUsed=0:00 exit_code=0 RestartCnt=0 Name=job NodeList='' Dependency='(null)' STDOUT=/nowhere/%x-%j.out id=$1 state=$2 reason=$3
    shift 3
    [ $# = 0 ] || local "$@"
    echo "$id|$ArrayJobID|$ArrayTaskID|$state|$reason|$TimeUsed|10:00|N/A|$exit_code|$RestartCnt|$Name|$NodeList|$Dependency|$COPY|/x.sbatch|$STDOUT"
}

# Of all jobs, the lines below each
jobs() {
    run "$COPY/lab" jobs "$@"
    echo "$output"
    [ "$status" -eq 0 ]
}
of() { awk -v job="$1" '$1 == job { on = 1; print; next } /^[0-9]/ { on = 0 } on' <<<"$output"; }

# SLURM's names, from squeue(1) of 22.05, and "Job Reason Codes" and "Job State Codes" of SchedMD (2024, 2025).
reasons() {
    local resources='BB Billing Energy GRES License Unknown' r who
    echo None Priority Resources Dependency BeginTime JobHeldAdmin JobHeldUser Licenses Reservation Prolog Cleaning FedJobLock \
        NodeDown FrontEndDown PartitionDown PartitionInactive PartitionConfig PartitionNodeLimit PartitionTimeLimit \
        AccountingPolicy AccountNotAllowed BadConstraints Constraints InvalidAccount InvalidQOS JobArrayTaskLimit \
        JobHoldMaxRequeue JobLaunchFailure BurstBufferOperation BurstBufferResources BurstBufferStageIn DeadLine \
        DependencyNeverSatisfied InactiveLimit MaxMemPerLimit NonZeroExitCode OutOfMemory RaisedSignal PowerNotAvail \
        PowerReserved QOSJobLimit QOSNotAllowed QOSResourceLimit QOSTimeLimit QOSUsageThreshold ReqNodeNotAvail \
        ReservationDeleted ReservationInvalid SchedDefer SystemFailure TimeLimit WaitingForScheduling AssociationJobLimit \
        AssociationResourceLimit AssociationTimeLimit Max{Jobs,Memory,Node,SubmitJobs,Cpu}PerAccount \
        AssocMax{Jobs,SubmitJob,CpuMinutesPerJob,CpuPerJob,NodePerJob,WallDurationPerJob}Limit AssocMaxCpuPerNode \
        AssocMax{Mem,Node}MinutesPerJob AssocMaxMemPer{Job,Node} QOSMax{Jobs,Cpu,Node,SubmitJob}PerUserLimit \
        QOSMax{CpuMinutes,Cpu,Node,WallDuration}PerJobLimit QOSMaxCpuPerNode QOSMaxMemoryPer{Job,Node,User} \
        QOSMax{Memory,Node}MinutesPerJob QOSMin{CpuNotSatisfied,Memory,Node}
    for who in Assoc QOS; do
        echo ${who}Grp{Cpu,Jobs,Mem,Node,SubmitJobs,Wall,CPUMinutes,CPURunMinutes}Limit ${who}Grp{Mem,Memory,Node}{,Run}Minutes
        for r in $resources; do echo ${who}Grp"$r"{,Minutes,RunMinutes} ${who}Max"$r"{MinutesPerJob,PerJob,PerNode,PerUser} Max"$r"PerAccount QOSMin"$r"; done
    done
}

@test "every reason of SLURM's has a sentence; one that is new keeps SLURM's word" {
    number=0
    for reason in $(reasons) "Nodes required for job are DOWN, DRAINED" "ReqNodeNotAvail, UnavailableNodes:n[1-3]" \
        "launch failed requeued held" "job requeued in held state" "RaisedSignal:11(Segmentation fault)"; do
        queued $((number += 1)) PENDING "$reason"
    done >"$QUEUE"
    queued 9000 PENDING TheMoonIsFull >>"$QUEUE"
    jobs -a
    [ "$(grep -c PENDING <<<"$output")" -eq $((number + 1)) ]
    [ "$number" -gt 150 ]
    [ "$(grep 'waits: ' <<<"$output")" = "         waits: TheMoonIsFull" ]
    [ "$(grep -c '^         ' <<<"$output")" -eq $((number + 1)) ]
    run ! grep -E '\{|^ +(waits for|is held)? *$' <<<"$output"
}

@test "the reasons that the manual page here names have their sentences" {
    page=$(man -w squeue 2>/dev/null) || skip "no manual of squeue here"
    names=$(zcat -f "$page" | awk '/^\.SH.*REASON CODES/ { on = 1; next } /^\.SH/ { on = 0 } on && /^\\fB/' |
        sed 's/\\fB\([A-Za-z*]*\).*/\1/; s/\*/Cpu/')
    [ "$(wc -w <<<"$names")" -gt 20 ] || skip "no list in this manual"
    number=0
    for reason in $names; do queued $((number += 1)) PENDING "$reason"; done >"$QUEUE"
    jobs -a
    run ! grep 'waits: ' <<<"$output"
}

@test "every state of SLURM's has a sentence, and is over or not" {
    number=0
    for state in BOOT_FAIL CANCELLED DEADLINE FAILED NODE_FAIL OUT_OF_MEMORY PREEMPTED REVOKED TIMEOUT; do
        queued $((number += 1)) $state None
    done >"$QUEUE"
    for state in COMPLETING CONFIGURING LAUNCH_FAILED POWER_UP_NODE RECONFIG_FAIL REQUEUED REQUEUE_FED REQUEUE_HOLD RESIZING \
        RESV_DEL_HOLD SIGNALING SPECIAL_EXIT STAGE_OUT STOPPED SUSPENDED UPDATE_DB; do
        queued $((number += 1)) $state None
    done >>"$QUEUE"
    queued 99 SOMETHING_NEW None >>"$QUEUE"
    jobs -a
    [ "$(grep -c '^         ' <<<"$output")" -eq $number ]
    of 9 | grep "ended at its time limit of 00:10:00: --time=... asks for more"
    # Nobody is asked again about those that are over.
    : >"$QUEUE"
    : >"$CALLS"
    jobs -a
    [ "$(grep -c UNKNOWN <<<"$output")" -eq $((number - 9 + 1)) ]
    for state in BOOT_FAIL DEADLINE NODE_FAIL PREEMPTED REVOKED; do grep -q " $state " <<<"$output"; done
    grep sacct "$CALLS" | grep -oE -- '-j [0-9,]+' | tr , '\n' | grep -c . | grep -x $((number - 9 + 1))
}

@test "exit codes: what ended it, and what to do; from squeue (wait's status), scontrol's form and sacct's" {
    {
        queued 1 FAILED NonZeroExitCode exit_code=768
        queued 2 FAILED JobLaunchFailure exit_code=4021 STDOUT=/no/where.out
        queued 3 FAILED RaisedSignal exit_code=9
        queued 4 FAILED "RaisedSignal:15(Terminated)" exit_code=0:15 # of 24.11
        queued 5 FAILED NonZeroExitCode exit_code=32512
        queued 6 FAILED NonZeroExitCode exit_code=126:0
        queued 7 FAILED NonZeroExitCode exit_code=$((139 * 256))
        queued 8 FAILED NonZeroExitCode exit_code=$((137 * 256))
        queued 9 FAILED NonZeroExitCode exit_code=$((13 * 256))
        queued 10 FAILED RaisedSignal exit_code=139 # and a core
        queued 11 FAILED NonZeroExitCode exit_code=$((140 * 256))
        queued 12 FAILED BadConstraints
        queued 13 FAILED None
        queued 14 FAILED RaisedSignal exit_code=10
    } >"$QUEUE"
    jobs
    of 1 | grep "ended with exit status 3$"
    of 2 | grep "SLURM could not open its output /no/where.out"
    of 3 | grep "killed by signal 9 (SIGKILL).*memory"
    of 4 | grep "killed by signal 15 (SIGTERM)"
    of 5 | grep "ended with exit status 127: a command was not found.*LAB_MODULES"
    of 6 | grep "ended with exit status 126: a command could not be executed"
    of 7 | grep "ended with exit status 139:.*(SIGSEGV)"
    of 8 | grep "ended with exit status 137:.*killed"
    of 9 | grep "ended with exit status 13, .*permission denied"
    of 10 | grep "killed by signal 11 (SIGSEGV)"
    of 11 | grep "ended with exit status 140: a process was killed by signal 12"
    of 12 | grep "asks for what no node has"
    of 13 | grep "failed, and SLURM does not say how"
    of 14 | grep "killed by signal 10$"
}

@test "cancelled: by hand while it waited, or because the job before it failed" {
    {
        queued 1 CANCELLED Dependency Dependency="afterok:9(unfulfilled)"
        queued 2 CANCELLED DependencyNeverSatisfied Dependency="afterok:9(failed)"
        queued 3 CANCELLED Dependency Dependency="afterok:9(failed)"
        queued 4 CANCELLED Priority
        queued 5 CANCELLED None TimeUsed=1-02:03:04
        queued 6 PENDING DependencyNeverSatisfied
    } >"$QUEUE"
    jobs
    for job in 1 4 5; do of $job | grep "  cancelled, by scancel or by who runs the cluster$"; done
    for job in 2 3; do of $job | grep "did not run: the job it depends on failed$"; done
    of 5 | grep " 1-02:03:04 "
    of 6 | grep "will never run: the job it depends on failed; scancel it"
}

@test "an array: tasks that are alike share a line, and push nothing out; a long name keeps the columns" {
    {
        queued 73 RUNNING None NodeList=n9 Name="$(printf 'n%.0s' {1..70})" TimeUsed=5:02
        for task in {1..24}; do queued $((74 + task)) COMPLETED None ArrayJobID=74 ArrayTaskID="$task" NodeList=n$((task % 2)) TimeUsed=0:$((task + 10)); done
        queued 99 FAILED NonZeroExitCode ArrayJobID=74 ArrayTaskID=25 exit_code=256
        for task in 26 28 29; do queued $((74 + task)) RUNNING None ArrayJobID=74 ArrayTaskID="$task" NodeList=n1; done
        queued 74 PENDING JobArrayTaskLimit ArrayJobID=74 ArrayTaskID=30-1000%4
    } >"$QUEUE"
    jobs
    [ "$(grep -c '^[0-9]' <<<"$output")" -eq 5 ]
    grep -E "^73 +nnnnnnnnnnnnnnnnnnn~ RUNNING +00:05:02 +n9 +-$" <<<"$output"
    grep -E "^74_\[1-24\] +job +COMPLETED +00:00:34 +several +-$" <<<"$output"
    of 74_25 | grep "ended with exit status 1"
    grep -E "^74_\[26,28-29\] +job +RUNNING +00:00:00 +n1 " <<<"$output"
    of "74_[30-1000%4]" | grep "waits until other tasks of its array end"
    # The column of states begins at the same place in all lines.
    [ "$(grep -E '^(job|[0-9])' <<<"$output" | grep -boE '^.{42}' | wc -l)" -eq 6 ]
    [ "$(grep -E '^(job|[0-9])' <<<"$output" | sed -E 's/^(.*) (state|RUNNING|COMPLETED|FAILED|PENDING) .*/\1/' | awk '{ print length() }' | sort -u | wc -l)" -eq 1 ]
    [ "$(grep -c . "$CALLS")" -eq 1 ]
}

@test "twenty jobs, or a thousand tasks: one squeue, and one sacct for those that it has forgotten" {
    for job in {1..20}; do queued "$job" RUNNING None; done >"$QUEUE"
    queued ID COMPLETED None ArrayJobID=100 ArrayTaskID=TASK |
        awk '{ for (i = 1; i <= 1000; i++) { line = $0; sub(/ID/, 100 + i, line); sub(/TASK/, i, line); print line } }' >>"$QUEUE"
    jobs -a
    [ "$(cut -d ' ' -f 1 "$CALLS")" = squeue ]
    grep -E '^100_\[1-1000\] +job +COMPLETED' <<<"$output"
    # Forgotten meanwhile. sacct knows some, in the form of each kind of job.
    : >"$CALLS"
    : >"$QUEUE"
    {
        echo "1|1|COMPLETED|00:01:00|n[1-2]|0:0|00:10:00|a name | with bars"
        echo "2|2|CANCELLED by 1000|00:00:00|None assigned|0:0|00:10:00|job"
        echo "3|3|OUT_OF_MEMORY|1-00:01:00|n1|0:125|UNLIMITED|job"
        echo "4|4|FAILED|00:00:02|n1|0:53|00:10:00|job"
    } >"$QUEUE.sacct"
    jobs -a
    [ "$(cut -d ' ' -f 1 "$CALLS")" = "$(printf 'squeue\nsacct')" ]
    grep -E '^1 +a name \| with bars +COMPLETED +00:01:00 +n\[1-2\] +-$' <<<"$output"
    of 2 | grep -E "CANCELLED +00:00:00 +- +-"
    of 3 | grep "took more memory than it asked for"
    of 4 | grep "could not open its output /nowhere/job-4.out"
    of 5 | grep "SLURM does not know it any more"
    # All are over now, also those that nobody knows: one squeue, for what is new.
    : >"$CALLS"
    jobs -a
    [ "$(cut -d ' ' -f 1 "$CALLS")" = squeue ]
    of 3 | grep "took more memory than it asked for"
}

@test "the output's name: patterns of sbatch; a version of squeue that has no STDOUT" {
    cd "$BATS_TEST_TMPDIR"
    echo "the end of x" >x-7-0009.n03.out
    queued 9 FAILED NonZeroExitCode exit_code=256 ArrayJobID=8 ArrayTaskID=7 Name=x NodeList='n[03-05]' STDOUT="$PWD/%x-%a-%4j.%N.out" >"$QUEUE"
    jobs
    of 8_7 | grep -F "$PWD/x-7-0009.n03.out: the end of x"
    rm -f "$NOTES"/*
    OLD=1 jobs
    of 8_7 | grep -F "ended with exit status 1"
    [ "$(of 8_7 | wc -l)" -eq 2 ]
}

@test "jobs of another cluster: asked there, and said" {
    echo cluster=serial >"$NOTES/5"
    queued 5 RUNNING None NodeList=n1 >"$QUEUE.serial"
    queued 5 PENDING Priority Name=other >"$QUEUE" # another job with that number, elsewhere
    queued 6 PENDING Priority >>"$QUEUE"
    jobs
    grep -E '^5 +job +RUNNING +00:00:00 +n1 of serial' <<<"$output"
    [ "$(grep -c . "$CALLS")" -eq 2 ]
    : >"$CALLS"
    SLURM_CLUSTERS=serial jobs
    grep -E '^5 +job +RUNNING +00:00:00 +n1 of serial' <<<"$output"
    [ "$(grep -c squeue "$CALLS")" -eq 1 ]
    queued 5 COMPLETED None >"$QUEUE.serial"
    jobs
    grep -E '^6 +job +PENDING' <<<"$output" # nobody had asked where it is
    : >"$CALLS"
    jobs
    [ "$(grep -c . "$CALLS")" -eq 1 ]
}

@test "SLURM does not answer: said in one line; what was seen last is shown, and nothing is taken to be over" {
    queued 5 RUNNING None NodeList=n1 >"$QUEUE"
    jobs
    echo "slurm_load_jobs error: Socket timed out on send/recv operation" >"$QUEUE.error"
    run --separate-stderr "$COPY/lab" jobs
    [ "$status" -eq 1 ]
    [[ $stderr == "lab: squeue: slurm_load_jobs error: Socket timed out"*"Below is what was seen last" ]]
    [ "$(wc -l <<<"$stderr")" -eq 1 ]
    grep -E '^5 +job +RUNNING' <<<"$output"
    echo "squeue: fatal: Could not establish a configuration source" >"$QUEUE.error"
    run --separate-stderr "$COPY/lab" jobs
    [ "$status" -eq 1 ]
    [[ $stderr == "lab: SLURM's commands find no cluster: "* ]]
    rm "$QUEUE.error"
    jobs
    grep -E '^5 +job +RUNNING' <<<"$output"
}

@test "a requeue is told, and the settings of a user for squeue change nothing" {
    queued 5 PENDING BeginTime RestartCnt=2 >"$QUEUE"
    queued 6 COMPLETED None RestartCnt=1 >>"$QUEUE"
    SQUEUE_FORMAT=%A SQUEUE_STATES=RUNNING SQUEUE_SORT=i jobs
    of 5 | grep "was requeued 2 times; waits for its start time"
    of 6 | grep "was requeued once$"
}

# follow ARGUMENTS... - ./lab submit hello --wait; nothing is built, and its seconds pass at once: $BATS_TEST_TMPDIR/clock
# has a line for each. $QUEUE.now says what squeue has by then.
follow() {
    local bin=$BATS_TEST_TMPDIR/bin
    copy_project
    cp -r "$ROOT/slurm" "$COPY"
    rm -f "$COPY/slurm/site.sh"
    mkdir -p "$COPY/build/${BUILD##*/}/bin"
    printf '#!/bin/sh\nexit 0\n' | tee "$bin/cmake" >"$COPY/build/${BUILD##*/}/bin/show"
    printf '#!/bin/sh\ncase "$*" in *--test-only*) ;; *) echo "%s" ;; esac\n' "$1" >"$bin/sbatch"
    chmod +x "$bin"/* "$COPY/build/${BUILD##*/}/bin/show"
    export CLOCK=$BATS_TEST_TMPDIR/clock
    : >"$CLOCK"
    sleep() { echo >>"$CLOCK"; } # not a program: there are many
    export -f sleep
    run --separate-stderr "$COPY/lab" submit solutions/hello --wait
    echo "$output$stderr"
}

@test "--wait: looks seldom, tells of a lost node and of a restart, and does not give up where SLURM does not answer" {
    cat >"$QUEUE.now" <<END
now=\$(wc -l <"$BATS_TEST_TMPDIR/clock")
echo \$now >>"$CALLS.times"
state=RUNNING reason=None restarts=1 node='n[1-3]'
[ \$now -ge 5 ] || { state=PENDING node='' restarts=0; }
[ \$now -lt 5 ] || [ \$now -ge 200 ] || restarts=0
[ \$now -lt 200 ] || [ \$now -ge 330 ] || { state=PENDING reason=BeginTime node=''; }
[ \$now -lt 1200 ] || state=TIMEOUT
rm -f "$QUEUE.error"
[ \$now -lt 600 ] || [ \$now -gt 780 ] || echo "slurm_load_jobs error: Socket timed out" >"$QUEUE.error"
echo "74|74|N/A|\$state|\$reason|0:10|10:00|N/A|0|\$restarts|hello|\$node|(null)|/|/x|/nowhere" >"$QUEUE"
END
    printf '#!/bin/sh\necho "sinfo $*" >>"$CALLS"\necho n2\n' >"$BATS_TEST_TMPDIR/bin/sinfo"
    follow 74
    [ "$status" -eq 1 ]
    [[ $stderr == *"lab: job 74 was requeued once; ended at its time limit of 00:10:00"* ]]
    sed -n 's/^[0-9:]\{8\}  //p' <<<"$output" >told
    diff told - <<'END'
PENDING waits until SLURM has looked at it
RUNNING n[1-3]
went back into the queue, as node n2 was lost
PENDING was requeued once; waits for its start time
RUNNING n[1-3] was requeued once
SLURM does not answer (squeue: slurm_load_jobs error: Socket timed out); the job goes on, and so does this
TIMEOUT after 00:00:10
END
    awk '{ calls[$1 < 60 ? 1 : $1 < 600 ? 2 : 3]++ } $1 - last > 61 { exit 1 } { last = $1 }
        END { print calls[1], calls[2], calls[3]; exit !(calls[1] <= 12 && calls[2] <= 16 && calls[3] <= 12) }' "$CALLS.times"
    [ "$(grep sinfo "$CALLS")" = "sinfo -h -n n[1-3] -t down -o %N" ]
    [ "$(grep -c '^squeue .*-j 74$' "$CALLS")" -eq "$(wc -l <"$CALLS.times")" ]
}

@test "--wait: a job on another cluster, an array" {
    cat >"$QUEUE.now" <<END
now=\$(wc -l <"$BATS_TEST_TMPDIR/clock")
[ \$now -ge 20 ] || echo "74|74|2-4|PENDING|Priority|0:00|10:00|N/A|0|0|hello||(null)|/|/x|/nowhere"
[ \$now -lt 20 ] || echo "74|74|4|COMPLETED|None|0:09|10:00|N/A|0|0|hello|n1|(null)|/|/x|/nowhere"
state=RUNNING
[ \$now -lt 20 ] || state=COMPLETED
echo "75|74|1|\$state|None|0:03|10:00|N/A|0|0|hello|n1|(null)|/|/x|/nowhere"
[ \$now -lt 20 ] || echo "76|74|2|COMPLETED|None|0:05|10:00|N/A|0|0|hello|n1|(null)|/|/x|/nowhere"
[ \$now -lt 20 ] || echo "77|74|3|FAILED|NonZeroExitCode|0:04|10:00|N/A|768|0|hello|n1|(null)|/|/x|/nowhere"
END
    sed -i '1s/^/{\n/; $s/$/\n} >"$QUEUE.serial"/' "$QUEUE.now"
    follow "74;serial"
    [ "$status" -eq 3 ]
    [[ $stderr == *"lab: job 74_3 ended with exit status 3"* ]]
    sed -n 's/^[0-9:]\{8\}  //p' <<<"$output" >told
    diff told - <<'END'
74_1 RUNNING n1
74_[2-4] PENDING waits for jobs before it in the queue
74_[1-2,4] COMPLETED after 00:00:09
74_3 FAILED after 00:00:04
END
    run ! grep -v -e '-M serial' "$CALLS"
    [ "$(sed -n s/^cluster=//p .lab/jobs/74)" = serial ]
}

@test "what cannot be remembered, as in a folder of others, is shown all the same" {
    if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=4k none "$NOTES"; then
        queued 4 RUNNING None NodeList=n1 >"$QUEUE"
        cat /dev/zero >"$NOTES/full" 2>/dev/null || true
        run --separate-stderr "$COPY/lab" jobs
        umount "$NOTES"
        echo "$output$stderr"
        grep -E '^4 +job +RUNNING' <<<"$output"
    fi
    rm -r "$NOTES"
    echo >"$COPY/.lab/jobs" # nobody can make a folder there
    queued 5 RUNNING None NodeList=n1 >"$QUEUE"
    jobs
    grep -E '^5 +job +RUNNING' <<<"$output"
}
