#!/usr/bin/env bats
# tools/launchers, with commands of SLURM that are mimicked: what srun's types are called in several versions, and what
# a launcher may do wrong.
# shellcheck disable=SC2016,SC2119,SC2120  # scripts; bats calls it with more
load common

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    mkdir bin
    # scontrol names the default type, srun lists its types and starts nothing.
    printf '#!/bin/sh\necho "MpiDefault              = $(cat "%s/default")"\n' "$PWD" >bin/scontrol
    printf '#!/bin/sh\n[ "$*" = --mpi=list ] && exec cat "%s/list"\necho "srun: error: no" >&2\nexit 1\n' "$PWD" >bin/srun
    chmod +x bin/*
    export PATH=$PWD/bin:$PATH SLURM_JOB_ID=1 SLURM_JOB_NUM_NODES=1 SLURM_NTASKS=2
}

launchers() { "$ROOT/tools/launchers" "$BUILD" -n 2 "$@"; }
script() { # NAME LINES: a command in bin/
    printf '#!/bin/bash\n%s\n' "$2" >"bin/$1"
    chmod +x "bin/$1"
}
# The types of `srun` that are tried, in their order, where `srun --mpi=list` prints stdin.
tried() { # DEFAULT
    echo "$1" >default
    cat >list
    launchers | sed -n 's/^\(srun[^\t]*\)\tfails\t.*srun: error: no$/\1/p' | sed 's/srun --mpi=//' | tr '\n' ' '
}

@test "the types of srun: SLURM 20 and 21, whose lines begin with srun:" {
    # github.com/aws/aws-parallelcluster, tests of SLURM 20.11; read in November 2026
    [ "$(printf 'srun: MPI types are...\nsrun: none\nsrun: openmpi\nsrun: pmi2\nsrun: pmix\nsrun: pmix_v3\n' | tried none)" = \
        "srun pmix pmi2 pmix_v3 openmpi none " ]
    [ "$(printf 'srun: MPI types are...\nsrun: cray_shasta\nsrun: none\nsrun: pmi2\n' | tried cray_shasta)" = "cray_shasta pmi2 none " ]
}

@test "the types of srun: SLURM 22 to 25, with versions of PMIx in a line of their own" {
    # docs.open-mpi.org, "Launching with Slurm"; read in November 2026
    [ "$(printf 'MPI plugin types are...\n\tnone\n\tpmi2\n\tpmix\nspecific pmix plugin versions available: pmix_v4,pmix_v5\n' | tried pmix)" = \
        "pmix pmi2 pmix_v5 pmix_v4 none " ]
    [ "$(printf 'MPI plugin types are...\n\tnone\n\tcray_shasta\n\tpmi2\n' | tried '(null)')" = "srun cray_shasta pmi2 none " ]
}

@test "the types of srun: one of the site's own, or no list at all" {
    [ "$(printf 'MPI plugin types are...\n\tnone\n\tpspmi\n' | tried pspmi)" = "pspmi none " ]
    [ "$(printf 'srun: error: cannot say\n' | tried none)" = "srun " ]
    [ "$(printf '' | SLURM_MPI_TYPE=pmi2 tried none)" = "pmi2 " ]
}

@test "the site's own launcher comes first, one that hangs twice is not tried again" {
    echo pmix >default
    printf 'MPI plugin types are...\n\tnone\n\tpmi2\n\tpmix\n' >list
    script ibrun 'echo "TACC: nothing starts" >&2; exit 3'
    sed -i 's/^echo.*/sleep 100/' bin/srun
    run env MPILAB_TRIAL_SECONDS=1 "$ROOT/tools/launchers" "$BUILD" -n 2
    echo "$output"
    [ "$(cut -f 1,2,7 <<<"$output" | head -n 4)" = "$(printf '%s\t%s\t%s\n' \
        ibrun fails "ended with status 3: TACC: nothing starts" \
        "srun --mpi=pmix" hangs "did not end within 1 s" \
        "srun --mpi=pmi2" hangs "did not end within 1 s" \
        "srun --mpi=none" skipped "not tried, as srun hung twice")" ]
}

@test "what a launcher starts: one program, many of one rank, too few ranks, on too few hosts, nothing" {
    mpirun=$(sed -n "s/^MPIEXEC='\(.*\)'/\1/p" "$BUILD/launch.env")
    unset SLURM_JOB_NUM_NODES
    begin='while [[ $1 == -* ]]; do [ "$1" != -n ] || shift; shift; done; unset ${!SLURM_*}; '
    script right "$begin exec '$ROOT/tools/launch' '$BUILD' -n 2 \"\$@\""
    script many "$begin \"\$@\"; \"\$@\""
    script few "$begin exec '$ROOT/tools/launch' '$BUILD' -n 1 \"\$@\""
    [ -n "$mpirun" ]
    run launchers right many few nosuch
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$(cut -f 1,2,4,5 <<<"$output")" = "$(printf '%s\t%s\t%s\t%s\n' right works 2 1 many singletons 1 1 few fails 1 1 nosuch fails - -)" ]
    [ "$(cut -f 7 <<<"$output" | sed -n 2,4p)" = "starts 2 programs of one rank each, not one of 2 ranks
starts 1 ranks in place of 2
ended with status 127: nosuch: not found" ]
    run launchers --first many right few
    [ "$(cut -f 1 <<<"$output")" = $'many\nright' ]
    SLURM_JOB_NUM_NODES=2 run launchers right
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == $'right\tfew-hosts\t'*"starts all 2 ranks on 1 host ("*"), not on the 2 nodes" ]]
}

@test "wrong use" {
    for arguments in "" "$BUILD" "$BUILD -n" "$BUILD -n 0" "$BUILD -n x"; do
        # shellcheck disable=SC2086
        run "$ROOT/tools/launchers" $arguments
        [ "$status" -eq 2 ]
    done
    SLURM_JOB_ID='' run launchers
    [ "$status" -eq 2 ]
}
