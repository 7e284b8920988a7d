#!/usr/bin/env bats
# From login to result: ./lab doctor, the job that it proposes, and ./lab submit. After environment.bats, which builds.
load jobs

teardown() { rm -f slurm/site.sh; }

@test "doctor: nothing is submitted; the job that it proposes finds the launcher and writes site.sh, with which jobs run" {
    before=$(squeue -h -a | wc -l)
    run "$LAB" doctor
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"ok     SLURM "*"ok     jobs       SLURM would take a job of 2 nodes"* ]]
    [ "$(squeue -h -a | wc -l)" -le "$before" ]
    line=$(sed -n 's/^ *-> \(sbatch .*\)/\1/p' <<<"$output")
    grep -F "$line" docs/clusters.md
    job=$(eval "${line/sbatch/sbatch --parsable}")
    ended "$job" COMPLETED 0:0
    cat "slurm-$job.out"
    grep "^ok     shared     all 2 nodes of this job see this folder" "slurm-$job.out"
    [ "$CLUSTER_MODE" = ns ] && node='n[1-9]' || node='[^ ,]*' # without namespaces all nodes have this host's name
    grep "^ok     launcher   srun --mpi=pmix: 2 ranks on $node,$node in " "slurm-$job.out"
    grep "^note   launcher   srun --mpi=pmi2: " "slurm-$job.out"
    grep -x 'LAB_LAUNCHER="srun --mpi=pmix"' slurm/site.sh
    run "$LAB" submit solutions/hello --nodes=2 --ntasks=2 --wait
    echo "$output"
    [ "$status" -eq 0 ]
    run srun -N2 -n2 "$LAB" doctor
    [ "$status" -ne 0 ]
    [[ $output == *"salloc -N2 -n2 ./lab doctor"* ]]
}
