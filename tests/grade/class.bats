#!/usr/bin/env bats
# Thirty submissions, one of them a fork bomb, one a memory bomb, stopped twice and continued: what is said of each is what
# a single check says. The time of both is printed.
source "${BATS_TEST_DIRNAME}/common.bash"

setup() {
    export FOLDER=$BATS_FILE_TMPDIR/class REPORT=$BATS_FILE_TMPDIR/report
    mkdir "$FOLDER"
    LIMITS=(--time-limit 20)
}

# student<TAB>program<TAB>file
list() {
    local patch id name
    for patch in "$ROOT"/tests/students/{01-hello,02-point-to-point,03-broadcast,04-gather}/*.patch; do
        id=$(basename "$(dirname "$patch")") name=${patch##*/}
        printf '%s\t%s\t%s\n' "${id%%-*}-${name%.patch}" "${id#*-}" "$patch"
    done | awk 'NR % 3 == 1' | head -n 28
}

@test "the same as single checks" {
    list | while IFS=$'\t' read -r student program patch; do
        mkdir "$FOLDER/$student"
        "$ROOT/tests/students/submission" "$patch" "$FOLDER/$student/${program//-/_}.c"
    done
    submit_attack forks-without-end
    submit_attack takes-all-memory
    for stop in 1 2; do
        grade --jobs 1 >"$BATS_FILE_TMPDIR/out" 2>&1 3>&- &
        for ((i = 0; i < 3000; i++)); do
            if [ "$(cat "$REPORT"/results/*.json 2>/dev/null | jq -r '.programs[].verdict' | wc -l)" -ge $((stop * 8)) ]; then break; fi
            sleep 0.2
        done
        kill -KILL "$(pgrep -f "bash .*lab-grade $FOLDER " | head -n 1)"
        wait $! || true
    done
    grade --jobs 1
    list | while IFS=$'\t' read -r student program patch; do
        COLUMNS=1000 "$ROOT/lab" check "$program" --file "$FOLDER/$student/${program//-/_}.c" --time-limit 20 \
            --json "$BATS_FILE_TMPDIR/single.json" >/dev/null 2>&1 || true
        jq -r '.programs[0] | "\(.program) \(.verdict) \(.sentence)"' "$BATS_FILE_TMPDIR/single.json" | sed "s/^/$student /"
    done | sed "s|$FOLDER/[^/]*/||g" | sort >"$BATS_FILE_TMPDIR/expected"
    for file in "$REPORT"/results/*.json; do
        jq -r '.student as $s | .programs[0] | "\($s) \(.program) \(.verdict) \(.sentence)"' "$file"
    done | sort >"$BATS_FILE_TMPDIR/all"
    [ "$(wc -l <"$BATS_FILE_TMPDIR/all")" -eq 30 ]
    grep -v '^m-' "$BATS_FILE_TMPDIR/all" | diff "$BATS_FILE_TMPDIR/expected" -
    [[ $(verdict m-forks-without-end) == FAIL ]]
    [[ $(verdict m-takes-all-memory) == FAIL ]]
}
