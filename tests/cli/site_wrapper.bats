#!/usr/bin/env bats
# Sites where there is no mpicc and no h5pcc: a Cray-like one, with MPI and HDF5 in cc and srun alone to start programs;
# and one compiler of Intel's kind, with an HDF5 that a module's variable, pkg-config or h5cc leads to.
load common
load site

setup_file() {
    make_site
    mpi=$("$(command_of mpicc)" -show | cut -d ' ' -f 2-)
    hdf5=$("$(command_of h5pcc)" -show | tr ' ' '\n' | grep '^-[IL]' | tr '\n' ' ')
    printf '#!/bin/sh\nexec /usr/bin/gcc %s "$@" %s -lhdf5_hl -lhdf5 %s\n' "$(tr ' ' '\n' <<<"$mpi $hdf5" | grep '^-I' | tr '\n' ' ')" \
        "$(tr ' ' '\n' <<<"$hdf5" | grep '^-L' | tr '\n' ' ')" "$(tr ' ' '\n' <<<"$mpi" | grep '^-[lLW]' | tr '\n' ' ')" >"$SITE/bin/cc"
    # What asks for nodes: it notes that it was called.
    printf '#!/bin/sh\necho "$*" >>%s/asked\nexit 1\n' "$SITE" | tee "$SITE/bin/srun" "$SITE/bin/sbatch" >"$SITE/bin/salloc"
    chmod +x "$SITE/bin"/{cc,srun,sbatch,salloc}
    export SITE HOUSE
}

@test "MPI and HDF5 in cc, no mpirun: programs are built; srun is not taken on a login node" {
    site ./lab run solutions/hello -n 2
    [ "$status" -eq 2 ]
    one_clear_line "run: nothing starts MPI programs here (no mpirun), but in a job: ./lab submit"
    [ -x build/dev/solutions/hello ]
    site ./lab check hello
    [ "$status" -eq 2 ]
    one_clear_line "LAB_MPIEXEC='srun --partition=debug'"
    grep -qx "MPIEXEC=''" build/dev/launch.env
    [ ! -e "$SITE/asked" ]
}

@test "LAB_MPIEXEC starts programs there; in a job, srun does" {
    site env LAB_MPIEXEC="$(command_of mpirun) --oversubscribe" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        ./lab run solutions/hello -n 3
    [ "$status" -eq 0 ]
    [[ $output == *"Hello from rank 2 of 3"* ]]
    site env SLURM_JOB_ID=1 SLURM_NTASKS=2 ./lab run solutions/hello -n 2
    [ "$status" -ne 0 ]
    grep -e '--kill-on-bad-exit=1 .*-n 2 .*/solutions/hello' "$SITE/asked"
    rm "$SITE/asked"
}

@test "doctor: such a site is well; nothing is asked for" {
    printf '#!/bin/sh\necho "debug*|up|2|8|4096|1:00:00"\n' >"$SITE/bin/sinfo"
    chmod +x "$SITE/bin/sinfo"
    site ./lab doctor
    [[ $output == *"ok     MPI        cc: "*"ok     HDF5       cc: "*"there is no mpirun: programs run in jobs only"* ]]
    rm "$SITE/bin/sinfo"
    grep -v -e '--test-only' "$SITE/asked" && return 1
    rm -f "$SITE/asked"
}

@test "Intel's compiler for MPI, and HDF5 by a module's variable, by pkg-config, by h5cc" {
    local flags
    mapfile -t flags < <("$(command_of h5pcc)" -show | tr ' ' '\n' | grep '^-[IL]/.*hdf5')
    ln -sf /usr/bin/gcc "$SITE/bin/cc"
    printf '#!/bin/sh\nexec %s "$@"\n' "$(command_of mpicc)" >"$SITE/bin/mpiicx" # Open MPI's looks at its name
    chmod +x "$SITE/bin/mpiicx"
    rm -rf "$HOUSE/build"
    site ./lab run solutions/hello
    [ "$status" -eq 2 ]
    [[ $stderr == *"Missing: parallel HDF5"* ]]
    mkdir "$SITE/hdf5" "$SITE/pc"
    ln -s "${flags[0]#-I}" "$SITE/hdf5/include"
    ln -s "${flags[1]#-L}" "$SITE/hdf5/lib"
    configured_with() { # [NAME=VALUE]
        rm -rf "$HOUSE/build"
        # shellcheck disable=SC2016  # for bash
        site env "$@" LAB_ROOT="$HOUSE" bash -euc '. "$LAB_ROOT/tools/lib.sh"; configure_once'
        [ "$status" -eq 0 ] && grep -q "$SITE/bin/mpiicx" "$HOUSE/build/dev/CMakeCache.txt"
    }
    configured_with HDF5_DIR="$SITE/hdf5"
    grep -x "$SITE/hdf5/lib/libhdf5.so" build/dev/compile.args
    printf 'Name: hdf5\nDescription: HDF5\nVersion: 1.10.8\nCflags: %s\nLibs: %s -lhdf5\n' "${flags[@]}" >"$SITE/pc/hdf5.pc"
    ln -s /usr/bin/pkg-config "$SITE/bin"
    configured_with PKG_CONFIG_PATH="$SITE/pc"
    grep -x "${flags[1]#-L}/libhdf5.so" build/dev/compile.args
    rm "$SITE/bin/pkg-config"
    ln -s "$(command_of h5pcc)" "$SITE/bin/h5cc"
    ln -s "$(command_of mpicc)" "$SITE/bin"
    configured_with MPICC=mpiicx
}
