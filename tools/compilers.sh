# shellcheck shell=bash
# Sourced by ./lab setup and ./lab doctor, after lib.sh: which commands compile and start MPI programs here. CMake
# (tools/cmake/require_libraries.cmake) looks for the same, in this order.

# compiles COMPILER LINE... - would it take these lines, as far as the preprocessor sees them?
compiles() {
    local compiler=$1
    shift
    # shellcheck disable=SC2086  # a compiler and its options
    have "${compiler%% *}" && printf '%s\n' "$@" | $compiler -E -x c - >/dev/null 2>&1
}

# mpi_compiler - prints the first: what MPICC names; cc itself, as on Cray systems; mpicc; Intel's
mpi_compiler() {
    local command
    for command in ${MPICC:+"$MPICC"} "${CC:-cc}" mpicc mpiicx mpiicc; do
        case $command in
        "${CC:-cc}") compiles "$command" '#include <mpi.h>' || continue ;;
        esac
        if have "$command"; then echo "$command" && return; fi
    done
    return 1
}

# mpi_launcher - srun starts them in jobs only
mpi_launcher() {
    local command
    for command in ${LAB_MPIEXEC:+"${LAB_MPIEXEC%% *}"} mpiexec mpirun srun; do
        if have "$command"; then echo "$command" && return; fi
    done
    return 1
}

# parallel_hdf5 - prints what knows of one: h5pcc or h5cc, the compiler itself, a module's folder, pkg-config
parallel_hdf5() {
    local command folder flags parallel=('#include <hdf5.h>' '#ifndef H5_HAVE_PARALLEL' '#error serial' '#endif')
    if have h5pcc; then echo h5pcc && return; fi
    # All of it is read, or h5cc complains of a broken pipe.
    if have h5cc && h5cc -showconfig 2>/dev/null | grep -E 'Parallel HDF5: *(yes|ON)' >/dev/null; then echo h5cc && return; fi
    command=$(mpi_compiler) || return
    if compiles "$command" "${parallel[@]}"; then echo "$command" && return; fi
    for folder in "${HDF5_ROOT:-}" "${HDF5_DIR:-}" "${EBROOTHDF5:-}" "${TACC_HDF5_DIR:-}"; do
        if [ -n "$folder" ] && compiles "$command -I$folder/include" "${parallel[@]}"; then echo "$folder" && return; fi
    done
    flags=$(pkg-config --cflags hdf5 2>/dev/null) && compiles "$command $flags" "${parallel[@]}" && echo pkg-config
}
