#!/usr/bin/env bats
# What people type that is not quite right: either it works, or one clear line says what to type.
load common

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    "$LAB" list >/dev/null
}

# refused TEXT ARGUMENTS... - exit status 2, nothing on stdout, and TEXT in the one line on stderr
refused() {
    local text=$1
    shift
    run --separate-stderr timeout 60 "$LAB" "$@" </dev/null
    echo "lab $*: status $status: $output$stderr"
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [ "$(grep -vcE '^(building|configuring) ' <<<"$stderr")" -eq 1 ]
    [[ $stderr == *"$text"* ]]
}

@test "before the command" {
    run "$LAB" --version
    [ "$status" -eq 0 ]
    [[ $output == "mpilab "[0-9]*.[0-9]* ]]
    [ "$("$LAB" -v)" = "$output" ]
    refused "./lab run hello -n" -n 4 run hello
    refused "did you mean '--preset'?" --presets
    refused "--preset 'fast'" --preset=fast list
    [ "$("$LAB" "--preset=${BUILD##*/}" list)" = "$("$LAB" list)" ]
}

@test "an option" {
    refused "unknown option '--matrx' (did you mean '--matrix'?); what the program itself" trace hello --matrx m.svg
    refused "unknown option '--repeats' (did you mean '--repeat'?)" scale hello --repeats 3
    refused "unknown option '--jsn' (did you mean '--json'?) (see ./lab check --help)" check hello --jsn x
    refused "unknown option '-x'; what the program itself" run hello -x
    refused "unknown option '--qqqqqqqq' (see ./lab hint --help)" hint hello --qqqqqqqq
}

@test "a program's name" {
    refused "did you mean 'solutions/hello'?" run solution/hello
    refused "did you mean 'exercises/hello'?" run exercise/hello
    refused "did you mean 'mandelbrot'?" hint mandlebrot
    run "$LAB" hint 1
    [ "$status" -eq 0 ]
    [[ $output == *exercises/01-hello* ]]
}

@test "a number of ranks, however it is said, in every command" {
    for ranks in "-n 3" -n3 "-np 3" -np3 "--ranks 3" --ranks=3 "--ntasks 3" -n=3; do
        # shellcheck disable=SC2086
        run timeout 60 "$LAB" run solutions/hello $ranks -o h.h5
        [ "$status" -eq 0 ]
        [ "$(grep -c 'rank . of 3' <<<"$output")" -eq 3 ] || { echo "$ranks: $output"; return 1; }
    done
    for ranks in "-n 2" --ranks=2 -np2; do
        # shellcheck disable=SC2086
        run timeout 60 "$LAB" check hello --file "$ROOT/solutions/01-hello/hello.c" $ranks
        [ "$status" -eq 0 ]
        [[ $output == *"right in its one case with 2 ranks"* ]] || { echo "$output"; return 1; }
        # shellcheck disable=SC2086
        run timeout 60 "$LAB" trace $ranks solutions/hello
        [ "$status" -eq 0 ]
        [ "$(grep -c 'rank . of 2' <<<"$output")" -eq 2 ]
        # shellcheck disable=SC2086
        run timeout 60 "$LAB" scale solutions/hello $ranks --repeat 1 -o s.h5
        [ "$status" -eq 0 ]
    done
    for ranks in 0 x -1 99999 '' 1.5; do
        refused "from 1 to 9999" run hello -n "$ranks"
        refused "from 1 to 9999" trace hello -n "$ranks"
    done
}

@test "hundreds of ranks on a few cores are asked for first" {
    many=$(($(nproc) * 32 + 1))
    [ $many -gt 64 ] || many=65
    for call in "run hello -n $many" "trace -n $many -- true" "scale hello --ranks 1,$many"; do
        # shellcheck disable=SC2086
        refused "$many ranks on $(nproc) cores" $call
    done
    [[ $stderr == *MPILAB_ALL_RANKS=1* ]]
    MPILAB_ALL_RANKS=1 run timeout 100 "$LAB" trace -n $many -- true
    [[ $output != *"ranks on"* ]]
}

@test "files" {
    refused "-o needs the name of a file" run hello -o ''
    refused "cannot be written" check hello --json /nonexistent/x
    refused "cannot be written" check hello --json /etc
    refused "cannot be written" trace --timeline /nonexistent/x -- true
    copy_project
    run --separate-stderr ./lab show hello
    [ "$status" -eq 2 ]
    [ "$stderr" = "lab: show: there is no result of hello yet: ./lab run hello" ]
    run --separate-stderr ./lab show haet
    [ "$status" -eq 2 ]
    [ "$stderr" = "lab: show: there is no file and no program 'haet' (did you mean 'heat'?)" ]
}

@test "what the program itself should get" {
    run --separate-stderr timeout 60 "$LAB" run solutions/mandelbrot -n 2 -o m.h5 -- --widht 64
    [ "$status" -eq 2 ]
    [[ $stderr == *"did you mean --width?"* ]]
    run --separate-stderr timeout 60 "$LAB" scale solutions/mandelbrot --ranks 1 --repeat 1 -o s.h5 -- --widht 64
    [ "$status" -ne 0 ]
    [[ $stderr == *"did you mean --width?"* ]]
}

@test "hint: a TODO that is not there" {
    refused "no hint for TODO(99)" hint hello --todo 99
}

@test "trace: what is no program" {
    cp "$ROOT/README.md" "$ROOT/solutions/01-hello/hello.c" .
    echo 'print("hello")' >text
    chmod +x text
    mkdir folder
    refused "there is no program ./nope" trace -- ./nope
    refused "cannot be executed" trace -- ./README.md
    refused "cannot be executed" trace -- ./text
    refused "cannot be executed" trace -- ./folder
    refused "compile it first" trace -- ./hello.c
    refused "without 'mpirun'" trace -- mpirun -n 3 ./prog
    refused "without '/usr/bin/mpiexec'" trace -- /usr/bin/mpiexec -n 3 ./prog
}

@test "test: what is no test" {
    refused "unknown option '--foo'" test --foo
    refused "unknown option '--al' (did you mean '--all'?)" test --al
    refused "unknown option '--al' (did you mean '--all'?)" jobs --al
    refused "no test has 'nosuchtest'" test nosuchtest
    refused "there is no such test" test -R nosuchtest
}

@test "submit and scale --slurm where SLURM's commands find no cluster" {
    for name in sbatch sinfo squeue; do
        printf '#!/bin/sh\necho "%s: fatal: Could not establish a configuration source" >&2\nexit 1\n' "$name" >"$name"
        chmod +x "$name"
    done
    for arguments in "submit solutions/hello" "scale solutions/hello --slurm"; do
        # shellcheck disable=SC2086  # words
        PATH=$PWD:$PATH run --separate-stderr timeout 60 "$LAB" $arguments </dev/null
        [ "$status" -eq 1 ]
        one_clear_line "find no cluster: there is none here, or its controller does not answer; "
    done
}

@test "list: for people and for programs, without a compiler and without a build" {
    refused "list: 'x'" list x
    "$LAB" list --json | jq -e 'length >= 6 and all(.[]; .id and .name and (.ranks | length) > 0 and ((.calls | length) > 0 or (.id | startswith("bugs/"))))'
    mkdir bare
    copy_sources "$PWD/bare" lab CMakeLists.txt CMakePresets.json tools solutions exercises
    cd bare
    mkdir bin
    for command in bash env awk sed grep cat cut tr dirname readlink ls tput cksum head tail date mkdir mktemp rm cmp cp mv ln chmod basename sort; do
        ln -s "$(command -v "$command")" bin/
    done
    for command in "list" "hint hello" "reset hello" "list --json" ""; do
        # shellcheck disable=SC2086
        PATH=$PWD/bin run --separate-stderr ./lab $command
        [ "$status" -eq 0 ] || { echo "$command: $output$stderr"; return 1; }
        [ -z "$stderr" ]
        [ ! -e build ]
    done
}

@test "clean: what was built goes, what you wrote stays" {
    copy_project
    echo "// mine" >>exercises/01-hello/hello.c
    mkdir -p my/own results build/other
    touch my/own/own.c results/x.h5
    run ./lab clean
    [ "$status" -eq 0 ]
    [ ! -e "build/${BUILD##*/}" ]
    [ -e build/other ] && [ -e my/own/own.c ] && [ -e results/x.h5 ]
    grep -q '// mine' exercises/01-hello/hello.c
    run ./lab clean
    [ "$output" = "nothing was built" ]
    run ./lab clean --all
    [ ! -e build ]
    run ./lab clean x
    [ "$status" -eq 2 ]
}

@test "completion" {
    completes() { # EXPECTED WORD...
        local expected=$1
        shift
        run bash -c '. "$1/tools/completion.bash"; shift
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _lab; echo "${COMPREPLY[*]}"' - "$ROOT" "$@"
        [ "$output" = "$expected" ] || { echo "$*: $output"; return 1; }
    }
    completes "check" "$LAB" ch
    completes "mandelbrot" "$LAB" check m
    completes "solutions/mandelbrot" "$LAB" run solutions/m
    completes "--again --all" "$LAB" hint hello --a
    completes "asan" "$LAB" --preset a
    completes "" "$LAB" run hello -- --w
    cd / && completes "trace" "$LAB" tr
}

@test "a part is no program, its programs have no batch scripts, and show knows their results" {
    for command in run hint reset trace; do
        run --separate-stderr "$LAB" $command bugs </dev/null
        [ "$status" -eq 2 ]
        [[ $stderr == *"'bugs' is a part: which of its programs? ./lab list shows them"* ]]
    done
    if command -v sbatch >/dev/null; then
        run --separate-stderr "$LAB" submit bugs/pass-on </dev/null
        [ "$status" -ne 0 ]
        [[ $stderr == *"bugs/01-pass-on has no batch script"* ]]
    fi
    LAB_RESULTS=$BATS_TEST_TMPDIR run --separate-stderr "$LAB" show bugs/pass-on </dev/null
    [ "$status" -eq 2 ]
    [[ $stderr == *"no result of pass-on yet"* ]]
}
