#!/usr/bin/env bats
# ./lab cut: the exercises out of the solutions, and nothing of a student's lost.
load common

setup() {
    copy_project
    FILE=exercises/01-hello/hello.c
    cp "$FILE" first.c
    command -v git >/dev/null || skip "no git here"
    commit
}
commit() {
    [ -d .git ] || git init -q .
    git add -A
    git -c user.name=x -c user.email=x@example.org commit -q -m "$RANDOM"
}
change_solution() { sed -i 's/^int main/\/\/ new\n&/' solutions/01-hello/hello.c; }

@test "a changed solution: its exercise is cut anew, committed or not" {
    change_solution
    run ./lab cut hello
    [ "$status" -eq 0 ]
    grep -q '^// new' "$FILE"
    cp first.c "$FILE" # the solution was committed, and nobody has thought of its exercise
    commit
    run ./lab cut hello
    [ "$status" -eq 0 ]
    grep -q '^// new' "$FILE"
}

@test "what a student has written stays, committed or not, in git or not" {
    echo "// mine" >>"$FILE"
    cp "$FILE" mine.c
    for state in edited committed untracked without; do
        case $state in
        committed) commit ;;
        untracked) git rm -q --cached "$FILE" ;;
        without) rm -rf .git ;;
        esac
        run --separate-stderr ./lab cut
        [ "$status" -eq 1 ] || { echo "$state: $status"; return 1; }
        one_clear_line "$FILE has been edited: left as it is"
        cmp "$FILE" mine.c
    done
}

@test "--force keeps it beside the new one, again and again" {
    for n in 1 2; do
        echo "mine $n" >"$FILE"
        [ "$n" = 1 ] || commit
        run ./lab cut --force hello
        [ "$status" -eq 0 ]
        [[ $output == *"$FILE.before-reset-$n"* ]]
        cmp "$FILE" first.c
    done
    [ "$(cat "$FILE.before-reset-1")" = "mine 1" ]
    [ "$(cat "$FILE.before-reset-2")" = "mine 2" ]
}

@test "what is wrong is a comment in the solution, and code in the exercise" {
    solution=solutions/bugs/02-setting/setting.c
    ./lab cut setting # what is there already
    grep -q '^    MPI_Bcast(&setting, 1, MPI_INT, rank, ' exercises/bugs/02-setting/setting.c
    [ "$(grep -cE '// (WRONG|SOLUTION|END)|MPI_INT, 0,' exercises/bugs/02-setting/setting.c)" = 0 ]
    sed 's|    // MPI_Bcast|    MPI_Bcast|' $solution >code.c
    run --separate-stderr tools/cut code.c cut.c
    [ "$status" -eq 1 ]
    [[ $stderr == "code.c:"*"what is // WRONG is a comment, up to // SOLUTION" ]]
    sed '/ SOLUTION$/,$d' $solution >half.c
    run --separate-stderr tools/cut half.c cut.c
    [ "$status" -eq 1 ]
    [[ $stderr == "half.c:"*"// WRONG that no // SOLUTION follows" ]]
}
