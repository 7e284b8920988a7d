#!/usr/bin/env bats
# ./lab test itself: which tests are meant, and what is said of those that were skipped. In a copy of the project
# with a few tests of its own.
load common

setup_file() {
    export BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
    copy_project
    printf '#!/bin/sh\n' >tools/lab-setup # nothing is installed for a test
    cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(few NONE)
enable_testing()
foreach(name unit.memory solution.hello.n1 solution.hello.n2 student.hello-2.skeleton cli.show cli.show_plots)
    add_test(NAME ${name} COMMAND true)
endforeach()
add_test(NAME style.texts COMMAND sh -c "echo 'skipped: not a git checkout'; exit 77")
set_tests_properties(style.texts PROPERTIES SKIP_RETURN_CODE 77)
add_test(NAME cli.plots COMMAND sh -c "seq 2000
    echo 'ok 1 a plot: of a file in 3ms # skip no gnuplot'
    echo 'ok 2 a picture # skip no libpng'
    echo 'ok 3 another # skip no gnuplot'")
add_test(NAME cli.fails COMMAND sh -c "echo 'ok 1 one # skip not root'; exit 1")
set_tests_properties(style.texts cli.plots cli.fails PROPERTIES LABELS odd)
set_tests_properties(solution.hello.n2 PROPERTIES LABELS "programs;long")
set_tests_properties(cli.show_plots PROPERTIES LABELS slow)
END
    cmake -G "$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$BUILD/CMakeCache.txt")" -B "build/${BUILD##*/}" -DMPILAB_REQUIRE_TESTS:BOOL=ON >/dev/null
}
setup() { cd "$BATS_FILE_TMPDIR/mpilab" || return; }
lab_test() { LAB_PRESET=${BUILD##*/} run --separate-stderr ./lab test "$@" </dev/null; }
are_named() { # TEXT WITH THE NAMES
    echo "$output$stderr"
    [ "$status" -eq 0 ] && [ "$(sed -n 's/^ *Test *#[0-9]*: //p' <<<"$output" | tr '\n' ' ')" = "$1 " ]
}

@test "a word: the tests that have it as a part of their names" {
    lab_test -N hello
    are_named "solution.hello.n1 solution.hello.n2"
    lab_test hello --show-only
    are_named "solution.hello.n1 solution.hello.n2"
    lab_test -N show unit
    are_named "unit.memory cli.show"
    lab_test -N cli.show_plots show show_plots unit plots memory fails texts hello.n1 n1 cli.plots style.texts
    are_named "unit.memory solution.hello.n1 cli.show cli.show_plots style.texts cli.plots cli.fails"
    for word in 01 01-hello solutions/01-hello/; do
        lab_test "$word" -N -E n1
        are_named "solution.hello.n2"
    done
}

@test "those that take long: with --all, or chosen by name or kind; else they are counted" {
    lab_test -N
    are_named "unit.memory solution.hello.n1 student.hello-2.skeleton cli.show style.texts cli.plots cli.fails"
    lab_test -N --ci
    are_named "unit.memory solution.hello.n1 student.hello-2.skeleton cli.show cli.show_plots style.texts cli.plots cli.fails"
    lab_test -N -E '^(cli|style)'
    are_named "unit.memory solution.hello.n1 student.hello-2.skeleton"
    for chosen in "--all -E unit|cli|style|student" "-L ^programs$|^x$ -R hello" "-R solution" "solution" "-L long -R n"; do
        # shellcheck disable=SC2086  # one word each
        lab_test $chosen -N
        [[ $output == *"solution.hello.n2"* ]] || { echo "$chosen: $output"; return 1; }
    done
    lab_test -E fails
    [ "$status" -eq 0 ]
    [ "$(tail -n 1 <<<"$output")" = "left out, as they take long: 2 tests (./lab test --all runs them)" ]
    lab_test --ci -E fails
    [ "$(tail -n 1 <<<"$output")" = "left out, as they take long: 1 tests (./lab test --all runs them)" ]
    lab_test --all -E fails
    [[ $output == *"solution.hello.n2"* && $output != *"left out"* ]]
}

@test "a word that is in no name, or a filter that matches none: one line, exit 2, no test is run" {
    rm -f ran
    for arguments in "helo" "sho.w" "show helo" "-R nosuch" "-L nosuch" "hello -L nosuch" "-E . -N" "-R ("; do
        # shellcheck disable=SC2086  # one word each
        lab_test $arguments
        echo "$arguments: $status $output$stderr"
        [ "$status" -eq 2 ]
        [ -z "$output" ]
        [ "$(grep -c '^lab: ' <<<"$stderr")" -eq 1 ]
    done
    lab_test helo
    [[ $stderr == *"'helo'"*"did you mean 'hello'?"* ]]
}

@test "an unknown option, one without its value, two choices by name: one line, exit 2" {
    for arguments in "--foo" "-N --foo" "-R" "-N -j" "-X" "--rerun" "hello -R show"; do
        # shellcheck disable=SC2086  # one word each
        lab_test $arguments
        echo "$arguments: $status $output$stderr"
        [ "$status" -eq 2 ]
        [ -z "$output" ]
        one_clear_line "test: "
    done
}

@test "ctest's own options" {
    lab_test -N -L odd -LE none -R 'cli|style' -E fails
    are_named "style.texts cli.plots"
    lab_test -N -I 1,2
    are_named "unit.memory solution.hello.n1"
    lab_test -j 1 --repeat until-fail:2 --timeout 20 -V unit
    [ "$status" -eq 0 ]
    [ "$(grep -c 'Test #1: unit.memory' <<<"$output")" -eq 2 ]
    lab_test -j2 -L odd --output-junit "$BATS_TEST_TMPDIR/junit.xml"
    [ "$status" -ne 0 ]
    [ -s "$BATS_TEST_TMPDIR/junit.xml" ]
    lab_test -N --rerun-failed
    are_named "cli.fails"
}

@test "the last lines say what was skipped, and why" {
    lab_test -j 1 -L odd
    echo "$output"
    [ "$status" -ne 0 ]
    [ "$(tail -n 4 <<<"$output" | sort)" = "skipped: cli.fails: not root
skipped: cli.plots: no gnuplot (2 times)
skipped: cli.plots: no libpng
skipped: style.texts: not a git checkout" ]
    lab_test unit
    [ "$status" -eq 0 ]
    [[ $output != *skipped* ]]
    lab_test -N
    [[ $output != *skipped* ]]
}
