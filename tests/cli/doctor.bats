#!/usr/bin/env bats
# ./lab doctor in good and bad places: on this machine, and where only chosen commands are. No daemons: SLURM's commands
# are mimicked; a real one is in tests/slurm/doctor.bats.
load common
load site

setup_file() {
    make_site
    ln -sf /usr/bin/gcc "$SITE/bin/cc"
    mkdir "$SITE/mpi"
    for name in mpicc mpiexec h5pcc; do ln -s "$(command_of $name)" "$SITE/mpi/$name"; done
    ln -s "$(command_of mpicc)" "$SITE/mpi"
    export SITE HOUSE
}
setup() { rm -f "$HOUSE/slurm/site.sh" "$SITE/asked"; }
teardown() { rm -f "$SITE/bin"/{sbatch,srun,sinfo,sacctmgr,h5cc,mpicc,mpiexec,h5pcc}; }

doctor() { site env "$@"; } # [NAME=VALUE] ./lab doctor ...
mpi() { ln -sf "$SITE/mpi"/* "$SITE/bin"; }

# mimic NAME LINE... - a command that notes what it is asked
mimic() {
    local name=$1
    shift
    printf '%s\n' '#!/bin/sh' "echo \"$name \$*\" >>$SITE/asked" "$@" >"$SITE/bin/$name"
    chmod +x "$SITE/bin/$name"
}

@test "a good place: all is right, in lines and as JSON; site.sh is written once" {
    mpi
    doctor ./lab doctor
    [ "$status" -eq 0 ]
    for name in machine folder compiler cmake MPI HDF5 start; do [[ $'\n'$output == *$'\n'"ok     $name "* ]]; done
    [[ $output != *WRONG* ]]
    [[ $output == *"start      mpiexec starts 2 ranks"*"Programs can be run here: ./lab run solutions/hello" ]]
    [ -z "$stderr" ]
    doctor ./lab doctor --write
    [[ $stderr == *"slurm/site.sh is not needed"* ]]
    [ ! -e slurm/site.sh ]
    [ -z "$(ls "$LAB_STATE")" ]
    [ ! -e versions.o ]
    doctor ./lab doctor --json
    jq -e '.schema == "mpilab-doctor-1" and .usable and ([.rows[] | select(.status == "ok") | .name] | index("HDF5"))' <<<"$output"
    doctor LOADEDMODULES=gcc/12:mpi ./lab doctor --write
    [ "$status" -eq 0 ]
    grep -x 'LAB_MODULES="gcc/12 mpi"' slurm/site.sh
    echo '# mine' >slurm/site.sh
    doctor ./lab doctor --write
    [[ $stderr == *"slurm/site.sh is there, and stays as it is"* ]]
    [ "$(cat slurm/site.sh)" = '# mine' ]
}

@test "no MPI; a serial HDF5; parts of two MPI libraries" {
    doctor ./lab doctor
    [ "$status" -eq 1 ]
    [[ $output == *"WRONG  MPI        no compiler for MPI programs (mpicc, mpiicx, or MPI in cc)"*"-> "*"Programs cannot be run here yet"* ]]
    mpi
    rm "$SITE/bin/h5pcc"
    mimic h5cc 'echo "Parallel HDF5: no"'
    doctor ./lab doctor
    [ "$status" -eq 1 ]
    [[ $output == *"WRONG  HDF5       no parallel HDF5 "*"; the one of h5cc is serial"* ]]
    command -v h5pcc.mpich >/dev/null && command -v mpicc.openmpi >/dev/null || return 0
    ln -s "$(command -v h5pcc.mpich)" "$SITE/bin/h5pcc"
    ln -sf "$(command -v mpiexec.mpich)" "$SITE/bin/mpiexec"
    doctor ./lab doctor
    [ "$status" -eq 1 ]
    [[ $output == *"WRONG  HDF5       the one of h5pcc is for another MPI library (libmpich.so.12) than mpicc (libmpi.so.40)"* ]]
    [[ $output == *"WRONG  start      mpiexec is for another MPI library than mpicc"* ]]
}

@test "no HOME; a folder that cannot be written" {
    mpi
    doctor -u HOME ./lab doctor
    [[ $output == *"WRONG  home "* ]]
    local as=()
    [ "$(id -u)" != 0 ] || as=(setpriv --bounding-set=-dac_override) # root may write everywhere
    chmod a-w "$HOUSE"
    doctor "${as[@]}" ./lab doctor
    chmod u+w "$HOUSE"
    [ "$status" -eq 1 ]
    [[ $output == *"WRONG  folder "*"cannot be written"*"-> copy it: cp -R"* ]]
}

@test "SLURM's controller is down: programs can be run here, jobs cannot be submitted" {
    mpi
    mimic sbatch 'exit 1'
    mimic sinfo 'echo "slurm_load_partitions: Unable to contact slurm controller (connect failure)" >&2; exit 1'
    doctor ./lab doctor
    [ "$status" -eq 0 ]
    [[ $output == *"WRONG  SLURM      its controller does not answer: slurm_load_partitions: Unable to contact"*"./lab run solutions/hello" ]]
    [[ $(cat "$SITE/asked") != *sbatch* ]]
}

@test "a site that wants an account and a partition: both are found by asking; no job is submitted" {
    mpi
    mimic sinfo 'printf "fat|up|2|96|1000000|1-00:00:00\ncpu|up|90|128|250000|2-00:00:00\n"'
    mimic sacctmgr 'printf "proj1\nproj2\n"'
    mimic srun 'exit 1'
    # shellcheck disable=SC2016  # for sh
    mimic sbatch 'case " $* " in
        *" -A proj2 -p cpu "*) exit 0 ;;
        *" -A proj2 "*) echo "sbatch: error: invalid partition specified: (null)" >&2 ;;
        *) echo "sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified" >&2 ;;
        esac
        exit 1'
    doctor ./lab doctor --write
    [ "$status" -eq 0 ]
    [[ $output == *"ok     accounts   proj1 proj2"* ]]
    [[ $output == *"SLURM would take a job of 2 nodes of account proj2 in partition cpu"* ]]
    [[ $output == *"-> sbatch -N2 -n2 -t5 -A proj2 -p cpu --wrap './lab doctor --write'"* ]]
    grep -x 'export SBATCH_ACCOUNT=proj2' slurm/site.sh
    grep -x 'export SBATCH_PARTITION=cpu' slurm/site.sh
    run ! grep -E '^(srun|sbatch .*)' <(grep -v -e --test-only "$SITE/asked" | grep -v '^s[ia]')
}

@test "wrong words; started by srun as often as there are tasks" {
    doctor ./lab doctor --wirte
    [ "$status" -eq 2 ]
    one_clear_line "did you mean '--write'?"
    doctor ./lab doctor write
    [ "$status" -eq 2 ]
    one_clear_line "'write' is one word too many"
    doctor SLURM_STEP_ID=0 SLURM_STEP_NUM_TASKS=2 SLURM_PROCID=0 ./lab doctor
    [ "$status" -eq 2 ]
    one_clear_line "salloc -N2 -n2 ./lab doctor"
}
