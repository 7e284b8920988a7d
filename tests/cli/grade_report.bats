#!/usr/bin/env bats
# The reports of ./lab grade, from results made by hand: REPORT/results/STUDENT.json.
load common

setup() {
    [ -x "$BUILD/bin/grade-report" ] || skip "this build has no jansson"
    cd "$BATS_TEST_TMPDIR" || return
    mkdir -p R/results
}

report() { run --separate-stderr "$BUILD/bin/grade-report" R "$@"; }

# program ID VERDICT SENTENCE [MORE] - an object as docs/feedback.schema.json has it; MORE: members in jq's words
program() {
    jq -n --arg program "$1" --arg verdict "$2" --arg sentence "$3" '{program: $program, title: "", file: "x.c",
        verdict: $verdict, sentence: $sentence, compiler: null, warnings: null, first_failure: null, open_todos: [], luck: [],
        cases: []} + ('"${4:-{\}}"')'
}
# fails ID SENTENCE - one that fails with that finding
# shellcheck disable=SC2016  # jq's
fails() {
    program "$1" FAIL "$2" '{first_failure: 0, cases: [{ranks: 2, arguments: "--count 7", output: "printed \($sentence)",
        findings: [{severity: "error", sentence: $sentence, advice: "advice on \($sentence)", places: [{ranks: [0, 1],
        what: "in MPI_Recv", line: 12, source: "MPI_Recv(\"\($sentence)\");"}], values: {expected: "1 2", got: $sentence}}]}]}'
}
# result STEM STUDENT MORE < PROGRAMS
result() {
    jq -s --arg student "$2" '{format_version: 1, student: $student, graded: "2030-01-02T03:04:05Z", programs: .,
        files: {hello: {path: "in/\($student)/hello.c", sha256: "0"}}, trouble: [], late_days: 0} + ('"${3:-{\}}"')' >"R/results/$1.json"
}

# Twelve students. What one of them has chosen is hostile wherever a text may stand.
class() {
    local evil=$'</td><script>alert(1)</script><img src=x onerror="alert(2)">\x1b]0;t\x07\x1b[31m\xe2\x80\xae\'&'
    { program 01-hello PASS "right in all 6 cases"; program 07-heat PASS "right in all 9 cases"; } | result ann ann
    { program 01-hello PASS "right"; fails 07-heat "row 3, owned by rank 1 of 2, is 0"; } | result bea bea
    { program 01-hello PASS "right"; fails 07-heat "rows 7 and 8, owned by rank 2 of 4, is 0"; } | result cem cem
    program 07-heat TODO "TODO(2): send it" '{open_todos: [{number: 2, line: 20, text: "send it"}]}' | result dan dan '{late_days: 3}'
    program 01-hello FAIL "it does not compile: see line 2" '{compiler: "hello.c:2: error: \u001b[31mwhat?"}' | result eva eva
    program 01-hello ERROR "the machine was too busy" | result fay fay
    program 01-hello PASS "right" | result gil gil '{trouble: [{program: "07-heat", sentence: "the sandbox could not be made"}]}'
    fails 01-hello "$evil" | result %3C%2Ftd%3E "$evil"
    program bugs/01-pass-on PASS "right" | result %3D1%2B1 '=1+1'
    program 01-hello PASS "right" '{luck: [{severity: "warning", sentence: "memory is freed too early", advice: "free it later"}]}' |
        result -hal -hal
    echo '{"format_version": 1, "programs": [' >R/results/ivo.json
    result jo jo </dev/null
}

@test "a class: every report, and what is in it" {
    class
    report
    echo "$stderr"
    [ "$status" -eq 1 ]
    one_clear_line "results/ivo.json line"
    /usr/bin/python3 -W ignore -m jsonschema -i R/grades.json "$ROOT/docs/grade.schema.json"
    jq -e '.maximum == 3 and (.students | length) == 12 and .mistakes[0].count == 2
        and .mistakes[0].kind == "row N, owned by rank N of N, is N"
        and (.students[] | select(.student == "gil") | .not_judged == 1 and .total == 1)' R/grades.json
    [ "$(find R/students R/gradescope -type f | wc -l)" -eq 24 ]
    [ "$(xmllint --xpath 'count(//testsuite)' R/junit.xml)" -eq 12 ]
    [ "$(xmllint --xpath 'string(//testsuite[@name="bea"]/@failures)' R/junit.xml)" -eq 1 ]
    jq -e '.tests[0] == {name: "01-hello", output: "PASS: right", score: 1, max_score: 1, status: "passed"}
        and (.tests[1] | has("score") | not)' R/gradescope/gil.json
    jq -e '.tests[0].output == "ERROR" and .tests[1] == {name: "07-heat", output: "not handed in", score: 0, max_score: 1, status: "failed"}' \
        R/gradescope/fay.json
    for sentence in "the machine was too busy" "the sandbox could not be made" "ivo.json line"; do
        sed -n '/id="trouble"/,/<\/ul>/p' R/index.html | grep -qF "$sentence"
    done
    grep -qF 'href="students/%253C%252Ftd%253E.html"' R/index.html
}

@test "nothing in a text becomes an element, a script, a formula or an order to a terminal" {
    class
    report
    for page in R/index.html R/students/*.html; do
        # libxml2 knows HTML 4 only.
        run ! grep -v 'Tag \(section\|bdi\) invalid' <(xmllint --html --noout "$page" 2>&1 | grep 'error')
        [ "$(xmllint --html --xpath 'count(//script | //img | //@onerror | //link | //@src)' "$page" 2>/dev/null)" -eq 0 ]
        grep -qF "content=\"default-src 'none'; " "$page"
    done
    # Neither control characters, nor characters that turn the direction, nor what is no UTF-8.
    run ! grep -rlP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae' R/index.html R/students R/grades.csv R/junit.xml R/gradescope
    find R -type f ! -path 'R/results/*' -exec iconv -f UTF-8 -t UTF-8 {} + >/dev/null
    /usr/bin/python3 - R/grades.csv <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1])))
assert len(rows) == 12, rows
assert not [row for row in rows if row["student"][0] in "=+-@"], rows
assert [row["total"] for row in rows if row["student"] == "'=1+1"] == ["1"], rows
END
}

@test "a student's page tells what to do, and of nobody else" {
    class
    report
    page=$(<R/students/bea.html)
    for part in "row 3, owned by rank 1 of 2, is 0" "advice on row 3" "12 | MPI_Recv" "printed row 3" "./lab hint heat" \
        "<code>hello.c</code>" "expected</th><td>1 2"; do
        [[ $page == *"$part"* ]] || { echo "no $part"; false; }
    done
    for other in ann cem dan '=1+1' "too busy"; do
        [[ ! $page =~ [^a-z]${other}[^a-z] ]] || { echo "$other"; false; }
    done
    grep -qF 'TODO(2), line 20: send it' R/students/dan.html
    grep -qF 'hello.c:2: error: what?' R/students/eva.html
    grep -qF 'free it later' R/students/-hal.html
    grep -qF 'through no fault of yours' R/students/fay.html
    run ! grep -F 'too busy' R/students/fay.html
}

@test "the teacher's marks and remarks hold, and their file is never written" {
    class
    report
    [ "$(<R/marks.tsv)" = $'student\tprogram\tpoints\tremark' ]
    printf '%s\t%s\t%s\t%s\n' cem heat 0.5 'a good <b>try</b>' fay hello 1 '' ann '*' -2 'late for the talk' zoe hello 1 '' >>R/marks.tsv
    cp R/marks.tsv before
    report --format html,json
    [ "$status" -eq 1 ]
    [[ $stderr == *"lab: grade: marks.tsv:5: there is no student 'zoe'"* ]]
    cmp before R/marks.tsv
    jq -e '[.students[] | select(.student == "ann" or .student == "cem" or .student == "fay") | .total] == [0, 1.5, 1]' R/grades.json
    grep -qF 'Your teacher: a good &lt;b&gt;try&lt;/b&gt;' R/students/cem.html
    grep -qF '<td class="FAIL" title="rows 7 and 8, owned by rank 2 of 4, is 0">FAIL 0.5*</td>' R/index.html
}

@test "rules give points; a wrong one is refused before anything is written" {
    class
    printf 'points heat 4\ntodos heat 4\nlate 10%%\ngrace 1\nbonus bugs/pass-on 2\n' >rules
    report --rules rules --format json
    jq -e '.maximum == 5 and ([.students[] | {(.student): .total}] | add | .ann == 5 and .dan == 2.4 and ."=1+1" == 2)' R/grades.json
    rm R/grades.json
    echo 'points heta 4' >>rules
    report --rules rules
    [ "$status" -eq 2 ]
    one_clear_line "lab: grade: rules:6: nobody has handed in a program 'heta'"
    [ ! -e R/index.html ]
}

@test "what is not as it should be is said in a line" {
    report --format pdf
    [ "$status" -eq 2 ]
    one_clear_line "there are html, csv, json, junit and gradescope, not pdf"
    run --separate-stderr "$BUILD/bin/grade-report" nowhere
    [ "$status" -eq 2 ]
    one_clear_line "there are no results in nowhere"
    class
    mkfifo R/results/pipe.json
    ln -s /etc/passwd R/results/link.json
    echo '[1]' >R/results/list.json
    echo '{"format_version": 1, "student": 7, "programs": [7, {"program": "../x"}], "late_days": "x"}' >R/results/odd.json
    echo '{"format_version": 1, "student": "nul\u0000", "programs": []}' >R/results/nul.json
    touch R/results/.half.json "R/results/a b.json"
    run --separate-stderr timeout 20 "$BUILD/bin/grade-report" R
    echo "$stderr"
    [ "$status" -eq 1 ]
    for file in pipe link list nul; do grep -qF "results/$file.json" <<<"$stderr"; done
    [[ $stderr == *"'a b.json' is not"* ]] || [[ $stderr == *"results/a b.json is not"* ]]
    [[ $stderr == *"odd.json: '../x' is no program"* ]]
    [ "$(jq '.students | length' R/grades.json)" -eq 17 ]
}

@test "two hundred students take less than a second of work" {
    fails 01-hello "row 3 is 0" | result s s
    for i in {100..299}; do sed "s/\"s\"/\"s$i\"/" R/results/s.json >"R/results/s$i.json"; done
    TIMEFORMAT='%U %S'
    seconds=$({ time "$BUILD/bin/grade-report" R; } 2>&1)
    echo "$seconds"
    awk '{ exit !($1 + $2 < 1) }' <<<"$seconds"
    [ "$(find R/students -type f | wc -l)" -eq 201 ]
}
