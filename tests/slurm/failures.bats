#!/usr/bin/env bats
# Jobs that are cancelled, out of time, killed, or lose a node while they write; and wrong use.
load jobs

@test "cancelled, under srun and mpirun" {
    for launcher in "srun --mpi=pmix" mpirun; do
        LAB_LAUNCHER=$launcher victim 2
        scancel "$job"
        wait_for "$job"
        [ "$(state "$job")" = CANCELLED ]
        nothing_is_spoilt
        jobs_says CANCELLED "cancelled, by scancel"
        jobs_says CANCELLED "CANCELLED AT"
    done
}

@test "a rank killed by SIGKILL, under srun and mpirun: the others end too" {
    for launcher in "srun --mpi=pmix" mpirun; do
        LAB_LAUNCHER=$launcher victim 2
        kill -KILL "$(ranks | tail -n 1)"
        wait_for "$job"
        [ "$(state "$job")" = FAILED ]
        code=$(field "$job" ExitCode) says="a rank was killed: was its memory enough?"
        if [ "$code" = 14:0 ] && grep -q "^MPI_FAMILY=openmpi5" "$BUILD/launch.env"; then
            says="a rank was killed or crashed, or a node was lost: was its memory enough?"
        else
            [[ $code == 1[34][137]:0 ]]
        fi
        nothing_is_spoilt
        jobs_says FAILED "$says"
    done
}

@test "everything killed by SIGKILL, the batch script too" {
    victim 2
    kill_all "$job"
    wait_for "$job"
    [ "$(state "$job") $(field "$job" ExitCode)" = "FAILED 0:9" ]
    nothing_is_spoilt
    jobs_says FAILED "killed by signal 9"
}

@test "a node lost: one that runs ranks, and the one that runs the script" {
    [ "$CLUSTER_MODE" = ns ] || skip "no namespaces here, so nodes cannot crash"
    for node in n2 n1; do
        victim 2
        "$ROOT/tests/slurm/cluster" kill-node "$CLUSTER" $node
        scontrol update NodeName=$node State=DOWN Reason=crash
        wait_for "$job"
        state=$(state "$job")
        "$ROOT/tests/slurm/cluster" start-node "$CLUSTER" $node
        until_true sinfo_idle $node
        [ "$state" = NODE_FAIL ]
        nothing_is_spoilt
        jobs_says NODE_FAIL "a node was lost"
    done
}
sinfo_idle() { sinfo -h -n "$1" -o %t | grep -qE '^(idle|mix|alloc)$'; }

@test "a node that cannot start the job: it is held, and ./lab jobs says what to do" {
    job=$(sbatch --parsable --hold slurm/01-hello.sbatch)
    scancel "$job"
    # What a crash may leave behind, in the way of the next job.
    stale=$CLUSTER/nodes/n1/spool/job$(printf %05d $((job + 1)))
    mkdir "$stale"
    touch "$stale/slurm_script"
    job=$(sbatch --parsable --nodes=1 --nodelist=n1 slurm/01-hello.sbatch)
    held() { [ "$(field "$job" Reason)" = launch_failed_requeued_held ]; }
    until_true held
    jobs_says PENDING "is held, as a node could not start it: scontrol release tries again"
    scancel "$job"
    rm -rf "$stale"
}

# wrong STATUS TEXT OPTIONS... - a job that must fail with this one line of ours
wrong() {
    local status=$1 text=$2 job
    shift 2
    job=$(sbatch --parsable "$@")
    ended "$job" FAILED "$status:0"
    cat "$(log_of "$job")"
    grep -F -- "$text" "$(log_of "$job")"
    [ "$(grep -cE '^(hello|wrap|mandelbrot): ' "$(log_of "$job")")" -eq 1 ]
}

@test "wrong use: one clear line in the job's output, exit status not 0" {
    mv "$BUILD/solutions/hello" hidden
    wrong 1 "hello is not built: run './lab run solutions/hello' once" slurm/01-hello.sbatch
    mv hidden "$BUILD/solutions/hello"
    LAB_RESULTS=$ROOT/nowhere wrong 1 "there is no folder $ROOT/nowhere for the results: mkdir it" slurm/01-hello.sbatch
    wrong 2 "mandelbrot: --width 0" slurm/06-mandelbrot.sbatch --width 0
    mv results elsewhere
    wrong 1 "there is no folder $ROOT/results" slurm/01-hello.sbatch
    mv elsewhere results
}

@test "wrong use: a launcher that does not exist, or starts nothing" {
    job=$(LAB_LAUNCHER=nosuchlauncher sbatch --parsable slurm/01-hello.sbatch)
    ended "$job" FAILED 127:0
    grep -F nosuchlauncher "hello-$job.out"
    mkdir fakes
    for name in srun mpirun mpiexec; do
        printf '#!/bin/sh\necho cannot start >&2\nexit 1\n' >fakes/$name
        chmod +x fakes/$name
    done
    cp "$BUILD/launch.env" launch.env
    sed -i 's#^MPIEXEC=.*#MPIEXEC=/bin/false#' "$BUILD/launch.env"
    PATH=$ROOT/fakes:$PATH wrong 1 "neither srun nor /bin/false starts" slurm/01-hello.sbatch
    cp launch.env "$BUILD/launch.env"
}

@test "wrong use: a module that does not exist; one that does is loaded" {
    [ -r /usr/share/modules/init/bash ] || skip "no environment modules here (Debian: environment-modules)"
    mkdir -p modules
    printf '#%%Module\nsetenv LAB_TEST_MODULE loaded\n' >modules/course
    echo "module use $ROOT/modules 2>/dev/null || { . /usr/share/modules/init/bash; module use $ROOT/modules; }
LAB_MODULES='course nosuch/1.2'" >slurm/site.sh
    wrong 1 "cannot load the module 'nosuch/1.2' of LAB_MODULES (see slurm/site.sh)" slurm/01-hello.sbatch
    sed -i "s/^LAB_MODULES.*/LAB_MODULES=course/" slurm/site.sh
    cat >module.sbatch <<'END'
#!/bin/bash
. slurm/env.sh
echo "$LAB_TEST_MODULE: $LOADEDMODULES"
END
    job=$(sbatch --parsable --output=module.out module.sbatch)
    ended "$job" COMPLETED 0:0
    mv slurm/site.sh site.old
    [ "$(cat module.out)" = "loaded: course" ]
}

@test "wrong use: more ranks than the partition has: refused at once, in one line" {
    run --separate-stderr sbatch --ntasks=100 slurm/01-hello.sbatch
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *"More processors requested than permitted"* ]]
    run --separate-stderr sbatch --partition=short --nodes=2 slurm/01-hello.sbatch
    [ "$status" -eq 1 ]
}

@test "wrong use: a read-only file system" {
    [ "$(id -u)" = 0 ] && [ "$CLUSTER_MODE" = ns ] || skip "needs root to mount one"
    mkdir read-only
    cat >wrap.sbatch <<'END'
#!/bin/bash
mount -t tmpfs -o ro tmpfs read-only || exit 99
LAB_RESULTS=$PWD/read-only bash slurm/01-hello.sbatch
status=$?
umount read-only
exit $status
END
    wrong 1 "cannot write to $ROOT/read-only: Read-only file system" --job-name=wrap wrap.sbatch
}
