#!/usr/bin/env bats
# What is remembered of a student's progress, and how ./lab list and ./lab show it.
load common

setup() {
    copy_project
    TSV=$LAB_STATE/progress.tsv
    FILE=exercises/01-hello/hello.c
}

# note ID VERDICT [SUM] - as bin/check does (unit.check_advice)
note() {
    local begin=''
    mkdir -p "$LAB_STATE"
    if [ -s "$TSV" ] && [ -n "$(tail -c 1 "$TSV")" ]; then begin=$'\n'; fi
    printf '%s%s\t%s\t%s\t%s\n' "$begin" "$1" "$2" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${3:-$(progress progress_sum "$1")}" >>"$TSV"
}
progress() { LAB_ROOT=$COPY bash -euc '. tools/lib.sh; . tools/progress.sh; "$@"' - "$@"; }
# What list says of a program, between its heading and its lesson.
said() { ./lab list | sed -n "/^$1 /{n;s/^  \([^ ]\)/\1/p;}"; }

@test "never checked: list says nothing of it, lab names the first program" {
    [ -z "$(progress progress_of 01-hello)" ]
    [ -z "$(said 01-hello)" ]
    run ./lab
    [ "$status" -eq 0 ]
    [[ $output == *"Next:"*exercises/01-hello/README.md*"./lab check hello"* ]]
    [ ! -e "$LAB_STATE" ]
}

@test "done, to do, failing" {
    note 01-hello PASS
    note 02-point-to-point TODO
    note 03-broadcast FAIL
    [ "$(progress progress_of 01-hello)" = PASS ]
    [ "$(said 01-hello)" = "[x] done" ]
    [ "$(said 02-point-to-point)" = "[ ] to do" ]
    [ "$(said 03-broadcast)" = "[!] failing" ]
    [ -z "$(said 04-gather)" ]
    grep -P '^01-hello\tPASS\t20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\t\d+ \d+$' "$TSV"
}

@test "the last verdict counts; one that says nothing about the student does not" {
    note 01-hello TODO
    note 01-hello PASS
    note 01-hello ERROR
    note 01-hello SKIP
    [ "$(progress progress_of 01-hello)" = PASS ]
}

@test "changed since the verdict, and back again" {
    note 01-hello PASS
    cp "$FILE" before.c
    echo "// more" >>"$FILE"
    [ "$(said 01-hello)" = "[x] done, changed since" ]
    rm "$FILE"
    [ "$(said 01-hello)" = "[x] done, changed since" ]
    cp before.c "$FILE"
    [ "$(said 01-hello)" = "[x] done" ]
}

@test "changed while the check ran" {
    sum=$(progress progress_sum 01-hello)
    echo "// more" >>"$FILE"
    note 01-hello TODO "$sum"
    [ "$(said 01-hello)" = "[ ] to do, changed since" ]
}

@test "lab says what is next" {
    note 01-hello PASS
    note 02-point-to-point FAIL
    [[ $(./lab) == *"Go on:"*"./lab check point-to-point"*"./lab hint point-to-point"* ]]
    note 02-point-to-point PASS
    [[ $(./lab) == *"Next:"*exercises/03-broadcast/README.md* ]]
    while IFS= read -r id; do note "$id" PASS; done < <(progress programs | grep -o '^[0-9][0-9]-[^[:space:]]*')
    [[ $(./lab) == *"Next:"*exercises/bugs/01-pass-on/README.md*"./lab check pass-on"* ]]
    while IFS= read -r id; do note "$id" PASS; done < <(progress programs | grep -o '^bugs/[^[:space:]]*')
    [[ $(./lab) == *"All programs are done."* ]]
}

@test "a damaged file: what can be read counts, the rest is as if it were not there" {
    note 01-hello PASS
    printf 'garbage\n01-hello\tGREAT\tx\ty\n01-hello\n\n\t\t\t\n01-hello\tFAIL\t\0\1\377\n01-hello\tFA' >>"$TSV"
    run --separate-stderr ./lab list
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$(said 01-hello)" = "[x] done" ]
    note 02-point-to-point TODO # after the line cut short
    [ "$(said 02-point-to-point)" = "[ ] to do" ]
    head -c 3000 /dev/urandom >"$TSV"
    run --separate-stderr ./lab
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ $output == *"Next:"*01-hello* ]]
}

@test "a file that cannot be read: as if there were none, and no error" {
    mkdir -p "$TSV"
    for state in "$LAB_STATE" "$COPY/lab" /proc/nowhere; do
        export LAB_STATE=$state
        run --separate-stderr ./lab list
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [[ $output != *done* ]]
    done
}

@test "list fits a narrow terminal, and has no colour in a file" {
    note 01-hello PASS
    note 05-gradient-averaging FAIL "1 1"
    COLUMNS=50 run ./lab list
    for line in "${lines[@]}"; do [ "${#line}" -le 64 ]; done # titles are not broken
    [ "$(grep -vc min <<<"$output")" -gt 12 ]
    [ -z "$(grep -v min <<<"$output" | awk 'length > 50')" ]
    [[ $output != *$'\033'* ]]
    for columns in 0 x -5 99999999999999999999 ''; do COLUMNS=$columns ./lab list; done
}
