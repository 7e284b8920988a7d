#!/usr/bin/env bats
# Thirty submissions, one of them a fork bomb, one a memory bomb, stopped twice and continued: what is said of each is what
# a single check says. The time of both is printed. GRADE_CLASS=200: so many, of all programs, and then
# verdicts alone are compared, as some sentences have numbers that differ from run to run.
source "${BATS_TEST_DIRNAME}/common.bash"

setup() {
    needs_sandbox
    export FOLDER=$BATS_FILE_TMPDIR/class REPORT=$BATS_FILE_TMPDIR/report
    mkdir "$FOLDER"
    LIMITS=(--time-limit 20)
    CLASS=${GRADE_CLASS:-30}
}

# student<TAB>program<TAB>file
list() {
    local patch id name step=3 patches=("$ROOT"/tests/students/{01-hello,02-point-to-point,03-broadcast,04-gather}/*.patch)
    [ "$CLASS" -le 30 ] || { patches=("$ROOT"/tests/students/*/*.patch) step=$((${#patches[@]} / CLASS)); }
    for patch in "${patches[@]}"; do
        id=$(basename "$(dirname "$patch")") name=${patch##*/}
        printf '%s\t%s\t%s\n' "${id%%-*}-${name%.patch}" "${id#*-}" "$patch"
    done | awk -v step="$step" 'NR % step == 1 % step' | head -n $((CLASS - 2))
}

@test "the same as single checks" {
    list | while IFS=$'\t' read -r student program patch; do
        mkdir "$FOLDER/$student"
        "$ROOT/tests/students/submission" "$patch" "$FOLDER/$student/${program//-/_}.c"
    done
    submit_attack forks-without-end
    submit_attack takes-all-memory
    begun=$SECONDS
    for stop in 1 2; do
        grade --jobs 1 >"$BATS_FILE_TMPDIR/out" 2>&1 3>&- &
        for ((i = 0; i < 3000; i++)); do
            if [ "$(cat "$REPORT"/results/*.json 2>/dev/null | jq -r '.programs[].verdict' | wc -l)" -ge $((stop * CLASS / 4)) ]; then break; fi
            sleep 0.2
        done
        kill -KILL "$(pgrep -f "bash .*lab-grade $FOLDER " | head -n 1)"
        wait $! || true
    done
    grade --jobs 1
    graded=$((SECONDS - begun)) begun=$SECONDS
    list | while IFS=$'\t' read -r student program patch; do
        COLUMNS=1000 "$ROOT/lab" check "$program" --file "$FOLDER/$student/${program//-/_}.c" --time-limit 20 \
            --json "$BATS_FILE_TMPDIR/single.json" >/dev/null 2>&1 || true
        jq -r '.programs[0] | "\(.program) \(.verdict) \(.sentence)"' "$BATS_FILE_TMPDIR/single.json" | sed "s/^/$student /"
    done | sed "s|$FOLDER/[^/]*/||g" | sort >"$BATS_FILE_TMPDIR/expected"
    echo "# $CLASS submissions: grade $graded s, $((CLASS - 2)) of them by single checks $((SECONDS - begun)) s" >&3
    for file in "$REPORT"/results/*.json; do
        jq -r '.student as $s | .programs[0] | "\($s) \(.program) \(.verdict) \(.sentence)"' "$file"
    done | sort >"$BATS_FILE_TMPDIR/all"
    [ "$(wc -l <"$BATS_FILE_TMPDIR/all")" -eq "$CLASS" ]
    [ "$CLASS" -le 30 ] || sed -Ei 's/^(([^ ]+ ){3}).*/\1/' "$BATS_FILE_TMPDIR"/{all,expected}
    grep -v '^m-' "$BATS_FILE_TMPDIR/all" | diff "$BATS_FILE_TMPDIR/expected" -
    [[ $(verdict m-forks-without-end) == FAIL ]]
    [[ $(verdict m-takes-all-memory) == FAIL ]]
}
