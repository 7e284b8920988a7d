#!/usr/bin/env bats
# A site where MPI and HDF5 come by modules alone, which slurm/site.sh names: whatever the first command is.
load common
load site

setup_file() {
    [ -r /usr/share/modules/init/bash ] || skip "no environment modules here (Debian: environment-modules)"
    make_site
    ln -sf /usr/bin/gcc "$SITE/bin/cc"
    local name
    for name in openmpi/4.1 hdf5; do
        mkdir -p "$SITE/software/$name/bin" "$(dirname "$SITE/modules/$name")"
        printf '#%%Module\nprepend-path PATH %s\n' "$SITE/software/$name/bin" >"$SITE/modules/$name"
    done
    for name in mpicc mpirun mpiexec; do ln -s "$(command_of $name)" "$SITE/software/openmpi/4.1/bin/$name"; done
    ln -s "$(command -v orted)" "$SITE/software/openmpi/4.1/bin/" || true
    ln -s "$(command_of mpicc)" "$SITE/software/openmpi/4.1/bin/" # as h5pcc calls it
    ln -s "$(command_of h5pcc)" "$SITE/software/hdf5/bin/h5pcc"
    export SITE HOUSE
}

setup() {
    echo "export MODULEPATH=$SITE/modules MANPATH=\$UNSET; LAB_MODULES='openmpi hdf5'" >"$HOUSE/slurm/site.sh"
}

@test "the first ./lab submit loads the modules, then configures; ./lab run loads them, and configures nothing" {
    # shellcheck disable=SC2016  # for sh
    printf '#!/bin/sh\n[ "$1" = --test-only ] || echo 7\n' >"$SITE/bin/sbatch"
    chmod +x "$SITE/bin/sbatch"
    site ./lab submit solutions/hello
    rm "$SITE/bin/sbatch"
    [ "$status" -eq 0 ]
    [[ $output == *"job 7: solutions/01-hello"* ]]
    grep -q "^MPIEXEC='$SITE/software/openmpi/4.1/bin/" build/dev/launch.env
    site ./lab run solutions/hello -n 2
    [ "$status" -eq 0 ]
    [[ $output == *"Hello from rank 1 of 2"* ]]
    [[ $stderr != *configuring* ]]
    # What is loaded is not loaded once more.
    site env MODULES_CMD=false LOADEDMODULES=openmpi/4.1:hdf5 ./lab list
    [ "$status" -eq 0 ]
}

@test "another version of a module: the build is made anew, and says so" {
    site ./lab check nosuch # configures, and builds nothing
    cp -R "$SITE/software/openmpi/4.1" "$SITE/software/openmpi/4.2"
    sed 's/4\.1/4.2/' "$SITE/modules/openmpi/4.1" >"$SITE/modules/openmpi/4.2"
    site ./lab check nosuch
    rm "$SITE/modules/openmpi/4.2"
    [[ $stderr == *"build/dev was made with other modules: it is made anew"* ]]
    grep -q "^MPIEXEC='$SITE/software/openmpi/4.2/bin/" build/dev/launch.env
}

@test "a module that is not there: one line; help and clean do without" {
    echo 'LAB_MODULES="openmpi nosuch"' >>"$HOUSE/slurm/site.sh"
    site ./lab run solutions/hello
    [ "$status" -eq 2 ]
    one_clear_line "cannot load the module 'nosuch' of LAB_MODULES"
    site ./lab run --help
    [ "$status" -eq 0 ]
    site ./lab doctor
    [ "$status" -eq 1 ]
    [[ $output == *"WRONG  modules    cannot load the module 'nosuch'"* ]]
}

@test "doctor says which modules there are, and writes those that are loaded" {
    rm "$HOUSE/slurm/site.sh"
    site env MODULEPATH="$SITE/modules" ./lab doctor
    [ "$status" -eq 1 ]
    [[ $output == *"WRONG  MPI "*"-> module load openmpi/4.1 hdf5 "* ]]
    # shellcheck disable=SC2016  # for bash
    site env MODULEPATH="$SITE/modules" bash -c '. "$MODULESHOME/init/bash"; module load openmpi hdf5; ./lab doctor --write'
    [ "$status" -eq 0 ]
    grep -x 'LAB_MODULES="openmpi/4.1 hdf5"' slurm/site.sh
}
