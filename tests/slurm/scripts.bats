#!/usr/bin/env bats
# The programs' batch scripts as real jobs over two nodes, and the same scripts without SLURM.
load jobs

setup_file() {
    cd "$BATS_TEST_DIRNAME/../.." || return
    local script launcher
    for script in slurm/[0-9]*.sbatch; do
        bash "$script" # without SLURM, with 4 ranks
    done >"$BATS_FILE_TMPDIR/local" 2>&1
    for launcher in '' mpirun; do
        for script in slurm/[0-9]*.sbatch; do
            LAB_LAUNCHER=$launcher sbatch --parsable --nodes=2 --ntasks=4 --ntasks-per-node=2 "$script" |
                sed "s#\$# $script#" >>"$BATS_FILE_TMPDIR/jobs-${launcher:-srun}"
        done
    done
}

# The jobs of a launcher: state, log, nodes; the result is the one without SLURM, which an oracle checks.
six_jobs() { # NAME LAUNCHER-AS-LOGGED
    local job script name result count=0
    while read -r job script; do
        name=${script##*/??-}
        name=${name%.sbatch}
        result=results/$name-$job.h5
        ended "$job" COMPLETED 0:0
        [ "$(log_of "$job")" = "$ROOT/$name-$job.out" ]
        grep -F "job $job: 4 ranks on n[1-2] of partition debug, started by $2" "$name-$job.out"
        grep -F "results: $ROOT/$result" "$name-$job.out"
        [ "$(attribute "$result" slurm_job_id)" = "$job" ]
        [ "$(attribute "$result" slurm_job_nodelist)" = "n[1-2]" ]
        [ "$(attribute "$result" slurm_job_partition)" = debug ]
        [ "$CLUSTER_MODE" != ns ] || [ "$(hosts "$result")" = "n1 n2 " ]
        same "results/$name-solution.h5" "$result"
        count=$((count + 1))
    done <"$BATS_FILE_TMPDIR/jobs-$1"
    [ "$count" -eq "$(find slurm -name '[0-9]*.sbatch' | wc -l)" ]
}

@test "without SLURM: bash runs every script" {
    cat "$BATS_FILE_TMPDIR/local"
    [ "$(grep -c '^no SLURM here: 4 ranks on' "$BATS_FILE_TMPDIR/local")" -eq "$(find slurm -name '[0-9]*.sbatch' | wc -l)" ]
    for script in slurm/[0-9]*.sbatch; do
        name=${script##*/??-}
        name=${name%.sbatch}
        # A large picture takes the oracle ten seconds; a test below has a smaller one.
        [ "$(wc -c <"results/$name-solution.h5")" -gt 10000000 ] ||
            "$BUILD/tests/programs/oracle-$name" "results/$name-solution.h5"
    done
}

@test "srun --mpi=pmix, found by trying: each job over two nodes, its result right" {
    six_jobs srun "srun --mpi=pmix"
}

@test "mpirun inside the allocation: the same" {
    six_jobs mpirun mpirun
}

@test "every script is accepted with other options: one node, three ranks, an account" {
    for script in slurm/[0-9]*.sbatch; do
        for options in --nodes=1 --ntasks=3 "--nodes=1 --ntasks=3 --ntasks-per-node=3" --partition=short; do
            echo "$script $options"
            # shellcheck disable=SC2086  # words
            case $options$script in
            --partition=short*) sbatch --test-only --nodes=1 --time=1 $options "$script" ;;
            *) sbatch --test-only $options "$script" ;;
            esac
        done
        SBATCH_ACCOUNT=course sbatch --test-only "$script"
    done
}

@test "an account given by the environment is the job's; three ranks on one node; words for the program" {
    job=$(SBATCH_ACCOUNT=course sbatch --parsable --nodes=1 --ntasks=3 slurm/06-mandelbrot.sbatch --width 300 --height 200)
    ended "$job" COMPLETED 0:0
    [ "$(field "$job" Account)" = course ]
    "$BUILD/tests/programs/oracle-mandelbrot" "results/mandelbrot-$job.h5"
    [ "$(h5dump -a /ranks "results/mandelbrot-$job.h5" | grep -c '(0): 3$')" -eq 1 ]
    [ "$CLUSTER_MODE" != ns ] || [ "$(hosts "results/mandelbrot-$job.h5" | wc -w)" -eq 1 ]
}

@test "a launcher that does not fit the MPI library is not taken" {
    cat >pick.sbatch <<'END'
#!/bin/bash
. slurm/env.sh
for type in pmix pmi2 none; do
    if tools/launchers "$lab_build" -n 2 "srun --mpi=$type" >>pick.tsv; then echo "$type fits"; else echo "$type does not"; fi
done
END
    job=$(sbatch --parsable --nodes=2 --ntasks=2 --output=pick.out pick.sbatch)
    ended "$job" COMPLETED 0:0
    cat pick.out
    [ "$(cat pick.out)" = "$(printf 'pmix fits\npmi2 does not\nnone does not')" ]
}

@test "tools/launch in a job: any number of ranks, on all its nodes" {
    cat >launch.sbatch <<'END'
#!/bin/bash
. slurm/env.sh
for MPILAB_LAUNCHER in "srun --mpi=pmix" mpirun; do
    export MPILAB_LAUNCHER
    for n in 1 2 3 5; do
        tools/launch "$lab_build" -n $n -t 60 "$lab_build/solutions/hello" -o results/l-${MPILAB_LAUNCHER%% *}-$n.h5 || exit 1
    done
done
END
    job=$(sbatch --parsable --nodes=2 --ntasks=3 --output=launch.out launch.sbatch)
    ended "$job" COMPLETED 0:0
    cat launch.out
    for launcher in srun mpirun; do
        for n in 1 2 3 5; do
            "$BUILD/tests/programs/oracle-hello" results/l-$launcher-$n.h5
            h5dump -a /ranks results/l-$launcher-$n.h5 | grep -q "(0): $n\$"
            [ $n -eq 1 ] || [ "$CLUSTER_MODE" != ns ] || [ "$(hosts results/l-$launcher-$n.h5)" = "n1 n2 " ]
        done
    done
    run ! grep -i warning launch.out
}
