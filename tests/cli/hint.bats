#!/usr/bin/env bats
# ./lab hint: one hint at a time, of the first open TODO.
load common

setup() {
    copy_project
    FILE=exercises/01-hello/hello.c
}

# hints LINE... - makes the hints of hello
hints() { printf '%s\n' "$@" >exercises/01-hello/hints.md; }
# The numbers of the hints that a command shows.
shown() { "$@" | sed -n 's/^Hint \([0-9]*\) of .*/\1/p' | tr '\n' ' '; }
words() { tr -s ' ' '\n' | grep .; }
# What stands for a TODO(n) done: code below its comment.
finish() { sed -i "/TODO($1)/,/^\$/s/^\$/    done_$1();/" "$FILE"; }

@test "one at a time, with the TODO before it and how many are left after it" {
    run ./lab hint hello
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "TODO(1)  $FILE:$(grep -n 'TODO(1)' "$FILE" | cut -d : -f 1)" ]
    [[ $output == *"which rank this process is"*"Hint 1 of 3"*"Two calls"*"2 more:  ./lab hint hello" ]]
    [[ $output != *"Hint 2"* ]]
    run ./lab hint 01
    [[ $output == *"Hint 2 of 3"*"1 more:"* ]]
    run ./lab hint exercises/01-hello
    [[ $output == *"Hint 3 of 3"*"That was the last one.  The answer:  ./lab hint hello --solution" ]]
    run ./lab hint hello
    [ "$status" -eq 0 ]
    [[ $output == *"no more hints for TODO(1)"*"Hint 3 of 3"* ]]
    [[ $output != *"Hint 1"* ]]
}

@test "--again: what was shown, nothing new" {
    run ./lab hint hello --again
    [ "$status" -eq 0 ]
    [[ $output == *"seen no hint for it yet"* ]]
    [ -z "$(shown ./lab hint hello --again)" ]
    ./lab hint hello
    ./lab hint hello
    [ "$(shown ./lab hint hello --again)" = "1 2 " ]
    [ "$(shown ./lab hint --again hello)" = "1 2 " ]
    [ "$(shown ./lab hint hello)" = "3 " ]
}

@test "--all: all of them, and then all are known" {
    [ "$(shown ./lab hint --all hello)" = "1 2 3 " ]
    [ "$(shown ./lab hint hello --again)" = "1 2 3 " ]
}

@test "the next TODO once one is done, each with its own memory" {
    ./lab hint hello
    finish 1
    run ./lab hint hello
    [[ ${lines[0]} == "TODO(2)  "* ]]
    [[ $output == *"Hint 1 of 3"* ]]
    run ./lab hint mandelbrot
    [[ ${lines[0]} == "TODO(1)  exercises/06-mandelbrot/mandelbrot.c:"* ]]
    [[ $output == *"Hint 1 of 3"* ]]
    cp solutions/01-hello/hello.c "$FILE"
    ./lab reset hello
    [ "$(shown ./lab hint hello)" = "2 " ]
}

@test "--todo: another one, also one that is done" {
    run ./lab hint hello --todo 3
    [[ $output == "TODO(3)  $FILE:"*"Hint 1 of 3"*"./lab hint hello --todo 3" ]]
    [ "$(shown ./lab hint hello)" = "1 " ]
    finish 1
    run ./lab hint --todo 01 hello
    [ "$status" -eq 0 ]
    [[ $output == "TODO(1)  not open any more in $FILE"*"Hint 2 of 3"* ]]
}

@test "--solution: the code of that TODO, and said to be the answer" {
    run ./lab hint hello --solution
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = "The solution of TODO(1), from solutions/01-hello/hello.c:" ]
    [[ $output == *"MPI_Comm_rank(MPI_COMM_WORLD, &rank);"*"MPI_Comm_size"* ]]
    [[ $output != *"MPI_Gather"* && $output != *"// "* ]]
    [ -z "$(shown ./lab hint hello --again)" ]
    # Of every TODO that is in an exercise, and of no other.
    for exercise in exercises/*/*.c; do
        id=$(basename "$(dirname "$exercise")")
        for todo in $(grep -o 'TODO([0-9]*)' "$exercise" | tr -dc '0-9\n'); do
            ./lab hint "$id" --solution --todo "$todo" | sed 1,2d >code
            [ -s code ]
            ! grep -vxFf "solutions/$id/$(basename "$exercise")" code || false
        done
    done
    run --separate-stderr ./lab hint hello --solution --todo 9
    [ "$status" -eq 1 ]
    one_clear_line "no TODO(9)"
}

@test "no TODO open: points to check" {
    cp solutions/01-hello/hello.c "$FILE"
    for option in "" --again --all --solution; do
        # shellcheck disable=SC2086
        run ./lab hint hello $option
        [ "$status" -eq 0 ]
        [[ $output == *"No TODO is open in $FILE"*"./lab check hello"* ]]
        [[ $output != *"Hint "* ]]
    done
    [ "$(shown ./lab hint hello --todo 2)" = "1 " ]
}

@test "hints are as wide as the terminal" {
    for columns in 30 40 100; do
        COLUMNS=$columns run ./lab hint gradient-averaging --all --todo 7
        [ "$(grep -v '^TODO\|--solution' <<<"$output" | awk -v c=$columns 'length > c' | wc -l)" -eq 0 ]
    done
    # No word is lost: every hint of every TODO is in the file as it is shown.
    for file in exercises/*/hints.md; do
        id=$(basename "$(dirname "$file")")
        for todo in 1 2 3 4 5 6 7 8; do
            grep -q "^## TODO($todo)" "$file" || continue
            diff <(awk -v t="## TODO($todo)" '/^## /{ on = $0 == t; next } on' "$file" | sed 's/^[1-9]\. //' | words) \
                <(./lab hint "$id" --all --todo "$todo" | sed '1,/^$/d; /^Hint [1-9] of/d; /^That was/d' | words)
        done
    done
}

@test "paragraphs, code, * and line ends in hints.md" {
    # shellcheck disable=SC2016
    hints '# Hints' '' '## TODO(1)' '' '1. First `a * b`' '   goes on.' '' '   New paragraph * ?.' '2. Code:' '   ```c' \
        '   # if (x)   {' '       y(*p);' '   ```' '' '## TODO(10)' '1. Ten.'
    sed -i 's/$/\r/' exercises/01-hello/hints.md
    run ./lab hint hello
    [[ $output == *$'Hint 1 of 2\n  First `a * b` goes on.\n  New paragraph * ?.\n'* ]]
    run ./lab hint hello
    [[ $output == *$'Hint 2 of 2\n  Code:\n    # if (x)   {\n        y(*p);\n'* ]]
    [[ $output != *$'\r'* ]]
    [[ $(./lab hint hello --todo 10) == *"Ten."* ]]
}

@test "a TODO without hints, hints.md or exercise missing: one line, exit 1" {
    hints '## TODO(2)' '1. Two.'
    run --separate-stderr ./lab hint hello
    [ "$status" -eq 1 ]
    one_clear_line "no hint for TODO(1); it has some for 2"
    rm exercises/01-hello/hints.md
    run --separate-stderr ./lab hint hello
    [ "$status" -eq 1 ]
    one_clear_line "hints.md cannot be read"
    rm "$FILE"
    run --separate-stderr ./lab hint hello
    [ "$status" -eq 1 ]
    one_clear_line "./lab reset hello"
}

@test "the memory damaged, or not to be written" {
    mkdir -p "$LAB_STATE/hints"
    printf 'x\n1 y\n1 99\n2\0 1\n1' >"$LAB_STATE/hints/hello"
    [ "$(shown ./lab hint hello --again)" = "1 2 3 " ]
    rm "$LAB_STATE/hints/hello"
    mkdir "$LAB_STATE/hints/hello"
    for _ in 1 2; do
        run --separate-stderr ./lab hint hello
        [ "$status" -eq 0 ]
        [[ $output == *"Hint 1 of 3"* ]]
        one_clear_line "cannot be written"
    done
}

@test "wrong arguments: one line, exit 2" {
    for arguments in "" "hello hello" "hello --now" "hello --todo" "hello --todo x" "hello --todo -1"; do
        # shellcheck disable=SC2086
        run --separate-stderr ./lab hint $arguments
        echo "$arguments: $status $stderr"
        [ "$status" -eq 2 ]
        one_clear_line "hint: "
    done
}

@test "a program without TODOs: its hints, and what is wrong beside what is right" {
    run ./lab hint bugs/setting
    [[ ${lines[0]} == "exercises/bugs/02-setting/setting.c is wrong in one way."*"./lab trace -n 2 setting" ]]
    [[ $output == *"Hint 1 of 3"*"2 more:  ./lab hint setting" ]]
    run ./lab hint setting
    [[ $output == *"Hint 2 of 3"* ]]
    run ./lab hint setting --solution
    [[ $output == *"// MPI_Bcast(&setting, 1, MPI_INT, rank, "*"// SOLUTION"*"MPI_Bcast(&setting, 1, MPI_INT, 0, "* ]]
    run --separate-stderr ./lab hint setting --todo 1
    [ "$status" -eq 2 ]
    one_clear_line "has no TODOs"
}
