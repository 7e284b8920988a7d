#!/usr/bin/env bats
# ./lab handout: a copy for students. Made from a copy of the project that has three programs.
load common

setup_file() {
    export SOURCE=$BATS_FILE_TMPDIR/source HANDOUT="$BATS_FILE_TMPDIR/hand out" folder
    unset LAB_STATE LAB_PRESET
    mkdir "$SOURCE"
    "$BATS_TEST_DIRNAME/../copy_project" "$SOURCE"
    for folder in "$SOURCE"/{solutions,exercises}/{[0-9],bugs/}*; do
        case $folder in */01-hello | */04-gather | */bugs/01-pass-on | *.md) ;; *) rm -rf "$folder" ;; esac
    done
    rm "$SOURCE/tests/CMakeLists.txt"
    # What is a student's or a site's own, and what an editor left.
    echo 'SECRET' | tee "$SOURCE/slurm/site.sh" "$SOURCE/exercises/01-hello/hello.c.before-reset-1" \
        "$SOURCE/solutions/01-hello/hello.c~" >/dev/null
    echo '// SECRET' >>"$SOURCE/exercises/01-hello/hello.c"
    (cd "$SOURCE" && ./lab handout -o "$HANDOUT" --gradescope) >"$BATS_FILE_TMPDIR/said" 2>&1 ||
        { cat "$BATS_FILE_TMPDIR/said"; return 1; }
}
setup() {
    unset LAB_STATE LAB_PRESET
    cd "$HANDOUT" || return
}

@test "it has no solutions, no tests, no history, and says what is kept" {
    grep -q 'hand out: 3 programs, without solutions; 23 results kept' "$BATS_FILE_TMPDIR/said"
    grep -q '01-hello: 6 results, with 1, 2, 3, 4, 5, 7 ranks' "$BATS_FILE_TMPDIR/said"
    grep -qF '| bugs/01-pass-on | 5 | 2, 3, 4 |' kept/README.md
    [ ! -e .git ] && [ ! -e .ci ] && [ ! -e tests/students ] && [ ! -e tools/lab-grade ] && [ ! -e docs/teaching.md ]
    run ! grep -rl SECRET .
    for solution in 01-hello/hello.c 04-gather/gather.c bugs/01-pass-on/pass_on.c; do
        # Nothing between the marks, and the exercise as it is at first.
        [ -z "$(awk '/^ *\/\/ END$/ { on = 0 } on; /^ *\/\/ SOLUTION$/ { on = 1 }' "solutions/$solution")" ]
        [ "$(wc -l <"solutions/$solution")" -lt "$(wc -l <"$SOURCE/solutions/$solution")" ]
        cmp <(awk -f "$SOURCE/tools/cut.awk" "$SOURCE/solutions/$solution") "exercises/$solution"
    done
    run ! grep -rE 'MPI_(Gatherv?|Allreduce)\(' solutions/0* exercises/0*/*.c
    grep -qx 'set(WRONG   "something")' solutions/bugs/01-pass-on/program.cmake
}

@test "no link leads nowhere" {
    while IFS= read -r page; do
        while IFS= read -r link; do
            [ -e "$(dirname "$page")/${link%%#*}" ] || [ "${link#\#}" != "$link" ] || { echo "$page: $link"; false; }
        done < <(grep -o '](\([^):]*\))' "$page" | sed 's/^](//; s/)$//')
    done < <(find . -name '*.md')
    grep -qF '[a first hour](docs/first-hour.md)' README.md
    grep -qF 'See teaching.' README.md
}

@test "list, run, check, hint, reset and trace work in it" {
    run ./lab list
    [ "$status" -eq 0 ]
    [[ $output == *"01-hello"*"bugs/01-pass-on"* ]]
    run --separate-stderr ./lab run hello -n 2
    [ "$status" -eq 0 ]
    run --separate-stderr ./lab check
    [ "$status" -eq 1 ]
    [[ $output == *"TODO  01-hello"*"find out which rank"*"TODO  04-gather"* ]]
    run --separate-stderr ./lab hint hello
    [ "$status" -eq 0 ]
    [[ $output == *"Hint 1 of"* ]]
    run --separate-stderr ./lab trace -n 2 hello
    [ "$status" -eq 0 ]
    run --separate-stderr bash slurm/01-hello.sbatch
    [ "$status" -eq 0 ]
    [[ $output == *"hello-exercise.h5"* ]]
    cp "$SOURCE/solutions/01-hello/hello.c" exercises/01-hello
    run --separate-stderr ./lab check hello
    echo "$output$stderr"
    [ "$status" -eq 0 ]
    [[ $output == *"right in all 6 cases"* ]]
    [[ $output != *"the solution's"* ]] # whose time is another machine's
    run --separate-stderr ./lab reset hello
    [ "$status" -eq 0 ]
    run ! grep -q 'MPI_Comm_rank(MPI' exercises/01-hello/hello.c
}

@test "check: right and wrong are told apart, of a program that is whole, too" {
    run --separate-stderr ./lab check gather --file "$SOURCE/solutions/04-gather/gather.c"
    [ "$status" -eq 0 ]
    patch -s -o "$BATS_TEST_TMPDIR/g.c" "$SOURCE/solutions/04-gather/gather.c" \
        "$SOURCE/tests/students/04-gather/column-by-column.patch"
    run --separate-stderr ./lab check gather --file "$BATS_TEST_TMPDIR/g.c"
    [ "$status" -eq 1 ]
    [[ $output == *"rows and columns are exchanged"* ]]
    run --separate-stderr ./lab check bugs/pass-on
    [ "$status" -eq 1 ]
    [[ $output == *"deadlock"* ]]
    run --separate-stderr ./lab check bugs/pass-on --file "$SOURCE/solutions/bugs/01-pass-on/pass_on.c"
    [ "$status" -eq 0 ]
}

@test "check says of which cases nothing is kept" {
    run --separate-stderr ./lab check hello --ranks 6
    [ "$status" -eq 2 ]
    [[ $output == *"this copy keeps no result of the solution in such a case (kept/README.md"* ]]
    run --separate-stderr ./lab check hello --ranks 2,6 --file "$SOURCE/solutions/01-hello/hello.c"
    [ "$status" -eq 0 ]
    [[ $stderr == *"lab: check: 01-hello: this copy keeps results of 1 of these 2 runs; only they are checked"* ]]
    [ "$(stat -c %a kept)" = 755 ]
}

@test "what is not there is said" {
    for words in "run solutions/hello" "check solutions/hello" "trace -n 2 solutions/hello" "scale solutions/hello"; do
        # shellcheck disable=SC2086
        run --separate-stderr ./lab $words
        [ "$status" -eq 2 ]
        one_clear_line "solutions/hello: this copy has no solutions: 'hello' is your own program"
    done
    run --separate-stderr ./lab hint hello --solution
    [ "$status" -eq 2 ]
    one_clear_line "hint: this copy has no solutions"
    run --separate-stderr ./lab handout -o /tmp/never
    [ "$status" -eq 2 ]
    one_clear_line "there is no './lab handout'"
    run ./lab
    [[ $output != *solutions/* ]]
}

@test "run_autograder leaves Gradescope's results.json" {
    top=$BATS_TEST_TMPDIR/autograder
    mkdir -p "$top/submission/inner folder"
    cp -R "$HANDOUT" "$top/source"
    rm -rf "$top/source/build"
    (cd "$top/source" && ./lab check hello >/dev/null 2>&1) || true # as setup.sh does
    cp "$SOURCE/solutions/01-hello/hello.c" "$top/submission/inner folder"
    echo 'int main(' >"$top/submission/gather.c"
    AUTOGRADER=$top MPILAB_AS=$(id -un) run bash "$top/source/run_autograder"
    echo "$output"
    [ "$status" -eq 0 ]
    jq -e '[.tests[] | [.name, .score, .max_score]] == [["01-hello", 1, 1], ["04-gather", 0, 1]]' "$top/results/results.json"
    rm -r "$top/submission"/* && echo x >"$top/submission/other.c"
    AUTOGRADER=$top MPILAB_AS=$(id -un) run bash "$top/source/run_autograder"
    [ "$status" -eq 0 ]
    jq -e '.tests == [] and .score == 0 and (.output | test("No program of the collection"))' "$top/results/results.json"
}

@test "handout refuses folders that are not new" {
    cd "$SOURCE"
    mkdir -p "$BATS_TEST_TMPDIR/full" && touch "$BATS_TEST_TMPDIR/full/.file"
    touch "$BATS_TEST_TMPDIR/file"
    refused() { # DIR WHAT
        run --separate-stderr ./lab handout -o "$1"
        [ "$status" -eq 2 ]
        one_clear_line "$2"
    }
    refused "$BATS_TEST_TMPDIR/full" "the folder is not empty"
    refused "$BATS_TEST_TMPDIR/file" "it is no folder"
    refused "$BATS_TEST_TMPDIR/no/where" "there is no folder"
    refused "$SOURCE/copy" "is in this checkout"
    refused . "the folder is not empty"
    refused /proc/handout "nothing can be made in /proc"
    run --separate-stderr ./lab handout
    [ "$status" -eq 2 ]
    one_clear_line "where to? -o DIR"
    [ "$(find "$BATS_TEST_TMPDIR/full" "$SOURCE/copy" 2>/dev/null | wc -l)" -eq 2 ]
}
