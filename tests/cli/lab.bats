#!/usr/bin/env bats
# ./lab itself: help, list, mistakes in names.
load common

@test "lab alone prints the programs and what to do next" {
    run "$LAB"
    [ "$status" -eq 0 ]
    [[ $output == *01-hello* ]]
    [[ $output == *06-mandelbrot* ]]
    [[ $output == *"./lab run"* ]]
}

@test "every subcommand is in --help, and says --help itself" {
    run "$LAB" --help
    [ "$status" -eq 0 ]
    for tool in "$ROOT"/tools/lab-*; do
        name=${tool##*/lab-}
        grep -qE "^  $name +[a-zA-Z]+ [a-zA-Z]+" <<<"$output"
        help=$("$LAB" "$name" --help)
        [[ $help == "./lab $name"* ]]
    done
}

@test "list fits a narrow terminal" {
    COLUMNS=50 run "$LAB" list
    [ "$status" -eq 0 ]
    for line in "${lines[@]}"; do
        [ "${#line}" -le 64 ] # titles are not broken
    done
    [[ $output == *MPI_Fetch_and_op* ]]
}

@test "an unknown subcommand: did you mean" {
    run --separate-stderr "$LAB" lits
    [ "$status" -eq 2 ]
    one_clear_line "did you mean 'list'?"
}

@test "an unknown program: did you mean" {
    run --separate-stderr "$LAB" run mandlebrot
    [ "$status" -eq 2 ]
    one_clear_line "did you mean 'mandelbrot'?"
}

@test "an unknown preset" {
    run --separate-stderr "$LAB" --preset fast list
    [ "$status" -eq 2 ]
    one_clear_line "--preset 'fast'"
    run --separate-stderr "$LAB" --preset ../x list
    [ "$status" -eq 2 ]
}

@test "works through a link and from another folder" {
    ln -s "$LAB" "$BATS_TEST_TMPDIR/lab"
    cd /
    run "$BATS_TEST_TMPDIR/lab" list
    [ "$status" -eq 0 ]
    [[ $output == *06-mandelbrot* ]]
}

@test "numbers that programs read have a point in every language" {
    seen=$(LC_ALL=de_DE.UTF-8 LAB_ROOT=$ROOT bash -c '. "$LAB_ROOT/tools/lib.sh"; env')
    grep -qx 'LC_NUMERIC=C' <<<"$seen"
    grep -qx 'LANG=de_DE.UTF-8' <<<"$seen"
    [[ $seen != *LC_ALL=* ]]
    command -v localedef >/dev/null && [ -e /usr/share/i18n/locales/de_DE ] || skip "no German locale to make here"
    localedef -i de_DE -f UTF-8 "$BATS_TEST_TMPDIR/de_DE.UTF-8"
    export LOCPATH=$BATS_TEST_TMPDIR LC_ALL=de_DE.UTF-8 LAB_ROOT=$ROOT
    [ "$(bash -c 'printf %.1f 0,5')" = 0,5 ] # the locale works
    [ "$(bash -c '. "$LAB_ROOT/tools/lib.sh"; printf "%.2f " 0.953; TIMEFORMAT=%R; { time true; } 2>&1 | tr -dc .; awk "BEGIN { print \" \" 0.953 + \"0.5\" }"')" = "0.95 . 1.453" ]
}
