# shellcheck shell=bash disable=SC2034  # sourced by the .bats files, after common
# Mimicked sites: a folder of commands in place of PATH, in which there is what a site has, and a copy of the project.

# make_site - $SITE/bin has the commands of this machine but those of MPI, HDF5, SLURM, and what installs packages. CMake,
# which would look into /usr/bin by itself, does not.
make_site() {
    local command name links=()
    SITE=$BATS_FILE_TMPDIR/site HOUSE="$BATS_FILE_TMPDIR/my lab"
    mkdir -p "$SITE/bin"
    for command in /usr/sbin/* /usr/bin/*; do
        name=${command##*/}
        case $name in
        mpi* | h5* | orte* | ompi* | prte* | cc | c[89]9* | srun | sbatch | squeue | scontrol | sinfo | salloc | sacct* | scancel | *pkg*conf* | apt* | sudo) ;;
        *) links+=("$command") ;;
        esac
    done
    ln -sf "${links[@]}" "$SITE/bin"
    # What defines `module` puts /usr/bin in front, if it is not there.
    mkdir -p "$SITE/modules-home/init"
    echo '[ ! -r /usr/share/modules/init/bash ] || . /usr/share/modules/init/bash; PATH=${PATH#/usr/bin:}' >"$SITE/modules-home/init/bash"
    printf 'set(CMAKE_IGNORE_PATH /usr/bin /bin)\n' >"$SITE/toolchain.cmake"
    copy_sources "$HOUSE"
}

# site COMMAND... - runs it there, as somebody on that site would
site() {
    cd "$HOUSE" || return
    run --separate-stderr env PATH="$SITE/bin" MODULESHOME="$SITE/modules-home" CMAKE_TOOLCHAIN_FILE="$SITE/toolchain.cmake" "$@"
    echo "$output$stderr"
}

command_of() { command -v "$1.openmpi" || command -v "$1"; } # Debian's name, as there may be two MPI libraries
