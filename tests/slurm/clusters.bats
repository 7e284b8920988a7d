#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031  # backquotes of the document; each test has a shell of its own
# docs/clusters.md: its settings work, its commands exist, and SLURM's messages are as it says.
load jobs

DOC=docs/clusters.md

# Writes the Nth block of the document that is a site.sh to slurm/site.sh.
site() {
    awk -v wanted="$1" '/^```$/ { on = 0 } on; /^# slurm\/site.sh$/ && ++n == wanted { on = 1 }' $DOC >slurm/site.sh
    cat slurm/site.sh
    [ -s slurm/site.sh ]
}
teardown() { rm -f slurm/site.sh; }

# hello_with N - a job with the Nth site.sh; its number is in $job
hello_with() {
    site "$1" || return 1
    # As ./lab submit does.
    # shellcheck source=/dev/null disable=SC2086  # options are several words
    job=$(. slurm/site.sh && sbatch --parsable --ntasks=2 ${LAB_SBATCH_OPTIONS:-} slurm/01-hello.sbatch)
    ended "$job" COMPLETED 0:0
}

@test "every site.sh of the document, in a job" {
    [ "$(grep -c '^# slurm/site.sh$' $DOC)" -eq 5 ]
    if [ -r /usr/share/modules/init/bash ]; then
        mkdir -p modules
        for name in gcc openmpi hdf5; do
            printf '#%%Module\nsetenv LAB_TEST_%s loaded\n' $name >modules/$name
        done
        export MODULEPATH=$PWD/modules
        hello_with 1
        [ "$(field "$job" Account)" = my-project ]
        unset MODULEPATH
    fi
    hello_with 2
    grep "started by mpirun" "hello-$job.out"
    hello_with 3
    [ "$(field "$job" Features)" = "[skylake|rome]" ]
    # One node of each kind is not what was asked for.
    run ! sh -c '. slurm/site.sh && sbatch --nodes=2 slurm/01-hello.sbatch'
    hello_with 4
    [ "$(field "$job" MinMemoryCPU)" = 1G ]
    hello_with 5
    [ "$(field "$job" Partition) $(field "$job" TimeLimit)" = "debug 00:01:00" ]
}

@test "the commands to look around with" {
    while IFS= read -r command; do
        echo "$command"
        eval "$command" >/dev/null
    done < <(grep -oE '`(sinfo|squeue|srun --mpi|scontrol ping)[^`]*`|^\$ (sinfo|squeue).*' $DOC | tr -d '`' | sed 's/^\$ //' | sort -u)
    job=$(sbatch --parsable --hold slurm/06-mandelbrot.sbatch)
    # What it shows of a job, but for the values.
    names() { grep -oE '[A-Za-z:/]+=' | sort -u; }
    awk '/^\$ scontrol show job/ { on = 1; next } /^```/ { on = 0 } on' $DOC | names >"$BATS_TEST_TMPDIR/shown"
    scontrol show job "$job" | names >"$BATS_TEST_TMPDIR/real"
    scancel "$job"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/shown")" -gt 10 ]
    # Those of SLURM 22.05, of which 24.11 has left out some.
    [ "$(comm -23 "$BATS_TEST_TMPDIR/shown" "$BATS_TEST_TMPDIR/real" | wc -l)" -le 4 ]
    for column in 'PARTITION AVAIL TIMELIMIT NODES STATE NODELIST' 'JOBID PARTITION NAME USER ST TIME NODES NODELIST(REASON)'; do
        tr -s ' ' <$DOC | grep -F "$column"
        { sinfo; squeue; } | tr -s ' ' | grep -F "$column"
    done
}

# says TEXT COMMAND... - the document has this message, and the command, which fails, says it
says() {
    local text=$1
    shift
    grep -F -- "| \`$text" $DOC || grep -F -- "\`$text\`" $DOC || { echo "no '$text' in $DOC"; return 1; }
    run "$@"
    echo "$output"
    [ "$status" -ne 0 ] || return 1
    # ... stands for a name
    grep -qE -- "$(sed -e 's/[][().*+?|^$\\]/\\&/g' -e 's/\\\.\\\.\\\./[^ ]*/' <<<"$text")" <<<"$output"
}

@test "messages of sbatch, as the document explains them" {
    says "invalid partition specified" sbatch --partition=nosuch slurm/01-hello.sbatch
    says "Requested time limit is invalid" sbatch --time=3:00:00 slurm/01-hello.sbatch
    says "More processors requested than permitted" sbatch --ntasks=100 slurm/01-hello.sbatch
    says "Node count specification invalid" sbatch --nodes=9 --ntasks=9 slurm/01-hello.sbatch
    says "Memory specification can not be satisfied" sbatch --mem-per-cpu=100G slurm/01-hello.sbatch
    says "Requested node configuration is not available" sbatch --mem-per-cpu=100G slurm/01-hello.sbatch
    says "Invalid feature specification" sbatch --constraint=nosuch slurm/01-hello.sbatch
    says "Invalid generic resource (gres) specification" sbatch --gres=gpu:1 slurm/01-hello.sbatch
    says "--mem, --mem-per-cpu, and --mem-per-gpu are mutually exclusive" sbatch --mem=1G --mem-per-cpu=1G slurm/06-mandelbrot.sbatch
    says "This does not look like a batch script" sbatch README.md
    printf '#!/bin/bash\r\ntrue\r\n' >dos.sh
    says "Batch script contains DOS line breaks" sbatch dos.sh
}

@test "messages in a job, as the document explains them" {
    cat >messages.sbatch <<'END'
#!/bin/bash
srun -n 3 true
srun --mpi=none --ntasks=1 ./nosuchprogram
srun --mpi=pmi2 -n 2 build/*/solutions/hello -o results/message.h5
OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun -n 3 true
srun --ntasks=2 sleep 2 &
sleep 0.5
srun --ntasks=2 true
wait
exit 1
END
    job=$(sbatch --parsable --nodes=1 --ntasks=2 --output=messages.out messages.sbatch)
    silent=$(sbatch --parsable --output=README.md/x.out slurm/01-hello.sbatch)
    ended "$job" FAILED 1:0
    says "More processors requested than permitted" sh -c 'cat messages.out; exit 1'
    says "execve(): ...: No such file or directory" sh -c 'cat messages.out; exit 1'
    ! grep -q "MPI_FAMILY=openmpi4" build/*/launch.env || says "OPAL ERROR: Unreachable" sh -c 'cat messages.out; exit 1'
    says "There are not enough slots available" sh -c 'cat messages.out; exit 1'
    waits="Step created for StepId="
    [[ $(sinfo --version) != *" 22."* ]] || waits="step creation temporarily disabled, retrying"
    says "$waits" sh -c 'cat messages.out; exit 1'
    wait_for "$silent"
    [ "$(field "$silent" ExitCode)" = 0:53 ]
    grep -F '`0:53`' $DOC
}
