#!/usr/bin/env bats
# slurm/acceptance.sbatch: what a site's support team runs after each change.
# shellcheck disable=SC2016  # stand-ins
load jobs

# row PROGRAM RANKS - its line of the table, without the figures: hosts and verdict
row() { sed -nE "s/^$1 +$2 +([0-9-]+)( +[0-9.-]+){4}  (.*)/\1 \3/p" "$log"; }

# instead_of PROGRAM LINE... - a stand-in, as a shell script: $n ranks, and $real is the right one
instead_of() {
    local file=$BUILD/../broken/solutions/$1
    mv "$file" "$file.real"
    printf '%s\n' '#!/bin/bash' 'n=${SLURM_STEP_NUM_TASKS:-${OMPI_COMM_WORLD_SIZE:-1}} real=$0.real' "${@:2}" 'exec "$real" "$@"' >"$file"
    chmod +x "$file"
}

hung_is_gone() { ! pgrep -f '^sleep 9876'; }

@test "installed: all is right over two nodes" {
    house=$PWD/house
    mkdir -p house/build "in another folder"
    cp -r lab slurm tools data solutions exercises house
    cp -r "$BUILD" house/build/installed
    echo "$house" >house/.installed
    chmod -R a-w house
    cd "in another folder"
    unset LAB_PRESET
    job=$(sbatch --parsable "$house/slurm/acceptance.sbatch" LAB_COUNTS=2,3 gather pi)
    chmod -R u+w "$house"
    wait_for "$job"
    log=$(log_of "$job")
    cat "$log"
    ended "$job" COMPLETED 0:0
    [ "$(row gather 1)" = "1 reference" ]
    [ "$(row gather 3)" = "$([ "$CLUSTER_MODE" = ns ] && echo 2 || echo 1) right" ]
    [[ $(row pi 3) == *" right, as on one host" ]]
    [ "$(tail -n 1 "$log")" = "acceptance: all 6 runs are right: 2 programs at 1 to 3 ranks on 2 nodes" ]
    [ -z "$(ls results)" ]
}

@test "programs that are wrong, crash or hang are named, and do not stop the others" {
    cp -r "$BUILD" "$BUILD/../broken"
    instead_of sort '[ $n -le 1 ] || set -- "$@" --seed 99'
    instead_of broadcast '[ $n -le 1 ] || kill -SEGV $$'
    instead_of gather '[ $n -le 1 ] || exec sleep 9876'
    instead_of pi 'exit 3'
    job=$(sbatch --parsable slurm/acceptance.sbatch LAB_PRESET=broken LAB_COUNTS=2,4 --time-limit 20 gather hello pi broadcast sort)
    wait_for "$job"
    log=$(log_of "$job")
    cat "$log"
    ended "$job" FAILED 1:0
    [[ $(row hello 4) == *" right, as on one host" ]]
    [[ $(row pi 1) == "- FAILED: ended with status "* ]]
    [[ $(row broadcast 4) == "- FAILED: ended with status "* ]]
    [[ $(row gather 2) == "- FAILED: did not end within "*" s" ]]
    [ "$(row gather 4)" = "- FAILED: not run, as it hung at 2 ranks" ]
    [[ $(row sort 2) == *" FAILED: is not that of 1 rank: /result/"* ]]
    [[ $(tail -n 1 "$log") == "acceptance: FAILED: 7 of 13 runs, of these programs: broadcast gather sort pi; "* ]]
    [ -s "results/acceptance-$job/sort-2.h5" ]
    until_true hung_is_gone
}

@test "more ranks than the job has tasks: one clear line" {
    job=$(sbatch --parsable --ntasks=2 slurm/acceptance.sbatch LAB_COUNTS=2,3 hello)
    ended "$job" FAILED 1:0
    grep -F "acceptance: LAB_COUNTS has 3, but the job has 2 tasks: sbatch --ntasks=3" "$(log_of "$job")"
    job=$(sbatch --parsable --ntasks=2 --array=3 slurm/scaling.sbatch hello)
    ended "$job" FAILED 1:0
    grep -F "scaling: 3 ranks, but the job has 2 tasks: " "$(log_of "$job")"
    [ ! -e "results/scaling-hello-$job/3-1.h5" ]
}

@test "ranks that are not on all nodes: right results, but not accepted" {
    [ "$CLUSTER_MODE" = ns ] || skip "no namespaces here, so all nodes have one name"
    # A mpirun that knows nothing of SLURM.
    printf '#!/bin/sh\nunset SLURM_JOBID SLURM_JOB_ID SLURM_NODELIST SLURM_JOB_NODELIST\nexec mpirun --oversubscribe "$@"\n' >astray
    chmod +x astray
    job=$(sbatch --parsable slurm/acceptance.sbatch "LAB_LAUNCHER=$PWD/astray" LAB_COUNTS=2 gather)
    wait_for "$job"
    log=$(log_of "$job")
    cat "$log"
    ended "$job" FAILED 1:0
    [ "$(row gather 2)" = "1 FAILED: ran on 1 of 2 hosts" ]
}
