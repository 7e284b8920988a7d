#!/usr/bin/env bats
# ./lab setup on machines that lack things: a PATH in which only chosen commands exist.
load common

setup() {
    BIN=$BATS_TEST_TMPDIR/bin
    mkdir "$BIN"
    for command in bash sh env dirname readlink sed awk cut sort tr grep cat ls mktemp rm tail head id mkdir printf uname tput; do
        ln -s "$(command -v $command)" "$BIN/$command"
    done
}

# A command that notes how it was called.
fake() { # NAME [EXIT STATUS]
    printf '#!%s\necho "%s $*" >>"%s"\nexit %s\n' "$(command -v bash)" "$1" "$BATS_TEST_TMPDIR/calls" "${2:-0}" >"$BIN/$1"
    chmod +x "$BIN/$1"
}
not_root() {
    rm "$BIN/id"
    printf '#!%s\necho 1000\n' "$(command -v bash)" >"$BIN/id"
    chmod +x "$BIN/id"
}
lab_setup() { PATH=$BIN run --separate-stderr "$BIN/bash" "$LAB" setup "$@" </dev/null; }

@test "nothing to do where all is there" {
    run --separate-stderr "$LAB" setup </dev/null # what tests do without, as manual pages, may be missing yet
    [ "$status" -eq 0 ]
    run --separate-stderr "$LAB" setup </dev/null
    [ "$status" -eq 0 ]
    [[ $output == *"is there"* ]]
}

@test "without apt-get: names what to get for each kind of system, exit 1" {
    lab_setup
    [ "$status" -eq 1 ]
    [[ $stderr == *"no apt-get"* ]]
    [[ $stderr == *libhdf5-openmpi-dev* ]]
    [[ $stderr == *hdf5-openmpi-devel* ]]
    [[ $stderr == *"brew install"*hdf5-mpi* ]]
    [[ $stderr == *"module load"* ]]
}

@test "root on Debian: says what it installs, and installs just that" {
    [ "$(id -u)" = 0 ] || skip "not root"
    fake apt-get
    ln -s "$(command -v cmake)" "$BIN/cmake"
    lab_setup
    [ "$status" -eq 0 ]
    [[ $stderr == *"To install:"*libopenmpi-dev* ]]
    grep -q 'install -y --no-install-recommends .*libhdf5-openmpi-dev' "$BATS_TEST_TMPDIR/calls"
    run ! grep -qw cmake "$BATS_TEST_TMPDIR/calls"
}

@test "apt-get fails: its words, what is missing, exit 1" {
    [ "$(id -u)" = 0 ] || skip "not root"
    fake apt-get 100
    lab_setup
    [ "$status" -eq 1 ]
    [[ $stderr == *"could not install"* ]]
    [[ $stderr == *libopenmpi-dev* ]]
}

@test "an ordinary user without sudo" {
    fake apt-get
    not_root
    lab_setup
    [ "$status" -eq 1 ]
    [[ $stderr == *"no sudo"* ]]
    [[ $stderr == *"apt-get install"*libopenmpi-dev* ]]
    [ ! -e "$BATS_TEST_TMPDIR/calls" ]
}

@test "an ordinary user with sudo that wants a password, and nobody to type it" {
    fake apt-get
    fake sudo 1
    not_root
    lab_setup
    [ "$status" -eq 1 ]
    [[ $stderr == *"password"* ]]
}

@test "an ordinary user with sudo" {
    fake apt-get
    fake sudo
    not_root
    lab_setup --yes
    [ "$status" -eq 0 ]
    grep -q '^sudo .*apt-get .*install' "$BATS_TEST_TMPDIR/calls"
}

@test "three wrong passwords, and Ctrl-C, at sudo's password: it is not asked for again" {
    fake apt-get
    not_root
    # shellcheck disable=SC2016  # for sudo
    for what in 'exit 1' 'kill -INT $PPID; exit 1'; do
        printf '#!%s\n[ "$*" != "-n true" ] || exit 0\necho "sudo $*" >>"%s"\n%s\n' "$(command -v bash)" \
            "$BATS_TEST_TMPDIR/calls" "$what" >"$BIN/sudo"
        chmod +x "$BIN/sudo"
        rm -f "$BATS_TEST_TMPDIR/calls"
        lab_setup --yes
        echo "$what: $status $stderr"
        [ "$(wc -l <"$BATS_TEST_TMPDIR/calls")" -eq 1 ]
        [[ $stderr != *"package lists"* ]]
        case $what in
        exit*) [ "$status" -eq 1 ] && [[ $stderr == *"nothing is installed"*libopenmpi-dev* ]] ;;
        *) [ "$status" -eq 130 ] && [[ $stderr != *"nothing is installed"* ]] ;;
        esac
    done
}

@test "package lists that cannot be had: it tries with those that are there" {
    fake apt-get
    not_root
    printf '#!%s\necho "sudo $*" >>"%s"\n[[ $* != *update ]] || exit 100\n' "$(command -v bash)" \
        "$BATS_TEST_TMPDIR/calls" >"$BIN/sudo"
    chmod +x "$BIN/sudo"
    lab_setup --yes
    echo "$stderr"
    [ "$status" -eq 0 ]
    [[ $stderr == *"package lists that are there"* ]]
    grep -q 'install -y' "$BATS_TEST_TMPDIR/calls"
}

@test "what can be done without is offered once" {
    script --version 2>/dev/null | grep -q util-linux || skip "no script(1) of util-linux"
    fake apt-get
    fake sudo
    not_root
    on_a_terminal() { # ARGUMENT... - where the answer is no
        run env -u CI SHELL="$BASH" PATH="$BIN" "$(command -v script)" -qec "$BASH $LAB setup $*" /dev/null <<<n
        echo "$output"
    }
    on_a_terminal --needed plot
    [ "$status" -eq 0 ]
    [[ $output == *"To install: gnuplot-nox"*"[Y/n]"* ]]
    on_a_terminal --needed plot
    [ "$status" -eq 0 ]
    [[ $output != *"To install"* ]]
    for arguments in '--needed plot test' '--all'; do # more is missing, or it is wanted
        on_a_terminal "$arguments"
        [[ $output == *"To install"* ]]
    done
    [ ! -e "$BATS_TEST_TMPDIR/calls" ]
}

@test "what is needed, and what is useful, are named apart" {
    lab_setup --needed run plot
    [ "$status" -eq 1 ]
    grep -q '^Missing: a C compiler;' <<<"$stderr"
    [[ $stderr == *"Useful, and missing: "*gnuplot* ]]
    lab_setup --needed run test slurm # two rows of packages.tsv bring the HDF5 tools
    [ "$(tr '\n' ' ' <<<"$stderr" | grep -o "HDF5 tools" | wc -l)" -eq 1 ]
    fake apt-get
    not_root
    lab_setup
    [[ $stderr != *"dnf install"* ]]
}

@test "an unknown argument" {
    run --separate-stderr "$LAB" setup --now
    [ "$status" -eq 2 ]
    one_clear_line "--now"
}

@test "manual pages: with plain setup, also where dpkg leaves them out, and not with the first run" {
    [ "$(id -u)" = 0 ] || skip "not root"
    fake apt-get
    lab_setup
    [ "$status" -eq 0 ]
    [[ $stderr == *"To install:"*man-db* ]]
    grep -q 'install .*--path-include=/usr/share/man/man3/\* .*man-db' "$BATS_TEST_TMPDIR/calls"
    lab_setup --needed run
    [ "$status" -eq 0 ]
    [[ $stderr == *"To install:"*libopenmpi-dev* ]]
    [[ $stderr != *man-db* ]]
}

@test "where nothing is missing but the manual pages, and they cannot be had, there is nothing to complain of" {
    for command in cc cmake mpicc mpirun h5pcc ninja h5diff; do ln -s "$(command -v $command)" "$BIN/$command"; done
    lab_setup
    echo "$status $stderr"
    [ "$status" -eq 0 ]
}
