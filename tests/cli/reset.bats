#!/usr/bin/env bats
# ./lab reset: the skeleton again, and nothing of the student's lost.
load common

setup() {
    copy_project
    FILE=exercises/01-hello/hello.c
    cp "$FILE" first.c
}

# Whatever happened, nothing is left over beside the exercise.
teardown() { [ -z "$(find "$COPY/exercises" -name '.*' -type f)" ]; }

@test "an edited exercise: the skeleton, the old one kept, both names said" {
    echo "mine 1" >>"$FILE"
    cp "$FILE" mine.c
    run ./lab reset hello
    [ "$status" -eq 0 ]
    [[ $output == *"$FILE is"*"$FILE.before-reset-1" ]]
    cmp "$FILE" first.c
    cmp "$FILE.before-reset-1" mine.c
    [ "$(stat -c %a "$FILE")" = "$(stat -c %a first.c)" ]
}

@test "again and again: no copy is written over" {
    for n in 1 2 3; do
        echo "mine $n" >"$FILE"
        ./lab reset 01
    done
    for n in 1 2 3; do [ "$(cat "$FILE.before-reset-$n")" = "mine $n" ]; done
    rm "$FILE.before-reset-2"
    ln -s nowhere "$FILE.before-reset-2"
    echo "mine 4" >"$FILE"
    ./lab reset exercises/01-hello/hello.c
    [ "$(cat "$FILE.before-reset-4")" = "mine 4" ]
    [ "$(readlink "$FILE.before-reset-2")" = nowhere ]
}

@test "the skeleton already: said, nothing changed" {
    before=$(ls -li exercises/01-hello)
    run ./lab reset hello
    [ "$status" -eq 0 ]
    [[ $output == *"already"* ]]
    [ "$(ls -li exercises/01-hello)" = "$before" ]
}

@test "the file or its folder missing: written" {
    rm "$FILE"
    run ./lab reset hello
    [ "$status" -eq 0 ]
    cmp "$FILE" first.c
    rm -r exercises/01-hello
    run ./lab reset hello
    [ "$status" -eq 0 ]
    cmp "$FILE" first.c
    [ ! -e "$FILE.before-reset-1" ]
}

@test "git does not see the copies" {
    git init -q .
    cp "$ROOT/.gitignore" .
    echo mine >"$FILE"
    ./lab reset hello
    git check-ignore "$FILE.before-reset-1"
}

@test "the exercise is a link: what it leads to stays" {
    echo mine >elsewhere.c
    ln -sf ../../elsewhere.c "$FILE"
    ./lab reset hello
    cmp "$FILE" first.c
    [ "$(cat elsewhere.c)" = mine ]
    [ "$(cat "$FILE.before-reset-1")" = mine ]
}

@test "no links on this file system: a copy" {
    mkdir bin
    printf '#!/bin/sh\nexit 1\n' >bin/ln
    chmod +x bin/ln
    echo mine >"$FILE"
    PATH=$PWD/bin:$PATH ./lab reset hello
    cmp "$FILE" first.c
    [ "$(cat "$FILE.before-reset-1")" = mine ]
}

@test "nothing can be written (full disk, read-only folder): the old file stays, exit 1" {
    echo mine >"$FILE"
    mkdir bin
    # A full disk, at any of the steps.
    for step in mktemp mkdir awk mv; do
        printf '#!/bin/sh\ncase "$*" in *manifest.awk*) exec %s "$@" ;; esac\necho "%s: No space left on device" >&2\nexit 1\n' \
            "$(command -v $step)" $step >bin/$step
        chmod +x bin/$step
        run --separate-stderr env PATH="$PWD/bin:$PATH" ./lab reset hello
        echo "$step: $status $stderr"
        [ "$status" -eq 1 ]
        [[ $stderr == *"No space left"*"lab: exercises/01-hello"* ]]
        [ "$(cat "$FILE")" = mine ]
        rm bin/$step
    done
    if [ "$(id -u)" != 0 ]; then
        chmod a-w exercises/01-hello
        run --separate-stderr ./lab reset hello
        chmod u+w exercises/01-hello
        [ "$status" -eq 1 ]
        [ "$(cat "$FILE")" = mine ]
    fi
}

@test "a full disk, and no links: the half copy goes, the old file stays" {
    mkdir bin
    printf '#!/bin/sh\nexit 1\n' >bin/ln
    chmod +x bin/ln
    head -c 50000 /dev/zero >"$FILE"
    # No file can grow over 20 KB: room for the skeleton, not for the copy.
    run --separate-stderr env PATH="$PWD/bin:$PATH" bash -c 'ulimit -f 20; exec ./lab reset hello'
    [ "$status" -eq 1 ]
    [[ $stderr == *"lab: your hello.c could not be kept"* ]]
    [ "$(wc -c <"$FILE")" -eq 50000 ]
    [ "$(cd exercises/01-hello && echo *)" = "README.md hello.c hints.md" ]
}

@test "wrong arguments: one line, exit 2" {
    for arguments in "" "hello hello" "--now hello" "hello --now" "solutions/hello"; do
        # shellcheck disable=SC2086
        run --separate-stderr ./lab reset $arguments
        echo "$arguments: $status $stderr"
        [ "$status" -eq 2 ]
        [ "$(grep -c '^lab: ' <<<"$stderr")" -eq 1 ]
    done
    cmp solutions/01-hello/hello.c "$ROOT/solutions/01-hello/hello.c"
}

@test "a program that is whole and wrong: wrong again" {
    FILE=exercises/bugs/01-pass-on/pass_on.c
    cp "$FILE" first.c
    cp solutions/bugs/01-pass-on/pass_on.c "$FILE"
    ./lab reset bugs/pass-on
    cmp "$FILE" first.c
    cmp "$FILE.before-reset-1" solutions/bugs/01-pass-on/pass_on.c
}
