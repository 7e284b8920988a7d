# shellcheck shell=bash
# Sourced by ./lab and slurm/env.sh, with LAB_ROOT set and a function lab_fail: reads the site's settings
# (slurm/site.sh), and defines what loads its modules.

# lab_as_before OPTIONS - after set +eu: neither a site's settings nor what loads modules need bear those
lab_as_before() {
    [[ $1 != *e* ]] || set -e
    [[ $1 != *u* ]] || set -u
}

if [ -r "$LAB_ROOT/slurm/site.sh" ]; then
    lab_options=$-
    set +eu -a # -a: for all that ./lab starts
    # shellcheck source=/dev/null
    . "$LAB_ROOT/slurm/site.sh"
    set +a
    lab_as_before "$lab_options"
fi

# `module` is a function that login shells define; a script is none.
lab_find_module() {
    local file
    for file in "${LMOD_PKG:-/usr/share/lmod/lmod}/init/bash" "${MODULESHOME:-/usr/share/modules}/init/bash" \
        /etc/profile.d/lmod.sh /etc/profile.d/modules.sh; do
        type module >/dev/null 2>&1 && return 0
        # shellcheck source=/dev/null
        [ ! -r "$file" ] || . "$file"
    done
    type module >/dev/null 2>&1
}

# lab_loaded_as NAME - a module as it is loaded, gcc/13.2 for gcc, or nothing
lab_loaded_as() {
    local loaded=:${LOADEDMODULES:-}:
    [[ $loaded != *":$1:"* ]] || { echo "$1" && return; }
    [[ $loaded != *":$1/"* ]] || { loaded=${loaded#*":$1/"} && echo "$1/${loaded%%:*}"; }
}

# lab_load_modules NAME... - those that are not loaded; then MPILAB_MODULES says which version of each is
lab_load_modules() {
    local name says options=$-
    export MPILAB_MODULES=''
    for name; do
        if [ -z "$(lab_loaded_as "$name")" ]; then
            set +eu
            lab_find_module || lab_fail "LAB_MODULES is '$*', but $(uname -n) has no 'module' command (see slurm/site.sh)"
            # First in a subshell, for what it says; some versions exit with 0 on an error.
            if ! says=$(module load "$name" 2>&1) || [[ $says == *ERROR* ]]; then
                lab_fail "cannot load the module '$name' of LAB_MODULES (see slurm/site.sh); 'module avail' lists those that are there"
            fi
            module load "$name"
            lab_as_before "$options"
        fi
        MPILAB_MODULES+="$(lab_loaded_as "$name") "
    done
}
